"""Made-up events in which everything collides: few people, few dates, one council's submissions joined end to end.

Each seed is two councils of a few people. What is drawn leans towards one measure, so that its own rules meet often.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

from .reading import (
    CARER_SUPPORT,
    COMPONENTS,
    LONG_TERM,
    MECHANISMS,
    NOT_SETTLED,
    OUTCOMES_BEST_FIRST,
    SETTLED,
    SHORT_TERM,
    SUPPORT_REASONS,
    a_date,
)

START, END = date(2024, 4, 1), date(2025, 3, 31)
"""The year that is measured."""

FIRST_DAY, LAST_DAY = date(2023, 4, 1), date(2025, 6, 30)
"""What the submissions cover between them."""

SUBMISSIONS = (
    (),
    (date(2024, 4, 1),),
    (date(2024, 4, 1), date(2025, 4, 1)),
    (date(2023, 10, 1), date(2024, 7, 1), date(2024, 10, 1)),
    (date(2024, 1, 1), date(2024, 4, 1), date(2024, 10, 1), date(2025, 1, 1)),
)
"""The days on which a council's second and later submissions begin."""

LEANINGS = ("2A", "2B and 2C", "2E", "3D adults", "3D carers")

HEADER = """
    LA_Code Reporting_Period_Start_Date Reporting_Period_End_Date NHS_Number LA_Person_Unique_Identifier
    GP_Practice_Name GP_Practice_Code Gender Ethnicity Date_of_Birth Date_of_Death Client_Type Primary_Support_Reason
    Postcode Accommodation_Status Employment_Status Has_Unpaid_Carer Autism_Spectrum_Disorder_ASD Visual_Impairment
    Hearing_Impairment Dementia Client_Funding_Status Event_Type Event_Reference Event_Start_Date Event_End_Date
    Event_Description Event_Outcome Request_Route_of_Access Assessment_Type Eligible_Needs_Identified
    Method_of_Assessment Total_Hrs_Caring_per_week No_of_adults_being_cared_for Adult_1_Linked_Person_ID
    Adult_2_Linked_Person_ID Adult_3_Linked_Person_ID Service_Type Service_Component Delivery_Mechanism
    Provider_CQC_Location_ID Provider_CQC_Location_Name Review_Reason Review_Outcomes_Achieved Method_of_Review
    Unit_Cost Cost_Frequency_Unit_Type Planned_units_per_week
""".split()  # noqa: SIM905
"""The columns of a file of Client Level Data."""

GAPS = (0, 0, 0, 1, 1, 2, 5, 6, 7, 8, 9, 13, 14, 15, 30)
LONG_GAPS = (*GAPS, 89, 90, 91, 92, 180, 364, 365, 366, 400)
EDGES = (START, END, LAST_DAY, FIRST_DAY, date(2024, 7, 1), date(2024, 9, 30), date(2024, 10, 1), date(2025, 1, 1))
BIRTHS = (
    date(1959, 4, 1), date(1959, 4, 30), date(1960, 3, 1), date(1960, 3, 31), date(1959, 9, 12), date(1990, 6, 5),
    date(2006, 4, 2), date(2007, 3, 31), date(2006, 10, 1), date(1935, 1, 1), date(2024, 5, 1), date(2025, 8, 1),
)  # fmt: skip


def seed_of(council: str) -> int:
    return int(council[1:5])


def events(leaning: str, seed: int) -> list[dict[str, str]]:
    """The rows of one seed, in the words of the file."""
    random = Random(f"{leaning} {seed}")
    rows = []
    for letter in "AB":
        council = f"T{seed:04}{letter}"
        starts = [FIRST_DAY, *random.choice(SUBMISSIONS)]
        submissions = list(zip(starts, [*(day - timedelta(1) for day in starts[1:]), LAST_DAY], strict=True))
        days = [random.choice(EDGES) + timedelta(random.choice(LONG_GAPS) * random.choice((-1, 1))) for _ in range(3)]
        for person in range(random.randint(2, 8)):
            rows += a_person(random, leaning, council, seed, person, submissions, days)
    random.shuffle(rows)
    return rows


def a_person(
    random: Random,
    leaning: str,
    council: str,
    seed: int,
    number: int,
    submissions: list[tuple[date, date]],
    days: list[date],
) -> list[dict[str, str]]:
    births = [random.choice(BIRTHS)]
    genders = [random.choice(("Male", "Female", "Female", "Other", "Unknown", "", "Not stated"))]
    deaths: list[date | None] = [None]
    if random.random() < 0.25:
        deaths = [random.choice(days) + timedelta(random.choice(GAPS)), random.choice((None, END, START))]
    if random.random() < 0.2:
        births.append(random.choice(BIRTHS))
    if random.random() < 0.15:
        genders.append(random.choice(("Male", "Female", "Unknown")))
    reasons = random.choices(
        ("Learning disability support", *SUPPORT_REASONS, "", "Other", "Social support: Support to unpaid carer"),
        [8, *(1 for _ in SUPPORT_REASONS), 2, 2, 3],
        k=random.choice((1, 1, 2)),
    )
    homes = random.choices(
        ("Unknown", "", "Not on the list", *SETTLED, *NOT_SETTLED),
        [8, 5, 3, *(1 for _ in (*SETTLED, *NOT_SETTLED))],
        k=random.choice((1, 1, 2)),
    )
    by_nhs_number = random.random() < 0.7
    kind = "Unpaid carer" if random.random() < (0.85 if leaning == "3D carers" else 0.08) else "Service user"

    rows = []
    for _ in range(random.randint(1, 7)):
        event = an_event(random, leaning, days)
        # Much of what matters in a measure is how close one event follows another.
        if event["Event_End_Date"] and random.random() < 0.5:
            days = [*days, a_date(event["Event_End_Date"])]
        event["Client_Type"] = kind
        if kind == "Unpaid carer" and random.random() < 0.25:
            event["Client_Type"] = random.choice(("Unpaid carer known by association", "Service user"))
        # One event, reported in every submission it touches or in some of them, now and then with other details.
        touched = [period for period in submissions if touches(event, period)] or [random.choice(submissions)]
        for first, last in touched:
            if random.random() < 0.2:
                continue
            row = dict.fromkeys(HEADER, "")
            row |= event
            row["LA_Code"] = council
            row["Reporting_Period_Start_Date"], row["Reporting_Period_End_Date"] = written(first), written(last)
            row["NHS_Number"] = f"9{seed:06}{number:03}" if by_nhs_number else ""
            row["LA_Person_Unique_Identifier"] = f"P{number}" if random.random() < 0.97 else ""
            row["Gender"] = random.choice(genders)
            row["Date_of_Birth"] = written(random.choice(births)) if random.random() < 0.93 else ""
            death = random.choice(deaths)
            row["Date_of_Death"] = written(death) if death else ""
            row["Primary_Support_Reason"] = random.choice(reasons)
            row["Accommodation_Status"] = random.choice(homes)
            if random.random() < 0.15:
                row["Event_Outcome"] = an_outcome(random)
            if random.random() < 0.1:
                row["Event_End_Date"] = written(random.choice(days)) if random.random() < 0.7 else ""
            rows.append({field: in_some_case(random, field, text) for field, text in row.items()})
    return rows


