"""Beginning before 18, deciding whether to assess, and keeping what children's services give until it is decided."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import CannotMove, change, held
from ..assessments.models import Assessment
from ..assessments.models import State as AssessmentState
from ..decisions import actions as decisions
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision, Kind
from ..people.models import Person
from .models import Transition

SECTIONS = {Transition.Who.CHILD: "58", Transition.Who.CHILDS_CARER: "60", Transition.Who.YOUNG_CARER: "63"}


class NotTheirs(Exception):
    """Only a social worker records this."""


class StillNeeded(Exception):
    """What children's services give goes on until the council has decided as for an adult: s66."""


def _must_be_social_worker(by: User) -> None:
    if not roles.social_worker(by):
        raise NotTheirs(_("A social worker records this."))


@transaction.atomic
def begin(
    person: Person, *, who: str, child_name: str = "", child_born_on: date | None = None, by: User, on: date,
    at: datetime,
) -> Transition:  # fmt: skip
    """Somebody is on the way to a child's 18th birthday. Asked twice, the one that was begun goes on."""
    _must_be_social_worker(by)
    begun, __ = Transition.objects.get_or_create(
        person=person, who=who,
        defaults={"child_name": child_name, "child_born_on": child_born_on, "begun_on": on, "changed_by": by,
                  "changed_at": at},
    )  # fmt: skip
    return begun


@transaction.atomic
def write(one: Transition, *, by: User, at: datetime, revision: int, **found) -> Transition:
    """Save what is known: what they want, whether needs are likely, what helps them now, and what was found."""
    _must_be_social_worker(by)
    return change(one, by=by, at=at, revision=revision, **found)


@transaction.atomic
def decide(
    one: Transition, *, reasons: str, participation: str, advice: str, by: User, on: date, at: datetime
) -> Decision:
    """Whether the council assesses before 18. Where it does not, the reasons and advice are in writing: s58(6)."""
    _must_be_social_worker(by)
    locked = held(one)
    conclusion = locked.conclusion(on)
    if conclusion.met is None:
        raise NotEnoughKnown(conclusion.still_to_find_out)
    decision = decisions.record(
        Kind.BEFORE_18, locked.person, favourable=conclusion.met,
        summary=_("We assess your needs before you turn 18.") if conclusion.met and not locked.is_for_carer_of_child
        else _("We assess your needs before the child you care for turns 18.") if conclusion.met
        else _("We do not assess now, before 18. You can ask again at any time."),
        reasons=reasons, participation=participation, next_steps=advice,
        laws=[f"Care Act 2014 s{SECTIONS[Transition.Who(locked.who)]}"],
        conditions=[condition.as_json() for condition in conclusion.conditions],
        facts={"who_turns_18": locked.child_name or locked.person.name,
               "the_18th_birthday": day.isoformat() if (day := locked.turns_18_on()) else ""},
        supersedes=locked.decision, by=by, on=on, at=at,
    )  # fmt: skip
    change(one, by=by, at=at, decision=decision)
    return decision


@transaction.atomic
def link_adult_assessment(one: Transition, assessment: Assessment, *, by: User, at: datetime) -> Transition:
    """The assessment as for an adult, which takes over once it is decided."""
    _must_be_social_worker(by)
    if assessment.person_id != one.person_id:
        raise CannotMove(_("That assessment is of somebody else."))
    return change(one, by=by, at=at, adult_assessment=assessment)


@transaction.atomic
def end_childrens_services(one: Transition, *, ended_on: date, by: User, at: datetime) -> Transition:
    """What children's services gave comes to its end: only once the council has decided as for an adult (s66)."""
    _must_be_social_worker(by)
    now = held(one)
    if now.adult_assessment is None or now.adult_assessment.state != AssessmentState.DECIDED:
        raise StillNeeded(_("What children's services give goes on until the assessment as an adult is decided."))
    return change(one, by=by, at=at, ended_on=ended_on)
