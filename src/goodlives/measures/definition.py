"""What a measure counts, in words, with the days between which it was counted so."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

METHOD = (
    "ASCOF handbook of definitions; the Department's published method for 2024-25 onwards "
    "(github.com/DataS-DHSC/ASC-CLD-LA-Dashboard, June 2026)"
)


class NotInForce(Exception):
    """A measure was not counted, or not in a way that is kept here, in the year that was asked for."""


class Definition(NamedTuple):
    """One measure as it is counted from a day on."""

    measure: str
    name: str
    numerator: str
    denominator: str
    who_counts: tuple[str, ...]
    limitations: tuple[str, ...]
    since: date
    reference: str = METHOD
    formerly: str = ""
    until: date | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def in_force(versions: tuple[Definition, ...], on: date) -> Definition:
    """The version of a definition for a year, by the day the year begins."""
    for version in versions:
        if version.in_force(on):
            return version
    first = min(versions, key=lambda version: version.since)
    raise NotInForce(f"{first.measure} is counted here from {first.since}, not for a year that begins on {on}")
