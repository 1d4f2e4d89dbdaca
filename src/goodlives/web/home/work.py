"""The piles of work that wait for somebody: how many, the first few, and where to see them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions.models import Question
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.casework.people.models import Person
from goodlives.casework.plans.models import Plan
from goodlives.casework.requests.models import RequestForSupport
from goodlives.casework.reviews.models import Review

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


def _pile(heading: str, rows, line, all_at: str, empty: str) -> Pile:
    first = [line(row) for row in rows[:FIRST_FEW]]
    count = rows.count() if len(first) == FIRST_FEW else len(first)
    return Pile(heading, count, first, all_at, empty)


def piles_for(user: User, on: date) -> list[Pile]:
    """What waits for this user, by what their role may do."""
    return list(_piles(user, on))


def _piles(user: User, on: date) -> Iterable[Pile]:
    if roles.social_worker(user):
        yield _requests(on)
        yield _overdue_reviews(user, on)
        yield _assessments(user)
        yield _questions()
    if roles.manager(user):
        yield _plans_to_sign_off()
    if roles.finance_officer(user):
        yield _financial_assessments()
    if roles.social_worker(user):
        yield _my_people(user)


def _requests(on: date) -> Pile:
    return _pile(
        _("New requests"), RequestForSupport.objects.waiting().most_urgent_first(),
        lambda row: Line(
            row.name, reverse("requests:request", args=[row.reference]),
            _("%(urgency)s. Waiting %(days)s days.")
            % {"urgency": row.get_urgency_display(), "days": row.days_waiting(on)},
        ),
        reverse("requests:list"), _("Nobody is waiting for a response."),
    )  # fmt: skip


def _overdue_reviews(user: User, on: date) -> Pile:
    overdue = Review.objects.overdue(on).filter(person__allocated_to=user).select_related("person").order_by("due_by")
    return _pile(
        _("Your reviews that are overdue"), overdue,
        lambda row: Line(
            row.person.name, reverse("reviews:review", args=[row.pk]),
            _("%(days)s days overdue") % {"days": row.days_overdue(on)},
        ),
        reverse("reviews:list"), _("None of your reviews is overdue."),
    )  # fmt: skip


def _assessments(user: User) -> Pile:
    mine = Assessment.objects.open().filter(assessor=user).select_related("person").order_by("started_on")
    return _pile(
        _("Assessments you are writing"), mine,
        lambda row: Line(
            row.person.name, reverse("assessments:assessment", args=[row.pk]),
            f"{row.get_kind_display()}: {row.get_state_display().lower()}",
        ),
        reverse("assessments:list"), _("You have no assessment open."),
    )  # fmt: skip


def _questions() -> Pile:
    waiting = Question.objects.filter(answer__isnull=True).select_related("decision__person").order_by("asked_on")
    return _pile(
        _("Questions about decisions"), waiting,
        lambda row: Line(
            row.decision.person.name, reverse("decisions:decision", args=[row.decision_id]), row.words[:80]
        ),
        reverse("decisions:questions"), _("Nobody is waiting for an answer."),
    )  # fmt: skip


def _plans_to_sign_off() -> Pile:
    waiting = Plan.objects.waiting_for_sign_off().with_weekly_cost().select_related("person").order_by("changed_at")
    return _pile(
        _("Plans waiting to be signed off"), waiting,
        lambda row: Line(
            row.person.name, reverse("plans:plan", args=[row.pk]),
            _("%(cost)s a week") % {"cost": f"£{row.cost / 100:,.2f}"},
        ),
        reverse("plans:list") + "?state=submitted", _("No plan is waiting."),
    )  # fmt: skip


def _financial_assessments() -> Pile:
    waiting = FinancialAssessment.objects.filter(state="in_progress").select_related("person").order_by("starts_on")
    return _pile(
        _("Financial assessments to finish"), waiting,
        lambda row: Line(row.person.name, reverse("finances:assessment", args=[row.pk]), ""),
        reverse("finances:list"), _("Every financial assessment has been decided."),
    )  # fmt: skip


def _my_people(user: User) -> Pile:
    mine = Person.objects.allocated_to(user).order_by("family_name", "given_name")
    return _pile(
        _("People you are the named worker for"), mine,
        lambda row: Line(row.name, reverse("people:person", args=[row.pk]), row.council_number),
        reverse("people:list") + "?mine=yes", _("You are not anybody's named worker yet."),
    )  # fmt: skip
