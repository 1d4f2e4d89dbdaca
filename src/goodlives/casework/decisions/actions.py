"""Recording a decision, telling the person, and hearing their question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules.version import rule_version as rule_version_now

from ..access.models import User
from ..people.models import Person
from .models import Answer, Decision, Kind, Question, Telling


class NotEnoughKnown(Exception):
    """It cannot be decided yet. `still_to_find_out` says what is missing, in words; `range` may bound a sum."""

    def __init__(self, still_to_find_out: Iterable[str], range_: tuple[int | None, int | None] | None = None):
        self.still_to_find_out = list(still_to_find_out)
        self.range = range_
        super().__init__("; ".join(self.still_to_find_out))


class NoLaw(Exception):
    """A decision without its law cannot be explained, so it cannot be made."""


class CannotSupersede(Exception):
    """Only the current decision of the same kind about the same person can be superseded."""


class CannotAnswer(Exception):
    """This person may not answer this question, or it has been answered."""


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
    rule_version: str | None = None,
    what_would_change_it: Iterable[dict] = (),
    supersedes: Decision | None = None,
) -> Decision:
    """Write a decision down once. It cannot be changed; a later one may supersede it.

    `rule_version` is the rules as they are now, where a rule worked it out; one that people made alone has none.
    """
    laws, conditions, steps = list(laws), list(conditions), list(steps)
    if rule_version is None:
        rule_version = rule_version_now() if conditions or steps else ""
    if not laws:
        raise NoLaw(_("A decision must say by which law it was made."))
    if supersedes:
        _must_be_its_like(supersedes, kind, person)
    return Decision.objects.create(
        person=person, kind=kind, summary=summary, reasons=reasons, participation=participation,
        favourable=favourable, conditions=conditions, steps=steps, laws=laws,
        facts=facts or {}, figures=list(figures), rates=rates, next_steps=next_steps, rule_version=rule_version,
        what_would_change_it=list(what_would_change_it), supersedes=supersedes,
        decided_by=by, decided_on=on, recorded_at=at,
    )  # fmt: skip


def _must_be_its_like(earlier: Decision, kind: str, person: Person) -> None:
    if earlier.person_id != person.pk:
        raise CannotSupersede(_("A decision about one person cannot take the place of one about another."))
    if earlier.kind != kind:
        raise CannotSupersede(
            _("“%(new)s” cannot take the place of “%(old)s”: they are different kinds of decision.")
            % {"new": Kind(kind).label, "old": Kind(earlier.kind).label}
        )
    if Decision.objects.filter(supersedes=earlier).exists():
        raise CannotSupersede(_("Another decision has already taken the place of this one. Start from the newest."))


def tell(decision: Decision, *, how: str, by: User, on: date) -> Telling:
    """Note that the person was told, when and how."""
    return Telling.objects.create(decision=decision, how=how, told_by=by, told_on=on)


def note_opened(decision: Decision, *, by: User, on: date) -> Telling:
    """The person has opened the decision themselves: noted the first time."""
    telling, __ = Telling.objects.get_or_create(
        decision=decision, how=Telling.How.ONLINE, told_by=by, defaults={"told_on": on}
    )
    return telling


def question(decision: Decision, *, words: str, about: str = "", by: User, on: date) -> Question:
    """Write down what the person questions, as they say it."""
    return Question.objects.create(decision=decision, words=words, about=about[:300], asked_by=by, asked_on=on)


def may_answer(decision: Decision, user: User) -> bool:
    """Whoever made a decision does not look at it again: somebody else does."""
    return user.is_council_staff and decision.decided_by_id != user.pk


@transaction.atomic
def answer(asked: Question, *, words: str, by: User, on: date) -> Answer:
    """Answer a question. Where the answer changes the decision, record a new decision that supersedes it."""
    if not may_answer(asked.decision, by):
        raise CannotAnswer(
            _("You made this decision, so somebody else must look at it again. Ask a colleague to answer.")
        )
    # Locked, so that two people who answer together are told apart.
    Question.objects.select_for_update().get(pk=asked.pk)
    if Answer.objects.filter(question=asked).exists():
        raise CannotAnswer(_("Somebody has answered this question already."))
    return Answer.objects.create(question=asked, words=words, answered_by=by, answered_on=on)
