"""Recording a decision, telling the person, and hearing their question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from ..access.models import User
from ..people.models import Person
from .models import Answer, Decision, Question, Telling


@transaction.atomic
def record(
    kind: str,
    person: Person,
    *,
    summary: str,
    reasons: str,
    participation: str,
    by: User,
    on: date,
    at: datetime,
    favourable: bool | None = None,
    conditions: Iterable[dict] = (),
    steps: Iterable[dict] = (),
    laws: Iterable[str] = (),
    facts: dict | None = None,
    figures: Iterable[dict] = (),
    rates: str = "",
    next_steps: str = "",
    supersedes: Decision | None = None,
) -> Decision:
    """Write a decision down once. It cannot be changed; a later one may supersede it."""
    return Decision.objects.create(
        person=person, kind=kind, summary=summary, reasons=reasons, participation=participation,
        favourable=favourable, conditions=list(conditions), steps=list(steps), laws=list(laws),
        facts=facts or {}, figures=list(figures), rates=rates, next_steps=next_steps, supersedes=supersedes,
        decided_by=by, decided_on=on, recorded_at=at,
    )  # fmt: skip


def tell(decision: Decision, *, how: str, by: User, on: date) -> Telling:
    """Note that the person was told, when and how."""
    return Telling.objects.create(decision=decision, how=how, told_by=by, told_on=on)


def question(decision: Decision, *, words: str, about: str = "", by: User, on: date) -> Question:
    """Write down what the person questions, as they say it."""
    return Question.objects.create(decision=decision, words=words, about=about, asked_by=by, asked_on=on)


def answer(asked: Question, *, words: str, by: User, on: date) -> Answer:
    """Answer a question. Where the answer changes the decision, record a new decision that supersedes it."""
    return Answer.objects.create(question=asked, words=words, answered_by=by, answered_on=on)
