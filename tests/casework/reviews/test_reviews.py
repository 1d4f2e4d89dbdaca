"""Keeping a plan under review: the diary, what is overdue, and what a review brings about (Care Act s27)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.plans.models import Plan
from goodlives.casework.reviews import actions as reviews
from goodlives.casework.reviews.models import GoalReview, Review
from goodlives.rules.calendar import months_after
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2016, 1, 1), date(2040, 1, 1))


def hold(review, *, on=ON, next="no_change", goals=None, by=None, revision=None):
    view = {"progress": "getting_there", "words": "Better each week"}
    return reviews.hold(
        review, goals=dict.fromkeys(review.plan.goals.all(), view) if goals is None else goals, next=next,
        own_words="I am well.", what_changed="Nothing", who_took_part="Amina and her sister", reasons="It works.",
        by=by or make.UserFactory(), on=on, at=AT, revision=revision or review.revision,
    )  # fmt: skip


def first_check(**known):
    return made_up.in_force(**known).reviews.get()


def test_the_first_check_is_6_to_8_weeks_after_support_begins():
    review = first_check(starts_on=date(2026, 11, 9))
    assert (review.kind, review.due_from, review.due_by) == ("light_touch", date(2026, 12, 21), date(2027, 1, 4))


def test_after_the_first_check_the_full_review_is_within_12_months_of_the_start():
    review = first_check(starts_on=date(2026, 11, 9))
    decision = hold(review, on=date(2027, 1, 4))
    planned = Review.objects.get(plan=review.plan, kind="planned")
    assert planned.due_by == date(2027, 11, 9)
    assert decision.next_steps == "We look at the plan again by 9 November 2027, and sooner if you ask."
    assert decision.participation == "Amina and her sister"


def test_a_first_check_held_more_than_a_year_late_does_not_leave_a_review_already_overdue():
    review = first_check(starts_on=date(2026, 11, 9))
    hold(review, on=date(2028, 2, 1))
    assert Review.objects.get(plan=review.plan, kind="planned").due_by == date(2029, 2, 1)


def test_a_review_held_early_moves_the_one_in_the_diary():
    plan = made_up.in_force()
    make.ReviewFactory(plan=plan, kind="planned", due_from=date(2027, 10, 9), due_by=date(2027, 11, 9))
    asked = reviews.ask_for_review(plan, by=plan.person.user, on=date(2027, 3, 1), at=AT, why="I moved")
    hold(asked, on=date(2027, 3, 10))
    assert Review.objects.get(plan=plan, kind="planned").due_by == date(2028, 3, 10)


@given(started=DAYS, held_after=st.integers(0, 800), kind=st.sampled_from(Review.Kind.values))
def test_the_next_review_is_always_ahead_and_never_more_than_12_months_away(started, held_after, kind):
    on = started + timedelta(days=held_after)
    window = reviews._next_planned(Review(plan=Plan(starts_on=started), kind=kind), on)
    assert on < window.due_on <= months_after(on, 12)
    assert window.from_on <= window.due_on


@given(due_by=DAYS, days=st.integers(-400, 400))
def test_a_review_is_overdue_from_the_day_after_it_was_due(due_by, days):
    assert Review(due_by=due_by).days_overdue(due_by + timedelta(days=days)) == max(days, 0)
    assert Review(due_by=due_by, held_on=due_by).days_overdue(due_by + timedelta(days=days)) == 0


def test_what_is_overdue_in_the_list_is_what_says_that_it_is_overdue():
    review = first_check()
    for days in (-1, 0, 1):
        on = review.due_by + timedelta(days=days)
        assert Review.objects.overdue(on).exists() == (review.days_overdue(on) > 0) == (days > 0)
    hold(review, on=review.due_by)
    assert not Review.objects.overdue(date(2027, 1, 10)).exists()


def test_each_goal_is_looked_at():
    review = first_check()
    with pytest.raises(reviews.CannotHold, match="I want to wash"):
        hold(review, goals={})
    assert not GoalReview.objects.exists()


def test_a_review_is_recorded_once():
    review = first_check()
    other_page = Review.objects.get(pk=review.pk)
    hold(review)
    with pytest.raises(reviews.CannotHold, match="already"):
        hold(other_page)


def test_the_second_to_write_a_review_is_told_and_nothing_is_half_saved():
    review = first_check()
    with pytest.raises(ChangedMeanwhile):
        hold(review, revision=review.revision + 1)
    assert not GoalReview.objects.exists()
    assert not Review.objects.filter(kind="planned").exists()


def test_a_review_that_ends_the_support_ends_the_plan_and_leaves_the_diary_empty():
    review = first_check()
    hold(review, next="end")
    assert Plan.objects.get(pk=review.plan_id).state == "ended"
    assert not Review.objects.to_be_held().exists()


def test_only_a_plan_in_force_is_reviewed():
    draft = made_up.draft()
    with pytest.raises(reviews.CannotHold, match="in force"):
        reviews.ask_for_review(draft, by=make.UserFactory(), on=ON, at=AT)
    with pytest.raises(reviews.CannotHold, match="in force"):
        hold(make.ReviewFactory(plan=draft))


def test_a_review_asked_for_is_within_four_weeks_and_is_asked_for_once():
    plan = made_up.in_force()
    review = reviews.ask_for_review(plan, by=plan.person.user, on=ON, at=AT, why="My sister has moved away.")
    assert (review.due_from, review.due_by) == (ON, ON + timedelta(weeks=4))
    with pytest.raises(reviews.AlreadyInDiary) as found:
        reviews.ask_for_review(plan, by=make.UserFactory(), on=ON, at=AT)
    assert found.value.review == review


@pytest.mark.parametrize(
    ("wrong", "broken"),
    [
        ({"due_from": date(2027, 1, 2), "due_by": date(2027, 1, 1)}, "review_window_is_the_right_way_round"),
        ({"held_on": ON}, "review_held_says_who_and_what_next"),
    ],
)
def test_the_database_refuses_a_review_that_cannot_be(wrong, broken):
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        make.ReviewFactory(**wrong)
