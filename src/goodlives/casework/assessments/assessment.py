"""The needs assessment and the carer's assessment: what the person says, what they can and cannot do, what matters."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from goodlives.rules import carers_eligibility, eligibility, resource_allocation
from goodlives.rules.wellbeing import Wellbeing

from ..access import roles
from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..decisions.models import Decision
from ..people.models import Person
from ..people.row_security import NameOf
from ..requests.models import RequestForSupport


class State(models.TextChoices):
    IN_PROGRESS = "in_progress", _("Being written")
    SHARED = "shared", _("Sent to the social worker")
    DECIDED = "decided", _("Decided")
    STOPPED = "stopped", _("Stopped")


MOVES = {
    State.IN_PROGRESS: {State.SHARED, State.DECIDED, State.STOPPED},
    State.SHARED: {State.IN_PROGRESS, State.DECIDED, State.STOPPED},
    State.DECIDED: set(),
    State.STOPPED: set(),
}
OPEN = [State.IN_PROGRESS, State.SHARED]

# Once it is decided or stopped, all that may still be written is that the person has their copy: s12(3).
_STILL = "'{copy_given_on,revision,changed_at,changed_by_id}'::text[]"
AFTER_THE_END = pgtrigger.Condition(
    f"OLD.state IN ('decided', 'stopped') AND to_jsonb(OLD.*) - {_STILL} IS DISTINCT FROM to_jsonb(NEW.*) - {_STILL}"
)


def kept_after_the_end(name: str) -> pgtrigger.Trigger:
    """The database refuses to change an answer of an assessment that has been decided or stopped."""
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Update | pgtrigger.Delete,
        func="""
            IF (SELECT state FROM assessments_assessment WHERE id = OLD.assessment_id) IN ('decided', 'stopped') THEN
                RAISE EXCEPTION 'pgtrigger: this assessment has been decided or stopped';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )  # fmt: skip


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def open(self) -> AssessmentQuerySet:
        return self.filter(state__in=OPEN)

    def with_answers(self) -> AssessmentQuerySet:
        """All that its pages show, in a fixed number of questions to the database."""
        return self.select_related(
            "person", "request", "assessor", "changed_by", "decision__decided_by"
        ).prefetch_related("wellbeing", "answers", "help_needed")


