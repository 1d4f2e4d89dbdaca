"""3D: people who direct their own support, and who are paid directly: adults on the last day, carers in the year."""

from __future__ import annotations

from datetime import date

from .cleaning import FAR_AWAY, age_on, band_of, percent
from .person_details import Person, Who
from .reading import CARER_SUPPORT, COMMUNITY, LONG_TERM, MECHANISMS, NURSING, PRISON, RESIDENTIAL, Row

DIRECT_PAYMENT, MANAGED, COMMISSIONED = MECHANISMS
TO_THE_CARER, TO_THE_PERSON_CARED_FOR = CARER_SUPPORT
INFORMATION = "nfa: information and advice or signposting"
BANDS = ("18 to 64", "65 and above")
Counted = list[tuple[str, str, int]]
"""Council, age band, and the best of their kinds of support."""


def count(
    events: list[Row], people: dict[Who, Person], councils: list[str], start: date, end: date
) -> list[tuple[str, str, str, int, int, str]]:
    clients = clients_on(events, people, end)
    carers = carers_in(events, people, start, end)
    groups = ["Total", *(band for band in BANDS if any(band == theirs for _, theirs, _ in clients + carers))]

    cells = []
    for measure, everyone, kinds in (
        ("3D(1a)", clients, (3, 4)),
        ("3D(2a)", clients, (3,)),
        ("3D(1b)", carers, (1, 2)),
        ("3D(2b)", carers, (1,)),
    ):
        if not everyone:
            continue
        for council in councils:
            for group in groups:
                them = [
                    kind
                    for their_council, band, kind in everyone
                    if their_council == council and group in ("Total", band)
                ]
                those = [kind for kind in them if kind in kinds]
                cells.append((measure, council, group, len(those), len(them), percent(len(those), len(them))))
    return cells


def clients_on(events: list[Row], people: dict[Who, Person], day: date) -> Counted:
    """Everyone whose best long term support on that day is in the community."""
    best: dict[Who, int] = {}
    for row in events:
        if row["clean_Client_Type"] != "service user" or row["clean_Service_Type"] not in LONG_TERM:
            continue
        row_end = row["end"] or FAR_AWAY
        if not row["Event_Start_Date"] <= day <= row_end:
            continue
        who = (row["LA_Code"], row["person"])
        best[who] = min(kind_of_support(row), best.get(who, 99))

    counted = []
    for who, kind in best.items():
        person = people[who]
        if person["death"] is not None and person["death"] < day:
            continue
        age = age_on(person["birth"], day)
        if (age is None or age >= 18) and 3 <= kind <= 6:
            counted.append((who[0], band_of(age), kind))
    return counted


def kind_of_support(row: Row) -> int:
    """1 nursing, 2 residential, 3 to 6 the community, 7 prison."""
    if row["clean_Service_Type"] == NURSING:
        return 1
    if row["clean_Service_Type"] == RESIDENTIAL:
        return 2
    if row["clean_Service_Type"] == PRISON:
        return 7
    assert row["clean_Service_Type"] == COMMUNITY
    if row["clean_Service_Component"] == DIRECT_PAYMENT or row["clean_Delivery_Mechanism"] == DIRECT_PAYMENT:
        return 3
    if row["clean_Delivery_Mechanism"] == MANAGED:
        return 4
    if row["clean_Delivery_Mechanism"] == COMMISSIONED:
        return 5
    return 6


def carers_in(events: list[Row], people: dict[Who, Person], start: date, end: date) -> Counted:
    """Every carer whose best support in the year was a payment, a budget or a service."""
    best: dict[Who, int] = {}
    for row in events:
        if row["clean_Client_Type"] is None or "carer" not in row["clean_Client_Type"]:
            continue
        row_end = row["end"] or FAR_AWAY
        if row["Event_Start_Date"] > end or row_end < start or row_end < row["Event_Start_Date"]:
            continue
        kind = kind_of_carer_support(row)
        if kind is None:
            continue
        who = (row["LA_Code"], row["person"])
        best[who] = min(kind, best.get(who, 99))

    counted = []
    for who, kind in best.items():
        person = people[who]
        if person["death"] is not None and person["death"] < start:
            continue
        age = age_on(person["birth"], end)
        if (age is None or age >= 18) and kind <= 3:
            counted.append((who[0], band_of(age), kind))
    return counted


def kind_of_carer_support(row: Row) -> int | None:
    """1 direct payment, 2 managed budget, 3 commissioned, 4 mechanism unknown, 5 information, 6 none."""
    service, component, mechanism = (
        row["clean_Service_Type"],
        row["clean_Service_Component"],
        row["clean_Delivery_Mechanism"],
    )
    if service == TO_THE_CARER:
        if mechanism == DIRECT_PAYMENT or component == DIRECT_PAYMENT:
            return 1
        # A blank component gives no kind of support: the official method compares it, which gives neither yes nor no.
        if component is None:
            return None
        if mechanism == MANAGED:
            return 2
        if mechanism == COMMISSIONED:
            return 3
        return 4
    if service == TO_THE_PERSON_CARED_FOR:
        return 6
    if service is None and row["clean_Event_Outcome"] == INFORMATION:
        return 5
    if service is None and row["Event_Type"] in ("assessment", "review"):
        return 6
    return None
