"""What leaves the council cannot be worked back to what was left out of it."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from goodlives.measures.disclosure import disclose, gives_itself_away, rounded
from goodlives.measures.published import outcome_of


def row(group, numerator, denominator, measure="2E(2a)"):
    return {
        "measure": measure,
        "la_code": "216",
        "group": group,
        "numerator": numerator,
        "denominator": denominator,
        "outcome": float(outcome_of(measure, numerator, denominator)),
    }


def shown(*rows):
    return [tuple(line[2:]) for line in disclose(rows)]


def test_counts_of_5_and_more_are_shown():
    assert shown(row("Total", 5, 9)) == [("Total", "5", "9", "55.6")]


@pytest.mark.parametrize(("numerator", "denominator"), [(4, 40), (1, 3), (4, 8)])
def test_where_either_count_is_under_5_both_are_left_out_and_the_outcome_stays(numerator, denominator):
    [(_, over, under, outcome)] = shown(row("Total", numerator, denominator))
    assert (over, under) == ("[c]", "[c]")
    assert outcome == str(outcome_of("", numerator, denominator))


def test_an_outcome_that_only_one_pair_of_counts_could_give_is_left_out():
    assert shown(row("Total", 3, 4)) == [("Total", "[c]", "[c]", "[c]")]
    assert gives_itself_away("0.0")


def test_a_rate_among_a_population_that_everyone_knows_is_left_out_with_its_count():
    assert shown(row("18 to 64", 3, 149433, "2B")) == [("18 to 64", "[c]", "[c]", "[c]")]


def test_a_part_that_could_be_had_by_taking_away_is_left_out_too():
    rows = shown(row("Total", 23, 40), row("Male", 3, 10), row("Female", 20, 30))
    assert [line[1] for line in rows] == ["23", "[c]", "[c]"]


def test_a_measure_whose_denominator_stands_beside_it_shows_no_outcome():
    rows = shown(row("Total", 30, 40, "3D(1a)"), row("Total", 2, 40, "3D(2a)"))
    assert rows == [("Total", "30", "40", "75.0"), ("Total", "[c]", "[c]", "[c]")]


def test_nothing_left_out_can_be_worked_out_by_somebody_who_knows_the_rule():
    """Every small table there is: whoever sees one as published must be left with two possible tables at least."""
    pairs = [(over, under) for under in range(9) for over in range(under + 1)]
    possible = defaultdict(list)
    for (a, b), (c, d), (e, f) in product(pairs, pairs, [(0, 0), (0, 1), (1, 1)]):
        table = (row("Total", a + c + e, b + d + f), row("Male", a, b), row("Female", c, d))
        possible[tuple(disclose(table))].append([cell[name] for cell in table for name in ("numerator", "denominator")])
    given_away, judged = [], 0
    for published, tables in possible.items():
        if any(8 in (table[3], table[5]) for table in tables):
            continue  # larger tables than are tried here may look the same
        for place, text in enumerate(cell for line in published for cell in (line.numerator, line.denominator)):
            if text == "[c]":
                judged += 1
                if len({table[place] for table in tables}) < 2:
                    given_away.append((published, place, tables))
    assert judged > 30
    assert not given_away, given_away[:3]


@pytest.mark.parametrize(("count", "nearest"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (142523, 142525)])
def test_the_counts_of_a_region_are_rounded_to_5(count, nearest):
    assert rounded(count) == nearest
