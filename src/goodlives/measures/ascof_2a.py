"""ASCOF 2A: after short-term support to regain independence, no further request for ongoing support.

Reablement (the Department says ST-Max) counts by episode, not by person: services with no more than a week between
them are one episode. What came after is the first of six answers that the events give; see `SEQUELS`.
"""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from .ages import UNDER_18, age_band
from .cleaning import NO_OUTCOME
from .code_lists import (
    ASSESSMENT,
    EVENT_OUTCOME,
    LONG_TERM,
    REVIEW,
    SERVICE,
    SERVICE_COMPONENT,
    SERVICE_TYPE,
    SERVICE_USER,
    ST_MAX,
)
from .definition import Definition
from .engines import Engine
from .people import SERVICES_IN_ORDER, place_in

DEFINITIONS = (
    Definition(
        measure="2A",
        name="Reablement: no further request for ongoing support",
        numerator="Those episodes after which no further request was made for ongoing support: support ended, advice "
        "was given, or only low-level or other short-term support at home followed.",
        denominator="Episodes of short-term support to regain independence (ST-Max) that ended in the year, for people "
        "without long-term support in the three months before, where the events say what came after.",
        who_counts=(
            "Adults, by their age when the episode ended. Where the age is not known they are in the total only.",
            "Episodes are counted, not people: services with no more than 7 days between them are one episode.",
            "What came after is the first of: death within 7 days; hospital as the outcome; a service within 7 days; "
            "the best outcome of the episode, of what followed within 7 days, or of a review in its last 14 days; "
            "equipment given during it; the outcome of the episode.",
            "Left out: people who died, went to hospital or to the NHS, pay for themselves or declined support, and "
            "episodes whose events do not say what came after.",
        ),
        limitations=(
            "Needs events from 3 months before the year to 7 days after it: at the edges of the file people look new, "
            "and nothing seems to follow.",
            "A service counts as long-term by its type on any event, a review too.",
        ),
        since=date(2024, 4, 1),
        formerly="2D",
    ),
)

WEEK = 7  # between two services of one episode, and after it for what came next
NEW_CLIENT = 91  # days without long-term support before an episode
FORTNIGHT = 14  # before the end of an episode, for a review that speaks of its end

# Outcomes that say only that something goes on. They come after every outcome that says what.
SAYS_LITTLE = EVENT_OUTCOME.all(
    "Continuation of support or services",
    "Progress to support planning or services",
    "Progress to assessment, review or reassessment",
    "Progress to reablement/ST-Max",
    "Release 1 specification only: Not mapped",
)
PENALTY = 100
ADMITTED = EVENT_OUTCOME["Admitted to hospital"]
ENDED_AS_PLANNED = EVENT_OUTCOME["NFA: Support ended as planned"]
EQUIPMENT = SERVICE_COMPONENT["Equipment"]
SHORT_CARE_HOME = SERVICE_COMPONENT.all("Short term residential care", "Short term nursing care")

# What came after: an outcome by its number, or a service by its place in the order and 200.
A_SERVICE = 200
OTHER_SHORT_TERM = A_SERVICE + 7
LOW_LEVEL = A_SERVICE + 6
IN_A_CARE_HOME = A_SERVICE + 8  # short-term support in a residential or nursing home
FURTHER_SUPPORT = [A_SERVICE + place for place in (1, 2, 3, 4)]
NO_FURTHER_REQUEST = [
    LOW_LEVEL,
    OTHER_SHORT_TERM,
    *EVENT_OUTCOME.all(
        "NFA: Information and advice or signposting",
        "NFA: Support ended as planned",
        "NFA: Responsibility moved to another local authority",
        "NFA: Other",
        "NFA: No services offered for other reason",
        "NFA: Support ended for other reason",
        "NFA: Referral to other service within the local authority",
    ),
]
COUNTED = [*NO_FURTHER_REQUEST, *FURTHER_SUPPORT, IN_A_CARE_HOME]
DECEASED = EVENT_OUTCOME["NFA: Deceased"]

SEQUELS = {
    1: "the person died, at the latest a week after the episode",
    2: "the episode ended in hospital",
    3: "a service followed within a week",
    4: "the outcome of the episode, of what followed within a week, or of a review near its end",
    5: "equipment was given during the episode",
    6: "nothing says more than the outcome of the episode",
}


