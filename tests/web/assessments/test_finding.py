"""The list of assessments."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goodlives.web import clock
from tests.factories import AssessmentFactory, CitizenFactory, DecisionFactory, PersonFactory

pytestmark = pytest.mark.django_db

LIST = "/assessments/"


@pytest.fixture
def some(worker):
    """One of each kind and state."""
    today = clock.today()

    def one(name, days, **values):
        person = PersonFactory(given_name=name, family_name="Okoro")
        return AssessmentFactory(person=person, started_on=today - timedelta(days=days), **values)

    return [
        one("Mine", 12, assessor=worker),
        one("Nobodys", 3, assessor=None, method="supported_self_assessment"),
        one("Shared", 5, state="shared"),
        one("Carer", 40, kind="carer", cared_for_name="Mariam"),
        one("Finished", 30, state="decided", decision=DecisionFactory(decided_on=today - timedelta(days=10))),
        one("Stopped", 20, state="stopped", why_stopped="Moved away"),
    ]


def names_on(page):
    return {name for name in ("Mine", "Nobodys", "Shared", "Carer", "Finished", "Stopped") if f"{name} Okoro" in page}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Mine", "Nobodys", "Shared", "Carer"}),
        ("?state=all", {"Mine", "Nobodys", "Shared", "Carer", "Finished", "Stopped"}),
        ("?state=shared", {"Shared"}),
        ("?state=decided", {"Finished"}),
        ("?state=stopped", {"Stopped"}),
        ("?kind=carer", {"Carer"}),
        ("?method=supported_self_assessment", {"Nobodys"}),
        ("?mine=yes", {"Mine"}),
        ("?mine=nobody", {"Nobodys"}),
        ("?words=shared+oko", {"Shared"}),
        ("?words=xyz", set()),
        ("?state=nonsense&sort=nonsense&page=99", {"Mine", "Nobodys", "Shared", "Carer"}),
    ],
)
def test_the_list_is_narrowed_by(query, names, some, worker, signed_in):
    assert names_on(signed_in(worker).get(LIST + query).text) == names


def test_the_longest_open_comes_first_with_its_days(some, worker, signed_in):
    page = signed_in(worker).get(LIST).text
    assert page.index("Carer Okoro") < page.index("Mine Okoro") < page.index("Nobodys Okoro")
    assert ">40</span>" in page


def test_the_days_of_a_decided_one_end_with_its_decision(some, worker, signed_in):
    page = signed_in(worker).get(LIST + "?state=decided").text
    assert ">20</span>" in page


def test_the_same_rows_come_as_a_spreadsheet(some, worker, signed_in):
    answer = signed_in(worker).get(LIST + "?kind=carer&format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[0] == "Person,Number,Kind,How,State,Started,Days,Assessor"
    assert lines[1].startswith("Carer Okoro,")


def test_an_empty_list_says_what_would_fill_it(worker, signed_in):
    assert "No assessment is open. One starts from a person" in signed_in(worker).get(LIST).text


def test_a_person_cannot_open_the_list(signed_in):
    assert signed_in(CitizenFactory().user).get(LIST).status_code == 403


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_database_a_fixed_number_of_questions(rows, worker, signed_in, django_assert_num_queries):
    for _number in range(rows):
        AssessmentFactory()
    client = signed_in(worker)
    client.get(LIST)
    with django_assert_num_queries(6):
        assert client.get(LIST).status_code == 200


def test_the_list_links_to_each_assessment(some, worker, signed_in):
    assert reverse("assessments:assessment", args=[some[0].pk]) in signed_in(worker).get(LIST).text
