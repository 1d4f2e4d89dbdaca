"""The measures counted a second time, slowly, by another reading of the method: cell for cell the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goodlives.measures import measure
from tests.measures.second_count import made_up
from tests.measures.second_count.count import Cells, count, expected
from tests.measures.second_count.reading import read, read_population, understood

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "ascof-expected"
SEEDS = int(os.environ.get("GOODLIVES_SEEDS", "40"))


def first_count(events: Path, population: dict[tuple[str, str], int]) -> Cells:
    table = measure(events, made_up.START, made_up.END, population)
    return {
        (row["measure"], row["la_code"], row["group"]): (row["numerator"], row["denominator"], f"{row['outcome']:.1f}")
        for row in table.to_pylist()
    }


@pytest.mark.parametrize("case", range(1, 7))
def test_the_second_count_is_what_the_departments_own_method_gives(case):
    folder = OFFICIAL / f"case_{case:02}"
    if not folder.exists():
        pytest.skip("The expected results of the official measures are not on this machine")
    population = read_population(folder / "population.csv")
    assert count(read(folder / "cld.csv"), population, made_up.START, made_up.END) == expected(folder / "expected.csv")


@pytest.mark.parametrize("leaning", made_up.LEANINGS)
def test_two_counts_of_the_same_events_agree_in_every_cell(leaning, tmp_path):
    rows = [row for seed in range(SEEDS) for row in made_up.events(leaning, seed)]
    population = made_up.population(rows)
    first = first_count(made_up.write(rows, tmp_path / "events.csv"), population)
    second = count(understood(rows), population, made_up.START, made_up.END)
    differ = {
        cell: (first.get(cell), second.get(cell)) for cell in first | second if first.get(cell) != second.get(cell)
    }
    assert not differ, (
        f"{len(differ)} cells differ, the first of seed {made_up.seed_of(min(differ, key=lambda c: c[1])[1])}"
    )
    assert any(numerator for numerator, _, _ in second.values()), "nobody was counted, so nothing was compared"
