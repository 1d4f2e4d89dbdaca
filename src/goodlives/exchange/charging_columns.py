"""The columns that `goodlives charge-many` reads: one row a person, checked as strictly as the JSON of `charge`.

Amounts are decimals in pounds, so that they are exact. An amount or a yes-or-no that is null is not yet known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa

from goodlives.exchange.calculator import Problem
from goodlives.rules.bulk_columns import (
    DISREGARDS,
    EXEMPTIONS,
    HOUSEHOLDS,
    HOW_OFTEN,
    KINDS_OF_CAPITAL,
    KINDS_OF_INCOME,
    NOT_KNOWN,
    RATES,
    SETTINGS,
)
from goodlives.rules.money import NO_LIMIT

NEEDED = object()
_MOST_PENCE = 9_999_999_999


class Kind(NamedTuple):
    """A type of column: how it is said, and which Arrow types it may be."""

    says: str
    is_it: Callable[[pa.DataType], bool]


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _is_exact(kind: pa.DataType) -> bool:
    return bool(pa.types.is_decimal(kind)) and 0 <= kind.scale <= 2 and kind.precision <= 36


WORD = Kind("text", _is_text)
SHARE = Kind("text", _is_text)
AMOUNT = Kind("decimal, at most 2 places", _is_exact)
PERCENT = Kind("decimal, at most 2 places", _is_exact)
WHOLE = Kind("whole number", lambda kind: bool(pa.types.is_integer(kind)))
YES_NO = Kind("boolean", lambda kind: bool(pa.types.is_boolean(kind)))
ANY = Kind("text or whole number", lambda kind: _is_text(kind) or bool(pa.types.is_integer(kind)))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, what it is where it is left out, what null says, and what it means."""

    name: str
    kind: Kind
    means: str
    left_out: Any = NEEDED
    null: Any = NEEDED
    words: tuple[str, ...] = ()
    most: int = _MOST_PENCE
    least: int = 0

    @property
    def needed(self) -> bool:
        return self.left_out is NEEDED


def _unknown(name: str, kind: Kind, means: str, left_out: Any = NEEDED) -> Column:
    return Column(name, kind, f"{means} Null: not yet known.", left_out, NOT_KNOWN)


INCOME = (
    Column("kind", WORD, "What it is.", words=KINDS_OF_INCOME),
    _unknown("amount", AMOUNT, "How much, in pounds."),
    Column("every", WORD, "How often. Null: every week.", HOW_OFTEN.index("week"), HOW_OFTEN.index("week"), HOW_OFTEN),
    Column("rate", WORD, "The rate of a benefit. Null: nobody said.", NOT_KNOWN, NOT_KNOWN, RATES),
)
CAPITAL = (
    Column("kind", WORD, "What it is.", words=KINDS_OF_CAPITAL),
    _unknown("amount", AMOUNT, "What all of it is worth, in pounds."),
    Column("share", SHARE, 'The part that is theirs: "1", "0.5", "1/3". Null: all of it.', "1", "1"),
    Column("disregard", WORD, "Why it is not counted. Null: it is counted.", NOT_KNOWN, NOT_KNOWN, DISREGARDS),
)
SAVINGS_CREDIT = (
    _unknown("qualifying_income", AMOUNT, "Income that counts towards savings credit, in pounds a week."),
)
LISTS = {"income": INCOME, "capital": CAPITAL}
COLUMNS = (
    Column("age", WHOLE, "18 to 130.", least=18, most=130),
    Column("household", WORD, "Who they live with.", words=HOUSEHOLDS),
    Column("setting", WORD, "Where the care is.", words=SETTINGS),
    _unknown("cost_of_care", AMOUNT, "What a week costs; in a care home the gross fee."),
    Column("pension_age_reached", YES_NO, "Null: worked out from the age, where it can be.", NOT_KNOWN, NOT_KNOWN),
    _unknown("partner_pension_age_reached", YES_NO, "For one of a couple.", 0),
    Column("dependent_children", WHOLE, "0 to 30.", 0, most=30),
    _unknown("council_rate", AMOUNT, "What the council would pay for a suitable home.", NO_LIMIT),
    _unknown("nhs_funded_nursing_care", AMOUNT, "What the NHS pays for nursing in the home.", 0),
    _unknown("housing_costs", AMOUNT, "What they pay for their home each week.", 0),
    _unknown("disability_related_expenditure", AMOUNT, "What they spend each week because of disability.", 0),
    _unknown("half_pension_to_spouse", YES_NO, "Half their pension goes to a spouse living elsewhere.", 0),
    Column("exempt", WORD, "Why care is free. Null: it is not.", NOT_KNOWN, NOT_KNOWN, EXEMPTIONS),
    Column("mig_uplift_percent", PERCENT, "Council policy: percent on top of the minimum income.", 0),
    Column("mig_uplift_flat", AMOUNT, "Council policy: pounds on top of the minimum income.", 0),
    Column("percent_of_disposable_income", PERCENT, "Council policy: at most 100.", 10_000, most=10_000),
    Column("upper_capital_limit", AMOUNT, "Council policy. Null: the law's.", NOT_KNOWN, NOT_KNOWN),
    Column("maximum_charge", AMOUNT, "Council policy. Null: none.", NOT_KNOWN, NOT_KNOWN),
    Column("ignore_night_element", YES_NO, "Council policy.", 0),
    Column("short_term_as_home", YES_NO, "Council policy: short stays charged as at home.", 1),
    Column("arrangement_fee", AMOUNT, "Council policy: for those above the capital limit.", 0),
    Column(
        "disability_related_expenditure_flat_rate",
        AMOUNT,
        "Council policy: what is taken off for costs of a disability, unless somebody's own are more.",
        0,
    ),
)
ID = Column("id", ANY, "Your own number or name for the person, copied to the answer.", None, None)


