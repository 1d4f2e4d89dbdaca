"""Help that is free, and charges without a full assessment, by example: SI 2014/2672 regs 3 and 10."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from goodlives.rules.charging.reablement_and_equipment import (
    Reablement,
    adaptation_is_free,
    equipment_is_free,
    reablement_free_to,
    reablement_is_free,
)
from goodlives.rules.charging.without_full_assessment import (
    LightTouch,
    RefusalToDisclose,
    full_cost_for_refusing,
    light_touch_assessment,
)

MONDAY = date(2025, 6, 2)


@pytest.mark.parametrize(
    ("says", "weeks", "on", "free"),
    [
        ("the first day", None, date(2025, 6, 2), True),
        ("the last day of week 6", None, date(2025, 7, 13), True),
        ("the first day of week 7", None, date(2025, 7, 14), False),
        ("meant for 2 weeks, the last day", 2, date(2025, 6, 15), True),
        ("meant for 2 weeks, the day after", 2, date(2025, 6, 16), False),
        ("meant for 10 weeks, the first day of week 7", 10, date(2025, 7, 14), False),
        ("before it began", None, date(2025, 6, 1), False),
    ],
)
def test_reablement_is_free_for_up_to_6_weeks(says: str, weeks: int | None, on: date, free: bool) -> None:
    found, step = reablement_is_free(Reablement(MONDAY, weeks), on)
    assert found is free, says
    assert (step.amount == 0) is free


def test_each_time_is_by_itself() -> None:
    again = date(2025, 9, 1)
    assert reablement_free_to(Reablement(again)) == date(2025, 10, 12)


def test_reablement_of_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="at least a week"):
        reablement_free_to(Reablement(MONDAY, 0))


@pytest.mark.parametrize(("cost", "free"), [(0, True), (100_000, True), (100_001, False), (None, None)])
def test_a_change_to_a_home_of_1000_pounds_or_less_is_free(cost: int | None, free: bool | None) -> None:
    assert adaptation_is_free(cost, MONDAY)[0] is free


def test_equipment_is_free_whatever_it_costs() -> None:
    assert equipment_is_free()[0] is True


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    met: bool | None


PLENTY = LightTouch(
    plenty_and_agrees_to_full_cost=True,
    small_charge_clearly_affordable=False,
    benefit_shows_they_cannot_pay=False,
    consents=True,
    told_of_right_to_full_assessment=True,
)
NO_REASON = {"plenty_and_agrees_to_full_cost": False}
LIGHT_TOUCH = [
    Case("plenty, and agrees to the full cost", {}, True),
    Case("a small charge they can clearly afford", NO_REASON | {"small_charge_clearly_affordable": True}, True),
    Case("a benefit shows that they cannot pay", NO_REASON | {"benefit_shows_they_cannot_pay": True}, True),
    Case("none of the three", NO_REASON, False),
    Case("they want a full assessment", {"consents": False}, False),
    Case("not told that they may have one", {"told_of_right_to_full_assessment": False}, False),
    Case("whether they agree is not yet known", {"consents": None}, None),
    Case("none of the three yet known", {"plenty_and_agrees_to_full_cost": None}, None),
]


@pytest.mark.parametrize("case", LIGHT_TOUCH, ids=lambda case: case.says)
def test_a_light_touch_assessment(case: Case) -> None:
    assert light_touch_assessment(replace(PLENTY, **case.change)).met is case.met


REFUSES = RefusalToDisclose(asked_for_information=True, refuses=True, told_what_follows=True, able_to_decide_this=True)
REFUSALS = [
    Case("asked, told what follows, and still refuses", {}, True),
    Case("does not refuse", {"refuses": False}, False),
    Case("was never asked", {"asked_for_information": False}, False),
    Case("was not told what follows", {"told_what_follows": False}, False),
    Case("is not able to decide this", {"able_to_decide_this": False}, False),
    Case("care that is free needs no information", {"exempt": True}, False),
    Case("whether it was explained is not yet known", {"told_what_follows": None}, None),
]


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.says)
def test_the_full_cost_for_refusing_to_say(case: Case) -> None:
    assert full_cost_for_refusing(replace(REFUSES, **case.change)).met is case.met
