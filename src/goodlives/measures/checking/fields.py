"""The 48 fields: when each applies, when it must be filled in, and what may stand in it.

When a field must be filled in follows the rules the Department spelled out for Release 1 (its dashboard's code, 2024);
Release 2 keeps them under its new words. A rule that rests on a field which is itself blank or wrong cannot be
decided: ibis and SQL call that null, and the report calls it undetermined.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from ..code_lists import RELEASES, values
from ..councils import councils
from ..engines import Engine

YES, NO, UNKNOWN = ibis.literal(True), ibis.literal(False), ibis.null("boolean")


def opposite(condition: ir.BooleanValue) -> ir.BooleanValue:
    """Not so; not known where it is not known."""
    return condition == NO


RELEASE_2_FROM = RELEASES[2]
"""A submission whose period ends on this day or later must use the words of Release 2."""

POSTCODE = r"^([A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2})$"
GP_PRACTICE = r"^[A-Za-z][0-9]{5}$"
CQC_LOCATION = r"^1-[0-9]{9,11}$"
NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?$"
WHOLE_NUMBER = r"^[0-9]+$"


class Row(NamedTuple):
    """One line of the file: its fields as text, its dates as dates, and what its rules rest on."""

    text: dict[str, ir.StringValue]
    dates: dict[str, ir.DateValue]
    service_user: ir.BooleanValue
    carer: ir.BooleanValue
    by_association: ir.BooleanValue
    request: ir.BooleanValue
    assessment: ir.BooleanValue
    service: ir.BooleanValue
    review: ir.BooleanValue
    financial: ir.BooleanValue
    age_at_period_end: ir.IntegerValue


Rule = Callable[[Row], ir.BooleanValue]


class Field(NamedTuple):
    """A field, the kind of value it takes, and its two rules."""

    name: str
    kind: str
    applies: Rule = lambda row: YES
    mandatory: Rule = lambda row: NO


def always(row: Row) -> ir.BooleanValue:
    return YES


def with_events(row: Row) -> ir.BooleanValue:
    """Every line but that of a carer known by association, which has no event."""
    return opposite(row.by_association)


def service_users(row: Row) -> ir.BooleanValue:
    return row.service_user


def carers(row: Row) -> ir.BooleanValue:
    return row.carer


def requests(row: Row) -> ir.BooleanValue:
    return row.request


def assessments(row: Row) -> ir.BooleanValue:
    return row.assessment


def services(row: Row) -> ir.BooleanValue:
    return row.service


def reviews(row: Row) -> ir.BooleanValue:
    return row.review


def of_working_age_with_learning_disability(row: Row) -> ir.BooleanValue:
    reason = row.text["Primary_Support_Reason"].lower() == "learning disability support"
    return row.service_user & row.age_at_period_end.between(18, 64) & reason


def whose_care_is_charged_for(row: Row) -> ir.BooleanValue:
    return row.service_user & (row.service | row.review | row.financial)


def that_must_have_ended(row: Row) -> ir.BooleanValue:
    return (opposite(row.by_association) & opposite(row.service)) | row.text["Date_of_Death"].notnull()


def that_have_an_outcome(row: Row) -> ir.BooleanValue:
    return opposite(row.by_association) & opposite(row.financial)


def planned_reviews(row: Row) -> ir.BooleanValue:
    return row.review & row.text["Review_Reason"].lower().startswith("planned")


def services_with_a_cost(row: Row) -> ir.BooleanValue:
    """Long term, short term in a home, or for a carer; but not what the council commissions as a whole."""
    kind, component = row.text["Service_Type"].lower(), row.text["Service_Component"].lower()
    costed = (
        kind.startswith("long term")
        | kind.startswith("carer support")
        | kind.startswith("unpaid carer support")
        | component.isin(
            ["short term residential care", "short term nursing care", "carer respite", "unpaid carer respite"]
        )
    )
    return row.service & (row.text["Delivery_Mechanism"].lower() != "cassr commissioned support") & costed


FIELDS = (
    Field("LA_Code", "council", mandatory=always),
    Field("Reporting_Period_Start_Date", "date", mandatory=always),
    Field("Reporting_Period_End_Date", "date", mandatory=always),
    Field("NHS_Number", "nhs_number", mandatory=always),
    Field("LA_Person_Unique_Identifier", "text", mandatory=always),
    Field("GP_Practice_Name", "text"),
    Field("GP_Practice_Code", "gp_practice"),
    Field("Gender", "list", mandatory=always),
    Field("Ethnicity", "list", mandatory=always),
    Field("Date_of_Birth", "date", mandatory=always),
    Field("Date_of_Death", "date"),
    Field("Client_Type", "list", mandatory=always),
    Field("Primary_Support_Reason", "list", mandatory=lambda row: opposite(row.request)),
    Field("Postcode", "postcode", mandatory=always),
    Field("Accommodation_Status", "list", mandatory=always),
    Field("Employment_Status", "list", mandatory=of_working_age_with_learning_disability),
    Field("Has_Unpaid_Carer", "list", mandatory=always),
    Field("Autism_Spectrum_Disorder_ASD", "list", service_users),
    Field("Visual_Impairment", "list", service_users),
    Field("Hearing_Impairment", "list", service_users),
    Field("Dementia", "list", service_users),
    Field("Client_Funding_Status", "list", service_users, whose_care_is_charged_for),
    Field("Event_Type", "list", with_events, with_events),
    Field("Event_Reference", "text", with_events),
    Field("Event_Start_Date", "date", with_events, with_events),
    Field("Event_End_Date", "date", with_events, that_must_have_ended),
    Field("Event_Description", "text", with_events),
    Field("Event_Outcome", "list", with_events, that_have_an_outcome),
    Field("Request_Route_of_Access", "list", requests, requests),
    Field("Assessment_Type", "list", assessments, assessments),
    Field("Eligible_Needs_Identified", "list", assessments),
    Field("Method_of_Assessment", "list", assessments, lambda row: row.assessment & opposite(row.financial)),
    Field("Total_Hrs_Caring_per_week", "text", carers),
    Field("No_of_adults_being_cared_for", "whole_number", carers),
    Field("Adult_1_Linked_Person_ID", "text", carers),
    Field("Adult_2_Linked_Person_ID", "text", carers),
    Field("Adult_3_Linked_Person_ID", "text", carers),
    Field("Service_Type", "list", services, services),
    Field("Service_Component", "list", services, services),
    Field("Delivery_Mechanism", "list", services),
    Field("Provider_CQC_Location_ID", "cqc_location", services),
    Field("Provider_CQC_Location_Name", "text", services),
    Field("Review_Reason", "list", reviews, reviews),
    Field("Review_Outcomes_Achieved", "list", reviews, planned_reviews),
    Field("Method_of_Review", "list", reviews, reviews),
    Field("Unit_Cost", "number", services, services_with_a_cost),
    Field("Cost_Frequency_Unit_Type", "list", services, services_with_a_cost),
    Field("Planned_units_per_week", "number", services, services_with_a_cost),
)


FACTS = (
    "service_user",
    "carer",
    "by_association",
    "request",
    "assessment",
    "service",
    "review",
    "financial",
)


def facts(table: ir.Table, engine: Engine) -> ir.Table:
    """Beside the 48 fields as text: what their rules rest on, worked out once."""
    client, event = table.Client_Type.lower(), table.Event_Type.lower()
    client_known = client.isin(["service user", *CARERS])
    by_association = known(client_known, client.endswith("known by association"))

    def of(kind: str) -> ir.BooleanValue:
        is_known = event.isin(["request", "assessment", "service", "review"])
        # A carer known by association has no event, so nothing that goes for events can go for them.
        return ibis.ifelse(by_association.fill_null(False) & event.isnull(), NO, known(is_known, event == kind))

    return table.mutate(
        **{as_date(field.name): engine.date(table[field.name]) for field in FIELDS if field.kind == "date"},
        service_user=known(client_known, client == "service user"),
        carer=known(client_known, client.isin(CARERS)),
        by_association=by_association,
        request=of("request"),
        assessment=of("assessment"),
        service=of("service"),
        review=of("review"),
        financial=of("assessment") & (table.Assessment_Type.lower() == "financial assessment"),
    )


def row_of(table: ir.Table) -> Row:
    """The columns of a table of facts, by what they are."""
    dates = {field.name: table[as_date(field.name)] for field in FIELDS if field.kind == "date"}
    days = dates["Reporting_Period_End_Date"].delta(dates["Date_of_Birth"].truncate("M"), unit="day")
    return Row(
        text={field.name: table[field.name] for field in FIELDS},
        dates=dates,
        **{name: table[name] for name in FACTS},
        age_at_period_end=(days / 365.25).floor().cast("int32"),
    )


def as_date(field: str) -> str:
    return f"{field} as a date"


CARERS = ("unpaid carer", "unpaid carer known by association", "carer", "carer known by association")


def known(condition: ir.BooleanValue, answer: ir.BooleanValue) -> ir.BooleanValue:
    """The answer, where the field that it rests on is filled in with something on its list."""
    return ibis.ifelse(condition.fill_null(False), answer, UNKNOWN)


def words_of(field: str) -> tuple[list[str], list[str], bool]:
    """Today's words of a list, those only Release 1 had, and whether the list is confirmed."""
    of_field = [value for value in values() if value.field == field]
    today = {value.value.lower() for value in of_field if value.release != "1"}
    older = {value.value.lower() for value in of_field if value.release == "1"} - today
    confirmed = bool(of_field) and all(value.status == "confirmed" for value in of_field if value.release != "1")
    return sorted(today), sorted(older), confirmed


