"""2E: people with long term support who live at home or with family."""

from __future__ import annotations

from datetime import date

from .cleaning import FAR_AWAY, age_on, band_of, percent
from .person_details import Person, Who
from .reading import LONG_TERM, SETTLED, Row

GENDERS = (("Male", "male"), ("Female", "female"))
AT_HOME = (*SETTLED, "unknown: presumed at home")


def count(
    events: list[Row], people: dict[Who, Person], councils: list[str], start: date, end: date
) -> list[tuple[str, str, str, int, int, str]]:
    last_support: dict[Who, date] = {}
    for row in events:
        if row["clean_Client_Type"] != "service user" or row["clean_Service_Type"] not in LONG_TERM:
            continue
        if row["Event_Type"] != "service":
            continue
        row_end = row["end"] or FAR_AWAY
        if row["Event_Start_Date"] > end or row_end < start or row_end < row["Event_Start_Date"]:
            continue
        who = (row["LA_Code"], row["person"])
        last_support[who] = max(row_end, last_support.get(who, row_end))

    counted: dict[str, list[tuple[str, Person]]] = {"2E(1)": [], "2E(2a)": [], "2E(2b)": []}
    for who, support_end in last_support.items():
        person = people[who]
        if person["death"] is not None and person["death"] < start:
            continue
        band = band_of(age_on(person["birth"], min(support_end, end)))
        if band == "18 to 64":
            counted["2E(2a)"].append((who[0], person))
            if person["reason"] == "learning disability support":
                counted["2E(1)"].append((who[0], person))
        elif band == "65 and above":
            counted["2E(2b)"].append((who[0], person))

    shown_by_measure = {
        "2E(1)": genders_of(counted["2E(1)"]),
        "2E(2a)": genders_of(counted["2E(2a)"] + counted["2E(2b)"]),
        "2E(2b)": genders_of(counted["2E(2a)"] + counted["2E(2b)"]),
    }
    cells = []
    for measure, everyone in counted.items():
        for council in councils:
            for group, gender in shown_by_measure[measure]:
                them = [
                    person
                    for their_council, person in everyone
                    if their_council == council and gender in (None, person["gender"])
                ]
                at_home = [person for person in them if person["accommodation"] in AT_HOME]
                cells.append((measure, council, group, len(at_home), len(them), percent(len(at_home), len(them))))
    return cells


def genders_of(counted: list[tuple[str, Person]]) -> list[tuple[str, str | None]]:
    """A gender, or the total, has a row in every council if anybody of it is counted in any.

    The Department lists its councils beside the genders that its denominator has, the total of them among these: so of
    nobody at all there is not even a total.
    """
    shown: list[tuple[str, str | None]] = [("Total", None)] if counted else []
    return shown + [
        (group, gender) for group, gender in GENDERS if any(person["gender"] == gender for _, person in counted)
    ]
