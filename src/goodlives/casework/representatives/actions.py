"""Everything that changes who acts for a person, how far, and for how long."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules import representatives as law

from ..access import actions as access
from ..access.models import Role, User
from ..access.records import CannotMove, change, held
from ..people.models import Person
from .models import AT_MOST_DAYS, Representation, Suspension, Worry


class MoreThanTheLawLets(Exception):
    """These rights are beyond what somebody of this kind may ever have. `beyond` names them."""

    def __init__(self, beyond: frozenset[str]):
        self.beyond = beyond
        super().__init__(", ".join(sorted(beyond)))


class ActsAlready(Exception):
    """The same person acts in the same way on some of these days; or there is an appointee then."""


class TooLong(Exception):
    """A suspension lasts four weeks at most; after that somebody decides again."""


class NotTheirsToEnd(Exception):
    """The person ends whom they chose. Whom a court, a power of attorney or a Department named ends in other ways."""


def _must_be_allowed(kind: str, rights: list[str]) -> None:
    if beyond := frozenset(rights) - law.POWERS[law.Kind(kind)].rights:
        raise MoreThanTheLawLets(frozenset(beyond))


def _must_be_free(
    person: Person, *, kind: str, name: str, first_on: date, last_on: date | None, besides: Any = None
) -> None:
    """As the database, in words: nobody twice in one way, and one appointee, on one day."""
    rows = Representation.objects.filter(person=person, kind=kind).exclude(pk=besides).current(first_on)
    if not law.POWERS[law.Kind(kind)].only_one:
        rows = rows.filter(name__iexact=name)
    if last_on is not None:
        rows = rows.filter(first_on__lte=last_on)
    if other := rows.first():
        raise ActsAlready(
            _("%(name)s is written down as %(kind)s on some of these days already.")
            % {"name": other.name, "kind": other.get_kind_display().lower()}
        )


@transaction.atomic
def register(person: Person, *, kind: str, rights: list[str], by: User, at: datetime, **details: Any) -> Representation:
    """Write down that somebody acts for the person. They can do nothing here until their papers have been seen."""
    _must_be_allowed(kind, rights)
    held(person)
    _must_be_free(person, kind=kind, name=details["name"], first_on=details["first_on"], last_on=details.get("last_on"))
    new = Representation(person=person, kind=kind, rights=sorted(rights), changed_by=by, changed_at=at, **details)
    new.usable = new.may_use()
    new.save()
    return new


@transaction.atomic
def change_representation(
    representation: Representation, *, by: User, at: datetime, revision: int | None = None, **details: Any
) -> Representation:  # fmt: skip
    """Put right or add to what is written, and work out again what they may use."""
    current = held(representation, revision=revision)
    for name, value in details.items():
        setattr(current, name, value)
    _must_be_allowed(current.kind, current.rights)
    _must_be_free(
        current.person, kind=current.kind, name=current.name, first_on=current.first_on, last_on=current.last_on,
        besides=current.pk,
    )  # fmt: skip
    return change(representation, by=by, at=at, revision=revision, usable=current.may_use(), **details)


def see_papers(
    representation: Representation, *, document: str, number: str, seen_on: date, by: User, at: datetime, revision: int
) -> Representation:
    """Somebody has seen the papers that this rests on: which, their number, when and who. A check of them is over."""
    return change_representation(
        representation, document=document, number=number, seen_on=seen_on, seen_by=by, checked_since=None,
        by=by, at=at, revision=revision,
    )  # fmt: skip


def check_papers(representation: Representation, *, by: User, on: date, at: datetime, revision: int) -> Representation:
    """Look at the papers again, as the council does now and then. Until they have been seen, nothing can be used."""
    return change_representation(representation, checked_since=on, by=by, at=at, revision=revision)


def end(
    representation: Representation, *, why: str, last_on: date, by: User, at: datetime, revision: int
) -> Representation:
    """Somebody no longer acts for the person. That they did is kept."""
    return change_representation(representation, last_on=last_on, ended_why=why, by=by, at=at, revision=revision)


def end_own_choice(
    representation: Representation, *, by: User, on: date, at: datetime, revision: int
) -> Representation:
    """The person ends it themself, at once: theirs to give, and theirs to take back."""
    if not representation.can_be_ended_by_the_person or representation.person.user_id != by.pk:
        raise NotTheirsToEnd
    return change_representation(
        representation, **_over_from(representation, on), by=by, at=at, revision=revision,
        ended_why=_("%(name)s ended it themselves.") % {"name": representation.person.called},
    )  # fmt: skip


def _over_from(representation: Representation, on: date) -> dict[str, Any]:
    """From this day on nothing is used. What began on this day or later is closed by a check that nobody ends."""
    if representation.first_on < on:
        return {"last_on": on - timedelta(days=1)}
    return {"last_on": representation.first_on, "checked_since": on}


# --- Suspending ---


@transaction.atomic
def suspend(
    representation: Representation, *, why: str, review_on: date, until_on: date, letters_to: str,
    letters_words: str = "", by: User, on: date, at: datetime,
) -> Suspension:  # fmt: skip
    """From now on they see and do nothing for the person. Nothing tells them; what they see says no reason.

    The representation itself is left as it is, so that nothing they can read changes.
    """
    if until_on > on + timedelta(days=AT_MOST_DAYS):
        raise TooLong(
            _("A suspension lasts %(days)s days at most. Then somebody decides again.") % {"days": AT_MOST_DAYS}
        )
    held(representation)
    if representation.suspensions.open().exists():
        raise CannotMove(_("They are suspended already."))
    return Suspension.objects.create(
        representation=representation, why=why, suspended_on=on, suspended_by=by, review_on=review_on,
        until_on=until_on, letters_to=letters_to, letters_words=letters_words, changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def end_suspension(
    suspension: Suspension, *, outcome: str, why: str, told_person: str = "", review_on: date | None = None,
    until_on: date | None = None, by: User, on: date, at: datetime, revision: int,
) -> Suspension:  # fmt: skip
    """Decide what comes next: they act again, it goes on for longer with new dates, or they no longer act at all.

    Reaching its limit does not lift it: a person is not left open to harm because nobody looked.
    """
    if suspension.ended_on is not None:
        raise CannotMove(_("This suspension is over already."))
    representation = suspension.representation
    change(
        suspension, ended_on=on, ended_by=by, outcome=outcome, ended_why=why, told_person=told_person,
        by=by, at=at, revision=revision,
    )  # fmt: skip
    if outcome == Suspension.Outcome.LONGER:
        suspend(
            representation, why=why, review_on=review_on or on, until_on=until_on or on,
            letters_to=suspension.letters_to, letters_words=suspension.letters_words, by=by, on=on, at=at,
        )  # fmt: skip
    if outcome == Suspension.Outcome.END and not representation.is_over(on):
        now = held(representation)
        change_representation(representation, **_over_from(now, on), ended_why=why, by=by, at=at)
    return suspension


# --- What the person says of them ---


def say_worry(representation: Representation, *, words: str, by: User, on: date, at: datetime) -> Worry:
    """The person says that something is not right. Only staff read it."""
    return Worry.objects.create(
        representation=representation, words=words, told_on=on, told_by=by, changed_by=by, changed_at=at
    )


def look_at_worry(worry: Worry, *, outcome: str, by: User, on: date, at: datetime, revision: int) -> Worry:
    """Somebody has talked with the person about it, and says what came of it."""
    return change(worry, looked_at_on=on, looked_at_by=by, outcome=outcome, by=by, at=at, revision=revision)


# --- Signing in ---


@transaction.atomic
def give_account(representation: Representation, *, by: User, at: datetime) -> User:
    """Their own sign-in, made if they have none: nobody signs in as the person they act for."""
    current = held(representation)
    user = current.user
    if user is None:
        first, _space, last = current.name.rpartition(" ")
        user = access.give_account(
            username=f"acts-{current.pk.hex[:8]}", email=current.email, first_name=first, last_name=last,
            role=Role.PERSON, by=by, at=at,
        )  # fmt: skip
        change(representation, by=by, at=at, user=user)
    elif not user.is_active or user.ends_on:
        access.reopen_account(user, by=by, at=at)
    return user


def use_account_of(representation: Representation, somebody: Person, *, by: User, at: datetime) -> Representation:
    """They have a record of their own here, and sign in already: with that, they act for the person too."""
    if somebody.user is None or somebody.pk == representation.person_id:
        raise CannotMove(_("This person cannot sign in, or is the person themselves."))
    return change(representation, by=by, at=at, user=somebody.user)
