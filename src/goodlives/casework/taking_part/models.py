"""What somebody needs to take part: an interpreter, other help, and an independent advocate (Care Act ss67 and 68)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules.advocacy import NOBODY, Difficulty, Involvement, SomebodyToHelp, advocate_must_be_arranged

from ..access.history import with_history
from ..access.records import Record
from ..decisions.models import Decision
from ..people.models import CircleMember, Person


class Purpose(models.TextChoices):
    """What they take part in. Each is looked at by itself: things change."""

    ASSESSMENT = "assessment", _("The assessment")
    PLAN = "plan", _("The plan")
    REVIEW = "review", _("The review")
    SAFEGUARDING = "safeguarding", _("Finding out whether they are safe")


class TakingPartQuerySet(models.QuerySet["TakingPart"]):
    def without_their_advocate(self) -> TakingPartQuerySet:
        """Where an advocate must be arranged and nobody has been yet."""
        return self.filter(decision__favourable=True, advocate="")


@with_history()
class TakingPart(Record):
    """What one person needs to take part in one thing. None is not yet known."""

    class Somebody(models.TextChoices):
        YES = "yes", _("Yes")
        NOBODY = "nobody", _("No, nobody")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taking_part")
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.ASSESSMENT)
    # An interpreter, and whatever else helps.
    interpreter_needed = models.BooleanField(null=True, blank=True)
    interpreter_for = models.CharField(max_length=200, blank=True, help_text="which language, or way of speaking")
    interpreter = models.TextField(blank=True, help_text="who it is, and for when: what is arranged")
    what_helps = models.TextField(blank=True, help_text="what else helps them to take part")
    # The four limbs of s67(4).
    understanding = models.BooleanField(null=True, blank=True, help_text="s67(4)(a)")
    retaining = models.BooleanField(null=True, blank=True, help_text="s67(4)(b)")
    using_or_weighing = models.BooleanField(null=True, blank=True, help_text="s67(4)(c)")
    communicating = models.BooleanField(null=True, blank=True, help_text="s67(4)(d)")
    difficulty_words = models.TextField(blank=True, help_text="what is hard, and what would make it easier")
    # Somebody who may speak up for them: s67(5) and (6).
    somebody = models.CharField(max_length=8, choices=Somebody.choices, blank=True, help_text="empty: not yet known")
    member = models.ForeignKey(CircleMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    somebody_name = models.CharField(max_length=200, blank=True)
    suitable = models.BooleanField(null=True, blank=True)
    paid = models.BooleanField(null=True, blank=True, help_text="paid, or in a professional capacity, to care for them")
    able_to_agree = models.BooleanField(null=True, blank=True)
    agrees = models.BooleanField(null=True, blank=True)
    in_best_interests = models.BooleanField(null=True, blank=True)
    # Even with somebody: SI 2014/2889 reg 4.
    long_stay = models.BooleanField(default=False, help_text="a long stay is likely, and an advocate is best for them")
    disagreement = models.BooleanField(default=False, help_text="they and the council disagree, and both want one")
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="taking_part"
    )
    # What is arranged.
    asked_on = models.DateField(null=True, blank=True, help_text="when an advocate was asked for")
    advocate = models.CharField(max_length=200, blank=True)
    advocate_from = models.CharField(max_length=200, blank=True)
    met_on = models.DateField(null=True, blank=True)

    objects = TakingPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_look_at_taking_part_a_purpose", fields=["person", "purpose"]),
            models.CheckConstraint(
                name="advocate_met_is_an_advocate_with_a_name", condition=Q(met_on__isnull=True) | ~Q(advocate="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.person}"

    @property
    def who(self) -> str:
        """Whoever may speak up for them, by name."""
        return self.member.name if self.member else self.somebody_name

    @property
    def advocate_is_missing(self) -> bool:
        return bool(self.decision and self.decision.favourable and not self.advocate)

    def involvement(self) -> Involvement:
        """What the rule is given."""
        return Involvement(
            difficulties={difficulty: getattr(self, difficulty.value) for difficulty in Difficulty},
            somebody=self._somebody(),
            long_stay_likely=self.long_stay, long_stay_advocate_in_best_interests=self.long_stay,
            disagreement_with_somebody=self.disagreement, both_agree_an_advocate_would_help=self.disagreement,
            for_safeguarding=self.purpose == Purpose.SAFEGUARDING,
        )  # fmt: skip

    def _somebody(self) -> SomebodyToHelp | None:
        if self.somebody == self.Somebody.NOBODY:
            return NOBODY
        if self.somebody != self.Somebody.YES:
            return None
        return SomebodyToHelp(
            suitable=self.suitable, gives_paid_or_professional_care=self.paid,
            person_has_capacity_to_agree=self.able_to_agree, person_agrees=self.agrees,
            in_best_interests=self.in_best_interests,
        )  # fmt: skip

    def conclusion(self):
        return advocate_must_be_arranged(self.involvement())
