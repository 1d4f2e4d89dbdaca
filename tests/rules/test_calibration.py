"""The table from points to money: what must be true of every fit, and what trying it on held-out people finds."""

from itertools import pairwise
from math import exp
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.back_test import (
    BackTest,
    Group,
    Tried,
    back_test,
    difference,
    share_interval,
    student_t,
)
from goodlives.rules.calibration import CostedPlan, NotEnoughPlans, PointsTable, fit, increasing

costed = st.builds(CostedPlan, st.integers(0, 40), st.integers(0, 200_000))
many = st.lists(costed, min_size=20, max_size=150)
percentiles = st.integers(1, 99)


def fitted(plans: list[CostedPlan], percentile: int) -> PointsTable | None:
    try:
        return fit(plans, percentile)
    except NotEnoughPlans:
        return None


# --- The fit ---


@given(many, percentiles)
def test_more_points_never_give_less_money_and_the_top_is_a_costed_plan(
    plans: list[CostedPlan], percentile: int
) -> None:
    table = fitted(plans, percentile)
    if table is None:
        return
    *sums, (above, costed_plan) = table.rows
    assert costed_plan is None
    assert [points for points, _ in table.rows] == sorted({points for points, _ in table.rows})
    assert all(one < more for (_, one), (_, more) in pairwise(sums))
    assert sums[0][0] == 0
    assert above <= max(plan.points for plan in plans) + 1


@given(many, percentiles)
def test_every_sum_is_whole_pounds(plans: list[CostedPlan], percentile: int) -> None:
    table = fitted(plans, percentile)
    assert table is None or all(pence % 100 == 0 for _, pence in table.rows if pence is not None)


@given(many, percentiles, percentiles)
def test_fitted_again_from_its_own_sums_it_is_the_same_table(
    plans: list[CostedPlan], percentile: int, again: int
) -> None:
    table = fitted(plans, percentile)
    if table is None:
        return
    own = [CostedPlan(plan.points, pence) for plan in plans if (pence := table.budget_for(plan.points)) is not None]
    assert fit(own, again) == table


@given(many, percentiles)
def test_the_order_of_the_rows_makes_no_difference(plans: list[CostedPlan], percentile: int) -> None:
    assert fitted(plans, percentile) == fitted(plans[::-1], percentile)


@given(many, st.integers(1, 98))
def test_a_higher_percentile_never_gives_less(plans: list[CostedPlan], percentile: int) -> None:
    lower, higher = fitted(plans, percentile), fitted(plans, percentile + 1)
    if lower is None or higher is None:
        return
    for points in range(41):
        less, more = lower.budget_for(points), higher.budget_for(points)
        assert (less is None) == (more is None)
        assert less is None or more is None or less <= more


def loss(weekly: list[int], amount: int, percentile: int) -> int:
    """What quantile regression makes least: each pound short weighs `percentile`, each pound over the rest of 100."""
    return sum(percentile * max(w - amount, 0) + (100 - percentile) * max(amount - w, 0) for w in weekly)


def least_loss(bands: list[list[int]], percentile: int) -> int:
    """The same least, found slowly: every amount that occurs, band by band, never less than the one before."""
    amounts = sorted({weekly for band in bands for weekly in band})
    best = [0] * len(amounts)
    for band in bands:
        so_far: list[int] = []
        for number, amount in enumerate(amounts):
            before = min(best[: number + 1])
            so_far.append(before + loss(band, amount, percentile))
        best = so_far
    return min(best)


@settings(max_examples=200)
@given(st.lists(st.lists(st.integers(0, 50), min_size=1, max_size=6), min_size=1, max_size=8), percentiles)
def test_no_table_that_never_goes_down_comes_nearer(bands: list[list[int]], percentile: int) -> None:
    steps = increasing(list(enumerate(bands)), percentile)
    total = 0
    for number, band in enumerate(bands):
        amount = next(pence for first, pence in reversed(steps) if first <= number)
        total += loss(band, amount, percentile)
    assert total == least_loss(bands, percentile)


def test_the_sum_is_the_least_that_buys_that_many_plans() -> None:
    plans = [CostedPlan(10, 100 * pounds) for pounds in range(1, 101)]
    assert fit(plans, 80).rows == ((0, 0), (1, 80_00), (11, None))
    assert fit(plans, 50).rows == ((0, 0), (1, 50_00), (11, None))


def test_a_part_of_a_pound_is_rounded_up() -> None:
    assert fit([CostedPlan(0, 100_01)] * 20, 80).rows == ((0, 101_00), (1, None))


def test_neighbours_in_the_wrong_order_share_one_sum() -> None:
    plans = [CostedPlan(1, 100_00)] * 20 + [CostedPlan(2, 300_00)] * 20 + [CostedPlan(3, 200_00)] * 20
    assert fit(plans, 50).rows == ((0, 0), (1, 100_00), (2, 200_00), (4, None))


