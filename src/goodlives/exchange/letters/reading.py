"""Letters that are read, by the person themselves on their own page. They have no address, so they are not sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goodlives.casework.assessments.models import Assessment, Preparation
from goodlives.casework.communication.door import EASY_READ_SIZE, ORDINARY_SIZE, needs_of
from goodlives.casework.communication.languages import ENGLISH
from goodlives.casework.communication.models import Format
from goodlives.casework.decisions.models import Decision
from goodlives.casework.people.models import Person

from .about_assessments import Part, invitation, written_record
from .easy_read import EasyRead, easy_read_for, in_easy_words
from .letter import Letter
from .pdf import SIZES, as_pdf, easy_read_as_pdf
from .sending import in_the_words_of
from .writing import letter_for

LARGE = 18


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form, size and language in which somebody reads."""

    form: str = Format.STANDARD
    size: int = ORDINARY_SIZE
    language: str = ENGLISH
    video_link: str = ""


def chosen_by(person: Person, asked: Mapping[str, str], *, language: str) -> Chosen:
    """What they ask for now; what they told us once, where they do not ask. `language` is the one they read in."""
    needs = needs_of(person)
    form = asked.get("form", needs.format if needs else Format.STANDARD)
    size = asked.get("size", "")
    points = {"large": LARGE}.get(size, int(size) if size.isdecimal() and len(size) < 4 else 0)
    if not points:
        points = needs.print_size or LARGE if needs and form == Format.LARGE else ORDINARY_SIZE
    return Chosen(
        Format.EASY_READ if form == Format.EASY_READ else Format.STANDARD, points,
        needs.language if needs and "language" not in asked else language, needs.video_link if needs else "",
    )  # fmt: skip


def to_read(decision: Decision, on: date) -> Letter:
    """The letter as a page shows it, in the language that is active."""
    return letter_for(decision, on)


def in_easy_read(decision: Decision, on: date, chosen: Chosen) -> EasyRead:
    """The same in Easy Read, in the language the person uses."""
    with in_the_words_of(chosen.language):
        return easy_read_for(decision, on, video_link=chosen.video_link)


def to_read_as_pdf(decision: Decision, on: date, chosen: Chosen = Chosen()) -> bytes:  # frozen
    """The same on paper, for somebody to keep or print at home."""
    with in_the_words_of(chosen.language):
        if chosen.form == Format.EASY_READ:
            return _easily(easy_read_for(decision, on, video_link=chosen.video_link), chosen)
        return _ordinarily(letter_for(decision, on, video_link=chosen.video_link), chosen)


def invitation_to_read(preparation: Preparation, chosen: Chosen) -> bytes:
    person = preparation.assessment.person
    return _as_chosen(person, lambda: invitation(preparation, preparation.invited_on), chosen)


def written_record_to_read(
    assessment: Assessment, parts: Callable[[], Sequence[Part]], on: date, chosen: Chosen
) -> bytes:
    return _as_chosen(assessment.person, lambda: written_record(assessment, parts, on), chosen)


def _as_chosen(person: Person, write: Callable[[], Letter], chosen: Chosen) -> bytes:
    with in_the_words_of(chosen.language):
        if chosen.form == Format.EASY_READ:
            return _easily(in_easy_words(write(), person, video_link=chosen.video_link), chosen)
        return _ordinarily(write(), chosen)


def _easily(letter: EasyRead, chosen: Chosen) -> bytes:
    return easy_read_as_pdf([letter], size=max(chosen.size, EASY_READ_SIZE))


def _ordinarily(letter: Letter, chosen: Chosen) -> bytes:
    return as_pdf(letter, size=chosen.size if chosen.size in SIZES else ORDINARY_SIZE)
