"""From counts to the rows that are published: which rows there are, and how an outcome is rounded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .ages import BANDS
from .code_lists import GENDER

TOTAL = "Total"
PER_POPULATION = 100_000
GENDERS = {GENDER["Male"]: "Male", GENDER["Female"]: "Female"}
GROUPS = (TOTAL, "Male", "Female", "18 to 64", "65 and above")


class Result(NamedTuple):
    """One row of the published table."""

    measure: str
    la_code: str
    group: str
    numerator: int
    denominator: int | None
    outcome: float | None


class Count(NamedTuple):
    """How many of how many, for one council and one group."""

    council: str
    group: str
    numerator: int
    denominator: int


def outcome(numerator: int, denominator: int, each: int = 100) -> float:
    """A percentage, or so many for each 100,000, to one decimal place; halves go up. None of none is 0.

    Divided first and then multiplied, as the Department does: so 23 of 80, which is 28.75 on paper, is 28.7.
    """
    if not denominator:
        return 0.0
    return math.floor(numerator / denominator * each * 10 + 0.5) / 10


def rows(measure: str, councils: Iterable[str], groups: Iterable[str], counts: Iterable[Count]) -> list[Result]:
    """A row for each council and each group, zeros where nobody was counted."""
    added: dict[tuple[str, str], tuple[int, int]] = {}
    for count in counts:
        numerator, denominator = added.get((count.council, count.group), (0, 0))
        added[count.council, count.group] = numerator + count.numerator, denominator + count.denominator
    result = []
    for council in councils:
        for group in sorted(groups, key=GROUPS.index):
            numerator, denominator = added.get((council.upper(), group), (0, 0))
            result.append(Result(measure, council, group, numerator, denominator, outcome(numerator, denominator)))
    return result


def to_two_places(numerator: int, denominator: int) -> float | None:
    """A percentage to two decimal places; halves go up. None of none is not known."""
    return (2 * 10_000 * numerator + denominator) // (2 * denominator) / 100 if denominator else None


def rate(measure: str, council: str, group: str, numerator: int, people: int | None) -> Result:
    """So many for each 100,000 people; not known where it is not known how many people there are."""
    figure = None if people is None else outcome(numerator, people, PER_POPULATION)
    return Result(measure, council, group, numerator, people, figure)


def by_age(counted: Iterable[Mapping[str, int | str]], numerator: str = "numerator") -> list[Count]:
    """Counts by age band, and in total: somebody whose age is not known is in the total only."""
    result = []
    for row in counted:
        how_many = int(row[numerator]), int(row["denominator"])
        council, band = str(row["council"]), int(row["band"])
        result.append(Count(council, TOTAL, *how_many))
        if band in BANDS:
            result.append(Count(council, BANDS[band], *how_many))
    return result


def by_gender(counted: Iterable[Mapping[str, int | str]]) -> list[Count]:
    """Counts of women, of men, and in total: other genders, and a gender not known, are in the total only."""
    result = []
    for row in counted:
        how_many = int(row["numerator"]), int(row["denominator"])
        council, gender = str(row["council"]), int(row["gender"])
        result.append(Count(council, TOTAL, *how_many))
        if gender in GENDERS:
            result.append(Count(council, GENDERS[gender], *how_many))
    return result


def groups_of(counts: Iterable[Count]) -> set[str]:
    """The groups in which anybody was counted, in any council. Only these are published."""
    return {count.group for count in counts if count.denominator}