def test_where_fewer_than_20_people_have_so_many_points_a_plan_is_costed() -> None:
    plans = [CostedPlan(5, 100_00)] * 20 + [CostedPlan(6, 200_00)] * 19
    assert fit(plans, 80).rows == ((0, 0), (1, 100_00), (6, None))
    assert fit([*plans, CostedPlan(6, 200_00)], 80).rows == ((0, 0), (1, 100_00), (6, 200_00), (7, None))


def test_where_the_top_20_are_spread_over_more_than_10_points_a_plan_is_costed() -> None:
    plans = [CostedPlan(5, 100_00)] * 20
    near = [CostedPlan(10 + number % 11, 200_00) for number in range(20)]
    far = [CostedPlan(10 + number % 12, 200_00) for number in range(20)]
    assert fit([*plans, *near], 80).rows == ((0, 0), (1, 100_00), (10, 200_00), (21, None))
    assert fit([*plans, *far], 80).rows == ((0, 0), (1, 100_00), (6, None))


def test_too_few_plans_are_refused() -> None:
    with pytest.raises(NotEnoughPlans, match="no 20 people"):
        fit([CostedPlan(1, 100)] * 19, 80)
    with pytest.raises(NotEnoughPlans, match="there are 99 costed plans, and at least 100 are needed"):
        back_test([CostedPlan(1, 100)] * 99, 80, folds=5, seed=1)


# --- Trying it on held-out people ---


def made_up(people: int, seed: int, dearer_for_asian: float = 0.0) -> list[CostedPlan]:
    """People whose plans rise with their points and vary by about 30%, in groups that make no other difference."""
    chance = Random(seed)
    plans = []
    for _ in range(people):
        points = min(max(round(chance.gauss(38, 18)), 0), 110)
        ethnicity = chance.choices(["White", "Asian", "Black", "Mixed"], [80, 10, 7, 3])[0]
        weekly = 100 * (20 + 5.2 * points) * exp(chance.gauss(0, 0.3))
        weekly *= 1 + dearer_for_asian * (ethnicity == "Asian")
        groups = {
            "ethnicity": ethnicity,
            "sex": chance.choice(["Female", "Male"]),
            "age": chance.choice(["18 to 64", "85 and over"]),
        }
        plans.append(CostedPlan(points, round(weekly), groups))
    return plans


def differing(tried: BackTest) -> dict[str, Group]:
    return {group.name: group for group in tried.groups if group.differs}


def test_a_planted_bias_is_found_with_its_size() -> None:
    tried = back_test(made_up(2000, 7, dearer_for_asian=0.2), 80, folds=5, seed=1)
    found = differing(tried)
    assert found.keys() == {"Asian", "White"}
    asian = found["Asian"]
    assert asian.difference is not None
    assert asian.interval is not None
    assert asian.interval[0] < asian.difference < asian.interval[1] < 0
    assert found["White"].difference is not None
    assert found["White"].difference > 0


def test_the_interval_holds_the_planted_difference_about_as_often_as_it_says() -> None:
    held = 0
    for seed in range(40):
        asian = next(g for g in back_test(made_up(600, seed, 0.2), 80, folds=3, seed=1).groups if g.name == "Asian")
        planted = 0.2 * (20 + 5.2 * 38) * exp(0.3**2 / 2) * 100  # 20% of what people's plans usually come to
        assert asian.interval is not None
        held += asian.interval[0] <= -planted <= asian.interval[1]
    assert held >= 34, "38 in 40 is what it says"


def test_no_bias_is_reported_where_there_is_none() -> None:
    assert not differing(back_test(made_up(2000, 7), 80, folds=5, seed=1))


def test_over_many_made_up_councils_a_bias_that_is_not_there_is_seldom_reported() -> None:
    wrong = sum(bool(differing(back_test(made_up(400, seed), 80, folds=3, seed=1))) for seed in range(40))
    assert wrong <= 5, "about 1 in 20 is what the method promises"


def test_about_as_many_plans_are_bought_as_were_meant_to_be() -> None:
    table = back_test(made_up(3000, 3), 80, folds=5, seed=1).table
    assert table.bought_interval[0] < 0.8 < table.bought_interval[1]


def test_it_is_nearer_than_one_sum_for_everybody_and_the_middle_is_nearer_still() -> None:
    tried = back_test(made_up(1500, 3), 80, folds=5, seed=1)
    assert tried.middle.mean_absolute_error < tried.table.mean_absolute_error < tried.one_amount.mean_absolute_error
    assert tried.table.people == tried.middle.people == tried.one_amount.people == 1500 - tried.above_table


