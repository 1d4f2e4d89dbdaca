"""What one line says about itself, and lines of one person about each other: dates, deaths, ages, identifiers."""

from __future__ import annotations

from collections.abc import Callable
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


def lines_in_conflict(table: ir.Table, field: str, of: str | None = None) -> ir.Table:
    """The lines of those whose lines do not agree on a field; `of` says whose, where it is not a person's."""
    keys = who(table)
    if of is not None:
        keys["person"] = table[of].lower()
    keyed = table.mutate(**keys, said=table[field].lower())
    keyed = keyed.filter(keyed.person.notnull() & keyed.said.notnull())
    if field == "LA_Person_Unique_Identifier":
        keyed = keyed.filter(keyed.NHS_Number.notnull())
    by = ["council", "first", "last", "person"]
    differ = keyed.group_by(by).agg(lowest=keyed.said.min(), highest=keyed.said.max())
    differ = differ.filter(differ.lowest != differ.highest)
    return keyed.semi_join(differ, by).select("record")


def lines_there_already(table: ir.Table, columns: list[str]) -> ir.Table:
    """Every line but the first of those that are the same in every field."""
    whole = ibis.literal("\x1f").join([table[name].fill_null("") for name in columns]).hash()
    marked = table.select("record", whole=whole)
    first = marked.group_by("whole").agg(first=marked.record.min(), lines=marked.count())
    again = first.filter(first.lines > 1)
    return marked.join(again, "whole").filter(lambda both: both.record > both.first).select("record")
