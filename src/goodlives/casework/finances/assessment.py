"""The financial assessment: what one person can afford towards their care, Care Act s17 and SI 2014/2672."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodlives.rules import charging
from goodlives.rules.parameters import parameter

from ..access.history import with_history
from ..access.records import Record
from ..charging_policies.models import ChargingPolicy
from ..decisions.models import Decision
from ..people.models import Person
from .care_home import CareHomeStay

if TYPE_CHECKING:
    from .capital_and_income import Capital, Income


class NoDateOfBirth(ValueError):
    """What somebody pays depends on their age."""


class Household(models.TextChoices):
    SINGLE = "single", _("Single")
    COUPLE = "couple", _("In a couple")
    LONE_PARENT = "lone_parent", _("Lone parent")


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
        treated_as = charging.CapitalItem(charging.CapitalKind.TREATED_AS_ABOVE_THE_LIMIT, above)
        return charging.Circumstances(
            on=self.starts_on, setting=self.charging_setting(), age=age, pension_age_reached=self.pension_age_reached,
            household=charging.Household.SINGLE,
            cost_of_care=self.cost_of_care if cost_of_care is None else cost_of_care,
            council_rate=self.council_rate if self.in_care_home else charging.NO_LIMIT,
            nhs_funded_nursing_care=self.nhs_funded_nursing_care(self.starts_on),
            capital=() if self.ground == Ground.BENEFIT else (treated_as,), policy=policy,
        )  # fmt: skip

    def facts(self, *, cost_of_care: int | None = None) -> dict:
        """The same in the shape the `goodlives charge` command reads, so that an old decision can be replayed."""
        return self.circumstances(cost_of_care=cost_of_care).as_json()
