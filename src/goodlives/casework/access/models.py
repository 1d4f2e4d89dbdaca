"""Who uses the system, and what each may agree to."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .history import with_history


class Role(models.TextChoices):
    PERSON = "person", _("Person or carer")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    TEAM_MANAGER = "team_manager", _("Team manager")
    SERVICE_MANAGER = "service_manager", _("Service manager")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


@with_history(exclude=["password", "last_login"])
class User(AbstractUser):
    """Somebody who signs in: the person who draws on support, a carer, or somebody who works for the council."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PERSON)
    job_title = models.CharField(max_length=100, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="members")
    for_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_has_a_known_role", condition=models.Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def is_council_staff(self) -> bool:
        return self.role != Role.PERSON


class SignOffLimitQuerySet(models.QuerySet["SignOffLimit"]):
    def weekly_limit(self, role: str, on: date) -> int | None:
        """The most pence a week that this role may agree to on this day; None when it may agree to nothing."""
        row = self.filter(role=role, starts_on__lte=on).order_by("-starts_on").first()
        return row.weekly_limit if row else None


@with_history()
class SignOffLimit(models.Model):
    """How much a week somebody in a role may agree to. Dated: an old sign-off still explains itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    weekly_limit = models.PositiveIntegerField(help_text="pence a week")
    reason = models.TextField()

    objects = SignOffLimitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_sign_off_limit_a_role_a_day", fields=["role", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} from {self.starts_on}: {self.weekly_limit} pence a week"
