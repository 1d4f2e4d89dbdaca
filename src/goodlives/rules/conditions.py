"""Yes, no, or not yet known. A decision is a list of conditions, each with its law, and they decide it together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Answer = bool | None


def all_of(answers: Iterable[Answer]) -> Answer:
    """Yes when every one is yes, no when any is no, otherwise not yet known."""
    answers = tuple(answers)
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True


def any_of(answers: Iterable[Answer]) -> Answer:
    """Yes when any one is yes, no when every one is no, otherwise not yet known."""
    return at_least(1, answers)


def at_least(number: int, answers: Iterable[Answer]) -> Answer:
    """Yes when so many are yes, no when there can no longer be so many, otherwise not yet known."""
    answers = tuple(answers)
    yes = sum(answer is True for answer in answers)
    if yes >= number:
        return True
    return None if yes + sum(answer is None for answer in answers) >= number else False


def opposite(answer: Answer) -> Answer:
    """Yes for no, and no for yes. What is not yet known stays so."""
    return None if answer is None else not answer


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing the law asks, in plain words, and whether it is met: yes, no, or not yet known.

    `to_find_out` says what must be asked while it is not yet known.
    """

    law: str
    words: str
    met: Answer
    to_find_out: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"law": self.law, "words": self.words, "met": self.met}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Conditions that must all be met, and what follows from them."""

    conditions: tuple[Condition, ...]

    @property
    def met(self) -> Answer:
        return all_of(condition.met for condition in self.conditions)

    @property
    def still_to_find_out(self) -> tuple[str, ...]:
        """What to ask before this can be decided: nothing, once one "no" has decided it."""
        if self.met is not None:
            return ()
        return tuple(
            question
            for condition in self.conditions
            if condition.met is None
            for question in (condition.to_find_out or (condition.words,))
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "met": self.met,
            "conditions": [condition.as_json() for condition in self.conditions],
            "still_to_find_out": list(self.still_to_find_out),
        }
