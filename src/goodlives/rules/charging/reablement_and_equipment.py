"""Help that is free for a while, and equipment that is free: SI 2014/2672 reg 3, and SI 2014/2673 for prevention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from goodlives.rules.calendar import in_words
from goodlives.rules.explain import Step
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import parameter

LAW = "SI 2014/2672 reg 3; SI 2014/2673"


@dataclass(frozen=True, slots=True)
class Reablement:
    """One time that somebody is helped back on their feet. `weeks` is how long it was meant to last, where less than 6.

    Each time is by itself: having had it before takes nothing away.
    """

    began_on: date
    weeks: int | None = None


def reablement_free_to(reablement: Reablement) -> date:
    """The last day that is free: 6 weeks from when it began, or the shorter time it was meant to last."""
    most: int = parameter("free_reablement_weeks").on(reablement.began_on)
    weeks = most if reablement.weeks is None else min(reablement.weeks, most)
    if weeks < 1:
        raise ValueError("Reablement lasts for at least a week")
    return reablement.began_on + timedelta(weeks=weeks, days=-1)


def reablement_is_free(reablement: Reablement, on: date) -> tuple[bool, Step]:
    """Whether the help is free on a day. After the free weeks the council may charge, and need not."""
    to_on = reablement_free_to(reablement)
    free = reablement.began_on <= on <= to_on
    said = f"Help to get back on your feet is free from {in_words(reablement.began_on)} to {in_words(to_on)}"
    return free, Step(said if free else f"{said}. After that the council may charge for it", 0 if free else None, LAW)


def adaptation_is_free(cost: Pence | None, on: date) -> tuple[bool | None, Step]:
    """A change to a home that costs £1,000 or less, with its fitting. Not yet known while its cost is not."""
    limit: Pence = parameter("free_minor_adaptation_limit").on(on)
    free = None if cost is None else cost <= limit
    said = f"A change to your home is free when it costs {pounds(limit)} or less, with its fitting"
    if cost is not None:
        said += f". This one costs {pounds(cost)}"
    return free, Step(said, 0 if free else None, LAW)


def equipment_is_free() -> tuple[bool, Step]:
    """Equipment to help with daily life is free, whatever it costs."""
    return True, Step("Equipment that helps you with daily life is free", 0, LAW)
