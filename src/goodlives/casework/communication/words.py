"""What somebody needs, in short words: the flags at the top of their record."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..people.models import Person
from .door import hours_of, needs_of, safe_contact_with
from .languages import ENGLISH, language_of
from .models import CommunicationNeeds, Format, HeldLetter, Interpreter, Phoning, Readers, Sending

ABOUT_DANGER = ("safe_contact", "must_not_know", "never_there")


@dataclass(frozen=True)
class Flags:
    """`needs` are short words, each a flag; `safe_way` is said before all else, where there is one."""

    needs: tuple[str, ...]
    safe_way: str
    never: tuple[str, ...]
    address_is_private: bool

    def __bool__(self) -> bool:
        return bool(self.needs or self.safe_way or self.address_is_private)


def flags_of(person: Person) -> Flags:
    needs, safe = needs_of(person), safe_contact_with(person)
    never = []
    if safe:
        said = (
            (safe.do_not_write, _("Do not write")), (safe.do_not_phone, _("Do not phone")),
            (safe.do_not_leave_messages, _("Do not leave messages")), (safe.do_not_email, _("Do not email")),
        )  # fmt: skip
        never = [words for so, words in said if so]
    return Flags(
        tuple(in_words(needs)) if needs else (), safe.safe_way if safe else "", tuple(never),
        person.address_is_protected,
    )  # fmt: skip


def in_words(needs: CommunicationNeeds) -> list[str]:
    """Each thing they need, in a few words."""
    said: list[str] = []
    if needs.format == Format.LARGE:
        said.append(_("Large print, %(size)s point") % {"size": needs.print_size})
    elif needs.format == Format.EASY_READ:
        said.append(_("Easy Read"))
    elif needs.format != Format.STANDARD:
        said.append(str(Format(needs.format).label))
    if needs.language != ENGLISH:
        said.append(language_of(needs.language).name)
    if needs.interpreter == Interpreter.SPOKEN:
        said.append(_("Interpreter"))
    elif needs.interpreter != Interpreter.NONE:
        said.append(str(Interpreter(needs.interpreter).label))
    if needs.phoning == Phoning.HOURS:
        said.append(_("Phone only from %(from)s to %(until)s") % hours_of(needs))
    elif needs.phoning != Phoning.ANY:
        said.append(str(Phoning(needs.phoning).label))
    if needs.sending == Sending.EMAIL:
        said.append(_("Letters by email"))
    elif needs.sending == Sending.NOT_BY_POST:
        said.append(_("Nothing by post or email"))
    if needs.readers != Readers.THEM:
        other = f"{needs.other_name} ({needs.other_is})" if needs.other_is else needs.other_name
        only = needs.readers == Readers.OTHER
        said.append((_("Letters only to %(name)s") if only else _("Copies to %(name)s")) % {"name": other})
    return said


def what_to_do(letter: HeldLetter, *, in_a_file: bool = False) -> str:
    """What somebody does about a letter that waits. The safe way to reach somebody stays here: files travel."""
    return " ".join(
        _("Open their record first: the safe way stands at its top.")
        if in_a_file and refusal["need"] in ABOUT_DANGER
        else refusal["what_to_do"]
        for refusal in letter.refusals
    )
