"""Letters that go. Only here is a letter drawn to be sent, and the door is asked first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from goodlives.casework.access.models import User
from goodlives.casework.assessments.models import Assessment, Preparation
from goodlives.casework.communication.door import WayToSend, how_to_send
from goodlives.casework.communication.languages import ENGLISH, letters_are_written_in
from goodlives.casework.communication.models import Format
from goodlives.casework.communication.recipients import CannotSend, Recipient
from goodlives.casework.consents.row_security import ABOUT_MONEY
from goodlives.casework.decisions.models import Decision
from goodlives.casework.people.models import Person

from .about_assessments import Part, invitation, written_record
from .easy_read import EasyRead, easy_read_for, in_easy_words
from .letter import Letter
from .pdf import easy_read_as_pdf, many_as_pdf
from .writing import letter_for


def in_the_words_of(language: str) -> translation.override:
    """Until this ends, words are in this language."""
    known = letters_are_written_in(language.partition("-")[0])
    return translation.override(language if known and language != ENGLISH else settings.LANGUAGE_CODE)


def to_send(decision: Decision, on: date, *, by: User | None) -> bytes:
    """The letter of a decision and its copies in one PDF, each on a sheet of its own. `CannotSend` otherwise."""
    return _drawn(
        decision.person, partial(letter_for, decision, on), partial(easy_read_for, decision, on), by=by, on=on,
        about_money=is_about_money(decision),
    )  # fmt: skip


def invitation_to_send(preparation: Preparation, on: date, *, by: User | None) -> bytes:
    """The invitation to get ready for a visit, as the person needs it. `CannotSend` otherwise."""
    person, write = preparation.assessment.person, partial(invitation, preparation, preparation.invited_on)
    return _drawn(person, write, _easily(person, write), by=by, on=on)


def written_record_to_send(
    assessment: Assessment, parts: Callable[[], Sequence[Part]], on: date, *, by: User | None
) -> bytes:
    """The written record of an assessment, as the person needs it. `parts` says it in the language of the letter."""
    write = partial(written_record, assessment, parts, on)
    return _drawn(assessment.person, write, _easily(assessment.person, write), by=by, on=on)


def _easily(person: Person, write: Callable[..., Letter]) -> Callable[..., EasyRead]:
    return lambda *, to, video_link: in_easy_words(write(to=to), person, video_link=video_link)


def _drawn(
    person: Person, ordinary: Callable[..., Letter], easy: Callable[..., EasyRead], *, by: User | None, on: date,
    about_money: bool = False,
) -> bytes:  # fmt: skip
    way = how_to_send(person, by=by, on=on, about_money=about_money)
    with in_the_words_of(way.language):
        told = [on_the_envelope(recipient) for recipient in way.recipients]
        if way.form == Format.EASY_READ:
            return easy_read_as_pdf([easy(to=to, video_link=way.video_link) for to in told], size=way.size)
        letters = [ordinary(to=to, video_link=way.video_link) for to in told]
        return many_as_pdf(letters, title=letters[0].title, size=way.size)


def on_the_envelope(to: Recipient) -> tuple[str, ...]:
    if to.by_hand_of:
        return (to.name, _("Brought to you by %(name)s") % {"name": to.by_hand_of})
    return (to.name, *(to.address or (to.email,)))


# --- Many at once ---


def is_about_money(decision: Decision) -> bool:
    return decision.kind in ABOUT_MONEY


def way_for(person: Person, *, on: date, about_money: bool) -> WayToSend | CannotSend:
    """How a letter that nobody in particular sends may go; or why it must not. It never goes to a private address."""
    try:
        return how_to_send(person, by=None, on=on, about_money=about_money)
    except CannotSend as refused:
        return refused


def print_together(
    decisions: Sequence[Decision], dated: date, *, on: date, title: str
) -> tuple[bytes, list[tuple[Decision, WayToSend | CannotSend]]]:
    """Letters to be printed as one file, each followed by its copies: those that go in ordinary print, by post.

    And those that must not, or not like this.
    """
    letters, left_out = [], []
    for decision in decisions:
        way = way_for(decision.person, on=on, about_money=is_about_money(decision))
        if isinstance(way, WayToSend) and way.is_ordinary:
            letters += [letter_for(decision, dated, to=on_the_envelope(recipient)) for recipient in way.recipients]
        else:
            left_out.append((decision, way))
    return many_as_pdf(letters, title=title) if letters else b"", left_out
