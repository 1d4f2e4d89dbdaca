"""Social care-related quality of life (SCRQoL): eight answers, each with its published weight, made into one index.

Netten et al. 2012, Health Technology Assessment 16(16): 0.203 x the sum of the weights - 0.466. From 0.998645, where
every answer is the best, to -0.170635, where every answer is the hardest. Weights are thousandths and the index is
millionths: whole numbers, so nothing is lost in rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodlives.rules.parameters import parameter
from goodlives.rules.words import WithWords

LAW = "Netten et al. 2012, Health Technology Assessment 16(16)"
LEVELS = (1, 2, 3, 4)
"""The best answer first: as I want it, good enough, not good enough, and so bad that it harms."""


class Aspect(WithWords):
    """A part of life that is asked about, in the order of the published weights."""

    CONTROL = "control", "Control over your daily life"
    CLEAN = "clean", "Keeping clean and comfortable"
    FOOD = "food", "Food and drink"
    HOME = "home", "A clean and comfortable home"
    SAFE = "safe", "Feeling safe"
    PEOPLE = "people", "Time with people"
    DOING = "doing", "Spending time as you like"
    DIGNITY = "dignity", "Dignity"


class NoSuchAnswer(ValueError):
    """An answer is 1, 2, 3 or 4, or not known; and it is about something that this set of weights knows."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each answer weighs in thousandths, the best first, and how the sum becomes an index."""

    of: Mapping[str, tuple[int, ...]]
    times: int
    less: int
    source: str = LAW


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum: what was answered (None: not known) and what it can weigh, at least and at most."""

    aspect: str
    level: int | None
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class QualityOfLife:
    """The index in millionths, or, where an answer is not known, the range that it must lie in."""

    index: int | None
    least: int
    most: int
    lines: tuple[Line, ...]
    weights: Weights

    @property
    def still_to_find_out(self) -> tuple[str, ...]:
        return tuple(line.aspect for line in self.lines if line.level is None)

    def as_json(self) -> dict[str, Any]:
        """The whole sum as it can be checked with pencil and paper."""
        return {
            "index": None if self.index is None else written(self.index),
            "range": None if self.index is not None else [written(self.least), written(self.most)],
            "steps": [
                {"aspect": line.aspect, "level": line.level,
                 "weight": None if line.level is None else written(line.least * 1000, places=3)}
                for line in self.lines
            ],
            "sum": [
                written(sum(line.least for line in self.lines) * 1000, places=3),
                written(sum(line.most for line in self.lines) * 1000, places=3),
            ],
            "times": written(self.weights.times * 1000, places=3),
            "less": written(self.weights.less * 1000, places=3),
            "still_to_find_out": list(self.still_to_find_out),
            "source": self.weights.source,
        }  # fmt: skip


def published_weights(on: date) -> Weights:
    """The weights for England in force on a day."""
    return Weights(
        of={aspect.value: parameter(f"quality_of_life_{aspect.value}").on(on) for aspect in Aspect},
        times=parameter("quality_of_life_times").on(on),
        less=parameter("quality_of_life_less").on(on),
    )


def quality_of_life(answers: Mapping[str, int | None], weights: Weights) -> QualityOfLife:
    """The index for these answers. One that is left out is not known: no index then, but the range it must lie in."""
    if unknown := sorted(set(answers) - set(weights.of)):
        raise NoSuchAnswer(f"there are no weights for {', '.join(unknown)}")
    lines = tuple(_line(aspect, answers.get(aspect), of) for aspect, of in weights.of.items())
    least = _index(sum(line.least for line in lines), weights)
    most = _index(sum(line.most for line in lines), weights)
    known = all(line.level is not None for line in lines)
    return QualityOfLife(least if known else None, least, most, lines, weights)


def _line(aspect: str, level: int | None, weights: tuple[int, ...]) -> Line:
    if level is None:
        return Line(aspect, None, min(weights), max(weights))
    if isinstance(level, bool) or level not in LEVELS:
        raise NoSuchAnswer(f"{aspect} is answered 1 (the best) to 4 (the hardest), not {level!r}")
    return Line(aspect, level, weights[level - 1], weights[level - 1])


def _index(total: int, weights: Weights) -> int:
    return weights.times * total - weights.less * 1000


def written(millionths: int, *, places: int = 6) -> str:
    """0.998645, exactly, without passing through a fraction."""
    whole, rest = divmod(abs(millionths), 1_000_000)
    return f"{'-' if millionths < 0 else ''}{whole}.{f'{rest:06d}'[:places]}"
