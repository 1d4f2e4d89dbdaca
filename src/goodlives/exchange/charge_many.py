"""`goodlives charge-many`: a Parquet file of people in, a Parquet file of charges out, a batch at a time.

However many people there are, only some of them are in memory. The answer stands under its own name once all of it is
right: when anything is wrong in any row, nothing is written.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from goodlives.exchange.calculator import Problem, WrongInput
from goodlives.exchange.charging_columns import (
    ANSWERS,
    CAPITAL,
    COLUMNS,
    ID,
    INCOME,
    SAVINGS_CREDIT,
    Column,
    wrong_columns,
)
from goodlives.exchange.charging_rows import Found, people
from goodlives.rules.bulk_charges import Charges, charges_of
from goodlives.rules.bulk_columns import NOT_KNOWN
from goodlives.rules.parameters import NotInForce, charging_rates, rates_year

_POUNDS = pa.decimal128(12, 2)
_TYPES = {"full_cost": pa.bool_(), "rates": pa.string(), "not_yet_known": pa.list_(pa.string())}
AT_A_TIME = 131_072


@dataclass(slots=True)
class Summary:
    """What was worked out."""

    people: int = 0
    not_yet_known: int = 0
    pence: int = 0

    def add(self, answers: Charges) -> None:
        """Count these people in."""
        known = answers.charge != NOT_KNOWN
        self.people += len(known)
        self.not_yet_known += int((~known).sum())
        self.pence += int(answers.charge[known].sum())


def charge_many(
    file: Path, out: Path, *, on: date, keep: Sequence[str] = (), done: Callable[[int, int], None] = lambda n, of: None
) -> Summary:
    """Work out everybody's charge. `done` is told how many people are worked out, and of how many."""
    try:
        charging_rates(on)
    except NotInForce as error:
        raise WrongInput(Problem("--on", str(error))) from error
    try:
        opened = pq.ParquetFile(file)
    except (OSError, pa.ArrowException) as error:
        raise WrongInput(Problem("", f"This is not a Parquet file we can read: {_first_line(error)}")) from error
    with opened:
        if problems := tuple(wrong_columns(opened.schema_arrow, keep)):
            raise WrongInput(*problems)
        copied = [name for name in opened.schema_arrow.names if name == ID.name or name in keep]
        schema = pa.schema(
            [opened.schema_arrow.field(name) for name in copied] + [pa.field(name, type_of(name)) for name in ANSWERS]
        )
        return _write(opened, out, schema, copied, on, done)


def _write(
    opened: pq.ParquetFile,
    out: Path,
    schema: pa.Schema,
    copied: Sequence[str],
    on: date,
    done: Callable[[int, int], None],
) -> Summary:
    found, summary = Found(), Summary()
    try:
        with _all_or_nothing(out) as new, pq.ParquetWriter(new, schema, compression="zstd") as writer:
            for batch in opened.iter_batches(AT_A_TIME):
                read = people(batch, found)
                found.next_batch(batch.num_rows)
                if not found.rows:
                    answers = charges_of(read, on)
                    writer.write_batch(
                        pa.record_batch([*(batch.column(name) for name in copied), *columns(answers, on)], schema)
                    )
                    summary.add(answers)
                else:
                    summary.people += batch.num_rows
                done(summary.people, opened.metadata.num_rows)
            if found.rows:
                raise WrongInput(*(Problem("", line) for line in _all_of(found, summary.people)))
    except pa.ArrowException as error:
        raise WrongInput(Problem("", f"This file cannot be read to its end: {_first_line(error)}")) from error
    return summary


@contextmanager
def _all_or_nothing(out: Path) -> Iterator[Path]:
    """A file to write to, which takes the name of `out` at the end, unless something went wrong."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise WrongInput(Problem("--out", f"nothing can be written there: {error.strerror}")) from error
    os.close(handle)
    new = Path(name)
    try:
        yield new
        new.chmod(0o666 & ~_umask())
        new.replace(out)
    finally:
        new.unlink(missing_ok=True)


def write_answers(out: Path, answers: Charges, on: date, **ids: pa.Array) -> Summary:
    """Charges that are worked out already, written after the columns that say whose they are."""
    schema = pa.schema(
        [*((name, column.type) for name, column in ids.items()), *((name, type_of(name)) for name in ANSWERS)]
    )
    with _all_or_nothing(out) as new, pq.ParquetWriter(new, schema, compression="zstd") as writer:
        writer.write_batch(pa.record_batch([*ids.values(), *columns(answers, on)], schema))
    summary = Summary()
    summary.add(answers)
    return summary


def _umask() -> int:
    """Who else may read what this user writes."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _all_of(found: Found, people: int) -> Iterator[str]:
    yield from found.listed
    yield f"{found.rows:,} of {people:,} rows have something wrong, so nothing was written"


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def type_of(name: str) -> pa.DataType:
    """The type of a column of the answer."""
    return _TYPES.get(name, _POUNDS)


def columns(answers: Charges, on: date) -> Iterator[pa.Array]:
    count = len(answers.charge)
    for name in ANSWERS:
        if name == "rates":
            yield pa.repeat(rates_year(on), count)
        elif name == "not_yet_known":
            yield _lists(answers.missing, count)
        elif name == "full_cost":
            yield pa.array(answers.full_cost == 1, mask=answers.full_cost == NOT_KNOWN)
        else:
            yield _pounds(getattr(answers, name))


def _pounds(pence: npt.NDArray[np.int64]) -> pa.Array:
    """Whole pence as decimals of pounds: the same whole numbers, twice as wide."""
    known = pence != NOT_KNOWN
    wide = np.empty((len(pence), 2), np.int64)
    wide[:, 0], wide[:, 1] = pence, 0
    bits = np.packbits(known, bitorder="little")
    return pa.Array.from_buffers(_POUNDS, len(pence), [pa.py_buffer(bits), pa.py_buffer(wide)])


def _lists(missing: list[tuple[npt.NDArray[np.int64], str]], count: int) -> pa.Array:
    """For each row the names of what is missing, in order."""
    rows = np.concatenate([rows for rows, _ in missing]) if missing else np.zeros(0, np.int64)
    names = np.repeat(np.arange(len(missing)), [len(rows) for rows, _ in missing])
    in_order = names[np.argsort(rows, kind="stable")]
    ends = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=count))))
    values = pa.array([name for _, name in missing], pa.string()).take(pa.array(in_order, pa.int64()))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), values)


def columns_in_words() -> Iterator[tuple[str, str, str]]:
    """Every column, its type and what it means: first those that are read, then those that are written."""
    yield "Columns of FILE, one row a person", "", ""
    yield from _described((ID, *COLUMNS))
    yield "income", "list of structs", "Everything they get. Left out or null: nothing."
    yield from _described(INCOME, "  ")
    yield "capital", "list of structs", "Everything they own. Left out or null: nothing."
    yield from _described(CAPITAL, "  ")
    yield "savings_credit", "struct", "For people under the savings credit rules. Null: they are not."
    yield from _described(SAVINGS_CREDIT, "  ")
    yield "Columns of the answer, after those that are copied", "", ""
    for name, means in ANSWERS.items():
        yield name, str(_TYPES.get(name, "decimal, 2 places")), means


def _described(columns: Sequence[Column], before: str = "") -> Iterator[tuple[str, str, str]]:
    for column in columns:
        means: Any = column.means
        if column.words:
            means += f" One of: {', '.join(column.words)}."
        yield before + column.name, column.kind.says + (", needed" if column.needed else ""), means
