"""Which missing fact would narrow the range most: what is said to be left of it is never less than is left."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.charging import (
    CapitalItem,
    CapitalKind,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    SavingsCredit,
    Setting,
    charge,
    narrows_it_most,
)
from goodlives.rules.charging.narrows_it_most import known
from tests.rules.made_up import anybody
from tests.rules.test_charging_properties import MISSING, PENSIONER


def width(one: Circumstances) -> int | None:
    """How wide the range is: nothing when the charge is known, None when it has no end."""
    answer = charge(one)
    if answer.range is None:
        return 0
    least, most = answer.range
    return None if most is None else most - least


def facts(one: Circumstances) -> list[str]:
    return [narrowing.fact for narrowing in narrows_it_most(one)]


@given(anybody(exempt=None), st.sets(st.sampled_from(sorted(MISSING)), min_size=1, max_size=3), st.data())
@settings(max_examples=60, deadline=None)
def test_knowing_a_fact_never_leaves_more_than_is_said(one: Circumstances, missing: set[str], data: Any) -> None:
    for name in sorted(missing):
        one = MISSING[name][1](one, None)
    now = width(one)
    found = narrows_it_most(one)
    assert {narrowing.fact for narrowing in found} == set(charge(one).not_yet_known)
    for narrowing in found:
        yes_or_no = narrowing.fact.startswith(("person.", "half_"))
        this = data.draw(st.integers(0, 1) if yes_or_no else st.integers(0, 3_000_000), label=narrowing.fact)
        left = width(known(one, narrowing.fact, this))
        if narrowing.leaves_at_most is not None:
            assert left is not None
            assert left <= narrowing.leaves_at_most
            assert now is None or narrowing.leaves_at_most <= now


@given(anybody(exempt=None), st.sampled_from(sorted(MISSING)))
@settings(max_examples=60, deadline=None)
def test_the_last_missing_fact_leaves_nothing(one: Circumstances, name: str) -> None:
    one = MISSING[name][1](replace(one, pension_age_reached=True, partner_pension_age_reached=True), None)
    for narrowing in narrows_it_most(one):
        if len(charge(one).not_yet_known) == 1:
            assert (narrowing.leaves_at_most, narrowing.usually_leaves) == (0, 0)


def test_what_is_known_has_nothing_to_narrow() -> None:
    assert narrows_it_most(PENSIONER) == ()


def test_a_large_unknown_comes_before_a_small_one() -> None:
    """Savings credit moves the charge by 7.05 at the most; the pension moves all of it."""
    pension = (IncomeItem(IncomeKind.STATE_PENSION, None), PENSIONER.income[1])
    one = replace(PENSIONER, income=pension, savings_credit=SavingsCredit(None))
    assert facts(one) == ["income[0].amount", "savings_credit.qualifying_income"]
    first, second = narrows_it_most(one)
    assert first.leaves_at_most is not None
    assert 705 <= first.leaves_at_most <= 705 + 180, "it is said within a hundredth of the range, and never too small"
    assert second.leaves_at_most == 18_000
    assert first.words == "how much there is of this: State Pension"


def test_where_none_narrows_it_for_certain_the_one_that_usually_does_comes_first() -> None:
    """Savings of nothing, and a pension of nothing, each leave all the rest open. A pension is rarely nothing."""
    one = replace(
        PENSIONER,
        capital=(CapitalItem(CapitalKind.SAVINGS, None),),
        income=(IncomeItem(IncomeKind.STATE_PENSION, None), PENSIONER.income[1]),
    )
    narrowings = narrows_it_most(one)
    assert {narrowing.leaves_at_most for narrowing in narrowings} == {18_000}
    usually = [narrowing.usually_leaves or 0 for narrowing in narrowings]
    assert usually == sorted(usually)
    assert max(usually) < 18_000


def test_without_the_cost_nothing_else_gives_the_range_an_end() -> None:
    one = Circumstances(
        on=date(2025, 6, 2),
        setting=Setting.HOME,
        age=80,
        household=Household.SINGLE,
        cost_of_care=None,
        capital=(CapitalItem(CapitalKind.SAVINGS, None),),
        income=(IncomeItem(IncomeKind.STATE_PENSION, 30_000),),
    )
    assert charge(one).range == (0, None)
    by_fact = {narrowing.fact: narrowing for narrowing in narrows_it_most(one)}
    assert by_fact["cost_of_care"].leaves_at_most is None, "care may cost anything, and savings may pay for all of it"
    assert by_fact["cost_of_care"].usually_leaves is not None
    assert facts(one)[0] == "cost_of_care"
