"""Two people change the same record at once, each in their own browser: both are shown, and nothing is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import AT, CitizenFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def browser_of(chromium, live_server, sign_in, size, scripts):
    """A browser of their own for each: `browser_of(user)`."""
    contexts = []

    def open_one(user):
        context = chromium.new_context(base_url=live_server.url, viewport=size, java_script_enabled=scripts)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, user)
        return page

    yield open_one
    for context in contexts:
        context.close()


def tab_to(page, focused):
    """Only the Tab key, until this has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if focused.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("it is not reached with the keyboard")


def test_a_person_and_a_worker_change_the_same_details(browser_of, axe, scripts):
    # Given a person and a worker, who have the same details open at the same time
    worker = UserFactory(first_name="Ruth", last_name="Lindqvist", job_title="social worker")
    me = CitizenFactory(phone="01632 960 001", language="", changed_at=AT, allocated_to=worker)
    mine, theirs = browser_of(me.user), browser_of(worker)
    details = reverse("people:details", args=[me.pk])
    mine.goto(details)
    theirs.goto(details)
    mine.get_by_label("Your phone number").fill("01632 960 222")
    mine.get_by_label("Your language").fill("Welsh")
    # When the worker saves another phone number, and an address, before the person does
    theirs.get_by_label("Phone", exact=True).fill("01632 960 333")
    theirs.get_by_label("Address", exact=True).fill("2 New Road")
    theirs.get_by_role("button", name="Save").last.click()
    expect(theirs.get_by_text("The details are saved.")).to_be_visible()
    mine.get_by_role("button", name="Save").last.click()
    # Then both are shown, with what it was; the address has come by itself, and what they typed is there
    asked = mine.get_by_role("group", name="Both changed: Your phone number")
    for words in ("01632 960 001", "01632 960 222", "01632 960 333", "What Ruth Lindqvist saved"):
        expect(asked.get_by_text(words)).to_be_visible()
    expect(mine.get_by_label("Your address")).to_have_value("2 New Road")
    expect(mine.get_by_label("Your language")).to_have_value("Welsh")
    if scripts:
        axe(mine)
    # When they choose with the keyboard alone, and save
    tab_to(mine, asked.get_by_label("Keep what they saved"))
    mine.keyboard.press("ArrowDown")
    expect(asked.get_by_label("Keep mine, as it is in the box below")).to_be_checked()
    mine.keyboard.press("Enter")
    # Then nothing of either is lost
    expect(mine.get_by_text("Your details are saved.")).to_be_visible()
    me.refresh_from_db()
    assert (me.phone, me.address, me.language) == ("01632 960 222", "2 New Road", "Welsh")

    # And each of them reads in the history what the other changed
    theirs.goto(reverse("people:what_happened", args=[me.pk]))
    expect(theirs.locator(".app-timeline").get_by_text(f"{me.user}")).to_be_visible()
    mine.get_by_role("link", name="What happened to your record").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("What happened to your record")
    expect(mine.locator(".app-timeline").get_by_text("Ruth Lindqvist, social worker")).to_be_visible()
    if scripts:
        axe(mine)
    tab_to(mine, mine.get_by_label("What", exact=True))
    mine.keyboard.press("C")  # Circle of support
    tab_to(mine, mine.get_by_role("button", name="Show"))
    mine.keyboard.press("Enter")
    expect(mine.get_by_text("Nothing matches")).to_be_visible()
