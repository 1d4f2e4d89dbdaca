"""A request for support: somebody asks for help, for themselves or for another person."""

from __future__ import annotations

import uuid
from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..decisions.models import Decision
from ..people.models import Person


class Urgency(models.TextChoices):
    DANGER = "1_danger", _("Someone may be in danger or being hurt")
    DAYS = "2_days", _("Help is needed in the next few days")
    WEEKS = "3_weeks", _("Help is needed in the next few weeks")
    PLANNING = "4_planning", _("Planning ahead, or a question")


# Working days within which somebody answers. The council's own promise: no law sets a time, but it must be
# "appropriate and reasonable" (statutory guidance 6.29).
ANSWERED_WITHIN = {Urgency.DANGER: 1, Urgency.DAYS: 2, Urgency.WEEKS: 5, Urgency.PLANNING: 10}


class State(models.TextChoices):
    NEW = "new", _("Waiting for a response")
    RESPONDED = "responded", _("Responded to")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES = {
    State.NEW: {State.RESPONDED, State.WITHDRAWN},
    State.RESPONDED: set(),
    State.WITHDRAWN: set(),
}


class Contact(models.TextChoices):
    """A way to get in touch that is all right, and safe, for whoever asked."""

    PHONE = "phone", _("Phone call")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("Email")
    LETTER = "letter", _("Letter")


class Communication(models.TextChoices):
    """What makes it easier to understand each other: the Accessible Information Standard."""

    INTERPRETER = "interpreter", _("An interpreter for my language")
    SIGN_LANGUAGE = "sign_language", _("British Sign Language")
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy read: short words and pictures")
    BRAILLE = "braille", _("Braille")
    AUDIO = "audio", _("Recorded sound")
    RELAY = "relay", _("Relay UK, or another way to type instead of speak")


class RequestQuerySet(models.QuerySet["RequestForSupport"]):
    def waiting(self) -> RequestQuerySet:
        return self.filter(state=State.NEW)

    def most_urgent_first(self) -> RequestQuerySet:
        return self.order_by("urgency", "asked_at", "reference")

    def matching(self, words: str) -> RequestQuerySet:
        """Requests in which each word is part of a name, the postcode or the reference."""
        rows = self
        for word in words.split():
            bare = word.replace("-", "").upper()
            dashed = f"{bare[:1]}-{bare[1:5]}-{bare[5:]}" if len(bare) == 9 else word
            rows = rows.filter(
                Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(asker_name__icontains=word)
                | Q(postcode__icontains=word) | Q(reference__icontains=word) | Q(reference=dashed)
            )  # fmt: skip
        return rows


