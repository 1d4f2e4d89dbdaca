"""What was found: by field, by rule and by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

CONDITIONS = ("Mandatory", "Applicable, not mandatory", "Not applicable", "Undetermined")
"""When a field must be filled in. Undetermined: it rests on another field that is blank or wrong."""

VERDICTS = (
    "Passed: valid",
    "Passed: blank, not mandatory",
    "Failed: blank, mandatory",
    "Failed: invalid",
    "Failed: a word of Release 1",
    "Not checked: our list is not confirmed",
)
VALID, BLANK, MISSING, INVALID, RELEASE_1, UNCONFIRMED = range(len(VERDICTS))
FAILED = (MISSING, INVALID, RELEASE_1)
BY_FIELD = ("field", "condition", "result", "lines")
BY_LINE = ("line", "field", "problem", "written")


@dataclass(frozen=True)
class FieldReport:
    """How many lines of one field fell under each condition and verdict."""

    name: str
    counts: dict[tuple[int, int], int]

    def lines(self, *, condition: int | None = None, verdict: int | None = None) -> int:
        return sum(
            number
            for (of_condition, of_verdict), number in self.counts.items()
            if condition in (None, of_condition) and verdict in (None, of_verdict)
        )

    @property
    def failed(self) -> int:
        return sum(self.lines(verdict=verdict) for verdict in FAILED)


@dataclass(frozen=True)
class RuleReport:
    """How many lines break one rule of consistency, and the first of them."""

    name: str
    words: str
    count: int
    first_lines: tuple[int, ...]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong on one line. `written` is left out of fields that say who somebody is."""

    line: int
    field: str
    problem: str
    written: str


@dataclass(frozen=True)
class Report:
    """Everything found in a file."""

    lines: int
    fields: tuple[FieldReport, ...]
    rules: tuple[RuleReport, ...]
    findings: tuple[Finding, ...]
    missing_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[int, str], ...] = field(default=())

    @property
    def failed(self) -> int:
        """How many cells failed the rule of their field."""
        return sum(report.failed for report in self.fields)

    @property
    def broken(self) -> tuple[RuleReport, ...]:
        return tuple(rule for rule in self.rules if rule.count)

    def by_field(self) -> Iterator[tuple[str, str, str, int]]:
        """Field, condition, verdict and the number of lines, for whatever is not zero."""
        for report in self.fields:
            for (condition, verdict), number in sorted(report.counts.items()):
                yield report.name, CONDITIONS[condition], VERDICTS[verdict], number

    def by_line(self) -> Iterator[tuple[int, str, str, str]]:
        """Line, field, problem and what is written there, for each finding."""
        return ((found.line, found.field, found.problem, found.written) for found in self.findings)

    def write_by_field(self, file: Path) -> None:
        with file.open("w", encoding="utf-8", newline="") as opened:
            write(opened, BY_FIELD, self.by_field())

    def write_by_line(self, file: Path) -> None:
        with file.open("w", encoding="utf-8", newline="") as opened:
            write(opened, BY_LINE, self.by_line())


class Writable(Protocol):
    def write(self, words: str, /) -> object: ...


def write(file: Writable, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A spreadsheet of what was found, safe to open."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)


def _plain(cell: object) -> object:
    """A spreadsheet takes a cell that begins so for a formula, which a file from elsewhere could use."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
