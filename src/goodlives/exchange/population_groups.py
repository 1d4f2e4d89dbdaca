"""The groups that a population is told apart by: age, sex, and the rate of a disability benefit among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from goodlives.exchange.assessments_as_columns import coded
from goodlives.rules import bulk_columns as bulk
from goodlives.rules.bulk_columns import NOT_KNOWN, IncomeItems, Numbers
from goodlives.rules.charging import IncomeKind, Rate
from goodlives.rules.charging.income import DISABILITY_BENEFITS
from goodlives.rules.parameters import NotInForce, parameter

AGE_BANDS = (
    (18, "18 to 24"),
    (25, "25 to 44"),
    (45, "45 to 64"),
    (65, "65 to 74"),
    (75, "75 to 84"),
    (85, "85 or over"),
)
# How much disability benefit somebody gets, whichever of the three it is: their rates are the same amounts.
BENEFIT_RATES = ("none", "lowest", "middle", "highest", "not known")


class Grouping(NamedTuple):
    """Which group each person is in: the place of theirs in `names`."""

    names: tuple[str, ...]
    of: Numbers


def group_of(column: pa.Array, names: Sequence[str]) -> Grouping:
    return Grouping(tuple(names), coded(column, names))


def age_bands(age: Numbers) -> Numbers:
    return np.maximum(np.searchsorted([least for least, _ in AGE_BANDS], age, side="right") - 1, 0)


def by_disability_benefit(income: IncomeItems, starts_on: npt.NDArray[np.datetime64]) -> Numbers:
    """Each person's disability benefit, by its rate; where nobody said which, by its amount that year."""
    benefits = [bulk.KINDS_OF_INCOME.index(kind) for kind in DISABILITY_BENEFITS]
    of = bulk.whose(income.ends)
    chosen = np.isin(income.kind, benefits)
    by_rate = np.array([[_level(kind, rate) for rate in bulk.RATES] for kind in bulk.KINDS_OF_INCOME])[
        income.kind, income.rate
    ]
    by_amount = np.where(income.amount == NOT_KNOWN, 4, _by_amount(bulk.weekly_amounts(income), starts_on[of]))
    level = np.where(income.rate == NOT_KNOWN, by_amount, by_rate)
    found = np.zeros(len(starts_on), np.int64)
    np.maximum.at(found, of[chosen], level[chosen])
    return found


def _level(kind: IncomeKind, rate: Rate) -> int:
    """1, 2 or 3. The lower rate of Attendance Allowance is what the middle one of Disability Living Allowance is."""
    if rate in (Rate.HIGHER, Rate.ENHANCED):
        return 3
    return 1 if rate is Rate.LOWER and kind is IncomeKind.DLA_CARE else 2


def _by_amount(weekly: Numbers, since: npt.NDArray[np.datetime64]) -> Numbers:
    """1, 2 or 3: the rate that this much a week is, in the year it was paid."""
    level = np.full(len(weekly), 1, np.int64)
    for day in np.unique(since):
        try:
            middle, higher = (
                parameter(f"disability_benefit_{name}").on(day.astype(date)) for name in ("middle", "higher")
            )
        except NotInForce:
            continue
        that_day = since == day
        level[that_day & (weekly >= middle)] = 2
        level[that_day & (weekly >= higher)] = 3
    return level
