"""The rows that `goodlives charge-many` reads, as whole numbers: what is wrong in a row is found, with its path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import TypeAdapter, ValidationError

from goodlives.exchange.charging_columns import (
    CAPITAL,
    COLUMNS,
    INCOME,
    NEEDED,
    SAVINGS_CREDIT,
    SHARE,
    WHOLE,
    YES_NO,
    Column,
)
from goodlives.exchange.written_amounts import Share
from goodlives.rules.bulk_columns import POLICY_FLAGS, CapitalItems, IncomeItems, People

Whole = npt.NDArray[np.int64]


@dataclass(slots=True)
class Found:
    """What is wrong in the rows: how many of each, and the first of them."""

    listed: list[str] = field(default_factory=list)
    rows: int = 0
    before: int = 0
    _wrong: set[int] = field(default_factory=set)

    def wrong(self, rows: Whole, path: Callable[[int], str] | str, message: Callable[[int], str] | str) -> None:
        """Rows of this batch in which something is wrong; `path` and `message` are of the n-th of them."""
        self._wrong.update(int(row) for row in rows)
        for n, row in enumerate(rows[: max(0, 20 - len(self.listed))]):
            where = path if isinstance(path, str) else path(n)
            what = message if isinstance(message, str) else message(n)
            self.listed.append(f"row {self.before + int(row) + 1}, {where}: {what}")

    def next_batch(self, rows: int) -> None:
        self.rows += len(self._wrong)
        self.before += rows
        self._wrong.clear()


def people(batch: pa.RecordBatch, found: Found) -> People:
    """The people of these rows, and in `found` what is wrong with them."""
    count, there = batch.num_rows, set(batch.schema.names)
    rows = np.arange(count)
    read = {
        column.name: _read(batch.column(column.name), column, found, rows, lambda n, name=column.name: name)  # type: ignore[misc]
        if column.name in there
        else np.full(count, column.left_out, np.int64)
        for column in COLUMNS
    }
    under = np.zeros(count, bool)
    qualifying = np.zeros(count, np.int64)
    if "savings_credit" in there:
        credit = batch.column("savings_credit")
        under = np.asarray(credit.is_valid())
        (part,) = SAVINGS_CREDIT
        among = np.flatnonzero(under)
        qualifying[among] = _read(
            credit.flatten()[0].take(pa.array(among)), part, found, among, lambda n: f"savings_credit.{part.name}"
        )
    income = _items(batch, "income", INCOME, found)
    capital = _items(batch, "capital", CAPITAL, found)
    numerators, denominators = capital.pop("share")
    columns: dict[str, Any] = {name: it.astype(bool) if name in POLICY_FLAGS else it for name, it in read.items()}
    return People(
        **columns,
        under_savings_credit_rules=under,
        qualifying_income=qualifying,
        income=IncomeItems(**income),
        capital=CapitalItems(**capital, numerator=numerators, denominator=denominators),
    )


def _items(batch: pa.RecordBatch, name: str, parts: Sequence[Column], found: Found) -> dict[str, Any]:
    """Everybody's items, one after another. A list that is null is empty."""
    if name not in batch.schema.names:
        nothing = np.zeros(0, np.int64)
        columns: dict[str, Any] = {part.name: nothing for part in parts}
        columns |= {"ends": np.zeros(batch.num_rows, np.int64)}
        return columns | ({"share": (nothing, nothing)} if name == "capital" else {})
    lists = batch.column(name)
    lengths = np.asarray(pc.fill_null(pc.list_value_length(lists), 0), np.int64)
    ends = np.cumsum(lengths)
    rows = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(rows)) - np.repeat(ends - lengths, lengths)
    items = lists.flatten()
    there = {items.type.field(n).name: column for n, column in enumerate(items.flatten())}
    columns = {"ends": ends}
    for part in parts:
        given = there.get(part.name, pa.nulls(len(items), pa.string()))
        path = lambda n, part=part: f"{name}[{place[n]}].{part.name}"  # noqa: E731
        columns[part.name] = (_shares if part.kind is SHARE else _read)(given, part, found, rows, path)
    return columns


