"""Duty, restricted records, opening one without a usual reason, telling the person, and answering why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..access import roles
from ..access.models import Team, User
from ..access.records import change
from ..people.models import Person, RecordRead
from .models import (
    DutyDay,
    EmergencyLook,
    LookedOver,
    LookQuestion,
    NamedForRecord,
    Restriction,
    TellingDecision,
    Told,
)
from .reasons import day_of, may_be_opened_in_an_emergency
from .telling import send_word

TELLING_WAITS_AT_MOST = 28
"""Days from the look after which the person is told, whatever anybody decides."""

DAYS_FOR_A_LEAD_TO_DECIDE = 1
"""Full days after the one of the look, where whoever looked asked for time."""


class NotAllowed(Exception):
    """Somebody asks for what their role, or the rules of the record, do not allow."""


# --- Duty ---


def put_on_duty(user: User, *, team: Team, on: date, by: User, at: datetime) -> DutyDay:
    """From the first to the last moment of that day. Said twice, it counts once."""
    return DutyDay.objects.get_or_create(user=user, team=team, on=on, defaults={"set_by": by, "set_at": at})[0]


def take_off_duty(day: DutyDay, *, by: User) -> None:
    day.delete()


# --- Restricted records ---


@transaction.atomic
def restrict(person: Person, *, why: str, words: str, few: Iterable[User], by: User, at: datetime) -> Restriction:
    """From now on only these few open the record: at least one of them."""
    few = list(few)
    if not few:
        raise NotAllowed(_("Name at least one person who may open the record."))
    restriction, _new = Restriction.objects.get_or_create(
        person=person, ended_at=None,
        defaults={"why": why, "words": words, "began_at": at, "began_by": by, "changed_by": by, "changed_at": at},
    )  # fmt: skip
    if not _new:
        change(restriction, by=by, at=at, why=why, words=words)
    restriction.few.exclude(user__in=few).delete()
    for user in few:
        NamedForRecord.objects.get_or_create(restriction=restriction, user=user)
    return restriction


def end_restriction(restriction: Restriction, *, by: User, at: datetime) -> Restriction:
    """Every usual reason opens the record again."""
    return change(restriction, by=by, at=at, ended_at=at, ended_by=by)


# --- Opening a record without a usual reason ---


@transaction.atomic
def open_in_an_emergency(
    person: Person, *, why: str, words: str, asked_to_wait: bool = False, by: User, at: datetime
) -> EmergencyLook:
    """Until the end of this day. The person is told at once; where a lead is asked, after the next day at latest."""
    restricted = person.restrictions.current().exists()
    if not may_be_opened_in_an_emergency(by, restricted=restricted):
        raise NotAllowed(_("Your role does not open records without a usual reason. Ask a manager."))
    look = EmergencyLook.objects.create(
        person=person, by=by, role=by.role, why=why, words=words, was_restricted=restricted, opened_at=at,
        ends_at=_beginning_of(day_of(at) + timedelta(days=1)), asked_to_wait=asked_to_wait,
        tell_from=_beginning_of(day_of(at) + timedelta(days=1 + DAYS_FOR_A_LEAD_TO_DECIDE))
        if asked_to_wait else at,
    )  # fmt: skip
    if not asked_to_wait:
        send_word(look, at=at)
    return look


def _beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def longest_wait(look: EmergencyLook) -> date:
    """The last day on which anybody may still keep it from the person."""
    return day_of(look.opened_at) + timedelta(days=TELLING_WAITS_AT_MOST)


@transaction.atomic
def let_telling_wait(look: EmergencyLook, *, last_day: date, reason: str, by: User, at: datetime) -> TellingDecision:
    """Only a safeguarding lead, who did not look themselves; with a reason and a last day; not once they were told."""
    _may_decide_about_telling(look, by)
    if not EmergencyLook.objects.withheld(at).filter(pk=look.pk).exists():
        raise NotAllowed(_("They have been told already."))
    if not day_of(at) <= last_day <= longest_wait(look):
        raise NotAllowed(
            _("Choose a day from today to %(days)s days after the record was opened.") % {"days": TELLING_WAITS_AT_MOST}
        )
    return TellingDecision.objects.create(
        look=look, last_day=last_day, reason=reason, tell_from=_beginning_of(last_day + timedelta(days=1)), by=by, at=at
    )


@transaction.atomic
def tell_now(look: EmergencyLook, *, reason: str, by: User, at: datetime) -> TellingDecision:
    """There is no need to wait any longer."""
    _may_decide_about_telling(look, by)
    if not EmergencyLook.objects.withheld(at).filter(pk=look.pk).exists():
        raise NotAllowed(_("They have been told already."))
    decision = TellingDecision.objects.create(look=look, reason=reason, tell_from=at, by=by, at=at)
    send_word(look, at=at)
    return decision


def _may_decide_about_telling(look: EmergencyLook, by: User) -> None:
    if not roles.safeguarding_lead(by):
        raise NotAllowed(_("Only a safeguarding lead decides whether telling somebody waits."))
    if look.by_id == by.pk:
        raise NotAllowed(_("You opened this record yourself. Another safeguarding lead decides."))


def note_told(look: EmergencyLook, *, how: str, by: User | None, at: datetime) -> Told:
    """The person was told in this way. What was noted first stands."""
    if not EmergencyLook.objects.told_of(at).filter(pk=look.pk).exists():
        raise NotAllowed(_("A safeguarding lead decided that telling them waits."))
    return Told.objects.get_or_create(look=look, defaults={"how": how, "by": by, "at": at})[0]


def tell_those_who_waited(*, at: datetime, by: None = None) -> int:
    """Word to each whose waiting is over, and who has not been told. How many were sent."""
    waited = EmergencyLook.objects.to_tell(at).select_related("person__user", "by")
    return sum(send_word(look, at=at) for look in waited)


# --- Was it right? ---


def look_over(look: EmergencyLook, *, was_right: bool, words: str, by: User, at: datetime) -> LookedOver:
    """Somebody else than who looked says whether it was right to look."""
    if look.by_id == by.pk:
        raise NotAllowed(_("You opened this record yourself. Somebody else looks it over."))
    if LookedOver.objects.filter(look=look).exists():
        raise NotAllowed(_("Somebody has looked it over already."))
    return LookedOver.objects.create(look=look, was_right=was_right, words=words, by=by, at=at)


def question_look(read: RecordRead, *, words: str, by: User, at: datetime) -> LookQuestion:
    """The person asks why somebody looked. Asked twice, the first stands."""
    return LookQuestion.objects.get_or_create(
        read=read, defaults={"person": read.person, "words": words, "asked_at": at, "asked_by": by}
    )[0]


@transaction.atomic
def answer_look_question(question: LookQuestion, *, answer: str, by: User, at: datetime) -> LookQuestion:
    """By somebody who did not look themselves."""
    current = LookQuestion.objects.select_for_update().get(pk=question.pk)
    if current.answered_at:
        raise NotAllowed(_("Somebody has answered already."))
    if current.read.reader_id == by.pk:
        raise NotAllowed(_("The question is about your own look. Somebody else answers."))
    current.answer, current.answered_at, current.answered_by = answer, at, by
    current.save()
    return current
