"""What is true of every clock of a stay in a care home, and of capital given away."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.charging import CapitalItem, CapitalKind, Circumstances, Setting, charge
from goodlives.rules.charging.benefits_in_care_homes import CouncilFundedStay, disability_benefit
from goodlives.rules.charging.diminishing_capital import diminishing_capital
from goodlives.rules.charging.twelve_weeks import PermanentStay, twelve_weeks
from goodlives.rules.charging.type_of_stay import Stay, type_of_stay
from tests.rules.made_up import payers

FIRST = date(2024, 1, 1)
# A stay of so many days, a gap of so many, a stay...
runs = st.lists(st.integers(1, 120), min_size=1, max_size=7)


def periods(days_and_gaps: list[int]) -> list[tuple[date, date]]:
    edges = [FIRST + timedelta(days=total) for total in accumulate([0, *days_and_gaps])]
    return list(zip(edges[::2], edges[1::2], strict=False))


@settings(max_examples=40)
@given(runs)
def test_the_home_is_left_out_for_no_more_than_84_days_within_a_year_of_leaving_first(days_and_gaps: list[int]) -> None:
    stays = [PermanentStay(came, left) for came, left in periods(days_and_gaps)]
    until = stays[0].left_on + timedelta(weeks=52)  # type: ignore[operator]
    linked = [stay for stay in stays if stay.moved_in_on <= until]
    left_out = 0
    for stay in linked:
        assert stay.left_on
        for number in range((stay.left_on - stay.moved_in_on).days):
            found = twelve_weeks(stays, stay.moved_in_on + timedelta(days=number))
            left_out += not found.home_counts
            assert found.days_used + found.days_left == 84
    lived = sum((stay.left_on - stay.moved_in_on).days for stay in linked if stay.left_on)
    assert left_out == min(84, lived)


@settings(max_examples=40)
@given(runs)
def test_once_the_home_counts_it_counts_until_the_stay_ends(days_and_gaps: list[int]) -> None:
    stays = [PermanentStay(came, left) for came, left in periods(days_and_gaps)]
    last = stays[-1]
    assert last.left_on
    counts = [
        twelve_weeks(stays, last.moved_in_on + timedelta(days=number)).home_counts
        for number in range((last.left_on - last.moved_in_on).days)
    ]
    assert counts == sorted(counts)


@settings(max_examples=40)
@given(runs)
def test_no_more_than_28_counted_days_are_paid_while_stays_are_linked(days_and_gaps: list[int]) -> None:
    linked = [min(days, 26) if place % 2 else days for place, days in enumerate(days_and_gaps)]
    stays = [CouncilFundedStay(came, left) for came, left in periods(linked)]
    paid = 0
    for stay in stays:
        assert stay.left_on
        for number in range(1, (stay.left_on - stay.moved_in_on).days):
            paid += disability_benefit(stays, stay.moved_in_on + timedelta(days=number)).paid
    assert paid <= 28


@given(st.integers(0, 800), st.integers(0, 800))
def test_a_longer_stay_is_never_of_a_shorter_kind(days: int, more: int) -> None:
    order = [Setting.CARE_HOME_SHORT_TERM, Setting.CARE_HOME_TEMPORARY, Setting.CARE_HOME_PERMANENT]
    one, other = (
        type_of_stay(
            Stay(moved_in_on=FIRST, means_to_go_home=True, expected_to_leave_on=FIRST + timedelta(days=length)), FIRST
        ).setting
        for length in (days, days + more)
    )
    assert one
    assert other
    assert order.index(one) <= order.index(other)


@settings(max_examples=25, deadline=None)
@given(payers(), st.integers(1_500_000, 3_000_000))
def test_what_was_given_away_goes_down_by_exactly_what_it_costs_and_never_up(
    person: Circumstances, given_away: int
) -> None:
    own = tuple(item for item in person.capital if item.kind != CapitalKind.NOTIONAL)
    facts = replace(person, capital=(*own, CapitalItem(CapitalKind.NOTIONAL, given_away)))
    without = charge(replace(person, capital=own)).charge
    still = given_away
    for week in diminishing_capital(facts):
        assert week.at_start == still
        assert week.charge_without == without
        assert 0 <= week.at_end <= week.at_start
        assert week.at_start - week.at_end == min(max(week.charge_with - week.charge_without, 0), week.at_start)
        still = week.at_end
        if week.number > 60:
            break
