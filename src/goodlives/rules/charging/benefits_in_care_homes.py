"""When Attendance Allowance and the care parts of PIP and DLA stop in a care home that a council helps to pay for.

After 28 days, in which stays no more than 28 days apart are added together. The days of going in and of leaving are not
counted. Somebody who pays for all of it, at once or later under a deferred payment agreement, keeps them. The mobility
parts go on in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodlives.rules.calendar import in_words
from goodlives.rules.charging.type_of_stay import ImpossibleStay
from goodlives.rules.explain import Step
from goodlives.rules.parameters import parameter

LAW = "SI 1991/2740 reg 8; SI 1991/2890 reg 10; SI 2013/377 regs 28, 30 and 32"


@dataclass(frozen=True, slots=True)
class CouncilFundedStay:
    """A stay, of any kind, that a council helps to pay for: the day of going in, and of leaving. None: still there.

    For somebody who paid for all of it at first, it begins when the council began to help.
    """

    moved_in_on: date
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisabilityBenefit:
    """Whether the benefit is paid on the day asked about, the days counted by then, and the first day without it."""

    paid: bool
    days_counted: int
    stops_on: date | None
    steps: tuple[Step, ...]


def disability_benefit(stays: Sequence[CouncilFundedStay], on: date) -> DisabilityBenefit:
    """Whether it is paid on a day."""
    known = sorted((stay for stay in stays if stay.moved_in_on <= on), key=lambda stay: stay.moved_in_on)
    here = known[-1] if known else None
    if here is None or (here.left_on is not None and on >= here.left_on):
        said = f"On {in_words(on)} you were not in a care home that a council helps to pay for, so it is paid"
        return DisabilityBenefit(True, 0, None, (Step(said, None, LAW),))
    allowed: int = parameter("disability_benefit_paid_in_care_home_days").on(here.moved_in_on)
    linking: int = parameter("disability_benefit_linking_days").on(here.moved_in_on)
    steps, before, ended = [], 0, None
    for stay in known[:-1]:
        if stay.left_on is None or (ended and stay.moved_in_on < ended):
            raise ImpossibleStay(f"Another stay was still going on, on {in_words(stay.moved_in_on)}")
        if ended and _days_between(ended, stay.moved_in_on) > linking:
            before = 0
        before, ended = before + max((stay.left_on - stay.moved_in_on).days - 1, 0), stay.left_on
    if ended and here.moved_in_on < ended:
        raise ImpossibleStay(f"Another stay was still going on, on {in_words(here.moved_in_on)}")
    if ended and _days_between(ended, here.moved_in_on) > linking:
        before = 0
    if before:
        said = f"Days counted in stays before, no more than {linking} days apart: {before}"
        steps.append(Step(said, None, LAW))
    stops_on = here.moved_in_on + timedelta(days=max(allowed - before, 0) + 1)
    counted = before + max((on - here.moved_in_on).days, 0)
    said = f"It is paid for {allowed} days, which are counted from the day after you moved in: it stops on"
    steps.append(Step(f"{said} {in_words(stops_on)}", None, LAW))
    return DisabilityBenefit(on < stops_on, counted, stops_on, tuple(steps))


def _days_between(left_on: date, moved_in_on: date) -> int:
    """Days out of the care home, those of leaving and of going in again included."""
    return (moved_in_on - left_on).days + 1
