"""When somebody may have direct payments, and when they are paid: Care Act 2014 ss31 to 33, SI 2014/2871."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from goodlives.rules.direct_payments import (
    CareHomeStay,
    DirectPaymentRequest,
    UseOfMoney,
    care_home_stays_allowed,
    direct_payment_conditions,
    direct_payment_review_due,
    first_care_home_day_not_allowed,
    payment_schedule,
    repayment_may_be_asked_for,
)

GOOD = DirectPaymentRequest(
    asked_for=True,
    has_capacity=True,
    excluded_by_regulations=False,
    able_to_manage=True,
    appropriate_way_to_meet_needs=True,
)
WITHOUT_CAPACITY = replace(GOOD, has_capacity=False, authorised_person_suitable=True, acts_in_best_interests=True)


@pytest.mark.parametrize("good", [GOOD, WITHOUT_CAPACITY])
def test_every_condition_met_is_yes(good: DirectPaymentRequest) -> None:
    assert direct_payment_conditions(good).met is True


@pytest.mark.parametrize(
    ("says", "change"),
    [
        ("nobody asked", {"asked_for": False}),
        ("excluded by the regulations", {"excluded_by_regulations": True}),
        ("not able to manage even with help", {"able_to_manage": False}),
        ("not a good way to meet the needs", {"appropriate_way_to_meet_needs": False}),
        ("a nominee who does not agree", {"has_nominee": True, "nominee_agrees": False}),
        (
            "family in the same home, and not necessary",
            {"pays_family_in_same_home": True, "paying_them_is_necessary": False},
        ),
        ("living in a care home", {"for_long_term_care_home": True}),
    ],
)
def test_one_condition_not_met_is_no(says: str, change: dict[str, bool]) -> None:
    conclusion = direct_payment_conditions(replace(GOOD, **change))
    assert conclusion.met is False, says
    assert sum(condition.met is False for condition in conclusion.conditions) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"has_capacity": None},
        {"able_to_manage": None},
        {"excluded_by_regulations": None},
        {"has_nominee": True},
        {"pays_family_in_same_home": True},
    ],
)
def test_something_not_yet_known_is_asked(change: dict[str, bool | None]) -> None:
    conclusion = direct_payment_conditions(replace(GOOD, **change))
    assert conclusion.met is None
    assert len(conclusion.still_to_find_out) == 1


@pytest.mark.parametrize("missing", ["authorised_person_suitable", "acts_in_best_interests"])
def test_without_capacity_somebody_authorised_must_act_in_their_interests(missing: str) -> None:
    assert direct_payment_conditions(replace(WITHOUT_CAPACITY, **{missing: False})).met is False
    assert direct_payment_conditions(replace(WITHOUT_CAPACITY, **{missing: None})).met is None


def test_family_in_the_same_home_may_be_paid_where_it_is_necessary() -> None:
    request = replace(GOOD, pays_family_in_same_home=True, paying_them_is_necessary=True)
    assert direct_payment_conditions(request).met is True


def test_the_section_follows_from_capacity() -> None:
    laws = [condition.law for condition in direct_payment_conditions(GOOD).conditions]
    assert all("s32" not in law for law in laws)
    laws = [condition.law for condition in direct_payment_conditions(WITHOUT_CAPACITY).conditions]
    assert all("s31" not in law for law in laws)


def test_payments_are_every_4_weeks_in_advance_for_a_year() -> None:
    schedule = payment_schedule(date(2025, 6, 2), 34390)
    assert len(schedule) == 13
    assert schedule[0].as_json() == {
        "number": 1,
        "due_on": "2025-06-02",
        "from_on": "2025-06-02",
        "to_on": "2025-06-29",
        "amount": "1375.60",
    }
    assert sum(payment.amount for payment in schedule) == 34390 * 52
    for one, following in pairwise(schedule):
        assert following.from_on == one.to_on + timedelta(days=1)


@pytest.mark.parametrize(("weekly", "every", "periods"), [(-1, 4, 13), (100, 0, 13), (100, 4, 0)])
def test_a_schedule_of_nothing_is_refused(weekly: int, every: int, periods: int) -> None:
    with pytest.raises(ValueError, match="A schedule needs"):
        payment_schedule(date(2025, 6, 2), weekly, every, periods)


def test_direct_payments_are_reviewed_within_6_months_and_then_every_12() -> None:
    assert direct_payment_review_due(date(2025, 6, 2)) == date(2025, 12, 2)
    assert direct_payment_review_due(date(2025, 6, 2), date(2025, 11, 20)) == date(2026, 11, 20)


def stays(*days_and_gaps: int) -> list[CareHomeStay]:
    """A stay of so many days, a gap of so many, a stay..."""
    found, day = [], date(2025, 1, 1)
    for place, days in enumerate(days_and_gaps):
        if place % 2 == 0:
            found.append(CareHomeStay(day, day + timedelta(days=days - 1)))
        day += timedelta(days=days)
    return found


@pytest.mark.parametrize(
    ("days_and_gaps", "allowed"),
    [((21, 14, 21), False), ((21, 42, 21), True), ((28,), True), ((29,), False), ((14, 27, 14), True), ((), True)],
)
def test_at_most_4_weeks_in_a_row_in_a_care_home(days_and_gaps: tuple[int, ...], allowed: bool) -> None:
    assert care_home_stays_allowed(stays(*days_and_gaps)) is allowed


def test_a_gap_of_exactly_4_weeks_lets_each_stay_stand_alone() -> None:
    assert care_home_stays_allowed(stays(21, 28, 21)) is True
    assert care_home_stays_allowed(stays(21, 27, 21)) is False


@pytest.mark.parametrize(
    ("says", "days_and_gaps", "last_day_paid"),
    [
        ("28 days", (28,), None),
        ("29 days: the 28th is the last", (29,), 28),
        ("21 days, 14 at home, 21 days: linked, and 7 of the second are paid for", (21, 14, 21), 42),
        ("21 days, 42 at home, 21 days: each stands alone", (21, 42, 21), None),
        ("28 days, 1 at home, 1 day: a day at home does not begin again", (28, 1, 1), 29),
        ("three single weeks, a week apart, are 21 days", (7, 7, 7, 7, 7), None),
        ("a fourth makes 28 days, and one day more is too many", (7, 7, 7, 7, 7, 7, 7, 7, 1), 56),
        ("two linked, then 4 weeks at home, then 28 days", (14, 7, 14, 28, 28), None),
    ],
)
def test_the_last_day_in_a_care_home_that_is_paid_for(
    says: str, days_and_gaps: tuple[int, ...], last_day_paid: int | None
) -> None:
    not_allowed = first_care_home_day_not_allowed(stays(*days_and_gaps))
    assert not_allowed == (last_day_paid and date(2025, 1, 1) + timedelta(days=last_day_paid)), says


def test_a_nominee_who_says_no_decides_nothing_while_capacity_is_not_yet_known() -> None:
    request = replace(GOOD, has_capacity=None, has_nominee=True, nominee_agrees=False)
    assert direct_payment_conditions(request).met is None
    assert direct_payment_conditions(replace(request, has_capacity=True)).met is False


@pytest.mark.parametrize(
    ("says", "not_used", "broken", "mistake", "may"),
    [
        ("spent on something else", True, False, False, True),
        ("a condition was broken", False, True, False, True),
        ("spent as agreed", False, False, False, False),
        ("an honest mistake", True, True, True, False),
        ("whether it was a mistake is not yet known", True, False, None, None),
    ],
)
def test_money_is_asked_back_only_when_it_was_not_used_as_agreed(
    says: str, not_used: bool, broken: bool, mistake: bool | None, may: bool | None
) -> None:
    use = UseOfMoney(not_used_to_meet_needs=not_used, condition_broken=broken, honest_mistake=mistake)
    assert repayment_may_be_asked_for(use).met is may, says
