"""What a plan said at each moment, and what the person signed. The database refuses to change either."""

from __future__ import annotations

import hashlib
import json
import uuid

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access.models import Role, User
from .authorship import Written
from .models import Part, Plan


class PlanVersion(models.Model):
    """All that a plan said once somebody had saved it, with who wrote each line. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    says = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what it says")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="versions_of_a_plan_are_counted", fields=["plan", "number"])]
        triggers = [pgtrigger.Protect(name="plan_version_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def who(self) -> str:
        """Who saved it, as the plan names them."""
        by = self.by
        return self.plan.person.name if by is not None and by.role == Role.PERSON else str(by or "")


class PlanSignature(models.Model):
    """The person's name under one version of their plan, typed by them or written on paper. Never changed."""

    class How(models.TextChoices):
        ONLINE = "online", _("Typed here")
        PAPER = "paper", _("Written on paper")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(max_length=200)
    signed_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    helped_by = models.CharField(max_length=200, blank=True, help_text="who helped them to sign, and how")
    witness = models.CharField(max_length=200, blank=True, help_text="who saw them sign")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(name="signature_has_a_name", condition=~Q(name="")),
            models.UniqueConstraint(name="a_version_is_signed_once", fields=["version"]),
            models.CheckConstraint(
                name="signature_on_paper_says_who_saw_it", condition=~Q(how="paper") | ~Q(witness="")
            ),
        ]
        triggers = [pgtrigger.Protect(name="plan_signature_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.name}, {self.signed_on}"


def what_it_says(plan: Plan) -> dict:
    """The plan as it stands, as plain values. Costs are pence a week."""
    authors = {row.part: row for row in plan.written_parts.select_related("written_by")}
    goals = plan.goals.select_related("written_by").prefetch_related("ways__circle_member", "ways__written_by")
    return {
        "parts": {
            part: {"words": _words_of(plan, part), **_written(plan, authors.get(part))}
            for part in Part.values
            if part != Part.GOALS and _words_of(plan, part)
        },
        "goals": [
            {
                "words": goal.words, "outcomes": goal.outcomes, **_written(plan, goal),
                "ways": [
                    {
                        "by": way.by, "what": way.what, "how_often": way.how_often,
                        "who": way.circle_member.name if way.circle_member else "", "weekly_cost": way.weekly_cost,
                        "once_cost": way.once_cost, "how_worked_out": way.how_worked_out, **_written(plan, way),
                    }
                    for way in goal.ways.all()
                ],
            }
            for goal in goals
        ],
    }  # fmt: skip


def _words_of(plan: Plan, part: str) -> str:
    value = getattr(plan, part, None)
    return value.isoformat() if part == Part.STARTS_ON and value else value or ""


def _written(plan: Plan, line: Written | None) -> dict:
    """Who wrote a line and when, by name: a name that changes later does not change what was signed."""
    if line is None or line.written_by is None:
        return {"written_by": "", "written_at": None}
    said = {"written_by": line.writer(plan), "written_at": line.written_at.isoformat() if line.written_at else None}
    said |= {"for_the_person": line.asked} if line.asked else {}
    return said | ({"suggested_by": line.suggested_by} if line.suggested_by else {})


def digest_of(says: dict) -> str:
    return hashlib.sha256(json.dumps(says, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()