def _read(given: pa.Array, column: Column, found: Found, rows: Whole, path: Callable[[int], str]) -> Whole:
    """A column as whole numbers, each row that is wrong put with the rest of what was found."""
    null = np.asarray(given.is_null())
    if column.words:
        numbers, says = _words(given, column), f"this is one of: {', '.join(column.words)}"
        wrong = (numbers == len(column.words)) & ~null
    elif column.kind is YES_NO:
        numbers, says = np.asarray(given.fill_null(False)).astype(np.int64), ""
        wrong = np.zeros(len(numbers), bool)
    elif column.kind is WHOLE:
        numbers, says = _whole(given), f"this is from {column.least} to {column.most}"
        wrong = ~null & ((numbers < column.least) | (numbers > column.most))
    else:
        numbers = _hundredths(given)
        says = f"this is from 0.00 to {column.most // 100}.{column.most % 100:02}"
        wrong = ~null & ((numbers < 0) | (numbers > column.most))
    if wrong.any():
        _say(wrong, found, rows, path, lambda n: f"{says}; and here it is {given[n].as_py()}")
    if null.any():
        if column.null is NEEDED:
            _say(null, found, rows, path, lambda n: "this is needed, and here it is null")
        numbers = np.where(null, 0 if column.null is NEEDED else column.null, numbers)
    return np.where(wrong, 0, numbers)


def _say(
    wrong: npt.NDArray[np.bool_], found: Found, rows: Whole, path: Callable[[int], str], says: Callable[[int], str]
) -> None:
    places = np.flatnonzero(wrong)
    found.wrong(rows[places], lambda n: path(int(places[n])), lambda n: says(int(places[n])))


def _words(given: pa.Array, column: Column) -> Whole:
    """The place of each word in its list; one past the end where it is not in it."""
    encoded = given if pa.types.is_dictionary(given.type) else given.dictionary_encode()
    places = {word: n for n, word in enumerate(column.words)}
    table = [places.get(word, len(places)) for word in encoded.dictionary.to_pylist()]
    indices = np.asarray(encoded.indices.fill_null(len(table)), np.int64)
    return np.array([*table, 0], np.int64)[indices]


def _whole(given: pa.Array) -> Whole:
    """Whole numbers; one too large for any age or number of children stays too large."""
    if pa.types.is_uint64(given.type):
        given = pc.min_element_wise(given, pa.scalar(2**62, pa.uint64()), skip_nulls=False)
    return np.asarray(given.fill_null(0), np.int64)


def _hundredths(given: pa.Array) -> Whole:
    """A decimal as a whole number of hundredths, exactly; one too large to be held is too large to be right."""
    if not pa.types.is_decimal(given.type):  # a column of nothing
        return np.zeros(len(given), np.int64)
    held = given.cast(pa.decimal128(38, 2))
    words = np.frombuffer(held.buffers()[1], np.int64)[2 * held.offset : 2 * (held.offset + len(held))]
    low, high = words[0::2], words[1::2]
    return np.where(high == low >> 63, low, -1)


def _shares(
    given: pa.Array, column: Column, found: Found, rows: Whole, path: Callable[[int], str]
) -> tuple[Whole, Whole]:
    """Each share as a fraction. There are few of them, so each is read once."""
    encoded = given if pa.types.is_dictionary(given.type) else given.dictionary_encode()
    read = TypeAdapter(Share)
    shares, wrong = [], []
    for written in encoded.dictionary.to_pylist():
        try:
            shares.append(read.validate_python(written))
            wrong.append("")
        except ValidationError as error:
            shares.append(Fraction(0))
            wrong.append(error.errors()[0]["msg"])
    shares.append(Fraction(1))  # null is all of it
    indices = np.asarray(encoded.indices.fill_null(len(wrong)), np.int64)
    bad = np.array([*(bool(words) for words in wrong), False])[indices]
    if bad.any():
        _say(bad, found, rows, path, lambda n: wrong[indices[n]])
    return (
        np.array([share.numerator for share in shares], np.int64)[indices],
        np.array([share.denominator for share in shares], np.int64)[indices],
    )