def an_event(random: Random, leaning: str, days: list[date]) -> dict[str, str]:
    start = random.choice(days) + timedelta(random.choice(LONG_GAPS) * random.choice((-1, 0, 1, 1)))
    end: date | None = start + timedelta(random.choice(LONG_GAPS))
    if random.random() < 0.2:
        end = random.choice((None, START, END, *days))
    event = {
        "Event_Type": random.choices(("Service", "Request", "Assessment", "Review", ""), kinds_of_event(leaning))[0],
        "Event_Start_Date": written(start) if random.random() < 0.99 else "",
        "Event_Outcome": an_outcome(random),
    }
    if event["Event_Type"] == "Service" or random.random() < 0.06:
        event["Service_Type"] = random.choices((*LONG_TERM, *SHORT_TERM, *CARER_SUPPORT, ""), services(leaning))[0]
        event["Service_Component"] = a_component(random, leaning)
        event["Delivery_Mechanism"] = random.choice((*MECHANISMS, *MECHANISMS, "", "Not recorded"))
    if event["Event_Type"] == "Service" and random.random() < 0.15:
        end = None
    if event["Event_Type"] == "Request":
        event["Request_Route_of_Access"] = random.choice(("Discharge from hospital", "Community or other route", ""))
    if event["Event_Type"] == "Assessment":
        event["Assessment_Type"] = random.choice(("Short term assessment", "Long term assessment"))
    event["Event_End_Date"] = written(end) if end else ""
    return event


def kinds_of_event(leaning: str) -> list[int]:
    return {"2A": [12, 3, 4, 4, 0], "3D carers": [10, 3, 4, 4, 1]}.get(leaning, [14, 1, 1, 2, 1])


def services(leaning: str) -> list[int]:
    """How often each is drawn: four long term, three short term, two for carers, and blank."""
    return {
        "2A": [1, 1, 2, 1, 16, 2, 4, 2, 1, 0],
        "2B and 2C": [12, 12, 1, 0, 1, 0, 1, 0, 0, 0],
        "2E": [3, 3, 12, 2, 1, 1, 2, 1, 0, 1],
        "3D adults": [2, 2, 20, 2, 1, 1, 0, 1, 1, 1],
        "3D carers": [1, 0, 3, 0, 0, 1, 0, 16, 4, 4],
    }[leaning]


def a_component(random: Random, leaning: str) -> str:
    usual = {
        "2A": ("Reablement", "Equipment", "Short term residential care", "Short term nursing care", ""),
        "2B and 2C": ("Long term residential care", "Long term nursing care", "Short term residential care", ""),
        "2E": (
            "Shared Lives",
            "Extra care housing",
            "Community supported living",
            "Home support or domiciliary care",
            "",
        ),
        "3D adults": ("Direct payment", "Home support or domiciliary care", ""),
        "3D carers": ("Direct payment", "Unpaid carer respite", "", "Not on the list"),
    }[leaning]
    return random.choice(usual) if random.random() < 0.8 else random.choice(COMPONENTS)


def an_outcome(random: Random) -> str:
    return random.choice(
        (*OUTCOMES_BEST_FIRST, "", "Some made-up outcome", "NFA: Information and advice or signposting")
    )


def touches(event: dict[str, str], period: tuple[date, date]) -> bool:
    if not event["Event_Start_Date"]:
        return True
    start = a_date(event["Event_Start_Date"])
    end = a_date(event["Event_End_Date"]) if event["Event_End_Date"] else LAST_DAY
    return start <= period[1] and end >= period[0]


def in_some_case(random: Random, field: str, text: str) -> str:
    """Now and then in capitals or small letters, which make no difference to the official method."""
    if field == "LA_Code" or random.random() < 0.9:
        return text
    return random.choice((text.upper(), text.lower(), text.swapcase()))


def written(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def population(rows: list[dict[str, str]]) -> dict[tuple[str, str], int]:
    """So many people of each age in each council: few, so that a rate shows every person."""
    councils = sorted({row["LA_Code"] for row in rows})
    return {
        (council, band): 1000 + 37 * number + (5 if band == "18 to 64" else 0)
        for number, council in enumerate(councils)
        for band in ("18 to 64", "65 and above")
    }


def write(rows: list[dict[str, str]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path
