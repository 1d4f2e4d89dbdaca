"""From the rows of a file to unique events, by the Department's method.

Every field becomes a number: a date is its day counted from 1 January of year 1 (Python's `date.toordinal`), a value
of a list is its place in the list (see code_lists.py). So one pass over the text is enough, and everything after
compares whole numbers.
"""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from .code_lists import (
    ACCOMMODATION_STATUS,
    ASSESSMENT,
    ASSESSMENT_TYPE,
    BLANK,
    CLIENT_TYPE,
    DELIVERY_MECHANISM,
    EVENT_OUTCOME,
    EVENT_TYPE,
    GENDER,
    OFF_LIST,
    PRIMARY_SUPPORT_REASON,
    REQUEST,
    REQUEST_ROUTE_OF_ACCESS,
    SERVICE,
    SERVICE_COMPONENT,
    SERVICE_TYPE,
    CodeList,
)
from .engines import Engine, without_spaces


class TooLarge(Exception):
    """A file with more submissions or rows than there is room for."""


# The columns that the measures read.
COLUMNS = (
    "LA_Code",
    "Reporting_Period_Start_Date",
    "Reporting_Period_End_Date",
    "NHS_Number",
    "LA_Person_Unique_Identifier",
    "Gender",
    "Date_of_Birth",
    "Date_of_Death",
    "Client_Type",
    "Primary_Support_Reason",
    "Accommodation_Status",
    "Event_Type",
    "Event_Start_Date",
    "Event_End_Date",
    "Event_Outcome",
    "Request_Route_of_Access",
    "Assessment_Type",
    "Service_Type",
    "Service_Component",
    "Delivery_Mechanism",
)

DATES = tuple(name for name in COLUMNS if "Date" in name)

STILL_OPEN = date(9999, 1, 1).toordinal()  # an event without an end, where ends are compared
NO_OUTCOME = 999  # an outcome that is blank or on no list comes after every other

# An event type on no list is 16, and more for each type whose word is in it: the Department asks what an event type is
# *like*.
OTHER_EVENT_TYPE, LIKE_REQUEST, LIKE_ASSESSMENT, LIKE_SERVICE = 16, 1, 2, 4

LAST_DAYS = 2**7

# Numbers put side by side in one, so that the greatest is found in one comparison: how much room each part needs.
DAY = 2**22
RECORD = 2**28
OUTCOME = 2**5
CODE = 2**6


def ordinal(day: ir.DateValue) -> ir.IntegerValue:
    return (day.delta(ibis.date(1, 1, 1), unit="day") + 1).cast("int32")


