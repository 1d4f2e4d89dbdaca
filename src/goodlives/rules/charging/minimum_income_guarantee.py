"""What a person must be left with each week when their care is not in a care home: SI 2014/2672 reg 7."""

from __future__ import annotations

from goodlives.rules.charging.facts import Facts
from goodlives.rules.explain import rule
from goodlives.rules.money import Pence
from goodlives.rules.parameters import ChargingRates


def _row(f: Facts, r: ChargingRates, amount: Pence) -> str:
    """The row of reg 7 that was used, in words."""
    if f.couple:
        older = f.pension_age_reached or f.partner_pension_age_reached
        return "one of a couple" + (", where one or both have reached pension age" if older else "")
    if f.pension_age_reached:
        return "a person on their own who has reached pension age"
    if f.lone_parent:
        return "a lone parent"
    return "a person on their own, aged 18 to 24" if f.age < 25 else "a person on their own, aged 25 or over"


def _row_law(f: Facts, r: ChargingRates, amount: Pence) -> str:
    if f.couple:
        return "SI 2014/2672 reg 7(4)"
    return "SI 2014/2672 reg 7(3)" if f.lone_parent and not f.pension_age_reached else "SI 2014/2672 reg 7(2)"


@rule(lambda f, r, amount: f"The amount for {_row(f, r, amount)}", _row_law)
def basic_amount(f: Facts, r: ChargingRates) -> Pence:
    """The row for the person's age and household: reg 7(2), (3) and (4).

    A lone parent who has reached pension age is left with no less than somebody that age without a child: reg 7 sets
    what a council must leave at the least, and a lower reading would take money away for having a child at home.
    """
    if f.couple:
        return r.mig_couple_pension_age if f.pension_age_reached or f.partner_pension_age_reached else r.mig_couple
    if f.pension_age_reached:
        return r.mig_single_pension_age
    if f.lone_parent:
        return r.mig_lone_parent
    return r.mig_single_18_24 if f.age < 25 else r.mig_single_25


@rule(
    lambda f, r, amount: f"Add: for {f.dependent_children} {'child' if f.dependent_children == 1 else 'children'}",
    "SI 2014/2672 reg 7(1)(b)",
    unless_zero=True,
)
def amount_for_children(f: Facts, r: ChargingRates) -> Pence:
    """For each child in the household that the person is responsible for."""
    return f.dependent_children * r.mig_child if f.dependent_children else 0


@rule("Add: disability premium", "SI 2014/2672 reg 7(5)(a) and (6)(a)", unless_zero=True)
def disability_premium(f: Facts, r: ChargingRates) -> Pence:
    """Under pension age and getting PIP or DLA. The pension-age amount is already higher."""
    if f.pension_age_reached or not f.gets_pip_or_dla:
        return 0
    return r.disability_premium_couple if f.couple else r.disability_premium_single


@rule("Add: enhanced disability premium", "SI 2014/2672 reg 7(5)(b) and (6)(b)", unless_zero=True)
def enhanced_disability_premium(f: Facts, r: ChargingRates) -> Pence:
    """On top of the disability premium, with PIP daily living enhanced or DLA care highest."""
    if f.pension_age_reached or not f.gets_highest_disability_rate:
        return 0
    return r.enhanced_disability_premium_couple if f.couple else r.enhanced_disability_premium_single


@rule("Add: carer premium", "SI 2014/2672 reg 7(7)", unless_zero=True)
def premium_for_a_carer(f: Facts, r: ChargingRates) -> Pence:
    """Entitled to Carer's Allowance, at any age."""
    return r.carer_premium if f.gets_carers_allowance else 0


@rule()
def statutory_minimum(f: Facts, r: ChargingRates) -> Pence:
    """What the law says: the row, the children, the premiums."""
    return (
        basic_amount(f, r)
        + amount_for_children(f, r)
        + disability_premium(f, r)
        + enhanced_disability_premium(f, r)
        + premium_for_a_carer(f, r)
    )


@rule(
    "Add: what your council leaves people with on top of the law",
    "Care Act 2014 s14(7); council policy",
    unless_zero=True,
)
def local_uplift(f: Facts, r: ChargingRates, statutory: Pence) -> Pence:
    """A council's own uplift, a percentage and a flat amount; a fraction of a penny rounds up (reg 11)."""
    return -(-statutory * f.mig_uplift_percent // 10_000) + f.mig_uplift_flat


@rule(
    "Take away: money you must be left with each week (minimum income guarantee)",
    "Care Act 2014 s14(7); SI 2014/2672 reg 7",
)
def minimum_income_guarantee(f: Facts, r: ChargingRates) -> Pence:
    """Charging must not leave a person with less than this: s14(7) and reg 7."""
    statutory = statutory_minimum(f, r)
    return statutory + local_uplift(f, r, statutory)
