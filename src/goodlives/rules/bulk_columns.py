"""A population's circumstances as columns, and every charge worked out from them: what `charge` does for one person.

Items of capital and income are treated first and added up by treatment, with the rules' own tables; then the compiled
rules start from the totals. Where something is not yet known, both ends of the range are worked out for those people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from goodlives.rules.bulk import worked_out
from goodlives.rules.charging.capital import LAND, why_ignored
from goodlives.rules.charging.circumstances import (
    CapitalDisregard,
    CapitalItem,
    CapitalKind,
    Circumstances,
    Every,
    Exemption,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    Rate,
    Setting,
    reached_pension_age,
)
from goodlives.rules.charging.income import (
    DISABILITY_BENEFITS,
    PIP_OR_DLA,
    WEEKS,
    Treatment,
    at_the_highest_rate,
    treatment,
)
from goodlives.rules.charging.not_yet_known import PLENTY
from goodlives.rules.money import NO_LIMIT, Pence
from goodlives.rules.parameters import ChargingRates, charging_rates

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# In a column, an amount or a yes-or-no that is not yet known, and a word that is not there.
NOT_KNOWN = -1

KINDS_OF_CAPITAL, DISREGARDS = tuple(CapitalKind), tuple(CapitalDisregard)
KINDS_OF_INCOME, RATES, HOW_OFTEN = tuple(IncomeKind), tuple(Rate), tuple(Every)
SETTINGS, HOUSEHOLDS, EXEMPTIONS = tuple(Setting), tuple(Household), tuple(Exemption)


class CapitalItems(NamedTuple):
    """Everybody's capital, one person's after another's; `ends` says where each person's ends."""

    ends: Numbers
    kind: Numbers
    amount: Numbers
    numerator: Numbers
    denominator: Numbers
    disregard: Numbers


class IncomeItems(NamedTuple):
    """Everybody's income, one person's after another's; `ends` says where each person's ends."""

    ends: Numbers
    kind: Numbers
    amount: Numbers
    every: Numbers
    rate: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One row a person, in whole numbers: words by their place in the lists above, amounts in pence."""

    age: Numbers
    household: Numbers
    setting: Numbers
    exempt: Numbers
    pension_age_reached: Numbers
    partner_pension_age_reached: Numbers
    dependent_children: Numbers
    cost_of_care: Numbers
    council_rate: Numbers
    nhs_funded_nursing_care: Numbers
    under_savings_credit_rules: Flags
    qualifying_income: Numbers
    housing_costs: Numbers
    disability_related_expenditure: Numbers
    half_pension_to_spouse: Numbers
    mig_uplift_percent: Numbers
    mig_uplift_flat: Numbers
    percent_of_disposable_income: Numbers
    upper_capital_limit: Numbers
    maximum_charge: Numbers
    ignore_night_element: Flags
    short_term_as_home: Flags
    arrangement_fee: Numbers
    disability_related_expenditure_flat_rate: Numbers
    capital: CapitalItems
    income: IncomeItems

    def __len__(self) -> int:
        return len(self.age)

    def only(self, rows: Numbers) -> People:
        """The people of these rows."""
        taken = {field.name: getattr(self, field.name) for field in fields(self)}
        return People(
            **{
                name: _items_of(rows, column) if isinstance(column, tuple) else column[rows]
                for name, column in taken.items()
            }
        )


class Charges(NamedTuple):
    """What `Charge` says of one person, a column each; NOT_KNOWN where it says None.

    `missing` are the rows, the order within the row, and the names of what is not yet known.
    """

    charge: Numbers
    council_pays: Numbers
    top_up: Numbers
    range_lowest: Numbers
    range_highest: Numbers
    full_cost: Numbers
    tariff_income: Numbers
    minimum_income_guarantee: Numbers
    personal_expenses_allowance: Numbers
    missing: list[tuple[Numbers, str]]


