"""ASCOF 2E: people with long-term support who live in their own home or with their family."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from .ages import UNDER_18, UNKNOWN_AGE, age_band
from .code_lists import LONG_TERM, PRIMARY_SUPPORT_REASON, SERVICE, SERVICE_USER
from .definition import Definition
from .people import LIVES_AT_HOME

HOW_COUNTED = (
    "People, once each, by their age on the last day of their support in the year, or of the year if it went on.",
    "Where they live is what was last known of them. Where that is not known, or two records contradict each other, "
    "their latest service says: a home care service means at home.",
    "Left out: people under 18, of unknown age, or who died before the year.",
    "Women and men are shown apart. The total has people of other and unknown gender too.",
)
LIMITATIONS = (
    "People of whom it is not known where they live count as not at home.",
    "What was last known may be from after the year, if the file goes on.",
)
DEFINITIONS = (
    Definition(
        measure="2E(1)",
        name="Adults with a learning disability who live at home or with family",
        numerator="Those of them who live in their own home or with their family.",
        denominator="People aged 18 to 64 with long-term support in the year whose main reason for support is a "
        "learning disability.",
        who_counts=HOW_COUNTED,
        limitations=LIMITATIONS,
        since=date(2024, 4, 1),
        formerly="1G, counted until 2023-24 by where somebody lived at their latest long-term service",
    ),
    *(
        Definition(
            measure=measure,
            name=f"People aged {ages} with long-term support who live at home or with family",
            numerator="Those of them who live in their own home or with their family.",
            denominator=f"People aged {ages} with long-term support in the year.",
            who_counts=HOW_COUNTED,
            limitations=LIMITATIONS,
            since=date(2024, 4, 1),
            formerly="new in 2024-25",
        )
        for measure, ages in (("2E(2a)", "18 to 64"), ("2E(2b)", "65 and above"))
    ),
)

LEARNING_DISABILITY = PRIMARY_SUPPORT_REASON["Learning disability support"]


def long_term_support(events: ir.Table, details: ir.Table, start: date, end: date) -> ir.Table:
    """Each person with long-term support on a day of the period: whether they count, and whether they live at home."""
    first, last = start.toordinal(), end.toordinal()
    services = events.filter(
        events.event_type == SERVICE,
        events.client_type == SERVICE_USER,
        events.service.isin(LONG_TERM),
        events.ends >= events.starts,
        events.starts <= last,
        events.ends >= first,
    )
    people = services.group_by("person").aggregate(last_day=services.ends.max()).inner_join(details, "person")
    # Age is on the last day of their support, or of the period if the support went on.
    band = age_band(people.born, ibis.least(people.last_day, last))
    at_home = people.accommodation.isin(LIVES_AT_HOME)
    counts = (people.died.isnull() | (people.died >= first)) & ~band.isin([UNDER_18, UNKNOWN_AGE])
    why = ibis.cases(
        (people.died < first, "died before the period"),
        (band == UNDER_18, "under 18"),
        (band == UNKNOWN_AGE, "date of birth not known"),
        (at_home, "lives at home or with family"),
        else_="lives somewhere else, or it is not known where",
    )
    return people.select(
        "council",
        "person",
        "gender",
        "accommodation",
        band=band,
        why=why,
        learning_disability=people.reason == LEARNING_DISABILITY,
        counts=counts,
        at_home=counts & at_home,
    )


def counts(events: ir.Table, details: ir.Table, start: date, end: date) -> ir.Table:
    """How many people, and how many of them at home, by council, age, gender and learning disability."""
    people = long_term_support(events, details, start, end)
    people = people.filter(people.counts)
    return people.group_by("council", "band", "gender", "learning_disability").aggregate(
        numerator=people.count(where=people.at_home), denominator=people.count()
    )
