"""A copy for a partner is drawn by a worker that asks the consent first: withdrawn, nothing is sent."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from goodlives.casework.consents import actions, files
from goodlives.casework.consents.files import NotShared
from goodlives.casework.consents.models import Consent, SharedFile
from goodlives.casework.consents.row_security import only_what_is_shared
from goodlives.exchange.partners import copies, sending_job
from tests import factories
from tests.factories import AT, ON

MINUTE = timedelta(minutes=1)


def with_a_plan(**what):
    person = factories.CitizenFactory(nhs_number="4857773456")
    decided = factories.AssessmentFactory(
        person=person, state="decided", decision=factories.DecisionFactory(person=person)
    )
    factories.PlanFactory(
        person=person, assessment=decided, state="agreed", agreed_on=ON, starts_on=ON, what_matters="My garden"
    )
    factories.PartFactory(person=person)
    return factories.ConsentFactory(person=person, **{"groups": ["plan", "about_me"]} | what)


def asked(consent, what="plan", form="json"):
    return files.ask(consent, what=what, form=form, by=factories.UserFactory(role="partner"), on=ON, at=AT)


def made(file, on=ON):
    return copies.make(file.pk, on=on, at=AT + MINUTE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "form", "begins"),
    [("plan", "pdf", b"%PDF"), ("plan", "docx", b"PK"), ("plan", "json", b"{"), ("about_me", "pdf", b"%PDF"),
     ("about_me", "json", b"{")],
)  # fmt: skip
def test_each_copy_is_made_and_sealed(what, form, begins):
    file = made(asked(with_a_plan(), what, form))
    assert (file.state, bytes(file.content)[: len(begins)], len(file.digest)) == ("ready", begins, 64)
    if form == "pdf":
        assert pikepdf.open(BytesIO(file.content)).Root.MarkInfo.Marked


@pytest.mark.django_db
def test_birth_date_and_nhs_number_go_only_with_the_group_that_has_them():
    consent = with_a_plan(groups=["plan"])
    who = json.loads(bytes(made(asked(consent)).content))["person"]
    assert (who["born_on"], who["nhs_number"]) == (None, None)
    more = factories.ConsentFactory(person=consent.person, groups=["plan", "reach"])
    who = json.loads(bytes(made(asked(more)).content))["person"]
    assert (who["born_on"], who["nhs_number"]) == ("1986-03-27", "4857773456")


@pytest.mark.django_db
def test_a_copy_of_what_is_not_shared_cannot_be_asked_for():
    consent = with_a_plan(groups=["plan"])
    with pytest.raises(NotShared):
        asked(consent, "about_me")
    actions.withdraw(consent, by=consent.person.user, at=AT)
    with pytest.raises(NotShared):
        asked(consent)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda consent: None, "The consent is not for this day."),
        (lambda consent: type(consent.partner).objects.update(ended_on=ON), "no longer shares with this organisation"),
        (lambda consent: type(consent.person).objects.update(died_on=ON), "The person has died."),
        (lambda consent: consent.person.plans.update(state="ended"), "There is no plan in place yet."),
    ],
)
def test_whatever_stops_it_says_why(change, why):
    file = asked(consent := with_a_plan())
    change(consent)
    file = made(file, on=ON + timedelta(days=365) if why == "The consent is not for this day." else ON)
    assert (file.state, file.content, file.digest) == ("stopped", None, "")
    assert why in file.why_stopped


@pytest.mark.django_db
def test_a_copy_is_kept_no_longer_than_the_consent_lasts():
    file = made(asked(consent := with_a_plan()))
    assert sending_job.stop_what_ended(on=consent.last_on, at=AT) == 0
    assert sending_job.stop_what_ended(on=consent.last_on + timedelta(days=1), at=AT) == 1
    file.refresh_from_db()
    assert (file.state, file.content) == ("stopped", None)


@pytest.fixture
def work_off(monkeypatch):
    """What a worker does with everything that waits."""

    def make_and_let_go(*args, **known):
        try:
            return copies.make(*args, **known)
        finally:
            connection.close()  # the thread in which a worker runs a job has a connection of its own

    def work():
        with sending_job.app.replace_connector(sending_job.app.connector.get_worker_connector()) as app:
            app.run_worker(queues=["partners"], wait=False, install_signal_handlers=False, listen_notify=False)

    def in_a_thread_of_its_own():  # where no browser of another test keeps an event loop running
        worker = threading.Thread(target=work)
        worker.start()
        worker.join(60)

    monkeypatch.setattr(sending_job, "make", make_and_let_go)
    return in_a_thread_of_its_own


@pytest.mark.django_db(transaction=True)
def test_queued_then_withdrawn_nothing_is_sent_and_why_is_kept(work_off):
    consent = with_a_plan(last_on=ON + timedelta(days=366))
    nurse = factories.PartnerWorkerFactory(partner=consent.partner)
    # Given one partner's copy that is queued and let be, and one whose person takes their consent back
    other = with_a_plan_of_another(consent)
    with transaction.atomic(), only_what_is_shared(nurse.user, on=ON):
        for one in (consent, other):
            sending_job.queue(files.ask(one, what="plan", form="json", by=nurse.user, on=ON, at=AT))
    assert ProcrastinateJob.objects.filter(status="todo", task_name="send_to_partner").count() == 2
    actions.withdraw(consent, by=consent.person.user, at=AT + MINUTE)

    # When a worker comes to them
    work_off()

    # Then the one is sent, and nothing of the other
    assert ProcrastinateJob.objects.filter(status="succeeded", task_name="send_to_partner").count() == 2
    stopped, sent = SharedFile.objects.get(consent=consent), SharedFile.objects.get(consent=other)
    assert (stopped.state, stopped.content, stopped.digest) == ("stopped", None, "")
    assert stopped.why_stopped == "The person took their consent back."
    assert sent.state == "ready"


def with_a_plan_of_another(consent):
    factories.Person.objects.update(nhs_number=None)
    return with_a_plan(partner=consent.partner, last_on=ON + timedelta(days=366))


@pytest.mark.django_db(transaction=True)
def test_asked_in_a_page_that_fails_no_job_is_left():
    with transaction.atomic():
        sending_job.queue(asked(with_a_plan()))
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.filter(task_name="send_to_partner").exists()


@pytest.mark.django_db(transaction=True)
def test_taken_back_while_it_is_being_drawn_it_is_stopped_all_the_same(monkeypatch):
    consent = with_a_plan()
    file = asked(consent)
    drawing, withdrawn = threading.Event(), threading.Event()
    draw = copies._drawn

    def slowly(*args):
        drawing.set()
        assert not withdrawn.wait(0.3), "whoever takes it back waits for what is being drawn"
        return draw(*args)

    monkeypatch.setattr(copies, "_drawn", slowly)

    def take_back():
        drawing.wait(10)
        actions.withdraw(Consent.objects.get(pk=consent.pk), by=consent.person.user, at=AT + MINUTE)
        withdrawn.set()
        connection.close()

    pressed = threading.Thread(target=take_back)
    pressed.start()
    made(file)
    pressed.join(10)
    file.refresh_from_db()
    assert (file.state, file.content) == ("stopped", None)