def test_the_same_seed_gives_the_same_answer_whatever_the_order_and_another_seed_another() -> None:
    plans = made_up(400, 5)
    assert back_test(plans, 80, folds=5, seed=1) == back_test(plans[::-1], 80, folds=5, seed=1)
    assert back_test(plans, 80, folds=5, seed=1).table != back_test(plans, 80, folds=5, seed=2).table


def test_nobodys_own_plan_sets_the_sum_they_are_tried_with() -> None:
    """One plan is dearer than all the rest. It sets the sum at the top for the others, and never for itself."""
    plans = [CostedPlan(1, 100_00)] * 99 + [CostedPlan(1, 900_00)]
    assert fit(plans, 99).budget_for(1) == 100_00
    tried = back_test(plans, 99, folds=5, seed=1).table  # of 80, the 80th: the dear plan wherever it has a part
    assert tried.bought == 99 / 100
    assert tried.mean_absolute_error == pytest.approx((80 * 800_00 + 1 * 800_00) / 100)


def test_how_near_is_counted_exactly() -> None:
    plans = [CostedPlan(1, 100_00)] * 80 + [CostedPlan(1, 50_00)] * 60 + [CostedPlan(1, 85_00)] * 60
    table = back_test(plans, 99, folds=5, seed=1).table  # the sum is £100 whoever is held out
    assert table.mean_absolute_error == pytest.approx((60 * 50_00 + 60 * 15_00) / 200)
    assert table.mean_absolute_percentage_error == pytest.approx((60 * 1 + 60 * 15 / 85) / 200)
    assert table.within_15_percent == pytest.approx(80 / 200)
    assert table.within_20_percent == pytest.approx(140 / 200)
    assert table.bought == 1


def test_a_group_under_10_is_not_shown_nor_compared() -> None:
    plans = [CostedPlan(1, 100_00 + number, {"sex": "Female"}) for number in range(191)]
    plans += [CostedPlan(1, 500_00 + number, {"sex": "Male"}) for number in range(9)]
    female, male = back_test(plans, 80, folds=5, seed=1).groups
    assert (female.name, female.people, female.difference) == ("Female", 191, None)
    assert male == Group("sex", "Male", None)


def test_what_is_not_known_about_somebody_is_counted_and_compared_with_nobody() -> None:
    plans = [CostedPlan(1, 100_00, {"sex": "Female"} if number < 150 else {}) for number in range(200)]
    tried = back_test(plans, 80, folds=5, seed=1)
    assert tried.not_said == (("sex", 50),)
    assert [(group.name, group.people) for group in tried.groups] == [("Female", 150)]


# --- The intervals, against published tables ---


@pytest.mark.parametrize(("freedom", "t"), [(9, 2.2622), (10, 2.2281), (20, 2.0860), (60, 2.0003), (1000, 1.9623)])
def test_students_t_is_what_the_tables_say(freedom: int, t: float) -> None:
    assert student_t(0.975, freedom) == pytest.approx(t, abs=0.0005)


def test_an_interval_of_a_share() -> None:
    assert share_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)  # Newcombe 1998, table 1
    assert share_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=0.0001)


def test_groups_are_compared_row_by_row_and_not_as_they_are() -> None:
    """In each row Ann's group has £10 less; that more of them are in the dearer row makes no difference."""
    low, high = (0, 0), (0, 1)
    ours = [Tried(CostedPlan(1, 60_00), 50_00, low)] * 5 + [Tried(CostedPlan(9, 110_00), 300_00, high)] * 15
    theirs = [Tried(CostedPlan(1, 50_00), 50_00, low)] * 15 + [Tried(CostedPlan(9, 100_00), 300_00, high)] * 5
    found = difference(ours, theirs)
    assert found is not None
    assert found.by == pytest.approx(-10_00)
    assert found.interval(0.95) == pytest.approx((-10_00, -10_00))


def test_an_interval_of_a_difference() -> None:
    """Two groups of 10 alike in spread: by hand, with each square over (1 - 1/20)², and t for 9 degrees, 2.2622."""
    ours = [Tried(CostedPlan(1, 0), number, (0, 0)) for number in range(10)]
    theirs = [Tried(CostedPlan(1, 0), number + 5, (0, 0)) for number in range(10)]
    found = difference(ours, theirs)
    assert found is not None
    half = 2.2622 * (0.25 * 2 * 82.5 / 0.95**2) ** 0.5 / 5
    assert found.interval(0.95) == pytest.approx((-5 - half, -5 + half), abs=0.001)


def test_groups_that_are_never_in_the_same_row_are_not_compared() -> None:
    assert difference([Tried(CostedPlan(1, 0), 5, (0, 0))] * 10, [Tried(CostedPlan(9, 0), 5, (0, 1))] * 10) is None
