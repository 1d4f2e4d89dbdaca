"""NHS continuing healthcare: why it was thought of, the checklist, and what the NHS decided. We never decide it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules.continuing_healthcare import ChecklistDomain, Level, checklist_is_positive, decision_due

from ..access.history import with_history
from ..access.records import Record
from ..assessments.models import Assessment
from ..people.models import Person


class ContinuingHealthcareQuerySet(models.QuerySet["ContinuingHealthcare"]):
    def waiting_for_the_nhs(self) -> ContinuingHealthcareQuerySet:
        return self.filter(sent_on__isnull=False, decided_on__isnull=True)


@with_history()
class ContinuingHealthcare(Record):
    """One time it was thought of: SI 2014/2827 reg 7 and the National Framework. None is not yet known."""

    class Outcome(models.TextChoices):
        ELIGIBLE = "eligible", _("The NHS says yes: it arranges and pays for all of the care")
        NURSING = "nursing", _("The NHS says no, and pays for nursing in a care home")
        JOINT = "joint", _("The NHS says no, and pays for a part")
        NOT_ELIGIBLE = "not_eligible", _("The NHS says no")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="continuing_healthcare")
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="continuing_healthcare"
    )
    raised_on = models.DateField()
    why = models.TextField(help_text="why it was thought of")
    agrees = models.BooleanField(null=True, blank=True, help_text="to a checklist, and to sharing it with the NHS")
    agrees_words = models.TextField(
        blank=True, help_text="what they said; or, where they could not decide, what is best"
    )
    checklist_on = models.DateField(null=True, blank=True)
    checklist_by = models.CharField(max_length=200, blank=True, help_text="who filled it in, and their job")
    levels = models.JSONField(default=dict, blank=True, help_text="each domain of the checklist: A, B or C")
    sent_on = models.DateField(null=True, blank=True, help_text="when the integrated care board had it")
    fast_track_on = models.DateField(null=True, blank=True, help_text="where a doctor or nurse used the fast track")
    outcome = models.CharField(max_length=15, choices=Outcome.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    outcome_words = models.TextField(blank=True, help_text="what the NHS said, and whether it is questioned")

    objects = ContinuingHealthcareQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on"]
        constraints = [
            models.CheckConstraint(name="continuing_healthcare_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="nhs_outcome_has_its_day",
                condition=Q(outcome="", decided_on__isnull=True) | ~Q(outcome="") & Q(decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="checklist_goes_to_the_nhs_after_it_is_filled_in",
                condition=Q(sent_on__isnull=True) | Q(checklist_on__isnull=True) | Q(sent_on__gte=F("checklist_on")),
            ),
            models.CheckConstraint(
                name="checklist_only_where_they_agree",
                condition=Q(checklist_on__isnull=True) | Q(agrees__isnull=False, agrees=True),
            ),
        ]

    def __str__(self) -> str:
        return f"NHS continuing healthcare, {self.raised_on}"

    def full_assessment_is_asked_for(self) -> bool | None:
        """By the checklist's own threshold; None while a domain that matters is not yet known."""
        return checklist_is_positive(
            {ChecklistDomain(domain): Level(level) for domain, level in self.levels.items() if level}
        )

    def decision_due(self) -> date | None:
        """By when the NHS should decide, once it has a checklist that asks for a full assessment."""
        return decision_due(self.sent_on) if self.sent_on else None
