"""A file of Client Level Data as a list of rows, each a dict of small letters, dates and None.

The official method compares text without regard to capital letters, so all text becomes small letters here, once.
"""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]

DATES = (
    "Reporting_Period_Start_Date",
    "Reporting_Period_End_Date",
    "Date_of_Birth",
    "Date_of_Death",
    "Event_Start_Date",
    "Event_End_Date",
)

INVALID = "invalid and not mapped"
"""What a value becomes that is on no list."""

GENDERS = ("male", "female", "other", "unknown")

SUPPORT_REASONS = (
    "physical support: access and mobility only",
    "physical support: personal care support",
    "sensory support: support for visual impairment",
    "sensory support: support for hearing impairment",
    "sensory support: support for dual impairment",
    "support with memory and cognition",
    "learning disability support",
    "mental health support",
    "social support: substance misuse support",
    "social support: asylum seeker support",
    "social support: support for social isolation or other reason",
    "social support: support to unpaid carer",
    "unknown",
)

SETTLED = (
    "owner occupier or shared ownership scheme",
    "tenant: local authority or other social housing provider",
    "tenant: private landlord",
    "settled mainstream housing with family or friends",
    "supported accommodation, supported lodgings or supported group home",
    "shared lives scheme",
    "approved premises for offenders released from prison or under probation supervision",
    "sheltered housing, extra care housing or other sheltered housing",
    "mobile accommodation for gypsy, roma and traveller communities",
)
NOT_SETTLED = (
    "rough sleeper or squatting",
    "night shelter, emergency hostel or direct access hostel",
    "refuge",
    "placed in temporary accommodation by the council (inc. homelessness resettlement)",
    "staying with family or friends as a short term guest",
    "acute hospital or long term healthcare residential facility",
    "registered care home",
    "registered nursing home",
    "prison, young offenders institution or detention centre",
    "other temporary accommodation",
    "unknown",
)

OUTCOMES_BEST_FIRST = (
    "progress to reablement/st-max",
    "progress to assessment, review or reassessment",
    "release 1 specification only: not mapped",
    "progress to support planning or services",
    "continuation of support or services",
    "admitted to hospital",
    "nfa: responsibility moved to another local authority",
    "nfa: referral to nhs services or nhs funded social care",
    "nfa: self-funded client or under 12wk disregard",
    "nfa: information and advice or signposting",
    "nfa: referral to other service within the local authority",
    "nfa: support declined",
    "nfa: deceased",
    "nfa: support ended as planned",
    "nfa: support ended for other reason",
    "nfa: no services offered for other reason",
    "nfa: other",
)

NURSING = "long term support: nursing care"
RESIDENTIAL = "long term support: residential care"
COMMUNITY = "long term support: community"
PRISON = "long term support: prison"
LONG_TERM = (NURSING, RESIDENTIAL, COMMUNITY, PRISON)
ST_MAX = "short term support: st-max"
LOW_LEVEL = "short term support: ongoing low level"
OTHER_SHORT_TERM = "short term support: other short term"
SHORT_TERM = (ST_MAX, LOW_LEVEL, OTHER_SHORT_TERM)
CARER_SUPPORT = (
    "unpaid carer support: direct to unpaid carer",
    "unpaid carer support: support involving the person cared-for",
)

COMPONENTS = (
    "reablement",
    "short term nursing care",
    "short term residential care",
    "long term nursing care",
    "long term residential care",
    "home support or domiciliary care",
    "day support",
    "meals",
    "transport",
    "equipment",
    "direct payment",
    "shared lives",
    "community supported living",
    "extra care housing",
    "professional support: social worker",
    "professional support: other",
    "learning, education or employment support",
    "end of life care",
    "emergency support",
    "other short term support",
    "other long term support",
    "unpaid carer respite",
    "unpaid carer sitting service",
    "unpaid carer universal services",
    "other unpaid carer support",
)

MECHANISMS = ("direct payment", "cassr managed personal budget", "cassr commissioned support")

CLIENT_TYPES = ("service user", "unpaid carer", "unpaid carer known by association")

LISTS = {
    "Client_Type": CLIENT_TYPES,
    "Gender": GENDERS,
    "Primary_Support_Reason": SUPPORT_REASONS,
    "Accommodation_Status": SETTLED + NOT_SETTLED,
    "Event_Outcome": OUTCOMES_BEST_FIRST,
    "Service_Type": LONG_TERM + SHORT_TERM + CARER_SUPPORT,
    "Service_Component": COMPONENTS,
    "Delivery_Mechanism": MECHANISMS,
}


def cleaned(field: str, value: str | None) -> str | None:
    """The value if it is on the field's list; blank stays unknown; anything else is invalid."""
    if value is None:
        return None
    if value in LISTS[field]:
        return value
    return INVALID


def a_date(text: str) -> date:
    """The day, month and year of 31/12/2024."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007


def read(path: Path) -> list[Row]:
    """Every row of the file, with its number: the first under the header is 1."""
    with path.open(encoding="utf-8", newline="") as file:
        return understood(list(csv.DictReader(file)))


def understood(written: list[dict[str, str]]) -> list[Row]:
    """Rows as written in the file, in small letters, with dates and what is cleaned beside what was written."""
    rows = []
    for number, line in enumerate(written, start=1):
        row: Row = {"number": number}
        for field, text in line.items():
            if text == "":
                row[field] = None
            elif field == "LA_Code":
                row[field] = text
            elif field in DATES:
                row[field] = a_date(text)
            else:
                row[field] = text.lower()
        for field in LISTS:
            row["clean_" + field] = cleaned(field, row[field])
        rows.append(row)
    return rows


def read_population(path: Path) -> dict[tuple[str, str], int]:
    """How many people of each age band live in each council's area."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(line["la_code"], line["age_band"]): int(line["population"]) for line in csv.DictReader(file)}
