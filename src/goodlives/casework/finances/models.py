"""Money, before the plan: the financial assessment (what the person pays) and the indicative budget (a first idea)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules import charging

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..assessments.models import Assessment
from ..charging_policies.models import ChargingPolicy
from ..decisions.models import Decision
from ..people.models import Person


class NoDateOfBirth(ValueError):
    """What somebody pays depends on their age."""


class Household(models.TextChoices):
    SINGLE = "single", _("Single")
    COUPLE = "couple", _("In a couple")
    LONE_PARENT = "lone_parent", _("Lone parent")


class Every(models.TextChoices):
    WEEK = "week", _("a week")
    FORTNIGHT = "fortnight", _("every two weeks")
    FOUR_WEEKS = "4 weeks", _("every four weeks")
    MONTH = "month", _("a month")
    QUARTER = "quarter", _("a quarter")
    YEAR = "year", _("a year")


class FinancialAssessmentQuerySet(models.QuerySet["FinancialAssessment"]):
    def live_on(self, on: date) -> FinancialAssessmentQuerySet:
        """The one by which each living person is charged on this day: of those that have begun, that decided last."""
        return (
            self.filter(Q(person__died_on__isnull=True) | Q(person__died_on__gt=on))
            .filter(state=FinancialAssessment.State.DECIDED, starts_on__lte=on)
            .order_by("person_id", "-decision__recorded_at", "-starts_on", "pk")
            .distinct("person_id")
        )


@with_history()
class FinancialAssessment(Record):
    """What one person can afford towards care at home: Care Act s17, SI 2014/2672. Pence; None is not yet known."""

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", _("Being written")
        DECIDED = "decided", _("Decided")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="financial_assessments")
    state = models.CharField(max_length=12, choices=State.choices, default=State.IN_PROGRESS)
    starts_on = models.DateField(help_text="the day from which the charge is worked out")
    household = models.CharField(max_length=12, choices=Household.choices, default=Household.SINGLE)
    pension_age_reached = models.BooleanField(null=True, blank=True)
    partner_pension_age_reached = models.BooleanField(null=True, blank=True)
    dependent_children = models.PositiveSmallIntegerField(default=0)
    cost_of_care = models.PositiveIntegerField(null=True, blank=True, help_text="likely cost, pence a week")
    housing_costs = models.PositiveIntegerField(null=True, blank=True, help_text="pence a week")
    disability_related_expenditure = models.PositiveIntegerField(null=True, blank=True, help_text="pence a week")
    half_pension_to_spouse = models.BooleanField(default=False)
    savings_credit_qualifying_income = models.PositiveIntegerField(null=True, blank=True)
    # An empty list is not "nothing" until somebody has said that it is the whole of it.
    capital_is_all_listed = models.BooleanField(null=True, blank=True)
    income_is_all_listed = models.BooleanField(null=True, blank=True)
    exempt = models.CharField(
        max_length=30, blank=True,
        choices=[
            ("cjd", _("Has Creutzfeldt-Jakob disease")),
            ("section_117", _("Aftercare under Mental Health Act section 117")),
            ("continuing_healthcare", _("NHS continuing healthcare")),
            ("reablement", _("Reablement, up to six weeks")),
        ],
    )  # fmt: skip
    contribution = models.PositiveIntegerField(null=True, blank=True, editable=False, help_text="pence a week")
    shown_on = models.DateField(null=True, blank=True, help_text="when the person saw the figure")
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="financial_assessment"
    )

    objects = FinancialAssessmentQuerySet.as_manager()

    _policy: charging.Policy
    _policy_of_day: date | None = None

    class Meta:
        ordering = ["-starts_on", "-changed_at"]
        constraints = [
            models.CheckConstraint(
                name="financial_assessment_decided_has_its_decision_and_figure",
                condition=~Q(state="decided") | Q(decision__isnull=False, contribution__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_open_financial_assessment_a_person", fields=["person"], condition=Q(state="in_progress")
            ),
        ]

    def __str__(self) -> str:
        return f"Financial assessment of {self.person} from {self.starts_on}"

    def policy(self) -> charging.Policy:
        """What the council had chosen within the law on the day it starts; asked of the database once."""
        if self._policy_of_day != self.starts_on:
            self._policy, self._policy_of_day = ChargingPolicy.objects.in_force(self.starts_on), self.starts_on
        return self._policy

    def circumstances(
        self,
        *,
        cost_of_care: int | None = None,
        capital: Iterable[Capital] | None = None,
        income: Iterable[Income] | None = None,
        policy: charging.Policy | None = None,
    ) -> charging.Circumstances:
        """What the charging rule is given; `cost_of_care` is the plan's cost once there is one.

        `capital` and `income` are given to see what a change would do before it is saved, `policy` where many are
        worked out under one.
        """
        qualifying = self.savings_credit_qualifying_income
        age = self.person.age(self.starts_on)
        if age is None:
            raise NoDateOfBirth(f"Nobody has written down when {self.person} was born, and the law goes by age.")
        return charging.Circumstances(
            on=self.starts_on, setting=charging.Setting.HOME, age=age,
            pension_age_reached=self.pension_age_reached, household=charging.Household(self.household),
            partner_pension_age_reached=self.partner_pension_age_reached
            if self.household == Household.COUPLE else False,
            dependent_children=self.dependent_children,
            cost_of_care=self.cost_of_care if cost_of_care is None else cost_of_care,
            capital=tuple(
                holding.item() for holding in (self.capital.order_by("pk") if capital is None else capital)
            ),
            income=tuple(
                received.item() for received in (self.income.order_by("pk") if income is None else income)
            ),
            savings_credit=None if qualifying is None else charging.SavingsCredit(qualifying),
            housing_costs=self.housing_costs, disability_related_expenditure=self.disability_related_expenditure,
            half_pension_to_spouse=self.half_pension_to_spouse,
            exempt=charging.Exemption(self.exempt) if self.exempt else None, policy=policy or self.policy(),
        )  # fmt: skip

    def facts(self, *, cost_of_care: int | None = None) -> dict:
        """The same in the shape the `goodlives charge` command reads, so that an old decision can be replayed."""
        return self.circumstances(cost_of_care=cost_of_care).as_json()


@with_history()
class Capital(models.Model):
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
            ("occupied", _("Somebody protected lives there")),
            ("temporary", _("Away for a while, going back")),
            ("discretionary", _("The council chooses to ignore it")),
        ],
    )  # fmt: skip
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_of_capital_is_a_fraction", condition=Q(share__regex=r"^1$|^[1-9]\d{0,3}/[1-9]\d{0,3}$")
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"

    def item(self) -> charging.CapitalItem:
        return charging.CapitalItem(
            kind=charging.CapitalKind(self.kind), amount=self.amount, share=Fraction(self.share),
            disregard=charging.CapitalDisregard(self.disregard) if self.disregard else None,
        )  # fmt: skip


@with_history()
class Income(models.Model):
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
    evidence = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount} {self.every}"

    def item(self) -> charging.IncomeItem:
        return charging.IncomeItem(
            kind=charging.IncomeKind(self.kind), amount=self.amount, every=charging.Every(self.every),
            rate=charging.Rate(self.rate) if self.rate else None,
        )  # fmt: skip


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
