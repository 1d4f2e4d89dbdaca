"""Who may see a record, and why: each reason as a sentence, in the order in which it is told to the person.

A reason is who (a role) and which (whose records, now). Somebody of the council opens a record for one of these
reasons, for no other, and the person reads which. A restricted record opens for the last three only. Lists and searches
start from `people_seen_by`, so that a list never shows what its reader could not open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, CharField, Exists, ExpressionWrapper, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from ..about_me.models import Introduction
from ..access import roles
from ..access.models import User
from ..asked_once import AskedOnce, day_of
from ..assessments.models import Assessment
from ..carers.models import SupportAsked
from ..decisions.models import Question
from ..finances.models import FinancialAssessment, ReportedChange
from ..payments.models import DirectPayment
from ..people.models import Person, PersonQuerySet
from ..plans.models import Plan, PlanInvitation
from ..requests.models import RequestForSupport, Response, Urgency
from ..reviews.models import NeedToMeetAgain, Review
from ..upratings.models import State as UpratingState
from ..upratings.models import Uprating
from .in_sql import ANOTHER_RECORD, ONE_RECORD, InSql, put_into_sql, two_who_ask
from .models import DutyDay, EmergencyLook, LookQuestion, NamedForRecord, Restriction

# How long whoever answered a request may still open the record, and whoever looked over an emergency look, that one.
A_WHILE = timedelta(days=28)

HELD_BY_NOBODY = Q(team__isnull=True, allocated_to__isnull=True)

Which = Callable[[User, datetime], Any]


@dataclass(frozen=True)
class Reason:
    """Why somebody may open a record. `words` are what the person reads."""

    name: str
    words: Any
    who: Callable[[Any], bool]
    which: Which
    opens_restricted: bool


REASONS: dict[str, Reason] = {}


def reason(words: Any, who: Callable[[Any], bool], *, opens_restricted: bool = False):
    def keep(which: Which) -> Which:
        name = which.__name__
        REASONS[name] = Reason(name, words, who, which, opens_restricted)
        return which

    return keep


class Theirs(Exists):
    """Whether any of these rows is the person's, where few people have such a row: what waits, or was done lately."""

    def __init__(self, rows: Any, whose: str = "person"):
        super().__init__(rows.filter(**{whose: OuterRef("pk")}))
        self.looked_up_once = Q(pk__in=rows.values(whose))


def _has_any(rows: Any) -> Exists:
    """Whether any of these rows is the person's, where most people may have one."""
    return Exists(rows.filter(person=OuterRef("pk")))


def _asked_of_many(which: Q) -> Q:
    """The same, where it is asked of many people: what waits is looked up once, and not for each."""
    children = [
        _asked_of_many(child) if isinstance(child, Q) else getattr(child, "looked_up_once", child)
        for child in which.children
    ]
    return Q.create(children, which.connector, which.negated)


@reason(_("They are the named worker"), roles.council_staff)
def named_worker(user: User, at: datetime) -> Any:
    """The record is allocated to me."""
    return Q(allocated_to=user)


@reason(_("They work in the team that supports you"), roles.council_staff)
def in_the_team(user: User, at: datetime) -> Any:
    """My team holds the record."""
    return Q(team=user.team_id) if user.team_id else Q(pk__in=[])


@reason(_("They write an assessment with you"), roles.social_worker)
def writes_the_assessment(user: User, at: datetime) -> Any:
    """I am the assessor of an assessment that is open."""
    return Theirs(Assessment.objects.open().filter(assessor=user))


@reason(_("You asked them to help with your plan"), roles.council_staff)
def asked_by_the_person(user: User, at: datetime) -> Any:
    """The person invited me to their plan, until a day that has not passed."""
    open_now = PlanInvitation.objects.open(day_of(at)).filter(user=user)
    return Theirs(open_now, "plan__person")


@reason(_("They answered for the team that supports you on that day"), roles.council_staff)
def on_duty(user: User, at: datetime) -> Any:
    """I am on duty today for the team that holds the record; or for any, where no team holds it."""
    today = DutyDay.objects.filter(user=user, on=day_of(at))
    return Q(Exists(today.filter(team=OuterRef("team")))) | HELD_BY_NOBODY & Q(Exists(today))


@reason(_("You asked for help, and they answer"), roles.social_worker)
def answers_the_request(user: User, at: datetime) -> Any:
    """A request for support waits for me, for my team or for anybody; or I answered it lately."""
    mine = Q(assigned_to__isnull=True) | Q(assigned_to=user)
    if user.team_id:
        mine |= Q(assigned_to__team=user.team_id)
    answered = Response.objects.filter(responded_by=user, responded_on__gt=day_of(at) - A_WHILE)
    return Q(Theirs(RequestForSupport.objects.waiting().filter(mine))) | Q(Theirs(answered, "request__person"))


