"""How long people wait, by the Department's method (version 1.1 of May 2026, which it calls provisional).

From each request of somebody aged 25 or over who had no support to the first response to it, and to the first service:
the median for each quarter in which the response, or the service, began.

    medians(events, details, date(2024, 4, 1), date(2025, 3, 31), engine)

Not here: the flag of a "conversation" in a request, by which a request of Release 1 may be its own response (how the
flag is worked out is not public); and the exact day of birth, where the Department has an age that others worked out.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from .ages import BANDS, OLDER, WORKING_AGE, age_band
from .cleaning import (
    LAST_DAYS,
    LIKE_ASSESSMENT,
    LIKE_REQUEST,
    LIKE_SERVICE,
    RECORD,
    STILL_OPEN,
    is_like,
    ordinal,
)
from .code_lists import (
    ASSESSMENT,
    ASSESSMENT_TYPE,
    BLANK,
    EVENT_OUTCOME,
    LONG_TERM,
    REQUEST,
    SERVICE,
    SERVICE_TYPE,
    SERVICE_USER,
)
from .engines import Engine

FIRST_REQUEST = date(2023, 4, 1)
TWENTY_FIVE = 25 * 365.25
AGES = {WORKING_AGE: "25 to 64", OLDER: BANDS[OLDER]}
FIRST_RESPONSE, FIRST_SERVICE = "first response", "first service"

SHORT_TERM = SERVICE_TYPE.starting("Short term support")
HAD_LATELY = SERVICE_TYPE.all("Short term support: ST-Max", "Short term support: Other short term")
NEEDS_ASSESSMENTS = ASSESSMENT_TYPE.all("Short term assessment", "Long term assessment")
GOES_NO_FURTHER = [*EVENT_OUTCOME.starting("NFA"), EVENT_OUTCOME["Admitted to hospital"], BLANK]
LEADS_TO_A_SERVICE = EVENT_OUTCOME.all(
    "Progress to reablement/ST-Max",
    "Progress to support planning or services",
    "Continuation of support or services",
)
IS_REQUEST, IS_ASSESSMENT, IS_SERVICE = 1, 2, 3  # in the order in which events that start on one day are taken


class Median(NamedTuple):
    """The median wait of one council, quarter and age, for a first response or a first service."""

    la_code: str
    quarter_from: date
    quarter_to: date
    group: str
    wait: str
    median_days: float
    waits: int


def before(day: ir.IntegerValue, months: int) -> ir.IntegerValue:
    """The same day of the month so many months earlier, or the last of that month."""
    as_date = ibis.date(1, 1, 1) + (day - 1).as_interval("D")
    return ordinal((as_date.cast("date") - ibis.interval(months=months)).cast("date"))


def in_turn(events: ir.Table) -> ir.Table:
    """Requests, assessments and services, each with its place among a person's events in `turn`."""
    is_service = is_like(events.event_type, SERVICE, LIKE_SERVICE)
    is_assessment = is_like(events.event_type, ASSESSMENT, LIKE_ASSESSMENT)
    is_request = is_like(events.event_type, REQUEST, LIKE_REQUEST)
    what = ibis.cases((is_service, IS_SERVICE), (is_assessment, IS_ASSESSMENT), (is_request, IS_REQUEST), else_=0)
    ended = ibis.ifelse(events.ends == STILL_OPEN, events.period_end, events.ends)
    # By start, then kind, then the latest submission, then the last in the file.
    latest = (LAST_DAYS - 1 - events.period) * RECORD + (RECORD - 1 - events.record)
    return events.select(
        "person",
        "starts",
        "ends",
        "client_type",
        "service",
        "assessment",
        "outcome",
        what=what.cast("int8"),
        band=age_band(events.born, ended),
        is_25=(events.starts - events.born >= TWENTY_FIVE).fill_null(False),
        turn=(events.starts.cast("int64") * 4 + what) * LAST_DAYS * RECORD + latest,
    )


def valid_events(events: ir.Table) -> ir.Table:
    """The events that the method looks at, of people with a request that went further and no support before it."""
    told = in_turn(events)
    services = told.filter(told.what == IS_SERVICE, told.service.isin([*LONG_TERM, *SHORT_TERM]))
    assessments = told.filter(told.what == IS_ASSESSMENT, told.assessment.isin(NEEDS_ASSESSMENTS))
    requests = told.filter(
        told.what == IS_REQUEST,
        told.client_type == SERVICE_USER,
        told.starts >= FIRST_REQUEST.toordinal(),
        told.is_25,
        ~told.outcome.isin(GOES_NO_FURTHER),
    )
    requests = requests.mutate(
        a_year_before=before(requests.starts, 12), three_months_before=before(requests.starts, 3)
    )
    had = services.select(had_person="person", had="service", since="starts", until="ends")
    lately = (had.had.isin(LONG_TERM) & (had.until >= requests.a_year_before)) | (
        had.had.isin(HAD_LATELY) & (had.until >= requests.three_months_before)
    )
    requests = requests.anti_join(had, [requests.person == had.had_person, had.since < requests.starts, lately])
    requests = requests.drop("a_year_before", "three_months_before")
    follow = services.union(assessments)
    follow = follow.filter(follow.is_25).semi_join(requests, "person")
    return requests.union(follow)


