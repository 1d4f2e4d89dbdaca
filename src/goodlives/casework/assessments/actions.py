"""Writing an assessment together, and deciding eligibility."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules.what_would_change_eligibility import what_would_change_it

from ..access import roles
from ..access.models import User
from ..access.records import CannotMove, ChangedMeanwhile, change, held, move, must_allow
from ..decisions import actions as decisions
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision
from ..decisions.models import Kind as DecisionKind
from ..people.models import Person
from ..requests.models import RequestForSupport
from ..taking_part.models import TakingPart
from .assessment import HARD, MANAGES, NEEDS_HELP, WAYS, in_short
from .models import MOVES, Assessment, HelpWithDomain, OutcomeAnswer, RefusalOfAssessment, State, WellbeingArea

# The person's own words and what they and the council find. Who decides, and when, is not written here.
SECTIONS = frozenset(
    [
        "own_words",
        "outcomes_wanted",
        "good_at",
        "gives",
        "around_them",
        "good_and_bad_days",
        "what_could_help",
        "who_took_part",
        "assessor_view",
        "needs_arise",
        "needs_arise_words",
        "significant_impact",
        "significant_impact_words",
        "cared_for",
        "cared_for_name",
        "hours_caring",
        "willing_to_care",
        "able_to_care",
        "health_deteriorating",
        "method",
    ]
)


class AlreadyOpen(Exception):
    """The person has an assessment of this kind that is not finished. `assessment` is the one to go on with."""

    def __init__(self, assessment: Assessment):
        self.assessment = assessment
        super().__init__(_("There is already an assessment that has not been finished."))


class NotTheirs(Exception):
    """Somebody tried to start or change an assessment that is not theirs to write."""


class AdvocateMissing(Exception):
    """Somebody who must have an independent advocate has none yet, so nothing is decided: s67(2)."""


class AdviceNeeded(Exception):
    """Somebody with no eligible needs is told in writing what could meet, reduce or prevent their needs: s13(5)."""


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
    if roles.person(by) and (
        person.user_id != by.pk or method != Assessment.Method.SUPPORTED_SELF_ASSESSMENT or assessor is not None
    ):
        raise NotTheirs(_("A person may start a supported self-assessment of their own, and no other."))
    # Two who press Start together wait here for each other, and the second goes on with the first one's.
    Person.objects.select_for_update().get(pk=person.pk)
    if unfinished := person.assessments.open().filter(kind=kind).first():
        raise AlreadyOpen(unfinished)
    for refusal in RefusalOfAssessment.objects.filter(person=person, kind=kind, accepted_on=None):
        if refusal.decision is None or refusal.decision.favourable:  # nobody is held to an earlier no: s11(3) and (6)
            change(refusal, by=by, at=at, accepted_on=on)
    return Assessment.objects.create(
        person=person, kind=kind, method=method, started_on=on, assessor=assessor, request=request,
        changed_by=by, changed_at=at, **known,
    )  # fmt: skip


def _must_be_open(assessment: Assessment) -> None:
    """Looks at what the database says now, and holds it until this is saved."""
    now = Assessment.objects.select_for_update().only("state").get(pk=assessment.pk)
    if not now.is_open:
        raise CannotMove(_("This assessment has been decided or stopped. Start a new one to record a change."))


def _must_be_theirs(assessment: Assessment, by: User) -> None:
    if not assessment.may_be_written_by(by):
        raise NotTheirs(_("An assessment is written by the person and a social worker."))


@transaction.atomic
def write(assessment: Assessment, *, by: User, at: datetime, revision: int, **words) -> Assessment:
    """Save one section of the assessment."""
    if unknown := set(words) - SECTIONS:
        raise TypeError(f"not a section of an assessment: {', '.join(sorted(unknown))}")
    _must_be_theirs(assessment, by)
    if "assessor_view" in words and not roles.social_worker(by):
        raise NotTheirs(_("Only a social worker writes the assessor's view."))
    _must_be_open(assessment)
    return change(assessment, by=by, at=at, revision=revision, **words)


def _answer(assessment: Assessment, model, field: str, answers: dict, *, by: User, at: datetime, revision: int):
    """Save rows that belong to the assessment, and count it as one change of the whole."""
    _must_be_theirs(assessment, by)
    _must_be_open(assessment)
    for name, answer in answers.items():
        model.objects.update_or_create(assessment=assessment, **{field: name}, defaults=answer)
    return change(assessment, by=by, at=at, revision=revision)


@transaction.atomic
def answer_wellbeing(assessment: Assessment, answers: dict, *, by: User, at: datetime, revision: int) -> Assessment:
    """Save the nine areas of wellbeing: {area: {"affected": bool | None, "words": str}}."""
    return _answer(assessment, WellbeingArea, "area", answers, by=by, at=at, revision=revision)


@transaction.atomic
def answer_outcome(assessment: Assessment, outcome: str, *, by: User, at: datetime, revision: int, **answer):
    """Save what is known about one outcome of this kind of assessment."""
    if outcome not in list(assessment.outcomes()):
        raise ValueError(f"{outcome} is not an outcome of this kind of assessment")
    if assessment.is_for_carer and answer.get("takes_longer") is not None:
        raise ValueError("taking longer is not a way of being unable to achieve a carer's outcome: reg 3(3)")
    return _answer(assessment, OutcomeAnswer, "outcome", {outcome: answer}, by=by, at=at, revision=revision)


@transaction.atomic
def answer_day_to_day(
    assessment: Assessment, how: dict[str, str], *, by: User, at: datetime, revision: int
) -> Assessment:
    """Save how each outcome goes: the person manages, needs somebody's help, or finds it hard in some other way.

    Whoever needs help is unable to achieve it, so nothing more need be asked. What is hard is asked about further.
    """
    before = {row.outcome: row for row in assessment.answers.all()}
    ways = WAYS[:3] if assessment.is_for_carer else WAYS
    answers: dict[str, dict[str, bool | None]] = {}
    for outcome, answer in how.items():
        if answer == in_short(before.get(outcome)):
            continue  # nothing new: what was said about each way stays
        if answer == MANAGES:
            answers[outcome] = dict.fromkeys(ways, False)
        elif answer == NEEDS_HELP:
            answers[outcome] = dict.fromkeys(ways[1:]) | {"needs_help": True}
        else:
            answers[outcome] = dict.fromkeys(ways[1:]) | {"needs_help": False if answer == HARD else None}
    return _answer(assessment, OutcomeAnswer, "outcome", answers, by=by, at=at, revision=revision)


@transaction.atomic
def answer_help_needed(assessment: Assessment, answers: dict, *, by: User, at: datetime, revision: int) -> Assessment:
    """Save how much help is needed: {domain: {"help_needed": str, "carer_support": str}}; empty is not yet known."""
    return _answer(assessment, HelpWithDomain, "domain", answers, by=by, at=at, revision=revision)


@transaction.atomic
def share(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """The person sends the assessment they started to the social worker: their named worker, if they have one."""
    _must_be_theirs(assessment, by)
    assessor = assessment.assessor or assessment.person.allocated_to
    return move(assessment, State.SHARED, MOVES, by=by, at=at, assessor=assessor)


@transaction.atomic
def take_on(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """A social worker takes responsibility for an open assessment."""
    _must_be_open(assessment)
    return change(assessment, by=by, at=at, assessor=by)


@transaction.atomic
def stop(assessment: Assessment, *, why: str, by: User, at: datetime) -> Assessment:
    """Stop an assessment that is no longer wanted, and say why: s11."""
    _must_be_theirs(assessment, by)
    return move(assessment, State.STOPPED, MOVES, by=by, at=at, why_stopped=why)


@transaction.atomic
def decide_eligibility(
    assessment: Assessment,
    *,
    reasons: str,
    participation: str,
    advice: str,
    by: User,
    on: date,
    at: datetime,
    revision: int | None = None,
) -> Decision:
    """Decide whether needs are eligible, with the conditions and reasons (s13); not while something is unknown.

    `revision` is the assessment as whoever decides saw it: nobody decides on answers that changed meanwhile.
    """
    if not roles.social_worker(by):
        raise NotTheirs(_("Eligibility is decided by a social worker."))
    locked = held(assessment)
    must_allow(locked, State.DECIDED, MOVES)
    if revision is not None and locked.revision != revision:
        raise ChangedMeanwhile(locked)
    if TakingPart.objects.without_their_advocate().filter(person=locked.person_id, purpose="assessment").exists():
        raise AdvocateMissing(_("They must have an independent advocate first. Arrange one, and write down who it is."))
    conclusion = locked.conclusion()
    if conclusion.met is None:
        raise NotEnoughKnown(conclusion.still_to_find_out)
    if not conclusion.met and not advice.strip():
        raise AdviceNeeded(_("Say what could meet, reduce or prevent these needs."))
    if locked.is_for_carer:
        kind, laws = DecisionKind.CARER_ELIGIBILITY, ["Care Act 2014 s13", "SI 2015/313 reg 3"]
        met, not_met = _("You have eligible needs as a carer."), _("You do not have eligible needs as a carer.")
    else:
        kind, laws = DecisionKind.ELIGIBILITY, ["Care Act 2014 s13", "SI 2015/313 reg 2"]
        met = _("You have eligible needs for care and support.")
        not_met = _("You do not have eligible needs for care and support.")
    decision = decisions.record(
        kind, assessment.person, summary=met if conclusion.met else not_met, favourable=conclusion.met,
        reasons=reasons, participation=participation, next_steps=advice, laws=laws,
        conditions=[condition.as_json() for condition in conclusion.conditions],
        facts=locked.facts() | {"ways": locked.ways()},
        what_would_change_it=[change.as_json() for change in what_would_change_it(locked.needs())],
        supersedes=Decision.objects.current_of(kind, assessment.person), by=by, on=on, at=at,
    )  # fmt: skip
    change(assessment, by=by, at=at, state=State.DECIDED, decision=decision)
    return decision
