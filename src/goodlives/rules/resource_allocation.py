"""An open way from needs to an indicative budget, so that planning starts with a figure: Care Act 2014 ss25 and 26.

The indicative sum is a start and never a limit: the final budget is what meeting the needs costs, whatever this says
(R (KM) v Cambridgeshire [2012] UKSC 23), and any difference is explained (R (Savva) v RBKC [2010] EWCA Civ 1209).
Every number is a parameter. Those that come with Good Lives are made up for the demonstration council.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodlives.rules.explain import Step
from goodlives.rules.money import Pence, plain_pounds, pounds
from goodlives.rules.parameters import Figure, figures, parameter
from goodlives.rules.words import WithWords

_LAW = "Care Act 2014 s26; the council's published table"


class Domain(WithWords):
    """An area of life in which somebody may need help, in plain words."""

    NUTRITION = "nutrition", "Eating and drinking"
    PERSONAL_CARE = "personal_care", "Washing and dressing"
    TOILET = "toilet", "Using the toilet"
    HOME = "home", "Looking after your home"
    RELATIONSHIPS = "relationships", "Family and friends"
    COMMUNITY = "community", "Getting out and about"
    WORK_AND_LEARNING = "work_and_learning", "Work and learning"
    DECISIONS_AND_SAFETY = "decisions_and_safety", "Making decisions and keeping safe"
    NIGHT = "night", "Help at night"
    CARING_ROLE = "caring_role", "Looking after a child"


class HelpNeeded(WithWords):
    """How often help is needed, from least to most."""

    NONE = "none", "no help"
    NOW_AND_THEN = "now_and_then", "help now and then"
    EVERY_DAY = "every_day", "help every day"
    SEVERAL_TIMES_A_DAY = "several_times_a_day", "help several times a day"
    ALL_THE_TIME = "all_the_time", "help all the time"


class CarerSupport(WithWords):
    """How much of that help a carer gives, willingly and with their own consent, from least to most."""

    NONE = "none", "none of it"
    SOME = "some", "some of it"
    MOST = "most", "most of it"
    ALL = "all", "all of it"


_LEVELS, _BANDS = tuple(HelpNeeded), tuple(CarerSupport)
_FIGURES = (*(f"points_for_{domain.value}" for domain in Domain), "points_left_by_carer_support", "budget_for_points")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicativeBudget:
    """A weekly sum to plan with. `weekly` is None while something is not yet known, or where a plan is costed instead.

    `range` is the least and the most it can be while something is not yet known; its second is None where it may be
    above the table.
    """

    weekly: Pence | None
    costed_plan: bool
    points: int | None
    range: tuple[Pence | None, Pence | None] | None
    not_yet_known: tuple[str, ...]
    steps: tuple[Step, ...]
    what_would_change_it: tuple[str, ...]
    status: str
    rests_on: tuple[Figure, ...] = ()

    def as_json(self) -> dict[str, Any]:
        def pounds_or_none(amount: Pence | None) -> str | None:
            return None if amount is None else plain_pounds(amount)

        return {
            "weekly": pounds_or_none(self.weekly),
            "costed_plan": self.costed_plan,
            "points": self.points,
            "range": None if self.range is None else [pounds_or_none(end) for end in self.range],
            "not_yet_known": list(self.not_yet_known),
            "steps": [step.as_json() for step in self.steps],
            "what_would_change_it": list(self.what_would_change_it),
            "status": self.status,
        }


def points_for(domain: Domain, level: HelpNeeded, support: CarerSupport, on: date) -> int:
    """The points of one area, less what a carer's support takes off: rounded up, in the person's favour."""
    before: int = parameter(f"points_for_{domain.value}").on(on)[_LEVELS.index(level)]
    left: int = parameter("points_left_by_carer_support").on(on)[_BANDS.index(support)]
    return -(-before * left // 100)


def budget_for(points: int, on: date) -> Pence | None:
    """Weekly money for points. None is above the table: there is no formula, and the plan is costed."""
    found: Pence | None = None
    for from_points, amount in parameter("budget_for_points").on(on):
        if points >= from_points:
            found = amount * 100 if isinstance(amount, int) else None
    return found


def indicative_budget(
    needs: Mapping[Domain, HelpNeeded | None],
    support: Mapping[Domain, CarerSupport | None],
    on: date,
) -> IndicativeBudget:
    """The indicative budget for these needs, area by area. It never limits the final one.

    An area left out of `needs` is not yet known. Support left out of `support` is none: family care counts only where
    the carer has agreed to it.
    """
    least = most = 0
    missing: list[str] = []
    about: list[str] = []
    lines: list[Step] = []
    for domain in Domain:
        level, given = needs.get(domain), support.get(domain, CarerSupport.NONE)
        levels = (HelpNeeded.NONE, HelpNeeded.ALL_THE_TIME) if level is None else (level, level)
        bands = (CarerSupport.ALL, CarerSupport.NONE) if given is None else (given, given)
        low = points_for(domain, levels[0], bands[0], on)
        high = points_for(domain, levels[1], bands[1], on)
        least, most = least + low, most + high
        if level is None:
            missing.append(f"needs.{domain.value}")
            about.append(domain.words)
        if given is None and high != low:
            missing.append(f"support.{domain.value}")
            about.append(domain.words)
        lines.append(Step(_line(domain, level, given, low, high), None, _LAW))
    status = parameter("budget_for_points").entry(on).status
    if missing:
        ends = budget_for(least, on), budget_for(most, on)
        return IndicativeBudget(
            weekly=None,
            costed_plan=False,
            points=None,
            range=ends,
            not_yet_known=tuple(missing),
            steps=(
                Step(f"Between {least} and {most} points", None, _LAW, tuple(lines)),
                Step("The least it could be each week", ends[0], _LAW),
                Step(
                    "The most it could be each week" + ("" if ends[1] is not None else ": above the table"),
                    ends[1],
                    _LAW,
                ),
            ),
            what_would_change_it=tuple(f"Finding out about this: {words}" for words in dict.fromkeys(about)),
            status=status,
        )
    weekly = budget_for(least, on)
    words = "A sum to start planning with, each week. It is not a limit"
    if weekly is None:
        words = "Your needs are above the table, so your plan is costed line by line instead"
    return IndicativeBudget(
        weekly=weekly,
        costed_plan=weekly is None,
        points=least,
        range=None,
        not_yet_known=(),
        steps=(Step(f"{_points(least)} in all", None, _LAW, tuple(lines)), Step(words, weekly, _LAW)),
        what_would_change_it=_what_would_change_it(needs, support, least, on),
        status=status,
        rests_on=figures(_FIGURES, on),
    )


def _line(domain: Domain, level: HelpNeeded | None, given: CarerSupport | None, low: int, high: int) -> str:
    """One area in words, with its points."""
    if level is None:
        return f"{domain.words}: not yet known, between {low} and {high} points"
    words = f"{domain.words}: {level.words}"
    if given is None:
        words += ", and how much of it a carer gives is not yet known"
    elif given is not CarerSupport.NONE:
        words += f", and a carer willingly gives {given.words}"
    points = f"{low} point{'' if low == 1 else 's'}" if low == high else f"between {low} and {high} points"
    return f"{words}: {points}"


def _what_would_change_it(
    needs: Mapping[Domain, HelpNeeded | None],
    support: Mapping[Domain, CarerSupport | None],
    points: int,
    on: date,
) -> tuple[str, ...]:
    """How far it is to the next amount up and down, and what it would be without the carers."""
    table = parameter("budget_for_points").on(on)
    said = []
    above = [from_points for from_points, _ in table if from_points > points]
    if above:
        more = above[0] - points
        said.append(f"{_points(more)} more would make it {_amount(budget_for(above[0], on))}")
    started = max(from_points for from_points, _ in table if from_points <= points)
    if started:
        fewer = points - started + 1
        said.append(f"{_points(fewer)} fewer would make it {_amount(budget_for(started - 1, on))}")
    alone = sum(points_for(domain, level, CarerSupport.NONE, on) for domain in Domain if (level := needs.get(domain)))
    if budget_for(alone, on) != budget_for(points, on):
        said.append(f"If no carer helped you it would be {_amount(budget_for(alone, on))}")
    return tuple(said)


def _points(number: int) -> str:
    return f"{number} point{'' if number == 1 else 's'}"


def _amount(weekly: Pence | None) -> str:
    return "a plan that is costed line by line" if weekly is None else f"{pounds(weekly)} a week"