def sequel_in_words(number: int) -> str:
    if number == NO_OUTCOME:
        return "no outcome, or one on no list"
    if number == IN_A_CARE_HOME:
        return "Short term support: Residential or Nursing care"
    if number > A_SERVICE:
        return SERVICE_TYPE.word(SERVICES_IN_ORDER[number - A_SERVICE - 1])
    return EVENT_OUTCOME.word(number % PENALTY)


def weight(outcome: ir.IntegerValue) -> ir.IntegerValue:
    """How soon an outcome is chosen: the Department's order, with those that say little after all others."""
    return ibis.cases((outcome <= 0, NO_OUTCOME), (outcome.isin(SAYS_LITTLE), outcome + PENALTY), else_=outcome).cast(
        "int16"
    )


def episodes(events: ir.Table) -> ir.Table:
    """Reablement with no more than a week between services, and the outcome of the service that ended last."""
    services = events.filter(events.event_type == SERVICE, events.service == ST_MAX)
    # The latest end, and of those the outcome chosen soonest.
    by_day = services.group_by("person", "starts").aggregate(
        ends=services.ends.max(), last=(services.ends.cast("int64") * 1024 + (1023 - services.weight)).max()
    )
    before = by_day.ends.max().over(group_by=by_day.person, order_by=by_day.starts, rows=(None, -1))
    by_day = by_day.mutate(new=(by_day.starts - before <= WEEK).fill_null(False).ifelse(0, 1))
    by_day = by_day.mutate(
        episode=by_day.new.sum().over(group_by=by_day.person, order_by=by_day.starts, rows=(None, 0))
    )
    together = by_day.group_by("person", "episode").aggregate(
        begins=by_day.starts.min(), finishes=by_day.ends.max(), last=by_day["last"].max()
    )
    return together.mutate(weight=(1023 - together["last"] % 1024).cast("int16")).drop("last")


def reablement(events: ir.Table, details: ir.Table, start: date, end: date, engine: Engine) -> ir.Table:
    """Each episode that ended in the period: what came after it, by which of SEQUELS, and whether it counts."""
    first, last = start.toordinal(), end.toordinal()
    of_people = events.filter(events.client_type == SERVICE_USER, events.ends >= events.starts)
    of_people = of_people.select(
        "person", "starts", "ends", "event_type", "service", "component", "outcome", weight=weight(of_people.outcome)
    )
    ended = episodes(of_people)
    ended = ended.filter(ended.finishes.between(first, last)).inner_join(details, "person")
    ended = engine.keep(
        "episodes",
        ended.select(
            "person",
            "episode",
            "begins",
            "finishes",
            "weight",
            "council",
            "died",
            band=age_band(ended.born, ended.finishes),
        ),
    )
    around = engine.keep("around_episodes", events_around(ended, of_people))
    # What follows stops at the next reablement, if there is any.
    again = (
        around.filter(around.follows, around.service == ST_MAX)
        .group_by("person", "episode")
        .aggregate(again=around.starts.min())
    )
    around = around.left_join(again, ["person", "episode"]).drop("person_right", "episode_right")
    around = around.mutate(follows=around.follows & (around.again.isnull() | (around.starts < around.again)))
    said = ended.left_join(what_events_say(around), ["person", "episode"]).drop("person_right", "episode_right")
    return judged(said)


def events_around(episodes: ir.Table, events: ir.Table) -> ir.Table:
    """A person's other events beside each episode: long-term support before it, what lies in it, and what follows."""
    of_episode = episodes.select("person", "episode", "begins", "finishes", episode_weight="weight")
    both = of_episode.inner_join(events, "person")
    its_own = (both.event_type == SERVICE) & (both.service == ST_MAX) & both.starts.between(both.begins, both.finishes)
    both = both.mutate(
        existing=both.service.isin(LONG_TERM) & (both.starts < both.begins) & (both.begins - both.ends < NEW_CLIENT),
        follows=(both.starts >= both.begins) & (both.ends > both.finishes) & (both.starts - both.finishes <= WEEK),
        nested=(both.starts >= both.begins) & (both.ends > both.begins) & (both.ends <= both.finishes),
    )
    return both.filter(~its_own, both.existing | both.follows | both.nested)


