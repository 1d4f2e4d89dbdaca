"""The whole person on one page for staff, everything that happened, details and the named worker."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.people import actions
from goodlives.casework.people.models import Person
from goodlives.web.people.forms import Details
from tests.factories import AT, CitizenFactory, PersonFactory, UserFactory
from tests.web.people.a_persons_records import somebody_with_a_plan

pytestmark = pytest.mark.django_db


def page(name, person, *more):
    return reverse(f"people:{name}", args=[person.pk, *more])


@pytest.fixture
def worker():
    return UserFactory()


@pytest.mark.parametrize("name", ["person", "details", "circle", "add_to_circle", "who_looked"])
def test_a_person_never_opens_anothers_record(signed_in, name):
    somebody_else = PersonFactory()
    assert signed_in(CitizenFactory().user).get(page(name, somebody_else)).status_code == 404


@pytest.mark.parametrize("name", ["named_worker"])
def test_pages_for_staff_do_not_open_to_a_person(signed_in, name):
    me = CitizenFactory()
    assert signed_in(me.user).get(page(name, me)).status_code == 403


def test_a_finance_officer_reads_the_record_but_names_nobody(signed_in):
    client, person = signed_in(UserFactory(role=Role.FINANCE_OFFICER)), PersonFactory()
    assert client.get(page("person", person)).status_code == 200
    assert client.get(page("named_worker", person)).status_code == 403


def test_whoever_opens_their_own_record_comes_to_their_own_page(signed_in):
    me = CitizenFactory()
    assert signed_in(me.user).get(page("person", me)).url == reverse("people:mine")


def test_every_look_by_staff_is_written_down_with_its_reason(signed_in, worker):
    person = PersonFactory(allocated_to=worker)
    signed_in(worker).get(page("person", person))
    read = person.reads.get()
    assert (read.reader, read.role, read.page, read.reason) == (
        worker, Role.SOCIAL_WORKER, "The whole record", "They are the named worker"
    )  # fmt: skip


def test_strengths_stand_before_the_plan_and_the_decisions(signed_in, worker):
    person = somebody_with_a_plan(communication_needs="Phone after ten. Large print.")
    html = signed_in(worker).get(page("person", person)).content.decode()
    order = ["Phone after ten", "Fixing radios.", "Their plan", "Circle of support", ">Decisions<"]
    assert sorted(order, key=html.index) == order


def test_every_record_is_one_click_away(signed_in, worker):
    person = somebody_with_a_plan()
    html = signed_in(worker).get(page("person", person)).content.decode()
    records = [
        *(("requests:request", row.reference) for row in person.requests.all()),
        *(("assessments:assessment", row.pk) for row in person.assessments.all()),
        *(("finances:assessment", row.pk) for row in person.financial_assessments.all()),
        *(("plans:plan", row.pk) for row in person.plans.all()),
        *(("payments:payment", row.pk) for row in person.direct_payments.all()),
        *(("reviews:review", row.pk) for row in person.reviews.all()),
        *(("decisions:decision", row.pk) for row in person.decisions.all()),
    ]
    missing = [name for name, key in records if f'href="{reverse(name, args=[key])}"' not in html]
    assert missing == []


@pytest.mark.parametrize("name", ["person"])
def test_the_page_asks_the_same_number_of_questions_however_much_there_is(signed_in, worker, name, count_queries):
    little, much = somebody_with_a_plan(3), somebody_with_a_plan(30)
    client = signed_in(worker)
    client.get(page(name, little))
    assert count_queries(client, page(name, little)) == count_queries(client, page(name, much)) <= 32


def test_an_age_that_is_not_known_is_said_to_be_so(signed_in, worker):
    html = signed_in(worker).get(page("person", PersonFactory(born_on=None))).content.decode()
    assert "Age not known." in html


# Details


def typed(person, **changes):
    """What the browser sends when nothing but these is changed."""
    sent = {"revision": person.revision}
    for name in Details.base_fields:
        value = getattr(person, name)
        if isinstance(value, date):
            sent |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            sent[name] = value or ""
    return sent | changes


def test_staff_change_details(signed_in, worker):
    person = PersonFactory()
    response = signed_in(worker).post(
        page("details", person), typed(person, nhs_number="943 476 5919", phone="01632 960 001", postcode="wx22ab")
    )
    person.refresh_from_db()
    assert response.url == page("person", person)
    assert (person.nhs_number, person.phone, person.postcode) == ("9434765919", "01632 960 001", "WX2 2AB")
    assert person.born_on == date(1986, 3, 27)
    assert Person.objects.matching("wx22ab").get() == person


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"nhs_number": "1234567890"}, "NHS number must be 10 numbers, like 485 777 3456. Check each number"),
        ({"family_name": ""}, "Enter their last name"),
        ({"postcode": "X"}, "Enter a full UK postcode"),
        ({"phone": "none"}, "Enter a phone number"),
        ({"email": "x@"}, "Enter an email address in the right form"),
        ({"gender": "X"}, "valid choice"),
        (
            {"died_on_day": "1", "died_on_month": "1", "died_on_year": "1980"},
            "Date of death must be the same as or after the date of birth",
        ),
        ({"died_on_day": "1", "died_on_month": "1", "died_on_year": "2999"}, "Date of death must be"),
    ],
)
def test_wrong_details_have_their_message_and_nothing_is_saved(signed_in, worker, changes, message):
    person = PersonFactory()
    html = (
        signed_in(worker).post(page("details", person), typed(person, address="9 New Road", **changes)).content.decode()
    )
    assert "<title>Error: " in html
    assert html.count(message) >= 2
    assert "9 New Road" in html
    person.refresh_from_db()
    assert person.address == ""


def test_the_second_to_save_sees_both_versions_and_loses_nothing(signed_in, worker):
    person, other = PersonFactory(phone="01632 960 001"), UserFactory(first_name="Olu", last_name="First")
    before = typed(person)
    actions.change_details(person, by=other, at=AT, revision=1, phone="01632 960 222")
    client = signed_in(worker)
    html = client.post(page("details", person), before | {"phone": "01632 960 333"}).content.decode()
    assert "Somebody else saved this while you were writing" in html
    assert "Olu First" in html
    assert "01632 960 222" in html
    assert 'value="01632 960 333"' in html
    person.refresh_from_db()
    assert person.phone == "01632 960 222"
    client.post(page("details", person), before | {"phone": "01632 960 333", "revision": "2"})
    person.refresh_from_db()
    assert person.phone == "01632 960 333"


def test_a_form_that_does_not_say_its_revision_saves_nothing(signed_in, worker):
    person = PersonFactory(phone="01632 960 001")
    sent = typed(person, phone="01632 960 333")
    del sent["revision"]
    signed_in(worker).post(page("details", person), sent)
    person.refresh_from_db()
    assert person.phone == "01632 960 001"


def test_a_person_changes_how_to_reach_them_and_nothing_else(signed_in):
    me = CitizenFactory(given_name="Amina")
    response = signed_in(me.user).post(
        page("details", me),
        {"revision": 1, "preferred_name": "Mina", "phone": "07700 900 982", "communication_needs": "Text me.",
         "given_name": "Somebody", "nhs_number": "9434765919", "support_reason": "Mental health support"},
    )  # fmt: skip
    assert response.status_code == 302
    me.refresh_from_db()
    assert (me.preferred_name, me.phone, me.communication_needs) == ("Mina", "07700 900 982", "Text me.")
    assert (me.given_name, me.nhs_number, me.support_reason) == ("Amina", None, "Unknown")
    assert not me.reads.exists(), "their own look is not one that they need to be told of"


# The named worker


def test_naming_a_worker_moves_the_person_to_that_workers_team(signed_in, worker):
    person, other = PersonFactory(allocated_to=worker), UserFactory()
    signed_in(worker).post(page("named_worker", person), {"worker": str(other.pk), "revision": 1})
    person.refresh_from_db()
    assert (person.allocated_to, person.team) == (other, other.team)


def test_those_with_the_fewest_people_are_offered_first(signed_in, worker):
    busy = UserFactory(last_name="Aaa")
    PersonFactory.create_batch(2, allocated_to=busy)
    html = signed_in(worker).get(page("named_worker", PersonFactory())).content.decode()
    assert html.index(f"{worker}, {worker.team}: 0 people") < html.index(f"{busy}, {busy.team}: 2 people")


def test_somebody_who_is_no_social_worker_cannot_be_named(signed_in, worker):
    person, finance = PersonFactory(), UserFactory(role=Role.FINANCE_OFFICER)
    html = signed_in(worker).post(page("named_worker", person), {"worker": str(finance.pk), "revision": 1}).content
    assert b"There is a problem" in html
    person.refresh_from_db()
    assert person.allocated_to is None


def test_two_people_naming_a_worker_are_told_apart(signed_in, worker):
    person, first = PersonFactory(), UserFactory(first_name="Olu", last_name="First")
    actions.allocate(person, to=first, by=first, at=AT)
    html = signed_in(worker).post(page("named_worker", person), {"worker": str(worker.pk), "revision": 1}).content
    assert b"Somebody else saved this while you were writing" in html
    person.refresh_from_db()
    assert person.allocated_to == first
