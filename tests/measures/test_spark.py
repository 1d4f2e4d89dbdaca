"""The same measures on Spark, where one machine is not enough: the same figures."""

from __future__ import annotations

import importlib.util
import shutil
from datetime import date

import pytest

from goodlives.measures import measure
from goodlives.measures.engines import EngineMissing, connect
from tests.measures.second_count import made_up

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


@pytest.mark.skipif(not HAS_SPARK, reason="Java or pyspark is not on this machine: pip install goodlives[spark]")
def test_spark_counts_what_duckdb_counts(tmp_path):
    rows = [row for leaning in made_up.LEANINGS for seed in range(5) for row in made_up.events(leaning, seed)]
    population = made_up.population(rows)
    events = made_up.write(rows, tmp_path / "events.csv")
    year = date(2024, 4, 1), date(2025, 3, 31)
    here = measure(events, *year, population).to_pylist()
    assert measure(events, *year, population, engine=connect("local")).to_pylist() == here
    assert any(row["numerator"] for row in here)


@pytest.mark.skipif(HAS_SPARK, reason="Spark is on this machine")
def test_without_spark_the_command_says_how_to_get_it():
    with pytest.raises(EngineMissing, match=r"pip install goodlives\[spark\]"):
        connect("local")
