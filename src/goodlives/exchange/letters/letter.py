"""What a letter is made of. The page and the PDF are both drawn from it, so they never say different things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words. `quoted` are somebody's own, and set apart from ours."""

    words: str
    quoted: bool = False
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Points:
    points: tuple[str, ...]
    kind: str = field(default="points", init=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing the law asks, and the answer: yes, no, or not yet known."""

    words: str
    met: bool | None
    answer: str
    law: str


@dataclass(frozen=True, slots=True)
class Conditions:
    conditions: tuple[Condition, ...]
    kind: str = field(default="conditions", init=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a sum, with a number to speak of it by. `amount` is pounds as a file says them, or None."""

    number: str
    what: str
    amount: str | None
    shown: str
    law: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum; the last `totals` of its lines are what it comes to."""

    steps: tuple[Step, ...]
    totals: int
    kind: str = field(default="sum", init=False)


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    facts: tuple[Fact, ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that would make it come out otherwise, and what it would then be."""

    words: str
    then: str
    law: str


@dataclass(frozen=True, slots=True)
class Changes:
    changes: tuple[Change, ...]
    then: str
    in_pounds: bool
    kind: str = field(default="changes", init=False)


Block: TypeAlias = Paragraph | Points | Conditions | Sum | Facts | Changes


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """That another decision took the place of this one, or that this one took another's."""

    words: str
    decision: UUID


@dataclass(frozen=True, slots=True)
class Line:
    """Something a person may question by itself."""

    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    council: str
    colour: str
    text_on_colour: str
    from_address: tuple[str, ...]
    contact: tuple[str, ...]
    addressee: tuple[str, ...]
    date: date
    date_words: str
    reference: str
    title: str
    greeting: str
    summary: str
    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]
    language: str = "en"
    right_to_left: bool = False
    about_the_language: str = ""

    def lines(self) -> list[Line]:
        """Each line that can be questioned, in the order of the letter."""
        return [line for section in self.sections for line in _lines_of(section)]


def _lines_of(section: Section) -> Iterator[Line]:
    for block in section.blocks:
        if isinstance(block, Conditions):
            for number, condition in enumerate(block.conditions, 1):
                yield Line(f"condition-{number}", f"{condition.words}: {condition.answer}")
        elif isinstance(block, Sum):
            yield from _lines_of_sum(block.steps)
        elif isinstance(block, Facts):
            for number, fact in enumerate(block.facts, 1):
                yield Line(f"fact-{number}", f"{fact.label}: {fact.value}")
    if section.key == "why":
        yield Line("reasons", _("The reasons"))
    elif section.key == "part":
        yield Line("part", _("How you took part"))


def _lines_of_sum(steps: tuple[Step, ...]) -> Iterator[Line]:
    for step in steps:
        yield Line(f"step-{step.number}", f"{step.number}  {step.what}" + (f": {step.shown}" if step.shown else ""))
        yield from _lines_of_sum(step.steps)
