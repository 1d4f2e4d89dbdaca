"""The piles of work that wait for somebody: how many, the first few, and where to see them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
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


def _pile(heading: str, rows: QuerySet, line: Callable[[Any], Line], all_at: str, empty: str) -> Pile:
    """The first few, and how many there are in all, in one query."""
    first = list(rows.annotate(in_all=Window(Count("*")))[:FIRST_FEW])
    return Pile(heading, first[0].in_all if first else 0, [line(row) for row in first], all_at, empty)


def piles_for(user: User, seen: PersonQuerySet, on: date) -> list[Pile]:
    """What waits for this user, by what their role may do, of the people whose records they may open."""
    return list(_piles(user, seen, on))


def _piles(user: User, seen: PersonQuerySet, on: date) -> Iterable[Pile]:
    if roles.manager(user):
        yield _plans_to_sign_off(seen)
    if roles.social_worker(user):
        yield _requests(seen, on)
        yield _needs_to_meet_again(seen, on)
        yield _carers_who_asked(seen, on)
        yield _overdue_reviews(user, seen, on)
        yield _assessments(user, seen)
    if roles.finance_officer(user):
        yield _financial_assessments(seen)
        yield _reported_changes(seen, on)
        yield _direct_payments(seen, on)
    yield _questions(seen, on)
    if roles.social_worker(user):
        yield _held_letters(seen)
        yield _my_people(user, seen)


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


def _requests(seen: PersonQuerySet, on: date) -> Pile:
    about_nobody_known = Q(person__isnull=True)
    return _pile(
        _("New requests"),
        RequestForSupport.objects.waiting().filter(about_nobody_known | Q(person__in=seen)).most_urgent_first(),
        lambda row: Line(
            row.name, reverse("requests:request", args=[row.reference]),
            f"{row.get_urgency_display()}. {_waiting(row.asked_on, on)}.",
        ),
        reverse("requests:list"), _("Nobody is waiting for a response."),
    )  # fmt: skip


def _needs_to_meet_again(seen: PersonQuerySet, on: date) -> Pile:
    waiting = NeedToMeetAgain.objects.open().filter(person__in=seen).select_related("person").order_by("due_on")
    return _pile(
        _("Needs to meet again, because care has stopped"), waiting,
        lambda row: Line(
            row.person.name, reverse("carers:need", args=[row.pk]), f"{row.in_words}. {_by_when(row.due_on, on)}"
        ),
        reverse("carers:needs"), _("No need waits to be met again."),
    )  # fmt: skip


def _carers_who_asked(seen: PersonQuerySet, on: date) -> Pile:
    waiting = SupportAsked.objects.waiting().filter(person__in=seen).select_related("person").order_by("answer_by")
    return _pile(
        _("Carers who asked for a talk, a break or a new look"), waiting,
        lambda row: Line(
            row.person.name, reverse("carers:answer_support", args=[row.pk]),
            f"{row.get_what_display()}. {_by_when(row.answer_by, on)}",
        ),
        reverse("carers:asked"), _("No carer waits for an answer."),
    )  # fmt: skip


def _overdue_reviews(user: User, seen: PersonQuerySet, on: date) -> Pile:
    """A worker's own; for a manager, those of the whole team."""
    overdue = Review.objects.overdue(on).filter(person__in=seen).select_related("person").order_by("due_by")
    for_team = roles.manager(user) and user.team_id
    return _pile(
        _("Your team’s reviews that are overdue") if for_team else _("Your reviews that are overdue"),
        overdue.filter(person__team=user.team_id) if for_team else overdue.filter(person__allocated_to=user),
        lambda row: Line(
            row.person.name, reverse("reviews:review", args=[row.pk]),
            _("%(days)s overdue") % {"days": _days(row.days_overdue(on))},
        ),
        reverse("reviews:list"), _("No review is overdue."),
    )  # fmt: skip


def _assessments(user: User, seen: PersonQuerySet) -> Pile:
    mine = (
        Assessment.objects.open().filter(assessor=user, person__in=seen).select_related("person").order_by("started_on")
    )
    return _pile(
        _("Assessments you are writing"), mine,
        lambda row: Line(
            row.person.name, reverse("assessments:assessment", args=[row.pk]),
            f"{row.get_kind_display()}: {row.get_state_display().lower()}",
        ),
        reverse("assessments:list"), _("You have no assessment open."),
    )  # fmt: skip


