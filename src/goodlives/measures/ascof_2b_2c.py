"""ASCOF 2B and 2C: people newly admitted to a care home for the long term, for each 100,000 of their age."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from .ages import UNDER_18, age_band
from .code_lists import EVENT_OUTCOME, SERVICE, SERVICE_COMPONENT, SERVICE_TYPE, SERVICE_USER
from .definition import Definition

DEFINITIONS = tuple(
    Definition(
        measure=measure,
        name=f"Long-term admissions to care homes, {ages}, for each 100,000 people",
        numerator=f"People aged {ages} newly admitted in the year to long-term residential or nursing care.",
        denominator=f"Everybody aged {ages} who lives in the council's area (mid-year estimate).",
        who_counts=(
            "A person counts once, at the younger age if they were admitted twice.",
            "An admission is new if no such stay began earlier and went on to within 365 days of it.",
            "Left out: people whose date of birth is not known, who died before the year, or whose stay ended because "
            "they pay for themselves; stays whose component is blank, or says short term.",
        ),
        limitations=(
            "A stay that is temporary but recorded as long-term counts.",
            "Needs events from a year before the period: without them people who were there already look new.",
        ),
        since=date(2024, 4, 1),
        formerly=formerly,
    )
    for measure, ages, formerly in (("2B", "18 to 64", "2A(1)"), ("2C", "65 and above", "2A(2)"))
)

# A year with no such service before makes an admission new.
YEAR = 365
CARE_HOMES = SERVICE_TYPE.all("Long term support: Residential care", "Long term support: Nursing care")
# A component must be known and be one of these. (The Department's rule keeps blanks in one line and loses them in the
# next.)
CARE_HOME_COMPONENTS = SERVICE_COMPONENT.all("Long term residential care", "Long term nursing care")
PAYS_FOR_ITSELF = EVENT_OUTCOME["NFA: Self-funded client or under 12wk disregard"]


def admissions(events: ir.Table, details: ir.Table, start: date, end: date) -> ir.Table:
    """Each long-term stay in a care home that starts in the period: whether it counts as an admission, and why not."""
    first, last = start.toordinal(), end.toordinal()
    stays = events.filter(
        events.event_type == SERVICE,
        events.client_type == SERVICE_USER,
        events.service.isin(CARE_HOMES),
        events.component.isin(CARE_HOME_COMPONENTS),
    ).select("person", "starts", "ends", "outcome")
    begun = (
        stays.filter(stays.starts.between(first, last))
        .group_by("person", "starts")
        .aggregate(pays_for_itself=(stays.outcome == PAYS_FOR_ITSELF).all())
    )
    # The latest end of any stay that began before this one, for people who were admitted at all.
    earlier = stays.select("person", earlier_starts="starts", earlier_ends="ends")
    before = begun.inner_join(
        earlier,
        [
            begun.person == earlier.person,
            earlier.earlier_starts < begun.starts,
            begun.starts - earlier.earlier_ends < YEAR,
        ],
    )
    before = before.select(begun.person, begun.starts).distinct().mutate(has_earlier=True)
    judged = (
        begun.left_join(before, ["person", "starts"]).drop("person_right", "starts_right").inner_join(details, "person")
    )
    band = age_band(judged.born, judged.starts)
    why = ibis.cases(
        (judged.born.isnull(), "date of birth not known"),
        (judged.died < first, "died before the period"),
        (band == UNDER_18, "under 18 when the service started"),
        (judged.pays_for_itself, "the person went on to pay for themselves"),
        (judged.has_earlier, "lived in a care home in the year before"),
        else_="newly admitted",
    )
    return judged.select("council", "person", "starts", band=band, why=why, counts=why == "newly admitted")


def counts(events: ir.Table, details: ir.Table, start: date, end: date) -> ir.Table:
    """How many people were newly admitted, by council and age.

    Somebody admitted at 64 and again at 65 counts once, at 64.
    """
    judged = admissions(events, details, start, end)
    people = judged.filter(judged.counts).group_by("council", "person").aggregate(band=judged.band.min())
    return people.group_by("council", "band").aggregate(numerator=people.count())
