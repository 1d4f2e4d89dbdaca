"""Moving to another council's area without losing support, by example: Care Act 2014 ss37 and 38."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from goodlives.rules.continuity import (
    Move,
    first_council_must_go_on,
    move_is_covered,
    must_explain_in_writing,
    must_meet_needs_as_before,
    second_council_must_assess,
)

MOVED = date(2025, 6, 2)
MOVE = Move(first_council_meets_needs=True, second_council_told=True, intention_is_genuine=True)
DONE = {"assessed_on": date(2025, 5, 20), "plan_in_place_on": date(2025, 5, 30)}


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    as_before: bool | None


CASES = [
    Case("moved, and not yet assessed", {"moved_on": MOVED}, True),
    Case("moved and assessed, but without a plan", {"moved_on": MOVED, "assessed_on": date(2025, 5, 20)}, True),
    Case("moved, assessed and with a plan", {"moved_on": MOVED} | DONE, False),
    Case(
        "moved, with a plan that comes later", {"moved_on": MOVED} | DONE | {"plan_in_place_on": date(2025, 7, 1)}, True
    ),
    Case("not moved yet", {}, False),
    Case("moves later", {"moved_on": date(2025, 7, 1)}, False),
    Case("moved, but the council was not told", {"moved_on": MOVED, "second_council_told": False}, False),
    Case("moved, whose needs no council met", {"moved_on": MOVED, "first_council_meets_needs": False}, False),
    Case("moved, and whether it was meant is not yet known", {"moved_on": MOVED, "intention_is_genuine": None}, None),
    Case(
        "left a placement to live in the community there",
        {"moved_on": MOVED, "leaves_a_placement": True, "moves_to_the_second_area": False},
        True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_second_council_does_as_the_first_did(case: Case) -> None:
    assert must_meet_needs_as_before(replace(MOVE, **case.change), date(2025, 6, 10)).met is case.as_before


def test_the_duty_begins_on_the_day_of_the_move_and_the_first_councils_ends() -> None:
    move = replace(MOVE, moved_on=MOVED)
    assert must_meet_needs_as_before(move, date(2025, 6, 1)).met is False
    assert first_council_must_go_on(move, date(2025, 6, 1)) is True
    assert must_meet_needs_as_before(move, MOVED).met is True
    assert first_council_must_go_on(move, MOVED) is False


def test_the_second_council_assesses_before_the_move() -> None:
    assert second_council_must_assess(MOVE).met is True
    assert second_council_must_assess(replace(MOVE, assessed_on=MOVED)).met is False
    assert second_council_must_assess(replace(MOVE, intention_is_genuine=False)).met is False


def test_each_limb_of_a_move_says_its_law() -> None:
    assert [condition.law for condition in move_is_covered(MOVE).conditions] == [
        "Care Act 2014 s37(1)(a)",
        "Care Act 2014 s37(1)(b)",
        "Care Act 2014 s37(1)(c)",
    ]


def test_a_different_assessment_is_explained_in_writing() -> None:
    assert must_explain_in_writing(MOVE) is False
    assert must_explain_in_writing(replace(MOVE, assessed_on=MOVED)) is None
    assert must_explain_in_writing(replace(MOVE, assessed_on=MOVED, assessed_differently=True)) is True
