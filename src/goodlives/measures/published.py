"""The figures England has published: the ODS of ASCOF tables, read whole, each cell with its mark.

    published = read("ascof_2024-25.ods")
    published.figure("2A", "216", "2024 to 2025")

The Department publishes the file each year under the Open Government Licence. A council supplies it: none is shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import BinaryIO, NamedTuple

from python_calamine import CalamineWorkbook

from .councils import councils

MARKS = {
    "[c]": "left out so that nobody can be recognised",
    "[x]": "not available",
    "[z]": "does not apply",
}
"""What the marks in the tables mean."""

PER = {"2B": 100_000, "2C": 100_000}
"""Measures for each so many people; the rest are out of 100."""

FROM_CLIENT_LEVEL_DATA = ("2A", "2B", "2C", "2E(1)", "2E(2a)", "2E(2b)", "3D(1a)", "3D(2a)")
"""Measures whose outcome follows from the published counts to one decimal place."""

COLUMN = re.compile(r"(?P<year>\d{4} to \d{4}) - (?P<what>.+)")


class NotTheOfficialTables(ValueError):
    """The file is not the ODS of ASCOF tables that the Department publishes, or not in the shape it has had."""


class Cell(NamedTuple):
    """One cell of one table. `value` is None where a mark stands in its place, or words do."""

    measure: str
    area: str
    name: str
    ons_code: str
    year: str
    what: str
    value: Decimal | None
    mark: str | None
    written: str


class Figure(NamedTuple):
    """One measure of one area in one year, with the marks of whatever is missing."""

    measure: str
    area: str
    name: str
    year: str
    numerator: int | None
    denominator: int | None
    outcome: Decimal | None
    marks: tuple[str, ...]


class Published:
    """The tables of one file."""

    def __init__(self, cells: list[Cell], titles: dict[str, str]) -> None:
        self.cells = cells
        self.titles = titles
        self._by_place: dict[tuple[str, str, str], dict[str, Cell]] = {}
        self._code_of: dict[str, str] = {}
        for cell in cells:
            # Kinds of council (shire counties and so on) have no ONS code, so they go by their own.
            place = cell.area if cell.ons_code in MARKS else cell.ons_code
            self._by_place.setdefault((cell.measure, place, cell.year), {})[cell.what] = cell
            self._code_of[cell.area] = place

    @property
    def measures(self) -> list[str]:
        return list(self.titles)

    def years(self, measure: str) -> list[str]:
        """The years a measure has figures for, oldest first."""
        return sorted({cell.year for cell in self.cells if cell.measure == measure})

    def figure(self, measure: str, area: str, year: str) -> Figure | None:
        """A council's figure by its code in the returns, any area's by its ONS code; None where there is none."""
        cells = self._by_place.get((measure, self._code_of.get(area, area), year))
        if cells is None or "outcome" not in cells:
            return None
        outcome = cells["outcome"]
        over, under = cells.get("numerator"), cells.get("denominator")
        marks = [cell.mark for cell in (over, under, outcome) if cell is not None and cell.mark is not None]
        return Figure(
            measure,
            outcome.area,
            outcome.name,
            year,
            _whole(over),
            _whole(under),
            outcome.value,
            tuple(dict.fromkeys(marks)),
        )

    def figures(self) -> Iterator[Figure]:
        """Every figure of every area and year."""
        for measure, ons_code, year in self._by_place:
            figure = self.figure(measure, ons_code, year)
            if figure is not None:
                yield figure


class Recomputed(NamedTuple):
    """How many published outcomes were worked out again from their counts, and those that came out differently."""

    checked: int
    differ: list[Figure]


def recompute(published: Published) -> Recomputed:
    """Work each council's outcome out again. England's and the regions' counts are rounded, so theirs cannot be."""
    checked, differ = 0, []
    for figure in published.figures():
        if figure.measure not in FROM_CLIENT_LEVEL_DATA or figure.area not in councils():
            continue
        if figure.numerator is None or not figure.denominator or figure.outcome is None:
            continue
        checked += 1
        if outcome_of(figure.measure, figure.numerator, figure.denominator) != figure.outcome:
            differ.append(figure)
    return Recomputed(checked, differ)


def outcome_of(measure: str, numerator: int, denominator: int) -> Decimal:
    """A measure's outcome from its counts: to one decimal place, a half going up; nought where nobody could count."""
    if denominator == 0:
        return Decimal("0.0")
    exact = Decimal(PER.get(measure, 100) * numerator) / Decimal(denominator)
    return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def read(file: str | Path | BinaryIO) -> Published:
    """Every table of the file: a sheet named for its measure, with a row of headings that begins with the code."""
    try:
        book = CalamineWorkbook.from_object(file)
    except Exception as error:  # the library has an error for each format it tries
        raise NotTheOfficialTables("This is not a spreadsheet that can be opened.") from error
    cells: list[Cell] = []
    titles: dict[str, str] = {}
    for sheet in book.sheet_names:
        if not sheet.startswith("Table_"):
            continue
        measure = _named(sheet.removeprefix("Table_"))
        rows: list[list[object]] = [list(row) for row in book.get_sheet_by_name(sheet).to_python()]
        titles[measure] = str(rows[0][0]) if rows else ""
        cells.extend(_cells(sheet, measure, rows))
    if not cells:
        raise NotTheOfficialTables("No sheet is named as the tables of ASCOF measures are: Table_2a and so on.")
    return Published(cells, titles)


def _named(measure: str) -> str:
    """2E(2a) for 2e(2a): the letter of the measure is a capital, the part in brackets is not."""
    return measure[:2].upper() + measure[2:]


def _cells(sheet: str, measure: str, rows: list[list[object]]) -> Iterator[Cell]:
    top = next((number for number, row in enumerate(rows) if row and row[0] == "Local authority code"), None)
    if top is None:
        raise NotTheOfficialTables(f"Sheet {sheet} has no row that begins with Local authority code.")
    columns = []
    for place, heading in enumerate(rows[top][3:], start=3):
        found = COLUMN.match(str(heading).strip())
        if found:
            columns.append((place, found["year"], found["what"].split(" [")[0].strip()))
    for row in rows[top + 1 :]:
        # Codes of three digits come out of the file as numbers.
        area, name, ons_code = (str(int(cell) if isinstance(cell, float) else cell).strip() for cell in row[:3])
        if not name:
            continue
        for place, year, what in columns:
            yield Cell(measure, area, name, ons_code, year, what, *_value(row[place]))


def _value(cell: object) -> tuple[Decimal | None, str | None, str]:
    """The number, or the mark in its place, and what was written. Numbers carry the noise of binary fractions."""
    if isinstance(cell, int | float):
        number = Decimal(repr(round(float(cell), 6))).normalize()
        return number, None, f"{number:f}"
    written = str(cell).strip()
    return None, written if written in MARKS else None, written


def _whole(cell: Cell | None) -> int | None:
    return None if cell is None or cell.value is None else int(cell.value)
