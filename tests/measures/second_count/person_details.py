"""What is known of each person, from the latest of their events that says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from .cleaning import FAR_AWAY, is_service
from .reading import COMMUNITY, INVALID, NURSING, PRISON, RESIDENTIAL, Row

Person = dict[str, Any]
Who = tuple[str, str]
"""A council and a person: the same person in two councils is counted in each."""

COMPONENT_MEANS = {
    "shared lives": "shared lives scheme",
    "extra care housing": "sheltered housing, extra care housing or other sheltered housing",
    "community supported living": "supported accommodation, supported lodgings or supported group home",
}
COMPONENTS_THAT_SAY_WHERE = (*COMPONENT_MEANS, "home support or domiciliary care")
SERVICES_BEST_FIRST = (NURSING, RESIDENTIAL, COMMUNITY, PRISON)


def people(events: list[Row]) -> dict[Who, Person]:
    """One record for each person of each council."""
    theirs: dict[Who, list[Row]] = defaultdict(list)
    for row in events:
        theirs[(row["LA_Code"], row["person"])].append(row)
    return {who: details(rows) for who, rows in theirs.items()}


def details(rows: list[Row]) -> Person:
    accommodation = latest(rows, "clean_Accommodation_Status", unknown=("unknown", INVALID))
    if accommodation == "unknown":
        accommodation = accommodation_from_services(rows)
    return {
        "gender": latest(rows, "clean_Gender", unknown=("unknown", INVALID)),
        "reason": latest(
            rows,
            "clean_Primary_Support_Reason",
            unknown=("unknown", INVALID, "social support: support to unpaid carer"),
        ),
        "accommodation": accommodation,
        "birth": newest_date(rows, "Date_of_Birth", choose=min),
        "death": newest_date(rows, "Date_of_Death", choose=max),
    }


def latest(rows: list[Row], field: str, *, unknown: tuple[str, ...]) -> str:
    """The value on the latest rows that know it; "unknown" where none does or where they say different things."""
    known = [row for row in rows if row[field] is not None and row[field] not in unknown]
    if not known:
        return "unknown"
    newest = max(how_late(row) for row in known)
    values = {row[field] for row in known if how_late(row) == newest}
    return values.pop() if len(values) == 1 else "unknown"


def how_late(row: Row) -> tuple[date, date, date]:
    return (row["Reporting_Period_End_Date"], row["end"] or FAR_AWAY, row["Event_Start_Date"])


def newest_date(rows: list[Row], field: str, *, choose: Callable[[list[date]], date]) -> date | None:
    """From the newest submission that has a date: the earliest of them or the latest."""
    known = [row for row in rows if row[field] is not None]
    if not known:
        return None
    newest = max(row["Reporting_Period_End_Date"] for row in known)
    return choose([row[field] for row in known if row["Reporting_Period_End_Date"] == newest])


def accommodation_from_services(rows: list[Row]) -> str:
    """Where the person must live, to judge by their latest service."""
    services = [row for row in rows if is_service(row)]
    if not services:
        return "unknown"
    newest = max(how_telling(row) for row in services)
    values = {where(row) for row in services if how_telling(row) == newest}
    return values.pop() if len(values) == 1 else "unknown"


def how_telling(row: Row) -> tuple[Any, ...]:
    kind = row["clean_Service_Type"]
    rank = SERVICES_BEST_FIRST.index(kind) if kind in SERVICES_BEST_FIRST else 9
    says_where = row["clean_Service_Component"] in COMPONENTS_THAT_SAY_WHERE
    return (row["end"] or FAR_AWAY, -rank, says_where, row["Event_Start_Date"])


def where(row: Row) -> str:
    """The first that applies, in the order the method lists them."""
    kind, component = row["clean_Service_Type"], row["clean_Service_Component"]
    if kind == NURSING:
        return "registered nursing home"
    if kind == RESIDENTIAL:
        return "registered care home"
    if component in COMPONENT_MEANS:
        return COMPONENT_MEANS[component]
    if kind == COMMUNITY and component == "home support or domiciliary care":
        return "unknown: presumed at home"
    if kind == COMMUNITY and component is None:
        return "unknown: presumed in community"
    if kind == PRISON:
        return "prison, young offenders institution or detention centre"
    return "unknown"
