"""What is not yet known of a population, and where it is put to find the range: `not_yet_known.py`, in columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np

from goodlives.rules.bulk_columns import (
    HOUSEHOLDS,
    NOT_KNOWN,
    RATES,
    SETTINGS,
    CapitalItems,
    Flags,
    IncomeItems,
    Numbers,
    People,
    any_of_theirs,
    whose,
)
from goodlives.rules.bulk_treatment import of_kinds, pension_age, tables_of
from goodlives.rules.charging.circumstances import Household, IncomeKind, Rate, Setting
from goodlives.rules.charging.income import Treatment
from goodlives.rules.charging.not_yet_known import PLENTY
from goodlives.rules.money import Pence
from goodlives.rules.parameters import ChargingRates


def not_yet_known(p: People, on: date, rates: ChargingRates, *, above_the_limit: Flags) -> list[tuple[Numbers, str]]:
    """What is missing that a charge rests on: the rows, and the name, in the order one person's answer says them.

    `above_the_limit` are the people whose capital is surely above it, so that only the cost is asked.
    """
    tables = tables_of(rates)
    place = p.setting * 2 + p.short_term_as_home
    as_home, in_care_home = tables.as_home[place], p.setting != SETTINGS.index(Setting.HOME)
    couple = p.household == HOUSEHOLDS.index(Household.COUPLE)
    charged = p.exempt == NOT_KNOWN
    asked = charged & ~above_the_limit
    capital, income = p.capital, p.income
    of_capital, of_income = whose(capital.ends), whose(income.ends)
    capital_counts = ~tables.capital_ignored[capital.kind, capital.disregard, place[of_capital]]
    income_counts = tables.treatment[income.kind, place[of_income]] != Treatment.IGNORED.value
    disabled = any_of_theirs(tables.disability_benefit[income.kind], income.ends)
    pension = any_of_theirs(of_kinds(IncomeKind.OCCUPATIONAL_PENSION)[income.kind], income.ends)
    permanent = p.setting == SETTINGS.index(Setting.CARE_HOME_PERMANENT)

    def missing(column: Numbers, among: Flags) -> Numbers:
        return np.flatnonzero((column == NOT_KNOWN) & among)

    return [
        (rows, name)
        for rows, name in (
            (missing(pension_age(p, on), asked & as_home), "person.pension_age_reached"),
            (
                missing(p.partner_pension_age_reached, asked & as_home & couple),
                "person.partner_pension_age_reached",
            ),
            (missing(p.cost_of_care, charged), "cost_of_care"),
            (missing(p.council_rate, asked & in_care_home), "council_rate"),
            (missing(p.nhs_funded_nursing_care, charged & in_care_home), "nhs_funded_nursing_care"),
            *_missing_items("capital", capital, of_capital, capital_counts & asked[of_capital]),
            *_missing_items("income", income, of_income, income_counts & asked[of_income]),
            (missing(p.qualifying_income, asked & p.under_savings_credit_rules), "savings_credit.qualifying_income"),
            (missing(p.housing_costs, asked & ~permanent), "housing_costs"),
            (missing(p.disability_related_expenditure, asked & as_home & disabled), "disability_related_expenditure"),
            (missing(p.half_pension_to_spouse, asked & pension), "half_pension_to_spouse"),
        )
        if len(rows)
    ]


def _missing_items(
    name: str, items: CapitalItems | IncomeItems, of: Numbers, among: Flags
) -> Iterable[tuple[Numbers, str]]:
    unknown = np.flatnonzero((items.amount == NOT_KNOWN) & among)
    place = unknown - np.concatenate(([0], items.ends[:-1]))[of[unknown]]
    for n in np.unique(place):
        yield of[unknown[place == n]], f"{name}[{n}].amount"


def with_ages(p: People, on: date, mine: int, theirs: int) -> People:
    """Pension age put one way or the other, where it is not yet known."""
    own, partners = pension_age(p, on), p.partner_pension_age_reached
    return replace(
        p,
        pension_age_reached=np.where(own == NOT_KNOWN, mine, own),
        partner_pension_age_reached=np.where(partners == NOT_KNOWN, theirs, partners),
    )


def put_at(p: People, *, lowest: bool, plenty: Pence = PLENTY) -> People:
    """What is missing put where it makes the charge as low, or as high, as it can be."""
    rises, falls = (0, plenty) if lowest else (plenty, 0)

    def known(column: Numbers, otherwise: int) -> Numbers:
        return np.where(column == NOT_KNOWN, otherwise, column)

    unknown = p.income.amount == NOT_KNOWN
    at_rate = RATES.index(Rate.HIGHER if lowest else Rate.STANDARD)
    return replace(
        p,
        cost_of_care=known(p.cost_of_care, rises),
        council_rate=known(p.council_rate, rises),
        nhs_funded_nursing_care=known(p.nhs_funded_nursing_care, falls),
        capital=p.capital._replace(amount=known(p.capital.amount, rises)),
        income=p.income._replace(
            amount=known(p.income.amount, rises),
            rate=np.where(unknown & (p.income.rate == NOT_KNOWN), at_rate, p.income.rate),
        ),
        qualifying_income=known(p.qualifying_income, falls),
        housing_costs=known(p.housing_costs, falls),
        disability_related_expenditure=known(p.disability_related_expenditure, falls),
        half_pension_to_spouse=known(p.half_pension_to_spouse, int(lowest)),
    )
