"""What is last known of each person, from all their events with one council.

The latest known value counts: from the latest submission, then the latest end, then the latest start. Two values that
are equally late contradict each other, and then the value is not known.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from .cleaning import CODE, DAY
from .code_lists import (
    ACCOMMODATION_STATUS,
    GENDER,
    PRIMARY_SUPPORT_REASON,
    SERVICE,
    SERVICE_COMPONENT,
    SERVICE_TYPE,
    CodeList,
)
from .engines import Engine

# Of two services that end on one day, which says more about where somebody lives. Support to a carer says nothing.
SERVICES_IN_ORDER = SERVICE_TYPE.all(
    "Long term support: Nursing care",
    "Long term support: Residential care",
    "Long term support: Community",
    "Long term support: Prison",
    "Short term support: ST-Max",
    "Short term support: Ongoing low level",
    "Short term support: Other short term",
)
NURSING, RESIDENTIAL, COMMUNITY, PRISON = (1, 2, 3, 4)  # places in that order
NO_PLACE = 15
# The parts of a service that say where somebody lives.
COMPONENTS_THAT_TELL = SERVICE_COMPONENT.all(
    "Shared Lives", "Extra care housing", "Community supported living", "Home support or domiciliary care"
)
SHARED_LIVES, EXTRA_CARE, SUPPORTED_LIVING, HOME_SUPPORT = (1, 2, 3, 4)  # places in that list

# Where somebody lives when no value says so and only a service does: two answers that are on no list.
PRESUMED_AT_HOME = len(ACCOMMODATION_STATUS.words) + 1
PRESUMED_IN_COMMUNITY = PRESUMED_AT_HOME + 1
LIVES_AT_HOME = [
    *ACCOMMODATION_STATUS.all(
        "Owner occupier or shared ownership scheme",
        "Tenant: Local authority or other social housing provider",
        "Tenant: Private landlord",
        "Settled mainstream housing with family or friends",
        "Supported accommodation, supported lodgings or supported group home",
        "Shared Lives scheme",
        "Approved premises for offenders released from prison or under probation supervision",
        "Sheltered housing, extra care housing or other sheltered housing",
        "Mobile accommodation for Gypsy, Roma and Traveller communities",
    ),
    PRESUMED_AT_HOME,
]


def accommodation_word(number: int) -> str:
    """What to call where somebody lives, presumptions included."""
    presumed = {
        PRESUMED_AT_HOME: "not known: presumed at home",
        PRESUMED_IN_COMMUNITY: "not known: presumed in the community",
    }
    return presumed.get(number) or ACCOMMODATION_STATUS.word(number)


def latest_details(events: ir.Table, people: ir.Table, engine: Engine) -> ir.Table:
    """One row a person and council: born (the month), died, gender, main reason for support, where they live."""
    lateness = (events.period.cast("int64") * DAY + events.ends) * DAY + events.starts

    def latest(column: ir.IntegerColumn, codes: CodeList, unknown: int, *not_known: int) -> tuple[ir.IntegerValue, ...]:
        value = ibis.ifelse(column > 0, column, unknown)
        known = ~value.isin([unknown, *not_known])
        order = (known.cast("int64") * (DAY // 2**14) * DAY * DAY + lateness) * CODE
        # The same order twice, once with the value counted up and once down: where the two disagree, so do the latest
        # events.
        return (order + value).max(), (order + CODE - 1 - value).max()

    is_service = events.event_type == SERVICE
    place = place_in(events.service, SERVICES_IN_ORDER, NO_PLACE)
    tells = place_in(events.component, COMPONENTS_THAT_TELL, 0)
    service_order = (
        ((events.ends.cast("int64") * 16 + (NO_PLACE - place)) * 2 + ibis.ifelse(tells > 0, 1, 0)) * DAY + events.starts
    ) * CODE
    found = {
        "gender": latest(events.gender, GENDER, GENDER["Unknown"]),
        "reason": latest(
            events.reason,
            PRIMARY_SUPPORT_REASON,
            PRIMARY_SUPPORT_REASON["Unknown"],
            PRIMARY_SUPPORT_REASON["Social support: Support to unpaid carer"],
        ),
        "accommodation": latest(events.accommodation, ACCOMMODATION_STATUS, ACCOMMODATION_STATUS["Unknown"]),
    }
    by_person = events.group_by("person").aggregate(
        **{f"{name}_up": up for name, (up, _) in found.items()},
        **{f"{name}_down": down for name, (_, down) in found.items()},
        service_up=(service_order + tells).max(where=is_service),
        service_down=(service_order + CODE - 1 - tells).max(where=is_service),
        # Of births in the latest submission the earliest; of deaths the latest.
        born=(events.period.cast("int64") * DAY + DAY - events.born).max(),
        died=(events.period.cast("int64") * DAY + events.died).max(),
    )

    def agreed(name: str, otherwise: int) -> ir.IntegerValue:
        up, down = by_person[f"{name}_up"] % CODE, CODE - 1 - by_person[f"{name}_down"] % CODE
        return ibis.ifelse(up == down, up, otherwise)

    stated = agreed("accommodation", ACCOMMODATION_STATUS["Unknown"])
    last_service = (
        by_person.service_up >> 29
    )  # what was put below the service: a day (22 bits), a code (6) and a yes or no
    inferred = where_a_service_says(NO_PLACE - last_service % 16, agreed("service", 0))
    details = by_person.select(
        "person",
        born=(DAY - by_person.born % DAY).cast("int32"),
        died=(by_person.died % DAY).cast("int32"),
        gender=agreed("gender", GENDER["Unknown"]).cast("int8"),
        reason=agreed("reason", PRIMARY_SUPPORT_REASON["Unknown"]).cast("int8"),
        accommodation=ibis.ifelse(stated == ACCOMMODATION_STATUS["Unknown"], inferred, stated).cast("int8"),
    )
    return engine.keep("details", details.inner_join(people, "person"))


def place_in(column: ir.IntegerColumn, numbers: list[int], otherwise: int) -> ir.IntegerValue:
    return ibis.cases(*((column == number, place) for place, number in enumerate(numbers, start=1)), else_=otherwise)


def where_a_service_says(service: ir.IntegerValue, component: ir.IntegerValue) -> ir.IntegerValue:
    """Where somebody lives, as far as their latest service tells."""
    live = ACCOMMODATION_STATUS
    return ibis.cases(
        (service == NURSING, live["Registered nursing home"]),
        (service == RESIDENTIAL, live["Registered care home"]),
        (component == SHARED_LIVES, live["Shared Lives scheme"]),
        (component == EXTRA_CARE, live["Sheltered housing, extra care housing or other sheltered housing"]),
        (component == SUPPORTED_LIVING, live["Supported accommodation, supported lodgings or supported group home"]),
        ((service == COMMUNITY) & (component == HOME_SUPPORT), PRESUMED_AT_HOME),
        ((service == COMMUNITY) & (component == 0), PRESUMED_IN_COMMUNITY),
        (service == PRISON, live["Prison, young offenders institution or detention centre"]),
        else_=live["Unknown"],
    )
