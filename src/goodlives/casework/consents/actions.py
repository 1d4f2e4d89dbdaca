"""Everything that changes what a person shares: given, changed, withdrawn at once, given again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import bring_up_to_date, change, held
from ..people.models import Person
from . import files
from .models import LONGEST, Consent, GivenBy, Partner


class CannotConsent(Exception):
    """This cannot be agreed to like this: why, in words for whoever tried."""


@transaction.atomic
def give(
    person: Person, partner: Partner, *, purpose: str, groups: Sequence[str], first_on: date, last_on: date,
    purpose_words: str = "", told: str = "", given_by: str = GivenBy.PERSON, representative: str = "", basis: str = "",
    follows: Consent | None = None, by: User, on: date, at: datetime,
) -> Consent:  # fmt: skip
    """A yes to one partner, for one purpose, until a day.

    The person gives it with their own sign-in, or somebody writes down how they said it. For a person who cannot
    decide this: who may decide it for them and by what right (Mental Capacity Act 2005 ss4, 9, 16 and 22).
    """
    if not on <= first_on <= last_on <= first_on + LONGEST:
        raise CannotConsent(_("Choose a last day from today to a year from now"))
    if partner.ended_on is not None:
        raise CannotConsent(_("We no longer share with this organisation"))
    if person.user_id != by.pk and not told.strip():
        raise CannotConsent(_("Say how they told you"))
    try:
        with transaction.atomic():
            return Consent.objects.create(
                person=person, partner=partner, purpose=purpose, purpose_words=purpose_words, groups=list(groups),
                first_on=first_on, last_on=last_on, told=told, given_by=given_by, representative=representative,
                basis=basis, follows=follows, given_at=at, recorded_by=by, changed_by=by, changed_at=at,
            )  # fmt: skip
    except IntegrityError as refused:
        if "one_consent_at_a_time" not in str(refused):
            raise
        raise CannotConsent(_("They may see something for this already. Change that one instead")) from refused


@transaction.atomic
def change_consent(
    consent: Consent, *, groups: Sequence[str], last_on: date, told: str = "", by: User, on: date, at: datetime,
    revision: int | None = None,
) -> Consent:  # fmt: skip
    """More or less is shared, or longer or shorter: a new yes in place of the old one, from this moment."""
    current = held(consent, revision=revision)
    if not current.is_current(on) and not (current.withdrawn_at is None and current.first_on > on):
        raise CannotConsent(_("This is no longer shared, so it cannot be changed"))
    _stop(current, by=by, at=at, told=told, why=_("What is shared was changed. Ask again for what you need."))
    return give(
        current.person, current.partner, groups=groups, first_on=max(current.first_on, on), last_on=last_on, told=told,
        follows=current, by=by, on=on, at=at, **_whose(current),
    )  # fmt: skip


@transaction.atomic
def withdraw(consent: Consent, *, by: User, at: datetime, told: str = "") -> Consent:
    """It stops, from this moment, with every copy that is waiting or ready. Nobody has to say why."""
    current = held(consent)
    if current.withdrawn_at is None:
        _stop(current, by=by, at=at, told=told, why=_("The person took their consent back."))
    bring_up_to_date(consent, current)
    return consent


@transaction.atomic
def give_again(consent: Consent, *, by: User, on: date, at: datetime, told: str = "") -> Consent:
    """The same yes once more, to the same day where that has not passed, else for as long as before."""
    if consent.withdrawn_at is None and consent.last_on >= on:
        raise CannotConsent(_("This is shared already"))
    last_on = consent.last_on if consent.last_on >= on else on + (consent.last_on - consent.first_on)
    follows = None if Consent.objects.filter(follows=consent).exists() else consent
    return give(
        consent.person, consent.partner, groups=consent.groups, first_on=max(consent.first_on, on), last_on=last_on,
        told=told, follows=follows, by=by, on=on, at=at, **_whose(consent),
    )  # fmt: skip


def _whose(consent: Consent) -> dict[str, Any]:
    return {
        "purpose": consent.purpose, "purpose_words": consent.purpose_words, "given_by": consent.given_by,
        "representative": consent.representative, "basis": consent.basis,
    }  # fmt: skip


def _stop(consent: Consent, *, by: User, at: datetime, told: str, why: str) -> None:
    for file in consent.files.exclude(state="stopped"):
        files.stop(file, why=why, by=by, at=at)
    change(consent, by=by, at=at, withdrawn_at=at, withdrawn_by=by, withdrawn_told=told)
