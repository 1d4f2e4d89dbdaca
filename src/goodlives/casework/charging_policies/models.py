"""What the council has chosen within the law of charging, each version with its dates, its owner and its reason."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from goodlives.rules import charging

from ..access.models import User

CHOICES = tuple(field.name for field in fields(charging.Policy))


class ChargingPolicyQuerySet(models.QuerySet["ChargingPolicy"]):
    def standing(self) -> ChargingPolicyQuerySet:
        """Those that no later one has corrected."""
        return self.filter(corrected_by__isnull=True)

    def version_in_force(self, on: date) -> ChargingPolicy | None:
        """The last that has begun by this day; of those that begin together, the last recorded."""
        return self.standing().filter(starts_on__lte=on).order_by("-starts_on", "-recorded_at", "-number").first()

    def in_force(self, on: date) -> charging.Policy:
        """What the council may ask for on this day: where it has chosen nothing, the law's own floor and ceiling."""
        version = self.version_in_force(on)
        return version.policy() if version else charging.Policy()


class ChargingPolicy(models.Model):
    """One version of the council's policy for charging (Care Act s14, SI 2014/2672). Never changed, only followed.

    Amounts are pence; percentages hundredths of one percent. A mistake is put right by a new version that corrects it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Counts up as versions are written down, so that of two recorded in one moment one is still the later.
    number = models.PositiveIntegerField(unique=True, editable=False)
    starts_on = models.DateField()
    mig_uplift_percent = models.IntegerField(default=0)
    mig_uplift_flat = models.IntegerField(default=0)
    percent_of_disposable_income = models.IntegerField(default=10_000)
    upper_capital_limit = models.BigIntegerField(null=True, blank=True, help_text="empty: the law's own")
    maximum_charge = models.IntegerField(null=True, blank=True, help_text="empty: no most")
    ignore_night_element = models.BooleanField(default=False)
    short_term_as_home = models.BooleanField(default=True)
    arrangement_fee = models.IntegerField(default=0)
    disability_related_expenditure_flat_rate = models.IntegerField(default=0)
    owner = models.CharField(max_length=200, help_text="the role or officer who answers for it")
    reason = models.TextField()
    agreed_by = models.CharField(max_length=200, help_text="who decided: the Cabinet, the Council, an officer by name")
    agreed_on = models.DateField()
    minute = models.CharField(max_length=200, help_text="where that is written: the minute or decision number")
    link = models.URLField(max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ChargingPolicyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-recorded_at", "-number"]
        indexes = [models.Index(name="charging_policy_by_its_start", fields=["-starts_on", "-recorded_at"])]
        constraints = [
            models.CheckConstraint(
                name="charging_policy_leaves_people_no_less_than_the_law",
                condition=Q(mig_uplift_percent__gte=0, mig_uplift_flat__gte=0),
            ),
            models.CheckConstraint(
                name="charging_policy_asks_for_no_more_than_is_left",
                condition=Q(percent_of_disposable_income__gte=0, percent_of_disposable_income__lte=10_000),
            ),
            models.CheckConstraint(
                name="charging_policy_has_no_limit_below_nothing",
                condition=(Q(upper_capital_limit__isnull=True) | Q(upper_capital_limit__gte=0))
                & (Q(maximum_charge__isnull=True) | Q(maximum_charge__gte=0)),
            ),
            models.CheckConstraint(
                name="charging_policy_has_no_fee_or_allowance_below_nothing",
                condition=Q(arrangement_fee__gte=0, disability_related_expenditure_flat_rate__gte=0),
            ),
            models.CheckConstraint(name="charging_policy_says_who_answers_for_it", condition=~Q(owner="")),
            models.CheckConstraint(name="charging_policy_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="charging_policy_says_who_agreed_it_and_where", condition=~Q(agreed_by="") & ~Q(minute="")
            ),
            models.CheckConstraint(
                name="charging_policy_does_not_correct_itself", condition=~Q(corrects=models.F("id"))
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="charging_policy_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Charging policy from {self.starts_on}"

    def policy(self) -> charging.Policy:
        """The same, as the rules know it."""
        return charging.Policy(**self.choices())

    def choices(self) -> dict[str, Any]:
        """Each choice by its name in the rules."""
        return {name: getattr(self, name) for name in CHOICES}
