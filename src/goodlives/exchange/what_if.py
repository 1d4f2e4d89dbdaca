"""What another charging policy, or other figures of law, would do to the people a council charges. Nothing is written.

Two sums for everybody, one beside the other: what it would cost the council, and who would pay more or less. Where a
group is small nothing about it is said, nor so much about the others that it could be worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

import numpy as np

from goodlives.exchange.population import Population, charges_of
from goodlives.exchange.population_groups import BENEFIT_RATES, Grouping
from goodlives.exchange.small_numbers import left_out
from goodlives.rules import bulk_columns as bulk
from goodlives.rules.bulk_charges import Charges
from goodlives.rules.bulk_columns import NOT_KNOWN, Flags, Numbers
from goodlives.rules.charging import IncomeKind, Policy
from goodlives.rules.money import Pence
from goodlives.rules.parameters import ChargingRates

# Below this nothing is said about a group.
SMALLEST_GROUP = 10
WEEKS_IN_A_YEAR = 52
# The bands of the picture, in pounds a week, on each side of "the same".
BANDS = (5, 10, 20, 50)
NOT_SAID = "not known"
# What somebody pays now: nothing, up to so many pounds a week, more than that, or the whole cost because of savings.
CHARGE_NOW = (50, 100)
CHARGES_NOW = ("nothing", "to_50", "to_100", "over_100", "whole_cost")
# Money that is not for the costs of living that a share is taken of: for getting about, or another's.
_NOT_FOR_LIVING = (IncomeKind.PIP_MOBILITY, IncomeKind.DLA_MOBILITY, IncomeKind.OTHER_DISREGARDED)


class Effect(StrEnum):
    """What happens to one person's charge."""

    STARTS = "starts"
    MORE = "more"
    SAME = "same"
    LESS = "less"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Terms:
    """By what people are charged: what the council has chosen, and the figures of law."""

    policy: Policy
    rates: ChargingRates


@dataclass(frozen=True, slots=True)
class Income:
    """What charges bring in each week, in pence."""

    before: Pence
    after: Pence

    @property
    def change(self) -> Pence:
        return self.after - self.before

    def in_a_year(self) -> Income:
        return Income(self.before * WEEKS_IN_A_YEAR, self.after * WEEKS_IN_A_YEAR)


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people: how many, what happens to them, and how their charge changes on average. None: left out."""

    name: str
    people: int | None
    effects: dict[Effect, int | None]
    average_change: Pence | None


@dataclass(frozen=True, slots=True)
class Band:
    """How many people's charge changes by more than `above` and at most `up_to` pence a week; an end may be open."""

    above: Pence | None
    up_to: Pence | None
    people: int | None


@dataclass(frozen=True, slots=True)
class BenefitRate:
    """People at home charged from their income, by the rate of their disability benefit. Shares are in tenths of 1%.

    A share is of what is over essential costs: of what they get, with what their savings are treated as giving, less
    what the law says they must be left with, what they pay for their home, and what they spend because of disability.
    """

    name: str
    people: int | None
    average_before: Pence | None
    average_after: Pence | None
    share_before: int | None
    share_after: int | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would change. Counts that are None are left out because they are of too few people."""

    people: int
    not_yet_known: int
    income: Income
    effects: dict[Effect, int | None]
    bands: tuple[Band, ...]
    groups: dict[str, tuple[Group, ...]]
    benefit_rates: tuple[BenefitRate, ...]

    @property
    def charges_the_highest_rate_more(self) -> tuple[BenefitRate, BenefitRate] | None:
        """The highest rate of disability benefit, and a lower one that would be charged a smaller share.

        R (SH) v Norfolk. None where the variant charges no lower rate a smaller share.
        """
        known = {rate.name: rate for rate in self.benefit_rates if rate.share_after is not None}
        highest = known.pop(BENEFIT_RATES[3], None)
        lower = [rate for name, rate in known.items() if name in BENEFIT_RATES[:3]]
        least = min(lower, key=lambda rate: rate.share_after or 0, default=None)
        if highest is None or least is None or (highest.share_after or 0) <= (least.share_after or 0):
            return None
        return highest, least


def what_if(population: Population, *, on: date, base: Terms, variant: Terms) -> WhatIf:
    """Everybody's charge on a day by these two sets of terms, compared."""
    before = charges_of(population, on=on, policy=base.policy, rates=base.rates)
    after = charges_of(population, on=on, policy=variant.policy, rates=variant.rates)
    known = (before.charge != NOT_KNOWN) & (after.charge != NOT_KNOWN)
    pays, would_pay = before.charge[known], after.charge[known]
    effect = _effects(pays, would_pay)
    of_groups = {name: _with_not_said(group, known) for name, group in population.groups.items()}
    of_groups["ethnicity"] = _broad(of_groups["ethnicity"])
    of_groups["charge_now"] = _by_charge_now(pays, before.full_cost[known] == 1)
    band = _bands(would_pay - pays)
    counted = _Counted(of_groups, effect, band)
    return WhatIf(
        people=len(pays),
        not_yet_known=int((~known).sum()),
        income=Income(int(pays.sum()), int(would_pay.sum())),
        effects={one: counted.shown("all", one) for one in Effect},
        bands=tuple(Band(above, up_to, counted.shown("band", n)) for n, (above, up_to) in enumerate(_ends())),
        groups={name: tuple(counted.groups_of(name, would_pay - pays)) for name in of_groups},
        benefit_rates=tuple(_by_benefit_rate(population, on, base, before, after, known, counted)),
    )


