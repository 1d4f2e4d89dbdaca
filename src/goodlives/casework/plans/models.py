"""The care and support plan, which belongs to the person, and the personal budget that pays for it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..assessments.models import Assessment
from ..decisions.models import Decision
from ..finances.models import FinancialAssessment
from ..people.models import CircleMember, Person


class State(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting to be signed off")
    RETURNED = "returned", _("Sent back to be changed")
    SIGNED_OFF = "signed_off", _("Signed off, waiting for the person")
    AGREED = "agreed", _("In force")
    ENDED = "ended", _("Ended")


MOVES = {
    State.DRAFT: {State.SUBMITTED, State.ENDED},
    State.SUBMITTED: {State.RETURNED, State.SIGNED_OFF},
    State.RETURNED: {State.SUBMITTED, State.ENDED},
    State.SIGNED_OFF: {State.AGREED, State.RETURNED},
    State.AGREED: {State.ENDED},
    State.ENDED: set(),
}


class PlanQuerySet(models.QuerySet["Plan"]):
    def waiting_for_sign_off(self) -> PlanQuerySet:
        return self.filter(state=State.SUBMITTED)

    def in_force(self) -> PlanQuerySet:
        return self.filter(state=State.AGREED)

    def with_weekly_cost(self) -> PlanQuerySet:
        return self.annotate(cost=Sum("goals__ways__weekly_cost", default=0))


@with_history()
class Plan(Record):
    """A care and support plan (Care Act s25) or a carer's support plan. Goals are in the person's own words."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    started_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True, help_text="when support begins")
    what_matters = models.TextField(blank=True, help_text="what matters to the person, in their words")
    if_things_go_wrong = models.TextField(blank=True, help_text="what to do if things go wrong")
    advice = models.TextField(blank=True, help_text="what can reduce or prevent needs: s25(1)(f)")
    why_not_indicative = models.TextField(blank=True, help_text="why the cost differs from the first idea")
    figure_waived_on = models.DateField(null=True, blank=True)
    figure_waived_words = models.TextField(blank=True, help_text="why the person did not want to see a figure first")
    submitted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True, blank=True, help_text="when the person agreed, or said where they do not")
    agreed_how = models.TextField(blank=True)
    disagrees = models.TextField(blank=True, help_text="where the person disagrees, in their words")
    copy_given_on = models.DateField(null=True, blank=True, help_text="s25(9)")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                name="plan_in_force_was_agreed_on_a_day",
                condition=~Q(state=State.AGREED) | Q(agreed_on__isnull=False, starts_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_plan_being_written_a_person", fields=["person"],
                condition=Q(state__in=["draft", "submitted", "returned", "signed_off"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Plan of {self.person}"

    def can_be_written(self) -> bool:
        return self.state in (State.DRAFT, State.RETURNED)

    def weekly_cost(self) -> int:
        return Way.objects.filter(goal__plan=self).aggregate(cost=Sum("weekly_cost", default=0))["cost"]


@with_history()
class Goal(models.Model):
    """Something the person wants, in their words, and the outcomes it serves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    words = models.TextField()
    outcomes = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.CheckConstraint(name="goal_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return self.words[:60]


@with_history()
class Way(models.Model):
    """One way a goal is met: by me, by my circle, in my community, or with money."""

    class By(models.TextChoices):
        ME = "me", _("By me")
        CIRCLE = "circle", _("By my circle: family, friends, neighbours")
        COMMUNITY = "community", _("In my community")
        MONEY = "money", _("With money")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="ways")
    order = models.PositiveSmallIntegerField(default=1)
    by = models.CharField(max_length=10, choices=By.choices)
    what = models.TextField(help_text="what happens")
    how_often = models.CharField(max_length=200, blank=True)
    circle_member = models.ForeignKey(CircleMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    weekly_cost = models.PositiveIntegerField(default=0, help_text="pence a week")
    worked_out = models.CharField(max_length=200, blank=True, help_text="such as 10 hours at £18.50")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="only_what_is_met_with_money_costs_money", condition=Q(by="money") | Q(weekly_cost=0)
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]


class PersonalBudget(models.Model):
    """Care Act s26: the cost of meeting needs, what the person pays, and what the council pays. Pence a week."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="budgets")
    cost = models.PositiveIntegerField()
    contribution = models.PositiveIntegerField()
    councils_share = models.PositiveIntegerField()
    financial_assessment = models.ForeignKey(
        FinancialAssessment, null=True, blank=True, on_delete=models.PROTECT, related_name="budgets"
    )
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="personal_budget")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="budget_is_contribution_plus_councils_share",
                condition=Q(cost=F("contribution") + F("councils_share")),
            )
        ]
        triggers = [pgtrigger.Protect(name="personal_budget_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Personal budget of {self.plan.person}: {self.cost} pence a week"


class SignOffStep(models.Model):
    """Submitted, sent back with reasons, or signed off: who, when, how much, and their limit that day."""

    class What(models.TextChoices):
        SUBMITTED = "submitted", _("Sent for sign-off")
        RETURNED = "returned", _("Sent back")
        SIGNED_OFF = "signed_off", _("Signed off")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sign_off_steps")
    what = models.CharField(max_length=10, choices=What.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    weekly_cost = models.PositiveIntegerField()
    weekly_limit = models.PositiveIntegerField(null=True)
    reasons = models.TextField(blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(name="plan_sent_back_says_why", condition=~Q(what="returned") | ~Q(reasons="")),
            models.CheckConstraint(
                name="plan_signed_off_is_within_the_limit",
                condition=~Q(what="signed_off") | Q(weekly_limit__gte=F("weekly_cost")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="sign_off_step_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_what_display()} by {self.by}"
