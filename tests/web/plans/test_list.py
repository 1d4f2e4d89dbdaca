"""The list of plans: what it shows, how it narrows, and that it asks the database the same for 3 rows as for 30."""

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.plans.models import Plan
from tests import factories as make
from tests.casework.plans import made_up
from tests.web.reading import text

pytestmark = pytest.mark.django_db
LIST = reverse("plans:list")


def some_plans(count):
    for _number in range(count):
        goal = make.GoalFactory()
        make.WayFactory.create_batch(2, goal=goal)


def test_the_person_does_not_see_the_list(signed_in):
    assert signed_in(make.CitizenFactory().user).get(LIST).status_code == 403


def test_a_finance_officer_sees_the_list(signed_in):
    assert signed_in(make.UserFactory(role=Role.FINANCE_OFFICER)).get(LIST).status_code == 200


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_the_same_however_long_it_is(signed_in, count, django_assert_num_queries):
    some_plans(count)
    browser = signed_in(make.UserFactory())
    with django_assert_num_queries(6):  # session, user, which rows, the rows, and a savepoint
        page = browser.get(LIST)
    assert "£532.00" in text(page)


def test_a_plan_asks_the_same_however_many_goals_it_has(signed_in, django_assert_max_num_queries):
    plan = made_up.draft()
    browser, page = signed_in(plan.person.user), reverse("plans:plan", args=[plan.pk])
    with django_assert_max_num_queries(40) as few:
        browser.get(page)
    for _number in range(12):
        make.WayFactory.create_batch(3, goal=make.GoalFactory(plan=plan))
    with django_assert_max_num_queries(40) as many:
        browser.get(page)
    assert len(few) == len(many)


def test_a_way_counts_once_in_the_cost_however_many_goals_there_are(signed_in):
    plan = made_up.draft()
    make.WayFactory(goal=make.GoalFactory(plan=plan), weekly_cost=100)
    assert Plan.objects.with_weekly_cost().get().cost == 45_500 == plan.weekly_cost()
    assert Plan.objects.with_weekly_cost().filter(pk=make.PlanFactory().pk).get().cost == 0


def test_the_list_narrows_by_state_name_and_named_worker(signed_in):
    worker = make.UserFactory()
    mine = make.PlanFactory(assessment=make.AssessmentFactory(person=make.PersonFactory(allocated_to=worker)))
    sent = made_up.sent()
    browser = signed_in(worker)
    for query, found, not_found in (
        ("?state=submitted", sent, mine),
        ("?mine=yes", mine, sent),
        (f"?q={mine.person.family_name}", mine, sent),
        ("?state=no-such-state&mine=yes", mine, sent),
    ):
        page = text(browser.get(LIST + query))
        assert str(found.pk) in page
        assert str(not_found.pk) not in page


def test_an_empty_list_says_what_would_fill_it(signed_in):
    assert "A plan is started from an assessment" in text(signed_in(make.UserFactory()).get(LIST))


def test_the_list_is_sorted_by_cost_and_downloads(signed_in):
    some_plans(1)
    dear = made_up.draft()
    browser = signed_in(make.UserFactory())
    page = text(browser.get(LIST + "?sort=cost"))
    assert page.index(str(dear.pk)) < page.index("£532.00")
    sheet = b"".join(browser.get(LIST + "?format=csv").streaming_content).decode()
    assert "Weekly cost" in sheet
    assert "454.00" in sheet
    assert len(sheet.strip().splitlines()) == 3
