"""The care and support plan, which belongs to the person, and the personal budget that pays for it."""

from __future__ import annotations

import uuid
from decimal import ROUND_CEILING, Decimal

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Ceil, Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from goodlives.rules.money import pounds

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..assessments.models import Assessment
from ..decisions.models import Decision
from ..finances.models import FinancialAssessment
from ..people.models import CircleMember, Person
from .authorship import Written


class State(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting to be signed off")
    RETURNED = "returned", _("Sent back to be changed")
    SIGNED_OFF = "signed_off", _("Signed off, ready to be agreed")
    AGREED = "agreed", _("In place")
    ENDED = "ended", _("Ended")


MOVES = {
    State.DRAFT: {State.SUBMITTED, State.ENDED},
    State.SUBMITTED: {State.RETURNED, State.SIGNED_OFF},
    State.RETURNED: {State.SUBMITTED, State.ENDED},
    State.SIGNED_OFF: {State.AGREED, State.RETURNED},
    State.AGREED: {State.ENDED},
    State.ENDED: set(),
}


BEING_WRITTEN = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.SIGNED_OFF)


class Part(models.TextChoices):
    """The parts of a plan: one may be shown without the others."""

    WHAT_MATTERS = "what_matters", _("What matters to me")
    GOALS = "goals", _("What I want, and how it happens")
    EARLY_SIGNS = "early_signs", _("How people can tell that things are getting harder")
    IF_THINGS_GO_WRONG = "if_things_go_wrong", _("What happens if things go wrong")
    WHO_TO_CALL = "who_to_call", _("Who should be called")
    ADVICE = "advice", _("What could help me stay well, or need less help later")
    STARTS_ON = "starts_on", _("When support begins")
    WHY_NOT_INDICATIVE = "why_not_indicative", _("Why the cost is not the first idea")


class PlanQuerySet(models.QuerySet["Plan"]):
    def being_written(self) -> PlanQuerySet:
        """Not yet in force: one a person, so that two drafts never say different things."""
        return self.filter(state__in=BEING_WRITTEN)

    def waiting_for_sign_off(self) -> PlanQuerySet:
        return self.filter(state=State.SUBMITTED)

    def in_force(self) -> PlanQuerySet:
        return self.filter(state=State.AGREED)

    def with_weekly_cost(self) -> PlanQuerySet:
        costs = Way.objects.filter(goal__plan=OuterRef("pk")).order_by().values("goal__plan")
        total = costs.annotate(total=Sum("weekly_cost")).values("total")
        return self.annotate(cost=Coalesce(Subquery(total, output_field=models.IntegerField()), 0))


@with_history()
class Plan(Record):
    """A care and support plan (Care Act s25) or a carer's support plan. Goals are in the person's own words.

    It may be written before any assessment; it is sent once there is a decision that it rests on.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=10, choices=Assessment.Kind.choices, default=Assessment.Kind.ADULT)
    assessment = models.ForeignKey(Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    started_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True, help_text="when support begins")
    what_matters = models.TextField(blank=True, help_text="what matters to the person, in their words")
    if_things_go_wrong = models.TextField(blank=True, help_text="what to do if things go wrong")
    early_signs = models.TextField(blank=True, help_text="how people can tell that things are getting harder")
    who_to_call = models.TextField(blank=True, help_text="who to call then")
    advice = models.TextField(blank=True, help_text="what can reduce or prevent needs: s25(1)(f)")
    why_not_indicative = models.TextField(blank=True, help_text="why the cost differs from the first idea")
    figure_waived_on = models.DateField(null=True, blank=True)
    figure_waived_words = models.TextField(blank=True, help_text="why the person did not want to see a figure first")
    asked_to_write_on = models.DateField(
        null=True, blank=True, help_text="when the person asked staff to write for them"
    )
    asked_to_write_words = models.TextField(blank=True, help_text="how they asked")
    asked_to_write_recorded_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
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
            models.CheckConstraint(
                name="plan_that_was_sent_rests_on_an_assessment",
                condition=Q(state__in=["draft", "returned", "ended"]) | Q(assessment__isnull=False),
            ),
            models.CheckConstraint(
                name="being_asked_to_write_is_said_in_words",
                condition=Q(asked_to_write_on=None, asked_to_write_words="")
                | Q(asked_to_write_on__isnull=False) & ~Q(asked_to_write_words=""),
            ),
            models.UniqueConstraint(
                name="one_plan_in_force_an_assessment", fields=["assessment"], condition=Q(state=State.AGREED)
            ),
            models.UniqueConstraint(
                name="one_plan_being_written_a_person", fields=["person"],
                condition=Q(state__in=["draft", "submitted", "returned", "signed_off"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Plan of {self.person}"

    @property
    def is_for_carer(self) -> bool:
        return self.kind == Assessment.Kind.CARER

    @cached_property
    def rests_on(self) -> Assessment | None:
        """The assessment that found eligible needs: the one it was started from or sent with, else the last decided."""
        if self.assessment_id:
            return self.assessment
        decided = Assessment.objects.filter(person=self.person_id, kind=self.kind, decision__favourable=True)
        return decided.select_related("decision").order_by("-decision__decided_on", "-changed_at").first()

    def can_be_written(self) -> bool:
        return self.state in (State.DRAFT, State.RETURNED)

    def costs(self) -> tuple[int, int]:
        """Pence each week; and what is paid once and not each week, for a carer."""
        ways = Way.objects.filter(goal__plan=self)
        both = ways.aggregate(weekly=Sum("weekly_cost", default=0), once=Sum("once_cost", default=0))
        return both["weekly"], both["once"]

    def weekly_cost(self) -> int:
        return self.costs()[0]

    def once_cost(self) -> int:
        return self.costs()[1]

    @property
    def in_force_now(self) -> Plan | None:
        """The plan that support follows until the person has agreed this one."""
        others = Plan.objects.in_force().filter(person=self.person_id, kind=self.kind)
        return others.exclude(pk=self.pk).first()


@with_history()
class PartWritten(Written):
    """Who wrote one part of a plan's words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="written_parts")
    part = models.CharField(max_length=20, choices=Part.choices)

    class Meta:
        constraints = [models.UniqueConstraint(name="each_part_was_written_once", fields=["plan", "part"])]

    def __str__(self) -> str:
        return self.get_part_display()