@reason(_("You asked to meet somebody, or somebody asked to meet you"), roles.social_worker)
def brings_people_together(user: User, at: datetime) -> Any:
    """An introduction waits, and my team holds one of the two records, and it is not restricted."""
    if not user.team_id:
        return Q(pk__in=[])
    waiting = Introduction.objects.filter(state=Introduction.State.WAITING)
    restricted = Restriction.objects.current()
    offered = waiting.filter(
        ~Exists(restricted.filter(person=OuterRef("offer__person"))), offer__person__team=user.team_id
    )
    asked = waiting.filter(~Exists(restricted.filter(person=OuterRef("person"))), person__team=user.team_id)
    return Q(Theirs(offered)) | Q(Theirs(asked, "offer__person"))


@reason(_("You asked for something as a carer, and they answer"), roles.social_worker)
def answers_a_carer(user: User, at: datetime) -> Any:
    """What a carer asked for waits, and their record is held by nobody; or I answered it lately."""
    answered = SupportAsked.objects.filter(answered_by=user, answered_on__gt=day_of(at) - A_WHILE)
    return HELD_BY_NOBODY & Q(Theirs(SupportAsked.objects.waiting())) | Q(Theirs(answered))


@reason(_("They look for another way to give you help that you need"), roles.social_worker)
def meets_a_need_again(user: User, at: datetime) -> Any:
    """A need that somebody's care met is open again, and the record is held by nobody."""
    return HELD_BY_NOBODY & Q(Theirs(NeedToMeetAgain.objects.open()))


@reason(_("Your plan waits for a manager to agree it"), roles.manager)
def signs_off_the_plan(user: User, at: datetime) -> Any:
    return Theirs(Plan.objects.waiting_for_sign_off())


@reason(_("You questioned a decision, and it waits for an answer"), roles.manager)
def answers_a_question(user: User, at: datetime) -> Any:
    """Somebody who did not make the decision looks at it again."""
    waiting = Question.objects.waiting().exclude(decision__decided_by=user)
    return Theirs(waiting, "decision__person")


@reason(_("Your review is overdue"), roles.manager)
def sees_to_overdue_reviews(user: User, at: datetime) -> Any:
    return Theirs(Review.objects.overdue(day_of(at)))


@reason(_("They work out what you pay, or pay what the council owes you"), roles.finance_officer)
def works_on_their_money(user: User, at: datetime) -> Any:
    """There is a financial assessment, a direct payment or a reported change; or needs that may be charged for."""
    eligible = Assessment.objects.filter(decision__favourable=True)
    return (
        Q(_has_any(FinancialAssessment.objects.all())) | Q(_has_any(DirectPayment.objects.all()))
        | Q(_has_any(ReportedChange.objects.all())) | Q(_has_any(eligible))
    )  # fmt: skip


@reason(_("The yearly change of rates changes what you pay"), roles.uprating_keeper)
def changes_the_rates(user: User, at: datetime) -> Any:
    """A yearly change is being prepared or runs, and the council charges this person."""
    going_on = Uprating.objects.exclude(state=UpratingState.DONE)
    charged = FinancialAssessment.objects.filter(state=FinancialAssessment.State.DECIDED)
    return Q(Exists(going_on)) & Q(_has_any(charged))


@reason(_("They see to it that people are safe"), roles.safeguarding_lead)
def keeps_them_safe(user: User, at: datetime) -> Any:
    """A request says that somebody may be in danger, and waits or was made lately."""
    danger = RequestForSupport.objects.filter(urgency=Urgency.DANGER)
    return Theirs(danger.filter(asked_at__gt=at - A_WHILE) | danger.waiting())


@reason(_("They look over why somebody opened your record"), roles.manager)
def looks_it_over(user: User, at: datetime) -> Any:
    """Another opened it without a usual reason, and nobody has looked that over; or the person asked why."""
    return _to_look_over(user, at)


@reason(_("They are one of the few who may open your record"), roles.council_staff, opens_restricted=True)
def one_of_the_few(user: User, at: datetime) -> Any:
    """The record is restricted, and I am named for it."""
    named = NamedForRecord.objects.filter(user=user, restriction__ended_at__isnull=True)
    return Theirs(named, "restriction__person")


@reason(_("They look over why somebody opened your record"), roles.safeguarding_lead, opens_restricted=True)
def looks_it_over_as_lead(user: User, at: datetime) -> Any:
    """As `looks_it_over`, and for a restricted record too: somebody has to."""
    return _to_look_over(user, at)


@reason(_("They opened it without a usual reason"), roles.social_worker, opens_restricted=True)
def in_an_emergency(user: User, at: datetime) -> Any:
    """I wrote down why, and the day has not ended."""
    return Theirs(EmergencyLook.objects.open(at).filter(by=user))


