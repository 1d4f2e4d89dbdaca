"""Copies of the written record: to the person, and to anybody they ask us to give it to (Care Act s12(3) and (4))."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from .assessment import Assessment, AssessmentQuerySet, State


class CopyQuerySet(models.QuerySet["CopyOfAssessment"]):
    def to_give(self) -> CopyQuerySet:
        return self.filter(given_on__isnull=True)

    def given(self) -> CopyQuerySet:
        return self.filter(given_on__isnull=False)


@with_history()
class CopyOfAssessment(models.Model):
    """A copy that somebody is to have, or has: to whom, how, and when."""

    class Whom(models.TextChoices):
        PERSON = "person", _("The person")
        CARER = "carer", _("Their carer")
        ADVOCATE = "advocate", _("Their advocate")
        SOMEBODY = "somebody", _("Somebody they asked us to give it to")

    class How(models.TextChoices):
        PAPER = "paper", _("On paper, by post")
        LARGE_PRINT = "large_print", _("In large print")
        EASY_READ = "easy_read", _("In Easy Read")
        BRAILLE = "braille", _("In Braille")
        SOUND = "sound", _("As recorded sound")
        BY_HAND = "by_hand", _("By hand")
        ONLINE = "online", _("On their page here")
        EMAIL = "email", _("By email, safely")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="copies")
    whom = models.CharField(max_length=10, choices=Whom.choices)
    name = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(help_text="when the person asked; for their own copy, the day it was due from")
    given_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=12, choices=How.choices, blank=True)
    given_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = CopyQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "given_on"]
        constraints = [
            models.CheckConstraint(
                name="copy_given_says_how_and_by_whom",
                condition=Q(given_on__isnull=True, how="", given_by__isnull=True)
                | Q(given_on__isnull=False, given_by__isnull=False) & ~Q(how=""),
            ),
            models.CheckConstraint(name="copy_for_somebody_else_has_a_name", condition=Q(whom="person") | ~Q(name="")),
            models.CheckConstraint(
                name="copy_is_given_after_it_is_asked_for",
                condition=Q(given_on__isnull=True) | Q(given_on__gte=F("asked_on")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="copy_that_was_given_is_kept", operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__given_on__isnull=False),
            ),
            pgtrigger.Protect(name="copy_is_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name or self.get_whom_display()}, {self.given_on or 'not given yet'}"


def without_every_copy(assessments: AssessmentQuerySet) -> AssessmentQuerySet:
    """Those decided of which somebody who is to have the written record does not have it yet: s12(3) and (4)."""
    asked = models.Exists(CopyOfAssessment.objects.to_give().filter(assessment=models.OuterRef("pk")))
    return assessments.filter(Q(copy_given_on=None) | asked, state=State.DECIDED).prefetch_related("copies")
