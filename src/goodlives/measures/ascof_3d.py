"""ASCOF 3D: people, and carers, who direct their own support, and those who are paid the money for it."""

from __future__ import annotations

from datetime import date

import ibis
import ibis.expr.types as ir

from .ages import UNDER_18, age_band
from .code_lists import (
    BLANK,
    COMMISSIONED_SUPPORT,
    DIRECT_PAYMENT,
    LONG_TERM,
    MANAGED_BUDGET,
    SERVICE_COMPONENT,
    SERVICE_TYPE,
    SERVICE_USER,
    UNPAID_CARERS,
)
from .definition import Definition

OF_PEOPLE = (
    "Adults, by their age on the last day of the year. Where the age is not known they are in the total only.",
    "Of several services the first in this order stands for a person: nursing home, residential home, direct payment, "
    "budget managed by the council, support the council buys, not known, prison. So nobody with a place in a care home "
    "is counted.",
)
OF_CARERS = (
    "Carers with support given directly to them on any day of the year, by their age on its last day.",
    "Of several services the first in this order stands for a carer: direct payment, budget managed by the council, "
    "support the council buys.",
)
SELF_DIRECTED = "Those of them with a direct payment or a budget that the council manages for them."
PAID = "Those of them with a direct payment."
DEFINITIONS = tuple(
    Definition(measure, name, numerator, denominator, who, limitations, date(2024, 4, 1), formerly=formerly)
    for measure, name, numerator, denominator, who, limitations, formerly in (
        (
            "3D(1a)",
            "People who direct their own support",
            SELF_DIRECTED,
            "People with long-term support in the community on the last day of the year.",
            OF_PEOPLE,
            ("How support is arranged need not be recorded: where it is not known, it counts as not self-directed.",),
            "1C(1a)",
        ),
        (
            "3D(2a)",
            "People with a direct payment",
            PAID,
            "People with long-term support in the community on the last day of the year.",
            OF_PEOPLE,
            ("How support is arranged need not be recorded: where it is not known, it counts as no direct payment.",),
            "1C(2a)",
        ),
        (
            "3D(1b)",
            "Carers who direct their own support",
            SELF_DIRECTED,
            "Carers with a direct payment, a managed budget or commissioned support of their own in the year.",
            OF_CARERS,
            (
                "A service without a component falls out, unless it is a direct payment, as in the Department's rule.",
                "Not published for 2024-25, because of the quality of what councils send.",
            ),
            "1C(1b)",
        ),
        (
            "3D(2b)",
            "Carers with a direct payment",
            PAID,
            "Carers with a direct payment, a managed budget or commissioned support of their own in the year.",
            OF_CARERS,
            (
                "A service without a component falls out, unless it is a direct payment, as in the Department's rule.",
                "Not published for 2024-25, because of the quality of what councils send.",
            ),
            "1C(2b)",
        ),
    )
)

NURSING, RESIDENTIAL, COMMUNITY, PRISON = SERVICE_TYPE.all(
    "Long term support: Nursing care",
    "Long term support: Residential care",
    "Long term support: Community",
    "Long term support: Prison",
)
DIRECT_TO_CARER = SERVICE_TYPE["Unpaid carer support: Direct to unpaid carer"]
PAID_AS_COMPONENT = SERVICE_COMPONENT["Direct payment"]

# The order in which one support of several stands for a person: the first they have. Prison comes last.
(IN_NURSING, IN_RESIDENTIAL, PAID_DIRECTLY, MANAGED_FOR_THEM, COMMISSIONED, NOT_KNOWN_HOW, ELSEWHERE) = range(1, 8)
HOW = {
    IN_NURSING: "has support in a nursing home, which stands before support at home",
    IN_RESIDENTIAL: "has support in a residential home, which stands before support at home",
    PAID_DIRECTLY: "direct payment",
    MANAGED_FOR_THEM: "budget managed by the council",
    COMMISSIONED: "support the council buys",
    NOT_KNOWN_HOW: "not known how the support is arranged",
    ELSEWHERE: "no support in the community",
}


