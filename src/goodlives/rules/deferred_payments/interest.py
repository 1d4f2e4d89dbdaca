"""Interest on what is put off: Care Act 2014 s35 and SI 2014/2671 reg 9. Each council gives its own dated rates.

Of the ways that a council may add interest we chose the one that people can check by hand, and that costs them least:
each day's interest is on what was owed that day without this half-year's interest, and it is added to the debt at the
end of the half-year, when the rate may change. A fraction of a penny goes in the person's favour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from goodlives.rules.calendar import in_words
from goodlives.rules.explain import Step
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import parameter

LAW = "Care Act 2014 s35; SI 2014/2671 reg 9"


class RateNotAllowed(ValueError):
    """A rate that begins on the wrong day, has no source, or is above the most the law allows."""


class NoRateForThisDay(LookupError):
    """Interest is asked for on a day for which the council has given no rate."""


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}%"


@dataclass(frozen=True, slots=True)
class InterestRate:
    """A council's rate for one half-year, in hundredths of one percent a year, and what it rests on.

    `gilt_rate` is the average rate on government borrowing for the year, in the latest official forecast before the
    half-year began; `reference` says where it was published.
    """

    from_on: date
    rate: int
    gilt_rate: int
    reference: str

    def __post_init__(self) -> None:
        if (self.from_on.month, self.from_on.day) not in ((1, 1), (7, 1)):
            raise RateNotAllowed(f"A rate begins on 1 January or 1 July, not on {in_words(self.from_on)}")
        if not self.reference:
            raise RateNotAllowed(
                f"The rate from {in_words(self.from_on)} does not say where its gilt rate was published"
            )
        most = self.gilt_rate + parameter("deferred_payment_interest_margin").on(self.from_on)
        if not 0 <= self.rate <= most:
            raise RateNotAllowed(
                f"The rate from {in_words(self.from_on)} is {_percent(self.rate)}, "
                f"and the law allows {_percent(most)} at most"
            )

    @property
    def to_on(self) -> date:
        return half_year_end(self.from_on)


def half_year_end(day: date) -> date:
    """30 June or 31 December, whichever comes first from this day on."""
    return date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)


def rate_on(rates: Sequence[InterestRate], day: date) -> InterestRate:
    """The rate of the half-year that this day is in."""
    for one in rates:
        if one.from_on <= day <= one.to_on:
            return one
    raise NoRateForThisDay(f"No rate of interest has been given for the half-year of {in_words(day)}")


def half_years_interest(penny_days: int, rate: int, year: int) -> Pence:
    """Interest on so many pennies each owed for so many days. A whole year at 4% is 4%, in a leap year too."""
    days_in_year = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return int(Fraction(penny_days * rate, 10_000 * days_in_year))


@dataclass(frozen=True, slots=True)
class Movement:
    """Money put off, a fee added to it, or (less than nothing) money paid back, on one day. It earns from the next."""

    on: date
    amount: Pence
    words: str = "Put off"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is owed on one day: what was put off, the interest on it, and the two together, half-year by half-year."""

    on: date
    put_off: Pence
    interest: Pence
    owed: Pence
    steps: tuple[Step, ...]


def statement(movements: Sequence[Movement], rates: Sequence[InterestRate], on: date) -> Statement:
    """What is owed at the end of a day, with this half-year's interest so far."""
    todays = sorted((one for one in movements if one.on <= on), key=lambda one: one.on)
    steps: list[Step] = []
    balance = interest = put_off = 0
    day = todays[0].on if todays else on
    while todays and day <= on:
        end = min(half_year_end(day), on)
        ours = [one for one in todays if day <= one.on <= end]
        moved = sum(one.amount for one in ours)
        before = day - timedelta(days=1)
        penny_days = balance * (end - before).days + sum(one.amount * (end - one.on).days for one in ours)
        earned, how = 0, "nothing yet"
        if penny_days > 0:
            rate = rate_on(rates, end)
            earned, how = half_years_interest(penny_days, rate.rate, end.year), f"{_percent(rate.rate)} a year"
        lines = (
            Step(f"Owed at the end of {in_words(before)}", balance, "Care Act 2014 s34"),
            *(Step(f"{one.words} on {in_words(one.on)}", one.amount, "Care Act 2014 s34") for one in ours),
            Step(f"Interest to {in_words(end)}, at {how}", earned, LAW),
        )
        balance += moved + earned
        put_off, interest = put_off + moved, interest + earned
        steps.append(Step(f"Owed at the end of {in_words(end)}", balance, "Care Act 2014 s34", lines))
        day = end + timedelta(days=1)
    said = f"{pounds(put_off)} put off, and {pounds(interest)} of interest"
    steps.append(Step(f"What is owed on {in_words(on)}: {said}", balance, "Care Act 2014 ss34 and 35"))
    return Statement(on, put_off, interest, balance, tuple(steps))
