"""The first idea of the money it may take to meet somebody's needs: Care and Support Statutory Guidance, chapter 11."""

from __future__ import annotations

import pgtrigger
from django.db import models

from ..access.models import User
from ..assessments.models import Assessment
from ..decisions.models import Decision
from ..people.models import Person


class IndicativeBudget(models.Model):
    """A first idea of the money it may take to meet the person's needs. It never limits the final budget."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="indicative_budgets")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="indicative_budgets")
    points = models.PositiveSmallIntegerField()
    weekly_amount = models.PositiveIntegerField(null=True, help_text="pence; empty: a costed plan instead of a formula")
    worked_out_on = models.DateField()
    worked_out_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="indicative_budget")

    class Meta:
        ordering = ["-worked_out_on", "-id"]
        triggers = [pgtrigger.Protect(name="indicative_budget_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Indicative budget of {self.person}, {self.worked_out_on}"
