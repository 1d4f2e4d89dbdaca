"""What is left of all somebody's income: less what the law ignores of it, and what they must pay out. Sch 1.

The items are treated one by one first (`income.py`) and added up by treatment: these rules start from the totals.
"""

from __future__ import annotations

from goodlives.rules.charging.capital import tariff_income
from goodlives.rules.charging.facts import Facts
from goodlives.rules.explain import rule
from goodlives.rules.money import Pence
from goodlives.rules.parameters import ChargingRates


@rule("Your income each week", "SI 2014/2672 Part 4")
def income_of_all_kinds(f: Facts, r: ChargingRates) -> Pence:
    """Income a week, without what is ignored altogether."""
    return (
        f.income_counted_in_full
        + f.disability_benefits
        + f.occupational_pensions
        + f.war_pensions
        + f.savings_credit_paid
    )


@rule("Take away: part of a war widow's or widower's pension", "SI 2014/2672 Sch 1", unless_zero=True)
def war_pension_ignored(f: Facts, r: ChargingRates) -> Pence:
    """£10 a week of a war widow's, widower's or survivor's pension is ignored."""
    return min(f.war_pensions, r.war_pension_disregard) if f.war_pensions else 0


@rule(
    "Take away: half your pension, which goes to your husband, wife or civil partner",
    "SI 2014/2672 Sch 1 para 16",
    unless_zero=True,
)
def half_pension_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Half of a pension from work, when at least half is passed to a spouse or civil partner living elsewhere."""
    return -(-f.occupational_pensions // 2) if f.half_pension_to_spouse else 0


@rule(
    lambda f, r, amount: (
        "Take away: the amount ignored for people whose own savings or pension lift them above Pension Credit"
        if amount > f.savings_credit_paid
        else "Take away: the part of your savings credit that is ignored"
    ),
    "SI 2014/2672 Sch 1 para 40",
    unless_zero=True,
)
def savings_credit_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Savings credit disregard, Annex C: nothing below the threshold, the credit paid up to a most, then the most."""
    if not f.under_savings_credit_rules:
        return 0
    threshold = r.savings_credit_threshold_couple if f.couple else r.savings_credit_threshold_single
    guarantee = r.standard_minimum_guarantee_couple if f.couple else r.standard_minimum_guarantee_single
    most = r.savings_credit_disregard_couple if f.couple else r.savings_credit_disregard_single
    if f.qualifying_income < threshold:
        return 0
    if f.qualifying_income <= guarantee:
        return min(f.savings_credit_paid, most)
    return most


@rule(
    "Take away: the part of your disability benefit for help at night",
    "Council policy; R (Carton) v Coventry City Council [2001]",
    unless_zero=True,
)
def night_element_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Some councils ignore the night part when they arrange no care at night."""
    return f.night_element if f.ignore_night_element else 0


@rule("Take away: what you pay for your home", "SI 2014/2672 Sch 1 para 2", unless_zero=True)
def housing_costs_taken_away(f: Facts, r: ChargingRates) -> Pence:
    """Rent, mortgage, council tax and service charges, net of help, while the person has a home to keep up.

    That is at home, or during a stay in a care home that is not permanent.
    """
    return 0 if f.permanent else f.housing_costs


@rule(
    lambda f, r, amount: (
        "Take away: what you spend because of your disability"
        if f.disability_related_expenditure >= f.disability_related_expenditure_flat_rate
        else "Take away: the set amount your council takes off for costs of a disability, without receipts. If you "
        "spend more, ask for your own costs to be taken off instead"
    ),
    lambda f, r, amount: (
        "SI 2014/2672 Sch 1 para 4"
        if f.disability_related_expenditure >= f.disability_related_expenditure_flat_rate
        else "SI 2014/2672 Sch 1 para 4; statutory guidance, Annex C; council policy"
    ),
    unless_zero=True,
)
def disability_related_expenditure_taken_away(f: Facts, r: ChargingRates) -> Pence:
    """Reasonable extra costs of disability, whenever a disability benefit is counted in care outside a care home.

    A council may take off a flat amount without asking. It is never less than somebody's own costs.
    """
    if not f.charged_as_at_home or not f.gets_disability_benefit:
        return 0
    return max(f.disability_related_expenditure, f.disability_related_expenditure_flat_rate)


@rule()
def income_after_what_is_ignored(f: Facts, r: ChargingRates) -> Pence:
    """Income and tariff income, less what is ignored and what the person must pay out. It may fall below nothing."""
    return (
        income_of_all_kinds(f, r)
        + tariff_income(f, r)
        - war_pension_ignored(f, r)
        - half_pension_ignored(f, r)
        - savings_credit_ignored(f, r)
        - night_element_ignored(f, r)
        - housing_costs_taken_away(f, r)
        - disability_related_expenditure_taken_away(f, r)
    )
