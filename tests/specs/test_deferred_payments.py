"""Putting off paying for care until a home is sold, by example: Care Act 2014 ss34 to 36 and SI 2014/2671."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from goodlives.rules.deferred_payments import (
    DeferredPaymentRequest,
    Home,
    ImpossibleDeferral,
    InterestRate,
    Movement,
    NoRateForThisDay,
    RateNotAllowed,
    deferral,
    deferred_payment,
    project,
    repayment_due,
    statement,
    statement_due,
)
from goodlives.rules.duty_or_power import Basis

ON = date(2025, 8, 25)
DUTY = DeferredPaymentRequest(
    needs_met_in_care_home=True,
    owns_a_home=True,
    home_is_not_counted=False,
    other_capital=900_000,
    adequate_security=True,
    can_agree=True,
    agrees_to_the_terms=True,
)


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    basis: Basis | None


OFFERS = [
    Case("every condition is met", {}, Basis.MUST),
    Case("£23,250 besides the home is not too much", {"other_capital": 2_325_000}, Basis.MUST),
    Case("a penny more, and the council may", {"other_capital": 2_325_001}, Basis.MAY),
    Case("a home that is not counted need not be sold, and the council may", {"home_is_not_counted": True}, Basis.MAY),
    Case("no home, but other good security", {"owns_a_home": False}, Basis.MAY),
    Case(
        "supported living is for the council to choose",
        {"needs_met_in_care_home": False, "lives_in_supported_living": True},
        Basis.MAY,
    ),
    Case("care in their own home is neither", {"needs_met_in_care_home": False}, Basis.NEITHER),
    Case("without good security neither", {"adequate_security": False}, Basis.NEITHER),
    Case("a joint owner who does not agree", {"co_owners_agree": False}, Basis.NEITHER),
    Case("nobody has authority to agree", {"can_agree": False}, Basis.NEITHER),
    Case("the terms are not agreed", {"agrees_to_the_terms": False}, Basis.NEITHER),
    Case("savings not yet known", {"other_capital": None}, None),
    Case("security not yet known", {"adequate_security": None}, None),
    Case("too much besides, and security not yet known", {"other_capital": 9_000_000, "adequate_security": None}, None),
]


@pytest.mark.parametrize("case", OFFERS, ids=lambda case: case.says)
def test_who_is_offered_a_deferred_payment(case: Case) -> None:
    assert deferred_payment(replace(DUTY, **case.change), ON).basis == case.basis


def test_what_is_not_yet_known_is_asked() -> None:
    assert deferred_payment(replace(DUTY, other_capital=None), ON).still_to_find_out == (
        "Your other savings and capital come to no more than £23,250.00",
    )
    asked = deferred_payment(replace(DUTY, other_capital=9_000_000, adequate_security=None), ON).still_to_find_out
    assert asked == ("The council would have good security for what you owe, such as the first charge on your home",)


@dataclass(frozen=True)
class Limit:
    says: str
    home: Home
    limit: str


LIMITS = [
    Limit("£200,000", Home(20_000_000), "165750.00"),
    Limit("£100,000", Home(10_000_000), "75750.00"),
    Limit("£240,000", Home(24_000_000), "201750.00"),
    Limit("half of £240,000: the person's own share only", Home(24_000_000, 1, 2), "93750.00"),
    Limit("£200,000 with a mortgage of £20,000", Home(20_000_000, existing_charges=2_000_000), "145750.00"),
    Limit("a home worth less than what must be left", Home(1_500_000), "0.00"),
    Limit("an odd penny is not lent: 33,333.33 less 3,333.34 less 14,250", Home(10_000_000, 1, 3), "15749.99"),
]


@pytest.mark.parametrize("case", LIMITS, ids=lambda case: case.says)
def test_the_equity_limit(case: Limit) -> None:
    found = deferral(case.home, cost=95_000, income=31_025, on=ON)
    assert f"{found.limit / 100:.2f}" == case.limit
    assert found.steps[0].amount == found.limit


@dataclass(frozen=True)
class Week:
    says: str
    facts: dict[str, int]
    keeps: int
    pays: int
    defers: int


WEEKS = [
    Week("keeping £144, pays 166.25 and puts off 783.75", {}, 14_400, 16_625, 78_375),
    Week("keeping less, by choice", {"wants_to_keep": 3_065}, 3_065, 27_960, 67_040),
    Week("nobody keeps more than £144 of their income", {"wants_to_keep": 20_000}, 14_400, 16_625, 78_375),
    Week("but part of the rent from the home may be kept as well", {"rent_kept": 5_000}, 19_400, 11_625, 83_375),
    Week("an income below £144 is all kept", {"income": 10_000}, 10_000, 0, 95_000),
    Week("nobody pays more than the care costs", {"income": 200_000}, 14_400, 95_000, 0),
]


@pytest.mark.parametrize("case", WEEKS, ids=lambda case: case.says)
def test_what_is_kept_paid_and_put_off_each_week(case: Week) -> None:
    found = deferral(Home(24_000_000), **({"cost": 95_000, "income": 31_025} | case.facts), on=ON)
    assert (found.keeps, found.pays, found.defers) == (case.keeps, case.pays, case.defers)


def test_the_steps_of_a_week_can_be_checked_by_hand() -> None:
    limit, week = deferral(Home(24_000_000), cost=95_000, income=31_025, on=ON).steps
    assert [step.amount for step in limit.steps] == [24_000_000, 2_400_000, 1_425_000]
    cost, pays = week.steps
    assert (week.amount, cost.amount, pays.amount) == (78_375, 95_000, 16_625)
    assert [step.amount for step in pays.steps] == [31_025, 14_400]


@pytest.mark.parametrize("home", [Home(100, 0, 1), Home(100, 2, 1), Home(-1), Home(100, existing_charges=-1)])
def test_a_home_that_cannot_be_is_refused(home: Home) -> None:
    with pytest.raises(ImpossibleDeferral):
        deferral(home, cost=1, income=1, on=ON)


def test_the_limit_is_reached_after_257_whole_weeks_without_interest() -> None:
    found = project(20_175_000, 78_375, ON)
    assert found.whole_weeks == 257
    assert found.owed_then == 257 * 78_375
    assert found.limit_reached_on == date(2030, 7, 29)
    assert found.notice_by == date(2030, 6, 29)
    assert found.review_on == date(2028, 2, 14)  # after 129 weeks half of the limit is owed
    assert found.warning_on == date(2029, 2, 12)  # after 181 weeks 70%


def test_a_week_that_comes_to_the_limit_exactly_is_put_off() -> None:
    assert project(30_000, 10_000, ON).whole_weeks == 3
    assert project(29_999, 10_000, ON).whole_weeks == 2


def test_a_deferral_of_nothing_never_reaches_its_limit() -> None:
    found = project(30_000, 0, ON)
    assert (found.whole_weeks, found.limit_reached_on, found.review_on) == (None, None, None)
    assert "not reached in 60 years" in found.steps[-1].what


# Made-up rates: each council gives its own.
RATES = (
    InterestRate(date(2025, 7, 1), 400, 390, "a forecast"),
    InterestRate(date(2026, 1, 1), 500, 490, "a forecast"),
)


def test_interest_brings_the_limit_nearer_and_says_whose_rate_it_used() -> None:
    found = project(20_175_000, 78_375, ON, RATES)
    assert found.whole_weeks is not None
    assert found.whole_weeks < 257
    assert "at the last known rate after 30 June 2026" in found.steps[-1].what


def test_interest_is_simple_within_a_half_year_and_added_at_its_end() -> None:
    """£10,000 put off on 30 June: 184 days at 4%, then 181 days at 5% on that and its interest."""
    first, second = 1_000_000 * 400 * 184 // (10_000 * 365), 0
    assert first == 20_164
    second = (1_000_000 + first) * 500 * 181 // (10_000 * 365)
    found = statement([Movement(date(2025, 6, 30), 1_000_000)], RATES, date(2026, 6, 30))
    assert (found.put_off, found.interest, found.owed) == (1_000_000, first + second, 1_000_000 + first + second)
    assert [step.amount for step in found.steps] == [1_000_000, 1_020_164, found.owed, found.owed]


def test_a_whole_year_at_four_percent_is_four_percent_in_a_leap_year_too() -> None:
    flat = [InterestRate(date(2028, month, 1), 400, 400, "a forecast") for month in (1, 7)]
    found = statement([Movement(date(2027, 12, 31), 10_000_000)], flat, date(2028, 12, 31))
    first = 10_000_000 * 400 * 182 // (10_000 * 366)
    assert found.interest == first + (10_000_000 + first) * 400 * 184 // (10_000 * 366)
    assert 400_000 <= found.interest < 400_000 * 102 // 100


def test_money_paid_back_earns_no_more_interest() -> None:
    whole = statement([Movement(date(2025, 7, 1), 100_000)], RATES, date(2025, 12, 31))
    part = statement(
        [Movement(date(2025, 7, 1), 100_000), Movement(date(2025, 7, 1), -60_000, "Paid back")],
        RATES,
        date(2025, 12, 31),
    )
    assert part.owed == 40_000 + whole.interest * 4 // 10


def test_without_a_rate_for_the_day_no_interest_is_made_up() -> None:
    with pytest.raises(NoRateForThisDay, match="31 December 2024"):
        statement([Movement(date(2024, 7, 1), 100)], RATES, date(2025, 1, 31))
    with pytest.raises(NoRateForThisDay):
        project(20_175_000, 78_375, date(2025, 5, 1), RATES)


@pytest.mark.parametrize(
    ("says", "from_on", "rate", "reference"),
    [
        ("from 1 January or 1 July", date(2025, 4, 1), 400, "a forecast"),
        ("no more than the gilt rate and 0.15%", date(2025, 7, 1), 406, "a forecast"),
        ("with its source", date(2025, 7, 1), 400, ""),
    ],
)
def test_a_rate_that_is_not_allowed_is_refused(says: str, from_on: date, rate: int, reference: str) -> None:
    with pytest.raises(RateNotAllowed):
        InterestRate(from_on, rate, 390, reference)


def test_a_rate_of_just_the_gilt_rate_and_0_15_is_allowed() -> None:
    assert InterestRate(date(2025, 7, 1), 405, 390, "a forecast").to_on == date(2025, 12, 31)


def test_a_statement_every_6_months_or_28_days_after_it_is_asked_for() -> None:
    assert statement_due(date(2025, 8, 25)) == date(2026, 2, 25)
    assert statement_due(date(2025, 8, 25), last_sent_on=date(2026, 2, 20)) == date(2026, 8, 20)
    assert statement_due(date(2025, 8, 25), asked_on=date(2025, 10, 1)) == date(2025, 10, 29)
    assert statement_due(date(2025, 8, 25), asked_on=date(2026, 2, 20)) == date(2026, 2, 25)
    assert statement_due(date(2025, 8, 25), date(2025, 10, 20), asked_on=date(2025, 10, 1)) == date(2026, 4, 20)


def test_all_is_due_when_the_home_is_sold_or_90_days_after_a_death() -> None:
    assert repayment_due(died_on=date(2026, 1, 1)) == date(2026, 4, 1)
    assert repayment_due(sold_on=date(2026, 2, 1), died_on=date(2026, 1, 1)) == date(2026, 2, 1)
    assert repayment_due() is None
