"""The arithmetic of a plan: pence, exactly."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from goodlives.casework.plans.models import Way, cost_by_the_hour
from goodlives.rules.personal_budget import personal_budget

HOURS = st.decimals(min_value=0, max_value=168, places=2)
PRICES = st.integers(0, 20_000)
PENCE = st.integers(0, 1_000_000)


def test_20_hours_at_18_50_is_370():
    assert cost_by_the_hour(Decimal("20"), 1850) == 37_000


@given(HOURS, PRICES)
def test_part_of_a_penny_is_rounded_up_so_that_the_budget_is_enough(hours, price):
    exact = Fraction(hours) * price
    assert exact <= cost_by_the_hour(hours, price) < exact + 1


@given(st.lists(PENCE, max_size=8), PENCE)
def test_the_three_numbers_of_a_budget_always_add_up(costs, most):
    cost = sum(costs)
    budget = personal_budget(cost, min(most, cost))
    assert budget.cost == budget.contribution + budget.council_share
    assert min(budget.contribution, budget.council_share) >= 0


def test_a_price_by_the_hour_explains_itself():
    way = Way(hours_a_week=Decimal("7.50"), price_an_hour=1850)
    assert way.how_worked_out == "7.5 hours at £18.50"
    assert Way(hours_a_week=Decimal("20.00"), price_an_hour=1850).how_worked_out == "20 hours at £18.50"
    assert Way(worked_out="£42 a day, two days").how_worked_out == "£42 a day, two days"
