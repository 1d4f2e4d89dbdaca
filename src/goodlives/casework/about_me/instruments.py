"""Tested questions that a council with a licence loads: one small YAML file for each. None is shipped.

The file is described in docs/instruments.md. It is read and checked when it is first needed; one that is wrong, or
whose licence has ended, is refused by name rather than half used.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from goodlives.rules.quality_of_life import LEVELS, Weights, published_weights

from .models import HowLifeIs
from .questions import Asked, Questions, own_questions

NEEDED = ("name", "version", "whose", "licence", "questions")
ALLOWED = (*NEEDED, "weights")


class InstrumentFileIsWrong(Exception):
    """A file of questions lacks something, or has something that cannot be right."""


def questions_for(whose: str, on: date, folder: str = "") -> Questions:
    """What to ask: the council's licensed questions where there are any in force, and our own everywhere else."""
    for path in sorted(Path(folder).glob("*.yaml")) if folder else ():
        written = _written(path, path.stat().st_mtime_ns)
        begins, ends = written["licence"]["from"], written["licence"]["until"]
        if written["whose"] == whose and begins <= on <= ends:
            return _questions(path.name, written, on)
    return own_questions(whose, on)


@lru_cache(maxsize=32)
def _written(path: Path, _changed: int) -> Mapping[str, Any]:
    written = yaml.safe_load(path.read_text("utf-8"))
    wrong = lambda words: InstrumentFileIsWrong(f"{path.name}: {words}")  # noqa: E731
    if not isinstance(written, dict):
        raise wrong("it must be a list of names and what they are")
    if missing := [name for name in NEEDED if not written.get(name)]:
        raise wrong(f"it does not say: {', '.join(missing)}")
    if unknown := sorted(set(written) - set(ALLOWED)):
        raise wrong(f"it has names we do not know: {', '.join(unknown)}")
    if written["whose"] not in HowLifeIs.Whose.values:
        raise wrong("whose must be person or carer")
    licence = written["licence"]
    if not (isinstance(licence, dict) and licence.get("holder") and licence.get("reference")):
        raise wrong("licence must say its holder and its reference")
    if not all(isinstance(licence.get(end), date) for end in ("from", "until")):
        raise wrong("licence must say from and until, each a date")
    for question in written["questions"]:
        if not all(question.get(name) for name in ("aspect", "name", "words", "levels")):
            raise wrong("each question needs aspect, name, words and levels")
        if len(question["levels"]) != len(LEVELS):
            raise wrong(f"{question['aspect']} needs four levels, the best first")
    return written


def _questions(file: str, written: Mapping[str, Any], on: date) -> Questions:
    asked = tuple(Asked(one["aspect"], one["name"], one["words"], tuple(one["levels"])) for one in written["questions"])
    weights = _weights(file, written.get("weights"), on)
    if weights and set(weights.of) != {one.aspect for one in asked}:
        raise InstrumentFileIsWrong(f"{file}: the questions and the weights are not about the same parts of life")
    licence = written["licence"]
    said = f"{licence['holder']}, {licence['reference']}"
    return Questions(f"{written['name']} {written['version']}", written["name"], asked, weights, said)


def _weights(file: str, written: Any, on: date) -> Weights | None:
    """`published` for those we hold; or the file's own; or none, and then nothing is scored."""
    if written is None:
        return None
    if written == "published":
        return published_weights(on)
    try:
        of = {aspect: tuple(_thousandths(one) for one in weights) for aspect, weights in written["of"].items()}
        times, less, source = _thousandths(written["times"]), _thousandths(written["less"]), str(written["source"])
    except (KeyError, TypeError, AttributeError, InvalidOperation):
        raise InstrumentFileIsWrong(f"{file}: weights need of, times, less and source") from None
    if any(len(weights) != len(LEVELS) for weights in of.values()):
        raise InstrumentFileIsWrong(f"{file}: each part of life needs four weights")
    return Weights(of, times, less, source)


def _thousandths(written: Any) -> int:
    exact = Decimal(str(written)) * 1000
    if exact != exact.to_integral_value():
        raise InvalidOperation
    return int(exact)
