"""Needs that must be met again, because the care that met them has stopped: Care Act s18(7), s27(4)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules.resource_allocation import Domain

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..carers.models import CareGiven
from ..decisions.models import Decision
from ..people.models import Person


class NeedQuerySet(models.QuerySet["NeedToMeetAgain"]):
    def open(self) -> NeedQuerySet:
        return self.filter(met_on__isnull=True)

    def open_or_met_since(self, day: date) -> NeedQuerySet:
        return self.filter(Q(met_on__isnull=True) | Q(met_on__gte=day))


@with_history()
class NeedToMeetAgain(Record):
    """A need that a carer met and no longer does, until it is met in another way. It says what, and never who."""

    class Why(models.TextChoices):
        STOPPED = "stopped", _("The carer no longer says yes to it")
        RAN_OUT = "ran_out", _("The last day of the carer’s yes is past")
        LEFT = "left", _("They are no longer in the circle")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs_to_meet_again")
    # Whose care it was stays in the carer's own record, which the person does not read.
    care = models.ForeignKey(CareGiven, on_delete=models.PROTECT, related_name="needs_to_meet_again")
    domain = models.CharField(max_length=30, blank=True, choices=[(each.value, each.words) for each in Domain])
    why = models.CharField(max_length=10, choices=Why.choices)
    since = models.DateField()
    due_on = models.DateField(help_text="the day by which somebody talks with the person")
    budget = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the first idea of the budget, worked out again without this care",
    )  # fmt: skip
    met_on = models.DateField(null=True, blank=True)
    met_how = models.TextField(blank=True)
    met_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "since"]
        indexes = [models.Index(name="needs_to_meet_again_list", fields=["due_on"], condition=Q(met_on__isnull=True))]
        constraints = [
            models.CheckConstraint(
                name="need_that_is_met_again_says_how_and_by_whom",
                condition=Q(met_on__isnull=True, met_by__isnull=True, met_how="")
                | Q(met_on__isnull=False, met_by__isnull=False) & ~Q(met_how=""),
            ),
            models.UniqueConstraint(name="one_need_for_each_care_that_stopped", fields=["care"],
                                    condition=Q(met_on__isnull=True)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.in_words}, since {self.since}"

    @property
    def in_words(self) -> str:
        """What must be met again, in words that name nobody."""
        return str(self.get_domain_display()) if self.domain else str(_("Something that family or friends did"))

    def days_overdue(self, on: date) -> int:
        return max((on - self.due_on).days, 0) if self.met_on is None else 0
