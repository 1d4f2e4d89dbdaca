"""2D: who left hospital into reablement, and who of them was still in the community twelve weeks later."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

from . import made_up
from .cleaning import FAR_AWAY
from .person_details import Person, Who
from .reading import NURSING, PRISON, RESIDENTIAL, ST_MAX, Row, a_date

Stay = dict[str, Any]
ODD_CODES = (
    ("31", "83", "13", "28"),
    ("2", "4", "5"),
    ("29", "54", "51", "79", "88"),
    ("430", "501", "199", "710", "656", "650", "110", "840"),
)


def count(
    events: list[Row], people: dict[Who, Person], councils: list[str], stays: list[Stay], start: date, end: date
) -> dict[tuple[str, str], tuple[int, int]]:
    """For each part and council the numerator and the denominator."""
    rows = []
    for row in events:
        row = {**row, "end": row["end"] or FAR_AWAY}
        death = people[(row["LA_Code"], row["person"])]["death"]
        if row["clean_Client_Type"] != "service user" or row["end"] < row["Event_Start_Date"]:
            continue
        if death is None or death >= start:
            rows.append(row)
    discharges = [stay for stay in stays if is_counted(stay, rows, start, end)]

    reablement: dict[Who, list[Row]] = defaultdict(list)
    for row in rows:
        kind = row["Event_Type"], row["clean_Service_Type"], row["clean_Service_Component"]
        if kind == ("service", ST_MAX, "reablement"):
            reablement[(row["LA_Code"], row["person"])].append(row)

    followed: dict[str, list[bool]] = defaultdict(list)
    for (council, person), services in reablement.items():
        for first_day in first_days(services):
            window = (first_day - timedelta(7), first_day + timedelta(3))
            before = [
                stay["out"]
                for stay in discharges
                if stay["person"] == person and window[0] <= stay["out"] <= window[1] and stay["in"] <= first_day
            ]
            if before:
                out = max(before)
                followed[council].append(stayed(person, first_day, out, people[(council, person)], rows, stays, start))

    found = {}
    for council in councils:
        there = followed[council]
        found["2D(1)", council] = (sum(there), len(there))
        found["2D(2)", council] = (len(there), sum(stay["council"] == council for stay in discharges))
    return found


def is_counted(stay: Stay, rows: list[Row], start: date, end: date) -> bool:
    born = stay["born"].replace(day=1)
    if (stay["out"] - born).days // 365.25 < 65 or stay["in"] < date(2023, 4, 1):
        return False
    if stay["how in"] in ("31", "32", "82", "83") or stay["how out"] in ("4", "5"):
        return False
    if stay["where to"] in ("49", "50", "51", "52", "79", "87", "88"):
        return False
    if stay["treated"][0] == "7" or stay["treated"][:2] == "65" or stay["treated"] in ("199", "424", "501", "840"):
        return False
    if not (stay["in"] < stay["out"] and start <= stay["out"] <= end):
        return False
    return not any(
        row["person"] == stay["person"]
        and row["clean_Service_Type"] in (NURSING, RESIDENTIAL, PRISON)
        and row["Event_Start_Date"] <= stay["in"] <= row["end"]
        for row in rows
    )


def first_days(services: list[Row]) -> list[date]:
    """The first day of each spell of reablement: a new one begins more than 7 days after everything before ended."""
    days: list[date] = []
    last = date.min
    for row in sorted(services, key=lambda row: row["Event_Start_Date"]):
        if not days or (row["Event_Start_Date"] - last).days > 7:
            days.append(row["Event_Start_Date"])
        last = max(last, row["end"])
    return days


def stayed(
    person: str, first_day: date, out: date, known: Person, rows: list[Row], stays: list[Stay], start: date
) -> bool:
    until = out + timedelta(84)
    if known["death"] is not None and out <= known["death"] <= until:
        return False
    for row in rows:
        is_in_a_home = row["person"] == person and row["clean_Service_Type"] in (NURSING, RESIDENTIAL)
        if is_in_a_home and out <= row["Event_Start_Date"] <= until:
            return False
    for stay in stays:
        if stay["person"] != person or stay["how in"] in ("11", "12", "13") or stay["how out"] == "5":
            continue
        if stay["in"] < stay["out"] and max(first_day, out) < stay["in"] <= until and stay["in"] >= start:
            return False
    return True


def made_up_events(leaning: str, seed: int) -> list[dict[str, str]]:
    """Made-up events in which most short-term support is reablement."""
    random = Random(f"reablement {seed}")
    rows = made_up.events(leaning, seed)
    for row in rows:
        if row["Service_Type"].lower() == ST_MAX and random.random() < 0.85:
            row["Service_Component"] = random.choice(("Reablement", "REABLEMENT"))
    return rows


def made_up_stays(rows: list[dict[str, str]], seed: int) -> list[Stay]:
    """Stays in hospital that end about when the people of made-up events begin something."""
    random = Random(f"hospital {seed}")
    about: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for row in rows:
        if row["NHS_Number"] and row["Event_Start_Date"]:
            # Most of them about when reablement begins, where the method asks most.
            is_reablement = row["Service_Type"].lower() == ST_MAX and row["Service_Component"].lower() == "reablement"
            times = 5 if is_reablement else 1
            about[row["NHS_Number"].lower()] += [(row["LA_Code"], a_date(row["Event_Start_Date"]))] * times
    stays: dict[tuple[str, date, date], Stay] = {}
    for person, events in sorted(about.items()):
        born = random.choice((date(1935, 1, 1), date(1950, 2, 3), date(1959, 4, 30), date(1960, 6, 30)))
        for _ in range(random.randint(0, 6)):
            council, day = random.choice(events)
            out = day + timedelta(random.choice((-9, -8, -7, -6, -1, 0, 1, 2, 3, 4, 84, 85)))
            came = out - timedelta(random.choice((0, 1, 2, 5, 5, 30, 84, 200)))
            codes = [random.choice(("21", "21", "2A", "81", "11", "12")), "1", "19", "300"]
            if random.random() < 0.3:
                which = random.randrange(4)
                codes[which] = random.choice(ODD_CODES[which])
            stays[person, came, out] = dict(
                zip(("how in", "how out", "where to", "treated"), codes, strict=True),
                person=person,
                council=council,
                born=born,
                **{"in": came, "out": out},
            )
    return list(stays.values())


def as_list(stays: list[Stay]) -> str:
    """The stays as the file in which a council gives them."""
    lines = [
        "la_code,nhs_number,date_of_birth,admission_date,discharge_date,admission_method,discharge_method,"
        "discharge_destination,treatment_function"
    ]
    for stay in stays:
        days = [stay[name].isoformat() for name in ("born", "in", "out")]
        codes = [stay[name] for name in ("how in", "how out", "where to", "treated")]
        lines.append(",".join((stay["council"], stay["person"], *days, *codes)))
    return "\n".join(lines) + "\n"


YEAR = made_up.START, made_up.END
