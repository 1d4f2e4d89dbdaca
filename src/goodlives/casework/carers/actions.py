"""What a carer says of the care they give, who may see it, and the plan for the day they cannot."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import User
from ..access.records import CannotMove, ChangedMeanwhile, change, held
from ..people.models import CircleMember, Person
from ..people.row_security import for_the_council
from .models import CareGiven, EmergencyPlan, PlanForTheDay, Shared

LONGEST_YES = timedelta(days=366)


class OnlyTheCarerMay(Exception):
    """Only the carer says what they are willing and able to do: not the council, and not the person they care for."""


class CannotAgree(Exception):
    """A yes has a last day, at most a year away; and one that was told to us says how."""


class CannotShare(Exception):
    """Something is shown only by whose it is, and only to somebody they care for or who cares for them now."""


# --- The carer's own yes ---


@transaction.atomic
def agree_to_care(
    member: CircleMember, *, what: str, until: date, by: User, on: date, at: datetime, how_often: str = "",
    hours_a_week: int | None = None, domain: str = "", share: str = "", told_how: str = "", told_on: date | None = None,
) -> CareGiven:  # fmt: skip
    """The carer says what they do, how often, and that they are willing and able until a day: Care Act s10(5)."""
    _must_be_theirs_to_say(member, by, told_how)
    agreed_on = told_on or on
    _must_be_a_yes_for_a_time(agreed_on, until, on)
    care = CareGiven.objects.create(
        circle_member=member, what=what, how_often=how_often, hours_a_week=hours_a_week, domain=domain, share=share,
        agreed_on=agreed_on, until=until, said_by=_said_by(by), told_how=told_how, changed_by=by, changed_at=at,
    )  # fmt: skip
    _tell_the_circle(member, on=on, at=at)
    return care


@transaction.atomic
def agree_again(
    care: CareGiven, *, until: date, by: User, on: date, at: datetime, revision: int, told_how: str = "",
    told_on: date | None = None,
) -> CareGiven:  # fmt: skip
    """The carer says yes again to the same, until a later day."""
    _must_be_theirs_to_say(care.circle_member, by, told_how)
    agreed_on = told_on or on
    _must_be_a_yes_for_a_time(agreed_on, until, on)
    must_not_have_stopped(care)
    change(
        care, by=by, at=at, revision=revision, agreed_on=agreed_on, until=until, said_by=_said_by(by), told_how=told_how
    )
    _tell_the_circle(care.circle_member, on=on, at=at)
    return care


@transaction.atomic
def stop_care(
    care: CareGiven, *, why: str, person_may_know: bool, by: User, on: date, at: datetime, told_how: str = "",
    revision: int | None = None,
) -> CareGiven:  # fmt: skip
    """The carer takes their yes back: from now on it counts for nothing. What follows is in `reviews.care_stopped`."""
    may_stop(care.circle_member, by, told_how)
    if revision is not None and held(care).revision != revision:
        raise ChangedMeanwhile(held(care))
    must_not_have_stopped(care)
    change(care, by=by, at=at, ended_on=on, why_ended=why, person_may_know=person_may_know, told_how=told_how)
    _tell_the_circle(care.circle_member, on=on, at=at, said_no=person_may_know)
    return care


def may_say(member: CircleMember, by: User) -> bool:
    """The carer themselves; staff write down what somebody said who cannot sign in. Never the person cared for."""
    carers_user = member.member.user if member.member_id and member.member else None
    if carers_user is not None and carers_user.is_active:
        return carers_user.pk == by.pk
    return roles.social_worker(by)


def _must_be_theirs_to_say(member: CircleMember, by: User, told_how: str) -> None:
    if not may_say(member, by):
        raise OnlyTheCarerMay(_("Only they can say that they are willing and able, on their own page."))
    if by.is_council_staff and not told_how.strip():
        raise CannotAgree(_("Say how they told us."))


def may_stop(member: CircleMember, by: User, told_how: str) -> None:
    """A carer stops by themselves, or tells anybody who works with them: nobody has to sign in to stop."""
    if member.member_id and member.member and member.member.user_id == by.pk:
        return
    if not roles.social_worker(by):
        raise OnlyTheCarerMay(_("Only they can take back what they agreed to."))
    if not told_how.strip():
        raise CannotAgree(_("Say how they told us."))


def _must_be_a_yes_for_a_time(agreed_on: date, until: date, on: date) -> None:
    if agreed_on > on:
        raise CannotAgree(_("The day they said it must be today or earlier."))
    if not on <= until <= agreed_on + LONGEST_YES:
        raise CannotAgree(_("The last day must be from today to a year from the day they said yes."))


def must_not_have_stopped(care: CareGiven) -> None:
    if held(care).ended_on is not None:
        raise CannotMove(_("This has been stopped already."))


def _said_by(by: User) -> str:
    return CareGiven.SaidBy.TOLD_US if by.is_council_staff else CareGiven.SaidBy.SELF


def _tell_the_circle(member: CircleMember, *, on: date, at: datetime, said_no: bool = False) -> None:
    """What the person may read in their circle: that there is a yes, until when, or that there is none today.

    Nobody is named as having changed it: who said what is in the carer's own record.
    """
    with for_the_council():
        current = list(CareGiven.objects.current(on).filter(circle_member=member))
        yes: bool | None = True if current else False if said_no else None
        change(
            member, by=None, at=at, willing=yes, able=True if current else None,
            agreed_on=max((care.agreed_on for care in current), default=None),
            agreed_until=max((care.until for care in current), default=None),
        )  # fmt: skip


# --- The day somebody is ill ---


@transaction.atomic
def plan_the_day(member: CircleMember, *, by: User, at: datetime, revision: int = 0, **words: str) -> PlanForTheDay:
    """Write what happens on the day this member of the circle is ill. `revision` 0: nothing was written yet."""
    CircleMember.objects.select_for_update().only("pk").filter(pk=member.pk).first()  # two first ones wait in line
    plan = PlanForTheDay.objects.filter(circle_member=member).first()
    if plan is None:
        return PlanForTheDay.objects.create(circle_member=member, changed_by=by, changed_at=at, **words)
    return change(plan, by=by, at=at, revision=revision, **words)


@transaction.atomic
def write_emergency_plan(carer: Person, *, by: User, at: datetime, revision: int = 0, **words: str) -> EmergencyPlan:
    """The carer writes what must happen if they suddenly cannot care; staff only for somebody who cannot sign in."""
    if carer.user_id != by.pk and (carer.user_id is not None or not roles.social_worker(by)):
        raise OnlyTheCarerMay(_("Their emergency plan is theirs to write."))
    Person.objects.select_for_update(of=("self",)).only("pk").filter(pk=carer.pk).first()
    plan = EmergencyPlan.objects.filter(person=carer).first()
    if plan is None:
        return EmergencyPlan.objects.create(person=carer, changed_by=by, changed_at=at, **words)
    return change(plan, by=by, at=at, revision=revision, **words)


# --- Who sees whose ---


@transaction.atomic
def choose_what_is_shared(
    person: Person, place: CircleMember, *, what: set[str], by: User, on: date, at: datetime
) -> None:
    """From now on the other one of this place sees these parts and no others. What is taken back is gone at once."""
    if person.user_id != by.pk:
        raise CannotShare(_("Only they choose who sees their record."))
    if place.ended_on is not None or person.pk not in (place.person_id, place.member_id):
        raise CannotShare(_("It can be shown only to somebody you care for or who cares for you."))
    now = {row.what: row for row in Shared.objects.current().filter(person=person, circle_member=place)}
    for part in Shared.parts_of(person, place):
        if part in what and part not in now:
            Shared.objects.create(
                person=person, circle_member=place, what=part, began_on=on, changed_by=by, changed_at=at
            )
        elif part not in what and part in now:
            change(now[part], by=by, at=at, ended_on=on)
