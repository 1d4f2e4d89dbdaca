"""From items to totals: each item of capital and income treated by itself, explained, and added up by treatment."""

from __future__ import annotations

from goodlives.rules.charging.capital import capital_item
from goodlives.rules.charging.circumstances import Circumstances, Household, IncomeKind, Setting, reached_pension_age
from goodlives.rules.charging.facts import Facts
from goodlives.rules.charging.income import (
    DISABILITY_BENEFITS,
    PIP_OR_DLA,
    Treatment,
    at_the_highest_rate,
    income_item,
    night_element,
)
from goodlives.rules.explain import Step
from goodlives.rules.money import NO_LIMIT
from goodlives.rules.parameters import ChargingRates

_NOTHING = dict.fromkeys(Treatment, 0)


def treated(c: Circumstances, rates: ChargingRates) -> tuple[Facts, dict[str, list[Step]]]:
    """Every item treated by itself and added up by treatment, with the line that explains each."""
    capital_lines, income_lines = [], []
    capital = 0
    for owned in c.capital:
        counts, line = capital_item(owned, c)
        capital += counts
        capital_lines.append(line)
    totals = _NOTHING.copy()
    nights = 0
    highest = False
    for received in c.income:
        how, amount, line = income_item(received, c)
        totals[how] += amount
        income_lines.append(line)
        if received.kind in DISABILITY_BENEFITS:
            if c.setting == Setting.HOME:
                nights += night_element(received, rates)
            highest = highest or (received.kind in PIP_OR_DLA and at_the_highest_rate(received, rates))
    kinds = {received.kind for received in c.income}
    pension_age = c.pension_age_reached
    if pension_age is None:
        pension_age = reached_pension_age(c.age, c.on)
    couple = c.household == Household.COUPLE
    policy, savings_credit = c.policy, c.savings_credit
    qualifying_income = (savings_credit.qualifying_income or 0) if savings_credit else 0
    if savings_credit is None and totals[Treatment.SAVINGS_CREDIT]:
        # Nobody said how much income qualifies, but savings credit is only paid from the threshold up.
        qualifying_income = rates.savings_credit_threshold_couple if couple else rates.savings_credit_threshold_single
    facts = Facts(
        age=c.age,
        pension_age_reached=bool(pension_age),
        partner_pension_age_reached=couple and bool(c.partner_pension_age_reached),
        couple=couple,
        lone_parent=c.household == Household.LONE_PARENT,
        dependent_children=c.dependent_children,
        in_care_home=c.setting != Setting.HOME,
        charged_as_at_home=c.charged_as_at_home,
        permanent=c.permanent,
        exempt=c.exempt is not None,
        cost_of_care=c.cost_of_care or 0,
        council_rate=c.council_rate or 0,
        nhs_funded_nursing_care=c.nhs_funded_nursing_care or 0,
        capital=capital,
        income_counted_in_full=totals[Treatment.IN_FULL],
        disability_benefits=totals[Treatment.DISABILITY_BENEFIT],
        night_element=nights,
        occupational_pensions=totals[Treatment.OCCUPATIONAL_PENSION],
        war_pensions=totals[Treatment.WAR_PENSION],
        savings_credit_paid=totals[Treatment.SAVINGS_CREDIT],
        under_savings_credit_rules=savings_credit is not None or totals[Treatment.SAVINGS_CREDIT] > 0,
        qualifying_income=qualifying_income,
        gets_disability_benefit=not kinds.isdisjoint(DISABILITY_BENEFITS),
        gets_pip_or_dla=not kinds.isdisjoint(PIP_OR_DLA),
        gets_highest_disability_rate=highest,
        gets_carers_allowance=IncomeKind.CARERS_ALLOWANCE in kinds,
        housing_costs=c.housing_costs or 0,
        disability_related_expenditure=c.disability_related_expenditure or 0,
        half_pension_to_spouse=bool(c.half_pension_to_spouse),
        mig_uplift_percent=policy.mig_uplift_percent,
        mig_uplift_flat=policy.mig_uplift_flat,
        percent_of_disposable_income=policy.percent_of_disposable_income,
        raised_upper_capital_limit=policy.upper_capital_limit or 0,
        maximum_charge=NO_LIMIT if policy.maximum_charge is None else policy.maximum_charge,
        ignore_night_element=policy.ignore_night_element,
        arrangement_fee=policy.arrangement_fee,
        disability_related_expenditure_flat_rate=policy.disability_related_expenditure_flat_rate,
    )
    return facts, {"capital_that_counts": capital_lines, "income_of_all_kinds": income_lines}
