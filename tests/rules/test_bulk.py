"""The charges of a whole population are the charges of its people, to the penny."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.exchange.charge_many import charge_many
from goodlives.exchange.charging_rows import Found, people
from goodlives.rules import bulk_treatment
from goodlives.rules.bulk import DifferentLengths, charges, source, worked_out
from goodlives.rules.charging import charge
from goodlives.rules.charging.facts import Facts
from goodlives.rules.charging.treatment import treated
from goodlives.rules.explain import RULES, rule
from goodlives.rules.parameters import ChargingRates, charging_rates
from goodlives.rules.straight_line import NotStraightLine, straight_line
from tests.rules import made_up_many
from tests.rules.made_up import anybody

ON = date(2025, 6, 2)
RATES = charging_rates(ON)


def columns(some: list[Facts]) -> dict[str, Any]:
    kinds = Facts.__annotations__
    return {
        name: np.array([getattr(one, name) for one in some], bool if "bool" in str(kinds[name]) else np.int64)
        for name in Facts._fields
    }


@given(st.lists(anybody(on=ON), min_size=1, max_size=30))
@settings(max_examples=100, deadline=None)
def test_the_compiled_sum_is_the_sum(some: list[Any]) -> None:
    facts = [treated(one, RATES)[0] for one in some]
    assert charges(columns(facts), RATES).tolist() == [RULES["weekly_charge"](one, RATES) for one in facts]


@given(st.lists(anybody(on=ON), min_size=1, max_size=10))
@settings(max_examples=50, deadline=None)
def test_what_is_the_same_for_everybody_is_given_once(some: list[Any]) -> None:
    facts = [treated(one, RATES)[0]._replace(mig_uplift_percent=250, ignore_night_element=True) for one in some]
    given_once = columns(facts) | {"mig_uplift_percent": 250, "ignore_night_element": True}
    assert charges(given_once, RATES).tolist() == [RULES["weekly_charge"](one, RATES) for one in facts]


def test_amounts_as_large_as_a_file_may_hold_are_exact() -> None:
    """Whole times is worked out with floating-point numbers, which are exact for numbers like these."""
    most = 10 * 9_999_999_999
    facts = [
        treated(one, RATES)[0]._replace(
            exempt=False,
            in_care_home=False,
            charged_as_at_home=True,
            capital=capital,
            cost_of_care=10**14,
            raised_upper_capital_limit=10**13,
            income_counted_in_full=income,
            mig_uplift_percent=percent,
            percent_of_disposable_income=asked,
        )
        for one in made_up_many.people(3, on=ON, seed=5, unknown=0)
        for capital in (most, most - 1, 1_425_000 + 25_000 * 399_999)
        for income in (most, most - 7)
        for percent in (0, 1, 9_999_999_999)
        for asked in (10_000, 9_999, 1)
    ]
    assert charges(columns(facts), RATES).tolist() == [RULES["weekly_charge"](one, RATES) for one in facts]


def test_people_on_every_core_keep_their_places() -> None:
    some = [treated(one, RATES)[0] for one in made_up_many.people(400, on=ON, seed=3, unknown=0)]
    once = charges(columns(some), RATES)
    many = charges({name: np.tile(column, 600) for name, column in columns(some).items()}, RATES)
    assert (many.reshape(600, 400) == once).all()


def test_columns_are_of_the_same_people() -> None:
    facts = columns([treated(one, RATES)[0] for one in made_up_many.people(3, on=ON, seed=3, unknown=0)])
    with pytest.raises(DifferentLengths):
        charges(facts | {"age": np.array([40])}, RATES)


def test_a_rule_that_gives_yes_or_no_gives_one_or_nothing() -> None:
    facts = [treated(one, RATES)[0] for one in made_up_many.people(200, on=ON, seed=4, unknown=0)]
    above = worked_out(("capital_is_above_the_limit",), columns(facts), RATES)["capital_is_above_the_limit"]
    assert above.tolist() == [RULES["capital_is_above_the_limit"](one, RATES) for one in facts]
    assert set(above.tolist()) == {0, 1}


def test_the_straight_line_is_plain_python_that_gives_the_same_answer() -> None:
    line, answers = straight_line(["weekly_charge"])
    code = compile("\n".join(line.lines), "straight line", "exec")
    for one in made_up_many.people(300, on=ON, seed=6, unknown=0):
        facts = treated(one, RATES)[0]
        names = {**facts._asdict(), **RATES._asdict(), "whole_times": lambda number, of: number // of}
        exec(code, names)
        assert names[answers["weekly_charge"]] == RULES["weekly_charge"](facts, RATES)


def test_each_rule_is_laid_out_once() -> None:
    written, _, _ = source(("weekly_charge", "tariff_income"), Facts._fields)
    assert written.count("\n        tariff_income = ") == 1


@rule("In a loop", "a law")
def rule_with_a_loop_for_this_test(f: Facts, r: ChargingRates) -> int:
    total = 0
    for _ in range(3):
        total += f.capital
    return total


def test_a_rule_that_cannot_be_laid_out_says_where() -> None:
    with pytest.raises(NotStraightLine, match=r"rule_with_a_loop_for_this_test: for _ in range"):
        straight_line(["rule_with_a_loop_for_this_test"])


@pytest.mark.parametrize("on", [date(2023, 6, 1), date(2024, 6, 1), ON, date(2026, 6, 1)])
def test_people_of_every_kind(on: date, tmp_path: Path) -> None:
    """Through a file of people with items, unknowns and policies: every column is what one person's answer says.

    `make soak` asks for a million of them.
    """
    left, seed = int(os.environ.get("GOODLIVES_SOAK", "20000")) // 4, on.year
    while left:
        count, seed = min(left, 2_500), seed + 10_000
        left -= count
        # Of some of them almost everything is known, of others hardly anything is.
        unknown = 0.15 if left % 5_000 else 0.01
        _compare(list(made_up_many.people(count, on=on, seed=seed, unknown=unknown)), on, tmp_path)


def test_items_are_treated_alike_one_by_one_and_all_at_once() -> None:
    """Every total that a sum starts from, not only the charge that comes of it."""
    some = list(made_up_many.people(2_000, on=ON, seed=7, unknown=0))
    (batch,) = made_up_many.table(some).to_batches()
    at_once = bulk_treatment.treated(people(batch, Found()), ON, RATES)
    for number, one in enumerate(some):
        assert treated(one, RATES)[0]._asdict() == {name: at_once[name][number] for name in Facts._fields}


@given(some=st.lists(anybody(on=date(2026, 6, 1)), min_size=1, max_size=10))
@settings(max_examples=50, deadline=None)
def test_people_at_the_edges_of_the_law(some: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    _compare(some, date(2026, 6, 1), tmp_path_factory.mktemp("edges"))


def _compare(some: list[Any], on: date, folder: Path) -> None:
    pq.write_table(made_up_many.table(some), folder / "people.parquet", row_group_size=7_001)
    summary = charge_many(folder / "people.parquet", folder / "charges.parquet", on=on)
    read: pa.Table = pq.read_table(folder / "charges.parquet")
    assert read["id"].to_pylist() == list(range(len(some)))
    for one, written in zip(some, read.drop_columns("id").to_pylist(), strict=True):
        assert written == made_up_many.answer(charge(one)), one
    assert summary.people == len(some)
