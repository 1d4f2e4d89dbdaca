"""To whom a letter goes and where: the person, whoever they named, and whoever acts for them and receives letters.

Whoever is suspended receives nothing, however they came to be named; and while they are, the person's own letters go
where the suspension says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..access.models import User
from ..people.models import Person
from ..representatives.models import Representation, Suspension
from .models import CommunicationNeeds, ProtectedAddress, Readers, SafeContact, Sending

BY_HAND = "hand"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom an envelope or an email goes to; `by_hand_of` is the worker who takes it to the person."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""
    by_hand_of: str = ""

    @property
    def by(self) -> str:
        if self.by_hand_of:
            return BY_HAND
        return str(Sending.POST if self.address else Sending.EMAIL)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One need that cannot be met as things are, what it is in words, and what somebody can do about it."""

    need: str
    words: str
    what_to_do: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


class CannotSend(Exception):
    """The letter must not go. `refusals` says which needs stand against it."""

    def __init__(self, refusals: list[Refusal]):
        self.refusals = refusals
        super().__init__("; ".join(refusal.words for refusal in refusals))


def recipients_of(
    person: Person,
    needs: CommunicationNeeds,
    safe: SafeContact | None,
    *,
    by: User | None,
    on: date,
    about_money: bool,
) -> tuple[Recipient, ...]:
    """The person or whoever reads for them is first; each of the others has a copy. `CannotSend` where it is not safe.

    Everybody who acts for the person is looked at, so that who may not have it is not reached by another way. Whoever
    acts about money alone has letters about money alone.
    """
    acting = list(person.representations.all())
    suspended = [one for one in acting if one.is_suspended]
    receiving = [
        one for one in acting
        if one.receives_letters(on) and not _is_one_of(suspended, one.name, one.email)
        and (about_money or not one.is_for_money_alone)
    ]  # fmt: skip
    stopped = [one for one in acting if one.was_stopped and not _is_one_of(receiving, one.name, one.email)]
    other_is_kept_away = _is_one_of(suspended + stopped, needs.other_name, needs.other_email)
    meanwhile = _where_meanwhile(acting)
    emailed = needs.sending == Sending.EMAIL
    found: list[Recipient] = []
    if needs.readers != Readers.OTHER or other_is_kept_away:
        found.append(
            _as_the_suspension_says(person, meanwhile)
            if meanwhile and not (safe and safe.safe_address)
            else _to_them(person, safe, by, emailed)
        )
    if needs.readers != Readers.THEM and not other_is_kept_away:
        found.append(_to_the_other(needs, emailed))
    there = {one.name.casefold() for one in found}
    found += [_to_who_acts(one, emailed) for one in receiving if one.name.casefold() not in there]
    if refusals := [refusal for one in found for refusal in _not_safe(person, one, safe)]:
        raise CannotSend(refusals)
    return tuple(found)


# --- To the person ---


def _to_them(person: Person, safe: SafeContact | None, by: User | None, emailed: bool) -> Recipient:
    if emailed:
        if safe and safe.do_not_email:
            raise _cannot("safe_contact", _("It is not safe to email them."), in_the_safe_way(safe))
        if not person.email:
            raise _cannot(
                "no_email", _("They asked for email, and we have no email address."),
                _("Ask them for one, and add it to their details."),
            )  # fmt: skip
        return Recipient(person.name, email=person.email)
    if safe and safe.safe_address:
        return Recipient(person.name, lines_of(safe.safe_address, safe.safe_postcode))
    address, postcode = person.address, person.postcode
    if person.address_is_protected:
        if not may_read_address(person, by):
            raise _cannot(
                "private_address", _("Their address is kept private, and you may not read it."),
                _("Ask somebody who may to send the letter: %(names)s.") % {"names": readers_in_words(person)},
            )  # fmt: skip
        kept: ProtectedAddress = person.protected_address
        address, postcode = kept.address, kept.postcode
    if not (address.strip() and postcode.strip()):
        raise _cannot(
            "no_address", _("We have no full address for them."),
            _("Ask them where to write to, and add it to their details."),
        )  # fmt: skip
    return Recipient(person.name, lines_of(address, postcode))


def lines_of(address: str, postcode: str = "") -> tuple[str, ...]:
    """An address as it stands on an envelope."""
    lines = [line.strip() for line in address.replace(",\n", "\n").splitlines() if line.strip()]
    return (*lines, *([postcode] if lines and postcode else []))


