"""What a person agrees to share: with which partner, for what, which parts of their record, and until when.

Consent here is the person's say over what is confidential between them and the council (the common law duty of
confidentiality). What the law makes the council share does not rest on it: see `without_asking`.
"""

from __future__ import annotations

from datetime import date, timedelta

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..people.models import Person
from .partners import Partner, PartnerWorker

__all__ = ["Consent", "GivenBy", "Group", "Partner", "PartnerWorker", "Purpose", "SharedFile"]

LONGEST = timedelta(days=366)


class Group(models.TextChoices):
    """The groups of fields that can be shared apart from each other, in the person's words."""

    REACH = "reach", _("Who I am and how to reach me")
    ABOUT_ME = "about_me", _("About me")
    COMMUNICATION = "communication", _("How I communicate")
    PLAN = "plan", _("My plan")
    CIRCLE = "circle", _("My circle")
    DECISIONS = "decisions", _("My decisions")
    MONEY = "money", _("My money")


class Purpose(models.TextChoices):
    CARE = "care", _("Care or treatment")
    HOSPITAL = "hospital", _("Going into hospital, or coming home")
    HOME = "home", _("Finding, keeping or changing a home")
    ACTIVITIES = "activities", _("Things to do, and meeting people")
    ADVICE = "advice", _("Advice, or help to speak up")
    PLANNING = "planning", _("Planning support together")
    OTHER = "other", _("Something else")


class GivenBy(models.TextChoices):
    """Whose yes it is. Only the person, or who has the power in law, consents; otherwise it is a decision for them."""

    PERSON = "person", _("The person themselves")
    REPRESENTATIVE = "representative", _("Somebody who may decide this for them: an attorney or deputy")
    BEST_INTERESTS = "best_interests", _("A decision in their best interests, as they cannot decide this themselves")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def current(self, on: date) -> ConsentQuerySet:
        """Those that open something on this day. The database's own rules say the same: see `row_security`."""
        return self.filter(
            withdrawn_at__isnull=True, first_on__lte=on, last_on__gte=on, partner__ended_on__isnull=True,
            person__died_on__isnull=True,
        )  # fmt: skip

    def for_worker(self, user: User) -> ConsentQuerySet:
        """Those given to the partner for which this user signs in."""
        return self.filter(partner__workers__user=user)


@with_history()
class Consent(Record):
    """One yes, to one partner for one purpose. What was agreed is never rewritten: a change is a new yes after it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    purpose_words = models.CharField(max_length=80, blank=True, help_text="what for, where it is something else")
    groups = ArrayField(models.CharField(max_length=14, choices=Group.choices))
    first_on = models.DateField()
    last_on = models.DateField()
    given_by = models.CharField(max_length=14, choices=GivenBy.choices, default=GivenBy.PERSON)
    told = models.TextField(blank=True, help_text="how it was said, where somebody from the council wrote it down")
    representative = models.CharField(max_length=200, blank=True, help_text="who said yes, or decided, for the person")
    basis = models.TextField(blank=True, help_text="by what right: the power, or how the decision was made")
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    follows = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by",
        help_text="the one that this changed, or gave again",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_told = models.TextField(blank=True, help_text="how it was said that it stops")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]
        indexes = [models.Index(name="consent_of_partner", fields=["partner", "last_on"])]
        constraints = [
            models.CheckConstraint(
                name="consent_lasts_a_year_at_most",
                condition=Q(last_on__gte=F("first_on"), last_on__lte=F("first_on") + LONGEST),
            ),
            models.CheckConstraint(
                name="consent_names_groups_that_we_know",
                condition=Q(groups__len__gte=1, groups__contained_by=Group.values),
            ),
            models.CheckConstraint(
                name="consent_for_something_else_says_what", condition=~Q(purpose="other") | ~Q(purpose_words="")
            ),
            models.CheckConstraint(
                name="consent_by_another_says_who_and_by_what_right",
                condition=Q(given_by="person") | ~Q(representative="") & ~Q(basis=""),
            ),
            models.CheckConstraint(
                name="withdrawal_says_who_and_when",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_at__gte=F("given_at")),
            ),
            ExclusionConstraint(
                name="one_consent_at_a_time_a_partner_and_purpose",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("partner", RangeOperators.EQUAL),
                    ("purpose", RangeOperators.EQUAL),
                    (
                        Func(
                            F("first_on"), F("last_on"), RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at__isnull=True) & ~Q(purpose="other"),
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="consent_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="consent_is_never_rewritten",
                exclude=["withdrawn_at", "withdrawn_by", "withdrawn_told", "revision", "changed_at", "changed_by"],
            ),
            pgtrigger.Protect(
                name="what_was_withdrawn_stays_withdrawn", operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} to {self.partner}, until {self.last_on}"

    @property
    def what_for(self) -> str:
        return self.purpose_words or str(self.get_purpose_display())

    @property
    def groups_in_words(self) -> list[str]:
        """In the order of the list, however they were ticked."""
        return [str(group.label) for group in Group if group in self.groups]

    def is_current(self, on: date) -> bool:
        """As `current`, for one whose partner and person have been read already."""
        return bool(
            self.withdrawn_at is None and self.first_on <= on <= self.last_on and self.partner.ended_on is None
            and self.person.died_on is None
        )  # fmt: skip


@with_history(exclude=["content"])
class SharedFile(Record):
    """A copy for a partner to take: asked for, drawn by a worker, sealed, and stopped when the consent goes."""

    class What(models.TextChoices):
        PLAN = "plan", _("My plan")
        ABOUT_ME = "about_me", _("About me")

    class Form(models.TextChoices):
        PDF = "pdf", _("to print (PDF)")
        WORD = "docx", _("Word")
        JSON = "json", _("for another system (JSON)")

    class State(models.TextChoices):
        QUEUED = "queued", _("Being made")
        READY = "ready", _("Ready")
        STOPPED = "stopped", _("Stopped")

    MOVES = {
        State.QUEUED: (State.READY, State.STOPPED),
        State.READY: (State.STOPPED,),
        State.STOPPED: (),
    }
    FORMS = {What.PLAN: (Form.PDF, Form.WORD, Form.JSON), What.ABOUT_ME: (Form.PDF, Form.JSON)}
    GROUPS = {What.PLAN: Group.PLAN, What.ABOUT_ME: Group.ABOUT_ME}

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="files")
    what = models.CharField(max_length=10, choices=What.choices)
    form = models.CharField(max_length=4, choices=Form.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256: whoever has a copy can see it is this one")
    taken_at = models.DateTimeField(null=True, blank=True, help_text="when the partner took it first")
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    why_stopped = models.TextField(blank=True)
    deleted_on = models.DateField(null=True, blank=True, help_text="when the partner said that their copies are gone")
    deleted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="file_that_is_ready_is_sealed",
                condition=Q(content__isnull=True) & ~Q(state="ready")
                | Q(content__isnull=False, state="ready") & ~Q(digest=""),
            ),
            models.CheckConstraint(
                name="file_that_was_stopped_is_empty_and_says_why",
                condition=~Q(state="stopped") | Q(content__isnull=True, stopped_at__isnull=False) & ~Q(why_stopped=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="file_stays_listed", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="sealed_file_is_never_changed", operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__content__isnull=False, new__content__isnull=False)
                & pgtrigger.Q(old__content__df=pgtrigger.F("new__content")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.reference}"

    @property
    def reference(self) -> str:
        """What the file is called on both sides. It says nothing of whose it is."""
        return str(self.pk)[:8].upper()

    @property
    def name(self) -> str:
        return f"{self.what.replace('_', '-')}-{self.reference}.{self.form}"