def _to_look_over(user: User, at: datetime) -> Any:
    looks = EmergencyLook.objects.exclude(by=user).filter(
        Q(looked_over__isnull=True) | Q(looked_over__at__gt=at - A_WHILE)
    )
    questions = LookQuestion.objects.exclude(read__reader=user)
    return Q(Theirs(looks)) | Q(Theirs(questions.filter(Q(answered_at__isnull=True) | Q(answered_at__gt=at - A_WHILE))))


def is_restricted() -> Exists:
    return Theirs(Restriction.objects.current())


def _reasons_of(user: User) -> list[Reason]:
    return [reason for reason in REASONS.values() if reason.who(user)]


def _holds(reason: Reason, user: User, at: datetime) -> Q:
    which = Q(reason.which(user, at))
    return which if reason.opens_restricted else which & ~Q(is_restricted())


def people_seen_by(user: User, at: datetime, *, few: bool = False) -> PersonQuerySet:
    """The people whose records somebody of the council has a reason to open now; `few` where it is asked of few."""
    names = tuple(one.name for one in _reasons_of(user))
    if not names:
        return Person.objects.none()
    return Person.objects.filter(_whether(names, bool(user.team_id), few).is_true(user, at, few=few))


@cache
def _whether(names: tuple[str, ...], in_a_team: bool, few: bool) -> InSql:
    """Whether somebody may be seen for any of these reasons."""

    def seen(user: User, at: datetime) -> Any:
        always = usual = Q(pk__in=[])
        for one in (REASONS[name] for name in names):
            if one.opens_restricted:
                always |= Q(one.which(user, at))
            else:
                usual |= Q(one.which(user, at))
        which = usual & ~Q(is_restricted()) | always
        return ExpressionWrapper(which if few else _asked_of_many(which), BooleanField())

    return put_into_sql(seen, who_and_when, in_a_team=in_a_team)


def who_and_when(user: User, at: datetime) -> dict[str, Any]:
    """All that a reason asks of whoever opens the record, and of the moment."""
    return {
        "user": user.pk, "team": user.team_id, "moment": at, "day": day_of(at),
        "moment a while ago": at - A_WHILE, "day a while ago": day_of(at) - A_WHILE,
    }  # fmt: skip


AT_FIRST = ("named_worker", "in_the_team")
"""Why most records are opened: asked of the record itself, before anything else is looked up."""


def with_reason(
    people: PersonQuerySet, user: User, at: datetime, *, only: tuple[str, ...] = tuple(REASONS)
) -> PersonQuerySet:
    """Each with `why`: the name of the first reason this user has to open their record, or an empty word."""
    names = tuple(one.name for one in _reasons_of(user) if one.name in only)
    return people.annotate(why=_why(names, bool(user.team_id)).word(user, at))


def somebody_with_reason(
    key: UUID, user: User, at: datetime, *, only: tuple[str, ...] = tuple(REASONS)
) -> Person | None:
    """One person, with `why` as `with_reason` says it."""
    return _somebody(user.role, bool(user.team_id), only).first(key, user, at)


@cache
def _somebody(role: str, in_a_team: bool, only: tuple[str, ...]) -> AskedOnce:
    def rows(key: UUID, user: User, at: datetime) -> PersonQuerySet:
        somebody = Person.objects.filter(pk=key).select_related("allocated_to", "team")
        return with_reason(somebody, user, at, only=only)

    def known(key: UUID, user: User, at: datetime) -> dict[str, Any]:
        return who_and_when(user, at) | {"key": key}

    one, another = two_who_ask(role=role, in_a_team=in_a_team)
    return AskedOnce(rows, known, ((ONE_RECORD, *one), (ANOTHER_RECORD, *another)))


@cache
def _why(names: tuple[str, ...], in_a_team: bool) -> InSql:
    """The first of these reasons that holds."""

    def why(user: User, at: datetime) -> Any:
        whens = [When(_holds(REASONS[name], user, at), then=Value(name)) for name in names]
        return Case(*whens, default=Value(""), output_field=CharField())

    return put_into_sql(why, who_and_when, in_a_team=in_a_team)


def people_found_by(user: User, at: datetime) -> PersonQuerySet:
    """People of whom this user may learn that there is a record, by giving what tells them apart, each with `why`.

    Where `why` is empty a page says no more than what the user has typed. A restricted record is not found at all,
    but by those who may open it.
    """
    found = with_reason(Person.objects.all(), user, at)
    if roles.opens_restricted_records(user):
        return found
    return found.filter(~Q(is_restricted()) | ~Q(why=""))


def known_exactly(words: str) -> Q:
    """Those whose council number or NHS number was typed whole."""
    number = words.replace(" ", "").replace("-", "")
    return Q(council_number=number) | Q(nhs_number=number) if number else Q(pk__in=[])


def may_be_opened_in_an_emergency(user: User, *, restricted: bool) -> bool:
    """Those who work with people may; a restricted record only a manager or a safeguarding lead."""
    return roles.opens_restricted_records(user) if restricted else roles.social_worker(user)
