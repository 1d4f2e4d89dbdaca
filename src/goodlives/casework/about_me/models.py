"""What somebody says of themselves: About me, what they give, and how life is.

About me has the headings of the Professional Record Standards Body's standard, About Me v1.2.
"""

from __future__ import annotations

import uuid
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..people.models import Person


class Heading(models.TextChoices):
    """The headings of About Me v1.2, in its order. Its date is that of the last words."""

    IMPORTANT = "important", _("What is most important to me")
    PEOPLE = "people", _("People who are important to me")
    COMMUNICATION = "communication", _("How I communicate and how to communicate with me")
    WELLNESS = "wellness", _("My wellness")
    PLEASE = "please", _("Please do and please do not")
    SUPPORT = "support", _("How and when to support me")
    ALSO = "also", _("Also worth knowing about me")
    SUPPORTED_BY = "supported-by", _("Supported to write this by")


class Source(models.TextChoices):
    """Whose words they are, and how they came to be written."""

    SELF = "self", _("The person wrote it")
    SCRIBE = "scribe", _("The person said it, and somebody wrote it down")
    KNOWS_THEM = "knows_them", _("Somebody who knows the person says so")
    ACCEPTED = "accepted", _("Somebody suggested it, and the person accepted it")


@with_history()
class Part(Record):
    """What somebody says under one heading, now. Each earlier version is kept beside it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="about_me")
    heading = models.CharField(max_length=20, choices=Heading.choices)
    words = models.TextField()
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.SELF)
    helper = models.CharField(max_length=200, blank=True, help_text="who wrote it down, says so, or suggested it")

    class Meta:
        constraints = [models.UniqueConstraint(name="one_part_a_heading_a_person", fields=["person", "heading"])]

    def __str__(self) -> str:
        return f"{self.get_heading_display()}: {self.person}"

    @property
    def is_their_own(self) -> bool:
        """The person wrote it, or took it on, with their own sign-in."""
        return self.source in (Source.SELF, Source.ACCEPTED) or self.changed_by_id == self.person.user_id


class PartVersion(models.Model):
    """What a part said from a moment on. Never changed."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.TextField()
    source = models.CharField(max_length=12, choices=Source.choices)
    helper = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(name="one_version_a_number_a_part", fields=["part", "number"])]
        triggers = [pgtrigger.Protect(name="part_version_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.part}, version {self.number}"


@with_history()
class SuggestedWords(Record):
    """Words that staff suggest. Only the person accepts or declines them."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    MOVES = {State.WAITING: (State.ACCEPTED, State.DECLINED), State.ACCEPTED: (), State.DECLINED: ()}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suggested_words")
    heading = models.CharField(max_length=20, choices=Heading.choices)
    words = models.TextField()
    why = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"{self.made_by} suggests: {self.words[:40]}"


class Attached(Record):
    """A picture or a voice note under a heading. Kept in the database, and sent only to who may open the record."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss")
    heading = models.CharField(max_length=20, choices=Heading.choices)
    content = models.BinaryField()
    media_type = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["added_at"]


@with_history(exclude=["content"])
class Picture(Attached):
    """`words` say what it shows, for somebody who cannot see it."""

    width, height = models.PositiveIntegerField(), models.PositiveIntegerField()

    class Meta(Attached.Meta):
        constraints = [models.CheckConstraint(name="picture_says_what_it_shows", condition=~Q(words=""))]

    def __str__(self) -> str:
        return self.words[:60]


@with_history(exclude=["content"])
class VoiceNote(Attached):
    """`words` are what is said in it, where somebody has written that down."""

    class Meta(Attached.Meta):
        pass

    def __str__(self) -> str:
        return f"Voice note, {self.added_at:%Y-%m-%d}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def current(self) -> OfferQuerySet:
        return self.filter(ended_on__isnull=True)

    def shared(self, on: date) -> OfferQuerySet:
        """With consent on this day, as the search by neighbours reads it."""
        return self.current().filter(
            shared_from__lte=on, shared_until__gte=on, withdrawn_on__isnull=True, person__died_on__isnull=True
        )


@with_history()
class Offer(Record):
    """Something somebody gives, is, or wishes. Others find it only with consent, which ends, and ends at once."""

    class Kind(models.TextChoices):
        SKILL = "skill", _("Something I can do or teach")
        ROLE = "role", _("Something I am for others")
        START = "start", _("Something I would like to start")
        STOP = "stop", _("Something I would like to stop")

    SHAREABLE = (Kind.SKILL, Kind.ROLE, Kind.START)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.CharField(max_length=200)
    shared_from = models.DateField(null=True, blank=True)
    shared_until = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    agreed_how = models.CharField(max_length=200, blank=True, help_text="how somebody who cannot sign in said yes")
    ended_on = models.DateField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "words"]
        constraints = [
            models.CheckConstraint(
                name="offer_shared_has_a_beginning_and_an_end",
                condition=Q(shared_from__isnull=True, shared_until__isnull=True)
                | Q(shared_from__isnull=False, shared_until__gte=F("shared_from")),
            ),
            models.CheckConstraint(
                name="wish_to_stop_is_never_shared", condition=~Q(kind="stop") | Q(shared_from__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def may_be_shared(self) -> bool:
        return self.kind in self.SHAREABLE

    def is_shared(self, on: date) -> bool:
        return bool(
            self.shared_from and self.shared_until and self.withdrawn_on is None and self.ended_on is None
            and self.shared_from <= on <= self.shared_until
        )  # fmt: skip


@with_history()
class Introduction(Record):
    """Somebody would like to meet whoever offers something. The council asks; neither is told where the other lives."""

    class State(models.TextChoices):
        WAITING = "waiting", _("We will ask them")
        AGREED = "agreed", _("They said yes")
        NOT_NOW = "not_now", _("Not now")

    MOVES = {State.WAITING: (State.AGREED, State.NOT_NOW), State.AGREED: (), State.NOT_NOW: ()}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="introductions_asked")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="introductions")
    about = models.CharField(max_length=300, help_text="who offers what, as the asker read it")
    message = models.TextField()
    asked_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["asked_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_introduction_waits_a_person_an_offer", fields=["person", "offer"],
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="introduction_answered_has_words", condition=Q(state="waiting") | ~Q(answer="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.about}, asked on {self.asked_on}"


class HowLifeIs(models.Model):
    """What somebody answered to the plain questions about their life, on one day. Never changed: ask again instead."""

    class Whose(models.TextChoices):
        PERSON = "person", _("Somebody who draws on support")
        CARER = "carer", _("Somebody who cares for another")

    class AnsweredBy(models.TextChoices):
        SELF = "self", _("The person, by themselves")
        TOGETHER = "together", _("The person, with somebody from the council")
        FOR_THEM = "for_them", _("Somebody else, for the person")

    class Contact(models.TextChoices):
        OWN_ACCORD = "own_accord", _("Of their own accord")
        FIRST = "first", _("When they first asked for help")
        ASSESSMENT = "assessment", _("At an assessment")
        REVIEW = "review", _("At a review")
        OTHER = "other", _("At another contact")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="how_life_is")
    whose = models.CharField(max_length=6, choices=Whose.choices, default=Whose.PERSON)
    questions = models.CharField(max_length=60, default="own", help_text="which set of questions, and its version")
    answers = models.JSONField(help_text="1, the best, to 4, the hardest; None where it is not known")
    own_words = models.TextField(blank=True)
    contact = models.CharField(max_length=10, choices=Contact.choices, default=Contact.OWN_ACCORD)
    answered_by = models.CharField(max_length=8, choices=AnsweredBy.choices, default=AnsweredBy.SELF)
    who_answered = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    recorded_at = models.DateTimeField()
    # Millionths; None where these questions have no published weights.
    least = models.IntegerField(null=True, blank=True)
    most = models.IntegerField(null=True, blank=True)
    sum = models.JSONField(null=True, blank=True, help_text="the sum, step by step, with its source")

    class Meta:
        ordering = ["asked_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="how_life_is_somebody_else_is_named", condition=~Q(answered_by="for_them") | ~Q(who_answered="")
            ),
            models.CheckConstraint(
                name="how_life_is_range_is_the_right_way_round",
                condition=Q(least__isnull=True, most__isnull=True) | Q(least__lte=F("most")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="how_life_is_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"How life is for {self.person} on {self.asked_on}"

    @property
    def index(self) -> int | None:
        """Millionths, where every answer is known."""
        return self.least if self.least == self.most else None
