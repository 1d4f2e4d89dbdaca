"""Whether somebody could make one decision on one day, and what was then decided for them: Mental Capacity Act 2005.

A record is about one decision and one day. It is never read as an answer to any other.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules.mental_capacity import (
    Ability,
    BestInterests,
    DecidingForOneself,
    NobodyToAsk,
    independent_mental_capacity_advocate,
    lacks_capacity,
    may_be_decided_for_them,
)

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..decisions.models import Decision
from ..people.models import Person

# Each thing that is found out, in the order of the Act; its evidence is kept in the field with `_words` after it.
FOUND = (
    "helped", "understand", "retain", "use_or_weigh", "communicate", "impairment", "because_of_it", "more_than_looks"
)  # fmt: skip
# What must be looked at before deciding for somebody: s4 and s1(6).
LOOKED_AT = (
    "can_wait", "took_part", "wishes", "beliefs", "others_asked", "less_restrictive", "more_than_looks"
)  # fmt: skip


def says_what_shows_it(what: str, *names: str) -> list[models.CheckConstraint]:
    """Once it is decided, each answer has its evidence in words."""
    return [
        models.CheckConstraint(
            name=f"{what}_{name}_says_what_shows_it",
            condition=Q(decision__isnull=True) | Q(**{f"{name}__isnull": True}) | ~Q(**{f"{name}_words": ""}),
        )
        for name in names
    ]


def kept_once_decided(name: str) -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(
            name=f"{name}_is_kept_once_decided", operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__decision__isnull=False),
        ),
        pgtrigger.Protect(name=f"{name}_is_never_deleted", operation=pgtrigger.Delete),
    ]  # fmt: skip


class About(models.TextChoices):
    """What kind of decision it is. The words of the record say exactly which."""

    REFUSE_ASSESSMENT = "refuse_assessment", _("Whether to have an assessment")
    SELF_ASSESSMENT = "self_assessment", _("Whether to do their own assessment, with support")
    WHO_HELPS = "who_helps", _("Who helps them to take part")
    CARE = "care", _("What care and support to have")
    WHERE_TO_LIVE = "where_to_live", _("Where to live")
    MONEY = "money", _("Money")
    DIRECT_PAYMENT = "direct_payment", _("Whether to have a direct payment")
    SHARING = "sharing", _("Who may know about them")
    OTHER = "other", _("Something else")


class MentalCapacityQuerySet(models.QuerySet["MentalCapacityAssessment"]):
    def concluded(self) -> MentalCapacityQuerySet:
        return self.filter(decision__isnull=False)


@with_history()
class MentalCapacityAssessment(Record):
    """Whether somebody could make this decision on this day. None is not yet known, and never "could not"."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mental_capacity")
    about = models.CharField(max_length=20, choices=About.choices)
    decision_to_make = models.TextField(help_text="the decision itself, as it was put to the person")
    why_asked = models.TextField(help_text="what gave reason to doubt: everybody is taken to be able until then, s1(2)")
    looked_at_on = models.DateField(help_text="the day it is about")
    assessor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    own_words = models.TextField(blank=True, help_text="what the person says about the decision")
    who_was_asked = models.TextField(blank=True)
    helped = models.BooleanField(null=True, blank=True, help_text="everything was done to help: s1(3)")
    helped_words = models.TextField(blank=True)
    understand = models.BooleanField(null=True, blank=True, help_text="s3(1)(a)")
    understand_words = models.TextField(blank=True)
    retain = models.BooleanField(null=True, blank=True, help_text="s3(1)(b)")
    retain_words = models.TextField(blank=True)
    use_or_weigh = models.BooleanField(null=True, blank=True, help_text="s3(1)(c)")
    use_or_weigh_words = models.TextField(blank=True)
    communicate = models.BooleanField(null=True, blank=True, help_text="s3(1)(d)")
    communicate_words = models.TextField(blank=True)
    impairment = models.BooleanField(null=True, blank=True, help_text="s2(1)")
    impairment_words = models.TextField(blank=True)
    because_of_it = models.BooleanField(null=True, blank=True, help_text="s2(1)")
    because_of_it_words = models.TextField(blank=True)
    more_than_looks = models.BooleanField(null=True, blank=True, help_text="ss1(4) and 2(3)")
    more_than_looks_words = models.TextField(blank=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="mental_capacity"
    )

    objects = MentalCapacityQuerySet.as_manager()

    class Meta:
        ordering = ["-looked_at_on"]
        constraints = [
            models.CheckConstraint(
                name="mental_capacity_names_the_decision_and_the_doubt",
                condition=~Q(decision_to_make="") & ~Q(why_asked=""),
            ),
            *says_what_shows_it("mental_capacity", *FOUND),
        ]
        triggers = kept_once_decided("mental_capacity")

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.looked_at_on}"

    @property
    def is_open(self) -> bool:
        return self.decision_id is None

    @property
    def could_decide(self) -> bool | None:
        """What was concluded about this decision on this day; None while it is being looked at."""
        return self.decision.favourable if self.decision else None

    def found(self) -> DecidingForOneself:
        """What the rule is given."""
        age = self.person.age(self.looked_at_on)
        return DecidingForOneself(
            is_16_or_over=None if age is None else age >= 16,
            everything_was_done_to_help=self.helped,
            able={ability: getattr(self, ability.value) for ability in Ability},
            impairment_of_mind_or_brain=self.impairment,
            unable_because_of_it=self.because_of_it,
            rests_on_more_than_looks_or_an_unwise_choice=self.more_than_looks,
        )

    def conclusion(self):
        return lacks_capacity(self.found())