def _questions(seen: PersonQuerySet, on: date) -> Pile:
    waiting = (
        Question.objects.waiting()
        .filter(decision__person__in=seen)
        .with_dates()
        .select_related("decision__person")
        .order_by("next_due", "asked_on")
    )
    return _pile(
        _("Questions about decisions"), waiting,
        lambda row: Line(
            row.decision.person.name, reverse("decisions:asked", args=[row.pk]),
            f"{_by_when(row.next_due, on) or _waiting(row.asked_on, on)}: {shorten(row.words, 80, placeholder='…')}",
        ),
        reverse("decisions:questions"), _("Nobody is waiting for an answer."),
    )  # fmt: skip


def _held_letters(seen: PersonQuerySet) -> Pile:
    waiting = HeldLetter.objects.waiting().filter(person__in=seen).select_related("person").order_by("held_on")
    return _pile(
        _("Letters that wait"), waiting,
        lambda row: Line(
            row.person.name, reverse("communication:finish", args=[row.pk]),
            shorten(" ".join(refusal["words"] for refusal in row.refusals), 100, placeholder="…"),
        ),
        reverse("communication:letters"), _("Every letter has gone as the person needs it."),
    )  # fmt: skip


def _plans_to_sign_off(seen: PersonQuerySet) -> Pile:
    waiting = Plan.objects.waiting_for_sign_off().filter(person__in=seen).with_weekly_cost()
    waiting = waiting.select_related("person").order_by("changed_at")
    return _pile(
        _("Plans waiting to be signed off"), waiting,
        lambda row: Line(
            row.person.name, reverse("plans:plan", args=[row.pk]), _("%(cost)s a week") % {"cost": pounds(row.cost)}
        ),
        reverse("plans:list") + "?state=submitted", _("No plan is waiting."),
    )  # fmt: skip


def _financial_assessments(seen: PersonQuerySet) -> Pile:
    waiting = FinancialAssessment.objects.filter(state="in_progress", person__in=seen)
    waiting = waiting.select_related("person").order_by("starts_on")
    return _pile(
        _("Financial assessments to finish"), waiting,
        lambda row: Line(
            row.person.name, reverse("finances:assessment", args=[row.pk]),
            _("From %(day)s") % {"day": day(row.starts_on)},
        ),
        reverse("finances:list"), _("Every financial assessment has been decided."),
    )  # fmt: skip


def _reported_changes(seen: PersonQuerySet, on: date) -> Pile:
    waiting = ReportedChange.objects.waiting().filter(person__in=seen).select_related("person").order_by("reported_on")
    return _pile(
        _("Changes that people told us of"), waiting,
        lambda row: Line(
            row.person.name, reverse("finances:change", args=[row.pk]),
            _("%(what)s. Told us on %(since)s.")
            % {"what": row.get_what_display(), "since": day(row.reported_on)},
        ),
        reverse("finances:changes") + "?looked_at=no", _("Nobody has told us of a change."),
    )  # fmt: skip


def _direct_payments(seen: PersonQuerySet, on: date) -> Pile:
    waiting = DirectPayment.objects.filter(state__in=[PaymentState.REQUESTED, PaymentState.ALLOWED], person__in=seen)
    return _pile(
        _("Direct payments to set up"), waiting.select_related("person").order_by("asked_on"),
        lambda row: Line(
            row.person.name, reverse("payments:payment", args=[row.pk]),
            f"{row.get_state_display()}. {_waiting(row.asked_on, on)}.",
        ),
        reverse("payments:list"), _("Nobody is waiting for a direct payment."),
    )  # fmt: skip


def _my_people(user: User, seen: PersonQuerySet) -> Pile:
    mine = seen.allocated_to(user).order_by("family_name", "given_name")
    return _pile(
        _("People you are the named worker for"), mine,
        lambda row: Line(row.name, reverse("people:person", args=[row.pk]), row.council_number),
        reverse("people:list") + "?mine=yes", _("You are not anybody’s named worker yet."),
    )  # fmt: skip
