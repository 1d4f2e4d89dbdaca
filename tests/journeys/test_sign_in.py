"""Signing in, in a browser: with a password and a passkey, and through a provider that runs as a process of its own."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access import actions
from goodlives.casework.access.models import Role, User
from goodlives.config.sign_in_providers import SignInProvider
from tests.factories import AT, CitizenFactory, UserFactory
from tests.journeys.conftest import DESK

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "three green umbrellas"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def with_password(user):
    return actions.set_password(user, LONG, by=user, at=AT)


def sign_in_with_password(page, name):
    page.goto(reverse("home:sign_in"))
    page.get_by_label("Email address or user name").fill(name)
    page.get_by_label("Password", exact=True).fill(LONG)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def device(chromium, live_server, size, settings):
    """A page on a device that knows its owner, by Chromium's own made-up authenticator."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    address = live_server.url.replace("127.0.0.1", "localhost")
    context = chromium.new_context(base_url=address, viewport=size, locale="en-GB")
    page = context.new_page()
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    browser = context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                     "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )  # fmt: skip
    yield page
    context.close()
    assert not complaints


def test_a_worker_sets_up_a_passkey_and_signs_in_with_it(device, axe):
    # Given a social worker who has a password alone
    page, worker = device, with_password(UserFactory(email="sam@wexshire.example"))
    # When they sign in
    sign_in_with_password(page, worker.email)
    # Then they are led to set up a second step before anything else
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second step")
    axe(page)
    page.goto(reverse("people:list"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second step")
    # When they add a passkey
    page.get_by_role("button", name="Use a passkey").click()
    axe(page)
    page.get_by_label("A name for it").fill("My laptop")
    page.get_by_role("button", name="Add the passkey").click()
    # Then they are shown spare codes, once
    expect(page.get_by_role("heading", level=1)).to_have_text("Your spare codes")
    spare = page.locator(".app-key li").all_inner_texts()
    assert len(spare) == 10
    axe(page)
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Sam")
    page.get_by_role("link", name=re.compile("Signed in as")).click()
    expect(page.locator("main")).to_contain_text("My laptop")
    axe(page)
    # When they sign out, the passkey alone lets them in
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto(reverse("home:sign_in"))
    axe(page)
    expect(page.get_by_text("The passkey was not used")).to_be_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Sam")
    # And with the password the passkey is asked for; a spare code does as well
    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in_with_password(page, worker.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    axe(page)
    page.get_by_label("Code").fill(spare[0])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Sam")
    # When they take the passkey away
    page.goto(reverse("access:account"))
    page.get_by_role("link", name="Remove My laptop").click()
    axe(page)
    page.get_by_role("button", name="Remove the passkey").click()
    # Then the account has none, and its history says all of it
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert not worker.authenticator_set.exists()
    assert {"added", "removed", "signed_in"} <= set(worker.entries.values_list("what", flat=True))


@pytest.mark.parametrize("size", [DESK], ids=["desk"])
def test_a_person_starts_their_account_with_the_letter(page, sign_in, axe):
    # Given a person and their social worker, who prints a letter
    person = CitizenFactory(user=None)
    sign_in(page, UserFactory())
    page.goto(reverse("access:of_person", args=[person.pk]))
    axe(page)
    page.get_by_role("button", name="Make a code").click()
    axe(page)
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page.locator("main").inner_text())[0]
    page.context.clear_cookies()
    # When the person gives the code and chooses a password
    page.goto(reverse("home:sign_in"))
    page.get_by_role("link", name="I have a code to start my account").click()
    axe(page)
    page.get_by_label("Your code").fill(code.lower())
    page.get_by_role("button", name="Continue").click()
    axe(page)
    page.get_by_label("Choose a password").fill(LONG)
    page.get_by_label("The same password again").fill(LONG)
    page.get_by_role("button", name="Start your account").click()
    # Then they sign in with it, and come to their own page
    page.get_by_label("Email address or user name").fill(person.council_number)
    page.get_by_label("Password", exact=True).fill(LONG)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(reverse("people:mine"))))
    page.goto(reverse("access:account"))
    axe(page)


def test_an_administrator_gives_changes_and_ends_an_account(page, sign_in, axe):
    sign_in(page, UserFactory(role=Role.ADMINISTRATOR, first_name="Ada"))
    page.goto(reverse("access:accounts"))
    axe(page)
    page.get_by_role("button", name="Give an account").click()
    axe(page)
    page.get_by_label("First name").fill("Jo")
    page.get_by_label("Last name").fill("Hill")
    page.get_by_label("Email address at work").fill("jo@wexshire.example")
    page.get_by_label("Social worker", exact=True).check()
    page.get_by_label("Job title").fill("Social worker")
    page.get_by_role("button", name="Give the account").click()
    axe(page)
    page.get_by_role("link", name="End the account").click()
    axe(page)
    page.get_by_role("button", name="End the account").click()
    expect(page.locator("main")).to_contain_text("The account was ended: Last day")


# --- Through a provider ---


