"""The pages of the yearly change of rates: who may open and start it, what they show, and what they refuse."""

from datetime import date

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from goodlives.casework.access.models import Role
from goodlives.casework.upratings import actions, batch
from goodlives.casework.upratings.models import State, UpratedPerson, Uprating
from goodlives.exchange import uprating_job
from goodlives.rules.uprating import usual_percentages
from tests import factories
from tests.casework.upratings.test_changing import AT, TO, TODAY, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


@pytest.fixture
def officer():
    return factories.UserFactory(role=Role.FINANCE_OFFICER, first_name="Farida", last_name="Khan")


@pytest.fixture
def signer():
    factories.SignOffLimitFactory(role=Role.SERVICE_MANAGER)
    return factories.UserFactory(role=Role.SERVICE_MANAGER)


@pytest.fixture
def uprating(officer):
    return actions.prepare(TO, by=officer, at=AT)


def page(client, name, *args, **asked):
    return client.get(reverse(f"upratings:{name}", args=args), asked)


@pytest.mark.parametrize("role", [Role.PERSON, Role.SOCIAL_WORKER, Role.TEAM_MANAGER])
@pytest.mark.parametrize("name", ["uprating", "people", "percentages", "letters", "told_apart"])
def test_only_finance_and_service_managers_open_it(signed_in, uprating, role, name):
    assert page(signed_in(factories.UserFactory(role=role)), name, uprating.pk).status_code == 403


def test_it_is_prepared_from_the_list(signed_in, officer):
    client = signed_in(officer)
    assert "The rates for 2027-28 are not loaded yet" in page(client, "list").content.decode()
    answer = client.post(reverse("upratings:list"))
    assert answer.url == reverse("upratings:uprating", args=[Uprating.objects.get(starts_on=TO).pk])


def test_what_it_would_do_is_shown_and_nothing_is_written(signed_in, officer, uprating):
    row = somebody(income=(("state_pension", 23_025, ""), ("attendance_allowance", 7_390, "lower")))
    words = page(signed_in(officer), "uprating", uprating.pk).content.decode()
    assert "+£5.00" in words
    assert "+£260.00 in a year of 52 weeks" in words
    assert "1 pay more, 0 the same, 0 less" in words
    assert "Farida Khan prepared this, so somebody else starts it" in words
    assert "Start: make the decisions" not in words
    assert not UpratedPerson.objects.exists()
    assert row.person.financial_assessments.count() == 1


def test_everybody_is_listed_before_and_after_and_can_be_downloaded(signed_in, officer, uprating):
    row = somebody(income=(("state_pension", 23_025, ""), ("attendance_allowance", 7_390, "lower")))
    client = signed_in(officer)
    words = page(client, "people", uprating.pk).content.decode()
    assert row.person.name in words
    assert "£68.55" in words
    assert "£73.55" in words
    lines = b"".join(page(client, "people", uprating.pk, format="csv").streaming_content).decode().splitlines()
    assert lines[1].split(",")[2:5] == ["68.55", "73.55", "5.00"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"q": "Begum"}, True), ({"q": "Nobody"}, False), ({"effect": "less"}, False), ({"effect": "more"}, True),
     ({"effect": "look"}, False), ({"why": "free"}, False), ({"sort": "-name"}, True), ({"sort": "nonsense"}, True)],
)  # fmt: skip
def test_the_list_of_people_is_narrowed(signed_in, officer, uprating, asked, found):
    row = somebody(income=(("state_pension", 23_025, ""), ("attendance_allowance", 7_390, "lower")))
    assert (row.person.name in page(signed_in(officer), "people", uprating.pk, **asked).content.decode()) is found


def typed(uprating, **changes) -> dict:
    usual = {one.by.value: f"{one.hundredths / 100:g}" for one in usual_percentages(TO)}
    reasons = {f"{name}_reason": "" for name in usual}
    return usual | reasons | {"revision": uprating.revision} | changes


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"pensions": "lots"}, "Pensions from work, or their own must be a percentage from 0 to 99.99"),
        ({"pensions": ""}, "Enter a percentage, or 0"),
        ({"pensions": "2.5"}, "Say why this percentage is not the usual one"),
        ({"pensions": "-3"}, "must be a percentage"),
    ],
)
def test_a_percentage_that_cannot_be_right_is_refused_and_kept_on_the_page(signed_in, officer, uprating, changes, says):
    client = signed_in(officer)
    answer = client.post(reverse("upratings:percentages", args=[uprating.pk]), typed(uprating, **changes))
    words = answer.content.decode()
    assert says in words
    assert f'value="{changes["pensions"]}"' in words
    assert "<title>Error: " in words.replace("\n", "")


def test_a_percentage_with_a_reason_is_saved_and_shown(signed_in, officer, uprating):
    client = signed_in(officer)
    changes = {"pensions": "2.5", "pensions_reason": "Our scheme’s own rise"}
    client.post(reverse("upratings:percentages", args=[uprating.pk]), typed(uprating, **changes))
    words = page(client, "uprating", uprating.pk).content.decode()
    assert "2.5%" in words
    assert "Not the usual: Our scheme’s own rise" in words


