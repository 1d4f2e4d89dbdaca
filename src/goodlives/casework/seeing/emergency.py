"""Each time a record was opened without a usual reason: why, who was told and when, and who looked it over."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import Role, User
from ..people.models import Person, RecordRead


def _kept(name: str) -> pgtrigger.Protect:
    return pgtrigger.Protect(name=f"{name}_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)


class EmergencyLookQuerySet(models.QuerySet["EmergencyLook"]):
    def open(self, at: datetime) -> EmergencyLookQuerySet:
        """Those by which a record is open now."""
        return self.filter(opened_at__lte=at, ends_at__gt=at)

    def with_telling(self) -> Any:  # a queryset of looks with more than their columns
        """Each with `tell_now_from`: the moment from which the person is told, by the last that was decided."""
        last = TellingDecision.objects.filter(look=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(tell_now_from=Coalesce(Subquery(last.values("tell_from")[:1]), F("tell_from")))

    def told_of(self, at: datetime) -> Any:
        """Those that the person may know of by now."""
        return self.with_telling().filter(tell_now_from__lte=at)

    def withheld(self, at: datetime) -> Any:
        """Those that the person is not told of yet."""
        return self.with_telling().filter(tell_now_from__gt=at)

    def not_looked_over(self) -> EmergencyLookQuerySet:
        return self.filter(looked_over__isnull=True)

    def to_tell(self, at: datetime) -> Any:
        """Those of which nobody has been told by email, letter or word of mouth, though they may be."""
        return self.told_of(at).filter(told__isnull=True)


class EmergencyLook(models.Model):
    """Somebody opened a record without a usual reason: why, and until when. Never changed. The person is told."""

    class Why(models.TextChoices):
        DANGER = "danger", _("Somebody may be in danger")
        COVER = "cover", _("Standing in for a colleague who is away")
        CONTACT = "contact", _("Somebody got in touch, and it could not wait")
        COURT = "court", _("A court, the police or a coroner asked")
        OTHER = "other", _("Another reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="emergency_looks")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="emergency_looks")
    role = models.CharField(max_length=20, choices=Role.choices)
    why = models.CharField(max_length=10, choices=Why.choices)
    words = models.TextField()
    was_restricted = models.BooleanField(help_text="whether only a few might open it then")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    asked_to_wait = models.BooleanField(
        default=False, help_text="whoever opened it asked a safeguarding lead whether telling should wait"
    )
    tell_from = models.DateTimeField(help_text="when the person is told, unless a safeguarding lead decides otherwise")

    objects = EmergencyLookQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(name="emergency_look_of_somebody", fields=["person", "by", "-opened_at"])]
        constraints = [
            models.CheckConstraint(name="emergency_look_says_why", condition=~Q(words="")),
            models.CheckConstraint(name="emergency_look_ends", condition=Q(ends_at__gt=F("opened_at"))),
            models.CheckConstraint(
                name="telling_waits_at_first_only_where_asked",
                condition=Q(asked_to_wait=True) | Q(tell_from=F("opened_at")),
            ),
        ]
        triggers = [_kept("emergency_look")]

    def __str__(self) -> str:
        return f"{self.by}, {self.opened_at:%Y-%m-%d %H:%M}"


class TellingDecision(models.Model):
    """A safeguarding lead lets telling the person wait until after a day, or wait no longer. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look = models.ForeignKey(EmergencyLook, on_delete=models.PROTECT, related_name="telling_decisions")
    last_day = models.DateField(null=True, blank=True, help_text="the last day on which they are not told")
    reason = models.TextField()
    tell_from = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="telling_decision_has_a_reason", condition=~Q(reason=""))]
        triggers = [_kept("telling_decision")]

    def __str__(self) -> str:
        return f"Wait until {self.last_day}" if self.last_day else "Tell now"


class Told(models.Model):
    """The person was told that somebody opened their record without a usual reason. Never changed."""

    class How(models.TextChoices):
        EMAIL = "email", _("By email")
        LETTER = "letter", _("By letter")
        SPOKEN = "spoken", _("In person or on the phone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look = models.OneToOneField(EmergencyLook, on_delete=models.PROTECT, related_name="told")
    how = models.CharField(max_length=8, choices=How.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [_kept("told")]

    def __str__(self) -> str:
        return f"{self.get_how_display()}, {self.at:%Y-%m-%d}"


class LookedOver(models.Model):
    """A manager or safeguarding lead looked whether it was right to open the record. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look = models.OneToOneField(EmergencyLook, on_delete=models.PROTECT, related_name="looked_over")
    was_right = models.BooleanField()
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="looked_over_says_why", condition=~Q(words=""))]
        triggers = [_kept("looked_over")]

    def __str__(self) -> str:
        return "Right" if self.was_right else "Not right"


class LookQuestionQuerySet(models.QuerySet["LookQuestion"]):
    def waiting(self) -> LookQuestionQuerySet:
        return self.filter(answered_at__isnull=True)


@with_history()
class LookQuestion(models.Model):
    """The person asks why somebody looked at their record, and a manager who is not that somebody answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="look_questions")
    read = models.OneToOneField(RecordRead, on_delete=models.PROTECT, related_name="question")
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = LookQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(name="look_question_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="look_question_that_was_answered_says_by_whom",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]


def of_an_emergency(**which) -> Exists:
    """Whether a read was made while its reader had the record open without a usual reason."""
    return Exists(
        EmergencyLook.objects.filter(
            person=OuterRef("person"), by=OuterRef("reader"), opened_at__lte=OuterRef("at"), ends_at__gt=OuterRef("at"),
            **which,
        )
    )  # fmt: skip


def reads_with_emergencies(person: Person, at: datetime) -> Any:
    """Everybody who looked, as the person may know of it now; `in_emergency` says which had no usual reason.

    A look of which telling waits is left out whole, each page of it.
    """
    withheld = EmergencyLook.objects.withheld(at).filter(
        person=OuterRef("person"), by=OuterRef("reader"), opened_at__lte=OuterRef("at"), ends_at__gt=OuterRef("at")
    )
    return person.reads.filter(~Exists(withheld)).annotate(in_emergency=of_an_emergency())
