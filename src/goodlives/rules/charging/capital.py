"""Which capital counts, and how much of it: SI 2014/2672 Part 5 (regs 18 to 25) and Sch 2.

Each item is treated by itself and says why. Only what belongs to the person counts: half of a joint account is half.
"""

from __future__ import annotations

from goodlives.rules.charging.circumstances import CapitalDisregard, CapitalItem, CapitalKind, Circumstances, Setting
from goodlives.rules.charging.facts import Facts
from goodlives.rules.explain import Step, rule
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import ChargingRates

_NAMES = {
    CapitalKind.SAVINGS: "Savings",
    CapitalKind.SHARES: "Shares",
    CapitalKind.PROPERTY: "Property",
    CapitalKind.MAIN_HOME: "Your main home",
    CapitalKind.NOTIONAL: "Money or property you gave away to pay less for care, counted as still yours",
    CapitalKind.OTHER: "Other capital",
    CapitalKind.TREATED_AS_ABOVE_THE_LIMIT: (
        "Without a full financial assessment you are treated as having more than the limit, whatever you have"
    ),
}
_LAWS = {
    CapitalKind.NOTIONAL: "SI 2014/2672 reg 22",
    CapitalKind.TREATED_AS_ABOVE_THE_LIMIT: "SI 2014/2672 reg 10",
}
LAND = (CapitalKind.PROPERTY, CapitalKind.MAIN_HOME)
_DISREGARDS = {
    CapitalDisregard.TWELVE_WEEKS: (
        "not counted for the first 12 weeks after moving into a care home for good",
        "SI 2014/2672 Sch 2 para 2",
    ),
    CapitalDisregard.OCCUPIED: (
        "not counted while your partner, or a relative the law protects, lives there",
        "SI 2014/2672 Sch 2",
    ),
    CapitalDisregard.TEMPORARY: ("not counted for now", "SI 2014/2672 Sch 2"),
    CapitalDisregard.DISCRETIONARY: (
        "not counted, because the council chose so for a good reason",
        "SI 2014/2672 Sch 2; Care and Support Statutory Guidance, Annex B",
    ),
}


def capital_words(kind: CapitalKind) -> str:
    return _NAMES[kind]


def why_ignored(item: CapitalItem, circumstances: Circumstances) -> tuple[str, str] | None:
    """The words and the law by which this item is not counted at all, or None when it is counted."""
    if item.kind == CapitalKind.MAIN_HOME and not circumstances.permanent:
        if circumstances.setting == Setting.HOME:
            return "not counted, because you live there", "SI 2014/2672 Sch 2"
        return "not counted, because you will go back to it", "SI 2014/2672 Sch 2 para 1"
    return _DISREGARDS[item.disregard] if item.disregard else None


def value(item: CapitalItem) -> Pence:
    """What the person's share is worth: reg 20 (a tenth off land, for the cost of selling it) and reg 24 (shares).

    Fractions of a penny go in the person's favour (reg 11).
    """
    amount = item.amount or 0
    if item.kind in LAND:
        amount -= -(-amount // 10)
    return amount * item.share.numerator // item.share.denominator


def capital_item(item: CapitalItem, circumstances: Circumstances) -> tuple[Pence, Step]:
    """How much of one item counts, and the line that says why."""
    name, amount = _NAMES[item.kind], item.amount or 0
    if ignored := why_ignored(item, circumstances):
        words, law = ignored
        much = "" if item.amount is None else f", {pounds(amount)}"
        return 0, Step(f"{name}{much}: {words}", 0, law)
    if item.amount is None:
        return 0, Step(f"{name}: not yet known, and the rest is above the limit", 0, "SI 2014/2672 reg 18")
    counts = value(item)
    lines = []
    if item.kind in LAND:
        lines = [
            Step("What it would sell for", amount, "SI 2014/2672 reg 20"),
            Step("Take away: one tenth, for the cost of selling it", -(-amount // 10), "SI 2014/2672 reg 20"),
        ]
    if item.share != 1:
        if not lines:
            lines = [Step("All of it", amount, "SI 2014/2672 reg 18")]
        lines.append(Step(f"Your share of it: {item.share}", counts, "SI 2014/2672 reg 24"))
    return counts, Step(name, counts, _LAWS.get(item.kind, "SI 2014/2672 reg 18"), tuple(lines))


@rule("Your savings and other capital that count", "SI 2014/2672 Part 5 and Sch 2")
def capital_that_counts(f: Facts, r: ChargingRates) -> Pence:
    """The total of capital that is not disregarded."""
    return f.capital


@rule(
    lambda f, r, limit: (
        "The most capital you can have and still get help with the cost. "
        + ("You have more, so you pay the full cost" if f.capital > limit else "You do not have more")
    ),
    "Care Act 2014 s17; SI 2014/2672 reg 12",
)
def upper_limit(f: Facts, r: ChargingRates) -> Pence:
    """£23,250. For care outside a care home a council may set a higher limit, never a lower one: reg 12."""
    if f.charged_as_at_home:
        return max(r.upper_capital_limit, f.raised_upper_capital_limit)
    return r.upper_capital_limit


@rule()
def capital_is_above_the_limit(f: Facts, r: ChargingRates) -> bool:
    """Capital that exceeds the upper limit means no help with the cost. Exactly the limit does not exceed it."""
    return capital_that_counts(f, r) > upper_limit(f, r)


@rule(
    lambda f, r, amount: (
        f"Add: income your capital is treated as giving, {pounds(r.tariff_income_per_step)} for each "
        f"{pounds(r.tariff_income_step)}, or part of it, above {pounds(r.lower_capital_limit)} (tariff income)"
    ),
    "SI 2014/2672 reg 25",
    unless_zero=True,
)
def tariff_income(f: Facts, r: ChargingRates) -> Pence:
    """Weekly income that capital is treated as giving: SI 2014/2672 reg 25.

    £1 for each complete £250, or part of £250, above the lower capital limit.
    """
    above = max(f.capital - r.lower_capital_limit, 0)
    return -(-above // r.tariff_income_step) * r.tariff_income_per_step