def may_read_address(person: Person, user: User | None) -> bool:
    """Whether this user is named as somebody who may read a private address. The person always may."""
    if user is None:
        return False
    if person.user_id == user.pk:
        return True
    kept: ProtectedAddress | None = getattr(person, "protected_address", None)
    return kept is not None and kept.readers.filter(user=user, ended_on__isnull=True).exists()


def readers_in_words(person: Person) -> str:
    """Who may read a private address, by name."""
    kept: ProtectedAddress | None = getattr(person, "protected_address", None)
    named = kept.readers.filter(ended_on__isnull=True).select_related("user") if kept else []
    return ", ".join(sorted(str(one.user) for one in named)) or _("nobody is named yet")


# --- While somebody who acts for them is suspended ---


def _where_meanwhile(acting: list[Representation]) -> Suspension | None:
    """The suspension that keeps letters from the person's own address. Where two say so, by hand is the safer."""
    now = [one for row in acting for one in row.suspensions.all() if one.ended_on is None]
    away = [one for one in now if one.letters_to != Suspension.LettersTo.PERSON]
    return min(away, key=lambda one: one.letters_to != Suspension.LettersTo.WORKER, default=None)


def _as_the_suspension_says(person: Person, suspension: Suspension) -> Recipient:
    if suspension.letters_to == Suspension.LettersTo.WORKER:
        if person.allocated_to is None:
            raise _cannot(
                "no_worker", _("For now their letters are brought to them, and they have no named worker."),
                _("Name a worker, who brings the letter to them."),
            )  # fmt: skip
        return Recipient(person.name, by_hand_of=str(person.allocated_to))
    lines = lines_of(suspension.letters_words)
    return Recipient(lines[0], lines[1:]) if len(lines) > 1 else Recipient(person.name, lines)


def _is_one_of(people: list[Representation], name: str, email: str) -> bool:
    return any(
        (name and one.name.casefold() == name.casefold()) or (email and one.email.casefold() == email.casefold())
        for one in people
    )


# --- To others ---


def _to_the_other(needs: CommunicationNeeds, emailed: bool) -> Recipient:
    if emailed and needs.other_email:
        return Recipient(needs.other_name, email=needs.other_email)
    if not emailed and needs.other_address and needs.other_postcode:
        return Recipient(needs.other_name, lines_of(needs.other_address, needs.other_postcode))
    raise _cannot(
        "other_reader",
        _("Letters go to %(name)s, and we do not know where to send them.") % {"name": needs.other_name},
        _("Add their email address.") if emailed else _("Add their address and postcode."),
    )


def _to_who_acts(one: Representation, emailed: bool) -> Recipient:
    """A copy as the letter itself goes; the other way where they have only that."""
    name = f"{one.name}, {one.firm}" if one.firm else one.name
    address = lines_of(one.address)
    if one.email and (emailed or not address):
        return Recipient(name, email=one.email)
    if address:
        return Recipient(name, address)
    raise _cannot(
        "who_acts",
        _("%(name)s receives their letters, as %(kind)s, and we do not know where to send them.")
        % {"name": one.name, "kind": one.get_kind_display().lower()},
        _("Add their address, where it is written down that they act for the person."),
    )


# --- What must never happen ---


def _not_safe(person: Person, to: Recipient, safe: SafeContact | None) -> Iterator[Refusal]:
    """What somebody in danger told us: an address never to use, and who must not know."""
    if safe is None:
        return
    if to.name != person.name and _bare(to.name.partition(",")[0]) in _bare(safe.who_must_not_know):
        yield Refusal(
            "must_not_know", _("%(name)s must not know, and would have a copy.") % {"name": to.name},
            _("Decide first whether they may act for the person. %(way)s") % {"way": in_the_safe_way(safe)},
        )  # fmt: skip
    where = {to.email} | ({to.address[0], to.address[-1]} if to.address else set())
    if any(part and _bare(part) in _bare(safe.not_at) for part in where):
        yield Refusal(
            "never_there", _("They told us never to use the address to which this would go."), in_the_safe_way(safe)
        )


def in_the_safe_way(safe: SafeContact) -> str:
    return _("The safe way: %(way)s") % {"way": safe.safe_way}


def _bare(words: str) -> str:
    return "".join(words.casefold().split())


def _cannot(need: str, words: str, what_to_do: str) -> CannotSend:
    return CannotSend([Refusal(need, words, what_to_do)])
