"""What a carer says of the care they give, who may see it, and what happens on the day they cannot.

A carer is a person with their own record. What they say here is theirs: the person they care for reads it only where
the carer lets them, and the carer reads of that person's record only what the person lets them.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules.resource_allocation import CarerSupport, Domain

from ..access.history import with_history
from ..access.records import Record
from ..people.models import CircleMember, Person


class CareQuerySet(models.QuerySet["CareGiven"]):
    def not_stopped(self) -> CareQuerySet:
        return self.filter(ended_on__isnull=True, circle_member__ended_on__isnull=True)

    def current(self, on: date) -> CareQuerySet:
        """What a carer has said yes to, and still does on this day: Care Act s10(5), s18(7)."""
        return self.not_stopped().filter(agreed_on__lte=on, until__gte=on)

    def run_out(self, on: date) -> CareQuerySet:
        """The last day of the carer's yes is past, and nobody has asked again."""
        return self.not_stopped().filter(until__lt=on)

    def given_to(self, person: Person) -> CareQuerySet:
        return self.filter(circle_member__person=person)

    def given_by(self, carer: Person) -> CareQuerySet:
        return self.filter(circle_member__member=carer)


@with_history()
class CareGiven(Record):
    """One thing a carer does for somebody, and that they are willing and able to, until a day. Theirs alone to say."""

    class SaidBy(models.TextChoices):
        SELF = "self", _("The carer, on their own page")
        TOLD_US = "told_us", _("The carer told the council")

    class Share(models.TextChoices):
        SOME = CarerSupport.SOME.value, _("Some of it")
        MOST = CarerSupport.MOST.value, _("Most of it")
        ALL = CarerSupport.ALL.value, _("All of it")

    circle_member = models.ForeignKey(CircleMember, on_delete=models.PROTECT, related_name="care")
    what = models.CharField(max_length=300, help_text="what they do, in the carer's words")
    how_often = models.CharField(max_length=200, blank=True)
    hours_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    domain = models.CharField(max_length=30, blank=True, choices=[(each.value, each.words) for each in Domain])
    share = models.CharField(max_length=10, blank=True, choices=Share.choices, help_text="how much of that help")
    agreed_on = models.DateField()
    until = models.DateField(help_text="the last day of their yes; then they are asked again")
    said_by = models.CharField(max_length=10, choices=SaidBy.choices, default=SaidBy.SELF)
    told_how = models.CharField(max_length=200, blank=True, help_text="how the carer told the council")
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.TextField(blank=True, help_text="the carer's own words; never shown to the person")
    person_may_know = models.BooleanField(default=False, help_text="the person may be told who stopped")

    objects = CareQuerySet.as_manager()

    class Meta:
        ordering = ["circle_member", "agreed_on", "what"]
        indexes = [
            models.Index(name="care_that_runs_out", fields=["until"], condition=Q(ended_on__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(name="care_says_what_it_is", condition=~Q(what="")),
            models.CheckConstraint(name="care_is_agreed_to_until_a_later_day", condition=Q(until__gte=F("agreed_on"))),
            models.CheckConstraint(
                name="care_in_a_part_of_life_says_how_much",
                condition=Q(domain="", share="") | ~Q(domain="") & ~Q(share=""),
            ),
            models.CheckConstraint(
                name="care_that_was_told_to_us_says_how", condition=~Q(said_by="told_us") | ~Q(told_how="")
            ),
            models.CheckConstraint(
                name="hours_of_care_fit_in_a_week",
                condition=Q(hours_a_week__isnull=True) | Q(hours_a_week__lte=168),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_current(self, on: date) -> bool:
        """As `current`, for one that has been read already with its member of the circle."""
        return self.ended_on is None and self.agreed_on <= on <= self.until

    @property
    def in_part_of_life(self) -> Domain | None:
        return next((domain for domain in Domain if domain.value == self.domain), None)


@with_history()
class PlanForTheDay(Record):
    """What happens on the day somebody in the circle is ill: who comes instead, keys, medicines, phones."""

    circle_member = models.OneToOneField(CircleMember, on_delete=models.PROTECT, related_name="plan_for_the_day")
    instead = models.TextField(blank=True, help_text="who comes instead, and what they do first")
    phone = models.TextField(blank=True, help_text="whom to phone, in order, with numbers")
    keys = models.TextField(blank=True, help_text="how to get in; never the number of a key safe")
    medicines = models.TextField(blank=True, help_text="what, when, where they are, who may give them")
    also = models.TextField(blank=True, help_text="what else somebody new must know")

    def __str__(self) -> str:
        return f"Plan for the day {self.circle_member.name} is ill"

    WORDS = ("instead", "phone", "keys", "medicines", "also")

    @property
    def says_something(self) -> bool:
        return any(getattr(self, name) for name in self.WORDS)


@with_history()
class EmergencyPlan(Record):
    """What must happen if the carer suddenly cannot care, in the carer's own words, shown only as they choose."""

    WORDS = ("who_to_phone", "first_day", "next_days", "keys", "medicines", "for_me")

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="emergency_plan")
    who_to_phone = models.TextField(blank=True)
    first_day = models.TextField(blank=True, help_text="what must be done in the first hours")
    next_days = models.TextField(blank=True, help_text="what must be done in the days after")
    keys = models.TextField(blank=True)
    medicines = models.TextField(blank=True)
    for_me = models.TextField(blank=True, help_text="who looks after the carer, their children, pets and work")

    def __str__(self) -> str:
        return f"Emergency plan of {self.person}"


class SharedQuerySet(models.QuerySet["Shared"]):
    def current(self) -> SharedQuerySet:
        return self.filter(ended_on__isnull=True, circle_member__ended_on__isnull=True)


@with_history()
class Shared(Record):
    """Part of somebody's record that they let the other see, with whom a place in a circle joins them.

    Until they take it back, or that place ends. Whether the other has a record of their own is not said.
    """

    class What(models.TextChoices):
        CARE = "care", _("What I do, and what I have agreed to")
        EMERGENCY_PLAN = "emergency_plan", _("My emergency plan")
        CIRCLE = "circle", _("My circle, and the plan for the day somebody is ill")

    OF_A_CARER = (What.CARE, What.EMERGENCY_PLAN)
    OF_A_PERSON = (What.CIRCLE,)

    @classmethod
    def parts_of(cls, person: Person, place: CircleMember) -> tuple[Shared.What, ...]:
        """What this person may show: as a carer in that place, or as the person whose circle it is."""
        return cls.OF_A_CARER if place.member_id == person.pk else cls.OF_A_PERSON

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shared")
    circle_member = models.ForeignKey(CircleMember, on_delete=models.PROTECT, related_name="shared")
    what = models.CharField(max_length=15, choices=What.choices)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["began_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_thing_is_shared_once", fields=["person", "circle_member", "what"],
                condition=Q(ended_on__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_what_display()}, from {self.began_on}"


# How caring goes, a topic of its own: Django looks for its rows here.
from .how_caring_goes import EarlyWarning, HowCaringGoes, SupportAsked  # noqa: E402

__all__ = [
    "CareGiven", "EarlyWarning", "EmergencyPlan", "HowCaringGoes", "PlanForTheDay", "Shared", "SupportAsked",
]  # fmt: skip
