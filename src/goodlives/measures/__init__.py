"""What do we count? The official measures of adult social care, from Client Level Data.

    measure("events.csv", date(2024, 4, 1), date(2025, 3, 31), "population.csv")

gives the ten ASCOF measures as the Department publishes them, one row each:
measure, la_code, group, numerator, denominator, outcome.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from .ascof import MEASURES, Population, clean, measure_all, no_step
from .discharges import read_discharges
from .engines import DuckDB, Engine
from .results import Result
from .tables import WrongFile, read_events, read_population

__all__ = ["MEASURES", "Engine", "Population", "Result", "WrongFile", "measure"]


def measure(
    events: str | Path | ir.Table,
    start: date,
    end: date,
    population: str | Path | Population,
    *,
    discharges: str | Path | None = None,
    engine: Engine | None = None,
) -> pa.Table:
    """The ten measures of a period, from a file (CSV or Parquet) or a table of the same columns as text.

    `population` is a CSV of la_code, age_band, population, or {("216", "18 to 64"): 149433, ...}. Its councils are
    those in the answer. `discharges` is a CSV of stays in hospital (see discharges.py), for 2D.
    """
    engine = engine or DuckDB()
    if not isinstance(population, dict):
        population = read_population(population)  # type: ignore[arg-type]
    cleaned = clean(read_events(events, engine).rows, engine)
    stays = read_discharges(discharges) if discharges else None
    results = measure_all(cleaned, start, end, population, engine, no_step, stays)
    return pa.table({name: [getattr(result, name) for result in results] for name in Result._fields})