def is_valid(field: Field, row: Row) -> ir.BooleanValue:
    """Whether what stands in a field may stand there. Whatever stands in a field of plain text may."""
    value = row.text[field.name]
    if field.kind == "date":
        return row.dates[field.name].notnull()
    if field.kind == "council":
        return value.isin(list(councils()))
    if field.kind == "nhs_number":
        return is_nhs_number(value)
    patterns = {
        "postcode": POSTCODE,
        "gp_practice": GP_PRACTICE,
        "cqc_location": CQC_LOCATION,
        "number": NUMBER,
        "whole_number": WHOLE_NUMBER,
    }
    return value.re_search(patterns[field.kind]) if field.kind in patterns else YES


def is_nhs_number(value: ir.StringValue) -> ir.BooleanValue:
    """Ten digits of which the last agrees with the rest (modulus 11)."""
    digits = value.replace(" ", "")
    right = digits.re_search(r"^[0-9]{10}$")
    # As a number, from which a digit is taken in a tenth of the time that it takes from text.
    number = ibis.ifelse(right, digits, "0").cast("int64")

    def digit(place: int) -> ir.IntegerValue:
        return number // 10 ** (9 - place) % 10

    total = sum((digit(place) * (10 - place) for place in range(1, 9)), digit(0) * 10)
    return right & (((11 - total % 11) % 11) == digit(9))


def is_release_2(row: Row) -> ir.BooleanValue:
    return (row.dates["Reporting_Period_End_Date"] >= ibis.date(RELEASE_2_FROM)).fill_null(False)
