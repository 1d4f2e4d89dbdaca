"""The sum itself: what a person pays each week. Scalar rules, the same for one person and for a population."""

from __future__ import annotations

from goodlives.rules.charging.capital import capital_is_above_the_limit
from goodlives.rules.charging.facts import Facts
from goodlives.rules.charging.income_left import income_after_what_is_ignored
from goodlives.rules.charging.minimum_income_guarantee import minimum_income_guarantee
from goodlives.rules.explain import rule
from goodlives.rules.money import NO_LIMIT, Pence, pounds
from goodlives.rules.parameters import ChargingRates


def _percent(hundredths: int) -> str:
    return f"{hundredths / 100:g}%"


@rule(
    lambda f, r, fee: (
        "What your care costs each week"
        if not f.nhs_funded_nursing_care or not f.in_care_home
        else f"What your care costs each week: {pounds(f.cost_of_care)}, less "
        f"{pounds(f.nhs_funded_nursing_care)} that the NHS pays for nursing"
    ),
    "Care Act 2014 s14(4)",
)
def fee(f: Facts, r: ChargingRates) -> Pence:
    """The cost, without what the NHS pays for nursing in a care home: that is not the person's income."""
    return max(f.cost_of_care - f.nhs_funded_nursing_care, 0) if f.in_care_home else f.cost_of_care


@rule(
    "The part of the cost that your council will meet with you: what it pays for a home that suits your needs",
    "Care Act 2014 s26; SI 2014/2670",
    when=lambda f, r, amount: f.in_care_home and f.council_rate < f.cost_of_care - f.nhs_funded_nursing_care,
)
def cost_to_the_council(f: Facts, r: ChargingRates) -> Pence:
    """The part of the fee the personal budget covers. A dearer home, by genuine choice, is paid for by a top-up."""
    return min(fee(f, r), f.council_rate) if f.in_care_home else fee(f, r)


def _left_over(f: Facts, r: ChargingRates, left: Pence) -> str:
    if left:
        return "What is left, which can go towards your care"
    return "Nothing is left to go towards your care, because what is taken away is at least as much as your income"


@rule("Add: what the council charges for arranging your care", "SI 2014/2672 reg 5", unless_zero=True)
def fee_for_arranging(f: Facts, r: ChargingRates) -> Pence:
    """For somebody above the limit who asks the council to arrange care, never in a care home: reg 5."""
    return 0 if f.in_care_home else f.arrangement_fee


@rule()
def full_cost(f: Facts, r: ChargingRates) -> Pence:
    """The whole cost, which somebody above the capital limit pays."""
    return fee(f, r) + fee_for_arranging(f, r)


@rule(_left_over, "Care Act 2014 s14; SI 2014/2672 reg 7")
def left_over_at_home(f: Facts, r: ChargingRates) -> Pence:
    """Income above the minimum income guarantee; never less than nothing."""
    return max(income_after_what_is_ignored(f, r) - minimum_income_guarantee(f, r), 0)


@rule(
    lambda f, r, left, amount: f"Your council asks for {_percent(f.percent_of_disposable_income)} of what is left",
    "Care Act 2014 s14; council policy",
    when=lambda f, r, left, amount: f.percent_of_disposable_income < 10_000,
)
def part_the_council_asks_for(f: Facts, r: ChargingRates, left: Pence) -> Pence:
    """A council may ask for less than all of it. A fraction of a penny goes in the person's favour (reg 11)."""
    return left * f.percent_of_disposable_income // 10_000


@rule(
    "The most your council asks anybody to pay each week",
    "Care Act 2014 s14; council policy",
    when=lambda f, r, amount: amount < NO_LIMIT,
)
def local_maximum(f: Facts, r: ChargingRates) -> Pence:
    """A council may set a most that anybody pays."""
    return f.maximum_charge


@rule("Take away: money you must be left with each week (personal expenses allowance)", "SI 2014/2672 reg 6")
def kept_in_a_care_home(f: Facts, r: ChargingRates) -> Pence:
    """What a person in a care home keeps for their own use: reg 6."""
    return r.personal_expenses_allowance


@rule(_left_over, "Care Act 2014 s14; SI 2014/2672 reg 6")
def left_over_in_care_home(f: Facts, r: ChargingRates) -> Pence:
    """Income above the personal expenses allowance; never less than nothing."""
    return max(income_after_what_is_ignored(f, r) - kept_in_a_care_home(f, r), 0)


@rule()
def charge_at_home(f: Facts, r: ChargingRates) -> Pence:
    """Care outside a care home: the least of what is left, the cost, and any local most."""
    asked_for = part_the_council_asks_for(f, r, left_over_at_home(f, r))
    return min(asked_for, cost_to_the_council(f, r), local_maximum(f, r))


@rule()
def charge_in_care_home(f: Facts, r: ChargingRates) -> Pence:
    """Care in a care home: what is left, but never more than the cost to the council."""
    return min(left_over_in_care_home(f, r), cost_to_the_council(f, r))


@rule()
def weekly_charge(f: Facts, r: ChargingRates) -> Pence:
    """What the person pays each week: Care Act 2014 ss14 and 17, SI 2014/2672."""
    if f.exempt:
        return 0
    if capital_is_above_the_limit(f, r):
        return full_cost(f, r)
    return charge_at_home(f, r) if f.charged_as_at_home else charge_in_care_home(f, r)