@pytest.fixture(scope="module")
def provider():
    """A provider of OpenID Connect, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [Path(sys.executable).with_name("oidc-provider-mock"), "--port", str(port)],
        env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://localhost:{port}"
    for _try in range(200):
        try:
            urllib.request.urlopen(f"{address}/.well-known/openid-configuration").close()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture
def council_sign_in(provider, settings):
    """The council's own sign-in for staff, and another for people, as the council's file would say."""
    staff = SignInProvider("council", "Wexshire single sign-on", "staff", provider, "good-lives", secret="secret")
    people = SignInProvider("people", "Made-up One Login", "people", provider, "good-lives", secret="secret")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [staff.for_allauth(), people.for_allauth()]}}
    return provider


def known_there(provider, subject, **claims):
    asked = urllib.request.Request(
        f"{provider}/users/{subject}", json.dumps(claims).encode(), {"Content-Type": "application/json"}, method="PUT"
    )
    urllib.request.urlopen(asked).close()


@pytest.fixture
def elsewhere(chromium, live_server, size):
    """A page that may go to the provider and back."""
    context = chromium.new_context(base_url=live_server.url, viewport=size, locale="en-GB")
    yield context.new_page()
    context.close()


def through(page, name, subject):
    page.goto(reverse("home:sign_in"))
    page.get_by_role("button", name=f"Sign in with {name}").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize", exact=True).click()


def test_staff_sign_in_through_the_councils_own_sign_in(elsewhere, council_sign_in, axe):
    page, worker = elsewhere, UserFactory(email="Sam.Okafor@wexshire.example", password="!")
    known_there(council_sign_in, "s-1", email="sam.okafor@wexshire.example", email_verified=True)
    # When they go there and back, they are in, and no second step of ours is asked for
    through(page, "Wexshire single sign-on", "s-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Sam")
    assert set(worker.entries.values_list("what", flat=True)) == {"connected", "signed_in"}
    # From now on they are known by who they are there, whatever their email address becomes
    known_there(council_sign_in, "s-1", email="sam.married@wexshire.example", email_verified=True)
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.locator("main")).to_contain_text("You have signed out")
    page.goto(reverse("people:list"))
    expect(page).to_have_url(re.compile("/sign-in/"))
    through(page, "Wexshire single sign-on", "s-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Sam")
    # Once the account has ended, the same way leads nowhere
    User.objects.filter(pk=worker.pk).update(ends_on=AT.date().replace(year=2020))
    page.context.clear_cookies()
    through(page, "Wexshire single sign-on", "s-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("We could not find your account")
    axe(page)


@pytest.mark.parametrize("size", [DESK], ids=["desk"])
@pytest.mark.parametrize(
    ("why", "claims"),
    [
        ("nobody has this address", {"email": "stranger@wexshire.example", "email_verified": True}),
        ("the address is not verified", {"email": "sam@wexshire.example", "email_verified": False}),
        ("a person does not come in by the door of staff", {"email": "amina@example.org", "email_verified": True}),
    ],
)
def test_whoever_is_not_known_is_told_whom_to_ask(elsewhere, council_sign_in, why, claims):
    page = elsewhere
    UserFactory(email="sam@wexshire.example")
    CitizenFactory(user__email="amina@example.org")
    before = User.objects.count()
    known_there(council_sign_in, f"x-{len(why)}", **claims)
    through(page, "Wexshire single sign-on", f"x-{len(why)}")
    expect(page.get_by_role("heading", level=1)).to_have_text("We could not find your account")
    expect(page.locator("main")).to_contain_text("Ask your manager")
    assert User.objects.count() == before, "nobody signs up by themselves"


@pytest.mark.parametrize("size", [DESK], ids=["desk"])
def test_a_way_back_that_is_not_this_browsers_own_is_refused(elsewhere, council_sign_in, axe):
    page = elsewhere
    UserFactory(email="sam@wexshire.example")
    known_there(council_sign_in, "s-2", email="sam@wexshire.example", email_verified=True)
    # Somebody else's state, as a link in an email might carry
    page.goto(reverse("openid_connect_callback", args=["council"]) + "?code=stolen&state=somebody-elses")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    axe(page)
    # And a changed state on the way back
    page.goto(reverse("home:sign_in"))
    page.get_by_role("button", name="Sign in with Wexshire single sign-on").click()
    page.goto(re.sub(r"state=[^&]+", "state=changed", page.url))
    page.locator("input[name=sub]").fill("s-2")
    page.get_by_role("button", name="Authorize", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    page.goto(reverse("people:list"))
    expect(page).to_have_url(re.compile("/sign-in/"))
    # Whoever stops there is sent back without harm
    page.goto(reverse("home:sign_in"))
    page.get_by_role("button", name="Sign in with Wexshire single sign-on").click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")


@pytest.mark.parametrize("size", [DESK], ids=["desk"])
def test_a_person_connects_another_sign_in_with_their_code(elsewhere, council_sign_in):
    page, person = elsewhere, CitizenFactory()
    known_there(council_sign_in, "p-1", email="anything@example.org")
    # Without a code nobody is matched, not even by email address
    through(page, "Made-up One Login", "p-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("We could not find your account")
    # With it, they choose the other sign-in instead of a password, and come in by it from then on
    code = actions.new_code(person.user, by=None, at=_now())
    page.goto(reverse("access:start"))
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Use Made-up One Login instead of a password").click()
    page.locator("input[name=sub]").fill("p-1")
    page.get_by_role("button", name="Authorize", exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(reverse("people:mine"))))
    page.get_by_role("button", name="Sign out", exact=True).click()
    through(page, "Made-up One Login", "p-1")
    expect(page).to_have_url(re.compile(re.escape(reverse("people:mine"))))


def _now():
    from goodlives.web import clock

    return clock.now()
