"""Who the person has invited to their plan, what those suggest, and what the council puts beside it."""

from __future__ import annotations

import uuid
from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from .models import Goal, Part, Plan, State, Way


class InvitationQuerySet(models.QuerySet["PlanInvitation"]):
    def open(self, on: date) -> InvitationQuerySet:
        """Neither withdrawn nor past their last day."""
        return self.filter(withdrawn_at__isnull=True, ends_on__gte=on).exclude(plan__state=State.ENDED)


@with_history(exclude=["link_hash", "word_hash"])
class PlanInvitation(Record):
    """Somebody whom the person asked to read their plan, or to suggest. Until a day, and withdrawn at once.

    By a link and a code word, or, for somebody from the council, by their account.
    """

    class Who(models.TextChoices):
        FAMILY = "family", _("Family")
        FRIEND = "friend", _("Friend or neighbour")
        ADVOCATE = "advocate", _("Advocate")
        PROVIDER = "provider", _("Somebody who provides support")
        WORKER = "worker", _("Social worker")

    class May(models.TextChoices):
        READ = "read", _("Read")
        SUGGEST = "suggest", _("Read and suggest")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=200)
    who = models.CharField(max_length=10, choices=Who.choices)
    parts = ArrayField(models.CharField(max_length=20, choices=Part.choices))
    may = models.CharField(max_length=10, choices=May.choices)
    ends_on = models.DateField(help_text="the last day")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_invitations")
    link_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    word_hash = models.CharField(max_length=64, blank=True)
    invited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="when they last looked")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at"]
        constraints = [
            models.CheckConstraint(name="invitation_opens_some_part_of_the_plan", condition=Q(parts__len__gt=0)),
            models.CheckConstraint(
                name="invitation_is_by_account_or_by_link_and_word",
                condition=Q(user__isnull=False, link_hash=None, word_hash="")
                | Q(user=None, link_hash__isnull=False) & ~Q(word_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_who_display()}"

    def is_open(self, on: date) -> bool:
        return self.withdrawn_at is None and on <= self.ends_on and self.plan.state != State.ENDED

    def parts_in_words(self) -> list[str]:
        return [str(Part(part).label) for part in Part.values if part in self.parts]


class WrongWord(models.Model):
    """Somebody opened a link and gave a code word that is not its own. Kept for an hour, to stop guessing."""

    invitation = models.ForeignKey(PlanInvitation, on_delete=models.CASCADE, related_name="wrong_words")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.invitation}, {self.at}"


@with_history()
class PlanSuggestion(models.Model):
    """What somebody suggests the plan should say. Nothing changes until the person has said yes."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("You said yes")
        DECLINED = "declined", _("You said no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="suggestions")
    part = models.CharField(max_length=20, choices=Part.choices)
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions")
    goal_words = models.TextField(blank=True, help_text="what the goal said then")
    way_by = models.CharField(max_length=10, choices=Way.By.choices, blank=True, help_text="for a way to a goal")
    words = models.TextField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(
        PlanInvitation, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions"
    )
    by_name = models.CharField(max_length=200, help_text="who, as the person knows them")
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, help_text="what the person said with their answer")

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(name="suggestion_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="suggestion_is_by_an_account_or_an_invitation",
                condition=Q(by__isnull=False) | Q(invitation__isnull=False),
            ),
            models.CheckConstraint(
                name="suggestion_that_was_answered_says_by_whom",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class PlanNote(models.Model):
    """What somebody from the council must record: put beside a part of the plan, by name. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="notes")
    part = models.CharField(max_length=20, choices=Part.choices)
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(name="note_beside_a_plan_has_words", condition=~Q(words=""))]
        triggers = [pgtrigger.Protect(name="note_beside_a_plan_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.words[:60]