@with_history()
class Goal(Written):
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
class Way(Written):
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
    hours_a_week = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    price_an_hour = models.PositiveIntegerField(null=True, blank=True, help_text="pence")
    worked_out = models.CharField(max_length=200, blank=True, help_text="how, where it is not hours at a price")
    once_cost = models.PositiveIntegerField(default=0, help_text="pence, paid once: for a carer")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                name="only_what_is_met_with_money_costs_money",
                condition=Q(by="money") | Q(weekly_cost=0, once_cost=0, hours_a_week=None, price_an_hour=None),
            ),
            models.CheckConstraint(
                name="hours_and_their_price_come_together",
                condition=Q(hours_a_week=None, price_an_hour=None)
                | Q(hours_a_week__isnull=False, price_an_hour__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_paid_by_the_hour_costs_hours_times_price",
                condition=Q(hours_a_week=None)
                | Q(weekly_cost=Ceil(F("hours_a_week") * F("price_an_hour"), output_field=models.DecimalField())),
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def they_said_no(self) -> bool:
        """Whoever was to do this is not willing, not able, or no longer in the circle."""
        them = self.circle_member
        return them is not None and (them.willing is False or them.able is False or them.ended_on is not None)

    @property
    def how_worked_out(self) -> str:
        """20 hours at £18.50; or the writer's own words for a price that is not by the hour."""
        if self.hours_a_week is None or self.price_an_hour is None:
            return self.worked_out
        return _now("%(hours)s hours at %(price)s") % {
            "hours": f"{self.hours_a_week.normalize():f}", "price": pounds(self.price_an_hour)
        }  # fmt: skip


def cost_by_the_hour(hours: Decimal, price: int) -> int:
    """Pence a week. Part of a penny is rounded up: a budget must be enough to buy what the plan says (s26(1)(a))."""
    return int((hours * price).to_integral_value(ROUND_CEILING))


class PersonalBudget(models.Model):
    """Care Act s26: the cost of meeting needs, what the person pays, and what the council pays. Pence a week."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="budgets")
    cost = models.PositiveIntegerField()
    contribution = models.PositiveIntegerField()
    councils_share = models.PositiveIntegerField()
    once = models.PositiveIntegerField(default=0, help_text="pence the council pays once, on top: for a carer")
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


# The other rows of a plan, each a topic of its own: Django looks for them here.
from .helping import PlanInvitation, PlanNote, PlanSuggestion, WrongWord  # noqa: E402
from .versions import PlanSignature, PlanVersion  # noqa: E402

__all__ = [
    "Goal", "Part", "PartWritten", "PersonalBudget", "Plan", "PlanInvitation", "PlanNote", "PlanSignature",
    "PlanSuggestion", "PlanVersion", "SignOffStep", "State", "Way", "WrongWord",
]  # fmt: skip
