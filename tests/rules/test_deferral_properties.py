"""What is true of every deferred payment, whatever the amounts."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.deferred_payments import (
    Home,
    InterestRate,
    Movement,
    deferral,
    deferral_range,
    project,
    statement,
)
from goodlives.rules.deferred_payments.projection import owed_week_by_week

amounts = st.integers(0, 200_000)
homes = st.builds(
    Home,
    value=st.integers(0, 100_000_000),
    share_numerator=st.integers(1, 3),
    share_denominator=st.integers(3, 6),
    existing_charges=st.integers(0, 10_000_000),
)
begins = st.dates(date(2025, 1, 1), date(2026, 12, 31))
# Made up: each council gives its own.
RATES = [
    InterestRate(date(year, month, 1), rate, rate, "a forecast")
    for (year, month), rate in zip(
        [(year, month) for year in (2025, 2026, 2027) for month in (1, 7)], (450, 465, 400, 510, 380, 420), strict=True
    )
]


@given(homes, amounts, amounts, amounts, st.integers(0, 20_000))
def test_a_week_adds_up_and_nobody_is_left_without_what_they_may_keep(
    home: Home, cost: int, income: int, wants: int, rent: int
) -> None:
    found = deferral(home, cost=cost, income=income, on=date(2025, 6, 2), wants_to_keep=wants, rent_kept=rent)
    assert found.pays + found.defers == cost
    assert found.keeps + found.pays <= income
    assert found.keeps == min(income, min(wants, 14_400) + rent)
    assert min(found.pays, found.defers, found.limit) >= 0


@given(homes)
def test_what_is_owed_at_the_limit_leaves_the_lower_capital_limit_and_the_cost_of_selling(home: Home) -> None:
    share = home.value * home.share_numerator // home.share_denominator
    limit = deferral(home, cost=1, income=1, on=date(2025, 6, 2)).limit
    if limit:
        assert share - limit - home.existing_charges >= 1_425_000 + share / 10


@given(st.integers(0, 30_000_000), st.integers(1, 100_000), begins)
def test_without_interest_the_weeks_are_a_division(limit: int, each_week: int, begins_on: date) -> None:
    found = project(limit, each_week, begins_on)
    if limit // each_week < 60 * 52:
        assert found.whole_weeks == limit // each_week
        assert found.limit_reached_on == begins_on + timedelta(weeks=limit // each_week)


@given(st.integers(0, 30_000_000), st.integers(1, 100_000), begins)
def test_interest_never_makes_it_last_longer(limit: int, each_week: int, begins_on: date) -> None:
    without, with_interest = project(limit, each_week, begins_on), project(limit, each_week, begins_on, RATES)
    if without.whole_weeks is not None:
        assert with_interest.whole_weeks is not None
        assert with_interest.whole_weeks <= without.whole_weeks


@given(st.integers(1, 100_000), begins, st.integers(1, 52))
def test_the_projection_and_the_statement_say_the_same_to_the_penny(
    each_week: int, begins_on: date, weeks: int
) -> None:
    last_days = [begins_on + timedelta(days=7 * week + 6) for week in range(weeks)]
    owed = statement([Movement(day, each_week) for day in last_days], RATES, last_days[-1]).owed
    projected = owed_week_by_week(each_week, begins_on, RATES)
    for day in last_days:
        after, total = next(projected)
        assert after == day + timedelta(days=1)
    assert total == owed


@given(st.lists(st.tuples(begins, st.integers(1, 1_000_000)), max_size=6), begins)
def test_a_statement_adds_up_and_more_owed_never_earns_less(moved: list[tuple[date, int]], on: date) -> None:
    movements = [Movement(day, amount) for day, amount in moved]
    found = statement(movements, RATES, on)
    assert found.owed == found.put_off + found.interest
    assert found.put_off == sum(amount for day, amount in moved if day <= on)
    assert found.interest >= 0
    more = statement([*movements, Movement(date(2025, 1, 1), 50_000)], RATES, on)
    assert more.interest >= found.interest


values = st.integers(0, 60_000_000)


@given(
    values, st.integers(0, 10_000_000), amounts, amounts, st.sets(st.sampled_from(["value", "owed", "cost", "income"]))
)
@settings(max_examples=300, deadline=None)
def test_the_truth_lies_in_the_range_while_something_is_missing(
    value: int, owed: int, cost: int, income: int, missing: set[str]
) -> None:
    on = date(2025, 6, 2)
    truth = deferral(Home(value, existing_charges=owed), cost=cost, income=income, on=on)
    said = deferral_range(
        home_value=None if "value" in missing else value,
        existing_charges=None if "owed" in missing else owed,
        cost=None if "cost" in missing else cost,
        income=None if "income" in missing else income,
        on=on,
    )
    assert len(said.not_yet_known) == len(missing)
    for (least, most), true in ((said.limit, truth.limit), (said.pays, truth.pays), (said.defers, truth.defers)):
        assert least <= true
        assert most is None or true <= most
        assert missing or least == most == true


@pytest.mark.parametrize(
    ("missing", "limit", "pays", "defers"),
    [
        ({}, (20_175_000, 20_175_000), (16_625, 16_625), (78_375, 78_375)),
        ({"income": None}, (20_175_000, 20_175_000), (0, 95_000), (0, 95_000)),
        ({"cost": None}, (20_175_000, 20_175_000), (0, 16_625), (0, None)),
        ({"home_value": None}, (0, None), (16_625, 16_625), (78_375, 78_375)),
        ({"existing_charges": None}, (0, 20_175_000), (16_625, 16_625), (78_375, 78_375)),
    ],
)
def test_the_range_of_the_published_home_goes_just_as_far_as_it_must(
    missing: dict[str, None], limit: Any, pays: Any, defers: Any
) -> None:
    """£240,000, a fee of £950, an income of £310.25 of which £144 is kept."""
    given: dict[str, Any] = {"home_value": 24_000_000, "existing_charges": 0, "cost": 95_000, "income": 31_025}
    said = deferral_range(**given | missing, on=date(2025, 6, 2))
    assert (said.limit, said.pays, said.defers) == (limit, pays, defers)
