"""The person, the people around them, and who has looked at their record."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import date
from functools import reduce
from operator import and_

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, Greatest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import Role, Team, User
from ..access.records import Record
from .lists import Accommodation, Ethnicity, Gender, SupportReason
from .row_security import NameOf

# How alike two names must be, from 0 to 1, to be shown as perhaps the same: "Amina Begum" and "Ameena Begam" are 0.32.
ALIKE = 0.3
VERY_ALIKE = 0.7
MISTYPED = 0.3


def plain(words: str) -> str:
    """Small letters without accents or apostrophes, so that O'Neill, O’NEILL and Zoë are found however typed."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in apart if not unicodedata.combining(letter) and letter not in "'’").lower()


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> PersonQuerySet:
        """Whose records this user may open: their own. Staff need a reason: `casework/seeing/reasons.py`."""
        if not user.is_authenticated or user.is_council_staff:
            return self.none()
        if user.acting is not None:
            return self.filter(pk=user.acting.person_id)
        return self.filter(user=user)

    def matching(self, words: str) -> PersonQuerySet:
        """People whose name, postcode, council number or NHS number has each of the words in it."""
        return self.filter(reduce(and_, (Q(search_text__contains=term) for term in plain(words).split()), Q()))

    def nearly_matching(self, words: str) -> PersonQuerySet:
        """The 25 people whose names are closest to these words: for when nobody matches what was typed."""
        nearness = TrigramWordSimilarity(plain(words), "search_text")
        # Compared once, for everybody; what follows looks at these few only.
        nearest = self.annotate(nearness=nearness).filter(nearness__gte=MISTYPED).order_by("-nearness", "pk")
        few = list(nearest.values_list("pk", flat=True)[:25])
        return self.filter(pk__in=few).annotate(nearness=nearness).order_by("-nearness", "family_name", "pk")

    def looking_like(
        self, given_name: str, family_name: str, born_on: date | None = None, postcode: str = "", nhs_number: str = ""
    ) -> PersonQuerySet:
        """Who may be this same person, the likeliest first, five at most: shown before a second record is opened.

        The same NHS number; or a name like this one with the same birth date, or the same postcode, or, where a birth
        date is not known, a name very like it.
        """
        name = f"{given_name} {family_name}".strip()
        alike = Greatest(
            TrigramSimilarity(Concat("given_name", Value(" "), "family_name"), name),
            TrigramSimilarity(Concat("preferred_name", Value(" "), "family_name"), name),
        )
        same_number = Q(nhs_number=nhs_number) if nhs_number else Q(pk__in=[])
        same_birth = Q(born_on=born_on) if born_on else Q(pk__in=[])
        same_home = Q(postcode=postcode.upper()) if postcode else Q(pk__in=[])
        birth_unknown = Q(born_on__isnull=True) if born_on else Q()
        return (
            self.annotate(
                alike=alike,
                likeness=F("alike") + _points(same_number, 10.0) + _points(same_birth, 2.0) + _points(same_home, 1.0),
            )
            .filter(
                same_number
                | (same_birth | same_home) & Q(alike__gte=ALIKE)
                | birth_unknown & Q(alike__gte=VERY_ALIKE)
            )
            .order_by("-likeness", "pk")[:5]
        )  # fmt: skip

    def allocated_to(self, worker: User) -> PersonQuerySet:
        return self.filter(allocated_to=worker)


def _points(same: Q, points: float) -> Case:
    return Case(When(same, then=Value(points)), default=Value(0.0), output_field=models.FloatField())


