"""ASCOF 2D: people aged 65 and over who leave hospital into reablement, and who is still in the community 12 weeks on.

Needs a list of stays in hospital (see discharges.py), which Client Level Data does not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from .ascof_2a import episodes
from .code_lists import SERVICE_COMPONENT, SERVICE_TYPE, SERVICE_USER
from .definition import Definition
from .discharges import Stay
from .engines import Engine

LIMITATIONS = (
    "Needs a list of stays in hospital. Published figures rest on the NHS's own, of every hospital in England: a list "
    "that some hospitals did not fill gives other figures.",
    "An admission counts as unplanned if its method does not start with 1: the NHS's own sorting of admissions, which "
    "the published figures use, is not public.",
    "People are found by their NHS number: without it, in either file, they are not linked.",
)
DEFINITIONS = (
    Definition(
        measure="2D(1)",
        name="People aged 65 and over who were still in the community 12 weeks after hospital and reablement",
        numerator="Those after which, in the 84 days from the day of leaving hospital, the person did not die, was not "
        "admitted to hospital again unplanned, and did not start long-term residential or nursing care.",
        denominator="Episodes of reablement (ST-Max with the component Reablement) that began between 3 days before "
        "and 7 days after the person left hospital.",
        who_counts=(
            "People aged 65 and over when they left hospital. They are counted in the council that gave reablement.",
            "Of several stays in hospital that fit an episode, the one that ended last counts.",
            "Left out: stays of less than a night, for childbirth, in mental health care, or that ended in another "
            "hospital, a hospice or death; people who had a long-term place in a care home or prison when admitted.",
        ),
        limitations=LIMITATIONS,
        since=date(2024, 4, 1),
        formerly="2B(1)",
    ),
    Definition(
        measure="2D(2)",
        name="People aged 65 and over who left hospital into reablement",
        numerator="Episodes of reablement that began between 3 days before and 7 days after the person left hospital.",
        denominator="Stays in hospital that ended in the year, of people aged 65 and over who live in the council's "
        "area.",
        who_counts=(
            "The numerator is the denominator of 2D(1): it counts episodes in the council that gave reablement; the "
            "denominator counts stays, in the council where the person lives.",
            "The same stays are left out as in 2D(1).",
        ),
        limitations=LIMITATIONS,
        since=date(2024, 4, 1),
        formerly="2B(2)",
    ),
)

BEFORE, AFTER = 7, 3  # how many days a discharge may lie before reablement begins, and after
TWELVE_WEEKS = 84
REABLEMENT = SERVICE_COMPONENT["Reablement"]
CARE_HOMES = SERVICE_TYPE.all("Long term support: Residential care", "Long term support: Nursing care")
NOT_AT_HOME = [*CARE_HOMES, SERVICE_TYPE["Long term support: Prison"]]

STAYS = pa.schema(
    [
        ("council", pa.string()),
        ("person_reference", pa.string()),
        ("admitted", pa.int32()),
        ("left", pa.int32()),
        ("counts", pa.bool_()),
        ("unplanned", pa.bool_()),
    ]
)


def as_table(stays: Iterable[Stay], engine: Engine) -> ir.Table:
    rows = pa.Table.from_pylist([stay._asdict() for stay in stays], schema=STAYS)
    return engine.view("stays_in_hospital", ibis.memtable(rows))


def of_people(events: ir.Table, details: ir.Table, start: date) -> ir.Table:
    """Events of adults with support who did not die before the period, with who they are everywhere."""
    who = details.filter(details.died.isnull() | (details.died >= start.toordinal()))
    who = who.select("person", "person_reference")
    valid = events.filter(events.client_type == SERVICE_USER, events.ends >= events.starts)
    return valid.inner_join(who, "person")


def discharges(stays: ir.Table, supported: ir.Table, start: date, end: date) -> ir.Table:
    """The stays that 2D counts: those that ended in the period, of people who lived in the community before."""
    ended = stays.filter(stays.counts, stays.left.between(start.toordinal(), end.toordinal()))
    lived = supported.filter(supported.service.isin(NOT_AT_HOME)).select(
        lived_reference="person_reference", since="starts", until="ends"
    )
    return ended.anti_join(
        lived,
        [
            ended.person_reference == lived.lived_reference,
            ended.admitted >= lived.since,
            ended.admitted <= lived.until,
        ],
    )


def into_reablement(
    events: ir.Table, details: ir.Table, stays: ir.Table, start: date, end: date, engine: Engine
) -> ir.Table:
    """Each episode of reablement that followed a stay in hospital: what came of it, and whether the person stayed."""
    supported = of_people(events, details, start)
    reabled = supported.filter(supported.component == REABLEMENT).mutate(weight=ibis.literal(0, "int16"))
    begun = episodes(reabled).select("person", "episode", "begins", "finishes")
    begun = begun.inner_join(details.select("person", "council", "person_reference", "died"), "person")
    ended = discharges(stays, supported, start, end).select(
        stay_reference="person_reference", came="admitted", went="left"
    )
    linked = begun.inner_join(
        ended,
        [
            begun.person_reference == ended.stay_reference,
            ended.went >= begun.begins - BEFORE,
            ended.went <= begun.begins + AFTER,
            ended.came <= begun.begins,
        ],
    )
    linked = linked.group_by(
        "council", "person", "person_reference", "episode", "begins", "finishes", "died"
    ).aggregate(left=linked.went.max())
    linked = engine.keep("into_reablement", linked)
    back = stays.filter(stays.unplanned, stays.admitted >= start.toordinal())
    back = back.select(back_reference="person_reference", again="admitted")
    moved = supported.filter(supported.service.isin(CARE_HOMES)).select(
        moved_reference="person_reference", moved="starts"
    )
    readmitted = linked.semi_join(
        back,
        [
            linked.person_reference == back.back_reference,
            back.again > linked.begins,
            back.again > linked.left,
            back.again <= linked.left + TWELVE_WEEKS,
        ],
    )
    in_a_home = linked.semi_join(
        moved,
        [
            linked.person_reference == moved.moved_reference,
            moved.moved >= linked.left,
            moved.moved <= linked.left + TWELVE_WEEKS,
        ],
    )
    told = linked.left_join(readmitted.select("person", "episode", readmitted=True), ["person", "episode"]).drop(
        "person_right", "episode_right"
    )
    told = told.left_join(in_a_home.select("person", "episode", in_a_home=True), ["person", "episode"]).drop(
        "person_right", "episode_right"
    )
    died = told.died.between(told.left, told.left + TWELVE_WEEKS).fill_null(False)
    readmitted_again, moved_home = told.readmitted.fill_null(False), told.in_a_home.fill_null(False)
    why = ibis.cases(
        (died, "died within 12 weeks of leaving hospital"),
        (moved_home, "moved to a care home within 12 weeks of leaving hospital"),
        (readmitted_again, "was admitted to hospital again within 12 weeks, unplanned"),
        else_="stayed in the community for 12 weeks",
    )
    return told.mutate(why=why, stayed=~(died | readmitted_again | moved_home))


def counts(
    events: ir.Table, details: ir.Table, stays: ir.Table, start: date, end: date, engine: Engine
) -> tuple[ir.Table, ir.Table]:
    """By council: how many episodes, and after how many the person stayed; and how many stays in hospital ended."""
    linked = into_reablement(events, details, stays, start, end, engine)
    by_council = linked.group_by("council").aggregate(
        numerator=linked.count(where=linked.stayed), denominator=linked.count()
    )
    ended = discharges(stays, of_people(events, details, start), start, end)
    return by_council, ended.group_by("council").aggregate(denominator=ended.count())


def stays_judged(
    events: ir.Table, details: ir.Table, stays: ir.Table, start: date, end: date, engine: Engine
) -> ir.Table:
    """Each stay that ended in the period, for 2D(2): whether it counts, whether reablement followed, and why."""
    ended = stays.filter(stays.left.between(start.toordinal(), end.toordinal()))
    counted = discharges(stays, of_people(events, details, start), start, end)
    followed = into_reablement(events, details, stays, start, end, engine)
    the_stay = ["person_reference", "left"]
    followed = followed.select(*the_stay, followed=True).distinct()
    counted = counted.select("person_reference", "admitted", "left", included=True)
    told = ended.left_join(counted, ["person_reference", "admitted", "left"]).select(ended, counted.included)
    told = told.left_join(followed, the_stay).select(told, followed.followed)
    counts, reabled = told.included.fill_null(False), told.followed.fill_null(False)
    why = ibis.cases(
        (~told.counts, "under 65, less than a night, or a kind of stay that is left out"),
        (~counts, "had a long-term place in a care home or prison when admitted"),
        (reabled, "reablement followed"),
        else_="no reablement followed",
    )
    return told.mutate(counts=counts, in_numerator=counts & reabled, why=why, order=told.admitted)
