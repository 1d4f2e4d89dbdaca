"""What the council keeps of its partners: who they are, who signs in for them, and when sharing with them ends."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import actions as access
from ..access.models import Role, User
from ..access.records import change
from . import files
from .models import Partner, PartnerWorker, SharedFile


def add_partner(*, by: User, at: datetime, **details) -> Partner:
    """An organisation that people may choose to share with, once it has signed how that is kept."""
    return Partner.objects.create(changed_by=by, changed_at=at, **details)


def change_partner(partner: Partner, *, by: User, at: datetime, revision: int, **details) -> Partner:
    return change(partner, by=by, at=at, revision=revision, **details)


@transaction.atomic
def end_partner(partner: Partner, *, by: User, on: date, at: datetime, revision: int) -> Partner:
    """From this moment nobody there reads anything, whatever people agreed; copies that wait are stopped."""
    change(partner, by=by, at=at, revision=revision, ended_on=on)
    for file in SharedFile.objects.filter(consent__partner=partner).exclude(state=SharedFile.State.STOPPED):
        files.stop(file, why=_("The council no longer shares with this organisation."), by=by, at=at)
    return partner


@transaction.atomic
def give_sign_in(
    partner: Partner, *, email: str, first_name: str, last_name: str, job_title: str, by: User, at: datetime
) -> User:
    """An account for somebody who works for a partner. They see what is shared with that one, and nothing else."""
    user = access.give_account(
        username=email.lower(), email=email, first_name=first_name, last_name=last_name, role=Role.PARTNER,
        job_title=job_title, by=by, at=at,
    )  # fmt: skip
    PartnerWorker.objects.create(user=user, partner=partner, changed_by=by, changed_at=at)
    return user