@with_history()
class Person(Record):
    """Somebody who draws on support, cares for somebody, or has asked for help."""

    council_number = models.CharField(max_length=12, unique=True)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="person")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    preferred_name = models.CharField(max_length=100, blank=True)
    born_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=10, choices=Gender.choices, default=Gender.UNKNOWN)
    ethnicity = models.CharField(max_length=100, choices=Ethnicity.choices, default=Ethnicity.UNKNOWN)
    nhs_number = models.CharField(max_length=10, unique=True, null=True, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    # Then both are empty here: where they live is kept apart, and only those who are named read it.
    address_is_protected = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    communication_needs = models.TextField(blank=True)
    language = models.CharField(max_length=60, blank=True)
    support_reason = models.CharField(max_length=70, choices=SupportReason.choices, default=SupportReason.UNKNOWN)
    accommodation = models.CharField(max_length=90, choices=Accommodation.choices, default=Accommodation.UNKNOWN)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    allocated_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="allocated_people"
    )
    search_text = models.CharField(max_length=400, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(name="person_search_text", fields=["search_text"], opclasses=["gin_trgm_ops"]),
            models.Index(name="person_by_name", fields=["family_name", "given_name"]),
            models.Index(name="person_by_birth", fields=["born_on"]),
            models.Index(name="person_by_postcode", fields=["postcode"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_dies_after_being_born",
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=models.F("born_on")),
            ),
            models.CheckConstraint(
                name="private_address_is_not_in_the_record",
                condition=Q(address_is_protected=False) | Q(address="", postcode=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.search_text = self.words_to_find()
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def called(self) -> str:
        """What they like to be called."""
        return self.preferred_name or self.given_name

    @property
    def address_words(self) -> str:
        """Where they live, as any page, list or export says it."""
        if self.address_is_protected:
            return gettext("Kept private")
        return "\n".join(part for part in (self.address, self.postcode) if part)

    @property
    def postcode_words(self) -> str:
        return gettext("Kept private") if self.address_is_protected else self.postcode

    def words_to_find(self) -> str:
        parts = (
            self.given_name, self.family_name, self.preferred_name, self.council_number,
            self.postcode, self.postcode.replace(" ", ""), self.nhs_number or "",
        )  # fmt: skip
        return plain(" ".join(part for part in parts if part))[:400]

    def age(self, on: date) -> int | None:
        if self.born_on is None:
            return None
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))


class CircleQuerySet(models.QuerySet["CircleMember"]):
    def current(self) -> CircleQuerySet:
        return self.filter(ended_on__isnull=True)

    def who_have_agreed(self) -> CircleQuerySet:
        """Who have said that they are willing and able, whether or not the last day of their yes is past."""
        return self.current().filter(willing=True, able=True, agreed_on__isnull=False)

    def who_count_towards_care(self, on: date) -> CircleQuerySet:
        """Only somebody who has said, and on this day says, that they are willing and able: Care Act s10(5), s18(7)."""
        return self.who_have_agreed().filter(Q(agreed_until__isnull=True) | Q(agreed_until__gte=on))

    def naming(self, person: Person) -> CircleQuerySet:
        """Where this person stands in other people's circles, and has agreed to; `whose` is the other's name."""
        return self.who_have_agreed().filter(member=person).annotate(whose=NameOf("person_id"))


@with_history()
class CircleMember(Record):
    """Somebody in the person's circle of support, what they do, and whether they want to (Care Act s10(5))."""

    class Relationship(models.TextChoices):
        PARTNER = "partner", _("Husband, wife or partner")
        PARENT = "parent", _("Parent")
        CHILD = "child", _("Son or daughter")
        SIBLING = "sibling", _("Brother or sister")
        OTHER_FAMILY = "other_family", _("Other family")
        FRIEND = "friend", _("Friend")
        NEIGHBOUR = "neighbour", _("Neighbour")
        GROUP = "group", _("Club, faith group or other group")
        OTHER = "other", _("Somebody else")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="circle")
    member = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="in_circles_of")
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=20, choices=Relationship.choices)
    does = models.TextField(blank=True)
    hours_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    willing = models.BooleanField(null=True, blank=True)
    able = models.BooleanField(null=True, blank=True)
    # Whether they want to, as far as the person may know. What each thing is, until when, and why it stops is the
    # carer's own record: casework/carers.
    agreed_on = models.DateField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True)
    lives_with_person = models.BooleanField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    in_an_emergency = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_is_in_their_own_circle",
                condition=Q(member__isnull=True) | ~Q(member=models.F("person")),
            ),
            models.CheckConstraint(
                name="circle_hours_fit_in_a_week",
                condition=Q(hours_a_week__isnull=True) | Q(hours_a_week__lte=168),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_relationship_display()}"

    def counts_towards_care(self, on: date) -> bool:
        """As `who_count_towards_care`, for one that has been read already."""
        has_agreed = bool(self.ended_on is None and self.willing and self.able and self.agreed_on)
        return has_agreed and (self.agreed_until is None or on <= self.agreed_until)

    @property
    def known_as(self) -> str:
        """Their first name, as one speaks of them; all of it for a group, or after Mrs or Dr."""
        first = self.name.split(" ")[0]
        whole = self.relationship == self.Relationship.GROUP or first.rstrip(".") in ("Mr", "Mrs", "Ms", "Miss", "Dr")
        return self.name if whole else first


class RecordRead(models.Model):
    """Somebody from the council, or from a partner the person shares with, opened a page of this person's record.

    Shown to the person. Never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reads")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reads")
    role = models.CharField(max_length=20, choices=Role.choices)
    at = models.DateTimeField()
    page = models.CharField(max_length=100)
    reason = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(name="record_read_newest", fields=["person", "-at"])]
        triggers = [pgtrigger.Protect(name="record_read_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.reader} looked at {self.page} of {self.person}"