def wrong_columns(schema: pa.Schema, kept: Sequence[str]) -> Iterator[Problem]:
    """Columns that are missing, not known, or of another type."""
    known = {column.name: column for column in (ID, *COLUMNS)}
    names = schema.names
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(name, "this column is there twice")
    for name in kept:
        if name not in names:
            yield Problem(name, "there is no such column to keep")
        elif name in ANSWERS:
            yield Problem(name, "the answer has a column of this name; give yours another")
    for name in names:
        if name in known:
            yield from _wrong_kind(name, schema.field(name).type, known[name])
        elif name in LISTS:
            yield from _wrong_list(name, schema.field(name).type, LISTS[name])
        elif name == "savings_credit":
            yield from _wrong_struct(name, schema.field(name).type, SAVINGS_CREDIT)
        elif name not in kept:
            yield Problem(name, f"there is no such column; check how it is spelt, or copy it with --keep {name}")
    for column in COLUMNS:
        if column.needed and column.name not in names:
            yield Problem(column.name, f"this column is needed: {column.kind.says}")


def _wrong_kind(path: str, kind: pa.DataType, column: Column) -> Iterator[Problem]:
    if not column.kind.is_it(kind):
        yield Problem(path, f"this column is {column.kind.says}, and here it is {kind}")


def _wrong_list(path: str, kind: pa.DataType, parts: Sequence[Column]) -> Iterator[Problem]:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        yield from _wrong_struct(f"{path}[]", kind.value_type, parts)
    else:
        yield Problem(path, f"this column is a list of structs, and here it is {kind}")


def _wrong_struct(path: str, kind: pa.DataType, parts: Sequence[Column]) -> Iterator[Problem]:
    if not pa.types.is_struct(kind):
        yield Problem(path, f"this is a struct of {', '.join(part.name for part in parts)}, and here it is {kind}")
        return
    there = {kind.field(n).name: kind.field(n).type for n in range(kind.num_fields)}
    known = {part.name: part for part in parts}
    for name, of in there.items():
        if name in known:
            yield from _wrong_kind(f"{path}.{name}", of, known[name])
        else:
            yield Problem(f"{path}.{name}", "there is no such field; check how it is spelt")
    for part in parts:
        if part.needed and part.name not in there:
            yield Problem(f"{path}.{part.name}", f"this field is needed: {part.kind.says}")


# The columns of the answer, after those that are copied.
ANSWERS = {
    "charge": "What they pay a week, in pounds. Null: not yet known.",
    "council_pays": "What the council pays.",
    "top_up": "What somebody else pays for a dearer home.",
    "range_lowest": "Where something is not yet known: the least they can pay.",
    "range_highest": "Where something is not yet known: the most. Null: the whole cost, when it is known.",
    "full_cost": "Whether their capital is above the limit.",
    "tariff_income": "Income their capital is treated as giving.",
    "minimum_income_guarantee": "What they must be left with, not in a care home.",
    "personal_expenses_allowance": "What they must be left with, in a care home.",
    "rates": "The year whose rates are used.",
    "not_yet_known": "The paths of what is not yet known.",
}