def coded(rows: ir.Table, engine: Engine) -> ir.Table:
    """Each row of a file with its fields as numbers. `rows` has the text of COLUMNS."""
    text = rows.select(**{f"{name}_text": rows[name] for name in COLUMNS})

    def trimmed(name: str) -> ir.StringValue:
        return without_spaces(text[f"{name}_text"])

    def folded(name: str) -> ir.StringValue:
        return trimmed(name).lower().nullif("")

    def number(name: str, codes: CodeList) -> ir.IntegerValue:
        # Most values are blank, or spelt as the list spells them: only the rest are trimmed and folded.
        column = text[f"{name}_text"]
        on_list = ibis.coalesce(
            engine.position(codes.spellings, column),
            engine.position([spelling.casefold() for spelling in codes.spellings], trimmed(name).lower()),
            ibis.ifelse(trimmed(name) == "", BLANK, OFF_LIST),
        )
        return ibis.ifelse(column.isnull(), BLANK, on_list).cast("int8")

    def day(name: str) -> ir.DateValue:
        return ibis.coalesce(engine.date(text[f"{name}_text"]), engine.date(trimmed(name)))

    event_type = number("Event_Type", EVENT_TYPE)
    like = folded("Event_Type")
    other_type = (
        OTHER_EVENT_TYPE
        + ibis.ifelse(like.contains("request"), LIKE_REQUEST, 0)
        + ibis.ifelse(like.contains("assessment"), LIKE_ASSESSMENT, 0)
        + ibis.ifelse(like.contains("service"), LIKE_SERVICE, 0)
    )
    council = trimmed("LA_Code").upper().nullif("")
    born = day("Date_of_Birth")
    # A date that is there and cannot be read is one bit, in the order of DATES.
    unread = sum(
        (ibis.ifelse(day(name).isnull() & (trimmed(name) != ""), 2**place, 0) for place, name in enumerate(DATES)),
        start=ibis.literal(0),
    )
    numbers = text.mutate(
        unread=unread.cast("int8"),
        council=council,
        person_reference=ibis.coalesce(folded("NHS_Number"), council + "_" + folded("LA_Person_Unique_Identifier")),
        period_start=ordinal(day("Reporting_Period_Start_Date")),
        period_end=ordinal(day("Reporting_Period_End_Date")),
        # A birthday is kept to the month, as the Department sees it.
        born=(ordinal(born) - born.day() + 1).cast("int32"),
        died=ordinal(day("Date_of_Death")),
        starts=ordinal(day("Event_Start_Date")),
        ends=ordinal(day("Event_End_Date")),
        event_type=ibis.ifelse(event_type == OFF_LIST, other_type, event_type).cast("int8"),
        client_type=number("Client_Type", CLIENT_TYPE),
        outcome=number("Event_Outcome", EVENT_OUTCOME),
        route=number("Request_Route_of_Access", REQUEST_ROUTE_OF_ACCESS),
        assessment=number("Assessment_Type", ASSESSMENT_TYPE),
        service=number("Service_Type", SERVICE_TYPE),
        component=number("Service_Component", SERVICE_COMPONENT),
        mechanism=number("Delivery_Mechanism", DELIVERY_MECHANISM),
        gender=number("Gender", GENDER),
        reason=number("Primary_Support_Reason", PRIMARY_SUPPORT_REASON),
        accommodation=number("Accommodation_Status", ACCOMMODATION_STATUS),
    )
    # What kind of event: the fields that tell two events of a day apart, in one number, and in words where a value is
    # on no list.
    kind, words, off_list = numbers.client_type.cast("int64") + 1, ibis.literal(""), numbers.client_type == OFF_LIST
    words += ibis.ifelse(off_list, folded("Client_Type"), "")
    kind = kind * CODE + numbers.event_type
    off_list |= numbers.event_type >= OTHER_EVENT_TYPE
    words += ibis.ifelse(numbers.event_type >= OTHER_EVENT_TYPE, "|" + folded("Event_Type"), "|")
    for column, name, applies in (
        (numbers.route, "Request_Route_of_Access", is_like(numbers.event_type, REQUEST, LIKE_REQUEST)),
        (numbers.assessment, "Assessment_Type", is_like(numbers.event_type, ASSESSMENT, LIKE_ASSESSMENT)),
        (numbers.service, "Service_Type", is_like(numbers.event_type, SERVICE, LIKE_SERVICE)),
        (numbers.component, "Service_Component", is_like(numbers.event_type, SERVICE, LIKE_SERVICE)),
    ):
        kind = kind * CODE + ibis.ifelse(applies, column + 1, 1)
        off_list |= applies & (column == OFF_LIST)
        words += ibis.ifelse(applies & (column == OFF_LIST), "|" + folded(name), "|")
    # Events are told apart by what was written; they are counted by what it means today.
    today = {name: means_today(numbers[name], codes) for name, codes in LISTED.items()}
    return numbers.mutate(kind=kind, kind_words=ibis.ifelse(off_list, words, ibis.null("string")), **today).select(
        *CODED, "kind", "kind_words"
    )


def means_today(number: ir.IntegerValue, codes: CodeList) -> ir.IntegerValue:
    """The number of today's value for one that may be a spelling of Release 1."""
    first = len(codes.words) + 1
    older = [(number == place, meaning) for place, (_, meaning) in enumerate(codes.older, start=first)]
    return ibis.ifelse(number >= first, ibis.cases(*older), number).cast("int8") if older else number


LISTED = {
    "client_type": CLIENT_TYPE,
    "outcome": EVENT_OUTCOME,
    "service": SERVICE_TYPE,
    "component": SERVICE_COMPONENT,
    "mechanism": DELIVERY_MECHANISM,
    "gender": GENDER,
    "reason": PRIMARY_SUPPORT_REASON,
    "accommodation": ACCOMMODATION_STATUS,
}
CODED = (
    *("council", "person_reference", "period_start", "period_end", "born", "died", "starts", "ends", "event_type"),
    *("client_type", "outcome", "route", "assessment", "service", "component", "mechanism", "gender", "reason"),
    *("accommodation", "unread"),
)


def is_like(event_type: ir.IntegerValue, number: int, likeness: int) -> ir.BooleanValue:
    """Whether an event type is a service, say, or something on no list that has the word in it."""
    return (event_type == number) | ((event_type >= OTHER_EVENT_TYPE) & ((event_type & likeness) > 0))


