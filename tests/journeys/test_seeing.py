"""A record opened without a usual reason, in a browser: seen by the person; and kept from them for a time by a lead."""

import os
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.web import clock
from tests.factories import CitizenFactory, TeamFactory, UserFactory


@pytest.fixture
def amina(transactional_db):
    return CitizenFactory(given_name="Amina", family_name="Begum", council_number="700123")


@pytest.fixture
def stranger(transactional_db):
    return UserFactory(first_name="Ruth", last_name="Lindqvist", team=TeamFactory(name="Coast and villages"))


@pytest.fixture
def look(page, axe):
    def look(name):
        axe(page)
        if folder := os.environ.get("GOODLIVES_PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)

    return look


def open_it(page, look, words, *, wait=False):
    """From a search by number to the record."""
    page.goto("/people/?q=Amina")
    expect(page.get_by_text("Amina Begum")).to_have_count(0)
    page.goto("/people/?q=700123")
    look("search")
    expect(page.get_by_text("Amina")).to_have_count(0)
    page.get_by_role("link", name="What you can do").click()
    look("no-reason")
    expect(page.get_by_text("Amina")).to_have_count(0)
    page.get_by_role("button", name="Write down why, and open it").click()
    page.get_by_role("button", name="Open the record").click()
    look("open-errors")
    expect(page.get_by_role("link", name="Write what happened and what you need to see")).to_be_visible()
    page.get_by_label("Somebody may be in danger").check()
    page.get_by_label("What happened, and what do you need to see?").fill(words)
    if wait:
        page.get_by_label("Telling them now could put somebody in danger").check()
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amina Begum")
    expect(page.get_by_text("You opened this record without a usual reason")).to_be_visible()
    look("opened")


def test_a_record_opened_without_a_reason_is_seen_by_the_person_who_asks_why(page, look, sign_in, amina, stranger):
    # Given a worker of another team, who hears that something is wrong
    sign_in(page, stranger)
    open_it(page, look, "A neighbour phoned: nobody answers the door.")

    # When Amina signs in
    sign_in(page, amina.user)
    page.goto("/my-page/")
    expect(page.get_by_text("Somebody opened your record without a usual reason")).to_be_visible()
    expect(page.get_by_text("A neighbour phoned: nobody answers the door.")).to_be_visible()
    look("mine")

    # Then she sees each page that was opened, and asks why
    page.get_by_role("link", name="See what they opened, and ask why").click()
    expect(page.get_by_text("The whole record").first).to_be_visible()
    look("who-looked")
    page.get_by_role("link", name="Ask why").first.click()
    look("ask-why")
    page.get_by_label("What do you want to know?").fill("Who phoned you?")
    page.get_by_role("button", name="Send").click()

    # and a manager looks it over, and answers
    sign_in(page, UserFactory(role=Role.TEAM_MANAGER))
    page.goto("/emergency-looks/")
    expect(page.get_by_text("Amina")).to_have_count(0)
    look("looks")
    page.get_by_role("link", name="Ruth Lindqvist").first.click()
    page.get_by_label("Yes").check()
    page.get_by_label("Why, and what follows from it?").fill("She was right to worry.")
    look("look")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="About Ruth Lindqvist").click()
    page.get_by_label("Your answer").fill("Your neighbour, Mrs Grey.")
    look("answer")
    page.get_by_role("button", name="Send the answer").click()

    sign_in(page, amina.user)
    page.goto(f"/people/{amina.pk}/who-looked/")
    expect(page.get_by_text("Your neighbour, Mrs Grey.")).to_be_visible()
    look("answered")
    page.goto("/my-page/")
    expect(page.get_by_text("They think that it was right.")).to_be_visible()


def test_telling_waits_only_while_a_safeguarding_lead_says_so(page, look, sign_in, amina, stranger, monkeypatch):
    # Given a look of which whoever opened the record asked that telling should wait
    sign_in(page, stranger)
    open_it(page, look, "Her sister says that her husband hurts her.", wait=True)
    sign_in(page, amina.user)
    page.goto("/my-page/")
    expect(page.get_by_text("without a usual reason")).to_have_count(0)
    expect(page.get_by_text("Ruth Lindqvist")).to_have_count(0)

    # When the lead decides that it waits for a week
    sign_in(page, UserFactory(role=Role.SAFEGUARDING_LEAD, team=None))
    page.goto("/emergency-looks/")
    page.get_by_role("link", name="Ruth Lindqvist").last.click()
    look("telling")
    last_day = clock.today() + timedelta(days=7)
    page.get_by_label("Not yet").check()
    for part in ("day", "month", "year"):
        page.get_by_label(part.capitalize()).fill(str(getattr(last_day, part)))
    page.get_by_label("Why?").fill("He reads her phone.")
    look("telling-filled")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("He reads her phone.")).to_be_visible()
    look("look-withheld")

    # Then Amina reads of it on the day after, and not before
    now = clock.now()
    for days, told in ((7, 0), (8, 1)):
        monkeypatch.setattr("goodlives.web.clock.now", lambda days=days: now + timedelta(days=days))
        sign_in(page, amina.user)
        page.goto("/my-page/")
        expect(page.get_by_text("Somebody opened your record without a usual reason")).to_have_count(told)
