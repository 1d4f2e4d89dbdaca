"""Everything that changes how somebody is reached, who may read a private address, and what became of a held letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import ChangedMeanwhile, change, held, move
from ..decisions import actions as decisions
from ..decisions.models import Decision, Telling
from ..people.models import Person
from ..requests.models import RequestForSupport
from .door import against_telling_by, words_said
from .models import CommunicationNeeds, HeldLetter, MayReadAddress, ProtectedAddress, SafeContact
from .recipients import Refusal, may_read_address


class MayNotRead(Exception):
    """Only those who are named may read a private address, name others, or end it."""


class MayNotTell(Exception):
    """The person asked never to be told this way, or it is not safe."""


@transaction.atomic
def record_needs(person: Person, *, by: User, at: datetime, revision: int, **needs: Any) -> CommunicationNeeds:
    """Write down what they need. Whatever they told us in their own words until now has been read with it."""
    needs["words_read"] = words_said(person)
    return _write(CommunicationNeeds, person, needs, by=by, at=at, revision=revision)


@transaction.atomic
def record_safe_contact(person: Person, *, by: User, at: datetime, revision: int, **how: Any) -> SafeContact:
    """Write down how to reach them safely. It counts from now on, before anything else they asked for."""
    return _write(SafeContact, person, how | {"ended_on": None}, by=by, at=at, revision=revision)


def _write(model: Any, person: Person, values: dict[str, Any], *, by: User, at: datetime, revision: int) -> Any:
    """The one row a person has, made or changed. `revision` 0: there was none when the page was opened."""
    held(person)  # two who write the first of a person wait in line
    there = model.objects.filter(person=person).first()
    if there is None:
        return model.objects.create(person=person, changed_by=by, changed_at=at, **values)
    if there.revision != revision:
        raise ChangedMeanwhile(there)
    return change(there, by=by, at=at, revision=revision, **values)


def end_safe_contact(safe: SafeContact, *, by: User, on: date, at: datetime, revision: int) -> SafeContact:
    """They may be reached as anybody is. That it was otherwise is kept."""
    return change(safe, by=by, at=at, revision=revision, ended_on=on)


# --- A private address ---


@transaction.atomic
def protect_address(
    person: Person, *, address: str, postcode: str, why: str, readers: Iterable[User], by: User, on: date, at: datetime
) -> ProtectedAddress:
    """Take the address out of the record, and of what they asked us for, and keep it where only those named read it."""
    said: dict[str, Any] = {"address": address, "postcode": postcode, "why": why, "since": on}
    held(person)  # two who do it at once wait in line
    kept = ProtectedAddress.objects.filter(person=person).first()
    if kept is None:
        kept = ProtectedAddress.objects.create(person=person, changed_by=by, changed_at=at, **said)
    else:
        change(kept, by=by, at=at, **said)
    change(person, by=by, at=at, address="", postcode="", address_is_protected=True)
    for asked in RequestForSupport.objects.filter(person=person).exclude(address="", postcode=""):
        change(asked, by=by, at=at, address="", postcode="")
    name_readers(kept, readers=readers, by=by, on=on)
    return kept


@transaction.atomic
def name_readers(kept: ProtectedAddress, *, readers: Iterable[User], by: User, on: date) -> None:
    """Who may read it from now on: these and nobody else, beside the person."""
    wanted = {user.pk for user in readers if user.is_council_staff}
    now = kept.readers.filter(ended_on__isnull=True)
    now.exclude(user__in=wanted).update(ended_on=on)
    for user in wanted - set(now.values_list("user", flat=True)):
        MayReadAddress.objects.create(protected_address=kept, user_id=user, named_by=by, named_on=on)


@transaction.atomic
def change_private_address(
    person: Person, *, address: str, postcode: str, why: str, readers: Iterable[User], by: User, on: date,
    at: datetime, revision: int,
) -> ProtectedAddress:  # fmt: skip
    """They moved, or somebody else may read it. Only who may read it changes it."""
    kept = _kept(person, by)
    change(kept, by=by, at=at, revision=revision, address=address, postcode=postcode, why=why)
    name_readers(kept, readers=readers, by=by, on=on)
    return kept


@transaction.atomic
def end_private_address(person: Person, *, by: User, on: date, at: datetime) -> Person:
    """It need not be private any more: the address goes back into their details."""
    kept = _kept(person, by)
    change(
        person, by=by, at=at, address=kept.address, postcode=kept.postcode, address_is_protected=False
    )  # fmt: skip
    name_readers(kept, readers=(), by=by, on=on)
    change(kept, by=by, at=at, address="", postcode="")
    return person


def _kept(person: Person, by: User) -> ProtectedAddress:
    if not may_read_address(person, by):
        raise MayNotRead(_("Their address is kept private. Ask somebody who may read it."))
    kept: ProtectedAddress = person.protected_address
    return kept


# --- Letters that were not sent ---


def hold(decision: Decision, refusals: Sequence[Refusal], *, by: User | None, on: date, at: datetime) -> HeldLetter:
    """Keep the letter of a decision that must not go on the list of those that wait."""
    return hold_letter(
        decision.person, HeldLetter.What.DECISION, decision.pk, refusals, decision=decision, by=by, on=on, at=at
    )


def hold_letter(
    person: Person, what: str, about: UUID, refusals: Sequence[Refusal], *, decision: Decision | None = None,
    by: User | None, on: date, at: datetime,
) -> HeldLetter:  # fmt: skip
    """Keep any letter that must not go on the list of those that wait. Once, however often somebody tries."""
    said = [refusal.as_json() for refusal in refusals]
    letter, new = HeldLetter.objects.get_or_create(
        what=what, about=about, state=HeldLetter.State.WAITING,
        defaults={
            "person": person, "decision": decision, "refusals": said, "held_on": on, "changed_by": by, "changed_at": at
        },
    )  # fmt: skip
    return letter if new or letter.refusals == said else change(letter, by=by, at=at, refusals=said)


@transaction.atomic
def finish(
    letter: HeldLetter, *, how: str, words: str, by: User, on: date, at: datetime, revision: int | None = None
) -> HeldLetter:
    """Say what became of a letter that waited. It counts as having been told only in a way the person allows."""
    told = HeldLetter.TOLD_BY.get(HeldLetter.How(how))
    if told and how != HeldLetter.How.SENT and (against := against_telling_by(letter.person, told)):
        raise MayNotTell(against)
    move(
        letter, HeldLetter.State.DONE, HeldLetter.MOVES, by=by, at=at, revision=revision, how=how, words=words,
        done_on=on,
    )  # fmt: skip
    if told and letter.decision:
        decisions.tell(letter.decision, how=told, by=by, on=on)
    return letter


def may_be_told(person: Person, how: str) -> None:
    """`MayNotTell` where they asked never to be told so, or it is not safe."""
    if against := against_telling_by(person, how):
        raise MayNotTell(against)


def tell(decision: Decision, *, how: str, by: User, on: date) -> Telling:
    """Note that they were told, in a way they allow. `MayNotTell` where they asked never to be told so."""
    may_be_told(decision.person, how)
    return decisions.tell(decision, how=how, by=by, on=on)
