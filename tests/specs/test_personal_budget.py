"""From points to a first sum, and the three numbers of a budget, by example: Care Act 2014 ss25 and 26."""

from datetime import date

import pytest

from goodlives.rules.personal_budget import DoesNotAddUp, personal_budget
from goodlives.rules.resource_allocation import budget_for

ON = date(2025, 6, 2)


@pytest.mark.parametrize(
    ("says", "points", "weekly"),
    [
        ("no points", 0, "0.00"),
        ("the last number of points that gives nothing", 9, "0.00"),
        ("the first row with money", 10, "60.00"),
        ("the last of that row", 19, "60.00"),
        ("one point more is the next row", 20, "115.00"),
        ("the middle of the table", 39, "190.00"),
        ("and its next row", 40, "310.00"),
        ("the last of the table", 79, "480.00"),
        ("above the table there is no formula: the plan is costed", 80, "a costed plan"),
    ],
)
def test_points_become_a_first_sum_by_the_made_up_table(says: str, points: int, weekly: str) -> None:
    found = budget_for(points, ON)
    assert weekly == ("a costed plan" if found is None else f"{found // 100}.{found % 100:02}"), says


@pytest.mark.parametrize(
    ("says", "cost", "contribution", "council_share"),
    [
        ("£454.00 of care, of which £110.10 is paid", 454_00, 110_10, 343_90),
        ("nothing to pay", 454_00, 0, 454_00),
        ("the full cost", 180_00, 180_00, 0),
    ],
)
def test_what_a_budget_costs_is_what_both_pay_together(
    says: str, cost: int, contribution: int, council_share: int
) -> None:
    assert personal_budget(cost, contribution).council_share == council_share, says


def test_nobody_is_asked_for_more_than_the_cost() -> None:
    with pytest.raises(DoesNotAddUp):
        personal_budget(100_00, 100_01)
