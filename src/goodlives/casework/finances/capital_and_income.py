"""What somebody owns and the money they get, one thing at a time, and what has been seen of each."""

from __future__ import annotations

from fractions import Fraction

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules import charging
from goodlives.rules.charging.for_a_time import ForATime

from ..access.history import with_history
from ..access.models import User
from .assessment import FinancialAssessment
from .capital_in_law import InLaw, in_law


class Evidence(models.Model):
    """What has been seen of one item, or asked for: when, and by whom."""

    class Seen(models.TextChoices):
        SEEN = "seen", _("Seen")
        ASKED = "asked", _("Asked for")
        NOT_NEEDED = "not_needed", _("Not needed")

    evidence_state = models.CharField(max_length=10, choices=Seen.choices, blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    evidence_on = models.DateField(null=True, blank=True)
    evidence_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def _says_when_and_by_whom(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=~Q(evidence_state__in=["seen", "asked"]) | Q(evidence_on__isnull=False, evidence_by__isnull=False),
    )


class LivesThere(models.TextChoices):
    """Who lives in the home, as far as the regulations tell people apart."""

    PARTNER = "partner", _("Their husband, wife or partner")
    FORMER_PARTNER = "former_partner", _("A former husband, wife or partner")
    RELATIVE_60_OR_OVER = "relative_60_or_over", _("A relative who is 60 or over")
    INCAPACITATED_RELATIVE = "incapacitated_relative", _("A relative who is ill or disabled")
    OWN_CHILD_UNDER_18 = "own_child_under_18", _("Their child, under 18")
    SOMEBODY_ELSE = "somebody_else", _("Somebody else")


@with_history()
class Capital(Evidence):
    """Savings, shares or property, and the share of it that is the person's: a fraction such as 1/3."""

    class Kind(models.TextChoices):
        SAVINGS = "savings", _("Savings and bank accounts")
        SHARES = "shares", _("Shares and investments")
        PROPERTY = "property", _("Property other than the home")
        MAIN_HOME = "main_home", _("The home they live in")
        NOTIONAL = "notional", _("Money given away to pay less (notional capital)")
        OTHER = "other", _("Something else")

    assessment = models.ForeignKey(FinancialAssessment, on_delete=models.CASCADE, related_name="capital")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.CharField(max_length=200, blank=True)
    amount = models.PositiveBigIntegerField(null=True, blank=True, help_text="pence; empty is not yet known")
    share = models.CharField(max_length=9, default="1", validators=[RegexValidator(r"^1$|^[1-9]\d{0,3}/[1-9]\d{0,3}$")])
    disregard = models.CharField(
        max_length=15, blank=True,
        choices=[
            ("occupied", _("Somebody else lives there")),
            ("temporary", _("It is not counted for a time")),
            ("discretionary", _("The council chooses to ignore it")),
        ],
    )  # fmt: skip
    # Somebody else lives there: Sch 2 and Annex B.
    lives_there = models.CharField(max_length=24, choices=LivesThere.choices, blank=True)
    their_main_home = models.BooleanField(null=True, blank=True)
    since_before_the_move = models.BooleanField(null=True, blank=True)
    estranged = models.BooleanField(null=True, blank=True, default=False)
    lone_parent = models.BooleanField(null=True, blank=True, default=False)
    council_leaves_it_out = models.BooleanField(null=True, blank=True)
    # Not counted for a time.
    for_a_time = models.CharField(max_length=24, choices=[(one.value, one.words) for one in ForATime], blank=True)
    since = models.DateField(null=True, blank=True)
    longer_is_reasonable = models.BooleanField(null=True, blank=True)
    # Given away: reg 22 and Annex E. All four must be so before it counts.
    was_theirs = models.BooleanField(null=True, blank=True)
    no_longer_theirs = models.BooleanField(null=True, blank=True)
    expected_to_need_care = models.BooleanField(null=True, blank=True)
    to_pay_less = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_of_capital_is_a_fraction", condition=Q(share__regex=r"^1$|^[1-9]\d{0,3}/[1-9]\d{0,3}$")
            ),
            _says_when_and_by_whom("evidence_of_capital_says_when_and_by_whom"),
            models.CheckConstraint(
                name="capital_left_out_for_a_time_says_since_when", condition=Q(for_a_time="") | Q(since__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"

    def in_law(self, assessment: FinancialAssessment) -> InLaw:
        """Whether it counts, and why: None while something that decides it is not yet known."""
        return in_law(self, assessment)

    @property
    def was_not_given_away_to_pay_less(self) -> bool:
        return self.kind == self.Kind.NOTIONAL and False in (
            self.was_theirs, self.no_longer_theirs, self.expected_to_need_care, self.to_pay_less
        )  # fmt: skip

    def item(self, assessment: FinancialAssessment) -> charging.CapitalItem:
        """As the rule is given it. While it is not yet known whether it counts, how much counts is not known either."""
        found = self.in_law(assessment)
        return charging.CapitalItem(
            kind=charging.CapitalKind(self.kind), amount=None if found.counts is None else self.amount,
            share=Fraction(self.share), disregard=found.disregard,
        )  # fmt: skip


class Every(models.TextChoices):
    WEEK = "week", _("a week")
    FORTNIGHT = "fortnight", _("every two weeks")
    FOUR_WEEKS = "4 weeks", _("every four weeks")
    MONTH = "month", _("a month")
    QUARTER = "quarter", _("a quarter")
    YEAR = "year", _("a year")


@with_history()
class Income(Evidence):
    """One kind of money coming in, as it is paid."""

    class Kind(models.TextChoices):
        STATE_PENSION = "state_pension", _("State Pension")
        OCCUPATIONAL_PENSION = "occupational_pension", _("Workplace or private pension")
        PENSION_CREDIT_GUARANTEE = "pension_credit_guarantee", _("Pension Credit: guarantee credit")
        PENSION_CREDIT_SAVINGS = "pension_credit_savings", _("Pension Credit: savings credit")
        UNIVERSAL_CREDIT = "universal_credit", _("Universal Credit, without housing and child parts")
        ESA = "employment_and_support_allowance", _("Employment and Support Allowance")
        CARERS_ALLOWANCE = "carers_allowance", _("Carer's Allowance")
        ATTENDANCE_ALLOWANCE = "attendance_allowance", _("Attendance Allowance")
        PIP_DAILY_LIVING = "pip_daily_living", _("PIP daily living")
        PIP_MOBILITY = "pip_mobility", _("PIP mobility")
        DLA_CARE = "dla_care", _("DLA care")
        DLA_MOBILITY = "dla_mobility", _("DLA mobility")
        WAR_WIDOWS_PENSION = "war_widows_pension", _("War widow's or widower's pension")
        WAR_DISABLEMENT_PENSION = "war_disablement_pension", _("War disablement pension")
        EARNINGS = "earnings", _("Earnings")
        OTHER_COUNTED = "other_counted", _("Other income that counts")
        OTHER_DISREGARDED = "other_disregarded", _("Other income that does not count")

    class Rate(models.TextChoices):
        LOWER = "lower", _("Lower")
        MIDDLE = "middle", _("Middle")
        STANDARD = "standard", _("Standard")
        HIGHER = "higher", _("Higher")
        ENHANCED = "enhanced", _("Enhanced")

    assessment = models.ForeignKey(FinancialAssessment, on_delete=models.CASCADE, related_name="income")
    kind = models.CharField(max_length=40, choices=Kind.choices)
    words = models.CharField(max_length=200, blank=True)
    amount = models.PositiveIntegerField(null=True, blank=True, help_text="pence; empty is not yet known")
    every = models.CharField(max_length=10, choices=Every.choices, default=Every.WEEK)
    rate = models.CharField(max_length=10, choices=Rate.choices, blank=True)

    class Meta:
        constraints = [_says_when_and_by_whom("evidence_of_income_says_when_and_by_whom")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount} {self.every}"

    def item(self) -> charging.IncomeItem:
        return charging.IncomeItem(
            kind=charging.IncomeKind(self.kind), amount=self.amount, every=charging.Every(self.every),
            rate=charging.Rate(self.rate) if self.rate else None,
        )  # fmt: skip
