"""Capital somebody gave away counts for less each week, as if it had been spent on their care: SI 2014/2672 reg 23.

Each week it goes down by what they are charged because of it: the charge with it, less the charge without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from goodlives.rules.charging.charge import charge
from goodlives.rules.charging.circumstances import CapitalItem, CapitalKind, Circumstances
from goodlives.rules.explain import Step
from goodlives.rules.money import Pence, pounds

LAW = "SI 2014/2672 reg 23"


class ChargeNotKnown(ValueError):
    """What is given away cannot be diminished by a charge that is not yet known."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week: what still counts at its start, the two charges, and what counts at its end."""

    number: int
    begins_on: date
    at_start: Pence
    charge_with: Pence
    charge_without: Pence

    @property
    def goes_down_by(self) -> Pence:
        return min(max(self.charge_with - self.charge_without, 0), self.at_start)

    @property
    def at_end(self) -> Pence:
        return self.at_start - self.goes_down_by

    @property
    def step(self) -> Step:
        return Step(
            f"Week {self.number}: what still counts at its end of {pounds(self.at_start)} given away",
            self.at_end,
            LAW,
            (
                Step("What you are charged this week", self.charge_with, LAW),
                Step("What you would be charged if you had given nothing away", self.charge_without, LAW),
                Step("It counts for this much less from next week", self.goes_down_by, LAW),
            ),
        )


def diminishing_capital(circumstances: Circumstances) -> Iterator[Week]:
    """Week by week from the day of the circumstances, until none counts, or it no longer makes a difference.

    All `notional` capital in the circumstances is one sum here. Rates, income and cost stay those of the first day:
    when any of them changes, begin again from what still counts.
    """
    ours = [item for item in circumstances.capital if item.kind == CapitalKind.NOTIONAL and not item.disregard]
    others = tuple(item for item in circumstances.capital if item not in ours)
    if any(item.amount is None for item in ours):
        raise ChargeNotKnown("How much was given away is not yet known")
    still = sum((item.amount or 0) * item.share.numerator // item.share.denominator for item in ours)
    without = _charge(replace(circumstances, capital=others))
    begins_on, number = circumstances.on, 1
    while still:
        counted = replace(circumstances, capital=(*others, CapitalItem(CapitalKind.NOTIONAL, still)))
        week = Week(number, begins_on, still, _charge(counted), without)
        yield week
        if not week.goes_down_by:
            return
        still, number, begins_on = week.at_end, number + 1, begins_on + timedelta(weeks=1)


def _charge(circumstances: Circumstances) -> Pence:
    answer = charge(circumstances)
    if answer.charge is None:
        raise ChargeNotKnown("Not yet known: " + ", ".join(answer.not_yet_known))
    return answer.charge


def still_counts_after(circumstances: Circumstances, weeks: int) -> Pence:
    """What still counts when so many weeks have gone by."""
    still = None
    for week in diminishing_capital(circumstances):
        if week.number > weeks:
            return week.at_start
        still = week.at_end
    return still or 0
