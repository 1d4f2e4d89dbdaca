"""The ten official measures of a period, from the events of a file: the Department's method, cell for cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import ibis.expr.types as ir

from . import ascof_2a, ascof_2b_2c, ascof_2d, ascof_2e, ascof_3d
from .ages import BANDS, OLDER, WORKING_AGE
from .cleaning import unique_events
from .definition import in_force
from .discharges import Stay
from .engines import Engine
from .people import latest_details
from .results import TOTAL, Result, by_age, by_gender, groups_of, rate, rows, to_two_places

MEASURES = ("2A", "2B", "2C", "2E(1)", "2E(2a)", "2E(2b)", "3D(1a)", "3D(2a)", "3D(1b)", "3D(2b)")
FROM_HOSPITAL = ("2D(1)", "2D(2)")  # only where a list of stays in hospital is given
IN_ORDER = (*MEASURES[:3], *FROM_HOSPITAL, *MEASURES[3:])

# Each measure's definitions, one for each way it has been counted since we have known it.
DEFINITIONS = {
    definition.measure: (definition,)
    for module in (ascof_2a, ascof_2b_2c, ascof_2d, ascof_2e, ascof_3d)
    for definition in module.DEFINITIONS
}

# How many people of each age live in a council's area: population["216", "18 to 64"]. None where it is not known.
Population = Mapping[tuple[str, str], int | None]
Step = Callable[[str], None]


class Cleaned(NamedTuple):
    """Unique events, and what is last known of each person in them."""

    events: ir.Table
    details: ir.Table


def no_step(_: str) -> None:
    """For callers that do not show progress."""


def clean(rows: ir.Table, engine: Engine, step: Step = no_step) -> Cleaned:
    """From the rows of a file to unique events and people."""
    step("Finding unique events")
    events, people = unique_events(rows, engine)
    engine.drop("coded", "events_in_period")
    step("Finding what is last known of each person")
    return Cleaned(events, latest_details(events, people, engine))


def councils_of(cleaned: Cleaned, engine: Engine) -> Population:
    """The councils of a file, with populations that are not known."""
    found = engine.answer(cleaned.details.select("council").distinct()).to_pylist()
    return {(row["council"], band): None for row in found for band in BANDS.values()}


def measure_all(
    cleaned: Cleaned,
    start: date,
    end: date,
    population: Population,
    engine: Engine,
    step: Step = no_step,
    stays: Sequence[Stay] | None = None,
) -> list[Result]:
    """Every row that is published: the councils are those of the population. 2D only where `stays` are given.

    Refuses a year that begins before a measure was counted as it is here.
    """
    for versions in DEFINITIONS.values():
        in_force(versions, start)
    events, details = cleaned
    councils = sorted({council for council, _ in population})

    def ask(table: ir.Table) -> list[dict[str, int | str]]:
        rows_of: list[dict[str, int | str]] = engine.answer(table).to_pylist()
        return rows_of

    step("2A")
    episodes = ask(ascof_2a.counts(events, details, start, end, engine))
    result = rows("2A", councils, ("Total", *BANDS.values()), by_age(episodes))
    step("2B and 2C")
    admitted = {
        (str(row["council"]), int(row["band"])): row for row in ask(ascof_2b_2c.counts(events, details, start, end))
    }
    for measure, band in (("2B", WORKING_AGE), ("2C", OLDER)):
        for council in councils:
            if (council, BANDS[band]) in population:
                people = population[council, BANDS[band]]
                number = int(admitted.get((council.upper(), band), {"numerator": 0})["numerator"])
                result.append(rate(measure, council, BANDS[band], number, people))
    if stays is not None:
        result += from_hospital(cleaned, stays, start, end, councils, engine)
    step("2E")
    supported = ask(ascof_2e.counts(events, details, start, end))
    with_disability = [row for row in supported if row["learning_disability"] and row["band"] == WORKING_AGE]
    result += rows("2E(1)", councils, groups_of(by_gender(with_disability)), by_gender(with_disability))
    groups = groups_of(by_gender(supported))
    for measure, band in (("2E(2a)", WORKING_AGE), ("2E(2b)", OLDER)):
        result += rows(measure, councils, groups, by_gender([row for row in supported if row["band"] == band]))
    step("3D")
    clients = ask(ascof_3d.counts(ascof_3d.long_term_at_end(events, details, start, end)))
    carers = ask(ascof_3d.counts(ascof_3d.carers_in_period(events, details, start, end)))
    groups = groups_of(by_age(clients, "self_directed") + by_age(carers, "self_directed"))
    for letter, counted in (("a", clients), ("b", carers)):
        for part, numerator in (("1", "self_directed"), ("2", "paid_directly")):
            if counted:
                result += rows(f"3D({part}{letter})", councils, groups, by_age(counted, numerator))
    return sorted(result, key=lambda row: IN_ORDER.index(row.measure))


def from_hospital(
    cleaned: Cleaned, stays: Sequence[Stay], start: date, end: date, councils: list[str], engine: Engine
) -> list[Result]:
    """2D, a row a council, to two decimal places as it is published."""
    episodes, ended = (
        {row["council"]: row for row in engine.answer(table).to_pylist()}
        for table in ascof_2d.counts(*cleaned, ascof_2d.as_table(stays, engine), start, end, engine)
    )
    result = []
    for council in councils:
        of_council = episodes.get(council.upper(), {"numerator": 0, "denominator": 0})
        stayed, reabled = of_council["numerator"], of_council["denominator"]
        left = ended.get(council.upper(), {"denominator": 0})["denominator"]
        for measure, numerator, denominator in (("2D(1)", stayed, reabled), ("2D(2)", reabled, left)):
            figure = to_two_places(numerator, denominator)
            result.append(Result(measure, council, TOTAL, numerator, denominator, figure))
    return result
