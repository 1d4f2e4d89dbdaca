"""Writing an assessment together, and deciding eligibility."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import change
from ..decisions import actions as decisions
from ..decisions.models import Decision
from ..decisions.models import Kind as DecisionKind
from ..people.models import Person
from ..requests.models import RequestForSupport
from .models import MOVES, Assessment, HelpWithDomain, OutcomeAnswer, State, WellbeingArea


class NotEnoughKnown(Exception):
    """Eligibility cannot be decided yet. `still_to_find_out` says what is missing, in words."""

    def __init__(self, still_to_find_out: list[str]):
        self.still_to_find_out = list(still_to_find_out)
        super().__init__("; ".join(self.still_to_find_out))


class CannotMove(Exception):
    """The assessment is not in a state from which this can be done."""


@transaction.atomic
def start(
    person: Person,
    *,
    kind: str,
    method: str,
    by: User,
    on: date,
    at: datetime,
    assessor: User | None = None,
    request: RequestForSupport | None = None,
    **known,
) -> Assessment:
    """Begin an assessment. Anybody who appears to have needs may have one, whatever their money: s9(3)."""
    return Assessment.objects.create(
        person=person, kind=kind, method=method, started_on=on, assessor=assessor, request=request,
        changed_by=by, changed_at=at, **known,
    )  # fmt: skip


def _must_be_open(assessment: Assessment) -> None:
    if not assessment.is_open:
        raise CannotMove(_("This assessment has been decided. Start a new one to record a change."))


def write(assessment: Assessment, *, by: User, at: datetime, revision: int, **words) -> Assessment:
    """Save one section of the assessment."""
    _must_be_open(assessment)
    return change(assessment, by=by, at=at, revision=revision, **words)


@transaction.atomic
def answer_wellbeing(assessment: Assessment, answers: dict, *, by: User, at: datetime, revision: int) -> Assessment:
    """Save the nine areas of wellbeing: {area: {"affected": bool | None, "words": str}}."""
    _must_be_open(assessment)
    for area, answer in answers.items():
        WellbeingArea.objects.update_or_create(assessment=assessment, area=area, defaults=answer)
    return change(assessment, by=by, at=at, revision=revision)


@transaction.atomic
def answer_outcome(assessment: Assessment, outcome: str, *, by: User, at: datetime, revision: int, **answer):
    """Save what is known about one outcome."""
    _must_be_open(assessment)
    OutcomeAnswer.objects.update_or_create(assessment=assessment, outcome=outcome, defaults=answer)
    return change(assessment, by=by, at=at, revision=revision)


@transaction.atomic
def answer_help_needed(assessment: Assessment, answers: dict, *, by: User, at: datetime, revision: int) -> Assessment:
    """Save how much help is needed: {domain: {"help_needed": str, "carer_support": str}}; empty is not yet known."""
    _must_be_open(assessment)
    for domain, answer in answers.items():
        HelpWithDomain.objects.update_or_create(assessment=assessment, domain=domain, defaults=answer)
    return change(assessment, by=by, at=at, revision=revision)


def _move(assessment: Assessment, to: str, *, by: User, at: datetime, **values) -> Assessment:
    if to not in MOVES[State(assessment.state)]:
        raise CannotMove(
            _("This assessment is %(state)s, so that cannot be done.")
            % {"state": assessment.get_state_display().lower()}
        )
    return change(assessment, by=by, at=at, state=to, **values)


def share(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """The person sends the assessment they started to the social worker."""
    return _move(assessment, State.SHARED, by=by, at=at)


def stop(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """Stop an assessment that is no longer wanted."""
    return _move(assessment, State.STOPPED, by=by, at=at)


def give_copy(assessment: Assessment, *, by: User, on: date, at: datetime) -> Assessment:
    """Note that the person has a copy of their assessment: s12(3)."""
    return change(assessment, by=by, at=at, copy_given_on=on)


@transaction.atomic
def decide_eligibility(
    assessment: Assessment, *, reasons: str, participation: str, advice: str, by: User, on: date, at: datetime
) -> Decision:
    """Decide whether needs are eligible, with the conditions and reasons (s13); not while something is unknown."""
    conclusion = assessment.conclusion()
    if conclusion.met is None:
        raise NotEnoughKnown(conclusion.still_to_find_out)
    if assessment.is_for_carer:
        kind, laws = DecisionKind.CARER_ELIGIBILITY, ["Care Act 2014 s13", "SI 2015/313 reg 3"]
        met, not_met = _("You have eligible needs as a carer."), _("You do not have eligible needs as a carer.")
    else:
        kind, laws = DecisionKind.ELIGIBILITY, ["Care Act 2014 s13", "SI 2015/313 reg 2"]
        met = _("You have eligible needs for care and support.")
        not_met = _("You do not have eligible needs for care and support.")
    earlier = Decision.objects.current().filter(person=assessment.person, kind=kind).first()
    decision = decisions.record(
        kind, assessment.person, summary=met if conclusion.met else not_met, favourable=conclusion.met,
        reasons=reasons, participation=participation, next_steps=advice, laws=laws,
        conditions=[condition.as_json() for condition in conclusion.conditions], facts=assessment.facts(),
        supersedes=earlier, by=by, on=on, at=at,
    )  # fmt: skip
    _move(assessment, State.DECIDED, by=by, at=at, decision=decision)
    return decision
