"""Who is on duty, and which records only a few may open."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import Team, User
from ..access.records import Record
from ..people.models import Person
from .emergency import (  # noqa: F401  # Django looks for them here
    EmergencyLook,
    LookedOver,
    LookQuestion,
    TellingDecision,
    Told,
    of_an_emergency,
    reads_with_emergencies,
)


@with_history()
class DutyDay(models.Model):
    """Somebody answers for a team on a day: they may open the records that the team holds, on that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duty_days")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="duty_days")
    on = models.DateField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "team__name", "user__last_name"]
        constraints = [
            models.UniqueConstraint(name="on_duty_once_for_a_team_on_a_day", fields=["user", "team", "on"]),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.team}, {self.on}"


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def current(self) -> RestrictionQuerySet:
        return self.filter(ended_at__isnull=True)


@with_history()
class Restriction(Record):
    """Only the people named here may open this record, whatever else would be a reason."""

    class Why(models.TextChoices):
        COLLEAGUE = "colleague", _("They work for the council")
        COUNCILLOR = "councillor", _("They are a councillor")
        RELATIVE = "relative", _("Somebody of their family works for the council")
        HIGH_RISK = "high_risk", _("Somebody may try to find or harm them")
        OTHER = "other", _("Another reason")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    why = models.CharField(max_length=12, choices=Why.choices)
    words = models.TextField()
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="restriction_says_why", condition=~Q(words="")),
            models.CheckConstraint(
                name="restriction_that_ended_says_by_whom",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_restriction_of_a_record_at_a_time", fields=["person"], condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}, {self.began_at:%Y-%m-%d}"


@with_history()
class NamedForRecord(models.Model):
    """One of the few who may open a restricted record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="few")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="named_once_for_a_restricted_record", fields=["restriction", "user"]),
        ]

    def __str__(self) -> str:
        return str(self.user)
