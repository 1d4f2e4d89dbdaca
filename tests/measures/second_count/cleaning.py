"""From the rows of the file to one row for each event: what the Department calls the main table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .reading import OUTCOMES_BEST_FIRST, Row

FAR_AWAY = date(9999, 1, 1)
"""The end of what has not ended."""


def is_service(row: Row) -> bool:
    return row["Event_Type"] is not None and "service" in row["Event_Type"]


def end_of(row: Row) -> date | None:
    """When the event ended: the day the person died where that came first, or where no end was written."""
    start, end, death = row["Event_Start_Date"], row["Event_End_Date"], row["Date_of_Death"]
    if death is not None and start is not None:
        if end is not None and start <= death <= end:
            return death
        if end is None and death > start:
            return death
    return end


def is_in_its_submission(row: Row) -> bool:
    """Whether the event belongs to the period its submission reports on."""
    start, end, death = row["Event_Start_Date"], row["end"], row["Date_of_Death"]
    first, last = row["Reporting_Period_Start_Date"], row["Reporting_Period_End_Date"]
    if row["Event_Type"] is None or start is None or start > last:
        return False
    if death is not None and (death < first or death < start):
        return False
    if is_service(row):
        return end is None or end >= first
    return end is not None and first <= end <= last


def person_of(row: Row) -> str | None:
    """The NHS number; without one, the council's own number with the council before it."""
    if row["NHS_Number"] is not None:
        return row["NHS_Number"]
    if row["LA_Person_Unique_Identifier"] is not None:
        return row["LA_Code"] + "_" + row["LA_Person_Unique_Identifier"]
    return None


def event_of(row: Row) -> tuple[Any, ...]:
    """Two rows with the same of all these are two reports of one event. What was written counts, not what it became."""
    if is_service(row):
        end, kind = None, (row["Service_Type"], row["Service_Component"])
    elif row["Event_Type"] == "request":
        end, kind = row["end"], (row["Request_Route_of_Access"],)
    elif row["Event_Type"] == "assessment":
        end, kind = row["end"], (row["Assessment_Type"],)
    else:
        end, kind = row["end"], ()
    return (
        row["LA_Code"],
        row["Event_Start_Date"],
        end,
        row["Client_Type"],
        row["person"],
        row["Event_Type"],
        *kind,
    )


def outcome_rank(outcome: str | None) -> int:
    """1 for the outcome that goes before all others; 999 for one that is unknown or not on the list."""
    if outcome in OUTCOMES_BEST_FIRST:
        return OUTCOMES_BEST_FIRST.index(outcome) + 1
    return 999


def main_table(rows: list[Row]) -> list[Row]:
    """One row for each event of each person."""
    events = []
    for row in rows:
        row = dict(row)
        row["end"] = end_of(row)
        row["person"] = person_of(row)
        if row["person"] is not None and is_in_its_submission(row):
            row["event"] = event_of(row)
            events.append(row)
    end_what_was_never_heard_of_again(events)
    return one_row_an_event(events)


def end_what_was_never_heard_of_again(events: list[Row]) -> None:
    """A service open at the end of one submission and missing from the next ended with the first."""
    last_of_council: dict[str, date] = {}
    reported = set()
    for row in events:
        council, last = row["LA_Code"], row["Reporting_Period_End_Date"]
        last_of_council[council] = max(last, last_of_council.get(council, last))
        reported.add((row["event"], row["Reporting_Period_Start_Date"]))
    for row in events:
        last = row["Reporting_Period_End_Date"]
        if not is_service(row) or last == last_of_council[row["LA_Code"]]:
            continue
        is_open = row["end"] is None or row["end"] > last
        if is_open and (row["event"], last + timedelta(days=1)) not in reported:
            row["end"] = last


def one_row_an_event(events: list[Row]) -> list[Row]:
    """Of several reports of one event: the latest submission's, then the latest end, the best outcome, the last row."""
    best: dict[tuple[Any, ...], Row] = {}
    for row in events:
        rival = best.get(row["event"])
        if rival is None or order_among_reports(row) > order_among_reports(rival):
            best[row["event"]] = row
    return list(best.values())


def order_among_reports(row: Row) -> tuple[Any, ...]:
    return (
        row["Reporting_Period_End_Date"],
        row["end"] or FAR_AWAY,
        -outcome_rank(row["Event_Outcome"]),
        row["number"],
    )


def age_on(birth: date | None, day: date | None) -> int | None:
    """Age in whole years of 365.25 days, counted from the first of the month of birth."""
    if birth is None or day is None:
        return None
    days = (day - birth.replace(day=1)).days
    return int(days // 365.25)


def band_of(age: int | None) -> str:
    if age is None or age < 1:
        return "Unknown"
    if age < 18:
        return "Under 18"
    return "18 to 64" if age < 65 else "65 and above"


def percent(numerator: int, denominator: int) -> str:
    return rate(numerator, denominator, 100)


def rate(numerator: int, denominator: int, per: int) -> str:
    """To one decimal place, a half going up; nought out of nought is nought."""
    if denominator == 0:
        return "0.0"
    tenths = (2 * 10 * per * numerator + denominator) // (2 * denominator)
    return f"{tenths // 10}.{tenths % 10}"