@with_history()
class RequestForSupport(Record):
    """What somebody told us, in their words. A record about a person is opened only when we respond."""

    class About(models.TextChoices):
        MYSELF = "myself", _("Myself")
        SOMEBODY_ELSE = "somebody_else", _("Somebody else")
        MYSELF_AS_CARER = "myself_as_carer", _("Myself, because I look after somebody")

    reference = models.CharField(max_length=11, unique=True)
    asked_at = models.DateTimeField()
    about = models.CharField(max_length=20, choices=About.choices)
    words = models.TextField(help_text="what is happening, in their own words")
    what_would_help = models.TextField(blank=True)
    urgency = models.CharField(max_length=12, choices=Urgency.choices)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    born_on = models.DateField(null=True, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    contact_ways = ArrayField(
        models.CharField(max_length=10, choices=Contact.choices), default=list, blank=True,
        help_text="the only ways to get in touch; none given means nobody was asked",
    )  # fmt: skip
    communication = ArrayField(models.CharField(max_length=20, choices=Communication.choices), default=list, blank=True)
    language = models.CharField(max_length=60, blank=True)
    contact_needs = models.TextField(blank=True, help_text="anything else about getting in touch, such as safe times")
    asker_name = models.CharField(max_length=200, blank=True)
    asker_relationship = models.CharField(max_length=100, blank=True)
    asker_phone = models.CharField(max_length=30, blank=True)
    asker_email = models.EmailField(blank=True)
    person_knows = models.BooleanField(null=True, blank=True, help_text="does the person know and agree?")
    cared_for_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    assigned_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="assigned_requests"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="request_queue", fields=["state", "urgency", "asked_at"])]
        constraints = [
            models.CheckConstraint(
                name="request_responded_to_is_about_a_known_person",
                condition=~Q(state=State.RESPONDED) | Q(person__isnull=False),
            ),
            models.CheckConstraint(name="request_has_the_words_of_whoever_asked", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.name}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def whom_for(self) -> str:
        """Whom they asked for, as those who answer say it."""
        return str(WHOM_FOR[self.about])

    @property
    def for_somebody_else(self) -> bool:
        return self.about == self.About.SOMEBODY_ELSE

    @property
    def asked_on(self) -> date:
        """The day it was asked, where the council is."""
        return timezone.localtime(self.asked_at).date()

    def days_waiting(self, on: date) -> int:
        return (on - self.asked_on).days

    def may_be_reached_by(self, way: str) -> bool:
        """Whether this way to get in touch is all right: any is, where nobody was asked."""
        return not self.contact_ways or way in self.contact_ways

    def contact_ways_in_words(self) -> str:
        return ", ".join(str(Contact(way).label) for way in self.contact_ways)

    def email_for_the_answer(self) -> str:
        """Where to say that there is an answer; nowhere, if whoever asked did not choose email."""
        email = self.asker_email if self.for_somebody_else else self.email
        return email if self.may_be_reached_by(Contact.EMAIL) else ""

    def communication_needs(self) -> str:
        """What makes it easier to understand each other, as one text."""
        needs = [str(Communication(need).label) for need in self.communication]
        return "\n".join(part for part in (", ".join(needs), self.contact_needs) if part)


class Addition(models.Model):
    """Something has changed since they asked. Never altered: what was told first stays as it was told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(RequestForSupport, on_delete=models.PROTECT, related_name="additions")
    told_at = models.DateTimeField()
    words = models.TextField()
    urgency = models.CharField(max_length=12, choices=Urgency.choices)

    class Meta:
        ordering = ["told_at"]
        constraints = [models.CheckConstraint(name="addition_says_what_changed", condition=~Q(words=""))]
        triggers = [pgtrigger.Protect(name="addition_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Something changed, {self.told_at:%Y-%m-%d}"


class WrongGuess(models.Model):
    """Somebody gave details that do not fit a reference. Kept for an hour, to stop guessing.

    In the database, because every web process must count the same guesses; by reference, not by computer, because a
    library or a care home is one computer for many people. A reference that does not exist is counted all the same.
    """

    reference = models.CharField(max_length=11)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="wrong_guess_by_reference", fields=["reference", "at"])]

    def __str__(self) -> str:
        return f"{self.reference}, {self.at}"


WHOM_FOR = {
    RequestForSupport.About.MYSELF.value: _("Themselves"),
    RequestForSupport.About.SOMEBODY_ELSE.value: _("Somebody else"),
    RequestForSupport.About.MYSELF_AS_CARER.value: _("Themselves, as a carer"),
}


class Response(models.Model):
    """What the council did about a request, and what it told the person."""

    class What(models.TextChoices):
        ADVICE = "advice", _("Information and advice")
        EARLY_HELP = "early_help", _("Early help, such as equipment or a local group")
        REABLEMENT = "reablement", _("Reablement: help to get back to doing things yourself")
        ASSESSMENT = "assessment", _("A needs assessment")
        CARERS_ASSESSMENT = "carers_assessment", _("A carer's assessment")
        SAFEGUARDING = "safeguarding", _("Safeguarding: looking into possible abuse or neglect")

    request = models.OneToOneField(RequestForSupport, primary_key=True, on_delete=models.PROTECT)
    what = models.CharField(max_length=20, choices=What.choices)
    message = models.TextField(help_text="what the person is told, in plain words")
    responded_on = models.DateField()
    responded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="responses")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="response")

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.responded_on}"