def _effects(pays: Numbers, would_pay: Numbers) -> Numbers:
    """What happens to each of them, by its place in `Effect`."""
    starts, more, same, less, stops = range(len(Effect))
    rises = np.where(pays == 0, starts, more)
    falls = np.where(would_pay == 0, stops, less)
    return np.where(would_pay == pays, same, np.where(would_pay > pays, rises, falls))


def _with_not_said(group: Grouping, known: Flags) -> Grouping:
    """The group of each person whose charge is known; those of whom nobody said are a group of their own."""
    of = np.where(group.of == NOT_KNOWN, len(group.names), group.of)[known]
    return Grouping((*group.names, NOT_SAID), of)


def _broad(ethnicity: Grouping) -> Grouping:
    """The five broad groups of the census, by the words before the colon: the finer ones are mostly too few."""
    broad = [NOT_SAID if name.startswith("No data") else name.split(":")[0] for name in ethnicity.names]
    names = tuple(dict.fromkeys(broad))
    return Grouping(names, np.array([names.index(name) for name in broad])[ethnicity.of])


def _by_charge_now(pays: Numbers, full_cost: Flags) -> Grouping:
    """Those who pay nothing now, a little, more, and those whose savings make them pay the whole cost."""
    by_amount = np.where(pays == 0, 0, 1 + np.searchsorted([pounds * 100 for pounds in CHARGE_NOW], pays, side="left"))
    return Grouping(CHARGES_NOW, np.where(full_cost, len(CHARGES_NOW) - 1, by_amount))


def _ends() -> list[tuple[Pence | None, Pence | None]]:
    """The bands of the picture, from the largest fall to the largest rise. The middle one is "the same"."""
    ends = [pounds * 100 for pounds in BANDS]
    falls = [-end for end in reversed(ends)]
    return [*pairwise([None, *falls, 0]), (0, 0), *pairwise([0, *ends, None])]


def _bands(change: Numbers) -> Numbers:
    """The band of each change: a fall of exactly £5 stands with those of less than £5, as a rise of exactly £5 does."""
    ends = np.array([pounds * 100 for pounds in BANDS])
    size = np.searchsorted(ends, np.abs(change), side="left")
    middle = len(BANDS) + 1
    return np.where(change == 0, middle, np.where(change > 0, middle + 1 + size, middle - 1 - size))