def charges_of(people: People, on: date, rates: ChargingRates | None = None) -> Charges:
    """The charge of everybody, as `charge` works it out for one person: by the rates of the day, or by those given."""
    rates = rates or charging_rates(on)
    answers = _known(_put_at(people, lowest=True), on, rates)
    missing = not_yet_known(people, on, rates, above_the_limit=answers["full_cost"] == 1)
    unsure = np.zeros(len(people), bool)
    for rows, _ in missing:
        unsure[rows] = True
    rows_unsure = np.flatnonzero(unsure)
    nobody = np.full(len(people), NOT_KNOWN, np.int64)
    lowest, highest = nobody.copy(), nobody.copy()
    if len(rows_unsure):
        _ranges(people.only(rows_unsure), on, rates, rows_unsure, answers, lowest, highest)
    return Charges(**_free(people, answers), range_lowest=lowest, range_highest=highest, missing=missing)


def _ranges(
    people: People,
    on: date,
    rates: ChargingRates,
    rows: Numbers,
    answers: dict[str, Numbers],
    lowest: Numbers,
    highest: Numbers,
) -> None:
    """Where the charge of these people must end, and what is the same at every end."""
    ages = [_with_ages(people, on, mine, theirs) for mine, theirs in product((1, 0), repeat=2)]
    low = [_known(_put_at(one, lowest=True), on, rates) for one in ages]
    high = [_known(_put_at(one, lowest=False), on, rates) for one in ages]
    more = [_known(_put_at(one, lowest=False, plenty=2 * PLENTY), on, rates)["charge"] for one in ages]
    lowest[rows] = np.minimum.reduce([end["charge"] for end in low])
    most = np.maximum.reduce([end["charge"] for end in high])
    without_end = (people.cost_of_care == NOT_KNOWN) & (most < np.maximum.reduce(more))
    highest[rows] = np.where(without_end, NOT_KNOWN, most)
    for name in ("charge", "council_pays", "top_up"):
        answers[name][rows] = NOT_KNOWN
    for name in ("full_cost", "tariff_income", "minimum_income_guarantee", "personal_expenses_allowance"):
        first = low[0][name]
        same = np.logical_and.reduce([end[name] == first for end in (*low, *high)])
        answers[name][rows] = np.where(same, first, NOT_KNOWN)


def _known(people: People, on: date, rates: ChargingRates) -> dict[str, Numbers]:
    """Everything the answer says, when everything is known."""
    facts = treated(people, on, rates)
    worked = worked_out(
        (
            "weekly_charge",
            "capital_is_above_the_limit",
            "cost_to_the_council",
            "fee",
            "tariff_income",
            "minimum_income_guarantee",
            "kept_in_a_care_home",
        ),
        facts,
        rates,
    )
    full, as_home = worked["capital_is_above_the_limit"] == 1, facts["charged_as_at_home"]
    cost = worked["cost_to_the_council"]
    return {
        "charge": worked["weekly_charge"],
        "council_pays": np.where(full, 0, cost - worked["weekly_charge"]),
        "top_up": np.where(full, 0, worked["fee"] - cost),
        "full_cost": worked["capital_is_above_the_limit"],
        "tariff_income": np.where(full, NOT_KNOWN, worked["tariff_income"]),
        "minimum_income_guarantee": np.where(~full & as_home, worked["minimum_income_guarantee"], NOT_KNOWN),
        "personal_expenses_allowance": np.where(full | as_home, NOT_KNOWN, worked["kept_in_a_care_home"]),
    }


def _free(p: People, answers: dict[str, Numbers]) -> dict[str, Numbers]:
    """Care that is free whatever somebody has: as `free_care` says it."""
    free = p.exempt != NOT_KNOWN
    in_care_home = p.setting != SETTINGS.index(Setting.HOME)
    by_nhs = p.exempt == EXEMPTIONS.index(Exemption.CONTINUING_HEALTHCARE)
    cost_known = p.cost_of_care != NOT_KNOWN
    less_nursing = in_care_home & (p.nhs_funded_nursing_care != NOT_KNOWN)
    cost = np.where(less_nursing, np.maximum(p.cost_of_care - p.nhs_funded_nursing_care, 0), p.cost_of_care)
    met = np.where(in_care_home & (p.council_rate != NOT_KNOWN), np.minimum(cost, p.council_rate), cost)
    free_answers: dict[str, Any] = {
        "charge": 0,
        "council_pays": np.where(by_nhs, 0, np.where(cost_known, met, NOT_KNOWN)),
        "top_up": np.where(by_nhs, 0, np.where(cost_known, cost - met, NOT_KNOWN)),
        "full_cost": 0,
        "tariff_income": NOT_KNOWN,
        "minimum_income_guarantee": NOT_KNOWN,
        "personal_expenses_allowance": NOT_KNOWN,
    }
    return {name: np.where(free, free_answers[name], answer) for name, answer in answers.items()}


