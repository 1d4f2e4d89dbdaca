"""When something goes wrong: the page says what to do, and what was typed is not lost."""

from __future__ import annotations

import html
import re

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from goodlives.web import kept
from tests.factories import CitizenFactory, UserFactory

OURS = {"HTTP_ORIGIN": "http://testserver"}
WORDS = "She comes each Friday.\n<b>Always</b> & “gladly”"


@pytest.fixture
def person(db):
    return CitizenFactory()


def address(person):
    return reverse("people:add_to_circle", args=[person.pk])


def typed(user, **more):
    return {"name": "Rosa", "relationship": "friend", "does": WORDS, "written_by": kept.signature(user)} | more


def browser(user=None, **options) -> Client:
    """One that shows error pages instead of raising, as in real life."""
    client = Client(raise_request_exception=False, **options)
    if user:
        client.force_login(user)
    return client


def inputs(response) -> dict[str, list[str]]:
    """The hidden fields of the form that the page offers."""
    found: dict[str, list[str]] = {}
    form = re.search(r'<form method="post" action="(?!/sign|/not)[^"]*">(.*?)</form>', response.text, re.DOTALL)
    for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', form.group(1) if form else "", re.DOTALL):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def names_in_circle(person):
    return [member.name for member in person.circle.all()]


# --- Pages there are not, and pages that are not yours ---


def test_an_address_there_is_not_gives_a_page_with_a_way_on(client, db):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert f'href="{reverse("home:start")}"' in answer.text


def test_a_page_for_another_job_says_so(signed_in, db):
    answer = signed_in(UserFactory(role="finance_officer")).get(reverse("requests:list"))
    assert answer.status_code == 403
    assert "You cannot open this page" in answer.text


def test_what_was_typed_for_a_page_that_is_not_yours_is_shown_but_cannot_be_sent(person):
    other = CitizenFactory()
    answer = browser(other.user).post(address(person), typed(other.user), **OURS)
    assert answer.status_code == 404
    assert "Always" in answer.text
    assert inputs(answer) == {}


@pytest.mark.parametrize("who", ["anonymous", "signed in"])
def test_a_page_that_says_something_is_wrong_claims_neither_that_you_are_signed_in_nor_out(person, who):
    answer = browser(person.user if who == "signed in" else None).get("/no-such-page/")
    assert reverse("home:sign_in") not in answer.text
    assert reverse("home:sign_out") not in answer.text


def test_the_pages_for_bad_times_ask_the_database_for_nothing(rf, django_assert_num_queries, person):
    from goodlives.web.home import errors

    request = rf.post(address(person), typed(person.user), **OURS)
    with django_assert_num_queries(0):
        for page in (errors.bad_request, errors.not_allowed, errors.not_found, errors.csrf_failure, errors.broken):
            answer = page(request)
            assert "Always" in answer.text
            assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        ({f"field{number}": "" for number in range(1001)}, OURS),
        ({"words": "x" * 3_000_000}, OURS),
        ({"words": "x"}, {"HTTP_HOST": "evil.example"}),
    ],
    ids=["too many fields", "too much text", "another host's name"],
)
def test_what_cannot_be_read_gives_a_page_and_not_a_crash(person, sent, headers, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = browser(person.user).post(address(person), sent, **headers)
    assert answer.status_code == 400
    assert "could not understand" in answer.text


# --- The sign-in ran out ---


def signed_out_while_writing(person) -> Client:
    """They had the form open, their sign-in ran out, and they pressed the button."""
    client = browser()
    answer = client.post(address(person), typed(person.user), **OURS)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("home:sign_in"))
    return client


def sign_in(client, user, settings):
    settings.DEMONSTRATION = True
    type(user).objects.filter(pk=user.pk).update(for_demonstration=True)
    return client.post(reverse("home:sign_in_as", args=[user.username]))


def test_a_form_sent_after_the_sign_in_ran_out_waits_and_is_sent_once_its_writer_is_back(person, settings):
    client = signed_out_while_writing(person)
    assert "not lost" in client.get(reverse("home:sign_in")).text

    assert sign_in(client, person.user, settings).url == reverse("home:not_yet_sent")
    offered = inputs(client.get(reverse("home:not_yet_sent")))
    assert offered["does"] == [WORDS]

    assert client.post(address(person), offered, **OURS).status_code == 302
    assert [member.does for member in person.circle.all()] == [WORDS]
    assert client.get(reverse("home:not_yet_sent")).status_code == 302, "once sent, it is offered no more"


def test_what_waits_is_still_there_when_the_page_is_loaded_again(person, settings):
    client = signed_out_while_writing(person)
    sign_in(client, person.user, settings)
    for _ in range(2):
        assert inputs(client.get(reverse("home:not_yet_sent")))["name"] == ["Rosa"]


def test_what_waits_can_be_thrown_away(person, settings):
    client = signed_out_while_writing(person)
    sign_in(client, person.user, settings)
    assert client.post(reverse("home:not_yet_sent")).url == reverse("home:start")
    assert client.get(reverse("home:not_yet_sent")).status_code == 302
    assert names_in_circle(person) == []


def test_somebody_else_who_signs_in_is_not_shown_what_waits(person, settings):
    client = signed_out_while_writing(person)
    sign_in(client, CitizenFactory().user, settings)
    assert client.get(reverse("home:not_yet_sent")).status_code == 302
    sign_in(client, person.user, settings)
    assert client.get(reverse("home:not_yet_sent")).status_code == 302, "nor is it kept in their session"


