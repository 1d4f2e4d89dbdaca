"""How hard caring is for a carer now: an open sum of their own answers, which makes an offer and raises no alarm.

The points are our own choice. They have not been tested against what later happened to carers, so they predict
nothing: they only put answers in one order of size, so that help can be offered before it is asked for. The bands of
hours are those of the Census 2021 question on unpaid care (Office for National Statistics).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodlives.rules.explain import Step
from goodlives.rules.words import WithWords

NO_LAW = ""  # no law gives these points, and none is named beside them


class Asked(WithWords):
    """What a carer is asked. Each answer is a number: 0 is the easiest, and each next one is one point harder."""

    HOURS = "hours", "Hours of care a week"
    SLEEP = "sleep", "Sleep"
    OWN_TIME = "own_time", "Time for yourself"
    HEALTH = "health", "Your health"
    WORN_OUT = "worn_out", "Being worn out"
    BACKED_UP = "backed_up", "Somebody to take over"
    MORE_NEEDED = "more_needed", "How their needs have changed"


ANSWERS: Mapping[Asked, tuple[str, ...]] = {
    Asked.HOURS: ("9 or fewer", "10 to 19", "20 to 34", "35 to 49", "50 or more"),
    Asked.SLEEP: (
        "I sleep through most nights",
        "Broken 1 or 2 nights a week",
        "Broken 3 or 4 nights a week",
        "Broken 5 nights a week or more",
    ),
    Asked.OWN_TIME: ("As much as I need", "Some, but less than I need", "Hardly any", "None at all"),
    Asked.HEALTH: (
        "Caring does not harm it",
        "Caring harms it a little",
        "Caring harms it a lot",
        "I have put off help for myself because of caring",
    ),
    Asked.WORN_OUT: ("Hardly ever", "Now and then", "Most days", "All the time"),
    Asked.BACKED_UP: (
        "Yes, somebody could take over today",
        "Perhaps, with a few days of notice",
        "No, there is nobody",
    ),
    Asked.MORE_NEEDED: ("The same as 3 months ago, or less", "A little more", "Much more"),
}

MOST_FROM_LIFE = 3
"""How life is can add this many points for what is hard now, and as many for what has become harder."""

TALK_FROM, BREAK_FROM = 6, 11
"""From so many points we put a talk first, and from so many a break and a look at everything together."""


class Offer(WithWords):
    """What a carer may ask for, whatever the sum. The sum only says which we put first."""

    COME_BACK = "come_back", "Come back and answer again whenever you like"
    TALK = "talk", "Talk with us"
    BREAK = "break", "A break from caring"
    REVIEW = "review", "A carer's assessment, or a new look at your plan"


class NoSuchAnswer(ValueError):
    """An answer is one of those offered, or not known."""


@dataclass(frozen=True, slots=True)
class Life:
    """What the carer said of how life is: how many answers are the hardest now, and how many are harder than before."""

    hardest_now: int
    harder_than_before: int


@dataclass(frozen=True, slots=True)
class Strain:
    """The points, a range where something was left out; each line of the sum; and what we offer first."""

    least: int
    most: int
    steps: tuple[Step, ...]
    offers: tuple[Offer, ...]
    still_to_say: tuple[Asked, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "least": self.least, "most": self.most, "steps": [step.as_json() for step in self.steps],
            "offers": [offer.value for offer in self.offers],
            "still_to_say": [asked.value for asked in self.still_to_say],
        }  # fmt: skip


def strain(answers: Mapping[Asked, int | None], life: Life | None = None) -> Strain:
    """Add the answers up. One that is left out is not zero: then the sum is a range, and we offer by its lower end."""
    least = most = 0
    steps: list[Step] = []
    left_out: list[Asked] = []
    for asked, levels in ANSWERS.items():
        level = answers.get(asked)
        if level is None:
            left_out.append(asked)
            most += len(levels) - 1
            steps.append(Step(f"{asked.words}: not said, between 0 and {_points(len(levels) - 1)}", None, NO_LAW))
            continue
        if isinstance(level, bool) or not 0 <= level < len(levels):
            raise NoSuchAnswer(f"{asked.value} has {len(levels)} answers, from 0, and not {level!r}")
        least, most = least + level, most + level
        steps.append(Step(f"{asked.words}: {levels[level]}: {_points(level)}", None, NO_LAW))
    if life is not None:
        now = min(life.hardest_now, MOST_FROM_LIFE)
        harder = min(life.harder_than_before, MOST_FROM_LIFE)
        least, most = least + now + harder, most + now + harder
        steps.append(Step(f"How life is: {life.hardest_now} of the hardest answers: {_points(now)}", None, NO_LAW))
        steps.append(
            Step(f"How life is: {life.harder_than_before} harder than last time: {_points(harder)}", None, NO_LAW)
        )
    return Strain(least, most, tuple(steps), offers_for(least), tuple(left_out))


def offers_for(points: int) -> tuple[Offer, ...]:
    """What is put first for so many points. Everything can be asked for at any time."""
    if points >= BREAK_FROM:
        return (Offer.TALK, Offer.BREAK, Offer.REVIEW)
    return (Offer.TALK,) if points >= TALK_FROM else (Offer.COME_BACK,)


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"
