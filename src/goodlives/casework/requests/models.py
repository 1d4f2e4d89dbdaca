"""A request for support: somebody asks for help, for themselves or for another person."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
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


class State(models.TextChoices):
    NEW = "new", _("Waiting for a response")
    RESPONDED = "responded", _("Responded to")
    WITHDRAWN = "withdrawn", _("Withdrawn")


MOVES = {
    State.NEW: {State.RESPONDED, State.WITHDRAWN},
    State.RESPONDED: set(),
    State.WITHDRAWN: set(),
}


class RequestQuerySet(models.QuerySet["RequestForSupport"]):
    def waiting(self) -> RequestQuerySet:
        return self.filter(state=State.NEW)

    def most_urgent_first(self) -> RequestQuerySet:
        return self.order_by("urgency", "asked_at", "reference")


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
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    contact_needs = models.TextField(blank=True, help_text="how to get in touch, language, format, safe times")
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
        return f"{self.given_name} {self.family_name}"

    def days_waiting(self, on: date) -> int:
        return (on - self.asked_at.date()).days


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
