"""Putting reviews in the diary, and holding them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules import reviews as rule

from ..access.models import User
from ..access.records import change
from ..decisions import actions as decisions
from ..decisions.models import Decision, Kind
from ..plans import actions as plans
from ..plans.models import Goal, Plan
from .models import GoalReview, Review

ASKED_FOR_WITHIN = timedelta(weeks=4)


class CannotHold(Exception):
    """The review has been held already, or something it needs is missing."""


@transaction.atomic
def begin_support(plan: Plan, *, how: str, disagrees: str, by: User, on: date, at: datetime) -> Review:
    """The person agrees the plan, or says where they do not; the first check goes in the diary, 6 to 8 weeks in."""
    plans.agree(plan, how=how, disagrees=disagrees, by=by, on=on, at=at)
    window = rule.light_touch_review(plan.starts_on)
    return Review.objects.create(
        person=plan.person, plan=plan, kind=Review.Kind.LIGHT_TOUCH, due_from=window.from_on, due_by=window.due_on,
        changed_by=by, changed_at=at,
    )  # fmt: skip


def ask_for_review(plan: Plan, *, by: User, on: date, at: datetime) -> Review:
    """The person asks, or something has changed: s27(1)(b). The law gives no time limit; we aim for four weeks."""
    return Review.objects.create(
        person=plan.person, plan=plan, kind=Review.Kind.ASKED_FOR, due_from=on, due_by=on + ASKED_FOR_WITHIN,
        changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def hold(
    review: Review, *, goals: dict[Goal, dict], next: str, own_words: str, what_changed: str, who_took_part: str,
    reasons: str, by: User, on: date, at: datetime, revision: int,
) -> Decision:  # fmt: skip
    """Record a review: each goal, what changed, what next; and put the next one in the diary, within 12 months."""
    if review.held_on is not None:
        raise CannotHold(_("This review has already been recorded."))
    if missing := [goal.words for goal in review.plan.goals.all() if goal not in goals]:
        raise CannotHold(_("Say how each goal has gone. Still missing: %(goals)s") % {"goals": "; ".join(missing)})
    GoalReview.objects.bulk_create(GoalReview(review=review, goal=goal, **view) for goal, view in goals.items())
    decision = decisions.record(
        Kind.REVIEW, review.person, summary=Review.Next(next).label, reasons=reasons,
        participation=who_took_part, laws=["Care Act 2014 s27"],
        facts={"review": str(review.pk), "own_words": own_words, "what_changed": what_changed},
        by=by, on=on, at=at,
    )  # fmt: skip
    change(
        review, by=by, at=at, revision=revision, held_on=on, held_by=by, next=next, own_words=own_words,
        what_changed=what_changed, who_took_part=who_took_part, decision=decision,
    )  # fmt: skip
    if next != Review.Next.END:
        _put_next_in_diary(review.plan, by=by, on=on, at=at)
    return decision


def _put_next_in_diary(plan: Plan, *, by: User, on: date, at: datetime) -> Review:
    """No later than 12 months from now; one that is already in the diary moves."""
    window = rule.planned_review(on)
    waiting = Review.objects.filter(plan=plan, kind=Review.Kind.PLANNED, held_on__isnull=True).first()
    if waiting:
        return change(waiting, by=by, at=at, due_from=window.from_on, due_by=window.due_on)
    return Review.objects.create(
        person=plan.person, plan=plan, kind=Review.Kind.PLANNED, due_from=window.from_on, due_by=window.due_on,
        changed_by=by, changed_at=at,
    )  # fmt: skip
