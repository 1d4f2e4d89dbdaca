"""The piles of work that wait for somebody: how many, the first few, and where to see them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from textwrap import shorten
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.asked_once import AskedOnce, day_of, planned_for_anybody
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.carers.models import SupportAsked
from goodlives.casework.communication.models import HeldLetter
from goodlives.casework.decisions.models import Question
from goodlives.casework.finances.models import FinancialAssessment, ReportedChange
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.payments.models import State as PaymentState
from goodlives.casework.people.models import PersonQuerySet
from goodlives.casework.plans.models import Plan
from goodlives.casework.requests.models import RequestForSupport
from goodlives.casework.reviews.models import NeedToMeetAgain, Review
from goodlives.casework.seeing.in_sql import two_who_ask
from goodlives.casework.seeing.reasons import people_seen_by, who_and_when

from ..design.environment import day, pounds

FIRST_FEW = 5


@dataclass(frozen=True)
class Line:
    words: str
    address: str
    note: str


@dataclass(frozen=True)
class Pile:
    heading: str
    count: int
    lines: list[Line]
    all_at: str
    empty: str


@dataclass(frozen=True)
class Kind:
    """One kind of work: whose it is, what waits of the people they see, and how a line of it reads."""

    heading: Any
    who: Callable[[User], bool]
    waits: Callable[[User, PersonQuerySet, date], QuerySet]
    line: Callable[[Any, date], Line]
    all_at: tuple[str, str]
    empty: Any


def piles_for(user: User, at: datetime) -> list[Pile]:
    """What waits for this user, by what their role may do, of the people whose records they may open."""
    with planned_for_anybody():
        return [_pile(kind, user, at) for kind in KINDS if kind.who(user)]


def _pile(kind: Kind, user: User, at: datetime) -> Pile:
    first = _first_few(kind, user.role, bool(user.team_id))(user, at)
    where, narrowed = kind.all_at
    lines = [kind.line(row, day_of(at)) for row in first]
    count = first[0].in_all if first else 0
    return Pile(str(kind.heading), count, lines, reverse(where) + narrowed, str(kind.empty))


@cache
def _first_few(kind: Kind, role: str, in_a_team: bool) -> AskedOnce:
    """The first few, and how many there are in all, in one question."""

    def first(user: User, at: datetime) -> QuerySet:
        waits = kind.waits(user, people_seen_by(user, at, few=True), day_of(at))
        return waits.annotate(in_all=Window(Count("*")))[:FIRST_FEW]

    return AskedOnce(first, who_and_when, two_who_ask(role=role, in_a_team=in_a_team))


def _for_team(user: User) -> bool:
    return bool(roles.manager(user) and user.team_id)


def _days(days: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _waiting(since: date, on: date) -> str:
    if since == on:
        return _("Asked today")
    return _("Waiting %(days)s") % {"days": _days((on - since).days)}


def _by_when(due: date | None, on: date) -> str:
    if due is None:
        return ""
    late = (on - due).days
    return _("%(days)s overdue") % {"days": _days(late)} if late > 0 else _("By %(day)s") % {"day": day(due)}


def _requests(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    about_nobody_known = Q(person__isnull=True)
    return RequestForSupport.objects.waiting().filter(about_nobody_known | Q(person__in=seen)).most_urgent_first()


def _needs_to_meet_again(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    return NeedToMeetAgain.objects.open().filter(person__in=seen).select_related("person").order_by("due_on")


def _carers_who_asked(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    return SupportAsked.objects.waiting().filter(person__in=seen).select_related("person").order_by("answer_by")


def _overdue_reviews(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    """A worker's own; for a manager, those of the whole team."""
    overdue = Review.objects.overdue(on).filter(person__in=seen).select_related("person").order_by("due_by")
    mine = Q(person__team=user.team_id) if _for_team(user) else Q(person__allocated_to=user)
    return overdue.filter(mine)


