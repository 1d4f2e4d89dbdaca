"""The one door through which anything is sent to a person: how a letter may go, where to, in which form, and to whom.

Whatever draws a letter to be sent asks here first. Where a need cannot be met it is not sent, and it says which need,
in whose words, and what somebody can do instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from ..access.models import User
from ..decisions.models import Telling
from ..people.models import Person
from .languages import ENGLISH, language_of, letters_are_written_in
from .models import (
    CommunicationNeeds,
    Format,
    Interpreter,
    Phoning,
    SafeContact,
    Sending,
)
from .recipients import CannotSend, Recipient, Refusal, in_the_safe_way, recipients_of

ORDINARY_SIZE, EASY_READ_SIZE = 12, 18
READ_TOGETHER = ("how_to_communicate", "safe_contact", "protected_address", "allocated_to")
WHO_ACTS = "representations__suspensions"


@dataclass(frozen=True, slots=True)
class WayToSend:
    """How a letter may go. `size` is in points; `to` is first, and each of `copies` has the same letter."""

    to: Recipient
    copies: tuple[Recipient, ...] = ()
    form: str = Format.STANDARD
    size: int = ORDINARY_SIZE
    language: str = ENGLISH
    video_link: str = ""

    @property
    def by(self) -> str:
        return self.to.by

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        return (self.to, *self.copies)

    @property
    def language_name(self) -> str:
        return language_of(self.language).name

    @property
    def is_ordinary(self) -> bool:
        """By post, in ordinary print and in English: as letters printed together are."""
        posted = all(recipient.by == Sending.POST for recipient in self.recipients)
        return posted and (self.form, self.language) == (Format.STANDARD, ENGLISH) and not self.video_link


def read_together(people: QuerySet[Person]) -> QuerySet[Person]:
    """People with all that the door asks about them, in as many queries for a thousand as for one."""
    return people.select_related(*READ_TOGETHER).prefetch_related(WHO_ACTS)


def needs_of(person: Person) -> CommunicationNeeds | None:
    return getattr(person, "how_to_communicate", None)


def safe_contact_with(person: Person) -> SafeContact | None:
    """The safe way to reach somebody, while it counts."""
    safe: SafeContact | None = getattr(person, "safe_contact", None)
    return safe if safe and safe.ended_on is None else None


def how_to_send(person: Person, *, by: User | None, on: date, about_money: bool = False) -> WayToSend:
    """How a letter to this person may go when `by` sends it on this day. `CannotSend` where it must not."""
    if refusals := list(_against(person)):
        raise CannotSend(refusals)
    needs = needs_of(person) or CommunicationNeeds(person=person)
    to, *copies = recipients_of(person, needs, safe_contact_with(person), by=by, on=on, about_money=about_money)
    size = ORDINARY_SIZE
    if needs.format == Format.LARGE:
        size = needs.print_size or ORDINARY_SIZE
    elif needs.format == Format.EASY_READ:
        size = EASY_READ_SIZE
    return WayToSend(
        to, tuple(copies), form=needs.format, size=size, language=needs.language, video_link=needs.video_link
    )


# --- What stands against a letter ---


def _against(person: Person) -> Iterator[Refusal]:
    """Each need that the system cannot meet by itself."""
    needs, safe = needs_of(person), safe_contact_with(person)
    instead = other_ways(person)
    if person.died_on:
        yield Refusal(
            "died", _("They have died."),
            _("Write to whoever deals with their affairs, and never to the person."),
        )  # fmt: skip
    if safe and safe.do_not_write and not safe.safe_address:
        yield Refusal(
            "safe_contact", _("It is not safe to write to them."),
            in_the_safe_way(safe),
        )  # fmt: skip
    if unread := _words_nobody_has_read(person, needs):
        yield Refusal(
            "not_written_down", _("They told us: “%(words)s”") % {"words": unread},
            _("Read it, and write down what it means for letters: how to talk and write to them."),
        )  # fmt: skip
    if needs is None:
        return
    if needs.format == Format.AUDIO:
        yield Refusal(
            "audio", _("They need the letter as recorded sound."),
            _("Have the letter read aloud and recorded, and send the recording. %(instead)s") % {"instead": instead},
        )  # fmt: skip
    if needs.format == Format.BRAILLE:
        yield Refusal(
            "braille", _("They need the letter in braille."),
            _("Send the words of the letter to the braille printer, and post what comes back. %(instead)s")
            % {"instead": instead},
        )  # fmt: skip
    if not letters_are_written_in(needs.language):
        yield Refusal(
            "language", _("They read %(language)s.") % {"language": language_of(needs.language).name},
            _("Have the letter translated, or read it to them with an interpreter. %(instead)s") % {"instead": instead},
        )  # fmt: skip
    if needs.interpreter == Interpreter.SIGN and not needs.video_link:
        yield Refusal(
            "sign_language", _("They use British Sign Language, and we have no video link to give them."),
            _("Add the link by which they talk with us in sign language. %(instead)s") % {"instead": instead},
        )  # fmt: skip
    if needs.sending == Sending.NOT_BY_POST:
        yield Refusal(
            "not_by_post", _("They asked us to send nothing by post or email."),
            _("Tell them another way. %(instead)s") % {"instead": instead},
        )  # fmt: skip


def _words_nobody_has_read(person: Person, needs: CommunicationNeeds | None) -> str:
    """What they told us in their own words and nobody has turned into what is to be done."""
    said = words_said(person)
    return said if said and (needs is None or needs.words_read != said) else ""


def words_said(person: Person) -> str:
    """Their own words about how to talk and write to them. English needs no words."""
    language = "" if person.language.strip().lower() == "english" else person.language
    return "\n".join(part for part in (person.communication_needs, language) if part)


# --- Other ways to tell somebody ---


def other_ways(person: Person) -> str:
    """How somebody may be told otherwise, in words: only the ways they allow."""
    ways = [words for words in (_phoning_allowed(person),) if words]
    if person.user_id:
        ways.append(_("they read it on their page here"))
    ways.append(_("tell them in person"))
    return _("You may also: %(ways)s.") % {"ways": "; ".join(ways)}


def _phoning_allowed(person: Person) -> str:
    needs = needs_of(person)
    if against_telling_by(person, Telling.How.PHONE):
        return _("send a text message") if needs and needs.phoning == Phoning.TEXT_ONLY else ""
    if needs and needs.phoning == Phoning.HOURS:
        return _("phone them between %(from)s and %(until)s") % hours_of(needs)
    return _("phone them")


def hours_of(needs: CommunicationNeeds) -> dict[str, str]:
    return {"from": _hour(needs.phone_from), "until": _hour(needs.phone_until)}


def _hour(at: time | None) -> str:
    """10am, or 12:30pm."""
    return time_format(at, "g:ia" if at.minute else "ga").replace(".", "") if at else ""


def may_be_emailed(person: Person) -> bool:
    """Whether an email, even one that says nothing of anybody, is safe."""
    safe = safe_contact_with(person)
    return not (safe and safe.do_not_email)


def against_telling_by(person: Person, how: str) -> str:
    """Why somebody must not be told this way, in words; empty where they may."""
    needs, safe = needs_of(person), safe_contact_with(person)
    if how == Telling.How.PHONE:
        if safe and safe.do_not_phone:
            return _("It is not safe to phone them. The safe way: %(way)s") % {"way": safe.safe_way}
        if needs and needs.phoning == Phoning.NEVER:
            return _("They asked us never to phone.")
        if needs and needs.phoning == Phoning.TEXT_ONLY:
            return _("They asked us for text messages only, and never to phone.")
    if how == Telling.How.LETTER:
        if safe and safe.do_not_write and not safe.safe_address:
            return _("It is not safe to write to them. The safe way: %(way)s") % {"way": safe.safe_way}
        if needs and needs.sending == Sending.NOT_BY_POST:
            return _("They asked us to send nothing by post or email.")
    return ""
