"""A decision about a person: what, why, by which law, on which facts, by whom. Never changed, only superseded."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..access.models import User
from ..people.models import Person


class Kind(models.TextChoices):
    REQUEST = "request", _("What we did about your request")
    ELIGIBILITY = "eligibility", _("Whether you have eligible needs")
    CARER_ELIGIBILITY = "carer_eligibility", _("Whether you have eligible needs as a carer")
    CHARGE = "charge", _("What you pay towards your care")
    INDICATIVE_BUDGET = "indicative_budget", _("A first idea of your budget")
    PERSONAL_BUDGET = "personal_budget", _("Your personal budget")
    DIRECT_PAYMENT = "direct_payment", _("Whether you can have a direct payment")
    REVIEW = "review", _("What we agreed at your review")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def current(self) -> DecisionQuerySet:
        """Those that no later decision has replaced."""
        return self.filter(superseded_by__isnull=True)

    def current_of(self, kind: str, person: Person) -> Decision | None:
        """The one of this kind about this person that stands: what a new one supersedes."""
        return self.current().filter(kind=kind, person=person).first()


class Decision(models.Model):
    """One kind of thing everywhere. The letter, the person's page and the statistics are all views of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    summary = models.TextField(help_text="what was decided, in a sentence the person can read")
    favourable = models.BooleanField(null=True, help_text="yes, no, or neither")
    reasons = models.TextField(help_text="why, in the words of whoever decided")
    conditions = models.JSONField(default=list, help_text="each condition of the law: law, words, met")
    steps = models.JSONField(default=list, help_text="each step of the sum: what, amount in pounds, law, steps")
    laws = models.JSONField(default=list, help_text="the law relied on")
    facts = models.JSONField(default=dict, help_text="what the decision rested on, as the rule was given it")
    figures = models.JSONField(default=list, help_text="the figures of law it rests on, and how sure we are of each")
    rates = models.CharField(max_length=20, blank=True, help_text="the year whose rates were used")
    rule_version = models.CharField(max_length=60, blank=True, help_text="which rules worked it out")
    what_would_change_it = models.JSONField(
        default=list,
        blank=True,
        help_text="each thing that would make it come out otherwise: words, and what it would be",
    )
    participation = models.TextField(help_text="how the person took part")
    next_steps = models.TextField(blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="decisions_made")
    recorded_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-recorded_at"]
        indexes = [models.Index(name="decision_of_person", fields=["person", "kind", "-decided_on"])]
        constraints = [
            models.CheckConstraint(name="decision_says_why", condition=~Q(reasons="")),
            models.CheckConstraint(name="decision_says_what", condition=~Q(summary="")),
            models.CheckConstraint(name="decision_says_how_the_person_took_part", condition=~Q(participation="")),
            models.CheckConstraint(name="decision_says_by_which_law", condition=~Q(laws=[])),
            models.CheckConstraint(name="decision_does_not_supersede_itself", condition=~Q(supersedes=models.F("id"))),
        ]
        triggers = [
            pgtrigger.Protect(name="decision_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="decision_supersedes_its_like",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__supersedes__isnull=False),
                func=pgtrigger.Func(
                    """
                    IF NOT EXISTS (
                        SELECT 1 FROM {meta.db_table}
                        WHERE id = NEW.supersedes_id AND person_id = NEW.person_id AND kind = NEW.kind
                    ) THEN
                        RAISE EXCEPTION 'a decision supersedes only one about the same person and of the same kind';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
            # On the way in and not as a constraint: decisions from before this was kept stay as they were.
            pgtrigger.Trigger(
                name="decision_says_which_rules_worked_it_out",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__rule_version="") & ~pgtrigger.Q(new__steps=[], new__conditions=[]),
                func="RAISE EXCEPTION 'decision_says_which_rules_worked_it_out';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.decided_on}"


class Telling(models.Model):
    """When and how somebody was told of a decision (Care Act ss12(3), 13(2), 17(6), 24-25)."""

    class How(models.TextChoices):
        LETTER = "letter", _("By letter")
        ONLINE = "online", _("On their page here")
        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("By phone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tellings")
    told_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["told_on"]
        constraints = [
            models.UniqueConstraint(
                name="opening_a_decision_is_noted_once", fields=["decision", "told_by"], condition=Q(how="online")
            ),
        ]
        triggers = [pgtrigger.Protect(name="telling_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_how_display()}, {self.told_on}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def waiting(self) -> QuestionQuerySet:
        """Those that nobody has answered yet."""
        return self.filter(answer__isnull=True)


class Question(models.Model):
    """The person disagrees with a decision, or with one line of it, and says so in their words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="questions")
    about = models.CharField(max_length=300, blank=True, help_text="the line of the decision it is about")
    words = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on"]
        constraints = [models.CheckConstraint(name="question_has_words", condition=~Q(words=""))]
        triggers = [pgtrigger.Protect(name="question_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Question of {self.asked_on}"


class Answer(models.Model):
    """What the council said to a question, and the new decision if there was one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="answer")
    words = models.TextField()
    answered_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="answer_has_words", condition=~Q(words=""))]
        triggers = [pgtrigger.Protect(name="answer_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Answer of {self.answered_on}"
