"""Staff: the list of requests, one request, who it is about, and the answer."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.people.models import Person, RecordRead
from goodlives.casework.requests import actions
from goodlives.casework.requests.models import RequestForSupport, Response, State, Urgency
from tests.factories import (
    AT,
    ON,
    CitizenFactory,
    DecisionFactory,
    PersonFactory,
    RequestForSupportFactory,
    ResponseFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = reverse("requests:list")
ANSWER = {"message": "Sam will phone you on Monday.", "reasons": "You may have needs for care.", "person": "new"}


def page_of(request, what=None):
    if what:
        return reverse("requests:respond", args=[request.reference, what])
    return reverse("requests:request", args=[request.reference])


@pytest.fixture
def worker():
    return UserFactory(first_name="Sam", last_name="Okafor")


@pytest.fixture
def client(signed_in, worker):
    return signed_in(worker)


def send(client, request, what="assessment", **changes):
    return client.post(page_of(request, what), {"revision": str(request.revision)} | ANSWER | changes)


class TestWhoMayOpenThem:
    @pytest.mark.parametrize("role", [Role.PERSON, Role.FINANCE_OFFICER])
    def test_nobody_whose_job_is_another(self, signed_in, role):
        request = RequestForSupportFactory()
        other = signed_in(UserFactory(role=role))
        for address in (LIST, page_of(request), page_of(request, "advice")):
            assert other.get(address).status_code == 403
        assert other.post(reverse("requests:assign", args=[request.reference])).status_code == 403
        assert send(other, request).status_code == 403
        assert not Response.objects.exists()

    def test_nobody_who_has_not_signed_in(self):
        assert Client().get(page_of(RequestForSupportFactory()))["Location"].startswith(reverse("home:sign_in"))


class TestList:
    def names(self, client, **query):
        return re.findall(r'data-label="Name">([^<]*)<', client.get(LIST, query).content.decode())

    def test_the_most_urgent_come_first_and_among_them_those_who_have_waited_longest(self, client):
        for name, urgency, day in [("C", Urgency.WEEKS, 1), ("B", Urgency.DANGER, 9), ("A", Urgency.DANGER, 3)]:
            RequestForSupportFactory(
                given_name=name, family_name="", urgency=urgency, asked_at=datetime(2026, 11, day, 9, tzinfo=UTC)
            )
        assert self.names(client) == ["A", "B", "C"]
        assert self.names(client, sort="waiting") == ["B", "A", "C"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, ["Waiting W"]),
            ({"state": "responded"}, ["Answered A"]),
            ({"state": "all"}, ["Waiting W", "Answered A"]),
            ({"search": "waiting wx9"}, ["Waiting W"]),
            ({"search": "waiting wx8"}, []),
            ({"search": "rbcdfghjk"}, ["Waiting W"]),
            ({"search": "BCDF"}, ["Waiting W"]),
            ({"urgency": Urgency.DANGER}, ["Waiting W"]),
            ({"urgency": Urgency.PLANNING}, []),
            ({"about": "myself"}, []),
            ({"about": "somebody_else"}, ["Waiting W"]),
            ({"assigned": "me"}, []),
            ({"assigned": "nobody"}, ["Waiting W"]),
            ({"search": "jo pike"}, ["Waiting W"]),
            ({"state": "nonsense"}, ["Waiting W"]),
        ],
        ids=str,
    )
    def test_it_narrows(self, client, query, found):
        RequestForSupportFactory(
            given_name="Waiting", family_name="W", reference="R-BCDF-GHJK", postcode="WX9 9AA",
            about="somebody_else", asker_name="Jo Pike", urgency=Urgency.DANGER,
        )  # fmt: skip
        answered = RequestForSupportFactory(
            given_name="Answered", family_name="A", state=State.RESPONDED, person=PersonFactory()
        )
        ResponseFactory(request=answered, decision=DecisionFactory(person=answered.person))
        assert sorted(self.names(client, **query)) == sorted(found)

    def test_an_empty_list_says_what_would_fill_it(self, client):
        assert "New requests appear here as people ask" in client.get(LIST).content.decode()

    def test_a_safeguarding_response_is_marked(self, client):
        request = RequestForSupportFactory(state=State.RESPONDED, person=PersonFactory())
        ResponseFactory(request=request, what="safeguarding", decision=DecisionFactory(person=request.person))
        assert "govuk-tag--orange" in client.get(LIST, {"state": "responded"}).content.decode()

    def test_as_a_spreadsheet(self, client, worker):
        RequestForSupportFactory(given_name="=HYPERLINK", family_name="", assigned_to=worker)
        lines = b"".join(client.get(LIST, {"format": "csv"}).streaming_content).decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Reference,Name,Postcode,Asked for,How soon,Days waiting")
        assert "'=HYPERLINK" in lines[1]
        assert "Sam Okafor" in lines[1]

    @pytest.mark.parametrize("rows", [3, 30])
    def test_the_number_of_queries_does_not_grow(self, client, worker, rows, django_assert_max_num_queries):
        for _ in range(rows):
            RequestForSupportFactory(assigned_to=worker)
        for query in ({}, {"state": "all"}):
            with django_assert_max_num_queries(6):
                client.get(LIST, query)


class TestOneRequest:
    def test_their_own_words_are_set_apart_and_everything_else_is_there(self, client):
        request = RequestForSupportFactory(
            words="I fell.", what_would_help="A rail.", about="somebody_else", asker_name="Jo Pike",
            asker_relationship="neighbour", contact_ways=["phone"], language="Sylheti",
        )  # fmt: skip
        actions.add(request, words="I fell again.", urgency=Urgency.DAYS, by=None, at=AT)
        page = client.get(page_of(request)).content.decode()
        assert page.count("app-own-words") == 3
        for words in ("I fell.", "A rail.", "I fell again.", "Jo Pike, neighbour", "Phone call", "Sylheti"):
            assert words in page

    def test_people_who_may_be_the_same_are_named_with_what_is_the_same(self, client):
        PersonFactory(given_name="Amina", family_name="Begum", council_number="900001")
        page = client.get(page_of(RequestForSupportFactory())).content.decode()
        assert "900001" in page
        assert "date of birth, name, postcode" in page

    def test_opening_a_request_of_somebody_known_is_a_look_at_their_record(self, client, worker):
        person = PersonFactory()
        client.get(page_of(RequestForSupportFactory(person=person)))
        assert RecordRead.objects.get().person == person
        assert RecordRead.objects.get().reader == worker

    def test_one_who_takes_it_on_is_named_and_may_give_it_back(self, client, worker):
        request = RequestForSupportFactory()
        address = reverse("requests:assign", args=[request.reference])
        client.post(address, {"to": "me", "revision": "1"})
        request.refresh_from_db()
        assert request.assigned_to == worker
        client.post(address, {"to": "nobody", "revision": "2"})
        request.refresh_from_db()
        assert request.assigned_to is None

    def test_the_second_to_take_it_on_is_told_who_was_first(self, client):
        request, first = RequestForSupportFactory(), UserFactory(first_name="Ola", last_name="First")
        actions.assign(request, to=first, by=first, at=AT)
        response = client.post(
            reverse("requests:assign", args=[request.reference]), {"to": "me", "revision": "1"}, follow=True
        )
        assert "Ola First changed this request meanwhile" in response.content.decode()
        request.refresh_from_db()
        assert request.assigned_to == first

    def test_choosing_what_to_do_is_asked_for(self, client):
        request = RequestForSupportFactory()
        assert "Say what we do about this request" in client.post(page_of(request), {}).content.decode()
        assert client.post(page_of(request), {"what": "advice"})["Location"] == page_of(request, "advice")

    def test_a_reference_that_does_not_exist_is_not_found(self, client):
        assert client.get(reverse("requests:request", args=["R-WXYZ-WXYZ"])).status_code == 404
        assert client.get(page_of(RequestForSupportFactory(), "nonsense")).status_code == 404


class TestAnswering:
    @pytest.mark.parametrize("what", Response.What.values)
    def test_each_has_what_it_means_in_law_and_words_to_begin_with(self, client, what):
        page = client.get(page_of(RequestForSupportFactory(), what)).content.decode()
        assert "Care Act s" in page
        assert "Thank you for telling us" in page

    def test_an_answer_is_a_decision_and_opens_a_record_for_somebody_new(self, client, worker):
        request = RequestForSupportFactory()
        assert send(client, request)["Location"] == page_of(request)
        request.refresh_from_db()
        assert request.state == State.RESPONDED
        assert request.person.allocated_to == worker
        assert request.response.decision.decided_by == worker
        page = client.get(page_of(request)).content.decode()
        assert f"{reverse('assessments:start', args=[request.person_id])}?request={request.reference}" in page

    def test_somebody_known_is_chosen_and_no_second_record_is_opened(self, client):
        person, request = PersonFactory(given_name="Amina", family_name="Begum"), RequestForSupportFactory()
        send(client, request, person=str(person.pk))
        request.refresh_from_db()
        assert request.person == person
        assert Person.objects.count() == 1

    def test_where_somebody_may_be_known_whoever_answers_has_to_say(self, client):
        PersonFactory(given_name="Amina", family_name="Begum")
        request = RequestForSupportFactory()
        assert 'value="new" checked' not in client.get(page_of(request, "advice")).content.decode()
        assert "Say who this is about" in send(client, request, person="").content.decode()

    def test_somebody_who_is_not_among_them_is_found_by_a_search_and_nothing_typed_is_lost(self, client):
        person, request = PersonFactory(given_name="Minnie", family_name="Khan"), RequestForSupportFactory()
        page = send(client, request, find="yes", search="minnie khan", message="My own words").content.decode()
        assert "Minnie Khan" in page
        assert "My own words" in page
        assert "Error: " not in page
        send(client, request, search="minnie khan", person=str(person.pk))
        request.refresh_from_db()
        assert request.person == person

    def test_somebody_who_was_not_offered_cannot_be_chosen(self, client):
        stranger, request = PersonFactory(family_name="Nobody"), RequestForSupportFactory()
        assert "Select a valid choice" in send(client, request, person=str(stranger.pk)).content.decode()

    def test_a_person_who_asked_while_signed_in_is_not_asked_about(self, client):
        person = CitizenFactory()
        request = RequestForSupportFactory(person=person)
        assert "Who is this about?" not in client.get(page_of(request, "advice")).content.decode()
        send(client, request, person="")
        request.refresh_from_db()
        assert (request.state, request.person) == (State.RESPONDED, person)

    @pytest.mark.parametrize(
        ("missing", "says"), [("message", "Write what we tell them"), ("reasons", "has to give its reasons")]
    )
    def test_an_answer_without_its_message_or_reasons_is_not_sent(self, client, missing, says):
        page = send(client, RequestForSupportFactory(), **{missing: " "}).content.decode()
        assert "<title>Error: " in page
        assert says in page
        assert ANSWER["reasons" if missing == "message" else "message"] in page
        assert not Response.objects.exists()

    def test_when_somebody_answered_meanwhile_both_answers_are_shown_and_neither_is_lost(self, client):
        request, other = RequestForSupportFactory(), UserFactory(first_name="Ola", last_name="First")
        stale = RequestForSupport.objects.get(pk=request.pk)
        actions.respond(
            request,
            what="advice",
            message="Try the day centre.",
            reasons="It fits.",
            person=None,
            by=other,
            on=ON,
            at=AT,
        )
        page = send(client, stale).content.decode()
        for words in (
            "already been answered",
            "Ola First",
            "Try the day centre.",
            ANSWER["message"],
            ANSWER["reasons"],
        ):
            assert words in page
        assert Response.objects.count() == 1

    def test_when_the_person_told_us_more_meanwhile_the_answer_waits_until_that_is_read(self, client):
        request = RequestForSupportFactory()
        actions.add(request, words="I fell again.", urgency=Urgency.DAYS, by=None, at=AT)
        page = client.post(page_of(request, "assessment"), ANSWER | {"revision": "1"}).content.decode()
        assert "Somebody else saved this while you were writing" in page
        assert "I fell again." in page
        assert ANSWER["message"] in page
        assert not Response.objects.exists()
        assert 'name="revision" value="2"' in page

    def test_whoever_chose_email_gets_one_with_the_way_back(self, client, django_capture_on_commit_callbacks):
        request = RequestForSupportFactory(email="amina@example.com", contact_ways=["email"])
        with django_capture_on_commit_callbacks(execute=True):
            send(client, request)
        (sent,) = mail.outbox
        assert f"http://testserver{reverse('requests:come_back')}?r={request.reference}" in sent.body

    def test_for_somebody_elses_request_the_page_says_who_reads_the_answer(self, client):
        request = RequestForSupportFactory(about="somebody_else", asker_name="Jo Pike", asker_relationship="neighbour")
        page = client.get(page_of(request, "advice")).content.decode()
        assert "Jo Pike (neighbour) reads this message" in page
        send(client, request)
        assert "has not been told" in client.get(page_of(request)).content.decode()
