"""All ten measures of one file, and what they are compared with."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from . import ascof_2a, ascof_2b_2c, ascof_2e, ascof_3d
from .cleaning import main_table
from .person_details import people
from .reading import Row

Cells = dict[tuple[str, str, str], tuple[int, int, str]]
"""(measure, council, group) to (numerator, denominator, outcome)."""


def count(rows: list[Row], population: dict[tuple[str, str], int], start: date, end: date) -> Cells:
    events = main_table(rows)
    persons = people(events)
    councils = sorted({council for council, _ in population})
    cells = [
        *ascof_2a.count(events, persons, councils, start, end),
        *ascof_2b_2c.count(events, persons, councils, start, end, population),
        *ascof_2e.count(events, persons, councils, start, end),
        *ascof_3d.count(events, persons, councils, start, end),
    ]
    return {
        (measure, council, group): (over, under, outcome) for measure, council, group, over, under, outcome in cells
    }


def expected(path: Path) -> Cells:
    """The cells of a file that the Department's own method gave."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (line["measure"], line["la_code"], line["group"]): (
                int(line["numerator"]),
                int(line["denominator"]),
                line["outcome"],
            )
            for line in csv.DictReader(file)
        }
