"""Capital left out for others or for a time, or counted though given away, by example: SI 2014/2672, reg 22, Sch 2."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from goodlives.rules.charging.circumstances import CapitalDisregard
from goodlives.rules.charging.deprivation import Gift, Transfer, deprivation, whoever_got_it_owes_the_difference
from goodlives.rules.charging.for_a_time import ForATime, not_counted_for_now
from goodlives.rules.charging.home_others_live_in import (
    LivesThere,
    Occupant,
    disregard_for_others,
    home_others_live_in,
)
from goodlives.rules.duty_or_power import Basis

WIFE = Occupant(who=LivesThere.PARTNER, main_home=True, since_before_the_move=True)


@dataclass(frozen=True)
class Case:
    says: str
    occupants: tuple[Occupant, ...] | None
    basis: Basis | None


def lives(who: LivesThere, **facts: Any) -> tuple[Occupant, ...]:
    return (replace(WIFE, who=who, **facts),)


HOMES = [
    Case("a wife who has always lived there", (WIFE,), Basis.MUST),
    Case("a relative of 60 or over", lives(LivesThere.RELATIVE_60_OR_OVER), Basis.MUST),
    Case("an incapacitated relative", lives(LivesThere.INCAPACITATED_RELATIVE), Basis.MUST),
    Case("their child under 18", lives(LivesThere.OWN_CHILD_UNDER_18), Basis.MUST),
    Case("a former partner who has not parted from them", lives(LivesThere.FORMER_PARTNER), Basis.MUST),
    Case("a divorced former partner", lives(LivesThere.FORMER_PARTNER, estranged_or_divorced=True), Basis.MAY),
    Case(
        "a divorced former partner who brings up a child there",
        lives(LivesThere.FORMER_PARTNER, estranged_or_divorced=True, lone_parent_with_child=True),
        Basis.MUST,
    ),
    Case("a friend who gave up a home to care", lives(LivesThere.SOMEBODY_ELSE), Basis.MAY),
    Case(
        "a relative of 60 who came later", lives(LivesThere.RELATIVE_60_OR_OVER, since_before_the_move=False), Basis.MAY
    ),
    Case(
        "a relative of 60 whose main home is elsewhere",
        lives(LivesThere.RELATIVE_60_OR_OVER, main_home=False),
        Basis.NEITHER,
    ),
    Case("nobody", (), Basis.NEITHER),
    Case("who lives there is not yet known", None, None),
    Case("since when is not yet known", lives(LivesThere.PARTNER, since_before_the_move=None), None),
    Case("a friend, and a wife since before", (*lives(LivesThere.SOMEBODY_ELSE), WIFE), Basis.MUST),
]


@pytest.mark.parametrize("case", HOMES, ids=lambda case: case.says)
def test_a_home_that_others_live_in(case: Case) -> None:
    assert home_others_live_in(case.occupants).basis == case.basis


def test_where_the_council_may_it_must_decide_before_the_home_is_left_out() -> None:
    friend = lives(LivesThere.SOMEBODY_ELSE)
    assert disregard_for_others((WIFE,), council_leaves_it_out=None) is CapitalDisregard.OCCUPIED
    assert disregard_for_others(friend, council_leaves_it_out=True) is CapitalDisregard.DISCRETIONARY
    assert disregard_for_others(friend, council_leaves_it_out=False) is None
    assert disregard_for_others((), council_leaves_it_out=True) is None


def test_who_lives_there_is_asked() -> None:
    assert home_others_live_in(None).still_to_find_out == ("Who lives in your home?",)


SINCE = date(2025, 1, 6)


@pytest.mark.parametrize(
    ("says", "kind", "on", "longer", "left_out"),
    [
        ("26 weeks, the last day", ForATime.HOME_BEING_BOUGHT, date(2025, 7, 6), False, True),
        ("26 weeks, the day after", ForATime.HOME_BEING_BOUGHT, date(2025, 7, 7), False, False),
        ("longer where that is reasonable", ForATime.MONEY_FOR_ANOTHER_HOME, date(2025, 7, 7), True, True),
        ("whether it is reasonable is not yet known", ForATime.HOME_BEING_REPAIRED, date(2025, 7, 7), None, None),
        ("52 weeks, the last day", ForATime.ARREARS_OF_BENEFITS, date(2026, 1, 4), False, True),
        ("52 weeks, the day after", ForATime.ARREARS_OF_BENEFITS, date(2026, 1, 5), False, False),
        ("and never longer", ForATime.PERSONAL_INJURY_PAYMENT, date(2026, 1, 5), True, False),
    ],
)
def test_capital_that_is_not_counted_for_a_time(
    says: str, kind: ForATime, on: date, longer: bool | None, left_out: bool | None
) -> None:
    assert not_counted_for_now(kind, SINCE, on, longer)[0] is left_out, says


GIFT = Gift(
    was_theirs=True,
    no_longer_theirs=True,
    expected_to_need_care_and_pay_for_it=True,
    paying_less_was_a_significant_reason=True,
)


@pytest.mark.parametrize(
    ("says", "change", "counted"),
    [
        ("all four", {}, True),
        ("in good health, with no reason to expect care", {"expected_to_need_care_and_pay_for_it": False}, False),
        ("for another reason", {"paying_less_was_a_significant_reason": False}, False),
        ("it was never theirs", {"was_theirs": False}, False),
        ("they have it still", {"no_longer_theirs": False}, False),
        ("why is not yet known", {"paying_less_was_a_significant_reason": None}, None),
    ],
)
def test_something_given_away_is_counted_only_when_all_four_are_so(
    says: str, change: dict[str, Any], counted: bool | None
) -> None:
    assert deprivation(replace(GIFT, **change)).met is counted, says


@pytest.mark.parametrize(
    ("says", "met_needs", "avoid", "too_little", "owes"),
    [
        ("given to avoid charges", True, True, True, True),
        ("bought for what it was worth", True, True, False, False),
        ("given for another reason", True, False, True, False),
        ("the council does not meet the needs", False, True, True, False),
        ("why is not yet known", True, None, True, None),
    ],
)
def test_whoever_got_it_owes_the_difference(
    says: str, met_needs: bool, avoid: bool | None, too_little: bool, owes: bool | None
) -> None:
    transfer = Transfer(
        council_met_the_needs=met_needs, meant_to_avoid_charges=avoid, paid_nothing_or_too_little=too_little
    )
    assert whoever_got_it_owes_the_difference(transfer).met is owes, says
