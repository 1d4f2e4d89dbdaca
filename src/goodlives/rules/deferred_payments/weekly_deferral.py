"""What can be deferred in all, and what is deferred each week: SI 2014/2671 regs 5 and 6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goodlives.rules.explain import Step, rule, traced
from goodlives.rules.money import Pence
from goodlives.rules.parameters import parameter


class Home(NamedTuple):
    """The home that is security. The share is the person's; `existing_charges` are secured on that share."""

    value: Pence
    share_numerator: int = 1
    share_denominator: int = 1
    existing_charges: Pence = 0


class Weekly(NamedTuple):
    """One week: what the care costs (a top-up that may be deferred included), and income, of which some is kept."""

    cost: Pence
    income: Pence
    wants_to_keep: Pence
    rent_kept: Pence = 0


class DeferralTerms(NamedTuple):
    """The numbers of the law that a deferral needs, on one day."""

    lower_capital_limit: Pence
    equity_limit_cost_of_sale_percent: int
    disposable_income_allowance: Pence


def deferral_terms(on: date) -> DeferralTerms:
    return DeferralTerms(*(parameter(name).on(on) for name in DeferralTerms._fields))


@rule("What your share of the home would sell for", "SI 2014/2671 reg 5")
def share_of_the_home(h: Home, t: DeferralTerms) -> Pence:
    """The person's own share of the value, for a joint owner too."""
    return h.value * h.share_numerator // h.share_denominator


@rule(
    lambda h, t, amount: f"Take away: {t.equity_limit_cost_of_sale_percent}% of that, for the cost of selling it",
    "SI 2014/2671 reg 5",
)
def left_for_the_sale(h: Home, t: DeferralTerms) -> Pence:
    """A tenth, rounded up to the penny: a limit is never more than the law allows."""
    share = h.value * h.share_numerator // h.share_denominator
    return -(-share * t.equity_limit_cost_of_sale_percent // 100)


@rule("Take away: what you are left with at the end (the lower capital limit)", "SI 2014/2671 reg 5")
def left_for_the_person(h: Home, t: DeferralTerms) -> Pence:
    """£14,250 that the person, or their family, keeps."""
    return t.lower_capital_limit


@rule("Take away: what is already owed on your share, such as a mortgage", "SI 2014/2671 reg 5", unless_zero=True)
def already_owed(h: Home, t: DeferralTerms) -> Pence:
    return h.existing_charges


@rule("The most that can be owed (the equity limit)", "SI 2014/2671 reg 5")
def equity_limit(h: Home, t: DeferralTerms) -> Pence:
    """The share's value, less a tenth, less £14,250, less what is already owed on it: reg 5. Never below nothing."""
    left = share_of_the_home(h, t) - left_for_the_sale(h, t) - left_for_the_person(h, t) - already_owed(h, t)
    return max(left, 0)


@rule("Your income", "SI 2014/2671 reg 6")
def income_each_week(w: Weekly, t: DeferralTerms) -> Pence:
    return w.income


@rule(
    lambda w, t, amount: (
        "Take away: what you keep for yourself"
        + (", with the part of the rent that you keep" if w.rent_kept else "")
        + (
            ". You could keep more"
            if w.wants_to_keep < t.disposable_income_allowance and amount < w.income
            else " (disposable income allowance)"
        )
    ),
    "SI 2014/2671 reg 6",
)
def kept_each_week(w: Weekly, t: DeferralTerms) -> Pence:
    """Up to £144 of their income, or less if the person chooses; rent the council lets them keep comes on top."""
    return min(w.income, min(w.wants_to_keep, t.disposable_income_allowance) + w.rent_kept)


@rule("What you pay each week", "SI 2014/2671 reg 6")
def paid_each_week(w: Weekly, t: DeferralTerms) -> Pence:
    """Income that is not kept, but never more than the care costs."""
    return min(income_each_week(w, t) - kept_each_week(w, t), w.cost)


@rule("What your care costs each week", "Care Act 2014 s14(4)")
def cost_each_week(w: Weekly, t: DeferralTerms) -> Pence:
    return w.cost


@rule("What is put off each week, to be paid from the home later", "Care Act 2014 s34")
def deferred_each_week(w: Weekly, t: DeferralTerms) -> Pence:
    """The cost that is not paid from income now."""
    return cost_each_week(w, t) - paid_each_week(w, t)


@dataclass(frozen=True, slots=True)
class Deferral:
    """The limit, what is kept, paid and put off each week, and how each was worked out."""

    limit: Pence
    keeps: Pence
    pays: Pence
    defers: Pence
    steps: tuple[Step, ...]


class ImpossibleDeferral(ValueError):
    """A home or a week that cannot be."""


def deferral(
    home: Home, *, cost: Pence, income: Pence, on: date, wants_to_keep: Pence | None = None, rent_kept: Pence = 0
) -> Deferral:
    """What can be put off in all and each week, explained. Without a wish the person keeps the most allowed."""
    if not 0 < home.share_numerator <= home.share_denominator:
        raise ImpossibleDeferral("A share of a home is more than nothing and not more than all of it")
    if min(home.value, home.existing_charges, cost, income, wants_to_keep or 0, rent_kept) < 0:
        raise ImpossibleDeferral("No amount of a deferral can be less than nothing")
    terms = deferral_terms(on)
    keep = terms.disposable_income_allowance if wants_to_keep is None else wants_to_keep
    week = Weekly(cost, income, keep, rent_kept)
    with traced() as trace:
        limit, defers = equity_limit(home, terms), deferred_each_week(week, terms)
    return Deferral(limit, kept_each_week(week, terms), paid_each_week(week, terms), defers, tuple(trace.steps))
