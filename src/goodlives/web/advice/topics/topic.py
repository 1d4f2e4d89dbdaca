"""What a topic of advice is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise  # translated when it is shown

GROUPS = {
    "help": _("Getting help"),
    "life": _("Living your life"),
    "money": _("Paying for care"),
    "rights": _("Your rights, and keeping safe"),
}


@dataclass(frozen=True)
class Part:
    """A heading, what there is to say, and a list. `%(name)s` is a figure: a parameter of the rules by its name."""

    heading: Words
    paragraphs: tuple[Words, ...] = ()
    points: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Step:
    """What to do next: the name of one of our pages, or an address outside."""

    words: Words
    page: str = ""
    address: str = ""


@dataclass(frozen=True)
class Topic:
    """One page of advice. `words` are other words that people search for."""

    slug: str
    group: str
    title: Words
    summary: Words
    who: Words
    parts: tuple[Part, ...]
    next_steps: tuple[Step, ...]
    related: tuple[str, ...]
    law: tuple[str, ...]
    words: str = ""

    def texts(self) -> Iterator[Words]:
        """Everything it says, to search in."""
        yield from (self.summary, self.who)
        for part in self.parts:
            yield part.heading
            yield from part.paragraphs
            yield from part.points
