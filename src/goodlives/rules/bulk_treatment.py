"""Everybody's items of capital and income treated at once, by the rules' own tables, and added up by treatment."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from goodlives.rules.bulk_columns import (
    DISREGARDS,
    HOUSEHOLDS,
    KINDS_OF_CAPITAL,
    KINDS_OF_INCOME,
    NOT_KNOWN,
    RATES,
    SETTINGS,
    CapitalItems,
    Flags,
    Numbers,
    People,
    added_up,
    any_of_theirs,
    weekly_amounts,
    whose,
)
from goodlives.rules.charging.capital import LAND, why_ignored
from goodlives.rules.charging.circumstances import (
    CapitalItem,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    Setting,
    reached_pension_age,
)
from goodlives.rules.charging.income import (
    DISABILITY_BENEFITS,
    PIP_OR_DLA,
    Treatment,
    at_the_highest_rate,
    treatment,
)
from goodlives.rules.money import NO_LIMIT
from goodlives.rules.parameters import ChargingRates


def treated(p: People, on: date, rates: ChargingRates) -> dict[str, Any]:
    """Every item treated and added up by treatment: the columns of `Facts`. Everything is known."""
    tables = tables_of(rates)
    place = p.setting * 2 + p.short_term_as_home
    couple = p.household == HOUSEHOLDS.index(Household.COUPLE)
    capital = _capital(p.capital, place, tables)
    income = p.income
    of = whose(income.ends)
    weekly = weekly_amounts(income)
    how = tables.treatment[income.kind, place[of]]
    total = {
        one: added_up(np.where(how == one.value, weekly, 0), income.ends)
        for one in Treatment
        if one is not Treatment.IGNORED
    }
    highest = np.where(
        income.rate == NOT_KNOWN,
        tables.disability_benefit[income.kind] & (weekly >= rates.disability_benefit_higher),
        tables.highest_rate[income.kind, income.rate],
    )
    at_home = p.setting == SETTINGS.index(Setting.HOME)
    night = np.minimum(weekly, rates.disability_benefit_higher - rates.disability_benefit_middle)
    premium_kinds = of_kinds(IncomeKind.PIP_DAILY_LIVING, IncomeKind.DLA_CARE)
    credit_paid = total[Treatment.SAVINGS_CREDIT]
    threshold = np.where(couple, rates.savings_credit_threshold_couple, rates.savings_credit_threshold_single)
    qualifying = np.where(p.under_savings_credit_rules, p.qualifying_income, np.where(credit_paid > 0, threshold, 0))
    return {
        "age": p.age,
        "pension_age_reached": pension_age(p, on) == 1,
        "partner_pension_age_reached": couple & (p.partner_pension_age_reached == 1),
        "couple": couple,
        "lone_parent": p.household == HOUSEHOLDS.index(Household.LONE_PARENT),
        "dependent_children": p.dependent_children,
        "in_care_home": ~at_home,
        "charged_as_at_home": tables.as_home[place],
        "permanent": p.setting == SETTINGS.index(Setting.CARE_HOME_PERMANENT),
        "exempt": p.exempt != NOT_KNOWN,
        "cost_of_care": p.cost_of_care,
        "council_rate": p.council_rate,
        "nhs_funded_nursing_care": p.nhs_funded_nursing_care,
        "capital": capital,
        "income_counted_in_full": total[Treatment.IN_FULL],
        "disability_benefits": total[Treatment.DISABILITY_BENEFIT],
        "night_element": added_up(np.where(highest & at_home[of], night, 0), income.ends),
        "occupational_pensions": total[Treatment.OCCUPATIONAL_PENSION],
        "war_pensions": total[Treatment.WAR_PENSION],
        "savings_credit_paid": credit_paid,
        "under_savings_credit_rules": p.under_savings_credit_rules | (credit_paid > 0),
        "qualifying_income": qualifying,
        "gets_disability_benefit": any_of_theirs(tables.disability_benefit[income.kind], income.ends),
        "gets_pip_or_dla": any_of_theirs(of_kinds(*PIP_OR_DLA)[income.kind], income.ends),
        "gets_highest_disability_rate": any_of_theirs(highest & premium_kinds[income.kind], income.ends),
        "gets_carers_allowance": any_of_theirs(of_kinds(IncomeKind.CARERS_ALLOWANCE)[income.kind], income.ends),
        "housing_costs": p.housing_costs,
        "disability_related_expenditure": p.disability_related_expenditure,
        "half_pension_to_spouse": p.half_pension_to_spouse == 1,
        "mig_uplift_percent": p.mig_uplift_percent,
        "mig_uplift_flat": p.mig_uplift_flat,
        "percent_of_disposable_income": p.percent_of_disposable_income,
        "raised_upper_capital_limit": np.where(p.upper_capital_limit == NOT_KNOWN, 0, p.upper_capital_limit),
        "maximum_charge": np.where(p.maximum_charge == NOT_KNOWN, NO_LIMIT, p.maximum_charge),
        "ignore_night_element": p.ignore_night_element,
        "arrangement_fee": p.arrangement_fee,
        "disability_related_expenditure_flat_rate": p.disability_related_expenditure_flat_rate,
    }


def _capital(items: CapitalItems, place: Numbers, tables: Tables) -> Numbers:
    """What counts of everybody's capital."""
    of = whose(items.ends)
    amount = np.where(tables.land[items.kind], items.amount - -(-items.amount // 10), items.amount)
    ignored = tables.capital_ignored[items.kind, items.disregard, place[of]]
    return added_up(np.where(ignored, 0, amount * items.numerator // items.denominator), items.ends)


class Tables(NamedTuple):
    """The rules' own treatment of every kind of item, asked once of each."""

    treatment: Numbers
    highest_rate: Flags
    disability_benefit: Flags
    capital_ignored: Flags
    land: Flags
    as_home: Flags


@lru_cache(maxsize=64)
def tables_of(rates: ChargingRates) -> Tables:
    places = [
        Circumstances(
            on=date.min,
            setting=setting,
            age=18,
            household=Household.SINGLE,
            cost_of_care=0,
            policy=Policy(short_term_as_home=as_home),
        )
        for setting, as_home in product(SETTINGS, (False, True))
    ]
    return Tables(
        treatment=np.array(
            [[treatment(IncomeItem(kind, 0), place).value for place in places] for kind in KINDS_OF_INCOME]
        ),
        highest_rate=np.array(
            [[at_the_highest_rate(IncomeItem(kind, 0, rate=rate), rates) for rate in RATES] for kind in KINDS_OF_INCOME]
        ),
        disability_benefit=of_kinds(*DISABILITY_BENEFITS),
        # NOT_KNOWN, which is the last place, is no disregard.
        capital_ignored=np.array(
            [
                [
                    [why_ignored(CapitalItem(kind, 0, disregard=disregard), place) is not None for place in places]
                    for disregard in (*DISREGARDS, None)
                ]
                for kind in KINDS_OF_CAPITAL
            ]
        ),
        land=np.array([kind in LAND for kind in KINDS_OF_CAPITAL]),
        as_home=np.array([place.charged_as_at_home for place in places]),
    )


def of_kinds(*kinds: IncomeKind) -> Flags:
    return np.array([kind in kinds for kind in KINDS_OF_INCOME])


def pension_age(p: People, on: date) -> Numbers:
    """Reached, not reached, or not known: worked out from the age where nobody said."""
    by_age = {None: NOT_KNOWN, False: 0, True: 1}
    table = np.array([by_age[reached_pension_age(age, on)] for age in range(200)])
    return np.where(p.pension_age_reached == NOT_KNOWN, table[p.age], p.pension_age_reached)
