"""Asking, responding, withdrawing, adding: what may happen to a request, and what never may."""

import threading
import uuid
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.db import connection

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.decisions.models import Decision, Telling
from goodlives.casework.people.models import Person
from goodlives.casework.requests import actions
from goodlives.casework.requests.models import Communication, Contact, RequestForSupport, Response, State, Urgency
from tests.factories import AT, ON, PersonFactory, RequestForSupportFactory, UserFactory

pytestmark = pytest.mark.django_db

TOLD = {
    "about": "myself",
    "words": "I keep falling.",
    "urgency": Urgency.DAYS,
    "given_name": "Amina",
    "family_name": "Begum",
}


def respond(request, **changes):
    by = changes.pop("by", None) or UserFactory()
    values = {
        "what": Response.What.ADVICE, "message": "Here is what you can do.", "reasons": "It can be put right at home.",
        "person": None, "by": by, "on": ON, "at": AT,
    }  # fmt: skip
    return actions.respond(request, **values | changes)


def test_every_request_gets_a_reference_of_its_own_without_letters_that_look_alike():
    references = {actions.ask(at=AT, **TOLD).reference for _ in range(50)}
    assert len(references) == 50
    assert not set("".join(references).replace("R-", "").replace("-", "")) - set(actions.LETTERS)


def test_a_reference_that_is_taken_is_not_given_again(monkeypatch):
    taken = RequestForSupportFactory().reference
    offered = iter([taken, "R-WXYZ-2346"])
    monkeypatch.setattr(actions, "new_reference", lambda: next(offered))
    assert actions.ask(at=AT, **TOLD).reference == "R-WXYZ-2346"


def test_pressing_send_twice_makes_one_request():
    key = uuid.uuid4()
    assert actions.ask(at=AT, key=key, **TOLD) == actions.ask(at=AT, key=key, **TOLD)
    assert RequestForSupport.objects.count() == 1


def test_responding_to_somebody_new_opens_a_record_with_what_they_told_us():
    request = RequestForSupportFactory(
        phone="01632 960 001", address="1 Mill Lane", language="Sylheti",
        communication=[Communication.LARGE_PRINT], contact_needs="After 10am.",
    )  # fmt: skip
    response = respond(request)
    person = response.request.person
    assert (person.name, person.born_on, person.postcode) == (request.name, request.born_on, request.postcode)
    assert (person.phone, person.address, person.language) == ("01632 960 001", "1 Mill Lane", "Sylheti")
    assert person.communication_needs == "Large print\nAfter 10am."
    assert person.allocated_to == response.responded_by


def test_responding_to_somebody_known_opens_no_second_record():
    known = PersonFactory()
    assert respond(RequestForSupportFactory(), person=known).request.person == known
    assert Person.objects.count() == 1


@pytest.mark.parametrize("what", Response.What.values)
def test_each_response_is_a_decision_with_its_law_and_the_person_is_told(what):
    decision = respond(RequestForSupportFactory(), what=what).decision
    assert decision.summary == actions.IN_A_SENTENCE[Response.What(what)]
    assert decision.laws == actions.WHY_BY_LAW[what]
    assert decision.next_steps == "Here is what you can do."
    assert decision.tellings.get().how == Telling.How.ONLINE


def test_what_somebody_else_said_is_not_shown_to_the_person_as_their_words():
    asked = RequestForSupportFactory(
        about="somebody_else", asker_name="Jo Pike", words="Her son shouts at her. Please do not say I told you."
    )
    decision = respond(asked).decision
    everything = f"{decision.participation} {decision.facts} {decision.reasons}"
    assert "Jo Pike" not in everything
    assert "shouts" not in everything
    assert "Somebody who was worried about you" in decision.participation


def test_the_answer_to_somebody_else_does_not_count_as_telling_the_person():
    assert not respond(RequestForSupportFactory(about="somebody_else")).decision.tellings.exists()


def test_a_request_is_answered_once():
    request = RequestForSupportFactory()
    stale = RequestForSupport.objects.get(pk=request.pk)
    respond(request)
    with pytest.raises(actions.CannotMove):
        respond(stale)
    assert Decision.objects.count() == Response.objects.count() == Person.objects.count() == 1


def test_whoever_answers_a_page_that_is_out_of_date_is_told():
    request = RequestForSupportFactory()
    actions.add(request, words="I fell again.", urgency=Urgency.DAYS, by=None, at=AT)
    with pytest.raises(ChangedMeanwhile):
        respond(request, revision=1)
    assert not Person.objects.exists()


