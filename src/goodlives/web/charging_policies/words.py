"""What each choice of a charging policy is called, how it is said, and what it means for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from goodlives.casework.charging_policies.models import ChargingPolicy
from goodlives.rules.charging import Policy
from goodlives.rules.money import pounds
from goodlives.rules.parameters import charging_rates


@dataclass(frozen=True)
class Choice:
    """One thing a council may choose. `kinder` is how much a value is in people's favour: more is kinder."""

    name: str
    label: Promise
    says: Callable[[Any], str]
    means: Callable[[Any, date], str]
    kinder: Callable[[Any], int]
    law: str


@dataclass(frozen=True)
class Chosen:
    """One choice as a version makes it."""

    label: str
    says: str
    means: str
    law: str


@dataclass(frozen=True)
class Difference:
    """One choice as two versions make it, and what going from the first to the second means for people."""

    label: str
    first: str
    second: str
    means: str
    changed: bool


def percent(hundredths: int) -> str:
    """3%, 2.5%."""
    return f"{hundredths / 100:g}%"


def _nothing_or_pounds(value: int) -> str:
    return _("%(amount)s a week") % {"amount": pounds(value)} if value else _("Nothing")


def _uplift(value: int, on: date) -> str:
    return _("You keep this much more each week than the law says.") if value else _("You keep what the law says.")


def _part(value: int, on: date) -> str:
    if value == 10_000:
        return _("All of what you have above the money you must be left with can go towards your care.")
    return _("You keep the other %(rest)s of it.") % {"rest": percent(10_000 - value)}


def _flat_rate(value: int, on: date) -> str:
    if not value:
        return _("Tell us what you spend because of your disability, and we take that off.")
    return _(
        "If you get a disability benefit that we count, we take this much off your income each week. You need no "
        "receipts. If you spend more, tell us, and we take off what you spend."
    )


def _limit(value: int | None, on: date) -> str:
    least = pounds(charging_rates(on).upper_capital_limit if value is None else value)
    return _("If you live at home and have more than %(limit)s, you pay the whole cost.") % {"limit": least}


def _most(value: int | None, on: date) -> str:
    if value is None:
        return _("You never pay more than your care costs.")
    return _("At home, nobody pays more than this each week, unless their savings are above the limit.")


def _night(value: bool, on: date) -> str:
    if value:
        return _("We leave out the part of a disability benefit that is for help at night.")
    return _("We count all of a disability benefit that the law lets us count.")


def _short_stay(value: bool, on: date) -> str:
    if value:
        return _("For a stay of up to 8 weeks you pay what you would pay at home.")
    return _("For a stay of up to 8 weeks you pay by the rules for care homes.")


def _fee(value: int, on: date) -> str:
    if not value:
        return _("If you pay for all your care at home, we arrange it for you without a charge.")
    return _("If your savings are above the limit and you ask us to arrange your care at home, you pay this each week.")


CHOICES = (
    Choice(
        "mig_uplift_flat", lazy("Added to the money you must be left with"), _nothing_or_pounds, _uplift,
        int, "Care Act 2014 s14(7); SI 2014/2672 reg 7",
    ),
    Choice(
        "mig_uplift_percent", lazy("Added to the money you must be left with, as a percentage"),
        lambda value: percent(value) if value else _("Nothing"), _uplift,
        int, "Care Act 2014 s14(7); SI 2014/2672 reg 7",
    ),
    Choice(
        "percent_of_disposable_income", lazy("How much of what is left we ask for"), percent, _part,
        lambda value: -value, "Care Act 2014 s14",
    ),
    Choice(
        "disability_related_expenditure_flat_rate", lazy("Taken off for the costs of a disability, without receipts"),
        _nothing_or_pounds, _flat_rate, int, "SI 2014/2672 Sch 1 para 4",
    ),
    Choice(
        "ignore_night_element", lazy("Disability benefit for help at night"),
        lambda value: _("Not counted") if value else _("Counted"), _night, int,
        "R (Carton) v Coventry City Council [2001]",
    ),
    Choice(
        "maximum_charge", lazy("The most anybody at home pays"),
        lambda value: _("No most of our own") if value is None else _nothing_or_pounds(value), _most,
        lambda value: -(10**12) if value is None else -value, "Care Act 2014 s14",
    ),
    Choice(
        "upper_capital_limit", lazy("Savings above which you pay the whole cost"),
        lambda value: _("The law’s own limit") if value is None else pounds(value), _limit,
        lambda value: value or 0, "Care Act 2014 s17; SI 2014/2672 reg 12",
    ),
    Choice(
        "short_term_as_home", lazy("A short stay in a care home"),
        lambda value: _("Charged as at home") if value else _("Charged as in a care home"), _short_stay,
        int, "SI 2014/2672 reg 8",
    ),
    Choice(
        "arrangement_fee", lazy("For arranging care for somebody who pays for all of it"), _nothing_or_pounds, _fee,
        lambda value: -value, "SI 2014/2672 reg 5",
    ),
)  # fmt: skip


def chosen(policy: Policy, on: date) -> list[Chosen]:
    """Every choice in words."""
    return [
        Chosen(str(one.label), one.says(value), one.means(value, on), one.law)
        for one in CHOICES
        for value in (getattr(policy, one.name),)
    ]


def differences(first: Policy, second: Policy) -> Iterator[Difference]:
    """Two policies side by side."""
    for one in CHOICES:
        was, becomes = getattr(first, one.name), getattr(second, one.name)
        way = one.kinder(becomes) - one.kinder(was)
        yield Difference(
            str(one.label), one.says(was), one.says(becomes), _what_it_means(one.name, was, becomes, way),
            was != becomes,
        )  # fmt: skip


def _what_it_means(name: str, was: Any, becomes: Any, way: int) -> str:
    if was == becomes:
        return _("No change")
    if name == "short_term_as_home":
        return _("Some people pay more and some pay less")
    return _("People pay less or the same") if way > 0 else _("People pay more or the same")


def state_of(version: ChargingPolicy, in_force: ChargingPolicy | None, on: date) -> str:
    """Whether a version is in force, coming, past, or put right by another."""
    if getattr(version, "corrected_by", None):
        return _("Corrected by a later one")
    if version == in_force:
        return _("In force")
    return _("Coming") if version.starts_on > on else _("Past")
