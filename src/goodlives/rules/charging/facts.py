"""A person's facts as one row of whole numbers and yes or no: what the scalar rules read, one person or a million."""

from __future__ import annotations

from typing import NamedTuple

from goodlives.rules.money import Pence


class Facts(NamedTuple):
    """Items of capital and income are already treated one by one and added up by treatment. Amounts are weekly."""

    # The person
    age: int
    pension_age_reached: bool
    partner_pension_age_reached: bool
    couple: bool
    lone_parent: bool
    dependent_children: int
    # The care
    in_care_home: bool
    charged_as_at_home: bool
    permanent: bool
    exempt: bool
    cost_of_care: Pence
    council_rate: Pence
    nhs_funded_nursing_care: Pence
    # What counts of their capital, and their income by treatment
    capital: Pence
    income_counted_in_full: Pence
    disability_benefits: Pence
    night_element: Pence
    occupational_pensions: Pence
    war_pensions: Pence
    savings_credit_paid: Pence
    under_savings_credit_rules: bool
    qualifying_income: Pence
    # What their benefits bring with them
    gets_disability_benefit: bool
    gets_pip_or_dla: bool
    gets_highest_disability_rate: bool
    gets_carers_allowance: bool
    # What they must pay out
    housing_costs: Pence
    disability_related_expenditure: Pence
    half_pension_to_spouse: bool
    # The council's policy
    mig_uplift_percent: int
    mig_uplift_flat: Pence
    percent_of_disposable_income: int
    raised_upper_capital_limit: Pence
    maximum_charge: Pence
    ignore_night_element: bool
    arrangement_fee: Pence
    disability_related_expenditure_flat_rate: Pence
