"""The direct payment: its conditions, its agreement and its schedule (Care Act ss31-33)."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.records import Record
from ..decisions.models import Decision
from ..people.models import Person
from ..plans.models import Plan


class State(models.TextChoices):
    REQUESTED = "requested", _("Asked for")
    REFUSED = "refused", _("Refused, with reasons")
    ALLOWED = "allowed", _("Allowed, waiting for the agreement")
    AGREED = "agreed", _("In payment")
    ENDED = "ended", _("Ended")


MOVES = {
    State.REQUESTED: {State.REFUSED, State.ALLOWED, State.ENDED},
    State.ALLOWED: {State.AGREED, State.ENDED},
    State.AGREED: {State.ENDED},
    State.REFUSED: set(),
    State.ENDED: set(),
}


@with_history()
class DirectPayment(Record):
    """Money paid to the person so that they arrange their own support. None means not yet known."""

    class ManagedBy(models.TextChoices):
        SELF = "self", _("By themselves")
        WITH_HELP = "with_help", _("By themselves, with help")
        NOMINEE = "nominee", _("By somebody they choose (a nominated person)")
        AUTHORISED = "authorised", _("By an authorised person, because they cannot decide this")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="direct_payments")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="direct_payments")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    asked_on = models.DateField()
    managed_by = models.CharField(max_length=10, choices=ManagedBy.choices, default=ManagedBy.SELF)
    manager_name = models.CharField(max_length=200, blank=True)
    # The conditions of s31 (with capacity) or s32 (without).
    has_capacity = models.BooleanField(null=True, blank=True)
    manager_agrees = models.BooleanField(null=True, blank=True, help_text="the nominated person agrees: s31(4)(b)")
    excluded = models.BooleanField(null=True, blank=True, help_text="under a drug or alcohol requirement: Sch 1")
    able_to_manage = models.BooleanField(null=True, blank=True)
    appropriate = models.BooleanField(null=True, blank=True)
    suitable_and_authorised = models.BooleanField(null=True, blank=True, help_text="s32(4)")
    acts_in_best_interests = models.BooleanField(null=True, blank=True, help_text="s32(5)(a)")
    pays_family_at_home = models.BooleanField(null=True, blank=True)
    family_necessary = models.BooleanField(null=True, blank=True, help_text="the council finds it necessary: reg 3")
    why_necessary = models.TextField(blank=True, help_text="why paying family at home is necessary: reg 3")
    weekly_net = models.PositiveIntegerField(null=True, blank=True, help_text="pence, after the contribution")
    starts_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.TextField(blank=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="direct_payment"
    )

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.CheckConstraint(
                name="direct_payment_decided_has_a_decision",
                condition=Q(state__in=["requested", "ended"]) | Q(decision__isnull=False),
            ),
            models.CheckConstraint(
                name="direct_payment_agreed_has_an_amount_and_a_start",
                condition=~Q(state="agreed")
                | Q(weekly_net__isnull=False, starts_on__isnull=False, agreed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="direct_payment_ended_says_when_and_why",
                condition=~Q(state="ended") | (Q(ended_on__isnull=False) & ~Q(why_ended="")),
            ),
            models.CheckConstraint(
                name="direct_payment_necessary_for_family_says_why",
                condition=Q(family_necessary__isnull=True) | Q(family_necessary=False) | ~Q(why_necessary=""),
            ),
            models.UniqueConstraint(
                name="one_open_direct_payment_a_plan", fields=["plan"],
                condition=Q(state__in=["requested", "allowed", "agreed"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Direct payment to {self.person}"


class ScheduledPaymentQuerySet(models.QuerySet["ScheduledPayment"]):
    def still_due(self) -> ScheduledPaymentQuerySet:
        """Those that fall due while the direct payment lasts."""
        return self.filter(
            Q(direct_payment__ended_on__isnull=True) | Q(due_on__lte=F("direct_payment__ended_on")),
        )

    def due_by(self, day: date) -> ScheduledPaymentQuerySet:
        return self.filter(due_on__lte=day)

    def due_from(self, day: date) -> ScheduledPaymentQuerySet:
        return self.still_due().filter(due_on__gte=day).order_by("due_on")

    def next_from(self, day: date) -> ScheduledPayment | None:
        return self.due_from(day).first()


class ScheduledPayment(models.Model):
    """One payment of the schedule: the days it covers, when it is due, and how much (pence)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    direct_payment = models.ForeignKey(DirectPayment, on_delete=models.PROTECT, related_name="schedule")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    covers_from = models.DateField()
    covers_to = models.DateField(help_text="the last day covered")
    amount = models.PositiveIntegerField()
    once = models.BooleanField(default=False, help_text="paid once, on top of what is paid each week: for a carer")

    objects = ScheduledPaymentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="scheduled_payment_has_its_own_number", fields=["direct_payment", "number"]),
            models.CheckConstraint(name="scheduled_payment_covers_days", condition=Q(covers_to__gte=F("covers_from"))),
            ExclusionConstraint(
                name="no_two_payments_cover_the_same_day",
                expressions=[
                    ("direct_payment", RangeOperators.EQUAL),
                    (
                        Func(
                            F("covers_from"), F("covers_to"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(once=False),
            ),
            models.UniqueConstraint(
                name="what_is_paid_once_is_scheduled_once", fields=["direct_payment"], condition=Q(once=True)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Payment {self.number}, {self.due_on}: {self.amount} pence"
