"""2B and 2C: people newly admitted to a care home for the long term, for each 100,000 who live in the area."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from .cleaning import age_on, band_of, rate
from .person_details import Person, Who
from .reading import NURSING, RESIDENTIAL, Row

SELF_FUNDED = "nfa: self-funded client or under 12wk disregard"


def count(
    events: list[Row],
    people: dict[Who, Person],
    councils: list[str],
    start: date,
    end: date,
    population: dict[tuple[str, str], int],
) -> list[tuple[str, str, str, int, int, str]]:
    stays: dict[Who, list[dict[str, Any]]] = defaultdict(list)
    for row in events:
        if row["Event_Type"] != "service" or row["clean_Client_Type"] != "service user":
            continue
        if row["clean_Service_Type"] not in (NURSING, RESIDENTIAL):
            continue
        component = row["clean_Service_Component"]
        # A blank component is not counted: the official method compares it, which gives neither yes nor no.
        if component is None or not ("residential" in component or "nursing" in component) or "short" in component:
            continue
        who = (row["LA_Code"], row["person"])
        person = people[who]
        if person["birth"] is None or (person["death"] is not None and person["death"] < start):
            continue
        stays[who].append(
            {
                "start": row["Event_Start_Date"],
                "end": row["end"],
                "outcome": row["clean_Event_Outcome"],
                "age": age_on(person["birth"], row["Event_Start_Date"]),
            }
        )

    admitted: dict[tuple[str, str], int] = defaultdict(int)
    for (council, _), theirs in stays.items():
        bands = set()
        for stay in theirs:
            if not start <= stay["start"] <= end or stay["outcome"] == SELF_FUNDED:
                continue
            if stay["age"] >= 18 and not any(was_before(other, stay) for other in theirs):
                bands.add(band_of(stay["age"]))
        if bands:
            admitted[(council, min(bands))] += 1

    cells = []
    for measure, band in (("2B", "18 to 64"), ("2C", "65 and above")):
        for council in councils:
            number, people_there = admitted[(council, band)], population[(council, band)]
            cells.append((measure, council, band, number, people_there, rate(number, people_there, 100_000)))
    return cells


def was_before(other: dict[str, Any], stay: dict[str, Any]) -> bool:
    """Whether another stay began before this one and ended less than 365 days before it, or has not ended."""
    if other["start"] >= stay["start"]:
        return False
    return other["end"] is None or (stay["start"] - other["end"]).days < 365
