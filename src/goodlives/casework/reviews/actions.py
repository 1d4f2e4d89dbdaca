"""Putting reviews in the diary, and holding them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from goodlives.rules import reviews as rule

from ..access.models import User
from ..access.records import change
from ..decisions import actions as decisions
from ..decisions.models import Decision, Kind
from ..payments import actions as payments
from ..plans import actions as plans
from ..plans.models import Goal, Plan
from ..plans.models import State as PlanState
from .models import GoalReview, Review

IN_A_SENTENCE = {
    Review.Next.NO_CHANGE: _lazy("Your plan carries on as it is."),
    Review.Next.CHANGE_PLAN: _lazy("We will change your plan with you."),
    Review.Next.REASSESS: _lazy("We will look at your needs again with you."),
    Review.Next.END: _lazy("Your support under this plan ends."),
}
ASKED_FOR_WITHIN = timedelta(weeks=4)


class CannotHold(Exception):
    """The review has been held already, or something it needs is missing."""


class AlreadyInDiary(Exception):
    """Somebody has asked for a review of this plan, and it has not been held yet."""

    def __init__(self, review: Review):
        self.review = review
        super().__init__(_("A review has been asked for already."))


@transaction.atomic
def begin_support(
    plan: Plan, *, how: str, disagrees: str, by: User, on: date, at: datetime,
    told: str | None = None, revision: int | None = None,
) -> Review:  # fmt: skip
    """The person agrees the plan, or says where they do not; the first check goes in the diary, 6 to 8 weeks in."""
    plans.agree(plan, how=how, disagrees=disagrees, by=by, on=on, at=at, told=told, revision=revision)
    window = rule.light_touch_review(plan.starts_on or on)
    return Review.objects.create(
        person=plan.person, plan=plan, kind=Review.Kind.LIGHT_TOUCH, due_from=window.from_on, due_by=window.due_on,
        changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def ask_for_review(plan: Plan, *, by: User, on: date, at: datetime, why: str = "") -> Review:
    """The person asks, or something has changed: s27(1)(b). The law gives no time limit; we aim for four weeks."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != PlanState.AGREED:
        raise CannotHold(_("Only a plan that is in force can be reviewed."))
    if waiting := Review.objects.filter(plan=plan, kind=Review.Kind.ASKED_FOR, held_on=None).first():
        raise AlreadyInDiary(waiting)
    return Review.objects.create(
        person=plan.person, plan=plan, kind=Review.Kind.ASKED_FOR, due_from=on, due_by=on + ASKED_FOR_WITHIN,
        why_asked=why, changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def hold(
    review: Review, *, goals: dict[Goal, dict], next: str, own_words: str, what_changed: str, who_took_part: str,
    reasons: str, by: User, on: date, at: datetime, revision: int,
) -> Decision:  # fmt: skip
    """Record a review: each goal, what changed, what next; and put the next one in the diary, within 12 months."""
    # Held for the moment of saving: of two who record the same review, the second finds it recorded.
    held = Review.objects.select_for_update().select_related("plan").get(pk=review.pk)
    if held.held_on is not None:
        raise CannotHold(_("This review has already been recorded."))
    if held.plan.state != PlanState.AGREED:
        raise CannotHold(_("Only a plan that is in force can be reviewed."))
    if missing := [goal.words for goal in review.plan.goals.all() if goal not in goals]:
        raise CannotHold(_("Say how each goal has gone. Still missing: %(goals)s") % {"goals": "; ".join(missing)})
    again = None if next == Review.Next.END else _next_planned(review, on)
    until_then = _("We look at the plan again by %(day)s, and sooner if you ask.")
    decision = decisions.record(
        Kind.REVIEW, review.person, summary=str(IN_A_SENTENCE[Review.Next(next)]), reasons=reasons,
        participation=who_took_part, laws=["Care Act 2014 s27"],
        next_steps=until_then % {"day": date_format(again.due_on, "j F Y")} if again else "",
        facts={"review": str(review.pk), "own_words": own_words, "what_changed": what_changed},
        by=by, on=on, at=at,
    )  # fmt: skip
    change(
        review, by=by, at=at, revision=revision, held_on=on, held_by=by, next=next, own_words=own_words,
        what_changed=what_changed, who_took_part=who_took_part, decision=decision,
    )  # fmt: skip
    GoalReview.objects.bulk_create(GoalReview(review=review, goal=goal, **view) for goal, view in goals.items())
    if again is None:
        plans.end(review.plan, by=by, at=at)
        if payment := payments.open_payment(review.plan):
            why = _("The plan that it paid for ended at a review.")
            payments.end(payment, why=why, by=by, on=on, at=at, revision=payment.revision)
    else:
        _put_in_diary(review.plan, again, by=by, at=at)
    return decision


def _next_planned(review: Review, on: date) -> rule.ReviewDue:
    """Within 12 months. The first, light, check does not move the full review of the first year, unless it is past."""
    if review.kind == Review.Kind.LIGHT_TOUCH and review.plan.starts_on is not None:
        of_the_first_year = rule.planned_review(review.plan.starts_on)
        if of_the_first_year.due_on > on:
            return of_the_first_year
    return rule.planned_review(on)


def _put_in_diary(plan: Plan, window: rule.ReviewDue, *, by: User, at: datetime) -> Review:
    """A planned review that is in the diary already moves."""
    waiting = Review.objects.filter(plan=plan, kind=Review.Kind.PLANNED, held_on__isnull=True).first()
    if waiting:
        return change(waiting, by=by, at=at, due_from=window.from_on, due_by=window.due_on)
    return Review.objects.create(
        person=plan.person, plan=plan, kind=Review.Kind.PLANNED, due_from=window.from_on, due_by=window.due_on,
        changed_by=by, changed_at=at,
    )  # fmt: skip
