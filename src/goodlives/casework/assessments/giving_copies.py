"""Giving the written record to the person and to whomever they ask us to give it to: Care Act s12(3) and (4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import CannotMove, change
from ..communication.actions import may_be_told
from ..decisions.models import Telling
from .actions import NotTheirs
from .models import Assessment, CopyOfAssessment, State

BY_POST = (CopyOfAssessment.How.PAPER, CopyOfAssessment.How.LARGE_PRINT)


def _must_be_decided(assessment: Assessment) -> None:
    if assessment.state != State.DECIDED:
        raise CannotMove(_("There is no written record to give before the assessment is decided."))


@transaction.atomic
def ask_for_copy(assessment: Assessment, *, whom: str, name: str, by: User, on: date) -> CopyOfAssessment:
    """The person asks us to give the record to somebody: only they may ask, or a social worker for them."""
    if not assessment.may_be_written_by(by):
        raise NotTheirs(_("The person says who has a copy."))
    _must_be_decided(assessment)
    return CopyOfAssessment.objects.create(assessment=assessment, whom=whom, name=name, asked_on=on)


@transaction.atomic
def give_copy(
    assessment: Assessment, *, whom: str, how: str, by: User, on: date, at: datetime, name: str = "",
    given_on: date | None = None, asked: CopyOfAssessment | None = None,
) -> CopyOfAssessment:  # fmt: skip
    """Note that somebody has a copy: who, how and when. A copy that was asked for is then given."""
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker notes that a copy was given."))
    _must_be_decided(assessment)
    if whom == CopyOfAssessment.Whom.PERSON and how in BY_POST:
        may_be_told(assessment.person, Telling.How.LETTER)
    day = given_on or on
    if asked is not None:
        copy = CopyOfAssessment.objects.select_for_update().get(pk=asked.pk, assessment=assessment)
        if copy.given_on is not None:
            raise CannotMove(_("Somebody has noted this copy already."))
        if day < copy.asked_on:
            raise CannotMove(_("A copy cannot be given before it was asked for."))
        copy.given_on, copy.how, copy.given_by = day, how, by
        copy.save()
    else:
        copy = CopyOfAssessment.objects.create(
            assessment=assessment, whom=whom, name=name, asked_on=day, given_on=day, how=how, given_by=by
        )
    if whom == CopyOfAssessment.Whom.PERSON and assessment.copy_given_on is None:
        change(assessment, by=by, at=at, copy_given_on=day)
    return copy
