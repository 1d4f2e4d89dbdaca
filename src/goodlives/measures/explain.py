"""Why a figure is what it is: who is in the numerator, who only in the denominator, who in neither, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir

from . import ascof_2a, ascof_2b_2c, ascof_2d, ascof_2e, ascof_3d
from .ages import BANDS, WORKING_AGE
from .ascof import DEFINITIONS, FROM_HOSPITAL, IN_ORDER, Cleaned
from .definition import Definition, in_force
from .discharges import Stay
from .engines import Engine
from .people import accommodation_word
from .results import GENDERS, TOTAL

__all__ = ["DEFINITIONS", "Explanation", "NoSuchCell", "Someone", "explain", "groups_of"]


class NoSuchCell(Exception):
    """There is no such measure or group."""


class Someone(NamedTuple):
    """One person, or one episode of a person, and why they are where they are."""

    person: str
    why: str


class Explanation(NamedTuple):
    """One cell of the published table, person by person."""

    definition: Definition
    council: str
    group: str
    numerator: tuple[Someone, ...]
    denominator_only: tuple[Someone, ...]
    neither: tuple[Someone, ...]

    def in_words(self) -> Iterator[str]:
        what = self.definition
        yield f"{what.measure}: {what.name}"
        yield f"Council {self.council}, {self.group}"
        yield ""
        yield f"Of these (denominator): {what.denominator}"
        yield f"these count (numerator): {what.numerator}"
        yield from (f"- {line}" for line in what.who_counts)
        yield "To bear in mind:"
        yield from (f"- {line}" for line in what.limitations)
        yield f"Source: {what.reference}." + (f" Formerly {what.formerly}." if what.formerly else "")
        for title, people in (
            ("In the numerator", self.numerator),
            ("Only in the denominator", self.denominator_only),
            ("In neither", self.neither),
        ):
            yield ""
            yield f"{title}: {len(people):,}"
            yield from (f"  {person}: {why}" for person, why in people)


def explain(
    measure: str,
    council: str,
    group: str,
    cleaned: Cleaned,
    start: date,
    end: date,
    engine: Engine,
    stays: Sequence[Stay] | None = None,
) -> Explanation:
    """Who is behind one cell: a measure, a council and a group, `Total` among them."""
    if measure not in DEFINITIONS:
        raise NoSuchCell(f"there is no measure {measure}: the measures are {', '.join(IN_ORDER)}")
    groups = groups_of(measure)
    if group not in groups:
        raise NoSuchCell(f"{measure} has no group {group}: its groups are {', '.join(groups)}")
    definition = in_force(DEFINITIONS[measure], start)
    if measure in FROM_HOSPITAL and stays is None:
        raise NoSuchCell(f"{measure} needs a list of stays in hospital")
    table = judged(measure, cleaned, start, end, engine, stays or ())
    table = table.filter(table.council == council.strip().upper())
    if group in BANDS.values():
        table = table.filter(table.band == next(band for band, word in BANDS.items() if word == group))
    elif group in GENDERS.values():
        table = table.filter(table.gender == next(gender for gender, word in GENDERS.items() if word == group))
    if "person_reference" not in table.columns:
        table = table.left_join(cleaned.details.select("person", "person_reference"), "person")
    found = engine.answer(table.order_by("person_reference", "order")).to_pylist()
    people = [(row, Someone(row["person_reference"], why(measure, row))) for row in found]
    return Explanation(
        definition,
        council,
        group,
        tuple(someone for row, someone in people if row["in_numerator"]),
        tuple(someone for row, someone in people if row["counts"] and not row["in_numerator"]),
        tuple(someone for row, someone in people if not row["counts"]),
    )


def groups_of(measure: str) -> tuple[str, ...]:
    if measure in ("2B", "2C"):
        return (BANDS[WORKING_AGE],) if measure == "2B" else tuple(band for band in BANDS.values())[1:]
    if measure in FROM_HOSPITAL:
        return (TOTAL,)
    return (TOTAL, *GENDERS.values()) if measure.startswith("2E") else (TOTAL, *BANDS.values())


def judged(measure: str, cleaned: Cleaned, start: date, end: date, engine: Engine, stays: Sequence[Stay]) -> ir.Table:
    """Everybody whom a measure looked at: whether they count, whether they are in the numerator, and why."""
    events, details = cleaned
    if measure == "2A":
        table = ascof_2a.reablement(events, details, start, end, engine)
        return table.mutate(in_numerator=table.no_further_request, order=table.begins)
    if measure in ("2B", "2C"):
        table = ascof_2b_2c.admissions(events, details, start, end)
        # Somebody admitted twice counts once, at the younger age.
        youngest = table.band.min(where=table.counts).over(group_by=table.person)
        first = table.starts.min(where=table.counts).over(group_by=[table.person, table.band])
        once = table.counts & (table.band == youngest) & (table.starts == first)
        again = table.counts & ~once
        return table.mutate(
            counts=once,
            in_numerator=once,
            order=table.starts,
            why=ibis.ifelse(again, "newly admitted, but a person counts once", table.why),
        )
    if measure in FROM_HOSPITAL:
        in_hospital = ascof_2d.as_table(stays, engine)
        if measure == "2D(2)":
            return ascof_2d.stays_judged(events, details, in_hospital, start, end, engine)
        table = ascof_2d.into_reablement(events, details, in_hospital, start, end, engine)
        return table.mutate(counts=True, in_numerator=table.stayed, order=table.begins)
    if measure.startswith("2E"):
        table = ascof_2e.long_term_support(events, details, start, end)
        right_age = table.band == next(band for band, word in BANDS.items() if word == ages_of(measure))
        included = right_age
        if measure == "2E(1)":
            included &= table.learning_disability
        counts = table.counts & included
        return table.mutate(
            counts=counts,
            in_numerator=counts & table.at_home,
            order=0,
            why=ibis.cases(
                (~table.counts, table.why),
                (~right_age, f"not aged {ages_of(measure)}"),
                (~included, "the main reason for support is not a learning disability"),
                else_=table.why,
            ),
        )
    table = (
        ascof_3d.long_term_at_end(events, details, start, end)
        if measure.endswith("a)")
        else ascof_3d.carers_in_period(events, details, start, end)
    )
    return table.mutate(in_numerator=table.self_directed if "1" in measure else table.paid_directly, order=0)


def ages_of(measure: str) -> str:
    return "65 and above" if measure == "2E(2b)" else "18 to 64"


def why(measure: str, row: dict[str, Any]) -> str:
    """A reason in words, with the days or the place that it rests on."""
    words = str(row["why"])
    if measure == "2A":
        days = f"{day(row['begins'])} to {day(row['finishes'])}"
        if row["why"] not in ascof_2a.SEQUELS.values():
            return f"{days}: {words}"
        return f"{days}: {words}: {ascof_2a.sequel_in_words(row['sequel'])}"
    if measure in FROM_HOSPITAL:
        return f"left hospital on {day(row['left'])}: {words}"
    if measure in ("2B", "2C"):
        return f"stay from {day(row['starts'])}: {words}"
    if measure.startswith("2E") and row["counts"]:
        return f"{words} ({accommodation_word(row['accommodation'])})"
    return words


def day(number: int) -> str:
    return f"{date.fromordinal(number):%-d %B %Y}"