def test_two_people_who_change_percentages_together_are_told(signed_in, officer, uprating):
    client, old = signed_in(officer), typed(uprating, pensions="2.5", pensions_reason="One")
    client.post(
        reverse("upratings:percentages", args=[uprating.pk]), typed(uprating, pensions="3", pensions_reason="Two")
    )
    words = client.post(reverse("upratings:percentages", args=[uprating.pk]), old).content.decode()
    assert "while you were writing" in words


def test_somebody_is_left_out_with_a_reason_and_taken_in_again(signed_in, officer, uprating):
    row, client = somebody(), signed_in(officer)
    address = reverse("upratings:hold_back", args=[uprating.pk, row.person_id])
    assert "Say why this person is left out" in client.post(address, {"reason": ""}).content.decode()
    client.post(address, {"reason": "In dispute"})
    words = page(client, "people", uprating.pk).content.decode()
    assert "Held back: In dispute" in words
    client.post(address, {"let_in": "yes"})
    assert not uprating.held_back.exists()


def test_it_is_started_queued_stopped_and_goes_on(signed_in, signer, uprating):
    somebody()
    client = signed_in(signer)
    assert "Start: make the decisions" in page(client, "uprating", uprating.pk).content.decode()
    client.post(reverse("upratings:start", args=[uprating.pk]), {"revision": uprating.revision})
    uprating.refresh_from_db()
    assert (uprating.state, uprating.started_by) == (State.RUNNING, signer)
    assert ProcrastinateJob.objects.filter(task_name="uprating").count() == 1
    assert 'hx-trigger="every 2s"' in page(client, "uprating", uprating.pk).content.decode()
    client.post(reverse("upratings:stop", args=[uprating.pk]))
    words = page(client, "uprating", uprating.pk).content.decode()
    assert "Go on with those who wait" in words
    assert "hx-trigger" not in words
    client.post(reverse("upratings:go_on", args=[uprating.pk]))
    assert ProcrastinateJob.objects.filter(task_name="uprating").count() == 2


def test_whoever_prepared_it_cannot_start_it_even_by_hand(signed_in, officer, uprating):
    factories.SignOffLimitFactory(role=Role.FINANCE_OFFICER)
    answer = signed_in(officer).post(
        reverse("upratings:start", args=[uprating.pk]), {"revision": uprating.revision}, follow=True
    )
    assert "Somebody who did not prepare it" in answer.content.decode()
    uprating.refresh_from_db()
    assert uprating.state == State.PREPARED


def test_what_was_looked_at_is_what_is_started(signed_in, signer, uprating):
    old = uprating.revision
    by = factories.UserFactory(role=Role.FINANCE_OFFICER)
    actions.set_percentages(uprating, {}, by=by, at=AT)
    answer = signed_in(signer).post(reverse("upratings:start", args=[uprating.pk]), {"revision": old}, follow=True)
    assert "Somebody changed it after you opened it" in answer.content.decode()


@pytest.fixture
def done(uprating, signer):
    somebody(person=factories.PersonFactory(born_on=date(1940, 1, 1), address="1 High Street"))
    somebody(person=factories.PersonFactory(born_on=date(1940, 1, 1), communication_needs="Large print"))
    actions.start(uprating, by=signer, on=TODAY, at=AT)
    uprating_job.run(uprating, at=AT)
    uprating.refresh_from_db()
    return uprating


def test_letters_are_fetched_and_said_to_be_posted(signed_in, officer, done):
    client = signed_in(officer)
    words = page(client, "letters", done.pk).content.decode()
    assert "Print file 1 (PDF)" in words
    assert "1 person is told in another way" in words
    fetched = page(client, "print_file", done.pk, 1)
    assert (fetched["Content-Type"], fetched.content[:5]) == ("application/pdf", b"%PDF-")
    file = done.print_files.get()
    client.post(reverse("upratings:posted", args=[done.pk, 1]), {"revision": file.revision})
    assert "22 November 2026, said by Farida Khan" in page(client, "letters", done.pk).content.decode()
    assert "Large print" in page(client, "told_apart", done.pk).content.decode()


def test_the_person_reads_the_new_decision_and_how_each_amount_was_changed(signed_in, officer, done):
    decision = UpratedPerson.objects.first().after.decision
    words = signed_in(officer).get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    assert "State Pension: £230.25 to £241.30, the official rate" in words


def test_pages_take_as_many_statements_for_thirty_people_as_for_three(
    signed_in, officer, signer, uprating, django_assert_max_num_queries
):
    client = signed_in(officer)
    for _ in range(3):
        somebody()
    for name in ("uprating", "people"):
        with django_assert_max_num_queries(25):
            page(client, name, uprating.pk)
    for _ in range(27):
        somebody()
    for name in ("uprating", "people"):
        with django_assert_max_num_queries(25):
            page(client, name, uprating.pk)
    actions.start(uprating, by=signer, on=TODAY, at=AT)
    while batch.uprate_some(uprating, at=AT):
        pass
    for name in ("uprating", "people", "letters", "told_apart"):
        with django_assert_max_num_queries(25):
            page(client, name, uprating.pk)
