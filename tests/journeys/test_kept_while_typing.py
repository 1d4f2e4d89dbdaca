"""What somebody types is kept while they type: the server is killed, the sign-in runs out, and the words are there."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.about_me.models import Part
from goodlives.casework.access.drafts import Draft
from tests.factories import CitizenFactory
from tests.journeys.conftest import DESK, is_elsewhere

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parametrize("size", [DESK], ids=["desk"])]

WORDS = "My garden, my sister on Sundays, and being asked first."
PROMISED = 5  # seconds


class Server:
    """The real one, gunicorn in a process of its own, over the database of the tests."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        at = connection.settings_dict
        place = quote(str(at["HOST"]), safe="")
        database = f"postgres://{at['USER']}:{quote(at['PASSWORD'] or '')}@{place}:{at['PORT']}/{at['NAME']}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "goodlives.config.wsgi", "--bind", f"127.0.0.1:{self.port}",
             "--worker-class", "gthread", "--log-level", "warning"],
            env=os.environ | {"DATABASE_URL": database, "GOODLIVES_DEBUG": "1", "GOODLIVES_DEMONSTRATION": "1"},
            start_new_session=True,
        )  # fmt: skip

    def kill(self) -> None:
        """As when the power goes: nothing is told, nothing is finished."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@pytest.fixture
def server():
    server = Server()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def page(chromium, server, size):
    context = chromium.new_context(base_url=server.url, viewport=size, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(60_000)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("request", lambda asked: complaints.append(asked.url) if is_elsewhere(asked.url, server.url) else None)
    yield page
    context.close()
    assert not complaints


@pytest.fixture
def amina(transactional_db):
    return CitizenFactory(given_name="Amina", user__for_demonstration=True, user__first_name="Amina")


def sign_in(page, person, back_to=""):
    for _try in range(120):  # until the server answers
        try:
            page.goto(reverse("home:sign_in") + (f"?next={back_to}" if back_to else ""))
            break
        except Exception:  # it is not there yet
            page.wait_for_timeout(500)
    page.get_by_role("button", name=f"Sign in as {person.user}").click()


def test_type_wait_kill_start_sign_in_and_the_words_are_there(page, axe, server, amina):
    # Given somebody who writes about themselves, with the keyboard
    address = reverse("about_me:write", args=[amina.pk, "important"])
    sign_in(page, amina)
    page.goto(address)
    page.get_by_label("Your words").focus()
    page.keyboard.type(WORDS)
    typed_at = time.monotonic()
    # Then it is saved by itself, within the seconds we promise, and says so quietly
    said = page.get_by_role("status")
    expect(said).to_contain_text("Saved at")
    took = time.monotonic() - typed_at
    print(f"saved {took:.1f} seconds after the last key")
    assert took < PROMISED * (4 if os.getloadavg()[0] > 4 * (os.cpu_count() or 1) else 1)
    axe(page)
    assert not Part.objects.exists()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0

    # When the server is killed while they go on, they are told
    server.kill()
    page.keyboard.type(" And tea.")
    expect(said).to_contain_text("Not saved yet. Keep this page open.")
    # and when it is there again, what they typed meanwhile is saved without their doing
    server.start()
    expect(said).to_contain_text("Saved at", timeout=120_000)

    # When they close the window, are signed out, the server is killed once more, and they sign in elsewhere
    page.goto("about:blank")
    server.kill()
    Session.objects.all().delete()
    page.context.clear_cookies()
    server.start()
    sign_in(page, amina)
    # Then their own page says that something waits, and where
    page.get_by_role("link", name="You typed something and have not sent it yet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you have not sent yet")
    axe(page)
    page.get_by_role("link", name="Go on with it").click()
    # and every word is there
    expect(page.get_by_label("Your words")).to_have_value(WORDS + " And tea.")
    expect(page.get_by_text("and not sent yet")).to_be_visible()
    axe(page)

    # When they press Enter on the button at the end
    page.get_by_role("button", name="Save", exact=True).last.press("Enter")
    # Then it is in their record, and no longer kept apart
    expect(page.get_by_text("Your words are saved.")).to_be_visible()
    assert Part.objects.get().words == WORDS + " And tea."
    assert not Draft.objects.exists()


def test_the_sign_in_runs_out_while_they_type(page, server, amina):
    # Given words that are kept, and a sign-in that has run out
    sign_in(page, amina)
    page.goto(reverse("about_me:write", args=[amina.pk, "important"]))
    page.get_by_label("Your words").press_sequentially(WORDS)
    expect(page.get_by_role("status")).to_contain_text("Saved at")
    Session.objects.all().delete()
    # When they type on
    page.get_by_label("Your words").press_sequentially(" And tea.")
    # Then they are told what to do
    expect(page.get_by_role("status")).to_contain_text("Signed out meanwhile")
    # and when they press the button, they sign in, and send all of it
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name=f"Sign in as {amina.user}").click()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text(re.compile("Your words are saved"))).to_be_visible()
    assert Part.objects.get().words == WORDS + " And tea."
