"""Events drawn as a table, and what a measure makes of them.

    events('''
        who | what                         | from       | to
        ann | Short term support: ST-Max   | 2024-05-01 | 2024-05-20
    ''')

A column is called as a social worker would call it (COLUMNS has them all). `-` is blank. What is not drawn is an
ordinary service for a woman
of 84, in one submission that goes from April 2023 to June 2025.
"""

from __future__ import annotations

from datetime import date

import ibis
import pyarrow as pa

from goodlives.measures import measure
from goodlives.measures.cleaning import COLUMNS as READ

COLUMNS = {
    "council": "LA_Code",
    "period from": "Reporting_Period_Start_Date",
    "period to": "Reporting_Period_End_Date",
    "NHS number": "NHS_Number",
    "who": "LA_Person_Unique_Identifier",
    "gender": "Gender",
    "born": "Date_of_Birth",
    "died": "Date_of_Death",
    "client": "Client_Type",
    "reason": "Primary_Support_Reason",
    "lives": "Accommodation_Status",
    "event": "Event_Type",
    "from": "Event_Start_Date",
    "to": "Event_End_Date",
    "outcome": "Event_Outcome",
    "route": "Request_Route_of_Access",
    "assessment": "Assessment_Type",
    "what": "Service_Type",
    "component": "Service_Component",
    "how": "Delivery_Mechanism",
}
USUAL = {
    "council": "E1",
    "period from": "2023-04-01",
    "period to": "2025-06-30",
    "gender": "Female",
    "born": "1940-05-01",
    "client": "Service user",
    "event": "Service",
    "lives": "Tenant: Private landlord",
    "reason": "Learning disability support",
}
START, END = date(2024, 4, 1), date(2025, 3, 31)


def events(drawing: str) -> list[dict[str, str | None]]:
    """A row of Client Level Data for each line of the drawing."""
    header, *lines = (
        [cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines() if line.strip()
    )
    unknown = set(header) - COLUMNS.keys()
    assert not unknown, f"no such column: {unknown}"
    rows = []
    for line in lines:
        drawn = USUAL | dict(zip(header, line, strict=True))
        row: dict[str, str | None] = dict.fromkeys(READ)
        row |= {COLUMNS[name]: None if value == "-" else value for name, value in drawn.items()}
        rows.append(row)
    return rows


def as_table(rows: list[dict[str, str | None]]) -> ibis.expr.types.Table:
    return ibis.memtable(pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in READ])))


def results(rows: list[dict[str, str | None]]) -> list[dict[str, str | int]]:
    """Every published row. Each council has 100,000 people of each age."""
    councils = {row["LA_Code"].upper() for row in rows if row["LA_Code"]}
    population = {(council, band): 100_000 for council in councils for band in ("18 to 64", "65 and above")}
    return measure(as_table(rows), START, END, population).to_pylist()


def run(rows: list[dict[str, str | None]], group: str = "Total") -> dict[str, tuple[int, int]]:
    """Each measure's numerator and denominator for council E1 and one group. For 2B and 2C the group is their own."""
    own = {"2B": "18 to 64", "2C": "65 and above"}
    return {
        row["measure"]: (row["numerator"], row["denominator"])
        for row in results(rows)
        if row["la_code"] == "E1" and row["group"] == own.get(row["measure"], group)
    }


def by_council(measure_: str, rows: list[dict[str, str | None]], group: str = "Total") -> dict[str, tuple[int, int]]:
    """A measure's numerator and denominator for each council. For 2B and 2C the group is their own."""
    group = {"2B": "18 to 64", "2C": "65 and above"}.get(measure_, group)
    return {
        row["la_code"]: (row["numerator"], row["denominator"])
        for row in results(rows)
        if row["measure"] == measure_ and row["group"] == group
    }
