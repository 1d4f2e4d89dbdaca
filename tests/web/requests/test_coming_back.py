"""Coming back to a request: what is shown to whom, and what they may do there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goodlives.casework.requests.coming_back import GUESSES_AN_HOUR
from goodlives.casework.requests.models import State, Urgency
from goodlives.web import clock
from tests.factories import CitizenFactory, DecisionFactory, PersonFactory, RequestForSupportFactory, ResponseFactory

pytestmark = pytest.mark.django_db

COME_BACK = reverse("requests:come_back")
RIGHT = {"born_on_day": "27", "born_on_month": "3", "born_on_year": "1986"}
WRONG = RIGHT | {"born_on_year": "1968"}
ONE_ERROR = "We cannot find a request with these details"


def come_back(client, request, **proof):
    return client.post(COME_BACK, {"reference": request.reference} | (proof or RIGHT))


def told(request, page="told"):
    return reverse(f"requests:{page}", args=[request.reference])


def answered(**details):
    person = details.pop("person", None) or PersonFactory()
    request = RequestForSupportFactory(state=State.RESPONDED, person=person, **details)
    ResponseFactory(request=request, decision=DecisionFactory(person=person), message="Sam will phone you on Monday.")
    return request


def test_with_reference_and_date_of_birth_they_see_that_it_waits_and_what_they_told_us(client):
    request = RequestForSupportFactory(words="I can no longer get out of the bath.")
    assert come_back(client, request)["Location"] == told(request)
    page = client.get(told(request)).content.decode()
    assert "waiting for an answer" in page
    assert "I can no longer get out of the bath." in page


def test_they_read_the_answer_there(client):
    request = answered()
    come_back(client, request)
    page = client.get(told(request)).content.decode()
    assert "Sam will phone you on Monday." in page
    assert "A needs assessment" in page
    assert reverse("home:complain") in page


def test_whatever_is_wrong_the_error_is_the_same_and_what_was_typed_stays(client):
    request = RequestForSupportFactory()
    wrong_birth = client.post(COME_BACK, {"reference": request.reference} | WRONG).content.decode()
    no_such = client.post(COME_BACK, {"reference": "R-WXYZ-WXYZ"} | RIGHT).content.decode()
    assert ONE_ERROR in wrong_birth
    assert ONE_ERROR in no_such
    assert request.reference in wrong_birth
    assert 'value="1968"' in wrong_birth


def test_after_too_many_guesses_not_even_the_right_details_open_it(client):
    request = RequestForSupportFactory()
    for _ in range(GUESSES_AN_HOUR):
        client.post(COME_BACK, {"reference": request.reference} | WRONG)
    page = come_back(client, request).content.decode()
    assert "tried too often" in page
    assert request.words not in page


def test_another_browser_does_not_start_the_guesses_anew(client):
    request = RequestForSupportFactory()
    for _ in range(GUESSES_AN_HOUR):
        type(client)().post(COME_BACK, {"reference": request.reference} | WRONG)
    assert "tried too often" in come_back(client, request).content.decode()


@pytest.mark.parametrize("page", ["told", "something_changed", "withdraw"])
@pytest.mark.parametrize("there_is_one", [True, False])
def test_the_address_alone_opens_nothing_and_does_not_say_whether_there_is_one(client, page, there_is_one):
    reference = RequestForSupportFactory().reference if there_is_one else "R-WXYZ-WXYZ"
    for response in (
        client.get(reverse(f"requests:{page}", args=[reference])),
        client.post(reverse(f"requests:{page}", args=[reference]), {"words": "x", "urgency": Urgency.DAYS}),
    ):
        assert response.status_code in (302, 405)
        if response.status_code == 302:
            assert response["Location"] == f"{COME_BACK}?r={reference}"


def test_opening_one_request_does_not_open_another(client):
    mine, other = RequestForSupportFactory(), RequestForSupportFactory()
    come_back(client, mine)
    assert client.get(told(other)).status_code == 302


def test_it_shuts_by_itself_and_when_they_say_so(client, monkeypatch):
    request = RequestForSupportFactory()
    come_back(client, request)
    client.post(reverse("requests:leave"))
    assert client.get(told(request)).status_code == 302
    come_back(client, request)
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(told(request)).status_code == 302


def test_the_address_in_the_email_has_the_reference_filled_in(client):
    assert 'value="R-BCDF-GHJK"' in client.get(f"{COME_BACK}?r=R-BCDF-GHJK").content.decode()


def test_they_say_that_something_has_changed_and_it_becomes_more_urgent(client):
    request = RequestForSupportFactory(urgency=Urgency.PLANNING)
    come_back(client, request)
    client.post(told(request, "something_changed"), {"words": "I fell last night.", "urgency": Urgency.DAYS})
    request.refresh_from_db()
    assert request.urgency == Urgency.DAYS
    assert "I fell last night." in client.get(told(request)).content.decode()


def test_saying_that_something_has_changed_needs_words_and_how_soon(client):
    request = RequestForSupportFactory()
    come_back(client, request)
    page = client.post(told(request, "something_changed"), {}).content.decode()
    assert "Tell us what has changed" in page
    assert "Say how soon help is needed now" in page


def test_when_it_was_answered_meanwhile_what_they_typed_is_still_there(client):
    request = answered()
    come_back(client, request)
    page = client.post(
        told(request, "something_changed"), {"words": "I fell last night.", "urgency": Urgency.DAYS}
    ).content.decode()
    assert "We have answered this request" in page
    assert "I fell last night." in page


def test_they_withdraw_it_after_being_asked_once_more(client):
    request = RequestForSupportFactory()
    come_back(client, request)
    assert "ask again whenever you like" in client.get(told(request, "withdraw")).content.decode()
    request.refresh_from_db()
    assert request.state == State.NEW
    client.post(told(request, "withdraw"))
    request.refresh_from_db()
    assert request.state == State.WITHDRAWN
    assert "This request was withdrawn" in client.get(told(request)).content.decode()


def test_what_may_be_danger_is_not_withdrawn_by_whoever_holds_the_reference(client):
    request = RequestForSupportFactory(urgency=Urgency.DANGER)
    come_back(client, request)
    assert told(request, "withdraw") not in client.get(told(request)).content.decode()
    client.post(told(request, "withdraw"))
    request.refresh_from_db()
    assert request.state == State.NEW


class TestSignedIn:
    def test_their_own_requests_are_listed_and_open_without_details(self, signed_in):
        person = CitizenFactory()
        request = RequestForSupportFactory(person=person)
        client = signed_in(person.user)
        assert request.reference in client.get(COME_BACK).content.decode()
        assert client.get(told(request)).status_code == 200

    def test_what_somebody_else_asked_about_them_stays_with_that_somebody(self, signed_in):
        person = CitizenFactory()
        request = RequestForSupportFactory(person=person, about="somebody_else", asker_name="Jo Pike")
        client = signed_in(person.user)
        assert request.reference not in client.get(COME_BACK).content.decode()
        assert client.get(told(request)).status_code == 302

    def test_another_persons_requests_do_not_open(self, signed_in):
        request = RequestForSupportFactory(person=CitizenFactory())
        assert signed_in(CitizenFactory().user).get(told(request)).status_code == 302