def treated(p: People, on: date, rates: ChargingRates) -> dict[str, Any]:
    """Every item treated and added up by treatment: the columns of `Facts`. Everything is known."""
    tables = _tables(rates)
    place = p.setting * 2 + p.short_term_as_home
    couple = p.household == HOUSEHOLDS.index(Household.COUPLE)
    capital = _capital(p.capital, place, tables)
    income = p.income
    of = _whose(income.ends)
    weekly = income.amount * tables.times[income.every] // tables.divided_by[income.every]
    how = tables.treatment[income.kind, place[of]]
    total = {
        one: _added_up(np.where(how == one.value, weekly, 0), income.ends)
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
    premium_kinds = _kinds(IncomeKind.PIP_DAILY_LIVING, IncomeKind.DLA_CARE)
    credit_paid = total[Treatment.SAVINGS_CREDIT]
    threshold = np.where(couple, rates.savings_credit_threshold_couple, rates.savings_credit_threshold_single)
    qualifying = np.where(p.under_savings_credit_rules, p.qualifying_income, np.where(credit_paid > 0, threshold, 0))
    return {
        "age": p.age,
        "pension_age_reached": _pension_age(p, on) == 1,
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
        "night_element": _added_up(np.where(highest & at_home[of], night, 0), income.ends),
        "occupational_pensions": total[Treatment.OCCUPATIONAL_PENSION],
        "war_pensions": total[Treatment.WAR_PENSION],
        "savings_credit_paid": credit_paid,
        "under_savings_credit_rules": p.under_savings_credit_rules | (credit_paid > 0),
        "qualifying_income": qualifying,
        "gets_disability_benefit": _any(tables.disability_benefit[income.kind], income.ends),
        "gets_pip_or_dla": _any(_kinds(*PIP_OR_DLA)[income.kind], income.ends),
        "gets_highest_disability_rate": _any(highest & premium_kinds[income.kind], income.ends),
        "gets_carers_allowance": _any(_kinds(IncomeKind.CARERS_ALLOWANCE)[income.kind], income.ends),
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


def _capital(items: CapitalItems, place: Numbers, tables: _Tables) -> Numbers:
    """What counts of everybody's capital."""
    of = _whose(items.ends)
    amount = np.where(tables.land[items.kind], items.amount - -(-items.amount // 10), items.amount)
    ignored = tables.capital_ignored[items.kind, items.disregard, place[of]]
    return _added_up(np.where(ignored, 0, amount * items.numerator // items.denominator), items.ends)


class _Tables(NamedTuple):
    """The rules' own treatment of every kind of item, asked once of each."""

    treatment: Numbers
    highest_rate: Flags
    disability_benefit: Flags
    times: Numbers
    divided_by: Numbers
    capital_ignored: Flags
    land: Flags
    as_home: Flags


@lru_cache(maxsize=64)
def _tables(rates: ChargingRates) -> _Tables:
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
    return _Tables(
        treatment=np.array(
            [[treatment(IncomeItem(kind, 0), place).value for place in places] for kind in KINDS_OF_INCOME]
        ),
        highest_rate=np.array(
            [[at_the_highest_rate(IncomeItem(kind, 0, rate=rate), rates) for rate in RATES] for kind in KINDS_OF_INCOME]
        ),
        disability_benefit=_kinds(*DISABILITY_BENEFITS),
        times=np.array([WEEKS[every][0] for every in HOW_OFTEN]),
        divided_by=np.array([WEEKS[every][1] for every in HOW_OFTEN]),
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


def _kinds(*kinds: IncomeKind) -> Flags:
    return np.array([kind in kinds for kind in KINDS_OF_INCOME])


def _added_up(amounts: Numbers | Flags, ends: Numbers) -> Numbers:
    """Each person's total, exactly."""
    running = np.concatenate(([0], np.cumsum(amounts, dtype=np.int64)))
    return np.diff(running[ends], prepend=0)


def _any(flags: Flags, ends: Numbers) -> Flags:
    return _added_up(flags, ends) > 0


def _items_of(rows: Numbers, items: Any) -> Any:
    """The items of these people."""
    starts = np.concatenate(([0], items.ends[:-1]))
    lengths = (items.ends - starts)[rows]
    ends = np.cumsum(lengths)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts[rows] - (ends - lengths), lengths)
    return type(items)(ends, *(column[places] for column in items[1:]))


# --- Not yet known: the columns of `not_yet_known.py` ---


def _pension_age(p: People, on: date) -> Numbers:
    """Reached, not reached, or not known: worked out from the age where nobody said."""
    by_age = {None: NOT_KNOWN, False: 0, True: 1}
    table = np.array([by_age[reached_pension_age(age, on)] for age in range(200)])
    return np.where(p.pension_age_reached == NOT_KNOWN, table[p.age], p.pension_age_reached)


def not_yet_known(p: People, on: date, rates: ChargingRates, *, above_the_limit: Flags) -> list[tuple[Numbers, str]]:
    """What is missing that a charge rests on: the rows, and the name, in the order one person's answer says them.

    `above_the_limit` are the people whose capital is surely above it, so that only the cost is asked.
    """
    tables = _tables(rates)
    place = p.setting * 2 + p.short_term_as_home
    as_home, in_care_home = tables.as_home[place], p.setting != SETTINGS.index(Setting.HOME)
    couple = p.household == HOUSEHOLDS.index(Household.COUPLE)
    charged = p.exempt == NOT_KNOWN
    asked = charged & ~above_the_limit
    capital, income = p.capital, p.income
    of_capital, of_income = _whose(capital.ends), _whose(income.ends)
    capital_counts = ~tables.capital_ignored[capital.kind, capital.disregard, place[of_capital]]
    income_counts = tables.treatment[income.kind, place[of_income]] != Treatment.IGNORED.value
    disabled = _any(tables.disability_benefit[income.kind], income.ends)
    pension = _any(_kinds(IncomeKind.OCCUPATIONAL_PENSION)[income.kind], income.ends)
    permanent = p.setting == SETTINGS.index(Setting.CARE_HOME_PERMANENT)

    def missing(column: Numbers, among: Flags) -> Numbers:
        return np.flatnonzero((column == NOT_KNOWN) & among)

    return [
        (rows, name)
        for rows, name in (
            (missing(_pension_age(p, on), asked & as_home), "person.pension_age_reached"),
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


def _whose(ends: Numbers) -> Numbers:
    """The row of the person whose each item is."""
    return np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))


def _missing_items(
    name: str, items: CapitalItems | IncomeItems, of: Numbers, among: Flags
) -> Iterable[tuple[Numbers, str]]:
    unknown = np.flatnonzero((items.amount == NOT_KNOWN) & among)
    place = unknown - np.concatenate(([0], items.ends[:-1]))[of[unknown]]
    for n in np.unique(place):
        yield of[unknown[place == n]], f"{name}[{n}].amount"


def _with_ages(p: People, on: date, mine: int, theirs: int) -> People:
    """Pension age put one way or the other, where it is not yet known."""
    own, partners = _pension_age(p, on), p.partner_pension_age_reached
    return replace(
        p,
        pension_age_reached=np.where(own == NOT_KNOWN, mine, own),
        partner_pension_age_reached=np.where(partners == NOT_KNOWN, theirs, partners),
    )


def _put_at(p: People, *, lowest: bool, plenty: Pence = PLENTY) -> People:
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
