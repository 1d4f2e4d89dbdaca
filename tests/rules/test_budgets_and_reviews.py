"""The personal budget adds up; the indicative one explains itself and limits nothing; reviews come round in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodlives.rules.calendar import months_after
from goodlives.rules.personal_budget import DoesNotAddUp, PersonalBudget, personal_budget
from goodlives.rules.resource_allocation import (
    CarerSupport,
    Domain,
    HelpNeeded,
    budget_for,
    indicative_budget,
    points_for,
)
from goodlives.rules.reviews import light_touch_review, planned_review, reviews_due
from goodlives.rules.wellbeing import Wellbeing

ON = date(2025, 6, 2)
levels, bands = st.sampled_from(HelpNeeded), st.sampled_from(CarerSupport)
all_needs = st.fixed_dictionaries(dict.fromkeys(Domain, levels))
some_support = st.dictionaries(st.sampled_from(Domain), bands)


def test_the_council_pays_the_balance() -> None:
    budget = personal_budget(45400, 11010)
    assert budget == PersonalBudget(45400, 11010, 34390)
    assert budget.as_json()["council_share"] == "343.90"


@pytest.mark.parametrize(
    ("cost", "contribution", "council_share"), [(100, 50, 49), (100, 50, 51), (100, -1, 101), (100, 101, -1)]
)
def test_a_budget_that_does_not_add_up_is_refused(cost: int, contribution: int, council_share: int) -> None:
    with pytest.raises(DoesNotAddUp):
        PersonalBudget(cost, contribution, council_share)


def test_nobody_contributes_more_than_the_cost() -> None:
    with pytest.raises(DoesNotAddUp, match=r"£100\.01 towards care that costs £100\.00"):
        personal_budget(10000, 10001)


@pytest.mark.parametrize(
    ("points", "weekly"),
    [(0, 0), (9, 0), (10, 6000), (19, 6000), (20, 11500), (39, 19000), (40, 31000), (79, 48000), (80, None)],
)
def test_points_become_weekly_money(points: int, weekly: int | None) -> None:
    assert budget_for(points, ON) == weekly


@given(all_needs, some_support)
def test_the_indicative_budget_is_the_money_for_the_sum_of_the_points(
    needs: dict[Domain, HelpNeeded], support: dict[Domain, CarerSupport]
) -> None:
    budget = indicative_budget(needs, support, ON)
    points = sum(points_for(domain, needs[domain], support.get(domain, CarerSupport.NONE), ON) for domain in Domain)
    assert (budget.points, budget.weekly) == (points, budget_for(points, ON))
    assert budget.costed_plan is (budget.weekly is None)
    assert len(budget.steps[0].steps) == len(Domain)
    assert budget.status == "illustrative"


@given(all_needs, st.sampled_from(Domain))
def test_more_need_never_means_less_money_and_more_carer_support_never_more(
    needs: dict[Domain, HelpNeeded], domain: Domain
) -> None:
    def rank(weekly: int | None) -> int:
        return 10**9 if weekly is None else weekly

    by_need = [rank(indicative_budget(needs | {domain: level}, {}, ON).weekly) for level in HelpNeeded]
    by_support = [rank(indicative_budget(needs, {domain: given}, ON).weekly) for given in CarerSupport]
    assert by_need == sorted(by_need)
    assert by_support == sorted(by_support, reverse=True)


def test_a_carer_who_does_all_of_one_thing_takes_nothing_off_another() -> None:
    assert points_for(Domain.NUTRITION, HelpNeeded.EVERY_DAY, CarerSupport.ALL, ON) == 0
    needs = dict.fromkeys(Domain, HelpNeeded.EVERY_DAY)
    alone = indicative_budget(needs, {}, ON).points or 0
    helped = indicative_budget(needs, {Domain.NUTRITION: CarerSupport.ALL}, ON).points or 0
    assert alone - helped == points_for(Domain.NUTRITION, HelpNeeded.EVERY_DAY, CarerSupport.NONE, ON)


@given(all_needs, some_support, st.sets(st.sampled_from(Domain), min_size=1))
def test_the_true_budget_lies_in_the_range_while_something_is_missing(
    needs: dict[Domain, HelpNeeded], support: dict[Domain, CarerSupport], missing: set[Domain]
) -> None:
    truth = indicative_budget(needs, support, ON).weekly
    known = {domain: level for domain, level in needs.items() if domain not in missing}
    budget = indicative_budget(known, support, ON)
    assert budget.weekly is None
    assert set(budget.not_yet_known) == {f"needs.{domain.value}" for domain in missing}
    assert budget.range is not None
    least, most = budget.range
    if truth is None:
        assert most is None
    else:
        assert least is not None
        assert least <= truth
        assert most is None or truth <= most


def test_support_that_is_not_yet_known_gives_a_range_too() -> None:
    needs = dict.fromkeys(Domain, HelpNeeded.NONE) | {Domain.NIGHT: HelpNeeded.ALL_THE_TIME}
    budget = indicative_budget(needs, {Domain.NIGHT: None}, ON)
    assert budget.range == (0, 6000)
    assert budget.not_yet_known == ("support.night",)
    assert budget.what_would_change_it == ("Finding out about this: Help at night",)


def test_it_says_what_would_change_it() -> None:
    needs = dict.fromkeys(Domain, HelpNeeded.NONE) | {
        Domain.NUTRITION: HelpNeeded.ALL_THE_TIME,
        Domain.COMMUNITY: HelpNeeded.EVERY_DAY,
    }
    budget = indicative_budget(needs, {Domain.COMMUNITY: CarerSupport.ALL}, ON)
    assert (budget.points, budget.weekly) == (11, 6000)
    assert budget.what_would_change_it == (
        "9 points more would make it £115.00 a week",
        "2 points fewer would make it £0.00 a week",
    )


def test_the_light_review_is_at_6_to_8_weeks_and_the_full_one_by_12_months() -> None:
    light, planned = reviews_due(date(2025, 6, 2))
    assert (light.from_on, light.due_on) == (date(2025, 7, 14), date(2025, 7, 28))
    assert planned.due_on == date(2026, 6, 2)
    assert not planned.is_overdue(date(2026, 6, 2))
    assert planned.is_overdue(date(2026, 6, 3))


def test_after_the_light_review_only_the_full_one_is_due_and_it_comes_round_each_year() -> None:
    began, done, reviewed = date(2025, 6, 2), date(2025, 7, 20), date(2026, 5, 1)
    assert reviews_due(began, light_touch_done_on=done) == (planned_review(began),)
    assert reviews_due(began, last_full_review_on=reviewed)[0].due_on == date(2027, 5, 1)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_review_is_never_wanted_after_it_is_due(began: date) -> None:
    for due in (light_touch_review(began), planned_review(began)):
        assert began < due.from_on < due.due_on <= began + timedelta(days=366)


def test_a_month_later_is_the_last_day_where_the_month_is_shorter() -> None:
    assert months_after(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2025, 11, 5), 2) == date(2026, 1, 5)


def test_the_nine_areas_of_wellbeing_are_those_of_the_act() -> None:
    assert "".join(area.letter for area in Wellbeing) == "abcdefghi"
    assert Wellbeing.CONTROL.law == "Care Act 2014 s1(2)(d)"
