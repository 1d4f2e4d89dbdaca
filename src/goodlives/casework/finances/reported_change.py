"""Changes of money, home or care that somebody has told the council about, until they are looked at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..access.history import with_history
from ..access.models import User
from ..people.models import Person
from .assessment import Change, FinancialAssessment


class ReportedChangeQuerySet(models.QuerySet["ReportedChange"]):
    def waiting(self) -> ReportedChangeQuerySet:
        """Those that nobody has looked at yet."""
        return self.filter(looked_at_on__isnull=True)


@with_history()
class ReportedChange(models.Model):
    """Somebody says that their money, home or care has changed. It waits until a finance worker has looked at it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reported_changes")
    what = models.CharField(max_length=12, choices=Change.choices)
    words = models.TextField(help_text="in the words of whoever says so")
    happened_on = models.DateField()
    reported_on = models.DateField()
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    looked_at_on = models.DateField(null=True, blank=True)
    looked_at_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True, help_text="what was done, in words the person can read")
    assessment = models.ForeignKey(
        FinancialAssessment, null=True, blank=True, on_delete=models.PROTECT, related_name="because_of"
    )

    objects = ReportedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["reported_on", "pk"]
        constraints = [
            models.CheckConstraint(name="reported_change_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="change_that_was_looked_at_says_by_whom_and_what_came_of_it",
                condition=Q(looked_at_on__isnull=True, looked_at_by__isnull=True, outcome="")
                | Q(looked_at_on__isnull=False, looked_at_by__isnull=False) & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.happened_on}"
