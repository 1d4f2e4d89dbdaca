"""When somebody may have direct payments, by example: Care Act 2014 ss31 to 33 and SI 2014/2871."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from goodlives.rules.direct_payments import (
    CareHomeStay,
    DirectPaymentRequest,
    care_home_stays_allowed,
    direct_payment_conditions,
)

ALL_MET = DirectPaymentRequest(
    asked_for=True,
    has_capacity=True,
    excluded_by_regulations=False,
    able_to_manage=True,
    appropriate_way_to_meet_needs=True,
)


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    met: bool | None


CASES = [
    Case("every condition is met", {}, True),
    Case("not able to manage, even with help", {"able_to_manage": False}, False),
    Case("under a court order to be treated for drugs or alcohol", {"excluded_by_regulations": True}, False),
    Case("not a good way to meet these needs", {"appropriate_way_to_meet_needs": False}, False),
    Case("to pay a partner or close relative in the same home", {"pays_family_in_same_home": True}, None),
    Case(
        "the same, and the council finds it necessary",
        {"pays_family_in_same_home": True, "paying_them_is_necessary": True},
        True,
    ),
    Case(
        "the same, and it is not necessary",
        {"pays_family_in_same_home": True, "paying_them_is_necessary": False},
        False,
    ),
    Case("for living in a care home for long", {"for_long_term_care_home": True}, False),
    Case("without capacity, and nobody yet found to manage them", {"has_capacity": False}, None),
    Case(
        "without capacity, managed by somebody suitable who acts in their interests",
        {"has_capacity": False, "authorised_person_suitable": True, "acts_in_best_interests": True},
        True,
    ),
    Case("whether they can manage is not yet known", {"able_to_manage": None}, None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_conditions_of_a_direct_payment(case: Case) -> None:
    assert direct_payment_conditions(replace(ALL_MET, **case.change)).met is case.met


@dataclass(frozen=True)
class Stays:
    """Days in a care home and days at home, by turns."""

    says: str
    days: dict[str, int]
    allowed: bool


STAYS = [
    Stays("4 weeks", {"days in the care home": 28}, True),
    Stays("a day more than 4 weeks", {"days in the care home": 29}, False),
    Stays(
        "two stays less than 4 weeks apart are added together: 42 days",
        {"days in the care home": 21, "days at home": 14, "days in the care home again": 21},
        False,
    ),
    Stays(
        "two stays 6 weeks apart each stand alone",
        {"days in the care home": 21, "days at home": 42, "days in the care home again": 21},
        True,
    ),
    Stays(
        "a gap of exactly 4 weeks lets each stay stand alone",
        {"days in the care home": 21, "days at home": 28, "days in the care home again": 21},
        True,
    ),
    Stays(
        "a gap of a day less does not",
        {"days in the care home": 21, "days at home": 27, "days in the care home again": 21},
        False,
    ),
]


@pytest.mark.parametrize("case", STAYS, ids=lambda case: case.says)
def test_what_direct_payments_may_buy_of_stays_in_a_care_home(case: Stays) -> None:
    day, found = date(2025, 6, 2), []
    for where, days in case.days.items():
        if where != "days at home":
            found.append(CareHomeStay(day, day + timedelta(days=days - 1)))
        day += timedelta(days=days)
    assert care_home_stays_allowed(found) is case.allowed
