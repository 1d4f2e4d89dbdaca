"""What of a file was used, and what was not: which lines, which fields, and why. Nothing is left out silently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .cleaning import DATES, LISTED, OTHER_EVENT_TYPE, WHY_LEFT_OUT, ended, why_left_out
from .code_lists import OFF_LIST
from .engines import Engine
from .tables import BadLine, Reading

NAMED = 10  # how many lines that could not be read are named one by one


class Some(NamedTuple):
    """How many rows something holds for, and the line of the first."""

    what: str
    rows: int
    line: int


class Account(NamedTuple):
    """What of a file was used."""

    rows: int
    used: int
    bad_lines: tuple[BadLine, ...]
    left_out: tuple[Some, ...]
    doubtful: tuple[Some, ...]
    notes: tuple[str, ...]

    def in_words(self) -> Iterator[str]:
        yield from self.notes
        for bad in self.bad_lines[:NAMED]:
            yield f"line {bad.line} was left out: {bad.why}"
        if len(self.bad_lines) > NAMED:
            yield f"and {len(self.bad_lines) - NAMED:,} more lines that could not be read"
        for some in self.doubtful:
            yield f"{some.what}: {some.rows:,}, the first on line {some.line:,}"
        yield f"{self.rows:,} rows were read, and {self.used:,} used"
        for some in self.left_out:
            yield f"left out, {some.what}: {some.rows:,}, the first on line {some.line:,}"


def account(reading: Reading, engine: Engine) -> Account:
    rows = reading.rows
    rows = rows.mutate(ends=ended(rows))
    rows = rows.mutate(why=why_left_out(rows))
    # Reasons in the order of WHY_LEFT_OUT; a row that counts has none.
    by_reason = rows.group_by("why").aggregate(rows=rows.count(), first=rows.record.min())
    found = {row["why"]: row for row in engine.answer(by_reason).to_pylist()}
    left_out = (
        Some(why, found[n]["rows"], reading.line(found[n]["first"])) for n, why in enumerate(WHY_LEFT_OUT) if n in found
    )
    faults = {
        f"{name} is not a date that can be read": (rows.unread.cast("int64") & 2**n) > 0 for n, name in enumerate(DATES)
    }
    faults |= {f"{codes.name} is not on its list": rows[column] == OFF_LIST for column, codes in LISTED.items()}
    faults["Event_Type is not on its list"] = rows.event_type >= OTHER_EVENT_TYPE
    asked = {f"rows_{n}": rows.count(where=fault) for n, fault in enumerate(faults.values())}
    asked |= {f"first_{n}": rows.record.min(where=fault) for n, fault in enumerate(faults.values())}
    (answer,) = engine.answer(rows.aggregate(**asked)).to_pylist()
    doubtful = (
        Some(what, answer[f"rows_{n}"], reading.line(answer[f"first_{n}"]))
        for n, what in enumerate(faults)
        if answer[f"rows_{n}"]
    )
    total = sum(row["rows"] for row in found.values())
    used = found[None]["rows"] if None in found else 0
    return Account(total, used, reading.bad_lines, tuple(left_out), tuple(doubtful), reading.notes)