@pytest.mark.parametrize("state", [State.RESPONDED, State.WITHDRAWN])
def test_what_is_finished_can_be_neither_withdrawn_nor_added_to(state):
    person = PersonFactory() if state == State.RESPONDED else None
    request = RequestForSupportFactory(state=state, person=person)
    with pytest.raises(actions.CannotMove):
        actions.withdraw(request, by=None, at=AT)
    with pytest.raises(actions.CannotMove):
        actions.add(request, words="More.", urgency=Urgency.DAYS, by=None, at=AT)


def test_a_request_can_be_withdrawn_while_it_waits():
    assert actions.withdraw(RequestForSupportFactory(), by=None, at=AT).state == State.WITHDRAWN


def test_what_was_told_about_danger_cannot_be_taken_back():
    request = RequestForSupportFactory(urgency=Urgency.DANGER)
    with pytest.raises(actions.CannotMove, match="danger"):
        actions.withdraw(request, by=None, at=AT)
    request.refresh_from_db()
    assert request.state == State.NEW


def test_something_changed_makes_a_request_more_urgent_but_never_less():
    request = RequestForSupportFactory(urgency=Urgency.WEEKS)
    actions.add(request, words="I fell.", urgency=Urgency.DAYS, by=None, at=AT)
    assert request.urgency == Urgency.DAYS
    actions.add(request, words="A neighbour helps now.", urgency=Urgency.PLANNING, by=None, at=AT)
    assert request.urgency == Urgency.DAYS
    assert [added.words for added in request.additions.all()] == ["I fell.", "A neighbour helps now."]


def test_days_waiting_are_counted_from_the_day_where_the_council_is():
    half_past_midnight_in_summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    request = RequestForSupportFactory(asked_at=half_past_midnight_in_summer)
    assert request.days_waiting(date(2026, 7, 2)) == 1


class TestEmail:
    """Only after the answer is really kept, only where email was chosen, and with nothing about anybody."""

    def answer(self, django_capture_on_commit_callbacks, may_be_emailed=True, **told):
        request = RequestForSupportFactory(**told)
        with django_capture_on_commit_callbacks(execute=True):
            respond(
                request, come_back_at="https://wrenford.example/ask/come-back/", may_be_emailed=may_be_emailed
            )  # fmt: skip
            assert not mail.outbox
        return request

    def test_says_that_there_is_an_answer_and_nothing_about_anybody(self, django_capture_on_commit_callbacks):
        request = self.answer(
            django_capture_on_commit_callbacks, email="amina@example.com", contact_ways=[Contact.EMAIL]
        )
        (sent,) = mail.outbox
        assert sent.to == ["amina@example.com"]
        assert request.reference in sent.body
        assert "https://wrenford.example/ask/come-back/" in sent.body
        for private in ("Amina", "Begum", "bath", "Here is what you can do", "1986"):
            assert private not in sent.subject + sent.body

    def test_is_not_sent_where_email_was_not_chosen(self, django_capture_on_commit_callbacks):
        self.answer(django_capture_on_commit_callbacks, email="amina@example.com", contact_ways=[Contact.PHONE])
        assert not mail.outbox

    def test_is_not_sent_where_email_is_not_safe(self, django_capture_on_commit_callbacks):
        self.answer(
            django_capture_on_commit_callbacks, may_be_emailed=False, email="amina@example.com",
            contact_ways=[Contact.EMAIL],
        )  # fmt: skip
        assert not mail.outbox

    def test_goes_to_whoever_asked_and_not_to_the_person_they_asked_for(self, django_capture_on_commit_callbacks):
        self.answer(
            django_capture_on_commit_callbacks, about="somebody_else", email="amina@example.com",
            asker_email="jo@example.com",
        )  # fmt: skip
        assert [sent.to for sent in mail.outbox] == [["jo@example.com"]]


@pytest.mark.django_db(transaction=True)
def test_two_people_who_answer_in_the_same_moment_make_one_answer():
    request, workers = RequestForSupportFactory(), [UserFactory(), UserFactory()]
    together, outcomes = threading.Barrier(2), []

    def answer(worker):
        mine = RequestForSupport.objects.get(pk=request.pk)
        together.wait()
        try:
            respond(mine, by=worker)
            outcomes.append("answered")
        except actions.CannotMove:
            outcomes.append("told it was too late")
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[worker]) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["answered", "told it was too late"]
    assert Response.objects.count() == Person.objects.count() == 1
