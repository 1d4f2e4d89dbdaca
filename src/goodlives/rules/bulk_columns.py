"""A population's circumstances as columns: one row a person, and everybody's capital and income one after another."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from goodlives.rules.charging.circumstances import (
    CapitalDisregard,
    CapitalKind,
    Every,
    Exemption,
    Household,
    IncomeKind,
    Rate,
    Setting,
)
from goodlives.rules.charging.income import WEEKS

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# In a column, an amount or a yes-or-no that is not yet known, and a word that is not there.
NOT_KNOWN = -1

KINDS_OF_CAPITAL, DISREGARDS = tuple(CapitalKind), tuple(CapitalDisregard)
KINDS_OF_INCOME, RATES, HOW_OFTEN = tuple(IncomeKind), tuple(Rate), tuple(Every)
SETTINGS, HOUSEHOLDS, EXEMPTIONS = tuple(Setting), tuple(Household), tuple(Exemption)
# What a council's policy says yes or no to.
POLICY_FLAGS = ("ignore_night_element", "short_term_as_home")
_TIMES: Numbers = np.array([WEEKS[every][0] for every in HOW_OFTEN])
_DIVIDED_BY: Numbers = np.array([WEEKS[every][1] for every in HOW_OFTEN])


class CapitalItems(NamedTuple):
    """Everybody's capital, one person's after another's; `ends` says where each person's ends."""

    ends: Numbers
    kind: Numbers
    amount: Numbers
    numerator: Numbers
    denominator: Numbers
    disregard: Numbers


class IncomeItems(NamedTuple):
    """Everybody's income, one person's after another's; `ends` says where each person's ends."""

    ends: Numbers
    kind: Numbers
    amount: Numbers
    every: Numbers
    rate: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """One row a person, in whole numbers: words by their place in the lists above, amounts in pence."""

    age: Numbers
    household: Numbers
    setting: Numbers
    exempt: Numbers
    pension_age_reached: Numbers
    partner_pension_age_reached: Numbers
    dependent_children: Numbers
    cost_of_care: Numbers
    council_rate: Numbers
    nhs_funded_nursing_care: Numbers
    under_savings_credit_rules: Flags
    qualifying_income: Numbers
    housing_costs: Numbers
    disability_related_expenditure: Numbers
    half_pension_to_spouse: Numbers
    mig_uplift_percent: Numbers
    mig_uplift_flat: Numbers
    percent_of_disposable_income: Numbers
    upper_capital_limit: Numbers
    maximum_charge: Numbers
    ignore_night_element: Flags
    short_term_as_home: Flags
    arrangement_fee: Numbers
    disability_related_expenditure_flat_rate: Numbers
    capital: CapitalItems
    income: IncomeItems

    def __len__(self) -> int:
        return len(self.age)

    def only(self, rows: Numbers) -> People:
        """The people of these rows."""
        taken = {field.name: getattr(self, field.name) for field in fields(self)}
        return People(
            **{
                name: _items_of(rows, column) if isinstance(column, tuple) else column[rows]
                for name, column in taken.items()
            }
        )


def _items_of(rows: Numbers, items: Any) -> Any:
    """The items of these people."""
    starts = np.concatenate(([0], items.ends[:-1]))
    lengths = (items.ends - starts)[rows]
    ends = np.cumsum(lengths)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts[rows] - (ends - lengths), lengths)
    return type(items)(ends, *(column[places] for column in items[1:]))


def whose(ends: Numbers) -> Numbers:
    """The row of the person whose each item is."""
    return np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))


def added_up(amounts: Numbers | Flags, ends: Numbers) -> Numbers:
    """Each person's total, exactly."""
    running = np.concatenate(([0], np.cumsum(amounts, dtype=np.int64)))
    return np.diff(running[ends], prepend=0)


def any_of_theirs(flags: Flags, ends: Numbers) -> Flags:
    """Whether it is so of any of each person's items."""
    return added_up(flags, ends) > 0


def weekly_amounts(income: IncomeItems) -> Numbers:
    """What each item is a week, as `weekly` makes it for one."""
    return income.amount * _TIMES[income.every] // _DIVIDED_BY[income.every]
