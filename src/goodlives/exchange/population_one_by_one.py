"""Those of a population whose sum rests on more than stands in columns: clocks, and answers about what they own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import NoneType
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa
from django.db.models import Prefetch

from goodlives.casework.finances.models import Basis, Capital, FinancialAssessment, Income
from goodlives.exchange.assessments_as_columns import coded
from goodlives.rules import bulk_columns as bulk
from goodlives.rules.bulk_columns import NOT_KNOWN, CapitalItems, Flags, Numbers, People
from goodlives.rules.charging import NO_LIMIT, CapitalKind, Circumstances, Policy

_OF_CIRCUMSTANCES = (
    "age", "household", "setting", "exempt", "pension_age_reached", "partner_pension_age_reached",
    "dependent_children", "cost_of_care", "council_rate", "nhs_funded_nursing_care", "housing_costs",
    "disability_related_expenditure", "half_pension_to_spouse",
)  # fmt: skip


def rests_on_more_than_columns(rows: dict[str, pa.Array], capital: CapitalItems) -> Flags:
    """Without a full assessment, or with something whose counting the law decides by more than its kind."""
    of = bulk.whose(capital.ends)
    odd_kinds = [bulk.KINDS_OF_CAPITAL.index(kind) for kind in (CapitalKind.NOTIONAL, CapitalKind.MAIN_HOME)]
    odd = np.isin(capital.kind, odd_kinds) | (capital.disregard != NOT_KNOWN)
    found = coded(rows["basis"], Basis.values) != Basis.values.index(Basis.FULL)
    found[of[odd]] = True
    return found


def one_by_one(ids: pa.Array, on: date) -> list[Circumstances]:
    """The circumstances of these assessments on this day, each asked for itself."""
    rows = FinancialAssessment.objects.select_related("person").prefetch_related(
        Prefetch("capital", Capital.objects.order_by("pk"), "in_order"),
        Prefetch("income", Income.objects.order_by("pk"), "received"),
    )
    found = rows.in_bulk(ids.to_pylist(), field_name="pk")
    # Whoever is treated as above the limit is above any that a policy may set: others are tried on the same people.
    policy, circumstances = Policy(upper_capital_limit=NO_LIMIT), []
    for pk in ids.to_pylist():
        row: Any = found[UUID(pk)]
        row.starts_on = on  # never saved: what it says on that day is asked
        circumstances.append(row.circumstances(capital=row.in_order, income=row.received, policy=policy))
    return circumstances


def with_circumstances(people: People, rows: Numbers, told: list[Circumstances]) -> People:
    """The same people, with these circumstances in these rows."""
    place: dict[Any, int] = {
        word: number
        for words in (bulk.HOUSEHOLDS, bulk.SETTINGS, bulk.EXEMPTIONS, bulk.KINDS_OF_CAPITAL, bulk.DISREGARDS)
        for number, word in enumerate(words)
    } | {None: NOT_KNOWN}  # fmt: skip
    new: dict[str, Any] = {}
    for name in _OF_CIRCUMSTANCES:
        new[name] = getattr(people, name).copy()
        new[name][rows] = [
            place[value] if isinstance(value, (str, NoneType)) else int(value)
            for value in (getattr(one, name) for one in told)
        ]
    under = people.under_savings_credit_rules.copy()
    under[rows] = [one.savings_credit is not None for one in told]
    new["qualifying_income"] = people.qualifying_income.copy()
    new["qualifying_income"][rows] = [
        0 if one.savings_credit is None else _or_not_known(one.savings_credit.qualifying_income) for one in told
    ]
    capital = _in_rows(people.capital, rows, [
        [(place[item.kind], _or_not_known(item.amount), item.share.numerator, item.share.denominator,
          place[item.disregard]) for item in one.capital] for one in told
    ])  # fmt: skip
    income = _in_rows(people.income, rows, [
        [(bulk.KINDS_OF_INCOME.index(item.kind), _or_not_known(item.amount), bulk.HOW_OFTEN.index(item.every),
          NOT_KNOWN if item.rate is None else bulk.RATES.index(item.rate)) for item in one.income] for one in told
    ])  # fmt: skip
    return replace(people, **new, under_savings_credit_rules=under, capital=capital, income=income)


def _or_not_known(amount: int | None) -> int:
    return NOT_KNOWN if amount is None else amount


def _in_rows(items: Any, rows: Numbers, told: list[list[tuple[int, ...]]]) -> Any:
    """Everybody's items, with those told in place of what was in these rows."""
    kept = np.ones(len(items.ends), bool)
    kept[rows] = False
    of = bulk.whose(items.ends)
    stays = kept[of]
    flat = np.array([item for one in told for item in one], np.int64).reshape(-1, len(items) - 1)
    person = np.concatenate([of[stays], np.repeat(rows, [len(one) for one in told])])
    order = np.argsort(person, kind="stable")
    columns = [np.concatenate([column[stays], flat[:, n]])[order] for n, column in enumerate(items[1:])]
    return type(items)(np.cumsum(np.bincount(person, minlength=len(items.ends))), *columns)
