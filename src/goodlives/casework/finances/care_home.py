"""What a financial assessment must know when somebody lives in a care home: the stay, its price, and the clocks."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from goodlives.rules import charging
from goodlives.rules.charging.twelve_weeks import PermanentStay, TwelveWeeks, twelve_weeks
from goodlives.rules.charging.type_of_stay import Stay, TypeOfStay, type_of_stay
from goodlives.rules.parameters import parameter


class Setting(models.TextChoices):
    HOME = "home", _("At home")
    PERMANENT = "care_home_permanent", _("In a care home, for good")
    TEMPORARY = "care_home_temporary", _("In a care home, for a time")
    SHORT_TERM = "care_home_short_term", _("In a care home, a short stay")


class Nursing(models.TextChoices):
    """Nursing in a care home that the NHS pays for: Care Act s22. The higher rate is for people on it since 2007."""

    NONE = "none", _("No nursing that the NHS pays for")
    STANDARD = "standard", _("Yes, at the standard rate")
    HIGHER = "higher", _("Yes, at the higher rate (only for people who were on it in 2007)")


NURSING_RATES = {Nursing.STANDARD: "nhs_funded_nursing_care", Nursing.HIGHER: "nhs_funded_nursing_care_higher"}


class CareHomeStay(models.Model):
    """The part of a financial assessment about a care home. Left empty for somebody at home."""

    setting = models.CharField(max_length=20, choices=Setting.choices, default=Setting.HOME)
    moved_in_on = models.DateField(null=True, blank=True)
    means_to_go_home = models.BooleanField(null=True, blank=True)
    expected_to_leave_on = models.DateField(null=True, blank=True)
    exceptional_stay = models.BooleanField(
        null=True, blank=True, help_text="a little longer than 52 weeks, for a reason"
    )
    permanent_from = models.DateField(null=True, blank=True, help_text="the day from which the stay is for good")
    earlier_stay_from = models.DateField(null=True, blank=True, help_text="an earlier stay that was for good")
    earlier_stay_to = models.DateField(null=True, blank=True)
    other_disregard_ended_on = models.DateField(null=True, blank=True)
    council_rate = models.PositiveIntegerField(null=True, blank=True, help_text="pence a week for a suitable home")
    nursing = models.CharField(max_length=10, choices=Nursing.choices, blank=True, help_text="empty: not yet known")

    class Meta:
        abstract = True

    @property
    def in_care_home(self) -> bool:
        return self.setting != Setting.HOME

    def nhs_funded_nursing_care(self, on: date) -> int | None:
        """What the NHS pays the home a week on this day; None while it is not yet known whether it does."""
        if not self.in_care_home or self.nursing == Nursing.NONE:
            return 0
        if not self.nursing:
            return None
        rate: int = parameter(NURSING_RATES[Nursing(self.nursing)]).on(on)
        return rate

    def twelve_weeks(self, on: date) -> TwelveWeeks | None:
        """The clock of the 12 weeks in which the home is not counted; None unless the stay is for good."""
        if self.setting != Setting.PERMANENT or self.permanent_from is None:
            return None
        earlier = (
            [PermanentStay(self.earlier_stay_from, self.earlier_stay_to)]
            if self.earlier_stay_from and self.earlier_stay_to else []
        )  # fmt: skip
        return twelve_weeks(
            [*earlier, PermanentStay(self.permanent_from)], on, other_disregard_ended_on=self.other_disregard_ended_on
        )

    def type_of_stay(self, on: date) -> TypeOfStay | None:
        """What the rule says this stay is, or what must still be found out; None before the day of moving in."""
        if self.moved_in_on is None:
            return None
        return type_of_stay(
            Stay(
                moved_in_on=self.moved_in_on, means_to_go_home=self.means_to_go_home,
                expected_to_leave_on=self.expected_to_leave_on, permanent_from=self.permanent_from,
                exceptional=self.exceptional_stay,
            ), on,
        )  # fmt: skip

    def charging_setting(self) -> charging.Setting:
        return charging.Setting(self.setting)
