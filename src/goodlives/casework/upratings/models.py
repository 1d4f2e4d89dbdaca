"""The yearly change of rates for everybody whom the council charges: prepared, looked at, started, done, and told."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules.uprating import By, WhyNot

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..finances.models import FinancialAssessment
from ..people.models import Person


class State(models.TextChoices):
    PREPARED = "prepared", _("Being prepared")
    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")


# From each state, those it may go to.
MOVES = {
    State.PREPARED: {State.RUNNING},
    State.RUNNING: {State.STOPPED, State.DONE},
    State.STOPPED: {State.RUNNING},
    State.DONE: set(),
}


@with_history()
class Uprating(Record):
    """One year's change of rates (SI 2014/2672, as amended each year; statutory guidance ch 8). One a year."""

    starts_on = models.DateField(unique=True, help_text="the day the new rates begin")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    percentages = models.JSONField(help_text="for each kind of money: hundredths of one percent, and why")
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="upratings_prepared")
    started_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="upratings_started"
    )
    decided_on = models.DateField(null=True, blank=True, help_text="the day on which its decisions are made")
    went_on_at = models.DateTimeField(null=True, blank=True, help_text="when it was started, or last went on")
    done_before = models.PositiveIntegerField(default=0, help_text="how many were done when it last went on")
    total = models.PositiveIntegerField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="uprating_under_way_says_who_started_it_and_when",
                condition=Q(state="prepared")
                | Q(started_by__isnull=False, decided_on__isnull=False, went_on_at__isnull=False, total__isnull=False),
            ),
            models.CheckConstraint(
                name="uprating_is_started_by_somebody_who_did_not_prepare_it",
                condition=Q(started_by__isnull=True) | ~Q(started_by=models.F("prepared_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"Uprating of {self.starts_on}"

    def hundredths(self) -> dict[By, int]:
        """Each percentage, in hundredths of one percent."""
        return {by: self.percentages[by.value]["hundredths"] for by in By}

    @property
    def live_on(self) -> date:
        """The day whose live assessments are changed: the day the rates begin, or today where that is past."""
        return max(self.starts_on, self.decided_on or self.starts_on)

    def waiting_count(self) -> int:
        return self.waiting.count()

    def time_left(self, waiting: int, now: datetime) -> timedelta | None:
        """How long it will still take at the pace it has had since it last went on; None before that can be said."""
        done = (self.total or 0) - waiting - self.done_before
        if self.state != State.RUNNING or not self.went_on_at or done <= 0:
            return None
        return (now - self.went_on_at) / done * waiting


@with_history()
class HeldBack(models.Model):
    """Somebody who is left out of an uprating, and why: a person looks at their charge instead."""

    uprating = models.ForeignKey(Uprating, on_delete=models.PROTECT, related_name="held_back")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="nobody_is_held_back_twice", fields=["uprating", "person"]),
            models.CheckConstraint(name="held_back_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.reason}"


class Waiting(models.Model):
    """Whose turn is still to come in an uprating under way. The row goes when it has been their turn."""

    uprating = models.ForeignKey(Uprating, on_delete=models.PROTECT, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(FinancialAssessment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="nobody_waits_twice", fields=["uprating", "person"])]

    def __str__(self) -> str:
        return f"{self.person_id} waits"


class Why(models.TextChoices):
    """Why somebody's charge was not changed."""

    NO_RATES = WhyNot.NO_RATES.value, _("The new rates are not loaded")
    ALREADY = WhyNot.ALREADY.value, _("Already under the new rates")
    OLDER_RATES = WhyNot.OLDER_RATES.value, _("Worked out more than a year ago: assess again")
    WITHOUT_FULL_ASSESSMENT = (
        WhyNot.WITHOUT_FULL_ASSESSMENT.value,
        _("Decided without a full assessment: look at it by hand"),
    )
    STAY = WhyNot.STAY.value, _("In a care home for a time: look at it by hand")
    PENSION_AGE = WhyNot.PENSION_AGE.value, _("Has reached State Pension age since: assess again")
    FREE = WhyNot.FREE.value, _("Care is free, so there is nothing to change")
    HELD_BACK = "held_back", _("Held back")
    MISSING = "missing", _("A fact is missing")
    BEING_WRITTEN = "being_written", _("A new financial assessment is being written")
    MEANWHILE = "meanwhile", _("Decided again meanwhile")


class UpratedPerson(models.Model):
    """What an uprating did for one person: the new assessment and its decision, or why there is none. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uprating = models.ForeignKey(Uprating, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="upratings")
    before = models.ForeignKey(FinancialAssessment, on_delete=models.PROTECT, related_name="+")
    after = models.OneToOneField(
        FinancialAssessment, null=True, blank=True, on_delete=models.PROTECT, related_name="uprating"
    )
    why_not = models.CharField(max_length=30, choices=Why.choices, blank=True)
    words = models.TextField(blank=True, help_text="more about why not")
    lines = models.JSONField(default=list, help_text="what was changed, a line each")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_uprating_a_person_a_year", fields=["uprating", "person"]),
            models.CheckConstraint(
                name="uprated_person_has_an_assessment_or_a_reason",
                condition=Q(after__isnull=False, why_not="") | Q(after__isnull=True) & ~Q(why_not=""),
            ),
        ]
        triggers = [pgtrigger.Protect(name="uprated_person_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.why_not or 'done'}"


@with_history(exclude=["pdf"])
class PrintFile(Record):
    """Letters to be printed together, in the order of their envelopes."""

    uprating = models.ForeignKey(Uprating, on_delete=models.PROTECT, related_name="print_files")
    number = models.PositiveIntegerField()
    people = ArrayField(models.UUIDField(), help_text="whose letters, in order")
    pdf = models.BinaryField(null=True, blank=True)
    posted_on = models.DateField(null=True, blank=True)
    posted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="one_print_file_a_number", fields=["uprating", "number"]),
            models.CheckConstraint(
                name="print_file_posted_was_printed_and_says_by_whom",
                condition=Q(posted_on__isnull=True) | Q(posted_by__isnull=False, pdf__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Print file {self.number} of {self.uprating_id}"