@pytest.mark.parametrize("written_by", ["", "forged", "WyJ4Il0:1:2"])
def test_a_form_without_its_writers_signature_is_offered_to_nobody(person, settings, written_by):
    client = browser()
    client.post(address(person), typed(person.user, written_by=written_by), **OURS)
    sign_in(client, person.user, settings)
    assert client.get(reverse("home:not_yet_sent")).status_code == 302


def test_a_form_from_another_site_is_not_kept(person, settings):
    client = browser()
    client.post(address(person), typed(person.user), HTTP_ORIGIN="https://evil.example")
    assert kept.UNSENT not in client.session


# --- A form drawn before signing in again ---


def test_a_form_with_an_old_token_comes_back_with_one_button_and_is_then_sent(person):
    client = browser(person.user, enforce_csrf_checks=True)
    answer = client.post(address(person), typed(person.user, csrfmiddlewaretoken="x" * 64), **OURS)
    assert answer.status_code == 403
    assert names_in_circle(person) == []

    offered = inputs(answer)
    assert offered["does"] == [WORDS]
    assert client.post(address(person), offered, **OURS).status_code == 302
    assert names_in_circle(person) == ["Rosa"]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://testserver.evil.example", "null", None])
def test_another_site_gets_nothing_back_to_send(person, origin):
    client = browser(person.user, enforce_csrf_checks=True)
    answer = client.post(address(person), typed(person.user), **({"HTTP_ORIGIN": origin} if origin else {}))
    assert answer.status_code == 403
    assert "Always" not in answer.text
    assert inputs(answer) == {}
    assert "could not be sure" in answer.text


def test_what_one_person_wrote_is_never_saved_in_the_name_of_another(person):
    worker = UserFactory()
    answer = browser(worker).post(address(person), typed(person.user), **OURS)
    assert answer.status_code == 403
    assert "Somebody else is signed in now" in answer.text
    assert "Always" not in answer.text
    assert names_in_circle(person) == []


# --- The database does not answer ---


@pytest.fixture(params=[OperationalError, InterfaceError])
def dead_database(request, db):
    def no_answer(*args, **options):
        raise request.param("connection refused")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", no_answer)
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", no_answer)
        yield patch


def test_a_page_whose_records_cannot_be_reached_says_to_wait(person, dead_database):
    client = browser()
    client.cookies["sessionid"] = "somebodys"
    answer = client.get(address(person))
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "cannot reach our records" in answer.text
    assert "load this page again" in answer.text


def test_a_form_that_cannot_be_saved_comes_back_and_is_saved_when_the_database_is_back(person, dead_database):
    client = browser(enforce_csrf_checks=True)
    client.cookies["sessionid"] = "somebodys"
    answer = client.post(address(person), typed(person.user), **OURS)
    assert answer.status_code == 503
    offered = inputs(answer)
    assert offered["does"] == [WORDS]

    dead_database.undo()
    del client.cookies["sessionid"]
    client.force_login(person.user)
    assert client.post(address(person), offered, **OURS).status_code == 302
    assert names_in_circle(person) == ["Rosa"]


def test_another_site_gets_nothing_back_when_the_database_is_dead_either(person, dead_database):
    client = browser()
    client.cookies["sessionid"] = "somebodys"
    answer = client.post(address(person), typed(person.user), HTTP_ORIGIN="https://evil.example")
    assert answer.status_code == 503
    assert "Always" not in answer.text


def test_a_mistake_of_ours_keeps_what_was_typed_too(person, monkeypatch):
    def broken(*args, **options):
        raise ZeroDivisionError

    monkeypatch.setattr("goodlives.casework.people.actions.add_to_circle", broken)
    answer = browser(person.user).post(address(person), typed(person.user), **OURS)
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert inputs(answer)["does"] == [WORDS]


# --- For whatever watches over the server ---


def test_the_server_is_alive_even_when_its_database_is_not(client, dead_database):
    assert client.get(reverse("home:live")).json() == {"live": True}


def test_the_server_is_ready_when_the_database_answers_and_its_tables_are_up_to_date(client, db):
    assert client.get(reverse("home:ready")).json() == {"ready": True}


def test_the_server_says_why_it_is_not_ready(client, dead_database):
    answer = client.get(reverse("home:ready"))
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "why": "the database does not answer"}


def test_the_server_is_not_ready_while_tables_are_out_of_date(client, db, monkeypatch):
    monkeypatch.setattr("goodlives.web.home.health.MigrationExecutor.migration_plan", lambda *_: [("one", False)])
    answer = client.get(reverse("home:ready"))
    assert (answer.status_code, answer.json()["why"]) == (503, "1 migrations have not run")


def test_signing_in_with_a_click_is_for_demonstrations_only(client, db, settings):
    user = UserFactory(for_demonstration=True)
    settings.DEMONSTRATION = False
    assert client.post(reverse("home:sign_in_as", args=[user.username])).status_code == 404
    settings.DEMONSTRATION = True
    assert client.post(reverse("home:sign_in_as", args=[UserFactory().username])).status_code == 404
    assert client.post(reverse("home:sign_in_as", args=[user.username])).status_code == 302


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(client, db, settings, wanted):
    settings.DEMONSTRATION = True
    user = UserFactory(for_demonstration=True)
    answer = client.post(reverse("home:sign_in_as", args=[user.username]), {"next": wanted})
    assert answer.url == reverse("home:work")
