"""A question that is kept gives what Django would fetch for it, whoever it is asked of, and refuses what may differ."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count, Window

from goodlives.casework.asked_once import AskedOnce, day_of, of_one, of_one_now, planned_for_anybody
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.people.models import CircleMember
from goodlives.casework.reviews.models import Review
from goodlives.casework.seeing.models import EmergencyLook
from tests import factories

pytestmark = pytest.mark.django_db

AT = datetime(2026, 6, 22, 23, 30, tzinfo=UTC)  # the 23rd, where the council is
WEEK = timedelta(weeks=1)


def circle(person):
    return CircleMember.objects.filter(person=person).select_related("person").order_by("name")


def test_each_gets_their_own_with_what_belongs_to_each_row(django_assert_num_queries):
    kept = of_one(circle)
    ann, bo, nobody = factories.PersonFactory.create_batch(3)
    for person, name in ((ann, "Yusuf"), (ann, "Carol"), (bo, "Dan")):
        factories.CircleMemberFactory(person=person, name=name)
    for person, names in ((ann, ["Carol", "Yusuf"]), (bo, ["Dan"]), (ann, ["Carol", "Yusuf"]), (nobody, [])):
        with django_assert_num_queries(1):
            rows = kept(person.pk)
            assert [row.name for row in rows] == names
            assert all(row.person.name == person.name for row in rows)
        assert rows == list(circle(person.pk))
    assert kept.first(ann.pk).name == "Carol"
    assert kept.first(nobody.pk) is None


def test_what_is_left_out_counted_or_fetched_beside_it_is_as_django_has_it(django_assert_num_queries):
    kept = of_one(
        lambda person: (
            Assessment.objects.filter(person=person)
            .defer("own_words")
            .prefetch_related("answers")
            .annotate(in_all=Window(Count("*")))
            .order_by("started_on")[:1]
        )
    )
    assessment = factories.AssessmentFactory(own_words="I like to fish")
    factories.AssessmentFactory(person=assessment.person, started_on=date(2027, 1, 1), kind="carer")
    with django_assert_num_queries(2):
        (row,) = kept(assessment.person_id)
        assert list(row.answers.all()) == []
    assert (row, row.in_all) == (assessment, 2)
    assert "own_words" in row.get_deferred_fields()
    assert row.own_words == "I like to fish"


def test_the_moment_the_day_where_the_council_is_and_what_was_before_are_filled_in():
    review = factories.ReviewFactory(due_from=date(2026, 6, 1), due_by=date(2026, 6, 22))
    overdue = of_one_now(lambda plan, at: Review.objects.filter(plan=plan, due_by__lt=day_of(at)))
    assert overdue(review.plan_id, AT) == [review]
    assert overdue(review.plan_id, AT - timedelta(hours=1)) == []
    person = factories.PersonFactory()
    opened = [AT - timedelta(days=days) for days in (1, 6, 8)]
    looks = [factories.EmergencyLookFactory(person=person, opened_at=at, tell_from=at) for at in opened]
    lately = of_one_now(lambda key, at: EmergencyLook.objects.filter(person=key, opened_at__gt=at - WEEK), WEEK)
    assert set(lately(person.pk, AT)) == set(looks[:2])
    assert lately(person.pk, AT + WEEK) == []


def test_a_question_that_changes_with_what_it_is_asked_of_is_refused():
    kept = of_one(lambda person: CircleMember.objects.filter(person=person, name=f"Friend of {person}"))
    with pytest.raises(TypeError, match="not among the values"):
        kept(factories.PersonFactory().pk)
    kept = of_one_now(lambda plan, at: Review.objects.filter(plan=plan, due_by__gt=at - WEEK))
    with pytest.raises(TypeError, match="not among the values"):
        kept(factories.PlanFactory().pk, AT)


def test_two_values_that_are_the_same_are_refused():
    kept = AskedOnce(circle, lambda key: {"key": key, "also": key}, ((UUID(int=1),), (UUID(int=2),)))
    with pytest.raises(TypeError, match="nobody can tell them apart"):
        kept(factories.PersonFactory().pk)


def test_another_thread_asks_by_its_own_connection():
    kept = of_one(circle)
    kept(factories.CircleMemberFactory().person_id)

    def ask(key):
        try:
            return kept(key), connection.connection
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        rows, theirs = other.submit(ask, factories.CircleMemberFactory().person_id).result()
    assert rows == []  # what this test has written is not yet there for anybody else
    assert theirs is not connection.connection


def test_a_plan_for_anybody_lasts_only_for_what_is_asked_inside():
    def how():
        with connection.cursor() as cursor:
            cursor.execute("SHOW plan_cache_mode")
            return cursor.fetchone()[0]

    with planned_for_anybody():
        assert how() == "force_generic_plan"
        with planned_for_anybody():
            pass
        assert how() == "force_generic_plan"
    assert how() == "auto"
