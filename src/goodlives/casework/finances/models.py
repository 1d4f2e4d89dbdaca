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
from goodlives.rules.charging.for_a_time import ForATime
from goodlives.rules.parameters import parameter

from ..access.history import with_history
from ..access.models import User
from ..access.records import Record
from ..assessments.models import Assessment
from ..charging_policies.models import ChargingPolicy
from ..decisions.models import Decision
from ..people.models import Person
from .capital_in_law import InLaw, in_law
from .care_home import CareHomeStay


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


class Basis(models.TextChoices):
    """Whether the charge rests on a full financial assessment: Care Act s17, SI 2014/2672 reg 10."""

    FULL = "full", _("Full financial assessment")
    LIGHT_TOUCH = "light_touch", _("Light touch")
    REFUSED = "refused", _("They chose not to say what they have")


class Ground(models.TextChoices):
    """Why a light touch is enough: SI 2014/2672 reg 10. The first two pay the whole cost, the third nothing."""

    PLENTY = "plenty", _("They have plenty, and agree to pay the full cost")
    SMALL = "small", _("The charge is so small that they can clearly afford it")
    BENEFIT = "benefit", _("A means-tested benefit shows that they cannot pay")


class Change(models.TextChoices):
    """What has changed since the last financial assessment."""

    BENEFIT = "benefit", _("A benefit or pension has changed")
    CAPITAL = "capital", _("Savings or property have changed")
    CARE_HOME = "care_home", _("They moved into a care home")
    WENT_HOME = "went_home", _("They went home from a care home")
    TWELVE_WEEKS = "twelve_weeks", _("The 12 weeks have ended")
    PARTNER = "partner", _("A partner died, moved in or moved out")
    PENSION_AGE = "pension_age", _("They reached State Pension age")
    HOUSING = "housing", _("What their home costs has changed")
    DISABILITY = "disability", _("What they spend because of disability has changed")
    CARE = "care", _("Their care, or its cost, has changed")
    CORRECTION = "correction", _("Something in the last one was wrong")
    OTHER = "other", _("Something else")


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
class FinancialAssessment(CareHomeStay, Record):
    """What one person can afford towards their care: Care Act s17, SI 2014/2672. Pence; None is not yet known."""

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
    cost_of_care = models.PositiveIntegerField(
        null=True, blank=True, help_text="likely cost, or the home's whole fee, pence a week"
    )
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
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.FULL)
    ground = models.CharField(max_length=8, choices=Ground.choices, blank=True)
    # Answers to the conditions of a rule, by their names in it. No sum rests on them.
    without_full_assessment = models.JSONField(default=dict, blank=True)
    top_up = models.JSONField(default=dict, blank=True, help_text="who pays for a dearer home, and the conditions")
    deferred_payment = models.JSONField(default=dict, blank=True)
    what_changed = models.CharField(max_length=12, choices=Change.choices, blank=True)
    how_it_changed = models.CharField(max_length=500, blank=True)
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
            models.CheckConstraint(
                name="permanent_stay_has_its_first_day",
                condition=~Q(setting="care_home_permanent") | Q(permanent_from__isnull=False),
            ),
            models.CheckConstraint(
                name="stay_in_a_care_home_ends_after_it_begins",
                condition=Q(expected_to_leave_on__isnull=True)
                | Q(moved_in_on__isnull=True)
                | Q(expected_to_leave_on__gte=models.F("moved_in_on")),
            ),
            models.CheckConstraint(
                name="earlier_stay_has_both_its_days_and_came_first",
                condition=Q(earlier_stay_from__isnull=True, earlier_stay_to__isnull=True)
                | Q(
                    earlier_stay_from__lte=models.F("earlier_stay_to"), earlier_stay_to__lte=models.F("permanent_from")
                ),
            ),
            models.CheckConstraint(
                name="light_touch_says_its_ground",
                condition=Q(basis="light_touch") & ~Q(ground="") | ~Q(basis="light_touch") & Q(ground=""),
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
        if self.basis != Basis.FULL:
            return self._as_if_assessed(age, cost_of_care, policy or self.policy())
        return charging.Circumstances(
            on=self.starts_on, setting=self.charging_setting(), age=age,
            pension_age_reached=self.pension_age_reached, household=charging.Household(self.household),
            partner_pension_age_reached=self.partner_pension_age_reached
            if self.household == Household.COUPLE else False,
            dependent_children=self.dependent_children,
            cost_of_care=self.cost_of_care if cost_of_care is None else cost_of_care,
            council_rate=self.council_rate if self.in_care_home else charging.NO_LIMIT,
            nhs_funded_nursing_care=self.nhs_funded_nursing_care(self.starts_on),
            capital=tuple(
                holding.item(self)
                for holding in (self.capital.order_by("pk") if capital is None else capital)
                if not holding.was_not_given_away_to_pay_less
            ),
            income=tuple(
                received.item() for received in (self.income.order_by("pk") if income is None else income)
            ),
            savings_credit=None if qualifying is None else charging.SavingsCredit(qualifying),
            housing_costs=self.housing_costs, disability_related_expenditure=self.disability_related_expenditure,
            half_pension_to_spouse=self.half_pension_to_spouse,
            exempt=charging.Exemption(self.exempt) if self.exempt else None, policy=policy or self.policy(),
        )  # fmt: skip

    def _as_if_assessed(self, age: int, cost_of_care: int | None, policy: charging.Policy) -> charging.Circumstances:
        """Without a full assessment the council treats somebody as above the limit, or as having nothing: reg 10."""
        above = max(parameter("upper_capital_limit").on(self.starts_on), policy.upper_capital_limit or 0) + 1
        nothing = self.ground == Ground.BENEFIT
        return charging.Circumstances(
            on=self.starts_on, setting=self.charging_setting(), age=age, pension_age_reached=self.pension_age_reached,
            household=charging.Household.SINGLE,
            cost_of_care=self.cost_of_care if cost_of_care is None else cost_of_care,
            council_rate=self.council_rate if self.in_care_home else charging.NO_LIMIT,
            nhs_funded_nursing_care=self.nhs_funded_nursing_care(self.starts_on),
            capital=() if nothing else (charging.CapitalItem(charging.CapitalKind.OTHER, above),), policy=policy,
        )  # fmt: skip

    def facts(self, *, cost_of_care: int | None = None) -> dict:
        """The same in the shape the `goodlives charge` command reads, so that an old decision can be replayed."""
        return self.circumstances(cost_of_care=cost_of_care).as_json()


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