def what_events_say(around: ir.Table) -> ir.Table:
    """For each episode, what the events around it answer to each of the questions in turn."""
    place = place_in(around.service, SERVICES_IN_ORDER, NO_OUTCOME)
    # Of two services the first in order; of two of one kind, the one in a care home.
    service = place * 2 + ibis.ifelse(around.component.isin(SHORT_CARE_HOME), 0, 1)
    usable = (
        around.follows
        & ((around.episode_weight < PENALTY) | (around.weight < PENALTY))
        & (around.outcome != ENDED_AS_PLANNED)
        & (around.event_type != SERVICE)
    )
    near_the_end = (
        around.nested
        & around.event_type.isin([ASSESSMENT, REVIEW])
        & (around.finishes - around.ends < FORTNIGHT)
        & (around.weight < PENALTY)
    )
    return around.group_by("person", "episode").aggregate(
        existing=around.existing.any(),
        anything_follows=around.follows.any(),
        service=service.min(where=around.follows & (place < NO_OUTCOME)),
        usable_follows=usable.any(),
        follows_weight=around.weight.min(where=usable & (around.weight < PENALTY)),
        review=(around.ends.cast("int64") * 1024 + (1023 - around.weight)).max(where=near_the_end),
        equipment=(around.nested & (around.event_type == SERVICE) & (around.component == EQUIPMENT)).any(),
    )


def judged(said: ir.Table) -> ir.Table:
    """The first of the six answers that is there, and whether the episode counts."""
    service_place = said.service // 2
    service = A_SERVICE + ibis.ifelse(
        (service_place == OTHER_SHORT_TERM - A_SERVICE) & (said.service % 2 == 0), 8, service_place
    )
    # The outcome of the episode itself is asked for when nothing follows and it says something, or when something
    # usable follows.
    of_episode = ibis.ifelse(
        said.usable_follows.fill_null(False) | (~said.anything_follows.fill_null(False) & (said.weight < PENALTY)),
        said.weight,
        NO_OUTCOME,
    )
    of_events = said.follows_weight.fill_null(NO_OUTCOME)
    of_review = (1023 - said.review % 1024).fill_null(NO_OUTCOME)
    outcome = ibis.least(of_episode, of_events, of_review)
    answers = (
        (said.died - said.finishes <= WEEK, 1, DECEASED),
        (said.weight == ADMITTED, 2, ADMITTED),
        (said.service.notnull(), 3, service),
        (outcome < NO_OUTCOME, 4, outcome),
        (said.equipment, 5, LOW_LEVEL),
    )
    said = said.mutate(
        step=ibis.cases(*((holds, step) for holds, step, _ in answers), else_=6),
        sequel=ibis.cases(*((holds, sequel) for holds, _, sequel in answers), else_=said.weight).cast("int16"),
        new=~said.existing.fill_null(False),
        adult=said.band != UNDER_18,
        alive=said.died.isnull() | (said.died >= said.begins),
    )
    counts = said.new & said.adult & said.alive & said.sequel.isin(COUNTED)
    why = ibis.cases(
        (~said.adult, "under 18 when the episode ended"),
        (~said.alive, "died before the episode began"),
        (~said.new, "had long-term support in the three months before"),
        *((said.step == step, words) for step, words in SEQUELS.items()),
        else_="",
    )
    return said.select(
        "council",
        "person",
        "episode",
        "begins",
        "finishes",
        "band",
        "step",
        "sequel",
        why=why,
        counts=counts,
        no_further_request=counts & said.sequel.isin(NO_FURTHER_REQUEST),
    )


def counts(events: ir.Table, details: ir.Table, start: date, end: date, engine: Engine) -> ir.Table:
    """How many episodes, and after how many no further request was made, by council and age."""
    ended = reablement(events, details, start, end, engine)
    ended = ended.filter(ended.counts)
    return ended.group_by("council", "band").aggregate(
        numerator=ended.count(where=ended.no_further_request), denominator=ended.count()
    )
