"""One person's charge for one week, explained: Care Act 2014 ss14 and 17 and SI 2014/2672."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, cast

from goodlives.rules.charging.circumstances import Circumstances
from goodlives.rules.charging.facts import Facts
from goodlives.rules.charging.free_care import free_care
from goodlives.rules.charging.not_yet_known import PLENTY, could_be, in_words, not_yet_known, put_at
from goodlives.rules.charging.result import Charge
from goodlives.rules.charging.treatment import treated
from goodlives.rules.charging.weekly_charge import (
    fee_for_arranging,
    weekly_charge,
)
from goodlives.rules.explain import Step, traced
from goodlives.rules.money import Pence
from goodlives.rules.parameters import (
    ChargingRates,
    charging_rates,
    figures,
    newer_rates_are_missing,
    rates_year,
)

T = TypeVar("T")


class _Watched:
    """Rates that remember which of them were looked at: those it holds itself, in that order."""

    __slots__ = ("__dict__", "_rates")

    def __init__(self, rates: ChargingRates) -> None:
        self._rates = rates

    def __getattr__(self, name: str) -> Pence:
        """Asked once of each; the next time it is here."""
        amount: Pence = getattr(self._rates, name)
        self.__dict__[name] = amount
        return amount


def charge(circumstances: Circumstances) -> Charge:
    """What this person pays each week, and why."""
    if circumstances.exempt:
        return free_care(circumstances, circumstances.exempt)
    missing = not_yet_known(circumstances)
    if missing:
        return _range(circumstances, missing)
    return _charge(circumstances)


def _charge(circumstances: Circumstances) -> Charge:
    """The charge when everything needed is known."""
    c, watched = circumstances, _Watched(charging_rates(circumstances.on))
    rates = cast(ChargingRates, watched)
    facts, items = treated(c, rates)
    with traced(items) as trace:
        pays = weekly_charge(facts, rates)
    found = trace.answers
    full = found["capital_is_above_the_limit"]
    cost, whole = (0, 0) if full else (found["cost_to_the_council"], found["fee"])
    council_pays = 0 if full else cost - pays
    return Charge(
        charge=pays,
        council_pays=council_pays,
        top_up=whole - cost,
        range=None,
        full_cost=full,
        tariff_income=found.get("tariff_income"),
        minimum_income_guarantee=found.get("minimum_income_guarantee"),
        personal_expenses_allowance=found.get("kept_in_a_care_home"),
        rates=rates_year(c.on),
        not_yet_known=(),
        steps=(*_first_line(c), *trace.steps, *_last_lines(facts, rates, pays, cost, whole, full)),
        # Above the limit nothing but the limit decides, though items were looked at before it.
        rests_on=figures(("upper_capital_limit",) if full else tuple(vars(watched)), c.on),
    )


def _first_line(c: Circumstances) -> Iterator[Step]:
    """Say so when the year's own rates are not known."""
    if newer_rates_are_missing(c.on):
        yield Step(
            f"The rates of {rates_year(c.on)} are used, because newer ones are not loaded yet",
            None,
            "SI 2014/2672, as amended each year",
        )


def _last_lines(
    facts: Facts, rates: ChargingRates, pays: Pence, cost: Pence, whole: Pence, full: bool
) -> Iterator[Step]:
    """What the sum comes to: who pays what. These lines add up to the cost."""
    if full:
        words = "What you pay each week: the full cost"
        if fee_for_arranging(facts, rates):
            words += ", and what the council charges for arranging it"
    elif pays == 0:
        words = "What you pay each week: nothing"
    elif pays == cost:
        words = "What you pay each week: the cost, because that is less than what is left"
    elif facts.charged_as_at_home and pays == facts.maximum_charge:
        words = "What you pay each week: the most your council asks for"
    else:
        words = "What you pay each week"
    yield Step(words, pays, "Care Act 2014 ss14 and 17; SI 2014/2672")
    yield Step("What the council pays each week", 0 if full else cost - pays, "Care Act 2014 s26")
    if whole > cost:
        yield Step(
            "The rest, for a dearer home: somebody else must agree in writing to pay it (top-up)",
            whole - cost,
            "Care Act 2014 s30; SI 2014/2670",
        )


def _range(circumstances: Circumstances, missing: tuple[str, ...]) -> Charge:
    """The least and the most the charge can be while something is missing."""
    each = could_be(circumstances, missing)
    lowest = [_charge(put_at(one, lowest=True)) for one in each]
    highest = [_charge(put_at(one, lowest=False)) for one in each]
    least = min(charge.charge or 0 for charge in lowest)
    most = max(charge.charge or 0 for charge in highest)
    # Without the cost there may be no most: then it goes on rising with what is missing.
    whole_cost_unknown = "cost_of_care" in missing and most < max(
        _charge(put_at(one, lowest=False, plenty=2 * PLENTY)).charge or 0 for one in each
    )
    ends = (*lowest, *highest)
    rests_on = {figure: None for end in ends for figure in end.rests_on}
    return Charge(
        charge=None,
        council_pays=None,
        top_up=None,
        range=(least, None if whole_cost_unknown else most),
        full_cost=_same([end.full_cost for end in ends]),
        tariff_income=_same([end.tariff_income for end in ends]),
        minimum_income_guarantee=_same([end.minimum_income_guarantee for end in ends]),
        personal_expenses_allowance=_same([end.personal_expenses_allowance for end in ends]),
        rates=rates_year(circumstances.on),
        not_yet_known=missing,
        steps=(
            *_first_line(circumstances),
            *(Step(f"Not yet known: {in_words(circumstances, name)}", None, "Care Act 2014 s17") for name in missing),
            Step("The least you could pay each week", least, "Care Act 2014 s17"),
            Step("The most you could pay each week: the whole cost, when it is known", None, "Care Act 2014 s17")
            if whole_cost_unknown
            else Step("The most you could pay each week", most, "Care Act 2014 s17"),
        ),
        rests_on=tuple(rests_on),
    )


def _same(answers: list[T]) -> T | None:
    """The answer where every end has the same."""
    return answers[0] if all(answer == answers[0] for answer in answers) else None
