"""Money given away counts for less each week, by example: SI 2014/2672 regs 22 and 23."""

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from goodlives.rules.charging import (
    CapitalItem,
    CapitalKind,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    Setting,
)
from goodlives.rules.charging.diminishing_capital import ChargeNotKnown, diminishing_capital, still_counts_after


def gave_away(pence: int | None, *others: CapitalItem) -> Circumstances:
    """State Pension 230.25 in a care home at 900.00: without capital the charge is 199.60."""
    return Circumstances(
        on=date(2025, 6, 2),
        setting=Setting.CARE_HOME_PERMANENT,
        age=85,
        household=Household.SINGLE,
        cost_of_care=90_000,
        capital=(CapitalItem(CapitalKind.NOTIONAL, pence), *others),
        income=(IncomeItem(IncomeKind.STATE_PENSION, 23_025),),
    )


def test_above_the_limit_it_goes_down_by_the_full_cost_less_the_charge_without_it() -> None:
    """£24,500: 900.00 less 199.60 is 700.40 a week, twice; at £23,099.20 it is tariff income of £36."""
    weeks = list(islice(diminishing_capital(gave_away(2_450_000)), 3))
    assert [week.at_start for week in weeks] == [2_450_000, 2_379_960, 2_309_920]
    assert [week.charge_with for week in weeks] == [90_000, 90_000, 23_560]
    assert {week.charge_without for week in weeks} == {19_960}
    assert [week.goes_down_by for week in weeks] == [70_040, 70_040, 3_600]
    assert [week.begins_on for week in weeks] == [date(2025, 6, 2), date(2025, 6, 9), date(2025, 6, 16)]


def test_each_week_has_its_steps() -> None:
    step = next(diminishing_capital(gave_away(2_450_000))).step
    assert (step.amount, step.law) == (2_379_960, "SI 2014/2672 reg 23")
    assert [line.amount for line in step.steps] == [90_000, 19_960, 70_040]


def test_below_the_lower_limit_it_makes_no_difference_and_stays() -> None:
    *_, last = diminishing_capital(gave_away(1_425_200))
    assert (last.number, last.at_end, last.goes_down_by) == (3, 1_425_000, 0)
    assert still_counts_after(gave_away(1_425_200), 500) == 1_425_000


def test_with_other_capital_it_goes_all_the_way_down() -> None:
    """£20,000 of savings, which give £23: each of the last £250 given away adds £1, until none is left."""
    *_, last = diminishing_capital(gave_away(50_050, CapitalItem(CapitalKind.SAVINGS, 2_000_000)))
    assert (last.at_end, last.goes_down_by) == (0, 50)


def test_what_still_counts_after_so_many_weeks() -> None:
    assert still_counts_after(gave_away(2_450_000), 0) == 2_450_000
    assert still_counts_after(gave_away(2_450_000), 1) == 2_379_960
    assert still_counts_after(gave_away(2_450_000), 3) == 2_306_320
    assert still_counts_after(replace(gave_away(1), capital=()), 3) == 0


def test_a_charge_that_is_not_yet_known_diminishes_nothing() -> None:
    with pytest.raises(ChargeNotKnown):
        list(diminishing_capital(gave_away(None)))
    unknown = replace(gave_away(2_000_000), income=(IncomeItem(IncomeKind.STATE_PENSION, None),))
    with pytest.raises(ChargeNotKnown, match="income"):
        list(diminishing_capital(unknown))
