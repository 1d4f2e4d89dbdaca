"""How long people waited, worked out person by person from a list of their events in order."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from statistics import median
from typing import Any

from .cleaning import age_on, band_of, is_service
from .person_details import Who
from .reading import LONG_TERM, OTHER_SHORT_TERM, SHORT_TERM, ST_MAX, Row

LEADS_ON = (
    "progress to reablement/st-max",
    "progress to support planning or services",
    "continuation of support or services",
)


def count(events: list[Row], start: date, end: date) -> dict[tuple[Any, ...], tuple[float, int]]:
    """(council, quarter, ages, wait) to the median and how many waits it is of."""
    theirs: dict[Who, list[Row]] = defaultdict(list)
    for row in events:
        theirs[(row["LA_Code"], row["person"])].append(row)
    found: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for (council, _), rows in theirs.items():
        for request, response, service in requests_of(rows):
            for wait, follower in (("first response", response), ("first service", service)):
                if follower is None:
                    continue
                began = follower["Event_Start_Date"]
                ages = band_of(
                    age_on(follower["Date_of_Birth"], follower["end"] or follower["Reporting_Period_End_Date"])
                )
                if ages in ("18 to 64", "65 and above") and start <= began <= end:
                    quarter = date(began.year, (began.month - 1) // 3 * 3 + 1, 1)
                    key = (council, quarter, ages.replace("18 to", "25 to"), wait)
                    found[key].append((began - request["Event_Start_Date"]).days)
    return {key: (median(days), len(days)) for key, days in found.items()}


def kind_of(row: Row) -> str:
    if is_service(row):
        return "service" if row["clean_Service_Type"] in (*LONG_TERM, *SHORT_TERM) else ""
    if row["Event_Type"] == "assessment":
        known = row["Assessment_Type"] in ("short term assessment", "long term assessment")
        return "assessment" if known else ""
    return row["Event_Type"] if row["Event_Type"] == "request" else ""


def is_25(row: Row) -> bool:
    age = age_on(row["Date_of_Birth"], row["Event_Start_Date"])
    return age is not None and age >= 25


def requests_of(rows: list[Row]) -> list[tuple[Row, Row | None, Row | None]]:
    """Each request that counts, with its first response and its first service."""
    services = [row for row in rows if kind_of(row) == "service"]
    line = [
        row
        for row in rows
        if is_25(row)
        and (kind_of(row) in ("service", "assessment") or (kind_of(row) == "request" and is_new(row, services)))
    ]
    kinds = ("request", "assessment", "service")
    line.sort(
        key=lambda row: (
            row["Event_Start_Date"],
            kinds.index(kind_of(row)),
            -row["Reporting_Period_End_Date"].toordinal(),
            -row["number"],
        )
    )
    kept = []
    busy_until, last_response, last_service = -1, -1, -1
    for place, row in enumerate(line):
        if kind_of(row) != "request":
            continue
        assessment = first_after(line, place, "assessment")
        service = first_after(line, place, "service")
        places = [other for other in (assessment, service) if other is not None]
        response = min(places) if places else None
        if response is not None and response == assessment and not leads_on(line, response):
            service = None
        is_again = (
            busy_until > place
            or (response is not None and response <= last_response)
            or (service is not None and service <= last_service)
        )
        if not is_again:
            kept.append((row, line[response] if response is not None else None, line[service] if service else None))
        follow_ups = [other for other in (response, service) if other is not None]
        busy_until = max(follow_ups) if follow_ups else -1
        last_response = max([last_response, *(other for other in (response,) if other is not None)])
        last_service = max([last_service, *(other for other in (service,) if other is not None)])
    return kept


def is_new(request: Row, services: list[Row]) -> bool:
    if request["clean_Client_Type"] != "service user" or request["Event_Start_Date"] < date(2023, 4, 1):
        return False
    outcome = request["clean_Event_Outcome"]
    if outcome is None or outcome.startswith("nfa") or outcome == "admitted to hospital":
        return False
    for service in services:
        months = {ST_MAX: 3, OTHER_SHORT_TERM: 3}.get(service["clean_Service_Type"], 0)
        if service["clean_Service_Type"] in LONG_TERM:
            months = 12
        if not months or service["Event_Start_Date"] >= request["Event_Start_Date"]:
            continue
        if service["end"] is None or service["end"] >= months_before(request["Event_Start_Date"], months):
            return False
    return True


def months_before(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError


def first_after(line: list[Row], place: int, kind: str) -> int | None:
    return next((other for other in range(place + 1, len(line)) if kind_of(line[other]) == kind), None)


def leads_on(line: list[Row], place: int) -> bool:
    """Whether any of the assessments that stand together says that a service follows."""
    while place > 0 and kind_of(line[place - 1]) == "assessment":
        place -= 1
    while place < len(line) and kind_of(line[place]) == "assessment":
        if line[place]["clean_Event_Outcome"] in LEADS_ON:
            return True
        place += 1
    return False
