"""What would change a charge is found with the rule, so it is proved with the rule: at the amount it is so, a penny
nearer it is not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.charging import (
    CapitalDisregard,
    CapitalItem,
    CapitalKind,
    Circumstances,
    Exemption,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    Rate,
    SavingsCredit,
    Setting,
    charge,
    what_would_change_it,
)
from goodlives.rules.charging.not_yet_known import PLENTY
from goodlives.rules.charging.treatment import treated
from goodlives.rules.charging.what_would_change_it import AMOUNTS, nearest
from goodlives.rules.explain import RULES
from goodlives.rules.parameters import charging_rates
from tests.rules.made_up import anybody

ON = date(2025, 6, 2)
COLUMNS = {amount.fact: amount.column for amount in AMOUNTS}
thorough = settings(max_examples=300, deadline=None)


def paying(one: Circumstances, fact: str, amount: int) -> int:
    """What they would pay if this fact were this much, by the plain rule."""
    rates = charging_rates(one.on)
    facts, _ = treated(one, rates)
    answer: int = RULES["weekly_charge"](facts._replace(**{COLUMNS[fact]: amount}), rates)
    return answer


@given(anybody())
@thorough
def test_at_the_amount_it_is_so_and_a_penny_nearer_it_is_not(one: Circumstances) -> None:
    now = charge(one).charge
    for change in what_would_change_it(one):
        assert change.charge != now
        if change.at is None or change.by is None:
            continue
        nearer = change.at - (1 if change.by > 0 else -1)
        assert paying(one, change.fact, change.at) == change.charge
        assert paying(one, change.fact, nearer) != change.charge
        assert paying(one, change.fact, change.at - change.by) == now


@given(anybody(exempt=None), st.data())
@thorough
def test_nothing_changes_before_the_first_and_nothing_more_after_the_last(one: Circumstances, data: Any) -> None:
    facts, _ = treated(one, charging_rates(one.on))
    found = what_would_change_it(one)
    for amount in AMOUNTS:
        here = getattr(facts, amount.column)
        for end in (0, 2_325_001 if amount.fact == "capital" else PLENTY):
            mine = [c for c in found if c.fact == amount.fact and c.by and (c.by > 0) == (end > here)]
            if not mine or here == end:
                continue
            first, last = mine[0], mine[-1]
            assert first.at is not None
            assert last.at is not None
            if len(mine) == 2 or amount.in_steps:
                between = data.draw(st.integers(*sorted((here, first.at))))
                assert between == first.at or paying(one, amount.fact, between) == charge(one).charge
            if last.words.endswith(("or more", "or less")):
                beyond = data.draw(st.integers(*sorted((last.at, end))))
                assert paying(one, amount.fact, beyond) == last.charge


@given(anybody())
@thorough
def test_every_change_is_said_with_its_law_and_once(one: Circumstances) -> None:
    found = what_would_change_it(one)
    assert all(change.words and change.law for change in found)
    assert len({(change.fact, change.words) for change in found}) == len(found)


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(-1100, 1100))
def test_the_nearest_amount_is_found_in_either_direction_whatever_is_guessed(here: int, there: int, guess: int) -> None:
    up = here <= there
    end = there + (50 if up else -50)
    found = nearest(lambda it: it >= there if up else it <= there, here, end, guess)
    assert here == there or found == there


PENSIONER = Circumstances(
    on=ON,
    setting=Setting.HOME,
    age=80,
    household=Household.SINGLE,
    cost_of_care=18_000,
    capital=(CapitalItem(CapitalKind.SAVINGS, 1_600_000),),
    income=(
        IncomeItem(IncomeKind.STATE_PENSION, 23_025),
        IncomeItem(IncomeKind.ATTENDANCE_ALLOWANCE, 7390, rate=Rate.LOWER),
    ),
    housing_costs=2840,
    disability_related_expenditure=1250,
)


def said(one: Circumstances, fact: str) -> list[tuple[str, int]]:
    return [(change.words, change.charge) for change in what_would_change_it(one) if change.fact == fact]


def test_the_next_250_of_savings_and_both_limits() -> None:
    """H1 with £16,000: £37.65 a week, £7 of it tariff income."""
    assert said(PENSIONER, "capital") == [
        ("If your savings and other capital that count go down to £15,750.00", 3665),
        ("If your savings and other capital that count go down to £14,250.00 or less", 3065),
        ("If your savings and other capital that count go up to £16,000.01", 3865),
        (
            "If your savings and other capital that count go above £23,250.00, "
            "the most you can have and still get help with the cost",
            18_000,
        ),
    ]


def test_above_the_limit_only_capital_and_circumstances_can_change_it() -> None:
    rich = replace(PENSIONER, capital=(CapitalItem(CapitalKind.SAVINGS, 2_325_001),))
    assert [(change.fact, change.at, change.charge) for change in what_would_change_it(rich)] == [
        ("capital", 2_325_000, 6665),
        ("capital", 1_425_000, 3065),
    ]


def test_where_income_falls_to_the_minimum_and_where_it_pays_for_all() -> None:
    assert said(PENSIONER, "income") == [
        ("If your income that counts in full goes down by £37.65 a week or more. Until then every penny changes it", 0),
        (
            "If your income that counts in full goes up by £142.35 a week or more. Until then every penny changes it",
            18_000,
        ),
    ]


def test_somebody_below_the_minimum_begins_to_pay_at_a_penny_above_it() -> None:
    """232.60 + 28.40 + 12.50, less 73.90 and £7 of tariff income: 192.60 of pension pays nothing."""
    poor = replace(PENSIONER, income=(IncomeItem(IncomeKind.STATE_PENSION, 18_260), PENSIONER.income[1]))
    assert said(poor, "income")[0] == ("If your income that counts in full goes up by £10.01 a week", 1)


def test_what_is_spent_on_a_disability() -> None:
    assert said(PENSIONER, "disability_related_expenditure") == [
        ("If what you spend because of your disability goes down to nothing", 5015 - 1250 + 1250),
        (
            "If what you spend because of your disability goes up to £50.15 a week or more. "
            "Until then every penny changes it",
            0,
        ),
    ]


def test_costs_of_a_disability_save_nothing_until_they_pass_the_flat_rate() -> None:
    flat = replace(PENSIONER, policy=Policy(disability_related_expenditure_flat_rate=2000))
    assert said(flat, "disability_related_expenditure") == [
        ("If what you spend because of your disability goes up to £20.01 a week", 3014),
        ("If what you spend because of your disability goes up to £50.15 a week or more", 0),
    ]


def test_care_that_costs_less_than_what_somebody_could_pay() -> None:
    assert said(PENSIONER, "cost_of_care") == [("If what your care costs goes down to £37.64 a week", 3764)]
    assert said(replace(PENSIONER, cost_of_care=2000), "cost_of_care") == [
        ("If what your care costs goes up to £37.65 a week or more. Until then every penny changes it", 3765)
    ]


def test_a_council_that_asks_for_a_maximum_is_not_reached_by_a_penny_more() -> None:
    most = replace(PENSIONER, policy=Policy(maximum_charge=2000))
    assert said(most, "income") == [
        ("If your income that counts in full goes down by £17.66 a week", 1999),
        ("If your income that counts in full goes down by £37.65 a week or more", 0),
    ]


def test_savings_credit_by_the_income_that_counts_for_it() -> None:
    """With 215 of qualifying income and no credit paid nothing is ignored; above 227.10 all of 7.05 is."""
    older = replace(PENSIONER, savings_credit=SavingsCredit(21_500))
    assert said(older, "savings_credit.qualifying_income") == [
        ("If your income that counts for savings credit goes up to £227.11 a week or more", 3060)
    ]


def test_a_higher_disability_benefit_counts_as_income_and_brings_its_premium_below_pension_age() -> None:
    assert said(PENSIONER, "income[1].rate") == [
        ("If your Attendance Allowance becomes the higher rate, £110.40 a week", 3765 + 3650)
    ]
    younger = replace(
        PENSIONER,
        age=40,
        income=(IncomeItem(IncomeKind.OTHER_COUNTED, 20_000), IncomeItem(IncomeKind.PIP_DAILY_LIVING, 7390)),
    )
    now = charge(younger).charge
    assert now is not None
    assert said(younger, "income[1].rate") == [
        (
            "If your Personal Independence Payment (daily living part) becomes the enhanced rate, £110.40 a week",
            now + 3650 - 2425,
        )
    ]
    assert [fact for fact in what_would_change_it(younger) if fact.fact == "person.pension_age_reached"]


def test_a_home_that_comes_to_count_after_twelve_weeks() -> None:
    home = CapitalItem(CapitalKind.MAIN_HOME, 24_000_000, disregard=CapitalDisregard.TWELVE_WEEKS)
    moved = replace(PENSIONER, setting=Setting.CARE_HOME_PERMANENT, cost_of_care=95_000, capital=(home,))
    assert said(moved, "capital[0].disregard") == [
        ("When the 12 weeks are over and this counts: your main home, £216,000.00", 95_000)
    ]


def test_free_care_says_what_somebody_would_pay_when_it_ends() -> None:
    free = replace(PENSIONER, exempt=Exemption.REABLEMENT)
    assert said(free, "exempt") == [("If your care is no longer free", 3765)]
    assert len(what_would_change_it(free)) == 1


@pytest.mark.parametrize("missing", [{"cost_of_care": None}, {"housing_costs": None}])
def test_while_something_is_missing_nothing_is_said(missing: Any) -> None:
    assert what_would_change_it(replace(PENSIONER, **missing)) == ()
