"""What one line says about itself, and lines of one person about each other: dates, deaths, ages, identifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from .fields import Row


class Rule(NamedTuple):
    """A rule by its name, what it means in words, and the lines that break it."""

    name: str
    words: str
    broken: Callable[[Row], ir.BooleanValue]


def start(row: Row) -> ir.DateValue:
    return row.dates["Event_Start_Date"]


def end(row: Row) -> ir.DateValue:
    return row.dates["Event_End_Date"]


def death(row: Row) -> ir.DateValue:
    return row.dates["Date_of_Death"]


def birth(row: Row) -> ir.DateValue:
    return row.dates["Date_of_Birth"]


def first(row: Row) -> ir.DateValue:
    return row.dates["Reporting_Period_Start_Date"]


def last(row: Row) -> ir.DateValue:
    return row.dates["Reporting_Period_End_Date"]


def has_an_event(row: Row) -> ir.BooleanValue:
    return (
        row.text["Event_Type"].notnull()
        | row.text["Event_Start_Date"].notnull()
        | row.text["Event_End_Date"].notnull()
        | row.text["Event_Outcome"].notnull()
    )


ON_A_LINE = (
    Rule("ends_before_it_starts", "The event ends before it starts.", lambda row: end(row) < start(row)),
    Rule("died_before_it_started", "The person died before the event started.", lambda row: death(row) < start(row)),
    Rule("ends_after_death", "The event ends after the person died.", lambda row: end(row) > death(row)),
    Rule("died_before_birth", "The person died before they were born.", lambda row: death(row) < birth(row)),
    Rule("starts_before_birth", "The event starts before the person was born.", lambda row: start(row) < birth(row)),
    Rule("under_18", "The person is under 18 when the period ends.", lambda row: row.age_at_period_end < 18),
    Rule("over_120", "The person is over 120 years old.", lambda row: row.age_at_period_end > 120),
    Rule("period_backwards", "The reporting period ends before it starts.", lambda row: last(row) < first(row)),
    Rule("starts_after_period", "The event starts after the reporting period.", lambda row: start(row) > last(row)),
    Rule("ends_before_period", "The event ended before the reporting period.", lambda row: end(row) < first(row)),
    Rule(
        "ends_after_period",
        "A request, assessment or review ends after the reporting period.",
        lambda row: (end(row) > last(row)) & ~row.service,
    ),
    Rule(
        "nobody",
        "There is no NHS number and no council number: the line is left out of every measure.",
        lambda row: row.text["NHS_Number"].isnull() & row.text["LA_Person_Unique_Identifier"].isnull(),
    ),
    Rule(
        "event_of_a_carer_by_association",
        "A carer known by association has an event.",
        lambda row: row.by_association & has_an_event(row),
    ),
)

CONFLICTS = {
    "Date_of_Birth": "One person has two dates of birth.",
    "Date_of_Death": "One person has two dates of death.",
    "Gender": "One person has two genders.",
    "Ethnicity": "One person has two ethnicities.",
    "LA_Person_Unique_Identifier": "One NHS number has two of the council's own numbers.",
}
"""What one person's lines in one submission must agree on. Another council, or another submission, may know better."""

TWO_NHS_NUMBERS = "One of the council's own numbers has two NHS numbers."
SAME_LINE = "The same line is there more than once."


def who(table: ir.Table) -> dict[str, ir.StringValue]:
    """A person in one submission of one council, as the measures know them."""
    person = ibis.coalesce(table.NHS_Number, table.LA_Code + "_" + table.LA_Person_Unique_Identifier).lower()
    return {
        "council": table.LA_Code,
        "first": table.Reporting_Period_Start_Date,
        "last": table.Reporting_Period_End_Date,
        "person": person,
    }


KEYS = ("council", "first", "last", "person")


def conflicts(table: ir.Table, fields: Iterable[str], of: str | None = None) -> ir.Table:
    """Those whose lines do not agree on a field, one line each, with each field that they differ on.

    `of` says whose lines they are, where not a person's.
    """
    keyed = with_keys(table, of)
    said = {field: keyed[field].lower() for field in fields}
    by = keyed.group_by(KEYS).agg(
        **{
            f"differ on {field}": said[field].min(where=counts(keyed, field))
            != said[field].max(where=counts(keyed, field))
            for field in fields
        }
    )
    return by.filter(ibis.or_(*(by[f"differ on {field}"] for field in fields)))


def lines_in_conflict(table: ir.Table, field: str, found: ir.Table, of: str | None = None) -> ir.Table:
    """The lines that say something of the field, of those who differ on it."""
    keyed = with_keys(table, of)
    keyed = keyed.filter(keyed[field].notnull() & counts(keyed, field))
    return keyed.semi_join(found.filter(found[f"differ on {field}"]), KEYS).select("record")


def with_keys(table: ir.Table, of: str | None) -> ir.Table:
    keys = who(table)
    if of is not None:
        keys["person"] = table[of].lower()
    keyed = table.mutate(**keys)
    return keyed.filter(keyed.person.notnull())


def counts(keyed: ir.Table, field: str) -> ir.BooleanValue:
    """Whether a line's word on a field can conflict: a council's number only beside an NHS number."""
    return keyed.NHS_Number.notnull() if field == "LA_Person_Unique_Identifier" else ibis.literal(True)


def lines_there_already(table: ir.Table, columns: list[str]) -> ir.Table:
    """Every line but the first of those that are the same in every field."""
    whole = ibis.struct({name: table[name] for name in columns}).hash()
    marked = table.select("record", whole=whole)
    first = marked.group_by("whole").agg(first=marked.record.min(), lines=marked.count())
    again = first.filter(first.lines > 1)
    return marked.join(again, "whole").filter(lambda both: both.record > both.first).select("record")
