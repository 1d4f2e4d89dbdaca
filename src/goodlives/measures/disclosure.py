"""What may leave the council: counts so small that somebody could be recognised are left out, as England does.

    disclose(measure(...).to_pylist())

The published rule (ASCOF 2024-25, note 10): where the numerator or the denominator is under 5, both are left out and
marked [c]; England's and the regions' counts are rounded to 5. The tables show a council's total only. Here there are
ages and genders too, and measures that share a denominator, so more must go if what was left out is not to be worked
out from the rest:

- where one part of a total is left out, so is the smallest other part;
- a part that is left out shows no outcome, and nor does a total where its outcome would give its counts away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from .published import PER, outcome_of

MARK = "[c]"
SMALLEST = 5
"""The smallest count that is shown."""

TOTAL = "Total"

SAME_DENOMINATOR = (("3D(1a)", "3D(2a)"), ("3D(1b)", "3D(2b)"))
"""Where one of these shows its denominator, the outcome of the other would give its numerator away."""


class Disclosed(NamedTuple):
    """A row that may leave the council: text where a number stands or the mark for one left out."""

    measure: str
    la_code: str
    group: str
    numerator: str
    denominator: str
    outcome: str


class Row(NamedTuple):
    measure: str
    la_code: str
    group: str
    numerator: int
    denominator: int
    outcome: float


def disclose(rows: Iterable[Mapping[str, Any]]) -> list[Disclosed]:
    """The rows as they may be published, in the order they came."""
    given = [Row(**{name: row[name] for name in Row._fields}) for row in rows]
    hidden = left_out(given)
    sisters = {a: b for pair in SAME_DENOMINATOR for a, b in (pair, pair[::-1])}
    shown = []
    for row in given:
        outcome = f"{row.outcome:.1f}"
        if key(row) not in hidden:
            shown.append(Disclosed(*row[:3], str(row.numerator), str(row.denominator), outcome))
            continue
        sister = (sisters.get(row.measure, ""), row.la_code, row.group)
        told = row.measure in PER or (row.measure in sisters and sister not in hidden)
        if row.group != TOTAL or told or gives_itself_away(outcome):
            outcome = MARK
        shown.append(Disclosed(*row[:3], MARK, MARK, outcome))
    return shown


def key(row: Row) -> tuple[str, str, str]:
    return row.measure, row.la_code, row.group


def left_out(rows: Iterable[Row]) -> set[tuple[str, str, str]]:
    """Rows whose counts are left out: for being small, or for giving away another's."""
    tables: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        tables[row.measure, row.la_code].append(row)
    hidden = {key(row) for table in tables.values() for row in table if is_small(row)}
    for table in tables.values():
        parts = [row for row in table if row.group != TOTAL]
        shown = [row for row in parts if key(row) not in hidden]
        if len(parts) - len(shown) == 1 and shown:
            hidden.add(key(min(shown, key=lambda row: (row.denominator, row.numerator, row.group))))
    return hidden


def is_small(row: Row) -> bool:
    """The population of an area is public and large: only those counted in it can be few."""
    return row.numerator < SMALLEST or row.denominator < SMALLEST


@cache
def gives_itself_away(outcome: str) -> bool:
    """Whether only one numerator, or only one denominator, under the rule could have this outcome."""
    numerators, denominators = set(), set()
    for denominator in range(1, 201):
        for numerator in range(min(denominator, SMALLEST - 1) + 1):
            if outcome_of("", numerator, denominator) == Decimal(outcome):
                numerators.add(numerator)
                denominators.add(denominator)
    return len(numerators) < 2 or len(denominators) < 2


def rounded(count: int) -> int:
    """A region's or England's count, to the nearest 5."""
    return 5 * ((2 * count + 5) // 10)
