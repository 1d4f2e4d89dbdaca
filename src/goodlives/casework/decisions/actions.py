"""Recording a decision, telling the person, and hearing their question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules.calendar import months_after
from goodlives.rules.version import rule_version as rule_version_now

from ..access.models import User
from ..people.models import Person
from .models import Answer, Decision, Kind, Question, Route, Step, Telling
from .working_days import working_days_after

# The law gives no day for these: what we promise, in working days.
PROMISED = {Route.ASK: 10, Route.AGAIN: 20}


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
    """This person may not do that with this question, or it is over."""


class TooLate(Exception):
    """A complaint after twelve months says why (SI 2009/309 reg 12(2))."""


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


def question(
    decision: Decision, *, words: str, about: str = "", route: str = Route.ASK, late_because: str = "",
    wants_advocate: bool = False, by: User, on: date,
) -> Question:  # fmt: skip
    """Write down what the person questions, as they say it, by which route, and by when they hear from us."""
    if route == Route.COMPLAINT and is_late(decision, on) and not late_because:
        raise TooLate(_("More than 12 months have passed. Say why you could not complain sooner."))
    acknowledge_by, answer_by = dates_of(route, on)
    return Question.objects.create(
        decision=decision, words=words, about=about[:300], route=route, late_because=late_because,
        wants_advocate=wants_advocate, acknowledge_by=acknowledge_by, answer_by=answer_by, asked_by=by, asked_on=on,
    )  # fmt: skip


def dates_of(route: str, on: date) -> tuple[date | None, date]:
    """By when we say that we have it, and by when we answer.

    A complaint: three working days (SI 2009/309 reg 13(3)) and six months (reg 14(3)). For the others the law gives no
    day: these are what we promise.
    """
    if route == Route.COMPLAINT:
        return working_days_after(on, 3), months_after(on, 6)
    return None, working_days_after(on, PROMISED[Route(route)])


def is_late(decision: Decision, on: date) -> bool:
    """Whether twelve months have passed since the decision, or since the person was told (SI 2009/309 reg 12(1))."""
    told = decision.tellings.order_by("told_on").first()
    return on > months_after(max(decision.decided_on, told.told_on) if told else decision.decided_on, 12)


@transaction.atomic
def take_step(
    asked: Question, what: str, *, words: str = "", due_on: date | None = None, told: str = "", by: User, on: date,
    at: datetime,
) -> Step:  # fmt: skip
    """Note what happened to a question: we said that we have it, agreed how and when, are late; or more words."""
    _held_while_open(asked)
    ours = what in Step.OF_THE_COUNCIL
    if ours != by.is_council_staff and what in (*Step.OF_THE_COUNCIL, Step.What.WITHDRAWN):
        raise CannotAnswer(_("That is not yours to say."))
    if ours and not may_answer(asked.decision, by):
        raise CannotAnswer(_("You made this decision, so somebody else must look at it again."))
    if what == Step.What.ACKNOWLEDGED and asked.steps.filter(what=what).exists():
        raise CannotAnswer(_("Somebody has told them already that we have it."))
    return Step.objects.create(question=asked, what=what, words=words, due_on=due_on, told=told, by=by, on=on, at=at)


def _held_while_open(asked: Question) -> None:
    """Locked, so that two people who do something together are told apart."""
    Question.objects.select_for_update().get(pk=asked.pk)
    if Answer.objects.filter(question=asked).exists():
        raise CannotAnswer(_("Somebody has answered this question already."))
    if asked.steps.filter(what=Step.What.WITHDRAWN).exists():
        raise CannotAnswer(_("This question was taken back."))


def later_decisions(decision: Decision) -> list[Decision]:
    """Those that took the place of this one, the newest first."""
    alike = Decision.objects.filter(person=decision.person_id, kind=decision.kind, supersedes__isnull=False)
    after = {later.supersedes_id: later for later in alike}
    found: list[Decision] = []
    while (decision_after := after.get(decision.pk)) is not None:
        found.insert(0, decision_after)
        decision = decision_after
    return found


def may_answer(decision: Decision, user: User) -> bool:
    """Whoever made a decision does not look at it again: somebody else does."""
    return user.is_council_staff and decision.decided_by_id != user.pk


@transaction.atomic
def answer(
    asked: Question, *, words: str, result: str = "", lesson: str = "", new_decision: Decision | None = None,
    by: User, on: date,
) -> Answer:  # fmt: skip
    """Answer a question. Where the answer changes the decision, name the new decision that supersedes it."""
    if not may_answer(asked.decision, by):
        raise CannotAnswer(
            _("You made this decision, so somebody else must look at it again. Ask a colleague to answer.")
        )
    _held_while_open(asked)
    if asked.route != Route.ASK and not (result and lesson):
        raise CannotAnswer(_("Say what came of it, and what the council can learn."))
    if result == Answer.Result.CHANGED and new_decision is None:
        raise CannotAnswer(
            _("Make the decision again first. Then choose it here: the answer must name the decision that counts now.")
        )
    if result == Answer.Result.TOO_LATE and not asked.late_because:
        raise CannotAnswer(_("This did not come too late, so it must be looked at."))
    return Answer.objects.create(
        question=asked, words=words, result=result, lesson=lesson, new_decision=new_decision, answered_by=by,
        answered_on=on,
    )  # fmt: skip