def _assessments(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    mine = Assessment.objects.open().filter(assessor=user, person__in=seen)
    return mine.select_related("person").order_by("started_on")


def _questions(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    waiting = Question.objects.waiting().filter(decision__person__in=seen).with_dates()
    return waiting.select_related("decision__person").order_by("next_due", "asked_on")


def _held_letters(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    return HeldLetter.objects.waiting().filter(person__in=seen).select_related("person").order_by("held_on")


def _plans_to_sign_off(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    waiting = Plan.objects.waiting_for_sign_off().filter(person__in=seen).with_weekly_cost()
    return waiting.select_related("person").order_by("changed_at")


def _financial_assessments(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    waiting = FinancialAssessment.objects.filter(state="in_progress", person__in=seen)
    return waiting.select_related("person").order_by("starts_on")


def _reported_changes(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    return ReportedChange.objects.waiting().filter(person__in=seen).select_related("person").order_by("reported_on")


def _direct_payments(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    waiting = DirectPayment.objects.filter(state__in=[PaymentState.REQUESTED, PaymentState.ALLOWED], person__in=seen)
    return waiting.select_related("person").order_by("asked_on")


def _my_people(user: User, seen: PersonQuerySet, on: date) -> QuerySet:
    return seen.allocated_to(user).order_by("family_name", "given_name")


KINDS = (
    Kind(
        gettext_lazy("Plans waiting to be signed off"), roles.manager, _plans_to_sign_off,
        lambda row, on: Line(
            row.person.name, reverse("plans:plan", args=[row.pk]), _("%(cost)s a week") % {"cost": pounds(row.cost)}
        ),
        ("plans:list", "?state=submitted"), gettext_lazy("No plan is waiting."),
    ),
    Kind(
        gettext_lazy("New requests"), roles.social_worker, _requests,
        lambda row, on: Line(
            row.name, reverse("requests:request", args=[row.reference]),
            f"{row.get_urgency_display()}. {_waiting(row.asked_on, on)}.",
        ),
        ("requests:list", ""), gettext_lazy("Nobody is waiting for a response."),
    ),
    Kind(
        gettext_lazy("Needs to meet again, because care has stopped"), roles.social_worker, _needs_to_meet_again,
        lambda row, on: Line(
            row.person.name, reverse("carers:need", args=[row.pk]), f"{row.in_words}. {_by_when(row.due_on, on)}"
        ),
        ("carers:needs", ""), gettext_lazy("No need waits to be met again."),
    ),
    Kind(
        gettext_lazy("Carers who asked for a talk, a break or a new look"), roles.social_worker, _carers_who_asked,
        lambda row, on: Line(
            row.person.name, reverse("carers:answer_support", args=[row.pk]),
            f"{row.get_what_display()}. {_by_when(row.answer_by, on)}",
        ),
        ("carers:asked", ""), gettext_lazy("No carer waits for an answer."),
    ),
    *(
        Kind(
            heading, who, _overdue_reviews,
            lambda row, on: Line(
                row.person.name, reverse("reviews:review", args=[row.pk]),
                _("%(days)s overdue") % {"days": _days(row.days_overdue(on))},
            ),
            ("reviews:list", ""), gettext_lazy("No review is overdue."),
        )
        for heading, who in (
            (gettext_lazy("Your team’s reviews that are overdue"), _for_team),
            (gettext_lazy("Your reviews that are overdue"),
             lambda user: roles.social_worker(user) and not _for_team(user)),
        )
    ),
    Kind(
        gettext_lazy("Assessments you are writing"), roles.social_worker, _assessments,
        lambda row, on: Line(
            row.person.name, reverse("assessments:assessment", args=[row.pk]),
            f"{row.get_kind_display()}: {row.get_state_display().lower()}",
        ),
        ("assessments:list", ""), gettext_lazy("You have no assessment open."),
    ),
    Kind(
        gettext_lazy("Financial assessments to finish"), roles.finance_officer, _financial_assessments,
        lambda row, on: Line(
            row.person.name, reverse("finances:assessment", args=[row.pk]),
            _("From %(day)s") % {"day": day(row.starts_on)},
        ),
        ("finances:list", ""), gettext_lazy("Every financial assessment has been decided."),
    ),
    Kind(
        gettext_lazy("Changes that people told us of"), roles.finance_officer, _reported_changes,
        lambda row, on: Line(
            row.person.name, reverse("finances:change", args=[row.pk]),
            _("%(what)s. Told us on %(since)s.") % {"what": row.get_what_display(), "since": day(row.reported_on)},
        ),
        ("finances:changes", "?looked_at=no"), gettext_lazy("Nobody has told us of a change."),
    ),
    Kind(
        gettext_lazy("Direct payments to set up"), roles.finance_officer, _direct_payments,
        lambda row, on: Line(
            row.person.name, reverse("payments:payment", args=[row.pk]),
            f"{row.get_state_display()}. {_waiting(row.asked_on, on)}.",
        ),
        ("payments:list", ""), gettext_lazy("Nobody is waiting for a direct payment."),
    ),
    Kind(
        gettext_lazy("Questions about decisions"), roles.council_staff, _questions,
        lambda row, on: Line(
            row.decision.person.name, reverse("decisions:asked", args=[row.pk]),
            f"{_by_when(row.next_due, on) or _waiting(row.asked_on, on)}: {shorten(row.words, 80, placeholder='…')}",
        ),
        ("decisions:questions", ""), gettext_lazy("Nobody is waiting for an answer."),
    ),
    Kind(
        gettext_lazy("Letters that wait"), roles.social_worker, _held_letters,
        lambda row, on: Line(
            row.person.name, reverse("communication:finish", args=[row.pk]),
            shorten(" ".join(refusal["words"] for refusal in row.refusals), 100, placeholder="…"),
        ),
        ("communication:letters", ""), gettext_lazy("Every letter has gone as the person needs it."),
    ),
    Kind(
        gettext_lazy("People you are the named worker for"), roles.social_worker, _my_people,
        lambda row, on: Line(row.name, reverse("people:person", args=[row.pk]), row.council_number),
        ("people:list", "?mine=yes"), gettext_lazy("You are not anybody’s named worker yet."),
    ),
)  # fmt: skip
