"""What a charge depends on: the person, their money, their care, and the council's own policy.

None is "not yet known", never nothing. Amounts are whole pence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from goodlives.rules.money import NO_LIMIT, Pence, plain_pounds


class Setting(StrEnum):
    HOME = "home"
    CARE_HOME_PERMANENT = "care_home_permanent"
    CARE_HOME_TEMPORARY = "care_home_temporary"
    CARE_HOME_SHORT_TERM = "care_home_short_term"


class Household(StrEnum):
    SINGLE = "single"
    COUPLE = "couple"
    LONE_PARENT = "lone_parent"


class Exemption(StrEnum):
    """Care that is free, whatever somebody has: SI 2014/2672 regs 3 and 4; Mental Health Act 1983 s117; the NHS."""

    CJD = "cjd"
    SECTION_117 = "section_117"
    CONTINUING_HEALTHCARE = "continuing_healthcare"
    REABLEMENT = "reablement"


class CapitalKind(StrEnum):
    __hash__ = str.__hash__  # looked up for every item; an Enum's own is many times slower

    SAVINGS = "savings"
    SHARES = "shares"
    PROPERTY = "property"
    MAIN_HOME = "main_home"
    NOTIONAL = "notional"
    OTHER = "other"
    # Nobody has looked at what they have: the council treats them as above the limit (SI 2014/2672 reg 10).
    TREATED_AS_ABOVE_THE_LIMIT = "treated_as_above_the_limit"


class CapitalDisregard(StrEnum):
    TWELVE_WEEKS = "12_weeks"
    OCCUPIED = "occupied"
    TEMPORARY = "temporary"
    DISCRETIONARY = "discretionary"


class IncomeKind(StrEnum):
    __hash__ = str.__hash__  # looked up for every item; an Enum's own is many times slower

    STATE_PENSION = "state_pension"
    OCCUPATIONAL_PENSION = "occupational_pension"
    PENSION_CREDIT_GUARANTEE = "pension_credit_guarantee"
    PENSION_CREDIT_SAVINGS = "pension_credit_savings"
    UNIVERSAL_CREDIT = "universal_credit"
    EMPLOYMENT_AND_SUPPORT_ALLOWANCE = "employment_and_support_allowance"
    CARERS_ALLOWANCE = "carers_allowance"
    ATTENDANCE_ALLOWANCE = "attendance_allowance"
    PIP_DAILY_LIVING = "pip_daily_living"
    PIP_MOBILITY = "pip_mobility"
    DLA_CARE = "dla_care"
    DLA_MOBILITY = "dla_mobility"
    WAR_WIDOWS_PENSION = "war_widows_pension"
    WAR_DISABLEMENT_PENSION = "war_disablement_pension"
    EARNINGS = "earnings"
    OTHER_COUNTED = "other_counted"
    OTHER_DISREGARDED = "other_disregarded"


class Every(StrEnum):
    __hash__ = str.__hash__  # looked up for every item; an Enum's own is many times slower

    WEEK = "week"
    FORTNIGHT = "fortnight"
    FOUR_WEEKS = "4 weeks"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Rate(StrEnum):
    LOWER = "lower"
    MIDDLE = "middle"
    STANDARD = "standard"
    HIGHER = "higher"
    ENHANCED = "enhanced"


@dataclass(frozen=True, slots=True)
class CapitalItem:
    """Something the person owns: its whole value, and the share of it that is theirs."""

    kind: CapitalKind
    amount: Pence | None
    share: Fraction = Fraction(1)
    disregard: CapitalDisregard | None = None


@dataclass(frozen=True, slots=True)
class IncomeItem:
    """Money the person gets, and how often. Universal Credit is net of its housing and child elements."""

    kind: IncomeKind
    amount: Pence | None
    every: Every = Every.WEEK
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class SavingsCredit:
    """For people under the savings credit rules: their income that counts towards Pension Credit savings credit."""

    qualifying_income: Pence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a council may choose within the law. Left alone, it is the law's own floor and ceiling.

    Percentages are in hundredths of one percent, so 10000 is 100%.
    """

    mig_uplift_percent: int = 0
    mig_uplift_flat: Pence = 0
    percent_of_disposable_income: int = 10_000
    upper_capital_limit: Pence | None = None
    maximum_charge: Pence | None = None
    ignore_night_element: bool = False
    short_term_as_home: bool = True
    arrangement_fee: Pence = 0
    disability_related_expenditure_flat_rate: Pence = 0

    def as_json(self) -> dict[str, Any]:
        """In the shape that `goodlives charge` reads: percentages and amounts as text."""
        return {
            "mig_uplift_percent": plain_pounds(self.mig_uplift_percent),
            "mig_uplift_flat": plain_pounds(self.mig_uplift_flat),
            "percent_of_disposable_income": plain_pounds(self.percent_of_disposable_income),
            "upper_capital_limit": _plain(self.upper_capital_limit),
            "maximum_charge": _plain(self.maximum_charge),
            "ignore_night_element": self.ignore_night_element,
            "short_term_as_home": self.short_term_as_home,
            "arrangement_fee": plain_pounds(self.arrangement_fee),
            "disability_related_expenditure_flat_rate": plain_pounds(self.disability_related_expenditure_flat_rate),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything that one week's charge depends on. `cost_of_care` in a care home is the gross fee.

    `pension_age_reached` None is worked out from the age, and is not yet known where age alone cannot say.
    """

    on: date
    setting: Setting
    age: int
    household: Household
    cost_of_care: Pence | None
    pension_age_reached: bool | None = None
    partner_pension_age_reached: bool | None = False
    dependent_children: int = 0
    council_rate: Pence | None = NO_LIMIT
    nhs_funded_nursing_care: Pence | None = 0
    capital: tuple[CapitalItem, ...] = ()
    income: tuple[IncomeItem, ...] = ()
    savings_credit: SavingsCredit | None = None
    housing_costs: Pence | None = 0
    disability_related_expenditure: Pence | None = 0
    half_pension_to_spouse: bool | None = False
    exempt: Exemption | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def charged_as_at_home(self) -> bool:
        """At home, or in a care home for up to 8 weeks where the council charges as if at home: reg 8."""
        return self.setting == Setting.HOME or (
            self.setting == Setting.CARE_HOME_SHORT_TERM and self.policy.short_term_as_home
        )

    @property
    def permanent(self) -> bool:
        return self.setting == Setting.CARE_HOME_PERMANENT

    def as_json(self) -> dict[str, Any]:
        """In the shape that `goodlives charge` reads, so that an old decision can be replayed."""
        qualifying = None if self.savings_credit is None else self.savings_credit.qualifying_income
        return {
            "on": self.on.isoformat(),
            "setting": self.setting.value,
            "person": {
                "age": self.age,
                "household": self.household.value,
                "pension_age_reached": self.pension_age_reached,
                "partner_pension_age_reached": self.partner_pension_age_reached,
                "dependent_children": self.dependent_children,
            },
            "cost_of_care": _plain(self.cost_of_care),
            **({} if self.council_rate == NO_LIMIT else {"council_rate": _plain(self.council_rate)}),
            "nhs_funded_nursing_care": _plain(self.nhs_funded_nursing_care),
            "capital": [
                {"kind": item.kind.value, "amount": _plain(item.amount), "share": str(item.share)}
                | ({"disregard": item.disregard.value} if item.disregard else {})
                for item in self.capital
            ],
            "income": [
                {"kind": item.kind.value, "amount": _plain(item.amount), "every": item.every.value}
                | ({"rate": item.rate.value} if item.rate else {})
                for item in self.income
            ],
            "savings_credit": None if self.savings_credit is None else {"qualifying_income": _plain(qualifying)},
            "housing_costs": _plain(self.housing_costs),
            "disability_related_expenditure": _plain(self.disability_related_expenditure),
            "half_pension_to_spouse": self.half_pension_to_spouse,
            "exempt": None if self.exempt is None else self.exempt.value,
            "policy": self.policy.as_json(),
        }


def _plain(amount: Pence | None) -> str | None:
    return None if amount is None else plain_pounds(amount)


def reached_pension_age(age: int, on: date) -> bool | None:
    """Whether somebody of this age has reached State Pension age, or None where their birthday decides.

    66, rising month by month to 67 for people born from 6 April 1960 to 5 March 1961: Pensions Act 2014 s26.
    """
    if age != 66:
        return age > 66
    if on < date(2026, 4, 6):
        return True
    return False if on >= date(2028, 3, 6) else None
