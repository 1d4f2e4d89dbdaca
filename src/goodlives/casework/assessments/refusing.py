"""Writing down that somebody says no, looking at the two exceptions, and hearing them when they say yes after all."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import CannotMove, change, held, move
from ..decisions import actions as decisions
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision, Kind
from ..mental_capacity.models import About, MentalCapacityAssessment
from ..people.models import Person
from .actions import NotTheirs
from .models import MOVES, Assessment, RefusalOfAssessment, State


class AlreadyLookedAt(CannotMove):
    """What came of this no has been decided already."""


@transaction.atomic
def refuse(
    person: Person, *, kind: str, own_words: str, by: User, on: date, at: datetime, assessment: Assessment | None = None
) -> RefusalOfAssessment:
    """Somebody says no. It is written down as they say it; a social worker then looks at the two exceptions."""
    if not roles.social_worker(by) and person.user_id != by.pk:
        raise NotTheirs(_("The person says no, or a social worker writes it down for them."))
    Person.objects.select_for_update().get(pk=person.pk)
    if waiting := RefusalOfAssessment.objects.waiting().filter(person=person, kind=kind).first():
        return change(waiting, by=by, at=at, own_words=own_words)
    return RefusalOfAssessment.objects.create(
        person=person, kind=kind, own_words=own_words, refused_on=on, assessment=assessment, changed_by=by,
        changed_at=at,
    )  # fmt: skip


def records_of_this_refusal(refusal: RefusalOfAssessment):
    """Records about this very decision, from the day they said no on, that no other refusal rests on."""
    return MentalCapacityAssessment.objects.filter(
        person=refusal.person_id, about=About.REFUSE_ASSESSMENT, looked_at_on__gte=refusal.refused_on
    ).filter(refusal__isnull=True) | MentalCapacityAssessment.objects.filter(refusal=refusal)  # fmt: skip


@transaction.atomic
def look_at(refusal: RefusalOfAssessment, *, by: User, at: datetime, revision: int, **found) -> RefusalOfAssessment:
    """Save what was found about the two exceptions. The capacity record of this very decision is taken by itself."""
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker looks at this."))
    if held(refusal).decision_id is not None:
        raise AlreadyLookedAt(_("This has been decided. If something changes, write that down."))
    found["mental_capacity"] = (
        records_of_this_refusal(refusal).order_by("-looked_at_on").first() if found.get("capacity_doubted") else None
    )
    return change(refusal, by=by, at=at, revision=revision, **found)


@transaction.atomic
def decide_refusal(
    refusal: RefusalOfAssessment, *, reasons: str, participation: str, by: User, on: date, at: datetime
) -> Decision:
    """Respect the no, and stop the assessment; or go on, and say which exception of s11(2) asks for it."""
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker decides this."))
    locked = held(refusal)
    if locked.decision_id is not None:
        raise AlreadyLookedAt(_("This has been decided already."))
    conclusion = locked.conclusion()
    if conclusion.met is None:
        raise NotEnoughKnown(conclusion.still_to_find_out)
    decision = decisions.record(
        Kind.REFUSAL, locked.person, favourable=conclusion.met,
        summary=_("You said no to an assessment, and we respect that.") if conclusion.met
        else _("You said no to an assessment. We must still do one, and we want to do it with you."),
        reasons=reasons, participation=participation,
        laws=["Care Act 2014 s11(5) to (7)" if locked.is_for_carer else "Care Act 2014 s11(1) to (4)"],
        conditions=[condition.as_json() for condition in conclusion.conditions],
        facts={"your_words": locked.own_words, "the_day": locked.refused_on.isoformat()},
        next_steps=_("You may change your mind at any time. Ask, and we start.") if conclusion.met else "",
        by=by, on=on, at=at,
    )  # fmt: skip
    change(refusal, by=by, at=at, decision=decision)
    open_one = refusal.person.assessments.open().filter(kind=refusal.kind).first()
    if conclusion.met and open_one is not None:
        move(open_one, State.STOPPED, MOVES, by=by, at=at, why_stopped=refusal.own_words)
    return decision


@transaction.atomic
def note_change(
    refusal: RefusalOfAssessment, *, what_changed: str, by: User, on: date, at: datetime
) -> RefusalOfAssessment:
    """Things seem to have changed since they said no, so they are asked again: s11(4) and (7)."""
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker writes this down."))
    return change(refusal, by=by, at=at, changed_on=on, what_changed=what_changed, refused_again_on=None)


@transaction.atomic
def refuse_again(refusal: RefusalOfAssessment, *, by: User, on: date, at: datetime) -> RefusalOfAssessment:
    """They were asked again after things changed, and said no again."""
    if held(refusal).changed_on is None:
        raise CannotMove(_("Write down what changed first."))
    return change(refusal, by=by, at=at, refused_again_on=on)
