"""The one door through which a partner sees anything of anybody. It asks the consent anew each time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from ..access.models import User
from ..people import actions as people
from ..people.models import Person
from .models import Consent
from .row_security import NAME

_NOT_THE_NAME = [f"person__{field.attname}" for field in Person._meta.concrete_fields if field.attname not in NAME]


def consents_open_to(user: User, on: date) -> models.QuerySet[Consent]:
    """The consents that stand today for the partner this user works for, with no more of the person than a name."""
    return (
        Consent.objects.current(on)
        .for_worker(user)
        .select_related("person", "partner")
        .defer(*_NOT_THE_NAME)
    )  # fmt: skip


def open_to_partner(
    user: User, consent_pk: UUID, *, group: str = "", page: str, on: date, at: datetime
) -> Consent | None:
    """The consent, if it stands at this moment and takes in this group; that it was looked at is written down.

    None where it was withdrawn, has ended, was given to another, or never was: one answer for all of them.
    """
    consent = consents_open_to(user, on).filter(pk=consent_pk).first()
    if consent is None or (group and group not in consent.groups):
        return None
    why = _("You share this with %(partner)s. For: %(what)s") % {"partner": consent.partner, "what": consent.what_for}
    people.record_read(consent.person, user, page=page, reason=why[:200], at=at)
    return consent
