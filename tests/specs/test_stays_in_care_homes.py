"""The clocks of a stay in a care home, by example: SI 2014/2672 regs 2 and 8 and Sch 2 para 2.

What kind of stay it is, the home's 12 weeks, and disability benefits.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from goodlives.rules.charging.benefits_in_care_homes import CouncilFundedStay, disability_benefit
from goodlives.rules.charging.circumstances import CapitalDisregard, Setting
from goodlives.rules.charging.twelve_weeks import PermanentStay, twelve_weeks
from goodlives.rules.charging.type_of_stay import ImpossibleStay, Stay, type_of_stay

MONDAY = date(2025, 6, 2)


def day(number: int) -> date:
    """Day 0 is 2 June 2025."""
    return MONDAY + timedelta(days=number)


@dataclass(frozen=True)
class Kind:
    says: str
    facts: dict[str, Any]
    setting: Setting | None


GOES_HOME = Stay(moved_in_on=MONDAY, means_to_go_home=True)
KINDS = [
    Kind("8 weeks", {"expected_to_leave_on": day(56)}, Setting.CARE_HOME_SHORT_TERM),
    Kind("8 weeks and a day", {"expected_to_leave_on": day(57)}, Setting.CARE_HOME_TEMPORARY),
    Kind("52 weeks", {"expected_to_leave_on": day(364)}, Setting.CARE_HOME_TEMPORARY),
    Kind("52 weeks and a day", {"expected_to_leave_on": day(365)}, Setting.CARE_HOME_PERMANENT),
    Kind(
        "a little longer, for a special reason",
        {"expected_to_leave_on": day(380), "exceptional": True},
        Setting.CARE_HOME_TEMPORARY,
    ),
    Kind(
        "a little longer, and the reason is not yet known",
        {"expected_to_leave_on": day(380), "exceptional": None},
        None,
    ),
    Kind("does not mean to go home", {"means_to_go_home": False}, Setting.CARE_HOME_PERMANENT),
    Kind("whether they mean to go home is not yet known", {"means_to_go_home": None}, None),
    Kind("how long is not yet known", {}, None),
    Kind(
        "became permanent before this day",
        {"expected_to_leave_on": day(40), "permanent_from": day(10)},
        Setting.CARE_HOME_PERMANENT,
    ),
    Kind(
        "becomes permanent after this day: not from before",
        {"expected_to_leave_on": day(40), "permanent_from": day(11)},
        Setting.CARE_HOME_SHORT_TERM,
    ),
]


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case.says)
def test_what_kind_of_stay_it_is(case: Kind) -> None:
    found = type_of_stay(replace(GOES_HOME, **case.facts), day(10))
    assert found.setting == case.setting
    assert (found.still_to_find_out == ()) is (case.setting is not None)


def test_a_stay_that_ends_before_it_began_is_refused() -> None:
    with pytest.raises(ImpossibleStay):
        type_of_stay(replace(GOES_HOME, expected_to_leave_on=day(-1)), day(10))


@dataclass(frozen=True)
class TwelveWeeksCase:
    """Stays as pairs of days: moved in, left (None: still there)."""

    says: str
    stays: tuple[tuple[int, int | None], ...]
    on: int
    counts: bool
    counts_from: int | None
    days_used: int


TWELVE_WEEKS = [
    TwelveWeeksCase("the first day", ((0, None),), 0, False, 84, 0),
    TwelveWeeksCase("the last day of week 12", ((0, None),), 83, False, 84, 83),
    TwelveWeeksCase("the first day of week 13", ((0, None),), 84, True, 84, 84),
    TwelveWeeksCase(
        "left after 5 weeks and back within 52: 7 weeks are left", ((0, 35), (100, None)), 148, False, 149, 83
    ),
    TwelveWeeksCase("and then it counts", ((0, 35), (100, None)), 149, True, 149, 84),
    TwelveWeeksCase("back exactly 52 weeks after leaving", ((0, 35), (399, None)), 399, False, 448, 35),
    TwelveWeeksCase("back a day later: 12 weeks again", ((0, 35), (400, None)), 400, False, 484, 0),
    TwelveWeeksCase("all 12 weeks used, and back within 52", ((0, 200), (300, None)), 300, True, 300, 84),
    TwelveWeeksCase("all 12 weeks used, and back after 52", ((0, 200), (565, None)), 565, False, 649, 0),
    TwelveWeeksCase("three stays within 52 weeks share the 12", ((0, 14), (50, 64), (100, None)), 155, False, 156, 83),
    TwelveWeeksCase(
        "the 52 weeks run from leaving the first time, not the last",
        ((0, 14), (50, 64), (379, None)),
        379,
        False,
        463,
        0,
    ),
    TwelveWeeksCase(
        "two stays of 60 days use all 84, and no more than 84", ((0, 60), (70, 130), (140, None)), 140, True, 140, 84
    ),
    TwelveWeeksCase(
        "12 weeks again after 52, of which 20 days are used, and back soon: 64 are left",
        ((0, 84), (449, 469), (500, None)),
        563,
        False,
        564,
        83,
    ),
    TwelveWeeksCase("after leaving there is no stay", ((0, 35),), 35, False, None, 0),
    TwelveWeeksCase("before moving in there is none", ((0, None),), -1, False, None, 0),
]


@pytest.mark.parametrize("case", TWELVE_WEEKS, ids=lambda case: case.says)
def test_the_home_is_not_counted_for_12_weeks(case: TwelveWeeksCase) -> None:
    stays = [PermanentStay(day(came), None if left is None else day(left)) for came, left in case.stays]
    found = twelve_weeks(stays, day(case.on))
    assert (found.home_counts, found.days_used) == (case.counts, case.days_used)
    assert found.counts_from == (None if case.counts_from is None else day(case.counts_from))
    not_counted = case.counts_from is not None and not case.counts
    assert found.disregard is (CapitalDisregard.TWELVE_WEEKS if not_counted else None)


def test_when_another_reason_ends_unexpectedly_it_is_left_out_for_12_weeks_more() -> None:
    found = twelve_weeks([PermanentStay(day(0))], day(120), other_disregard_ended_on=day(100))
    assert (found.home_counts, found.counts_from) == (False, day(184))
    assert twelve_weeks([PermanentStay(day(0))], day(184), other_disregard_ended_on=day(100)).home_counts


@pytest.mark.parametrize("stays", [((0, None), (50, None)), ((0, 60), (50, None)), ((0, -1),)])
def test_stays_that_cannot_be_are_refused(stays: tuple[tuple[int, int | None], ...]) -> None:
    with pytest.raises(ImpossibleStay):
        twelve_weeks([PermanentStay(day(came), None if left is None else day(left)) for came, left in stays], day(70))


@dataclass(frozen=True)
class Benefit:
    """Stays the council helps to pay for, as pairs of days: moved in, left (None: still there)."""

    says: str
    stays: tuple[tuple[int, int | None], ...]
    on: int
    paid: bool
    days_counted: int


BENEFITS = [
    Benefit("the day of going in is not counted", ((0, None),), 0, True, 0),
    Benefit("day 28 is paid", ((0, None),), 28, True, 28),
    Benefit("day 29 is not", ((0, None),), 29, False, 29),
    Benefit("at home again", ((0, 60),), 60, True, 0),
    Benefit("10 days, and back 28 days later: 18 are left", ((0, 11), (38, None)), 56, True, 28),
    Benefit("and then it stops", ((0, 11), (38, None)), 57, False, 29),
    Benefit("10 days, and back 29 days later: 28 again", ((0, 11), (39, None)), 67, True, 28),
    Benefit("all 28 used, and back within 28: stops the day after going in", ((0, 60), (70, None)), 71, False, 60),
    Benefit("somebody who pays for all of it", (), 100, True, 0),
]


@pytest.mark.parametrize("case", BENEFITS, ids=lambda case: case.says)
def test_disability_benefits_stop_after_28_days(case: Benefit) -> None:
    stays = [CouncilFundedStay(day(came), None if left is None else day(left)) for came, left in case.stays]
    found = disability_benefit(stays, day(case.on))
    assert (found.paid, found.days_counted) == (case.paid, case.days_counted)


def test_overlapping_stays_are_refused() -> None:
    with pytest.raises(ImpossibleStay):
        disability_benefit([CouncilFundedStay(day(0)), CouncilFundedStay(day(5))], day(10))
    with pytest.raises(ImpossibleStay):
        disability_benefit([CouncilFundedStay(day(0), day(20)), CouncilFundedStay(day(5))], day(10))
