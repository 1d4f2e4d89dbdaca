"""Moving into a care home for good, owning a home, by example: SI 2014/2672 Sch 2 para 2 and SI 2014/2671.

For 12 weeks the home is not counted; then most of the cost can be put off.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from goodlives.rules.charging import (
    CapitalItem,
    CapitalKind,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    Setting,
    charge,
)
from goodlives.rules.charging.twelve_weeks import PermanentStay, twelve_weeks
from goodlives.rules.deferred_payments import DeferredPaymentRequest, Home, deferral, deferred_payment, project
from goodlives.rules.duty_or_power import Basis

MOVED_IN = date(2025, 6, 2)
HOUSE = 24_000_000


def week(number: int) -> dict[str, Any]:
    """House 240,000, savings 9,000, income 310.25, fee 950: the figures of one week, the first being week 1."""
    on = MOVED_IN + timedelta(weeks=number - 1)
    clock = twelve_weeks([PermanentStay(MOVED_IN)], on)
    answer = charge(
        Circumstances(
            on=on,
            setting=Setting.CARE_HOME_PERMANENT,
            age=85,
            household=Household.SINGLE,
            cost_of_care=95_000,
            capital=(
                CapitalItem(CapitalKind.MAIN_HOME, HOUSE, disregard=clock.disregard),
                CapitalItem(CapitalKind.SAVINGS, 900_000),
            ),
            income=(IncomeItem(IncomeKind.STATE_PENSION, 31_025),),
        )
    )
    return {"pays": answer.charge, "council": answer.council_pays, "capital": answer.steps[0].amount}


@pytest.mark.parametrize("number", [1, 6, 12])
def test_for_12_weeks_the_home_is_not_counted(number: int) -> None:
    assert week(number) == {"pays": 27_960, "council": 67_040, "capital": 900_000}


def test_the_councils_12_weeks_come_to_8044_80_which_is_never_asked_for_back() -> None:
    assert sum(week(number)["council"] for number in range(1, 13)) == 804_480


def test_from_week_13_the_full_cost_is_charged() -> None:
    assert week(13) == {"pays": 95_000, "council": 0, "capital": 22_500_000}


def test_and_most_of_it_can_be_put_off() -> None:
    begins_on = MOVED_IN + timedelta(weeks=12)
    offer = deferred_payment(
        DeferredPaymentRequest(
            needs_met_in_care_home=True,
            owns_a_home=True,
            home_is_not_counted=False,
            other_capital=900_000,
            adequate_security=True,
            can_agree=True,
            agrees_to_the_terms=True,
        ),
        begins_on,
    )
    assert offer.basis == Basis.MUST
    found = deferral(Home(HOUSE), cost=week(13)["pays"], income=31_025, on=begins_on)
    assert (found.limit, found.pays, found.defers) == (20_175_000, 16_625, 78_375)
    assert project(found.limit, found.defers, begins_on).whole_weeks == 257
