"""A decision about a person: what, why, by which law, on which facts, by whom. Never changed, only superseded."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
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
    REFUSAL = "refusal", _("What we did when you said no to an assessment")
    ADVOCATE = "advocate", _("Whether you have an independent advocate")
    CAPACITY = "capacity", _("Whether you could make one decision yourself")
    BEST_INTERESTS = "best_interests", _("What was decided for you, in your best interests")
    BEFORE_18 = "before_18", _("Whether we assess your needs before 18")


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


class Route(models.TextChoices):
    """What the person asks for when they question a decision."""

    ASK = "ask", _("Just ask about it")
    AGAIN = "again", _("Ask us to look at it again")
    COMPLAINT = "complaint", _("Make a complaint")


class QuestionQuerySet(models.QuerySet["Question"]):
    def waiting(self) -> QuestionQuerySet:
        """Those that nobody has answered yet, and that the person has not withdrawn."""
        return self.filter(answer__isnull=True).exclude(steps__what=Step.What.WITHDRAWN)

    def with_dates(self) -> Any:  # a queryset of questions with more than their columns
        """Each with `acknowledged_on`, the `planned` day last told, and `next_due`: the day of whatever comes next."""

        def last(what: str, field: str) -> models.Subquery:
            steps = Step.objects.filter(question=models.OuterRef("pk"), what=what).order_by("-on", "-pk")
            return models.Subquery(steps.values(field)[:1])

        dated: Any = self.annotate(
            acknowledged_on=last(Step.What.ACKNOWLEDGED, "on"),
            planned=last(Step.What.PLANNED, "due_on"),
            withdrawn_on=last(Step.What.WITHDRAWN, "on"),
        )
        return dated.annotate(
            next_due=models.Case(
                models.When(acknowledge_by__isnull=False, acknowledged_on__isnull=True, then="acknowledge_by"),
                default=Coalesce("planned", "answer_by"),
                output_field=models.DateField(),
            )
        )


class Question(models.Model):
    """The person disagrees with a decision, or with one line of it, and says so in their words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="questions")
    about = models.CharField(max_length=300, blank=True, help_text="the line of the decision it is about")
    words = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=10, choices=Route.choices, default=Route.ASK)
    acknowledge_by = models.DateField(null=True, blank=True, help_text="SI 2009/309 reg 13(3): three working days")
    answer_by = models.DateField(null=True, blank=True, help_text="SI 2009/309 reg 14(3), or what we promise")
    late_because = models.TextField(blank=True, help_text="why a complaint comes after twelve months")
    wants_advocate = models.BooleanField(default=False)

    # As `with_dates` adds them.
    acknowledged_on: date | None
    planned: date | None
    withdrawn_on: date | None
    next_due: date | None

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on"]
        constraints = [
            models.CheckConstraint(name="question_has_words", condition=~Q(words="")),
            models.CheckConstraint(name="question_has_a_known_route", condition=Q(route__in=Route.values)),
            models.CheckConstraint(
                name="complaint_has_the_dates_of_the_law",
                condition=~Q(route=Route.COMPLAINT)
                | Q(
                    acknowledge_by__isnull=False,
                    answer_by__isnull=False,
                    acknowledge_by__gt=models.F("asked_on"),
                    answer_by__gt=models.F("asked_on"),
                ),
            ),
        ]
        triggers = [pgtrigger.Protect(name="question_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Question of {self.asked_on}"


class Step(models.Model):
    """What happened to a question on its way to an answer. The person sees each."""

    class What(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("We said we have it")
        PLANNED = "planned", _("How we look at it, and when we answer")
        LATE = "late", _("Why we have not answered yet")
        WORDS = "words", _("More words from you")
        WITHDRAWN = "withdrawn", _("You took it back")

    OF_THE_COUNCIL = (What.ACKNOWLEDGED, What.PLANNED, What.LATE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=15, choices=What.choices)
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="when we now say we answer")
    told = models.CharField(max_length=10, choices=Telling.How.choices, blank=True, help_text="how they were told")
    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.UniqueConstraint(
                name="question_is_acknowledged_and_withdrawn_once", fields=["question", "what"],
                condition=Q(what__in=["acknowledged", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="plan_for_an_answer_has_words_and_a_day",
                condition=~Q(what="planned") | Q(due_on__isnull=False) & ~Q(words=""),
            ),
            models.CheckConstraint(
                name="being_late_has_reasons_and_a_day",
                condition=~Q(what="late") | Q(due_on__isnull=False) & ~Q(words=""),
            ),
            models.CheckConstraint(name="added_words_are_not_empty", condition=~Q(what="words") | ~Q(words="")),
            models.CheckConstraint(
                name="step_of_the_council_says_how_the_person_was_told",
                condition=~Q(what__in=["acknowledged", "planned", "late"]) | ~Q(told=""),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="question_step_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="question_that_is_over_takes_no_step",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=pgtrigger.Func(
                    """
                    IF EXISTS (SELECT 1 FROM decisions_answer WHERE question_id = NEW.question_id) OR EXISTS (
                        SELECT 1 FROM {meta.db_table} WHERE question_id = NEW.question_id AND what = 'withdrawn'
                    ) THEN
                        RAISE EXCEPTION 'question_that_is_over_takes_no_step';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.on}"


class Answer(models.Model):
    """What the council said to a question, what came of the decision, and what the council learns from it."""

    class Result(models.TextChoices):
        STANDS = "stands", _("The decision stands")
        CHANGED = "changed", _("The decision is changed")
        PARTLY = "partly", _("Part of it was wrong")
        TOO_LATE = "too_late", _("We do not look at it: more than 12 months have passed")

    class Lesson(models.TextChoices):
        FACTS = "facts", _("We had a fact wrong, or it was missing")
        LAW = "law", _("We used the law or our policy wrongly")
        REASONS = "reasons", _("We did not say why, or not clearly")
        TAKING_PART = "taking_part", _("We did not listen, or did not involve them enough")
        DELAY = "delay", _("We took too long")
        CONDUCT = "conduct", _("How somebody spoke or behaved")
        NEWS = "news", _("Something changed after we decided")
        NOTHING = "nothing", _("Nothing to learn: it was right and clear")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="answer")
    words = models.TextField()
    answered_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    lesson = models.CharField(max_length=15, choices=Lesson.choices, blank=True)
    new_decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_that_led_here"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="answer_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="changed_decision_is_named_and_no_other",
                condition=Q(result="changed", new_decision__isnull=False)
                | Q(result="partly")
                | ~Q(result__in=["changed", "partly"]) & Q(new_decision__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="answer_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="answer_keeps_to_the_rules_of_its_route",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("asked", "decisions_question%ROWTYPE"), ("decided", "decisions_decision%ROWTYPE")],
                func=pgtrigger.Func(
                    """
                    SELECT * INTO asked FROM decisions_question WHERE id = NEW.question_id;
                    SELECT * INTO decided FROM decisions_decision WHERE id = asked.decision_id;
                    IF decided.decided_by_id = NEW.answered_by_id THEN
                        RAISE EXCEPTION 'whoever_decided_never_answers';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM decisions_step WHERE question_id = asked.id AND what = 'withdrawn'
                    ) THEN
                        RAISE EXCEPTION 'withdrawn_question_is_not_answered';
                    END IF;
                    IF asked.route <> 'ask' AND (NEW.result = '' OR NEW.lesson = '') THEN
                        RAISE EXCEPTION 'looking_again_has_a_result_and_a_lesson';
                    END IF;
                    IF NEW.result = 'too_late' AND (asked.route <> 'complaint' OR asked.late_because = '') THEN
                        RAISE EXCEPTION 'only_a_late_complaint_is_too_late';
                    END IF;
                    IF NEW.new_decision_id IS NOT NULL AND NOT EXISTS (
                        WITH RECURSIVE after AS (
                            SELECT id FROM decisions_decision WHERE supersedes_id = decided.id
                            UNION ALL
                            SELECT later.id FROM decisions_decision later JOIN after ON later.supersedes_id = after.id
                        ) SELECT 1 FROM after WHERE id = NEW.new_decision_id
                    ) THEN
                        RAISE EXCEPTION 'new_decision_takes_the_place_of_the_one_questioned';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Answer of {self.answered_on}"