WHY_LEFT_OUT = (
    "no council",
    "no reporting period",
    "neither an NHS number nor an identifier of the council",
    "no type of event",
    "no start",
    "started after the period",
    "the person died before the period, or before the event",
    "a service that ended before the period",
    "an event that did not end in the period",
)


def ended(rows: ir.Table) -> ir.IntegerValue:
    """The day an event ended: a death ends what was open."""
    died_in_it = rows.died.between(rows.starts, rows.ends) | ((rows.died > rows.starts) & rows.ends.isnull())
    return ibis.ifelse(died_in_it, rows.died, rows.ends)


def why_left_out(rows: ir.Table) -> ir.IntegerValue:
    """Why a row does not count, as a place in WHY_LEFT_OUT; null for one that does.

    A service counts if it was open on any day of the period of its submission; anything else if it ended in it.
    """
    is_service = is_like(rows.event_type, SERVICE, LIKE_SERVICE)
    faults = (
        rows.council.isnull(),
        rows.period_start.isnull() | rows.period_end.isnull(),
        rows.person_reference.isnull(),
        rows.event_type == BLANK,
        rows.starts.isnull(),
        rows.starts > rows.period_end,
        rows.died < ibis.greatest(rows.period_start, rows.starts),
        is_service & (rows.ends < rows.period_start),
        ~is_service & ~rows.ends.between(rows.period_start, rows.period_end).fill_null(False),
    )
    return ibis.cases(*((fault, place) for place, fault in enumerate(faults)), else_=ibis.null("int64"))


def in_period(rows: ir.Table) -> ir.Table:
    """The rows that count, with the day each event ended."""
    rows = rows.mutate(ends=ended(rows))
    return rows.filter(why_left_out(rows).isnull()).mutate(is_service=is_like(rows.event_type, SERVICE, LIKE_SERVICE))


def reference_periods(rows: ir.Table) -> ir.Table:
    """Each council's periods: their order by last day, across the whole file, and whether another follows."""
    periods = rows.select("council", "period_start", "period_end").distinct()
    return periods.mutate(
        period=ibis.dense_rank().over(order_by=periods.period_end),
        is_last=periods.period_start == periods.period_start.max().over(group_by=periods.council),
    )


def unique_events(rows: ir.Table, engine: Engine) -> tuple[ir.Table, ir.Table]:
    """One row an event, and one a person.

    Of rows for one event: that of the latest submission, then the latest end, the outcome that matters most, the last
    in the file.
    """
    kept = in_period(rows)
    periods = engine.keep("reference_periods", reference_periods(kept))
    (most,) = engine.answer(
        periods.aggregate(last_days=periods.period.max(), rows=rows.count().as_scalar())
    ).to_pylist()
    if (most["last_days"] or 0) >= LAST_DAYS or most["rows"] > RECORD:
        raise TooLarge(f"the file has more than {LAST_DAYS} last days of submissions, or more than {RECORD:,} rows")
    people = engine.keep("people", kept.select("council", "person_reference").distinct(), numbered="person")
    kept = kept.inner_join(periods, ["council", "period_start", "period_end"]).inner_join(
        people, ["council", "person_reference"]
    )
    # A service still open when its period ends should be in the next one. Where it is not, it ended with the period. (A
    # row that has a namesake in a later period loses to it anyway, so no search for namesakes is needed.)
    went_on = kept.is_service & ~kept.is_last & (kept.ends.isnull() | (kept.ends > kept.period_end))
    ends = ibis.ifelse(went_on, kept.period_end, kept.ends)
    importance = ibis.ifelse(kept.outcome > 0, OUTCOME - 1 - kept.outcome, 0)
    end = ibis.coalesce(ends, STILL_OPEN).cast("int64")
    numbered = engine.keep(
        "events_in_period",
        kept.select(
            "record",
            "person",
            "kind",
            "kind_words",
            "period",
            "starts",
            "event_type",
            "client_type",
            "outcome",
            "service",
            "component",
            "mechanism",
            "gender",
            "reason",
            "accommodation",
            "assessment",
            "born",
            "died",
            "period_end",
            ends=end.cast("int32"),
            told_apart_by_end=ibis.ifelse(kept.is_service, 0, end).cast("int32"),
            order=((kept.period.cast("int64") * DAY + end) * OUTCOME + importance) * RECORD + kept.record,
        ),
    )
    best = numbered.group_by("person", "starts", "kind", "kind_words", "told_apart_by_end").aggregate(
        order=numbered.order.max()
    )
    best = best.select(record=(best.order % RECORD))
    unique = numbered.semi_join(best, "record").drop("kind", "kind_words", "told_apart_by_end", "order")
    return engine.keep("unique_events", unique), people