def waits(events: ir.Table, engine: Engine) -> ir.Table:
    """Each request that counts, with the first response and the first service that followed it."""
    told = engine.keep("requests_and_what_followed", valid_events(events))
    # Assessments one after another are one: it leads to a service if any of them does.
    told = told.mutate(
        block=(told.what != IS_ASSESSMENT)
        .cast("int64")
        .sum()
        .over(group_by=told.person, order_by=told.turn, rows=(None, 0)),
        leads=(told.what == IS_ASSESSMENT) & told.outcome.isin(LEADS_TO_A_SERVICE),
    )
    told = told.mutate(leads=told.leads.cast("int64").max().over(group_by=[told.person, told.block]))

    def next_of(what: int) -> ir.IntegerValue:
        turns = ibis.ifelse(told.what == what, told.turn, ibis.null("int64"))
        return turns.min().over(group_by=told.person, order_by=told.turn, rows=(1, None))

    requests = told.mutate(assessment_turn=next_of(IS_ASSESSMENT), service_turn=next_of(IS_SERVICE))
    requests = requests.filter(requests.what == IS_REQUEST).select(
        "person", "starts", "turn", "assessment_turn", "service_turn"
    )
    other = told.select("person", "turn", "starts", "band", "leads", "what")
    first = requests.mutate(
        response_turn=ibis.coalesce(
            ibis.least(requests.assessment_turn, requests.service_turn), requests.assessment_turn, requests.service_turn
        )
    )
    response = other.select(
        response_person="person",
        response_at="turn",
        response_starts="starts",
        response_band="band",
        leads="leads",
        response_is="what",
    )
    first = first.left_join(
        response, [first.person == response.response_person, first.response_turn == response.response_at]
    ).drop("response_person", "response_at")
    stops = (first.response_is == IS_ASSESSMENT) & (first.leads == 0)
    first = first.mutate(service_turn=ibis.ifelse(stops.fill_null(False), ibis.null("int64"), first.service_turn))
    service = other.select(service_person="person", service_at="turn", service_starts="starts", service_band="band")
    first = first.left_join(
        service, [first.person == service.service_person, first.service_turn == service.service_at]
    ).drop("service_person", "service_at")
    # A request while an earlier one is still being followed up is the same wait.
    last = ibis.greatest(
        ibis.coalesce(first.response_turn, first.service_turn), ibis.coalesce(first.service_turn, first.response_turn)
    )
    first = first.mutate(last_turn=last)
    in_order = {"group_by": first.person, "order_by": first.turn}
    first = first.mutate(
        follow_up=first.last_turn.lag().over(**in_order),
        responses=first.response_turn.max().over(**in_order, rows=(None, -1)),
        services=first.service_turn.max().over(**in_order, rows=(None, -1)),
    )
    again = (
        (first.follow_up > first.turn).fill_null(False)
        | (first.response_turn <= first.responses).fill_null(False)
        | (first.service_turn <= first.services).fill_null(False)
    )
    return first.filter(~again)


def medians(events: ir.Table, details: ir.Table, start: date, end: date, engine: Engine) -> list[Median]:
    """Every median of the quarters that lie in the period."""
    counted = engine.keep("waits", waits(events, engine).inner_join(details.select("person", "council"), "person"))
    found = []
    for wait, starts, band in (
        (FIRST_RESPONSE, counted.response_starts, counted.response_band),
        (FIRST_SERVICE, counted.service_starts, counted.service_band),
    ):
        known = counted.filter(
            starts.notnull(), band.isin(list(AGES)), starts.between(start.toordinal(), end.toordinal())
        )
        by_length = known.select("council", band=band, began=starts, days=starts - known.starts)
        began = ibis.date(1, 1, 1) + (by_length.began - 1).as_interval("D")
        by_length = by_length.mutate(quarter=began.cast("date").truncate("Q").cast("date"))
        grouped = by_length.group_by("council", "quarter", "band").aggregate(
            median=by_length.days.median(), waits=by_length.count()
        )
        for row in engine.answer(grouped).to_pylist():
            first = date(row["quarter"].year, row["quarter"].month, 1)
            found.append(
                Median(
                    row["council"], first, last_of_quarter(first), AGES[row["band"]], wait, row["median"], row["waits"]
                )
            )
    return sorted(found)


def last_of_quarter(first: date) -> date:
    following = date(first.year + (first.month + 3 > 12), (first.month + 2) % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
