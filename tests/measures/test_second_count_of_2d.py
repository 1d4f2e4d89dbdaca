"""2D counted a second time, slowly, by another reading of the method, on made-up stays in hospital."""

from __future__ import annotations

import os

from goodlives.measures import measure
from tests.measures.second_count import ascof_2d, made_up
from tests.measures.second_count.cleaning import main_table
from tests.measures.second_count.person_details import people
from tests.measures.second_count.reading import understood

SEEDS = int(os.environ.get("GOODLIVES_SEEDS", "40"))


def test_two_counts_of_2d_agree_in_every_cell(tmp_path):
    rows = [row for seed in range(SEEDS) for row in ascof_2d.made_up_events("2A", seed)]
    stays = [
        stay for seed in range(SEEDS) for stay in ascof_2d.made_up_stays(ascof_2d.made_up_events("2A", seed), seed)
    ]
    population = made_up.population(rows)
    discharges = tmp_path / "discharges.csv"
    discharges.write_text(ascof_2d.as_list(stays))
    first = measure(
        made_up.write(rows, tmp_path / "events.csv"), *ascof_2d.YEAR, population, discharges=discharges
    ).to_pylist()
    counted = {
        (row["measure"], row["la_code"]): (row["numerator"], row["denominator"])
        for row in first
        if row["measure"].startswith("2D")
    }
    events = main_table(understood(rows))
    councils = sorted({council for council, _ in population})
    second = ascof_2d.count(events, people(events), councils, stays, *ascof_2d.YEAR)
    assert {cell: (counted[cell], found) for cell, found in second.items() if counted[cell] != found} == {}
    parts = [found for (part, _), found in second.items() if part == "2D(1)"]
    assert any(stayed for stayed, _ in parts), "nobody stayed, so little was compared"
    assert any(stayed < everybody for stayed, everybody in parts), "everybody stayed, so little was compared"
