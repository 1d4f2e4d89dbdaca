"""The list of people, and registering somebody new."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.people.models import Person
from tests.factories import (
    ON,
    AssessmentFactory,
    CitizenFactory,
    PersonFactory,
    PlanFactory,
    RequestForSupportFactory,
    ReviewFactory,
    TeamFactory,
    UserFactory,
)
from tests.web.people.a_persons_records import somebody_with_a_plan

pytestmark = pytest.mark.django_db

LIST, NEW = reverse("people:list"), reverse("people:new")
NOBODY_ELSE = {"given_name": "Amina", "family_name": "Begum", "born_on_day": "27", "born_on_month": "3",
               "born_on_year": "1986", "postcode": "wx1 1aa"}  # fmt: skip


@pytest.fixture
def worker():
    return UserFactory()


def names(response):
    return re.findall(r'<th scope="row".*?<a [^>]*>([^<]*)</a>', response.content.decode())


def listed(client, **query):
    return names(client.get(LIST, query))


@pytest.mark.parametrize("page", [LIST, NEW])
def test_a_person_who_draws_on_support_may_not_open_the_list_of_others(signed_in, page):
    assert signed_in(CitizenFactory().user).get(page).status_code == 403


def test_a_finance_officer_finds_people_but_does_not_register_them(signed_in):
    client = signed_in(UserFactory(role=Role.FINANCE_OFFICER))
    assert (client.get(LIST).status_code, client.get(NEW).status_code) == (200, 403)


@pytest.mark.parametrize("words", ["begum", "BEGUM amina", "WX1 1AA", "wx11aa", "9434765919", "123456"])
def test_somebody_is_found_by_part_of_a_name_a_postcode_or_a_number(signed_in, worker, words):
    PersonFactory(
        given_name="Amina", family_name="Begum", nhs_number="9434765919", council_number="123456", postcode="WX1 1AA"
    )
    PersonFactory(given_name="Robert", family_name="Thistlethwaite", postcode="WX9 9ZZ")
    assert listed(signed_in(worker), q=words) == ["Amina Begum"]


def test_a_slip_in_typing_finds_somebody_and_says_that_it_is_a_guess(signed_in, worker):
    PersonFactory(given_name="Amina", family_name="Begum")
    response = signed_in(worker).get(LIST, {"q": "Ameena Begam"})
    assert names(response) == ["Amina Begum"]
    assert "Nobody matches “Ameena Begam” exactly" in response.content.decode()


def test_what_is_typed_is_never_code_on_the_page(signed_in, worker):
    PersonFactory(given_name="<b>Amina", family_name="Begum")
    html = signed_in(worker).get(LIST, {"q": "<b>amin"}).content.decode()
    assert "&lt;b&gt;Amina" in html
    assert "<b>Amina" not in html


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "%"}, {"age": "old"}, {"team": "x"}, {"page": "0"}, {"sort": "nhs"}]
)
def test_an_address_that_makes_no_sense_still_gives_a_list(signed_in, worker, query):
    assert signed_in(worker).get(LIST, query).status_code == 200


def test_filters_by_named_worker_team_reason_and_age(signed_in, worker):
    team = TeamFactory()
    mine = PersonFactory(
        allocated_to=worker, team=team, support_reason="Mental health support", born_on=date(1930, 1, 1)
    )
    PersonFactory(support_reason="Unknown", born_on=date(1990, 1, 1))
    client = signed_in(worker)
    for query in ({"mine": "yes"}, {"team": str(team.pk)}, {"reason": "Mental health support"}, {"age": "85"}):
        assert listed(client, **query) == [mine.name], query
    assert len(listed(client)) == 2


@pytest.mark.parametrize(
    ("born_on", "band"), [(date(2008, 11, 23), None), (date(2008, 11, 22), "18-64"), (date(1961, 11, 23), "18-64"),
                          (date(1961, 11, 22), "65-84"), (date(1941, 11, 22), "85")],
)  # fmt: skip
def test_an_age_band_begins_on_the_birthday(signed_in, worker, monkeypatch, born_on, band):
    monkeypatch.setattr("goodlives.web.clock.today", lambda: date(2026, 11, 22))
    PersonFactory(born_on=born_on)
    client = signed_in(worker)
    assert {name for name in ("18-64", "65-84", "85") if listed(client, age=name)} == ({band} if band else set())


def test_filters_by_where_people_are_on_the_journey(signed_in, worker):
    def somebody(name):
        return PersonFactory(given_name=name)

    RequestForSupportFactory(person=somebody("Asked"))
    AssessmentFactory(person=somebody("Assessed"))
    for state in ("draft", "submitted", "signed_off"):
        PlanFactory(assessment__person=somebody(state), state=state)
    late = PlanFactory(
        assessment__person=somebody("Late"), state="agreed", agreed_on="2020-01-01", starts_on="2020-01-01"
    )
    ReviewFactory(plan=late, due_from="2020-02-12", due_by="2020-02-26")
    in_time = PlanFactory(assessment__person=somebody("InTime"), state="agreed", agreed_on=ON, starts_on=ON)
    ReviewFactory(plan=in_time, due_from=date(2099, 1, 1), due_by=date(2099, 1, 14))
    client = signed_in(worker)
    found = {stage: sorted(name.split()[0] for name in listed(client, stage=stage)) for stage in
             ("asked", "assessing", "planning", "sign_off", "to_agree", "in_force", "review_overdue")}  # fmt: skip
    assert found == {
        "asked": ["Asked"], "assessing": ["Assessed"], "planning": ["draft"], "sign_off": ["submitted"],
        "to_agree": ["signed_off"], "in_force": ["InTime", "Late"], "review_overdue": ["Late"],
    }  # fmt: skip
    assert "Review overdue</span>" in client.get(LIST, {"q": "Late"}).content.decode()


@pytest.mark.parametrize("how_many", [3, 30])
def test_the_list_asks_the_same_few_questions_however_long_it_is(
    signed_in, worker, how_many, django_assert_num_queries
):
    for _number in range(how_many):
        PersonFactory(allocated_to=UserFactory())
    client = signed_in(worker)
    with django_assert_num_queries(7):  # session, user, teams, which rows, the rows, a savepoint twice
        client.get(LIST)


def test_a_mistyped_name_costs_two_questions_more(signed_in, worker, django_assert_num_queries):
    PersonFactory(given_name="Amina", family_name="Begum")
    client = signed_in(worker)
    with django_assert_num_queries(9):
        client.get(LIST, {"q": "Begam"})


def test_the_spreadsheet_has_every_row_and_no_formula(signed_in, worker):
    PersonFactory(given_name="=cmd()", family_name="Ahmed", council_number="1")
    for _number in range(30):
        PersonFactory(family_name="Zed")
    response = signed_in(worker).get(LIST, {"format": "csv"})
    rows = list(csv.reader(StringIO(response.getvalue().decode("utf-8-sig"))))
    assert (len(rows), rows[1][0]) == (32, "'=cmd() Ahmed")


def test_an_empty_list_says_what_would_fill_it(signed_in, worker):
    assert "Nobody has a record yet" in signed_in(worker).get(LIST).content.decode()


def test_registering_somebody_names_the_worker_and_gives_a_council_number(signed_in, worker):
    response = signed_in(worker).post(NEW, NOBODY_ELSE)
    person = Person.objects.get()
    assert response.url == reverse("people:person", args=[person.pk])
    assert (person.name, person.born_on, person.postcode) == ("Amina Begum", date(1986, 3, 27), "WX1 1AA")
    assert (person.allocated_to, person.team, person.changed_by) == (worker, worker.team, worker)
    assert person.council_number.isdigit()


def test_who_looks_the_same_is_shown_before_a_second_record_is_opened(signed_in, worker):
    already = PersonFactory(given_name="Ameena", family_name="Begam", born_on=date(1986, 3, 27))
    client = signed_in(worker)
    html = client.post(NEW, NOBODY_ELSE).content.decode()
    assert Person.objects.count() == 1
    assert "Is it one of these people?" in html
    assert reverse("people:person", args=[already.pk]) in html
    client.post(NEW, NOBODY_ELSE | {"somebody_new": "yes"})
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"given_name": ""}, "Enter their first name"),
        ({"family_name": " "}, "Enter their last name"),
        ({"nhs_number": "9434765918"}, "NHS number must be 10 numbers, like 485 777 3456. Check each number"),
        ({"nhs_number": "94347"}, "NHS number must be 10 numbers, like 485 777 3456. Check each number"),
        ({"postcode": "nowhere"}, "Enter a full UK postcode"),
        ({"phone": "call me"}, "Enter a phone number"),
        ({"email": "amina at home"}, "Enter an email address in the right form"),
        ({"born_on_day": "31", "born_on_month": "2"}, "Date of birth must be a real date"),
        ({"born_on_year": "2999"}, "Date of birth must be"),
        ({"given_name": "a" * 101}, "100 characters"),
    ],
)
def test_each_wrong_answer_has_its_message_and_what_was_typed_is_kept(signed_in, worker, typed, message):
    html = signed_in(worker).post(NEW, NOBODY_ELSE | {"preferred_name": "Mina"} | typed).content.decode()
    assert "<title>Error: " in html
    assert html.count(message) >= 2, "in the summary and beside the field"
    assert 'value="Mina"' in html
    assert not Person.objects.exists()


def test_an_nhs_number_that_somebody_has_is_refused_and_says_whose_it_is(signed_in, worker):
    PersonFactory(given_name="Yusuf", family_name="Ali", council_number="77", nhs_number="9434765919")
    html = signed_in(worker).post(NEW, NOBODY_ELSE | {"nhs_number": "943 476 5919"}).content.decode()
    assert "Yusuf Ali, council number 77, has this NHS number already" in html


def test_every_step_of_the_journey_can_be_listed_for_one_person(signed_in, worker):
    person = somebody_with_a_plan()
    assert listed(signed_in(worker), stage="in_force") == [person.name]
