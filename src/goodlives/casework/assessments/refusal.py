"""When somebody says no to an assessment: respected, but for two reasons, and never for ever (Care Act s11)."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from goodlives.rules.refusal_of_assessment import CarersRefusal, Refusal, need_not_assess, need_not_assess_carer

from ..access.history import with_history
from ..access.records import Record
from ..decisions.models import Decision
from ..mental_capacity.models import MentalCapacityAssessment
from ..people.models import Person
from .assessment import Assessment


class RefusalQuerySet(models.QuerySet["RefusalOfAssessment"]):
    def waiting(self) -> RefusalQuerySet:
        """Those that a social worker has still to look at."""
        return self.filter(decision__isnull=True, accepted_on__isnull=True)

    def standing(self) -> RefusalQuerySet:
        """Those that are respected now."""
        return self.filter(decision__favourable=True, accepted_on__isnull=True)


@with_history()
class RefusalOfAssessment(Record):
    """One time somebody said no, in their words; what was looked at; and whether they said yes since.

    None is not yet known. Everybody is taken to be able to say no, unless there is a reason to doubt: then it rests on
    a mental capacity record of this very decision, and on no other.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="refusals_of_assessment")
    kind = models.CharField(max_length=10, choices=Assessment.Kind.choices)
    assessment = models.ForeignKey(
        Assessment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="refusals",
        help_text="the one stopped",
    )
    refused_on = models.DateField()
    own_words = models.TextField(help_text="what they said, as they said it")
    capacity_doubted = models.BooleanField(null=True, blank=True)
    mental_capacity = models.OneToOneField(
        MentalCapacityAssessment, null=True, blank=True, on_delete=models.PROTECT, related_name="refusal"
    )
    best_interests = models.BooleanField(null=True, blank=True, help_text="s11(2)(a)")
    best_interests_words = models.TextField(blank=True)
    abuse_or_neglect = models.BooleanField(
        null=True, blank=True, help_text="abuse or neglect, or a risk of it: s11(2)(b)"
    )
    abuse_or_neglect_words = models.TextField(blank=True)
    changed_on = models.DateField(null=True, blank=True, help_text="when things changed: s11(4), s11(7)")
    what_changed = models.TextField(blank=True)
    refused_again_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True, help_text="when they said yes after all")
    decision = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="refusal")

    objects = RefusalQuerySet.as_manager()

    class Meta:
        ordering = ["-refused_on"]
        constraints = [
            models.CheckConstraint(name="refusal_is_in_their_words", condition=~Q(own_words="")),
            models.CheckConstraint(
                name="refusal_rests_on_a_capacity_record_only_where_there_is_doubt",
                condition=Q(mental_capacity__isnull=True) | Q(capacity_doubted__isnull=False, capacity_doubted=True),
            ),
            models.UniqueConstraint(
                name="one_refusal_of_a_kind_waits_a_person",
                fields=["person", "kind"],
                condition=Q(decision__isnull=True, accepted_on__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="refusal_rests_on_a_capacity_record_about_itself",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__mental_capacity__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM mental_capacity_mentalcapacityassessment
                        WHERE id = NEW.mental_capacity_id AND person_id = NEW.person_id
                        AND about = 'refuse_assessment' AND looked_at_on >= NEW.refused_on
                    ) THEN
                        RAISE EXCEPTION 'refusal_rests_on_a_capacity_record_about_itself';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="refusal_is_never_deleted", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} said no on {self.refused_on}"

    @property
    def is_for_carer(self) -> bool:
        return self.kind == Assessment.Kind.CARER

    @property
    def has_capacity(self) -> bool | None:
        """Taken to be able to, unless there is a reason to doubt; then as the record of this decision concluded."""
        if self.capacity_doubted is None:
            return None
        if not self.capacity_doubted:
            return True
        return self.mental_capacity.could_decide if self.mental_capacity else None

    def conclusion(self):
        """Whether the council need not assess: yes, no, or not yet known, with the conditions of s11."""
        since = {
            "asked_since": self.accepted_on is not None,
            "changed_since": self.changed_on is not None,
            "refused_again": self.refused_again_on is not None,
        }
        if self.is_for_carer:
            return need_not_assess_carer(CarersRefusal(refused=True, **since))
        return need_not_assess(
            Refusal(
                refused=True, has_capacity_to_refuse=self.has_capacity,
                assessment_in_best_interests=self.best_interests,
                abuse_or_neglect_or_risk_of_it=self.abuse_or_neglect, **since,
            )
        )  # fmt: skip
