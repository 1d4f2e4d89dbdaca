"""What follows when a carer's care stops: the needs reopen, the plan is looked at, the budget is worked out again.

Nothing is taken from the person meanwhile: what the plan buys goes on, and the first idea of the budget can only stay
or rise. What the person reads says what is looked at again, and never who stopped or why.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from goodlives.rules.family_care import OUTCOMES

from ..access.models import User
from ..access.records import CannotMove, change, held
from ..assessments.models import Assessment
from ..carers import actions as carers
from ..carers.models import CareGiven
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision
from ..decisions.working_days import working_days_after
from ..finances import actions as finances
from ..finances.models import IndicativeBudget
from ..finances.working_out import care_counted_in, care_left_of
from ..people import actions as people
from ..people.models import CircleMember, Person
from ..people.row_security import for_the_council
from ..plans import actions as plans
from ..plans.models import Plan, Way
from ..plans.models import State as PlanState
from .actions import AlreadyInDiary, ask_for_review
from .models import NeedToMeetAgain

TALK_WITHIN = 3  # working days: what we promise. The law gives no number.


@transaction.atomic
def stop_care(
    care: CareGiven, *, why: str = "", person_may_know: bool = False, by: User, on: date, at: datetime,
    told_how: str = "", revision: int | None = None,
) -> None:  # fmt: skip
    """The carer takes their yes back. What rested on it is met again, at once and without asking them for more."""
    carers.stop_care(
        care, why=why, person_may_know=person_may_know, by=by, on=on, at=at, told_how=told_how, revision=revision
    )
    with for_the_council():
        _meet_again(care, NeedToMeetAgain.Why.STOPPED, on=on, at=at)


@transaction.atomic
def leave_circle(member: CircleMember, *, by: User, on: date, at: datetime, revision: int) -> None:
    """Somebody is no longer in the circle: whatever they had agreed to is met again."""
    with for_the_council():
        given = list(CareGiven.objects.not_stopped().filter(circle_member=member))
    people.leave_circle(member, by=by, on=on, at=at, revision=revision)
    with for_the_council():
        for care in given:
            change(care, by=by, at=at, ended_on=on)
            _meet_again(care, NeedToMeetAgain.Why.LEFT, on=on, at=at)


@transaction.atomic
def said_no(member: CircleMember, *, told_how: str, by: User, on: date, at: datetime) -> None:
    """Somebody told the council that they are not willing or not able: all they had agreed to stops."""
    for care in CareGiven.objects.not_stopped().filter(circle_member=member).select_related("circle_member__member"):
        stop_care(care, by=by, on=on, at=at, told_how=told_how)


@transaction.atomic
def yes_ran_out(care: CareGiven, *, by: User, on: date, at: datetime) -> None:
    """The last day of a yes is past, and the carer has not said yes again: what rested on it is met in another way."""
    if not CareGiven.objects.run_out(on).filter(pk=care.pk).exists():
        raise CannotMove(_("Their yes is still current, or has been stopped."))
    if NeedToMeetAgain.objects.open().filter(care=care).exists():
        raise CannotMove(_("This is on the list already."))
    _meet_again(care, NeedToMeetAgain.Why.RAN_OUT, on=on, at=at)


@transaction.atomic
def met_again(
    need: NeedToMeetAgain, *, how: str, by: User, on: date, at: datetime, revision: int | None = None
) -> NeedToMeetAgain:
    """The need is met in another way, agreed with the person."""
    if held(need).met_on is not None:
        raise CannotMove(_("Somebody has written this down already."))
    return change(need, by=by, at=at, revision=revision, met_on=on, met_how=how, met_by=by)


def rests_on(care: CareGiven) -> list[Way]:
    """The lines of the person's plans that rest on this care: theirs, in goals that it serves."""
    lines = (
        Way.objects.filter(circle_member=care.circle_member_id)
        .exclude(goal__plan__state=PlanState.ENDED)
        .select_related("goal__plan")
    )
    if care.in_part_of_life is None:
        return list(lines)
    served = {outcome.value for outcome in OUTCOMES[care.in_part_of_life]}
    return [line for line in lines if not line.goal.outcomes or served & set(line.goal.outcomes)]


def who_sees_to_it(person: Person, idea: IndicativeBudget | None) -> User | None:
    """The named worker, or whoever worked the budget out before: in their name, and theirs to put right."""
    worker = person.allocated_to
    if worker is not None and worker.is_active:
        return worker
    return idea.worked_out_by if idea else None


def _meet_again(care: CareGiven, why: str, *, on: date, at: datetime) -> None:
    """In the council's name, so in the language of the record, whatever the carer reads."""
    with translation.override(settings.LANGUAGE_CODE):
        _see_to_it(care, why, on=on, at=at)


def _see_to_it(care: CareGiven, why: str, *, on: date, at: datetime) -> None:
    person = Person.objects.select_related("allocated_to").get(pk=care.circle_member.person_id)
    ideas = IndicativeBudget.objects.filter(person=person)
    idea = ideas.select_related("assessment__person", "worked_out_by", "decision").first()
    worker, lines = who_sees_to_it(person, idea), rests_on(care)
    budget = _work_the_budget_out_again(idea, worker, on=on, at=at)
    if not (care.domain or lines):
        return  # kind, and no need was met by it
    _open_the_plans(person, worker, on=on, at=at)
    NeedToMeetAgain.objects.create(
        person=person, care=care, domain=care.domain, why=why, since=on,
        due_on=working_days_after(on, TALK_WITHIN), budget=budget,
        changed_by=worker, changed_at=at,
    )  # fmt: skip


def _work_the_budget_out_again(
    idea: IndicativeBudget | None, worker: User | None, *, on: date, at: datetime
) -> Decision | None:
    """A new decision in place of the old one, without this care. None where none of it was counted."""
    if idea is None or worker is None or care_left_of(idea, on) == care_counted_in(idea):
        return None
    reasons = _(
        "Help from family and friends lowers this first idea only while each of them says yes to it, and they may stop"
        " at any time. Not all the help that we counted before has a yes today, so we worked it out again and counted"
        " only the help that has. It is never taken off without their yes. Nothing that your plan pays for now stops."
    )
    participation = _(
        "Nobody has talked with you about this yet. It follows our table and the answers in your needs assessment, and"
        " %(worker)s talks with you about it."
    ) % {"worker": worker}
    try:
        return finances.work_out_indicative_budget(
            idea.assessment, reasons=reasons, participation=participation, by=worker, on=on, at=at,
            counting_no_more_than=idea,
        ).decision  # fmt: skip
    except NotEnoughKnown:  # then somebody works it out with the person; a carer's no never waits for that
        return None


def _open_the_plans(person: Person, worker: User | None, *, on: date, at: datetime) -> None:
    """A plan in force is reviewed; one that waits to be signed off or agreed goes back to be written."""
    words = _("Some help in this plan needs to be looked at again.")
    for plan in Plan.objects.filter(person=person, kind=Assessment.Kind.ADULT).exclude(state=PlanState.ENDED):
        by = worker or _who_signed_it_off(plan)
        if by is None:
            continue
        if plan.state == PlanState.AGREED:
            with suppress(AlreadyInDiary):
                ask_for_review(plan, by=by, on=on, at=at, why=words)
        elif plan.state in (PlanState.SUBMITTED, PlanState.SIGNED_OFF):
            plans.send_back(plan, reasons=words, by=by, on=on, at=at)


def _who_signed_it_off(plan: Plan) -> User | None:
    step = plan.sign_off_steps.filter(what="signed_off").select_related("by").last()
    return step.by if step else None
