"""2A: after short term support to get going again, who needed no more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from .cleaning import FAR_AWAY, age_on, band_of, outcome_rank, percent
from .person_details import Person, Who
from .reading import (
    COMMUNITY,
    INVALID,
    LONG_TERM,
    LOW_LEVEL,
    NURSING,
    OTHER_SHORT_TERM,
    PRISON,
    RESIDENTIAL,
    ST_MAX,
    Row,
)

DECEASED = "nfa: deceased"
ENDED_AS_PLANNED = "nfa: support ended as planned"
BED = "short term support: residential or nursing care"
BED_COMPONENTS = ("short term residential care", "short term nursing care")

SAYS_NOTHING_OF_WHAT_FOLLOWED = (
    "continuation of support or services",
    "progress to support planning or services",
    "progress to assessment, review or reassessment",
    "progress to reablement/st-max",
    "release 1 specification only: not mapped",
    INVALID,
)
SERVICES_BEST_FIRST = (NURSING, RESIDENTIAL, COMMUNITY, PRISON, ST_MAX, LOW_LEVEL, OTHER_SHORT_TERM)

NEEDED_LITTLE_OR_NOTHING = (
    LOW_LEVEL,
    OTHER_SHORT_TERM,
    "nfa: information and advice or signposting",
    "nfa: support ended as planned",
    "nfa: responsibility moved to another local authority",
    "nfa: other",
    "nfa: no services offered for other reason",
    "nfa: support ended for other reason",
    "nfa: referral to other service within the local authority",
)
COUNTED = (*NEEDED_LITTLE_OR_NOTHING, *LONG_TERM, BED)


def count(
    events: list[Row], people: dict[Who, Person], councils: list[str], start: date, end: date
) -> list[tuple[str, str, str, int, int, str]]:
    theirs: dict[Who, list[Row]] = defaultdict(list)
    for row in events:
        if row["clean_Client_Type"] == "service user" and (row["end"] or FAR_AWAY) >= row["Event_Start_Date"]:
            row = {**row, "end": row["end"] or FAR_AWAY, "outcome": row["clean_Event_Outcome"] or INVALID}
            theirs[(row["LA_Code"], row["person"])].append(row)

    counted: list[tuple[str, str, bool]] = []
    for who, rows in theirs.items():
        person = people[who]
        for spell in spells_of(rows):
            if not start <= spell["end"] <= end:
                continue
            age = age_on(person["birth"], spell["end"])
            if (age is not None and age < 18) or (person["death"] is not None and person["death"] < spell["start"]):
                continue
            others = [row for row in rows if not is_part_of(row, spell)]
            if any(already_supported(row, spell) for row in others):
                continue
            followed_by = what_followed(spell, others, person["death"])
            if followed_by in COUNTED:
                counted.append((who[0], band_of(age), followed_by in NEEDED_LITTLE_OR_NOTHING))

    cells = []
    for council in councils:
        for group in ("Total", "18 to 64", "65 and above"):
            them = [
                good for their_council, band, good in counted if their_council == council and group in ("Total", band)
            ]
            cells.append(("2A", council, group, sum(them), len(them), percent(sum(them), len(them))))
    return cells


def rank(outcome: str) -> int:
    """Lower is better; 100 is added to an outcome that does not say what came after."""
    return outcome_rank(outcome) + (100 if outcome in SAYS_NOTHING_OF_WHAT_FOLLOWED else 0)


def spells_of(rows: list[Row]) -> list[dict[str, Any]]:
    """Short term support with no more than 7 days between one service and the next is one spell."""
    services = [row for row in rows if row["Event_Type"] == "service" and row["clean_Service_Type"] == ST_MAX]
    services.sort(key=lambda row: (row["Event_Start_Date"], row["end"], rank(row["outcome"]), -row["number"]))
    spells: list[list[Row]] = []
    for row in services:
        if spells and (row["Event_Start_Date"] - max(before["end"] for before in spells[-1])).days <= 7:
            spells[-1].append(row)
        else:
            spells.append([row])
    return [
        {
            "start": min(row["Event_Start_Date"] for row in spell),
            "end": max(row["end"] for row in spell),
            "outcome": min(spell, key=lambda row: (-row["end"].toordinal(), rank(row["outcome"])))["outcome"],
        }
        for spell in spells
    ]


def is_part_of(row: Row, spell: dict[str, Any]) -> bool:
    return (
        row["Event_Type"] == "service"
        and row["clean_Service_Type"] == ST_MAX
        and spell["start"] <= row["Event_Start_Date"] <= spell["end"]
    )


def already_supported(row: Row, spell: dict[str, Any]) -> bool:
    """Whether long term support began before the spell, and ended less than 91 days before it or not at all."""
    if row["clean_Service_Type"] not in LONG_TERM or row["Event_Start_Date"] >= spell["start"]:
        return False
    return (spell["start"] - row["end"]).days < 91


def what_followed(spell: dict[str, Any], others: list[Row], death: date | None) -> str:
    """The first of six answers that applies."""
    if death is not None and (death - spell["end"]).days <= 7:
        return DECEASED
    if spell["outcome"] == "admitted to hospital":
        return spell["outcome"]

    after = [
        row
        for row in others
        if row["Event_Start_Date"] >= spell["start"]
        and row["end"] > spell["end"]
        and (row["Event_Start_Date"] - spell["end"]).days <= 7
    ]
    again = [row["Event_Start_Date"] for row in after if row["clean_Service_Type"] == ST_MAX]
    if again:
        after = [row for row in after if row["Event_Start_Date"] < min(again)]

    services = [row for row in after if row["clean_Service_Type"] in SERVICES_BEST_FIRST]
    if services:
        return service_that_followed(services)

    outcomes = [
        row["outcome"] for row in after if row["Event_Type"] != "service" and row["outcome"] != ENDED_AS_PLANNED
    ]
    # What the spell itself says counts, unless all that came after is a carer's support or a look ended as planned.
    if outcomes or not after:
        outcomes.append(spell["outcome"])
    outcomes += outcome_of_last_look(spell, others)
    usable = [outcome for outcome in outcomes if rank(outcome) < 100]
    if usable:
        return min(usable, key=rank)

    for row in others:
        is_equipment = row["Event_Type"] == "service" and row["clean_Service_Component"] == "equipment"
        if is_equipment and is_within(row, spell):
            return LOW_LEVEL
    return spell["outcome"]


def is_within(row: Row, spell: dict[str, Any]) -> bool:
    """Whether something began and ended within the spell; what ended on the day the spell began did not."""
    return row["Event_Start_Date"] >= spell["start"] and spell["start"] < row["end"] <= spell["end"]


def service_that_followed(services: list[Row]) -> str:
    best = min(
        services,
        key=lambda row: (
            SERVICES_BEST_FIRST.index(row["clean_Service_Type"]),
            row["clean_Service_Component"] not in BED_COMPONENTS,
        ),
    )
    if best["clean_Service_Type"] == OTHER_SHORT_TERM and best["clean_Service_Component"] in BED_COMPONENTS:
        return BED
    return best["clean_Service_Type"]


def outcome_of_last_look(spell: dict[str, Any], others: list[Row]) -> list[str]:
    """Of the last assessment or review within the spell that says what came after, if it ended in the last 13 days."""
    looks = [
        row
        for row in others
        if row["Event_Type"] in ("assessment", "review")
        and is_within(row, spell)
        and (spell["end"] - row["end"]).days < 14
        and rank(row["outcome"]) < 100
    ]
    if not looks:
        return []
    last = max(row["end"] for row in looks)
    return [min((row["outcome"] for row in looks if row["end"] == last), key=rank)]