@with_history()
class BestInterestsDecision(Record):
    """What was decided for somebody who could not decide it on that day, step by step of s4."""

    mental_capacity = models.OneToOneField(
        MentalCapacityAssessment, on_delete=models.PROTECT, related_name="best_interests"
    )
    ways_looked_at = models.TextField(blank=True, help_text="each way there was, with what speaks for and against it")
    can_wait = models.BooleanField(null=True, blank=True, help_text="s4(3)")
    can_wait_words = models.TextField(blank=True)
    took_part = models.BooleanField(null=True, blank=True, help_text="s4(4)")
    took_part_words = models.TextField(blank=True)
    wishes = models.BooleanField(null=True, blank=True, help_text="s4(6)(a)")
    wishes_words = models.TextField(blank=True)
    beliefs = models.BooleanField(null=True, blank=True, help_text="s4(6)(b) and (c)")
    beliefs_words = models.TextField(blank=True)
    others_asked = models.BooleanField(null=True, blank=True, help_text="s4(7)")
    others_asked_words = models.TextField(blank=True, help_text="who was asked, and what each said")
    less_restrictive = models.BooleanField(null=True, blank=True, help_text="s1(6)")
    less_restrictive_words = models.TextField(blank=True)
    more_than_looks = models.BooleanField(null=True, blank=True, help_text="s4(1)")
    more_than_looks_words = models.TextField(blank=True)
    # Whether there must be an independent mental capacity advocate: ss37 to 40.
    serious_treatment = models.BooleanField(null=True, blank=True)
    long_stay = models.BooleanField(null=True, blank=True)
    somebody_unpaid = models.BooleanField(null=True, blank=True)
    attorney_or_deputy = models.BooleanField(null=True, blank=True)
    urgent = models.BooleanField(null=True, blank=True)
    advocate = models.TextField(blank=True, help_text="the independent mental capacity advocate, and what they said")
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="best_interests"
    )

    class Meta:
        constraints = [*says_what_shows_it("best_interests", *LOOKED_AT)]
        triggers = kept_once_decided("best_interests")

    def __str__(self) -> str:
        return f"In their best interests: {self.mental_capacity}"

    def conclusion(self):
        """Whether it may be decided for them now: each step of the Act taken, and none left out."""
        could = self.mental_capacity.could_decide
        return may_be_decided_for_them(
            None if could is None else not could,
            BestInterests(
                may_be_able_later_and_it_can_wait=self.can_wait, took_part_as_far_as_they_could=self.took_part,
                wishes_feelings_and_past_statements=self.wishes, beliefs_and_values=self.beliefs,
                those_who_know_them_were_asked=self.others_asked,
                less_restrictive_ways_were_looked_for=self.less_restrictive,
                rests_on_more_than_looks=self.more_than_looks,
            ),
        )  # fmt: skip

    def needs_an_advocate(self):
        could = self.mental_capacity.could_decide
        return independent_mental_capacity_advocate(
            NobodyToAsk(
                lacks_capacity=None if could is None else not could,
                somebody_unpaid_can_be_asked=self.somebody_unpaid, serious_medical_treatment=self.serious_treatment,
                long_stay_in_hospital_or_care_home=self.long_stay, attorney_or_deputy_for_it=self.attorney_or_deputy,
                urgent=self.urgent,
            )
        )  # fmt: skip
