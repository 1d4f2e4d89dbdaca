"""When the limit of a deferred payment will be reached, and what must be done before: SI 2014/2671 reg 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodlives.rules.calendar import in_words, months_after
from goodlives.rules.deferred_payments.interest import (
    InterestRate,
    NoRateForThisDay,
    half_year_end,
    half_years_interest,
    rate_on,
)
from goodlives.rules.explain import Step
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import parameter

GUIDANCE = "Care and Support Statutory Guidance ch 9"
LONGEST_YEARS = 60  # a limit further off than this is said not to be reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What will happen if nothing changes. Dates are None where they do not come within a lifetime.

    `whole_weeks` can be put off in full; from `limit_reached_on` nothing more can, and `owed_then` is owed.
    """

    limit: Pence
    each_week: Pence
    rates_known_to: date | None
    review_on: date | None
    warning_on: date | None
    notice_by: date | None
    whole_weeks: int | None
    limit_reached_on: date | None
    owed_then: Pence | None

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self._steps())

    def _steps(self) -> Iterator[Step]:
        yield Step("The most that can be owed (the equity limit)", self.limit, "SI 2014/2671 reg 5")
        yield Step("What is put off each week", self.each_week, "Care Act 2014 s34")
        interest = "without interest"
        if self.rates_known_to:
            interest = f"with interest, at the last known rate after {in_words(self.rates_known_to)}"
        if self.review_on:
            yield Step(f"The home is valued again: {in_words(self.review_on)}", None, GUIDANCE)
        if self.warning_on:
            yield Step(
                f"The limit is near, and we talk about what is next: {in_words(self.warning_on)}", None, GUIDANCE
            )
        if self.limit_reached_on is None or self.notice_by is None or self.owed_then is None:
            yield Step(f"The limit is not reached in {LONGEST_YEARS} years, {interest}", None, "SI 2014/2671 reg 5")
            return
        yield Step(f"Notice by this day that nothing more can be put off: {in_words(self.notice_by)}", None, GUIDANCE)
        yield Step(
            f"{self.whole_weeks} whole weeks can be put off, {interest}. Nothing more from "
            f"{in_words(self.limit_reached_on)}, when {pounds(self.owed_then)} is owed",
            self.owed_then,
            "SI 2014/2671 reg 5",
        )


def owed_week_by_week(
    each_week: Pence, begins_on: date, rates: Sequence[InterestRate] = (), already_owed: Pence = 0
) -> Iterator[tuple[date, Pence]]:
    """For each week, the day after it and what is owed by then: a week's care is put off on its last day.

    Without rates, without interest. After the last half-year whose rate is known, its rate is used.
    """
    balance, penny_days, day = already_owed, 0, begins_on
    while True:
        week_end = day + timedelta(days=7)
        while day < week_end:
            new_half = half_year_end(day) + timedelta(days=1)
            stop = min(week_end, new_half)
            penny_days += balance * (stop - day).days
            if stop == week_end:
                balance += each_week
            if stop == new_half:
                balance, penny_days = balance + _interest(penny_days, rates, day), 0
            day = stop
        yield day, balance + _interest(penny_days, rates, day - timedelta(days=1))


def _interest(penny_days: int, rates: Sequence[InterestRate], day: date) -> Pence:
    if not rates or not penny_days:
        return 0
    latest = max(rates, key=lambda rate: rate.from_on)
    rate = latest if day > latest.to_on else rate_on(rates, day)
    return half_years_interest(penny_days, rate.rate, day.year)


def project(
    limit: Pence, each_week: Pence, begins_on: date, rates: Sequence[InterestRate] = (), already_owed: Pence = 0
) -> Projection:
    """Week by week until the next could not be put off in full. Begin again from a statement when anything changes."""
    if min(limit, each_week, already_owed) < 0:
        raise ValueError("No amount of a projection can be less than nothing")
    if rates and begins_on < min(rate.from_on for rate in rates):
        raise NoRateForThisDay(f"No rate of interest has been given for the half-year of {in_words(begins_on)}")
    review = _part(limit, "deferred_payment_review_percent", begins_on)
    warning = _part(limit, "deferred_payment_warning_percent", begins_on)
    review_on = warning_on = reached_on = whole_weeks = owed_then = notice_by = None
    before = already_owed
    for week, (day, owed) in enumerate(owed_week_by_week(each_week, begins_on, rates, already_owed)):
        if owed > limit:
            whole_weeks, reached_on, owed_then = week, day - timedelta(weeks=1), before
            notice_by = reached_on - timedelta(days=parameter("deferred_payment_notice_days").on(begins_on))
            break
        review_on = review_on or (day if owed >= review else None)
        warning_on = warning_on or (day if owed >= warning else None)
        before = owed
        if week == LONGEST_YEARS * 52:
            break
    return Projection(
        limit=limit,
        each_week=each_week,
        rates_known_to=max((rate.to_on for rate in rates), default=None),
        review_on=review_on,
        warning_on=warning_on,
        notice_by=notice_by,
        whole_weeks=whole_weeks,
        limit_reached_on=reached_on,
        owed_then=owed_then,
    )


def _part(limit: Pence, name: str, on: date) -> Pence:
    """So many percent of the limit. Of the limit, not of the home's value: it comes sooner, and never after the end."""
    percent: int = parameter(name).on(on)
    return -(-limit * percent // 100)


def statement_due(begins_on: date, last_sent_on: date | None = None, asked_on: date | None = None) -> date:
    """A statement at least every 6 months, and within 28 days of being asked for one."""
    since = last_sent_on or begins_on
    regular = months_after(since, parameter("deferred_payment_statement_months").on(since))
    if asked_on is None or (last_sent_on and last_sent_on >= asked_on):
        return regular
    return min(regular, asked_on + timedelta(days=parameter("deferred_payment_statement_on_request_days").on(asked_on)))


def repayment_due(*, died_on: date | None = None, sold_on: date | None = None) -> date | None:
    """When all of it must be paid: the day the home is sold, or 90 days after a death, whichever comes first."""
    days = [sold_on] if sold_on else []
    if died_on:
        days.append(died_on + timedelta(days=parameter("deferred_payment_days_after_death").on(died_on)))
    return min(days, default=None)
