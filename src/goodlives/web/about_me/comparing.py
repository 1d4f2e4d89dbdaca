"""How life is now beside how it was: dots on a chart, and what changed in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodlives.casework.about_me.models import HowLifeIs
from goodlives.casework.about_me.questions import Questions

BEST, HARDEST = 1_000_000, -200_000
"""The ends of the chart, in millionths: a little beyond the best and the hardest."""


@dataclass(frozen=True)
class Point:
    """A dot where the index is known, a line from least to most where it is not. Places are hundredths of the chart."""

    x: float
    top: float
    bottom: float
    known: bool


def points(asked: Sequence[HowLifeIs]) -> list[Point]:
    """One for each time it was scored, from left to right by day."""
    scored = [one for one in asked if one.least is not None and one.most is not None]
    if not scored:
        return []
    first, last = scored[0].asked_on, scored[-1].asked_on
    days = (last - first).days
    return [
        Point(
            x=50.0 if not days else round(3 + 94 * (one.asked_on - first).days / days, 1), top=_height(one.most),
            bottom=_height(one.least), known=one.index is not None,
        )
        for one in scored
    ]  # fmt: skip


def _height(index: int | None) -> float:
    return round(100 * (BEST - (index or 0)) / (BEST - HARDEST), 1)


@dataclass(frozen=True)
class Compared:
    """What is better, harder and the same since the time before, of what was answered both times."""

    since: date
    better: list[Any]
    harder: list[Any]
    same: list[Any]
    all_in_all: str  # better, harder, same, or nothing where it cannot be said


def compared(asked: Sequence[HowLifeIs], questions: Questions) -> Compared | None:
    """The last two times beside each other; None where there are not two by the same questions."""
    if len(asked) < 2 or asked[-1].questions != asked[-2].questions or asked[-1].questions != questions.key:
        return None
    before, now = asked[-2], asked[-1]
    found: dict[str, list[Any]] = {"better": [], "harder": [], "same": []}
    for one in questions.asked:
        was, is_now = before.answers.get(one.aspect), now.answers.get(one.aspect)
        if was and is_now:
            found["better" if is_now < was else "harder" if is_now > was else "same"].append(one.name)
    return Compared(since=before.asked_on, all_in_all=_all_in_all(before, now), **found)


def _all_in_all(before: HowLifeIs, now: HowLifeIs) -> str:
    """By the index, where it is known; by the ranges, where they do not meet."""
    if None in (before.least, before.most, now.least, now.most):
        return ""
    if before.index is not None and before.index == now.index:
        return "same"
    return "better" if now.least > before.most else "harder" if now.most < before.least else ""  # type: ignore[operator]


def named(one: HowLifeIs | None, questions: Questions) -> list[tuple[Any, Any]]:
    """Each question's name with the answer in words, None where it is not known."""
    if one is None or one.questions != questions.key:
        return []
    return [
        (each.name, each.levels[level - 1] if (level := one.answers.get(each.aspect)) else None)
        for each in questions.asked
    ]
