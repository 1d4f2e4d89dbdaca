"""Asking for help: one question a page, nothing lost, nothing asked twice."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goodlives.casework.requests.models import Contact, RequestForSupport, Urgency
from tests.factories import CitizenFactory, UserFactory

pytestmark = pytest.mark.django_db

MYSELF = {
    "danger": {"danger": "no"},
    "who": {"about": "myself"},
    "happening": {"words": "I keep falling, and I am scared of the stairs."},
    "help": {"what_would_help": ""},
    "how-soon": {"urgency": Urgency.DAYS},
    "name": {"given_name": "Amina", "family_name": "Begum"},
    "born": {"born_on_day": "27", "born_on_month": "3", "born_on_year": "1986", "nhs_number": "943 476 5919"},
    "address": {"address": "1 Mill Lane", "postcode": "wx11aa"},
    "reach-you": {"contact_ways": ["phone", "email"], "my_phone": "01632 960 001", "my_email": "amina@example.com"},
    "talking": {"communication": ["large_print"], "language": "", "contact_needs": "After 10am"},
}
SOMEBODY_ELSE = MYSELF | {
    "who": {"about": "somebody_else"},
    "name": {"given_name": "Joan", "family_name": ""},
    "born": {"born_on_day": "", "born_on_month": "", "born_on_year": "", "nhs_number": ""},
    "you": {"asker_name": "Jo Pike", "asker_relationship": "neighbour"},
    "they-know": {"person_knows": "not_sure"},
    "reach-you": {"contact_ways": ["phone"], "my_phone": "01632 960 002", "my_email": ""},
    "talking": {"phone": "01632 960 003", "language": "", "contact_needs": ""},
}
CARER = MYSELF | {"who": {"about": "myself_as_carer"}, "cared-for": {"cared_for_name": "Joan Pike, my mother"}}


def at(slug):
    return reverse("requests:step", args=[slug])


def answer(client, answers, upto=None):
    """Follow the pages from the first, answering each, until `upto` or the check."""
    asked, address = [], at("danger")
    while address != reverse("requests:check"):
        slug = address.strip("/").split("/")[-1]
        assert client.get(address).status_code == 200
        if slug == upto:
            break
        asked.append(slug)
        response = client.post(address, answers.get(slug, {}))
        assert response.status_code == 302, response.content.decode()
        address = response["Location"]
    return asked


def send(client):
    return client.post(reverse("requests:check"))


def test_anybody_asks_for_themselves_without_signing_in(client):
    asked = answer(client, MYSELF)
    assert asked == list(MYSELF)
    assert send(client)["Location"] == reverse("requests:done")
    request = RequestForSupport.objects.get()
    assert request.words == "I keep falling, and I am scared of the stairs."
    assert (request.name, request.born_on, request.postcode) == ("Amina Begum", date(1986, 3, 27), "WX1 1AA")
    assert (request.phone, request.email) == ("01632 960 001", "amina@example.com")
    assert (request.nhs_number, request.communication) == ("9434765919", ["large_print"])
    assert request.contact_ways == [Contact.PHONE, Contact.EMAIL]
    assert request.urgency == Urgency.DAYS
    assert request.person is None
    page = client.get(reverse("requests:done")).content.decode()
    assert request.reference in page
    assert "within 2 working days" in page
    assert "your date of birth" in page
    assert "falling" not in page


def test_for_somebody_else_we_ask_who_is_asking_and_whether_the_person_knows(client):
    asked = answer(client, SOMEBODY_ELSE)
    assert [slug for slug in asked if slug not in MYSELF] == ["you", "they-know"]
    send(client)
    request = RequestForSupport.objects.get()
    assert (request.asker_name, request.asker_relationship) == ("Jo Pike", "neighbour")
    assert (request.asker_phone, request.phone) == ("01632 960 002", "01632 960 003")
    assert request.person_knows is None
    assert request.name == "Joan"


def test_not_sure_is_an_answer_and_is_shown_as_one(client):
    answer(client, SOMEBODY_ELSE)
    assert "I am not sure" in client.get(reverse("requests:check")).content.decode()


def test_a_carer_is_asked_whom_they_look_after(client):
    assert "cared-for" in answer(client, CARER)
    send(client)
    assert RequestForSupport.objects.get().cared_for_name == "Joan Pike, my mother"


def test_in_danger_the_phone_numbers_come_first_and_the_request_is_most_urgent_without_asking_how_soon(client):
    asked = answer(client, MYSELF | {"danger": {"danger": "yes"}})
    assert asked[:2] == ["danger", "get-help-now"]
    assert "how-soon" not in asked
    page = client.get(at("get-help-now")).content.decode()
    assert "999" in page
    assert "18000" in page
    send(client)
    assert RequestForSupport.objects.get().urgency == Urgency.DANGER


def test_pressing_send_twice_sends_once(client):
    answer(client, MYSELF)
    send(client)
    assert send(client)["Location"] == reverse("requests:done")
    assert RequestForSupport.objects.count() == 1


def test_two_windows_that_send_the_same_answers_make_one_request(client):
    answer(client, MYSELF)
    session = dict(client.session.items())
    send(client)
    state = client.session
    state["asking"] = session["asking"]
    state.save()
    send(client)
    assert RequestForSupport.objects.count() == 1


def test_asking_a_second_time_makes_a_second_request(client):
    for _ in range(2):
        answer(client, MYSELF)
        send(client)
    assert RequestForSupport.objects.count() == 2


@pytest.mark.parametrize(
    ("slug", "typed", "says"),
    [
        ("danger", {}, "Say whether somebody is in danger now"),
        ("who", {"about": "the king"}, "Select a valid choice"),
        ("happening", {"words": "  "}, "Tell us what is happening"),
        ("happening", {"words": "x" * 10_001}, "What is happening?: use 10000 characters or fewer"),
        ("how-soon", {}, "Say how soon help is needed"),
        ("name", {"given_name": "", "family_name": "Begum"}, "Enter a first name"),
        ("name", {"given_name": "Amina", "family_name": ""}, "Enter a family name"),
        ("born", {"born_on_day": "31", "born_on_month": "2", "born_on_year": "1986"}, "must be a real date"),
        ("born", {"born_on_day": "1", "born_on_month": "1", "born_on_year": "2190"}, "or earlier"),
        ("born", {"nhs_number": "943 476 5918"}, "NHS number must be 10 numbers"),
        ("address", {"postcode": "WX1"}, "Enter a full UK postcode"),
        ("reach-you", {}, "Choose at least one way to get in touch"),
        ("reach-you", {"contact_ways": ["phone"], "my_phone": ""}, "Enter your phone number"),
        ("reach-you", {"contact_ways": ["email"], "my_email": ""}, "Enter your email address"),
        ("reach-you", {"contact_ways": ["email"], "my_email": "amina at home"}, "Enter an email address in the right"),
        ("reach-you", {"contact_ways": ["pigeon"]}, "Select a valid choice"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_on_the_same_page_and_what_was_typed_stays(client, slug, typed, says):
    answer(client, MYSELF, upto=slug)
    response = client.post(at(slug), typed)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error: " in page
    assert says in page
    for value in typed.values():
        if isinstance(value, str) and len(value) < 100 and slug != "who":
            assert value in page


def test_somebody_else_cannot_be_written_to_because_we_do_not_know_where_they_live(client):
    answer(client, SOMEBODY_ELSE, upto="reach-you")
    assert 'value="letter"' not in client.get(at("reach-you")).content.decode()


def test_a_page_further_on_leads_to_the_first_question_without_an_answer(client):
    client.post(at("danger"), MYSELF["danger"])
    assert client.get(at("address"))["Location"] == at("who")
    assert client.get(reverse("requests:check"))["Location"] == at("who")


def test_when_the_session_was_lost_what_is_typed_now_is_kept(client):
    answer(client, MYSELF, upto="address")
    elsewhere = Client()
    assert elsewhere.post(at("address"), MYSELF["address"])["Location"] == at("danger")
    asked = answer(elsewhere, MYSELF | {"address": {"address": "typed again", "postcode": ""}}, upto="address")
    assert asked[-1] == "born"
    assert "1 Mill Lane" in elsewhere.get(at("address")).content.decode()


def test_a_question_that_the_lost_answers_led_to_is_kept_too(client):
    assert client.post(at("they-know"), {"person_knows": "yes"})["Location"] == at("danger")
    answer(client, SOMEBODY_ELSE, upto="they-know")
    assert 'value="yes" checked' in client.get(at("they-know")).content.decode()


def test_an_answer_that_is_changed_leads_back_to_the_check(client):
    answer(client, MYSELF)
    response = client.post(at("name") + "?from=check", {"given_name": "Amina", "family_name": "Khan"})
    assert response["Location"] == reverse("requests:check")
    page = client.get(reverse("requests:check")).content.decode()
    assert "Khan" in page
    assert "I keep falling" in page


def test_a_change_that_brings_new_questions_asks_them_before_the_check(client):
    answer(client, MYSELF)
    response = client.post(at("who") + "?from=check", {"about": "myself_as_carer"})
    assert response["Location"] == at("cared-for")


def test_an_answer_to_a_question_no_longer_asked_is_not_sent(client):
    answer(client, CARER)
    client.post(at("who") + "?from=check", {"about": "myself"})
    send(client)
    assert RequestForSupport.objects.get().cared_for_name == ""


def test_answers_stay_until_they_are_deleted(client):
    answer(client, MYSELF, upto="name")
    page = client.get(reverse("requests:ask")).content.decode()
    assert at("name") in page
    client.post(reverse("requests:stop"))
    assert "asking" not in client.session
    assert client.get(at("name"))["Location"] == at("danger")


def test_a_question_that_does_not_exist_is_not_found(client):
    assert client.get(at("nonsense")).status_code == 404


def test_pages_with_answers_are_not_kept_by_the_browser(client):
    answer(client, MYSELF, upto="name")
    for address in (at("happening"), reverse("requests:ask")):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_what_is_written_is_shown_as_text_and_never_run(client):
    answer(client, MYSELF | {"happening": {"words": "<script>alert(1)</script>"}})
    page = client.get(reverse("requests:check")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


class TestSignedIn:
    """Somebody whose record we hold is not asked for what it says."""

    def test_facts_of_their_record_are_not_asked_again_and_the_request_is_theirs(self, signed_in):
        person = CitizenFactory(address="1 Mill Lane", phone="01632 960 009", language="Sylheti")
        client = signed_in(person.user)
        asked = answer(client, MYSELF)
        assert not {"name", "born", "address"} & set(asked)
        page = client.get(reverse("requests:check")).content.decode()
        assert person.family_name in page
        assert "From your record" in page
        send(client)
        request = RequestForSupport.objects.get()
        assert request.person == person
        assert (request.name, request.born_on) == (person.name, person.born_on)
        assert request.address == "1 Mill Lane"

    def test_what_may_have_changed_is_offered_to_be_changed(self, signed_in):
        client = signed_in(CitizenFactory(phone="01632 960 009", language="Sylheti").user)
        answer(client, MYSELF, upto="reach-you")
        assert "01632 960 009" in client.get(at("reach-you")).content.decode()
        client.post(at("reach-you"), MYSELF["reach-you"])
        assert "Sylheti" in client.get(at("talking")).content.decode()

    def test_for_somebody_else_their_own_facts_are_not_taken_for_that_persons(self, signed_in):
        person = CitizenFactory()
        client = signed_in(person.user)
        assert {"name", "born", "address"} <= set(answer(client, SOMEBODY_ELSE))
        send(client)
        request = RequestForSupport.objects.get()
        assert request.person is None
        assert request.name == "Joan"

    def test_staff_may_fill_it_in_for_somebody_on_the_phone(self, signed_in):
        worker = UserFactory()
        client = signed_in(worker)
        answer(client, SOMEBODY_ELSE)
        send(client)
        assert RequestForSupport.objects.get().changed_by == worker


def test_each_page_reads_nothing_but_the_session(client, django_assert_max_num_queries):
    answer(client, MYSELF)
    session_and_savepoint = 3
    for address in (*map(at, MYSELF), reverse("requests:check")):
        with django_assert_max_num_queries(session_and_savepoint):
            client.get(address)
