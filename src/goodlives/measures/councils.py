"""The 153 councils with social care duties since April 2023: code in the returns, ONS code, region and kind."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

REGIONS = {
    "East Midlands": "E12000004",
    "East of England": "E12000006",
    "London": "E12000007",
    "North East": "E12000001",
    "North West": "E12000002",
    "South East": "E12000008",
    "South West": "E12000009",
    "West Midlands": "E12000005",
    "Yorkshire and The Humber": "E12000003",
}
"""Each region's ONS code: the published tables name regions in several ways, and this one is always the same."""

ENGLAND = "E92000001"


class Council(NamedTuple):
    """A council. Its code is text: some are digits and some, since 2021, are digits and letters."""

    la_code: str
    ons_code: str
    name: str
    region: str
    kind: str

    @property
    def region_ons_code(self) -> str:
        return REGIONS[self.region]


@cache
def councils() -> dict[str, Council]:
    """Every council by its code in the returns."""
    with (files(__package__) / "councils.csv").open(encoding="utf-8") as file:
        return {line["la_code"]: Council(**line) for line in csv.DictReader(file)}