@with_history()
class Assessment(Record):
    """A needs assessment (Care Act s9) or a carer's assessment (s10). It never asks about money.

    The text fields hold the person's own words; what the assessor thinks stands apart, in `assessor_view`.
    None means not yet known.
    """

    class Kind(models.TextChoices):
        ADULT = "adult", _("Needs assessment")
        CARER = "carer", _("Carer's assessment")

    class Method(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("Face to face")
        SUPPORTED_SELF_ASSESSMENT = "supported_self_assessment", _("Started by the person (supported self-assessment)")
        PHONE_OR_ONLINE = "phone_or_online", _("By phone or online")
        COMBINED = "combined", _("Together with another assessment")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    request = models.ForeignKey(
        RequestForSupport, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    method = models.CharField(max_length=30, choices=Method.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.IN_PROGRESS)
    started_on = models.DateField()
    assessor = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments")
    # What the person says: Care Act s9(4), s1(3)(a) and (b).
    own_words = models.TextField(blank=True, help_text="what life is like now, and what matters")
    outcomes_wanted = models.TextField(blank=True, help_text="what they want from day-to-day life")
    good_at = models.TextField(blank=True, help_text="what they are good at, and what goes well")
    gives = models.TextField(blank=True, help_text="what they give to other people")
    around_them = models.TextField(blank=True, help_text="who and what is around them")
    good_and_bad_days = models.TextField(blank=True, help_text="how needs change over time: reg 2(4)")
    what_could_help = models.TextField(blank=True, help_text="what could help, with or without the council")
    who_took_part = models.TextField(blank=True, help_text="who was there and who was asked: s9(5)")
    assessor_view = models.TextField(blank=True)
    # The conditions: SI 2015/313 regs 2 and 3.
    needs_arise = models.BooleanField(null=True, blank=True)
    needs_arise_words = models.TextField(blank=True)
    significant_impact = models.BooleanField(null=True, blank=True)
    significant_impact_words = models.TextField(blank=True)
    # For a carer only: s10(5) and reg 3(1)-(2).
    cared_for = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments_of_their_carers"
    )
    cared_for_name = models.CharField(max_length=200, blank=True)
    hours_caring = models.PositiveSmallIntegerField(null=True, blank=True, help_text="hours a week")
    willing_to_care = models.BooleanField(null=True, blank=True)
    able_to_care = models.BooleanField(null=True, blank=True)
    health_deteriorating = models.BooleanField(null=True, blank=True)
    copy_given_on = models.DateField(null=True, blank=True, help_text="s12(3)")
    why_stopped = models.TextField(blank=True, help_text="why it was stopped before it was decided: s11")
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="assessment"
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                name="assessment_is_decided_by_a_decision",
                condition=Q(state=State.DECIDED, decision__isnull=False)
                | (~Q(state=State.DECIDED) & Q(decision__isnull=True)),
            ),
            models.CheckConstraint(
                name="assessment_stopped_says_why", condition=~Q(state=State.STOPPED) | ~Q(why_stopped="")
            ),
            models.CheckConstraint(name="assessment_has_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="assessment_is_of_a_known_kind", condition=Q(kind__in=["adult", "carer"])),
            models.CheckConstraint(
                name="only_a_carers_assessment_names_who_is_cared_for",
                condition=Q(kind="carer") | Q(cared_for__isnull=True, cared_for_name=""),
            ),
            models.CheckConstraint(
                name="caring_hours_fit_in_a_week",
                condition=Q(hours_caring__isnull=True) | Q(hours_caring__lte=168),
            ),
            models.CheckConstraint(
                name="nobody_is_their_own_carer", condition=Q(cared_for__isnull=True) | ~Q(cared_for=models.F("person"))
            ),
            models.UniqueConstraint(
                name="one_open_assessment_of_a_kind_a_person",
                fields=["person", "kind"],
                condition=Q(state__in=OPEN),
            ),
        ]
        indexes = [models.Index(name="assessment_list", fields=["state", "started_on"])]
        triggers = [
            pgtrigger.FSM(
                name="assessment_moves_as_allowed",
                field="state",
                transitions=[(str(start), str(end)) for start, ends in MOVES.items() for end in sorted(ends)],
            ),
            pgtrigger.Protect(
                name="assessment_is_kept_as_decided", operation=pgtrigger.Update, condition=AFTER_THE_END
            ),
            pgtrigger.Protect(name="assessment_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}"

    @property
    def is_for_carer(self) -> bool:
        return self.kind == self.Kind.CARER

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @cached_property
    def who_is_cared_for(self) -> str:
        """The name of the person a carer cares for: of their record no more than that is the carer's to read."""
        if self.cared_for_id is None:
            return self.cared_for_name
        return Assessment.objects.filter(pk=self.pk).values_list(NameOf("cared_for_id"), flat=True).get()

    def who_waits_for_a_copy(self) -> str:
        """The person, and whoever they asked us to give it to."""
        waiting = [] if self.copy_given_on else [self.person.name]
        return ", ".join([*waiting, *[copy.name for copy in self.copies.all() if copy.given_on is None]])

    def may_be_written_by(self, user: User) -> bool:
        """A social worker, or the person whose assessment it is: s9(5). Nobody else, whoever may read it."""
        return roles.social_worker(user) or (roles.person(user) and self.person.user_id == user.pk)

    def days_open(self, on: date) -> int:
        """Days from its start until it was decided, or until this day."""
        return ((self.decision.decided_on if self.decision else on) - self.started_on).days

    def outcomes(self):
        """The outcomes of the regulation for this kind of assessment, in its order."""
        return list(carers_eligibility.CarerOutcome if self.is_for_carer else eligibility.Outcome)

    def unable_to_achieve(self) -> dict:
        answers = {answer.outcome: answer for answer in self.answers.all()}
        return {
            outcome: answers[outcome.value].unable() if outcome.value in answers else None
            for outcome in self.outcomes()
        }

    def needs(self) -> eligibility.AdultNeeds | carers_eligibility.CarerNeeds:
        """What the eligibility rule is given."""
        if self.is_for_carer:
            return carers_eligibility.CarerNeeds(
                arise_from_necessary_care=self.needs_arise, unable_to_achieve=self.unable_to_achieve(),
                health_deteriorating=self.health_deteriorating,
                significant_impact_on_wellbeing=self.significant_impact,
            )  # fmt: skip
        return eligibility.AdultNeeds(
            arise_from_impairment_or_illness=self.needs_arise, unable_to_achieve=self.unable_to_achieve(),
            significant_impact_on_wellbeing=self.significant_impact,
        )  # fmt: skip

    def facts(self) -> dict:
        """What the decision rests on, as the `goodlives eligibility` command reads it: it can be replayed."""
        facts = {
            "who": self.kind, "needs_arise": self.needs_arise, "significant_impact": self.significant_impact,
            "unable_to_achieve": {outcome.value: answer for outcome, answer in self.unable_to_achieve().items()},
        }  # fmt: skip
        return facts | ({"health_deteriorating": self.health_deteriorating} if self.is_for_carer else {})

    def ways(self) -> dict:
        """How each outcome was answered, way by way: what `unable_to_achieve` in the facts rests on."""
        return {answer.outcome: answer.ways() for answer in sorted(self.answers.all(), key=lambda one: one.outcome)}

    def conclusion(self):
        """Whether needs are eligible: yes, no, or not yet known, with the conditions."""
        needs = self.needs()
        if isinstance(needs, carers_eligibility.CarerNeeds):
            return carers_eligibility.carer_is_eligible(needs)
        return eligibility.adult_is_eligible(needs)


@with_history()
class WellbeingArea(models.Model):
    """How needs touch one of the nine areas of wellbeing: Care Act s1(2), s9(4)(a)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="wellbeing")
    area = models.CharField(max_length=40, choices=[(area.value, area.value) for area in Wellbeing])
    affected = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_answer_for_each_area_of_wellbeing", fields=["assessment", "area"])
        ]
        triggers = [kept_after_the_end("wellbeing_is_kept_as_decided")]

    def __str__(self) -> str:
        return f"{self.area}: {self.affected}"


WAYS = ("needs_help", "pain_or_distress", "danger", "takes_longer")
"""The ways of being unable to achieve an outcome, in the regulation's order."""
MANAGES, NEEDS_HELP, HARD = "manages", "needs_help", "hard"
OUTCOMES = sorted({outcome.value for outcome in (*eligibility.Outcome, *carers_eligibility.CarerOutcome)})


@with_history()
class OutcomeAnswer(models.Model):
    """One outcome, and the ways of being unable to achieve it. None means not yet known.

    Four ways for an adult (SI 2015/313 reg 2(3)); three for a carer (reg 3(3)), where taking longer does not count.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=40, choices=[(name, name) for name in OUTCOMES])
    needs_help = models.BooleanField(null=True, blank=True, help_text="cannot do it without help: (a)")
    pain_or_distress = models.BooleanField(null=True, blank=True, help_text="(b)")
    danger = models.BooleanField(null=True, blank=True, help_text="(c)")
    takes_longer = models.BooleanField(null=True, blank=True, help_text="(d), adults only")
    words = models.TextField(blank=True, help_text="what the person says about it")

    class Meta:
        constraints = [models.UniqueConstraint(name="one_answer_for_each_outcome", fields=["assessment", "outcome"])]
        triggers = [kept_after_the_end("outcome_is_kept_as_decided")]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.unable()}"

    def ways(self) -> list[bool | None]:
        """Each way of being unable to achieve it, in the regulation's order."""
        ways = [self.needs_help, self.pain_or_distress, self.danger]
        return ways if self.assessment.is_for_carer else [*ways, self.takes_longer]

    def unable(self) -> bool | None:
        if self.assessment.is_for_carer:
            return carers_eligibility.carer_unable_to_achieve(*self.ways())
        return eligibility.unable_to_achieve(*self.ways())


def in_short(answer: OutcomeAnswer | None) -> str:
    """How an outcome goes, in one word: managed, not without help, hard in some other way, or empty: not yet known."""
    if answer is None:
        return ""
    if answer.unable() is False:
        return MANAGES
    if answer.needs_help:
        return NEEDS_HELP
    return HARD if answer.needs_help is False or answer.unable() else ""


@with_history()
class HelpWithDomain(models.Model):
    """How much help is needed in one part of life, and how much of it family gives willingly."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="help_needed")
    domain = models.CharField(max_length=30, choices=[(d.value, d.value) for d in resource_allocation.Domain])
    help_needed = models.CharField(
        max_length=30, blank=True, choices=[(h.value, h.value) for h in resource_allocation.HelpNeeded]
    )
    carer_support = models.CharField(
        max_length=10, blank=True, choices=[(c.value, c.value) for c in resource_allocation.CarerSupport]
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="one_answer_for_each_domain", fields=["assessment", "domain"])]
        triggers = [kept_after_the_end("help_is_kept_as_decided")]

    def __str__(self) -> str:
        return f"{self.domain}: {self.help_needed or 'not yet known'}"
