"""The yearly change of rates: what somebody's income and costs become when a new year's rates begin.

A benefit at an official rate goes to the new official rate. What has no rate of its own goes up by a percentage that a
finance officer has seen. Each item says how it was changed, so that the person can check it against their own papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from goodlives.rules.charging import Every, IncomeItem, IncomeKind, Rate, Setting
from goodlives.rules.charging.circumstances import reached_pension_age
from goodlives.rules.charging.income import income_words
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import NotInForce, newer_rates_are_missing, parameter, rates_year

NEW_YEAR = (4, 6)  # charging rates begin on 6 April

_K, _R = IncomeKind, Rate
_CARE = {
    _R.HIGHER: "disability_benefit_higher", _R.ENHANCED: "disability_benefit_higher",
    _R.MIDDLE: "disability_benefit_middle", _R.STANDARD: "disability_benefit_middle",
}  # fmt: skip
_MOBILITY = {_R.HIGHER: "mobility_higher", _R.ENHANCED: "mobility_higher"} | dict.fromkeys(
    (_R.STANDARD, _R.LOWER, _R.MIDDLE), "disability_benefit_lowest"
)
# The parameter that says a benefit's official rate, where the benefit has several rates.
_BY_RATE: dict[IncomeKind, dict[Rate, str]] = {
    _K.ATTENDANCE_ALLOWANCE: _CARE | {_R.LOWER: "disability_benefit_middle"},
    _K.PIP_DAILY_LIVING: _CARE,
    _K.DLA_CARE: _CARE | {_R.LOWER: "disability_benefit_lowest"},
    _K.PIP_MOBILITY: _MOBILITY,
    _K.DLA_MOBILITY: _MOBILITY,
}
_AT_FULL_RATE = {
    _K.STATE_PENSION: ("new_state_pension", "basic_state_pension"),
    _K.CARERS_ALLOWANCE: ("carers_allowance",),
}
# How many weeks an amount is paid for, where that is whole. A month is not: it goes up by a percentage.
_WEEKS = {Every.WEEK: 1, Every.FORTNIGHT: 2, Every.FOUR_WEEKS: 4, Every.QUARTER: 13, Every.YEAR: 52}


class By(StrEnum):
    """What a percentage is for: the lines that a finance officer sees and may change."""

    __hash__ = str.__hash__

    STATE_PENSION = "state_pension"
    PENSION_CREDIT = "pension_credit"
    UNIVERSAL_CREDIT = "universal_credit"
    BENEFITS = "benefits"
    PENSIONS = "pensions"
    OTHER_INCOME = "other_income"
    HOUSING_COSTS = "housing_costs"
    COST_OF_CARE = "cost_of_care"


_PARAMETERS = {
    By.STATE_PENSION: "uprating_state_pension",
    By.PENSION_CREDIT: "uprating_pension_credit",
    By.UNIVERSAL_CREDIT: "uprating_universal_credit",
    By.BENEFITS: "uprating_prices",
    By.PENSIONS: "uprating_prices",
}
_LEFT_AS_IT_IS = (_K.EARNINGS, _K.OTHER_DISREGARDED)
_BY_KIND = dict.fromkeys(_K, By.BENEFITS) | {
    _K.STATE_PENSION: By.STATE_PENSION,
    _K.PENSION_CREDIT_GUARANTEE: By.PENSION_CREDIT,
    _K.UNIVERSAL_CREDIT: By.UNIVERSAL_CREDIT,
    _K.OCCUPATIONAL_PENSION: By.PENSIONS,
    _K.OTHER_COUNTED: By.OTHER_INCOME,
}


class How(StrEnum):
    """How an item was changed."""

    OFFICIAL_RATE = "official_rate"
    PERCENTAGE = "percentage"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Usual:
    """A percentage as the year's rates suggest it, in hundredths of one percent, with where it comes from."""

    by: By
    hundredths: int
    reference: str
    status: str


@dataclass(frozen=True, slots=True)
class Uprated:
    """One item before and after: pence as it is paid, how it was changed, and a line that says so."""

    before: Pence | None
    after: Pence | None
    how: How
    words: str


class WhyNot(StrEnum):
    """Why somebody's charge cannot be changed with the rates, so that a person must look at it."""

    NO_RATES = "no_rates"
    ALREADY = "already"
    OLDER_RATES = "older_rates"
    WITHOUT_FULL_ASSESSMENT = "without_full_assessment"
    STAY = "stay"
    PENSION_AGE = "pension_age"
    FREE = "free"


def begins(year: int) -> date:
    """The day the charging rates of a year begin."""
    return date(year, *NEW_YEAR)


