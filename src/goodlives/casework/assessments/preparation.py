"""Getting ready before the visit: an invitation with the questions, and the person's own words, which nobody changes.

The questions go out ahead, so that people have time to think: Care and Support Statutory Guidance 6.38.
"""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from .assessment import Assessment


class Asked(models.TextChoices):
    """What somebody may think about before the visit. Each has its place in the assessment, but the last."""

    GOOD = "good_at", _("What is good in your life now? What do you enjoy, and what are you good at?")
    PEOPLE = "around_them", _("Who is around you? Who matters to you, and who helps?")
    LIFE = "own_words", _("What is life like for you now? What is hard?")
    WANT = "outcomes_wanted", _("What do you want from day-to-day life?")
    HELP = "what_could_help", _("What could help, with or without the council?")
    VISIT = "visit", _("How would you like our talk to go? Where, when, with whom, and what makes it easier?")


@with_history()
class Preparation(Record):
    """The person is invited to think ahead: when we meet, where, and how they were told."""

    class How(models.TextChoices):
        LETTER = "letter", _("By letter")
        ONLINE = "online", _("On their page here")
        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("By phone")

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="preparation")
    visit_on = models.DateField(null=True, blank=True)
    visit_words = models.TextField(blank=True, help_text="the time, the place, and who comes")
    how = models.CharField(max_length=10, choices=How.choices)
    invited_on = models.DateField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Invitation of {self.invited_on}"


class PreparedWordsQuerySet(models.QuerySet["PreparedWords"]):
    def newest(self) -> PreparedWordsQuerySet:
        """What the person says now to each question; what they said before is kept beside it."""
        return self.order_by("assessment_id", "question", "-at").distinct("assessment_id", "question")


class PreparedWords(models.Model):
    """What the person wrote before the visit, with their own sign-in. Never changed: saying it anew is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="prepared")
    question = models.CharField(max_length=20, choices=Asked.choices)
    words = models.TextField(blank=True, help_text="empty: the person took their words back")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PreparedWordsQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(name="prepared_words_newest", fields=["assessment", "question", "-at"])]
        constraints = [
            models.CheckConstraint(
                name="prepared_words_answer_a_known_question", condition=Q(question__in=Asked.values)
            )
        ]
        triggers = [
            pgtrigger.Protect(name="prepared_words_are_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="prepared_words_are_the_persons_own",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM assessments_assessment a JOIN people_person p ON p.id = a.person_id
                        WHERE a.id = NEW.assessment_id AND p.user_id = NEW.by_id
                    ) THEN
                        RAISE EXCEPTION 'prepared_words_are_the_persons_own';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_question_display()}: {self.words[:40]}"


def prepared_words(assessment: Assessment) -> list[PreparedWords]:
    """What the person says now to each question, in the order they are asked."""
    rows = {row.question: row for row in PreparedWords.objects.filter(assessment=assessment).newest() if row.words}
    return [rows[question] for question in Asked.values if question in rows]