class _Counted:
    """Every count of the answer, and which of them are left out."""

    def __init__(self, groups: dict[str, Grouping], effect: Numbers, band: Numbers) -> None:
        self.groups = groups
        self.counts: dict[Any, int] = {("all",): len(effect)}
        self._table(("all",), effect)
        for n, count in enumerate(np.bincount(band, minlength=len(_ends()))):
            self.counts["band", n] = int(count)
        for name, group in groups.items():
            for place, group_name in enumerate(group.names):
                among = effect[group.of == place]
                self.counts[name, group_name] = len(among)
                self._table((name, group_name), among)
        self.left_out = left_out(self.counts, self._sums(), self._of_small_groups())

    def _table(self, key: tuple, effect: Numbers) -> None:
        for one, count in zip(Effect, np.bincount(effect, minlength=len(Effect)), strict=True):
            self.counts[(*key, one)] = int(count)

    def _of_small_groups(self) -> set:
        """All that would be said about groups that are too small, but for what is nobody at all."""
        small = {
            (name, group_name)
            for name, group in self.groups.items()
            for group_name in group.names
            if 0 < self.counts[name, group_name] < SMALLEST_GROUP
        }
        return small | {(*key, one) for key in small for one in Effect if self.counts["all", one]}

    def _sums(self) -> Iterator[tuple[list, list]]:
        middle = len(BANDS) + 1
        yield [("all",)], [("all", one) for one in Effect]
        yield [("all", Effect.LESS), ("all", Effect.STOPS)], [("band", n) for n in range(middle)]
        yield [("all", Effect.SAME)], [("band", middle)]
        yield [("all", Effect.MORE), ("all", Effect.STARTS)], [("band", n) for n in range(middle + 1, 2 * middle + 1)]
        for name, group in self.groups.items():
            yield [("all",)], [(name, group_name) for group_name in group.names]
            for one in Effect:
                yield [("all", one)], [(name, group_name, one) for group_name in group.names]
            for group_name in group.names:
                yield [(name, group_name)], [(name, group_name, one) for one in Effect]

    def shown(self, *key: Any) -> int | None:
        return None if key in self.left_out else self.counts[key]

    def groups_of(self, name: str, change: Numbers) -> Iterator[Group]:
        """Each group in which there is anybody."""
        group = self.groups[name]
        for place, group_name in enumerate(group.names):
            count = self.counts[name, group_name]
            if count:
                people = self.shown(name, group_name)
                average = None if people is None else _nearest(int(change[group.of == place].sum()), count)
                effects = {one: self.shown(name, group_name, one) for one in Effect}
                yield Group(group_name, people, effects, average)


def _by_benefit_rate(
    population: Population, on: date, base: Terms, before: Charges, after: Charges, known: Flags, counted: _Counted
) -> Iterator[BenefitRate]:
    """Charge by the rate of disability benefit: R (SH) v Norfolk County Council [2020] EWHC 3436 (Admin)."""
    people = population.people
    by_law = charges_of(population, on=on, policy=Policy(), rates=base.rates).minimum_income_guarantee
    from_income = (
        known
        & population.fully_assessed
        & (people.exempt == NOT_KNOWN)
        & (before.full_cost == 0)
        & (after.full_cost == 0)
        & (by_law != NOT_KNOWN)
    )
    essential = by_law + people.housing_costs + people.disability_related_expenditure
    over = np.maximum(_income_for_living(population) + before.tariff_income - essential, 0)
    group = population.groups["disability_benefit"]
    for place, name in enumerate(group.names):
        among = from_income & (group.of == place)
        count = int(among.sum())
        if not count:
            continue
        if count < SMALLEST_GROUP or counted.shown("disability_benefit", name) is None:
            yield BenefitRate(name, None, None, None, None, None)
            continue
        paid, would_pay, whole = (int(column[among].sum()) for column in (before.charge, after.charge, over))
        yield BenefitRate(
            name, count, _nearest(paid, count), _nearest(would_pay, count),
            _nearest(paid * 1000, whole) if whole else None, _nearest(would_pay * 1000, whole) if whole else None,
        )  # fmt: skip


def _income_for_living(population: Population) -> Numbers:
    """What each of them gets a week, counted for the charge or not, but for money for getting about."""
    income = population.people.income
    left = np.isin(income.kind, [bulk.KINDS_OF_INCOME.index(kind) for kind in _NOT_FOR_LIVING])
    return bulk.added_up(np.where(left, 0, bulk.weekly_amounts(income)), income.ends)


def _nearest(amount: int, parts: int) -> int:
    """Divided, to the nearest whole number; half goes away from nothing."""
    whole = (2 * abs(amount) + parts) // (2 * parts)
    return whole if amount >= 0 else -whole