def usual_percentages(on: date) -> tuple[Usual, ...]:
    """By how much each kind of money usually goes up on this day. What nobody knows is left as it is: 0."""
    return tuple(_usual(by, on) for by in By)


def _usual(by: By, on: date) -> Usual:
    if by not in _PARAMETERS:
        return Usual(by, 0, "Left as it is unless you know better", "from memory")
    try:
        entry = parameter(_PARAMETERS[by]).entry(on)
    except NotInForce:
        return Usual(by, 0, "No percentage of that year is known", "from memory")
    if entry.since.year != on.year:
        return Usual(by, 0, "No percentage of this year is known yet", "from memory")
    return Usual(by, entry.value, entry.reference, entry.status)


def why_not(
    since: date,
    to: date,
    *,
    age: int,
    pension_age_reached: bool | None,
    free: bool,
    setting: Setting = Setting.HOME,
    fully_assessed: bool = True,
) -> WhyNot | None:
    """Why a charge worked out on one day cannot go over to the rates of another, or None where it can."""
    if newer_rates_are_missing(to):
        return WhyNot.NO_RATES
    if rates_year(since) == rates_year(to):
        return WhyNot.ALREADY
    if rates_year(since) != rates_year(begins(to.year - 1)):
        return WhyNot.OLDER_RATES
    if free:
        return WhyNot.FREE
    if not fully_assessed:
        return WhyNot.WITHOUT_FULL_ASSESSMENT
    if setting in (Setting.CARE_HOME_TEMPORARY, Setting.CARE_HOME_SHORT_TERM):
        return WhyNot.STAY
    if pension_age_reached is False and reached_pension_age(age, to):
        return WhyNot.PENSION_AGE
    return None


def percentage_for(kind: IncomeKind) -> By:
    """Which of the percentages is for this kind of income."""
    return _BY_KIND[kind]


@lru_cache(maxsize=65_536)
def uprated_income(item: IncomeItem, since: date, to: date, hundredths: int) -> Uprated:
    """One kind of income: to its new official rate, or by a percentage; a fraction of a penny is left out (reg 11)."""
    name, before = income_words(item.kind), item.amount
    if before is None:
        return Uprated(None, None, How.LEFT, f"{name}: how much is not yet known")
    if item.kind in _LEFT_AS_IT_IS:
        return Uprated(before, before, How.LEFT, f"{name}: {pounds(before)}, left as it was")
    for old, new in _official(item, since, to):
        if item.rate in _BY_RATE.get(item.kind, ()) or old == before:
            written = "" if old == before else f"; it was written down as {pounds(before)}"
            words = f"{name}: {pounds(old)} to {pounds(new)}, the official rate{written}"
            return Uprated(before, new, How.OFFICIAL_RATE, words)
    return _by_percentage(name, before, hundredths)


def uprated_cost(name: str, before: Pence | None, hundredths: int) -> Uprated:
    """What somebody pays out, or what their care costs: by a percentage, or left."""
    if before is None:
        return Uprated(None, None, How.LEFT, f"{name}: not yet known")
    return _by_percentage(name, before, hundredths)


def uprated_qualifying_income(before: Pence | None, percentages: Mapping[By, int]) -> Pence | None:
    """Income that counts towards savings credit: nearly all of it is State Pension, and goes up as that does."""
    return None if before is None else before * (10_000 + percentages[By.STATE_PENSION]) // 10_000


def _by_percentage(name: str, before: Pence, hundredths: int) -> Uprated:
    if hundredths == 0:
        return Uprated(before, before, How.LEFT, f"{name}: {pounds(before)}, left as it was")
    after = before * (10_000 + hundredths) // 10_000
    more = "more" if hundredths > 0 else "less"
    words = f"{name}: {pounds(before)} to {pounds(after)}, {abs(hundredths) / 100:g}% {more}"
    return Uprated(before, after, How.PERCENTAGE, words)


def _official(item: IncomeItem, since: date, to: date) -> Iterator[tuple[Pence, Pence]]:
    """What the item may officially be, before and after, for as many weeks as it is paid for."""
    weeks = _WEEKS.get(item.every)
    if weeks is None:
        return
    rates = _BY_RATE.get(item.kind, {})
    names = (
        [rates[item.rate]]
        if item.rate in rates
        else [*dict.fromkeys(rates.values()), *_AT_FULL_RATE.get(item.kind, ())]
    )
    for name in names:
        try:
            yield parameter(name).on(since) * weeks, parameter(name).on(to) * weeks
        except NotInForce:
            continue
