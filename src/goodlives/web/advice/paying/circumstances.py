"""From answers to what the rules want, or to everything it may be while an answer is not yet known.

Where an answer moves the charge one way only, its two ends are enough. Where it may go either way (where the care is,
the age, a partner, which rate of a benefit), each answer it may be is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from goodlives.rules.charging import (
    Circumstances,
    Every,
    Exemption,
    Household,
    Policy,
    Setting,
)
from goodlives.rules.charging.circumstances import reached_pension_age
from goodlives.rules.charging.income import WEEKS
from goodlives.rules.money import NO_LIMIT, Pence
from goodlives.rules.parameters import parameter

from ...design.questions import Answers
from .about_you import MOST_CHILDREN
from .asking import NONE, NOT_KNOWN
from .benefit_rates import RATES
from .capital_it_may_be import capital_items
from .income_it_may_be import BENEFITS, income_items, savings_credit

# An age of each kind that the law tells apart, and whether pension age has been reached at it.
AGES: tuple[tuple[int, bool], ...] = ((22, False), (45, False), (80, True))


def may_be_in(answers: Answers, *settings: Setting) -> bool:
    """Whether the care is, or may be, in one of these places."""
    where = answers.get("where")
    return where is None or where in settings


def each_it_may_be(a: Answers, on: date) -> Iterator[Answers]:
    """The answers with one that may go either way put at each thing it may be."""
    where = [a["where"]] if a.get("where") else list(Setting)
    if a.get("age") is None:
        ages = AGES
    else:
        reached = reached_pension_age(a["age"], on)
        reached = a.get("pension_age") if reached is None else reached
        ages = ((a["age"], reached),) if reached is not None else ((a["age"], True), (a["age"], False))
    homes: list[tuple[str, bool]] = []
    if a.get("household") in (None, "single"):
        homes.append(("single", False))
    if a.get("household") in (None, "couple"):
        partner = a.get("partner_pension_age")
        homes += [("couple", partner)] if partner is not None else [("couple", True), ("couple", False)]
    gets = a.get("gets") or []
    benefits = [
        [(name, rate) for rate in ([a[name]] if a.get(name) else _rates(name))]
        for name, (kind, _income) in BENEFITS.items()
        if kind in gets
    ]
    for place, (age, pension_age), (household, partner), *rates in product(where, ages, homes, *benefits):
        yield a | dict(rates) | {
            "where": place, "age": age, "pension_age": pension_age, "household": household,
            "partner_pension_age": partner,
        }  # fmt: skip


def _rates(name: str) -> list[str]:
    """Attendance Allowance is always one of its rates; a part of PIP or DLA may not be paid at all."""
    return [*RATES[name], *([] if name == "attendance_allowance" else [NONE])]


def circumstances(a: Answers, on: date, policy: Policy, *, lowest: bool) -> Circumstances:
    """One thing it may be, at the end where what is not known makes the charge lowest, or highest.

    An amount that is not known stays None: the rules put it at its own end.
    """
    where = Setting(a["where"])
    children = a.get("children")
    if children is None:
        children = MOST_CHILDREN if lowest and where in (Setting.HOME, Setting.CARE_HOME_SHORT_TERM) else 0
    household = Household.COUPLE if a["household"] == "couple" else Household.SINGLE
    if household is Household.SINGLE and children:
        household = Household.LONE_PARENT
    in_care_home = where != Setting.HOME
    free = a.get("free")
    return Circumstances(
        on=on, setting=where, age=a["age"], household=household, pension_age_reached=a["pension_age"],
        partner_pension_age_reached=a["partner_pension_age"], dependent_children=children,
        cost_of_care=a.get("fee") if in_care_home else _cost_at_home(a),
        council_rate=_council_rate(a) if in_care_home else NO_LIMIT,
        nhs_funded_nursing_care=_nursing(a, on, lowest) if in_care_home else 0,
        capital=tuple(capital_items(a, where, lowest)), income=tuple(income_items(a, on, lowest)),
        savings_credit=savings_credit(a, on, lowest),
        housing_costs=0 if where == Setting.CARE_HOME_PERMANENT else _housing(a),
        disability_related_expenditure=_extra_costs(a),
        half_pension_to_spouse=_half_pension(a),
        exempt=Exemption(free) if free and free != NONE else None, policy=policy,
    )  # fmt: skip


def may_be_free(a: Answers) -> bool:
    """Not yet known whether it is care that is free for everybody."""
    return a.get("free") is None


def _cost_at_home(a: Answers) -> Pence | None:
    if a.get("cost_known") == "hours":
        hours, price = a.get("hours"), a.get("price")
        return None if not hours or price is None else int(Decimal(hours) * price)
    return a.get("weekly_cost") if a.get("cost_known") == "weekly" else None


def _council_rate(a: Answers) -> Pence | None:
    if a.get("dearer") == "no":
        return NO_LIMIT
    return a.get("council_rate") if a.get("dearer") == "yes" else None


def _nursing(a: Answers, on: date, lowest: bool) -> Pence:
    nursing = a.get("nursing")
    paid: Pence = parameter("nhs_funded_nursing_care").on(on)
    return paid if nursing == "yes" or (nursing is None and lowest) else 0


def _housing(a: Answers) -> Pence | None:
    return _together(a, "rent", "council_tax")


def _extra_costs(a: Answers) -> Pence | None:
    chosen = a.get("extra_costs")
    if chosen is None or NOT_KNOWN in chosen:
        return a.get("unlisted_costs")
    return _together(a, *(f"cost_{name}" for name in chosen if name != NONE))


def _together(a: Answers, *names: str) -> Pence | None:
    """Costs made weekly and added up; a fraction of a penny rounds up, in the person's favour: reg 11."""
    total = Fraction(0)
    for name in names:
        if a.get(name) is None:
            return None
        times, divided_by, _words = WEEKS[Every(a.get(f"{name}_every") or Every.WEEK)]
        total += Fraction(a[name] * times, divided_by)
    return -(-total.numerator // total.denominator)


def _half_pension(a: Answers) -> bool | None:
    """Asked only of one of a couple with a pension from work, in a care home; otherwise there is none to share."""
    if "work_pension" not in (a.get("gets") or []) or a["where"] != Setting.CARE_HOME_PERMANENT:
        return False
    half: bool | None = a.get("half_pension")
    return half
