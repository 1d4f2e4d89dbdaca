"""The official tables are read whole, and their outcomes follow from their counts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from goodlives.measures import published
from goodlives.measures.councils import councils
from goodlives.measures.intervals import rate, wilson

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "published"


@pytest.fixture(scope="module")
def official():
    if not (FOLDER / "ascof_2024-25.ods").exists():
        pytest.skip("The official ASCOF tables are not on this machine")
    return published.read(FOLDER / "ascof_2024-25.ods")


def test_all_25_measures_are_read_cell_for_cell(official):
    with (FOLDER / "ascof_2024-25_tidy.csv").open(encoding="utf-8", newline="") as file:
        tidy = Counter(
            (line["measure"], line["la_code"], line["column"], plain(line["value"])) for line in csv.DictReader(file)
        )
    ours = Counter(
        (cell.measure.lower(), cell.area, f"{cell.year} - {cell.what}", plain(cell.written)) for cell in official.cells
    )
    assert len(official.measures) == 25
    assert ours == tidy


def plain(text: str) -> str:
    """63.3 for 63.300000000000004, which is how a file writes it that keeps numbers in binary."""
    try:
        return f"{Decimal(repr(round(float(text), 6))).normalize():f}"
    except ValueError:
        return text.strip()


def test_every_outcome_of_a_council_follows_from_its_counts(official):
    recomputed = published.recompute(official)
    assert recomputed.differ == []
    assert recomputed.checked == 1207
    digits_only = [f for f in official.figures() if f.area.isdigit() and counted(f)]
    assert len(digits_only) == 1175, "the councils whose code is of digits alone"


def counted(figure) -> bool:
    return (
        figure.measure in published.FROM_CLIENT_LEVEL_DATA
        and figure.area in councils()
        and bool(figure.denominator)
        and figure.outcome is not None
    )


def test_marks_are_kept_and_stand_for_no_number(official):
    cumberland = official.figure("2D(1)", "H6X4G", "2024 to 2025")
    assert (cumberland.numerator, cumberland.denominator, cumberland.outcome) == (None, None, None)
    assert cumberland.marks == ("[c]",)


def test_a_council_stands_beside_its_region_and_england(official):
    barnsley = official.figure("2A", "204", "2024 to 2025")
    region = official.figure("2A", councils()["204"].region_ons_code, "2024 to 2025")
    england = official.figure("2A", "E92000001", "2024 to 2025")
    assert (barnsley.numerator, barnsley.denominator, barnsley.outcome) == (450, 649, Decimal("69.3"))
    assert region.name.startswith("Yorkshire")
    assert england.outcome == Decimal("77.1")


@pytest.mark.parametrize(
    "file", [b"", b"not a spreadsheet", b"PK\x03\x04 broken"], ids=["empty", "text", "a broken archive"]
)
def test_what_is_not_the_official_tables_is_refused(file):
    with pytest.raises(published.NotTheOfficialTables):
        published.read(io.BytesIO(file))


def test_there_are_153_councils_in_9_regions():
    assert len(councils()) == 153
    assert len({council.region for council in councils().values()}) == 9
    assert councils()["H6X4G"].name == "Cumberland", "a code is text: some have letters"


def test_intervals_are_those_of_the_books():
    # Wilson (Newcombe 1998, table I): 81 of 263 is 0.2553 to 0.3662; 0 of 20 is 0 to 0.1611.
    assert [round(end, 4) for end in wilson(81, 263, 1)] == [0.2553, 0.3662]
    assert [round(end, 4) for end in wilson(0, 20, 1)] == [0.0, 0.1611]
    # Exact Poisson: 0 is 0 to 3.689, 5 is 1.623 to 11.668. Byar: 10 is 4.787 to 18.391.
    assert [round(end, 3) for end in rate(0, 1, 1)] == [0.0, 3.689]
    assert [round(end, 3) for end in rate(5, 1, 1)] == [1.623, 11.668]
    assert [round(end, 2) for end in rate(10, 1, 1)] == [4.79, 18.39]
    assert wilson(0, 0) is None
