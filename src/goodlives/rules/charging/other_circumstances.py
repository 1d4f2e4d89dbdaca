"""Circumstances that may become others, where more or less is not the question: age, household, benefits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from goodlives.rules.charging.capital import capital_words, value
from goodlives.rules.charging.circumstances import (
    CapitalDisregard,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    Rate,
    Setting,
    reached_pension_age,
)
from goodlives.rules.charging.income import DISABILITY_BENEFITS, at_the_highest_rate, income_words, weekly
from goodlives.rules.money import pounds
from goodlives.rules.parameters import ChargingRates

_REG_7 = "SI 2014/2672 reg 7"


class Other(NamedTuple):
    """What may come to be: which fact, in words, the law that makes it matter, and the person's circumstances then."""

    fact: str
    words: str
    law: str
    circumstances: Circumstances


def other_circumstances(c: Circumstances, rates: ChargingRates) -> Iterator[Other]:
    """What may come to be for this person. Whether it changes the charge is for the rule to say."""
    if c.exempt:
        yield Other("exempt", "If your care is no longer free", "SI 2014/2672 regs 3 and 4", replace(c, exempt=None))
        return
    yield from _ages(c)
    yield from _households(c)
    yield from _benefits(c, rates)
    yield from _capital_that_comes_to_count(c)
    if c.setting != Setting.HOME and not c.half_pension_to_spouse and c.household == Household.COUPLE:
        yield Other(
            "half_pension_to_spouse",
            "If half your pension from work goes to your husband, wife or civil partner",
            "SI 2014/2672 Sch 1 para 16",
            replace(c, half_pension_to_spouse=True),
        )


def _reached_pension_age(c: Circumstances) -> bool:
    return bool(reached_pension_age(c.age, c.on) if c.pension_age_reached is None else c.pension_age_reached)


def _ages(c: Circumstances) -> Iterator[Other]:
    if not _reached_pension_age(c):
        then = replace(c, pension_age_reached=True)
        yield Other("person.pension_age_reached", "When you reach State Pension age", _REG_7, then)
    if c.household == Household.COUPLE and not c.partner_pension_age_reached:
        then = replace(c, partner_pension_age_reached=True)
        yield Other("person.partner_pension_age_reached", "When your partner reaches State Pension age", _REG_7, then)


def _households(c: Circumstances) -> Iterator[Other]:
    if c.household == Household.COUPLE:
        alone = Household.LONE_PARENT if c.dependent_children else Household.SINGLE
        then = replace(c, household=alone, partner_pension_age_reached=False)
        yield Other("person.household", "If you come to live without a partner", _REG_7, then)
    else:
        then = replace(c, household=Household.COUPLE, partner_pension_age_reached=False)
        which = "" if _reached_pension_age(c) else " below State Pension age"  # one of them is enough
        yield Other("person.household", f"If you come to live with a partner{which}", _REG_7, then)
    if c.dependent_children:
        then = replace(c, dependent_children=c.dependent_children - 1)
        words = "When you are responsible for one child fewer at home"
        yield Other("person.dependent_children", words, "SI 2014/2672 reg 7(1)(b)", then)


# How each benefit calls its rates: the one below the highest, and the highest.
_RATES = {
    IncomeKind.ATTENDANCE_ALLOWANCE: (Rate.LOWER, Rate.HIGHER),
    IncomeKind.PIP_DAILY_LIVING: (Rate.STANDARD, Rate.ENHANCED),
    IncomeKind.DLA_CARE: (Rate.MIDDLE, Rate.HIGHER),
}


def _benefits(c: Circumstances, rates: ChargingRates) -> Iterator[Other]:
    """A disability benefit at another rate, or a first one. A higher one brings other premiums with it."""
    law = "SI 2014/2672 Sch 1 para 4 and reg 7(5)"
    amounts = rates.disability_benefit_middle, rates.disability_benefit_higher
    gets = [n for n, received in enumerate(c.income) if received.kind in DISABILITY_BENEFITS]
    for n in gets:
        received = c.income[n]
        highest = at_the_highest_rate(received, rates)
        rate, amount = _RATES[received.kind][not highest], amounts[not highest]
        if weekly(received) == amount and received.rate == rate:
            continue
        words = f"If your {_benefit(received.kind)} becomes the {rate} rate, {pounds(amount)} a week"
        then = replace(c, income=(*c.income[:n], IncomeItem(received.kind, amount, rate=rate), *c.income[n + 1 :]))
        yield Other(f"income[{n}].rate", words, law, then)
    if gets:
        return
    kind = IncomeKind.ATTENDANCE_ALLOWANCE if _reached_pension_age(c) else IncomeKind.PIP_DAILY_LIVING
    for rate, amount in zip(_RATES[kind], amounts, strict=True):
        words = f"If you come to get {_benefit(kind)}, the {rate} rate, {pounds(amount)} a week"
        yield Other("income", words, law, replace(c, income=(*c.income, IncomeItem(kind, amount, rate=rate))))


def _benefit(kind: IncomeKind) -> str:
    name, _, part = income_words(kind).partition(", ")
    return f"{name} ({part})" if part else name


_WHEN = {
    CapitalDisregard.TWELVE_WEEKS: "When the 12 weeks are over and this counts",
    CapitalDisregard.OCCUPIED: "When nobody whom the law protects lives there any more and this counts",
    CapitalDisregard.TEMPORARY: "When this counts again",
    CapitalDisregard.DISCRETIONARY: "If the council came to count this",
}


def _capital_that_comes_to_count(c: Circumstances) -> Iterator[Other]:
    for n, owned in enumerate(c.capital):
        if owned.disregard is None:
            continue
        counted = replace(owned, disregard=None)
        words = f"{_WHEN[owned.disregard]}: {capital_words(owned.kind).lower()}, {pounds(value(counted))}"
        then = replace(c, capital=(*c.capital[:n], counted, *c.capital[n + 1 :]))
        yield Other(f"capital[{n}].disregard", words, "SI 2014/2672 Sch 2", then)