def long_term_at_end(events: ir.Table, details: ir.Table, start: date, end: date) -> ir.Table:
    """Each person with long-term support on the last day of the period, and the support that stands for them."""
    last = end.toordinal()
    rows = events.filter(
        events.client_type == SERVICE_USER,
        events.service.isin(LONG_TERM),
        events.starts <= last,
        events.ends >= events.starts,
        events.ends >= last,
    )
    paid = (rows.component == PAID_AS_COMPONENT) | (rows.mechanism == DIRECT_PAYMENT)
    how = ibis.cases(
        (rows.service == NURSING, IN_NURSING),
        (rows.service == RESIDENTIAL, IN_RESIDENTIAL),
        (rows.service == PRISON, ELSEWHERE),
        (paid, PAID_DIRECTLY),
        (rows.mechanism == MANAGED_BUDGET, MANAGED_FOR_THEM),
        (rows.mechanism == COMMISSIONED_SUPPORT, COMMISSIONED),
        else_=NOT_KNOWN_HOW,
    )
    people = rows.mutate(how=how).group_by("person").aggregate(how=ibis._.how.min()).inner_join(details, "person")
    band = age_band(people.born, last)
    in_community = people.how.between(PAID_DIRECTLY, NOT_KNOWN_HOW)
    why = ibis.cases(
        (people.died < last, "died before the last day"),
        (band == UNDER_18, "under 18"),
        *((people.how == n, word) for n, word in HOW.items()),
        else_="",
    )
    counts = (people.died.isnull() | (people.died >= last)) & (band != UNDER_18) & in_community
    return judged(people, band, why, counts)


def carers_in_period(events: ir.Table, details: ir.Table, start: date, end: date) -> ir.Table:
    """Each carer with support of their own on any day of the period, and the support that stands for them."""
    first, last = start.toordinal(), end.toordinal()
    rows = events.filter(
        events.client_type.isin(UNPAID_CARERS),
        events.service == DIRECT_TO_CARER,
        events.starts <= last,
        events.ends >= first,
        events.ends >= events.starts,
    )
    paid = (rows.component == PAID_AS_COMPONENT) | (rows.mechanism == DIRECT_PAYMENT)
    # The Department's rule asks whether the component is *not* a direct payment: a blank answers neither yes nor no,
    # and falls out.
    known = rows.component != BLANK
    how = ibis.cases(
        (paid, PAID_DIRECTLY),
        (known & (rows.mechanism == MANAGED_BUDGET), MANAGED_FOR_THEM),
        (known & (rows.mechanism == COMMISSIONED_SUPPORT), COMMISSIONED),
        else_=NOT_KNOWN_HOW,
    )
    people = rows.mutate(how=how).group_by("person").aggregate(how=ibis._.how.min()).inner_join(details, "person")
    band = age_band(people.born, last)
    why = ibis.cases(
        (people.died < first, "died before the period"),
        (band == UNDER_18, "under 18"),
        *((people.how == n, word) for n, word in HOW.items()),
        else_="",
    )
    counts = (people.died.isnull() | (people.died >= first)) & (band != UNDER_18) & (people.how <= COMMISSIONED)
    return judged(people, band, why, counts)


def judged(people: ir.Table, band: ir.IntegerValue, why: ir.StringValue, counts: ir.BooleanValue) -> ir.Table:
    return people.select(
        "council",
        "person",
        band=band,
        why=why,
        counts=counts,
        self_directed=counts & people.how.isin([PAID_DIRECTLY, MANAGED_FOR_THEM]),
        paid_directly=counts & (people.how == PAID_DIRECTLY),
    )


def counts(people: ir.Table) -> ir.Table:
    """How many people, how many direct their own support, and how many are paid directly, by council and age."""
    people = people.filter(people.counts)
    return people.group_by("council", "band").aggregate(
        self_directed=people.count(where=people.self_directed),
        paid_directly=people.count(where=people.paid_directly),
        denominator=people.count(),
    )
