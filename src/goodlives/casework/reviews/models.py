"""Keeping the plan under review: at 6 to 8 weeks, then within 12 months, and when the person asks (Care Act s27)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..decisions.models import Decision
from ..people.models import Person
from ..plans.models import Goal, Plan
from ..plans.models import State as PlanState


class ReviewQuerySet(models.QuerySet["Review"]):
    def to_be_held(self) -> ReviewQuerySet:
        return self.filter(held_on__isnull=True, plan__state=PlanState.AGREED)

    def overdue(self, on: date) -> ReviewQuerySet:
        return self.to_be_held().filter(due_by__lt=on)

    def due_within(self, days: int, on: date) -> ReviewQuerySet:
        return self.to_be_held().filter(due_by__range=(on, date.fromordinal(on.toordinal() + days)))


@with_history()
class Review(Record):
    """One review of a plan, due or held."""

    class Kind(models.TextChoices):
        LIGHT_TOUCH = "light_touch", _("First check, 6 to 8 weeks in")
        PLANNED = "planned", _("Planned review, within 12 months")
        ASKED_FOR = "asked_for", _("Asked for, or because something changed")

    class Next(models.TextChoices):
        NO_CHANGE = "no_change", _("Carry on as now")
        CHANGE_PLAN = "change_plan", _("Change the plan")
        REASSESS = "reassess", _("Look at needs again")
        END = "end", _("End the support")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    why_asked = models.TextField(blank=True, help_text="why somebody asked for this review, in their words")
    due_from = models.DateField()
    due_by = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    held_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews_held")
    who_took_part = models.TextField(blank=True)
    own_words = models.TextField(blank=True, help_text="how things are, in the person's words")
    what_changed = models.TextField(blank=True)
    next = models.CharField(max_length=12, choices=Next.choices, blank=True)
    decision = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="review")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_by"]
        indexes = [models.Index(name="review_diary", fields=["due_by"], condition=Q(held_on__isnull=True))]
        constraints = [
            models.CheckConstraint(
                name="review_window_is_the_right_way_round", condition=Q(due_by__gte=models.F("due_from"))
            ),
            models.CheckConstraint(
                name="review_held_says_who_and_what_next",
                condition=Q(held_on__isnull=True) | Q(held_by__isnull=False, decision__isnull=False) & ~Q(next=""),
            ),
            models.UniqueConstraint(
                name="one_review_of_a_kind_due_a_plan", fields=["plan", "kind"], condition=Q(held_on__isnull=True)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.plan}"

    def is_open(self) -> bool:
        """In the diary, for a plan that is in force."""
        return self.held_on is None and self.plan.state == PlanState.AGREED

    def days_overdue(self, on: date) -> int:
        return max((on - self.due_by).days, 0) if self.held_on is None else 0


@with_history()
class GoalReview(models.Model):
    """How one goal has gone."""

    class Progress(models.TextChoices):
        ACHIEVED = "achieved", _("Achieved")
        GETTING_THERE = "getting_there", _("Getting there")
        NOT_YET = "not_yet", _("Not yet")
        NO_LONGER_WANTED = "no_longer_wanted", _("No longer wanted")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="reviews")
    progress = models.CharField(max_length=20, choices=Progress.choices)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_view_of_each_goal_a_review", fields=["review", "goal"])]

    def __str__(self) -> str:
        return f"{self.goal}: {self.get_progress_display()}"


# Needs that are open again, a topic of its own: Django looks for its rows here.
from .needs import NeedToMeetAgain  # noqa: E402

__all__ = ["GoalReview", "NeedToMeetAgain", "Review"]
