"""Bad times in a real browser: the sign-in runs out, another tab signs in, the database dies, and nothing is lost."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import CitizenFactory

WORDS = "She comes each Friday.\nWe play cards."


@pytest.fixture
def person(transactional_db, settings):
    settings.DEMONSTRATION = True
    return CitizenFactory(user__for_demonstration=True, user__first_name="Amina", user__last_name="Begum")


def sign_in(page, person):
    page.goto(reverse("home:sign_in"))
    page.get_by_role("button", name=f"Sign in as {person.user}").click()


def write_a_form(page, person):
    page.goto(reverse("people:add_to_circle", args=[person.pk]))
    page.get_by_label("Name", exact=True).fill("Rosa")
    page.get_by_label("Friend").check()
    page.get_by_label("What they do").fill(WORDS)


def press_the_button(page):
    page.locator("main form").first.get_by_role("button").last.click()


def in_the_circle(person) -> list[tuple[str, str]]:
    return [(member.name, member.does.replace("\r\n", "\n")) for member in person.circle.all()]


ONCE = [("Rosa", WORDS)]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def page(chromium, live_server, size, scripts):
    """As everywhere, and once more without JavaScript."""
    context = chromium.new_context(base_url=live_server.url, viewport=size, java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def examined(page, axe, scripts):
    """What axe says, where there are scripts; always, that there is one main heading."""

    def examine() -> None:
        expect(page.locator("h1")).to_have_count(1)
        if scripts:
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"

    return examine


def test_an_address_there_is_not_and_a_page_that_is_not_yours(page, examined, person):
    # Given somebody signed in
    sign_in(page, person)
    # When they follow an old link, then one to somebody else's record, then one for people who work here
    for address, heading in (
        ("/no-such-page/", "Page not found"),
        (reverse("people:who_looked", args=[CitizenFactory().pk]), "Page not found"),
        (reverse("home:work"), "You cannot open this page"),
    ):
        page.goto(address)
        # Then each says what happened, and has a way on
        expect(page.locator("h1")).to_have_text(heading)
        expect(page.get_by_role("link", name="Go to the first page")).to_have_count(1)
        examined()


def test_the_sign_in_runs_out_while_somebody_writes(page, examined, person):
    # Given a form half written
    sign_in(page, person)
    write_a_form(page, person)
    # When the sign-in runs out, and they press the button
    Session.objects.all().delete()
    press_the_button(page)
    # Then they are asked to sign in, and told that nothing is lost
    expect(page.locator("main")).to_contain_text("not lost")
    examined()
    # When they sign in again
    page.get_by_role("button", name=f"Sign in as {person.user}").click()
    # Then what they typed is there, and one button sends it
    examined()
    page.get_by_role("button", name="Send it again").click()
    assert in_the_circle(person) == ONCE


def test_somebody_signs_in_again_in_another_tab(page, examined, person):
    # Given a form half written
    sign_in(page, person)
    write_a_form(page, person)
    # When they sign in again in another tab, and press the button in the first
    other_tab = page.context.new_page()
    sign_in(other_tab, person)
    press_the_button(page)
    # Then nothing is saved yet, what they typed is there, and one button sends it
    expect(page.locator("h1")).to_have_text("Send what you typed")
    assert in_the_circle(person) == []
    examined()
    page.get_by_role("button", name="Send it again").click()
    assert in_the_circle(person) == ONCE


@pytest.fixture
def database():
    """The real one, cut off: its other connections are ended, and new ones find nobody there."""
    described = connections.settings["default"]
    before = dict(described)

    class Database:
        def dies(self) -> None:
            described["HOST"], described["PORT"] = "127.0.0.1", "1"
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

        def comes_back(self) -> None:
            described.update(before)

    yield Database()
    described.update(before)


def test_the_database_dies_while_somebody_writes(page, examined, person, database):
    # Given a form half written
    sign_in(page, person)
    write_a_form(page, person)
    # When the database dies, and they press the button
    database.dies()
    press_the_button(page)
    # Then the page says whose fault it is and that nothing is lost
    expect(page.locator("h1")).to_have_text("Sorry, there is a problem")
    words = page.locator("main").inner_text()
    assert "cannot reach our records" in words
    assert "not lost" in words
    examined()
    # And pressing the button too soon loses nothing either
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("main")).to_contain_text("not lost")
    # When the database is back
    database.comes_back()
    page.get_by_role("button", name="Send it again").click()
    # Then it is saved, once
    assert in_the_circle(person) == ONCE
