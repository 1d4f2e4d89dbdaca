"""Inviting somebody to get ready before the visit, and keeping what they write, which nobody else ever changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import change
from ..communication.actions import may_be_told
from .actions import NotTheirs, _must_be_open
from .models import Asked, Assessment, Preparation, PreparedWords


@transaction.atomic
def invite(
    assessment: Assessment, *, visit_on: date | None, visit_words: str, how: str, by: User, on: date, at: datetime
) -> Preparation:
    """Tell the person when we meet and what we talk about, so that they can think ahead; again, where it changes."""
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker sends the invitation."))
    _must_be_open(assessment)
    may_be_told(assessment.person, how)
    said: dict[str, Any] = {"visit_on": visit_on, "visit_words": visit_words, "how": how, "invited_on": on}
    said["invited_by"] = by
    if before := Preparation.objects.filter(assessment=assessment).first():
        return change(before, by=by, at=at, **said)
    return Preparation.objects.create(assessment=assessment, changed_by=by, changed_at=at, **said)


@transaction.atomic
def write_own_words(assessment: Assessment, words: dict[str, str], *, by: User, at: datetime) -> list[PreparedWords]:
    """Keep what the person wrote, question by question, where it is not what they said already."""
    if not roles.person(by) or assessment.person.user_id != by.pk:
        raise NotTheirs(_("These words are the person's own. Nobody else writes them."))
    _must_be_open(assessment)
    now = {row.question: row.words for row in PreparedWords.objects.filter(assessment=assessment).newest()}
    return [
        PreparedWords.objects.create(assessment=assessment, question=question, words=said, by=by, at=at)
        for question in Asked.values
        if question in words and (said := words[question].strip()) != now.get(question, "")
    ]
