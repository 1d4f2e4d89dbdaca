"""Noting why NHS continuing healthcare was thought of, the checklist, and what the NHS decided."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import change
from ..assessments.models import Assessment
from .models import ContinuingHealthcare


class NotTheirs(Exception):
    """Only a social worker records this."""


class NoChecklistWithoutConsent(Exception):
    """A checklist is filled in only where the person agrees, or it is best for somebody who could not decide."""


def _must_be_social_worker(by: User) -> None:
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker records this."))


@transaction.atomic
def raise_it(assessment: Assessment, *, why: str, by: User, on: date, at: datetime) -> ContinuingHealthcare:
    """It is thought of, with why: the council must refer somebody who may be eligible (SI 2014/2827 reg 7)."""
    _must_be_social_worker(by)
    return ContinuingHealthcare.objects.create(
        person=assessment.person, assessment=assessment, why=why, raised_on=on, changed_by=by, changed_at=at
    )


@transaction.atomic
def write(
    one: ContinuingHealthcare, *, by: User, at: datetime, revision: int, **noted
) -> ContinuingHealthcare:  # fmt: skip
    """Save what is known of the checklist, of when the NHS had it, and of what it decided."""
    _must_be_social_worker(by)
    if noted.get("checklist_on", one.checklist_on) and noted.get("agrees", one.agrees) is not True:
        raise NoChecklistWithoutConsent(_("A checklist needs the person to agree to it first."))
    return change(one, by=by, at=at, revision=revision, **noted)
