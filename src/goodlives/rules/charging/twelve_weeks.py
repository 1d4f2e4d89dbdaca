"""The 12 weeks in which the home of somebody in a care home for good is not counted: SI 2014/2672 Sch 2 para 2.

Somebody who leaves and comes back within 52 weeks of leaving the first time has what is left of the 12 weeks. Later
than that they have 12 weeks again. In these weeks the council pays what the home would have paid for, and never asks
for it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from goodlives.rules.calendar import in_words
from goodlives.rules.charging.circumstances import CapitalDisregard
from goodlives.rules.charging.type_of_stay import ImpossibleStay
from goodlives.rules.explain import Step
from goodlives.rules.parameters import parameter

LAW = "SI 2014/2672 Sch 2 para 2"


@dataclass(frozen=True, slots=True)
class PermanentStay:
    """Living in a care home for good, from a day until the day of leaving, which is not counted. None: still there.

    For a stay that became permanent, it is from the day it did: before that the home was not counted in any case.
    """

    moved_in_on: date
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class TwelveWeeks:
    """Whether the home counts on the day asked about, how many of the days were used before it, and when it counts.

    `counts_from` is None where there is no permanent stay that day: then the home does not count because of this law.
    """

    home_counts: bool
    days_used: int
    days_left: int
    counts_from: date | None
    steps: tuple[Step, ...]

    @property
    def disregard(self) -> CapitalDisregard | None:
        """How to write this down for the home when a charge is worked out."""
        return CapitalDisregard.TWELVE_WEEKS if self.counts_from and not self.home_counts else None


def twelve_weeks(
    stays: Sequence[PermanentStay], on: date, *, other_disregard_ended_on: date | None = None
) -> TwelveWeeks:
    """Whether the home counts on a day.

    When the home stopped being left out for another reason that ended unexpectedly, such as the death of a relative who
    lived there, it is left out for 12 weeks from that day.
    """
    known = _in_order(stay for stay in stays if stay.moved_in_on <= on)
    here = known[-1] if known and (known[-1].left_on is None or on < known[-1].left_on) else None
    if here is None:
        said = f"You were not in a care home for good on {in_words(on)}"
        return TwelveWeeks(False, 0, 0, None, (Step(said, None, LAW),))
    allowed = 7 * int(parameter("property_disregard_weeks").on(here.moved_in_on))
    linking = timedelta(weeks=parameter("property_disregard_linking_weeks").on(here.moved_in_on))
    steps = []
    first_left_on, used = None, 0
    for stay in known[:-1]:
        if first_left_on is None or stay.moved_in_on > first_left_on + linking:
            first_left_on, used = _left(stay), 0
        days = min((_left(stay) - stay.moved_in_on).days, allowed - used)
        used += days
        said = f"Days used from {in_words(stay.moved_in_on)} to {in_words(_left(stay))}: {days}"
        steps.append(Step(said, None, f"{LAW}(1) and (2)"))
    if first_left_on and here.moved_in_on > first_left_on + linking:
        used = 0
        said = f"You came back more than {linking.days // 7} weeks after you first left, so all of it begins again"
        steps.append(Step(said, None, f"{LAW}(3)"))
    left = allowed - used
    counts_from = here.moved_in_on + timedelta(days=left)
    said = f"From {in_words(here.moved_in_on)} your home is not counted for {left} days of the {allowed}"
    steps.append(Step(said, None, f"{LAW}(2)" if used else f"{LAW}(1)"))
    if other_disregard_ended_on and other_disregard_ended_on <= on:
        later = other_disregard_ended_on + timedelta(days=allowed)
        if later > counts_from:
            counts_from = later
            said = f"It stopped being left out for another reason on {in_words(other_disregard_ended_on)}"
            steps.append(Step(f"{said}, so for {allowed} days from then it is not counted", None, "SI 2014/2672 Sch 2"))
    steps.append(Step(f"Your home counts from {in_words(counts_from)}", None, "SI 2014/2672 Sch 2"))
    so_far = used + min((on - here.moved_in_on).days, left)
    return TwelveWeeks(on >= counts_from, so_far, allowed - so_far, counts_from, tuple(steps))


def _in_order(stays: Iterable[PermanentStay]) -> list[PermanentStay]:
    """Earliest first, refused where one ends before it began, or begins before the one before it ended."""
    known = sorted(stays, key=lambda stay: stay.moved_in_on)
    for stay in known:
        if stay.left_on and stay.left_on < stay.moved_in_on:
            raise ImpossibleStay("A stay cannot end before it began")
    for before, after in pairwise(known):
        if _left(before) > after.moved_in_on:
            raise ImpossibleStay(f"Two stays are both on {in_words(after.moved_in_on)}")
    return known


def _left(stay: PermanentStay) -> date:
    if stay.left_on is None:
        raise ImpossibleStay(f"The stay from {in_words(stay.moved_in_on)} has not ended, yet a later one began")
    return stay.left_on
