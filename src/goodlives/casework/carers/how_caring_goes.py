"""How caring goes, in a carer's own answers: only for carers who want it, and theirs first."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..people.models import Person


@with_history()
class EarlyWarning(Record):
    """The carer wants to be asked how caring goes, until they stop it. Nobody is asked without this."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="early_warning")
    since = models.DateField()
    stopped_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"How caring goes, for {self.person}"


class HowCaringGoesQuerySet(models.QuerySet["HowCaringGoes"]):
    def shown_to_council(self) -> HowCaringGoesQuerySet:
        """All that staff may read: what the carer has chosen to show, and has not taken back."""
        return self.filter(shown_on__isnull=False)


@with_history()
class HowCaringGoes(Record):
    """What a carer answered on one day, with the sum and its steps. The council sees it only if the carer says so."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="how_caring_goes")
    asked_on = models.DateField()
    answers = models.JSONField(help_text="each answer, 0 the easiest; None where it was left out")
    own_words = models.TextField(blank=True)
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    sum = models.JSONField(help_text="the sum, step by step, and what was offered")
    shown_on = models.DateField(null=True, blank=True, help_text="when the carer showed it to the council")

    objects = HowCaringGoesQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-changed_at"]
        constraints = [
            models.CheckConstraint(
                name="points_of_caring_are_the_right_way_round", condition=Q(least__lte=F("most"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"How caring goes for {self.person}, {self.asked_on}"


class SupportAskedQuerySet(models.QuerySet["SupportAsked"]):
    def waiting(self) -> SupportAskedQuerySet:
        return self.filter(answered_on__isnull=True)

    def waiting_since_before(self, day: date) -> SupportAskedQuerySet:
        return self.waiting().filter(asked_on__lt=day)


@with_history()
class SupportAsked(Record):
    """A carer took up an offer: a talk, a break, or an assessment. Somebody from the council answers by a day."""

    class What(models.TextChoices):
        TALK = "talk", _("Talk with us")
        BREAK = "break", _("A break from caring")
        REVIEW = "review", _("A carer’s assessment, or a new look at my plan")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="support_asked_as_carer")
    what = models.CharField(max_length=10, choices=What.choices)
    words = models.TextField(blank=True)
    asked_on = models.DateField()
    answer_by = models.DateField()
    answer = models.TextField(blank=True, help_text="what the council told the carer")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = SupportAskedQuerySet.as_manager()

    class Meta:
        ordering = ["answer_by"]
        constraints = [
            models.CheckConstraint(
                name="support_that_was_answered_says_what_by_whom",
                condition=Q(answered_on__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            ),
            models.UniqueConstraint(
                name="a_carer_waits_for_one_thing_once", fields=["person", "what"],
                condition=Q(answered_on__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_what_display()}, asked on {self.asked_on}"
