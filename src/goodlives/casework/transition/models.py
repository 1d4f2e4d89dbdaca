"""From children's to adults' support: who is assessed before 18, and what goes on until it is decided (ss58 to 66)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules import transition as rule

from ..access.history import with_history
from ..access.records import Record
from ..assessments.models import Assessment
from ..assessments.models import State as AssessmentState
from ..decisions.models import Decision
from ..people.models import Person


@with_history()
class Transition(Record):
    """One person on the way to a child's 18th birthday: the child, the child's carer, or a young carer.

    None is not yet known. For a child's carer the child has no record here: only a name and a date of birth.
    """

    class Who(models.TextChoices):
        CHILD = "child", _("A young person who may need care and support")
        CHILDS_CARER = "childs_carer", _("A grown-up who cares for a child")
        YOUNG_CARER = "young_carer", _("A young person who cares for somebody")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transitions")
    who = models.CharField(max_length=12, choices=Who.choices)
    begun_on = models.DateField()
    child_name = models.CharField(max_length=200, blank=True, help_text="whom a child's carer cares for")
    child_born_on = models.DateField(null=True, blank=True)
    own_words = models.TextField(blank=True, help_text="what they want from life as an adult, as they say it")
    likely_needs = models.BooleanField(null=True, blank=True, help_text="likely to have needs after 18")
    likely_needs_words = models.TextField(blank=True)
    benefit = models.BooleanField(null=True, blank=True, help_text="an assessment now is of significant benefit")
    benefit_words = models.TextField(blank=True)
    able_to_consent = models.BooleanField(null=True, blank=True)
    consents = models.BooleanField(null=True, blank=True)
    best_interests = models.BooleanField(null=True, blank=True)
    abuse_or_neglect = models.BooleanField(null=True, blank=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="transition"
    )
    # What the assessment before 18 found: s59, s61 and s64.
    assessed_on = models.DateField(null=True, blank=True)
    found = models.TextField(blank=True, help_text="needs now, and those likely to be eligible after 18")
    had_childrens_services = models.BooleanField(null=True, blank=True)
    childrens_services = models.TextField(blank=True, help_text="what children's services give now: it goes on, s66")
    adult_assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="transitions"
    )
    ended_on = models.DateField(null=True, blank=True, help_text="when what children's services gave came to its end")

    class Meta:
        ordering = ["-begun_on"]
        constraints = [
            models.UniqueConstraint(name="one_transition_of_a_kind_a_person", fields=["person", "who"]),
            models.CheckConstraint(
                name="childs_carer_says_which_child",
                condition=~Q(who="childs_carer") | ~Q(child_name="") & Q(child_born_on__isnull=False),
            ),
            models.CheckConstraint(
                name="childrens_services_go_on_until_decided_as_an_adult",
                condition=Q(ended_on__isnull=True) | Q(adult_assessment__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_who_display()}: {self.person}"

    @property
    def is_for_carer_of_child(self) -> bool:
        return self.who == self.Who.CHILDS_CARER

    @property
    def born_on(self) -> date | None:
        """The date of birth of whoever turns 18."""
        return self.child_born_on if self.is_for_carer_of_child else self.person.born_on

    def turns_18_on(self) -> date | None:
        return rule.turns(self.born_on, 18) if self.born_on else None

    def days_to_18(self, on: date) -> int | None:
        day = self.turns_18_on()
        return (day - on).days if day else None

    def milestones(self) -> tuple[rule.Milestone, ...]:
        return rule.milestones(self.born_on) if self.born_on else ()

    @property
    def decided_as_adult(self) -> bool:
        return bool(self.adult_assessment and self.adult_assessment.state == AssessmentState.DECIDED)

    def services_go_on(self, on: date) -> bool | None:
        """Whether what children's services gave goes on, on this day."""
        if self.born_on is None:
            return None
        return rule.childrens_services_go_on(
            born_on=self.born_on, on=on, had_them_before_18=self.had_childrens_services,
            decided_as_adult=self.decided_as_adult,
        )  # fmt: skip

    def conclusion(self, on: date):
        """Whether the council must assess before 18: yes, no, or not yet known."""
        days = self.days_to_18(on)
        return rule.must_assess_before_18(
            rule.BeforeEighteen(
                who=rule.Who(self.who), is_under_18=None if days is None else days > 0,
                likely_to_have_needs_after_18=self.likely_needs, significant_benefit=self.benefit,
                able_to_consent=self.able_to_consent, consents=self.consents, best_interests=self.best_interests,
                abuse_or_neglect_or_risk_of_it=self.abuse_or_neglect,
            )
        )  # fmt: skip
