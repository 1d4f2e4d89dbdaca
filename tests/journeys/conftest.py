"""Journeys: a person's way through the pages, in a browser, at a desk and on a phone, each page examined by axe."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect, sync_playwright

from tests.journeys import browser as browsers
from tests.journeys import whole_pages

NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+")
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Served beside our own files, so that the browser reads and compiles it once, not on every page.
settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, ("axe", AXE.parent)]
DESK = {"width": 1280, "height": 900}
DESK_TOO = dict(DESK)  # in a walk that is made on a phone as well
PHONE = {"width": 390, "height": 844}

# The Design System keeps aria-controls on these, knowingly: their hidden questions follow them. Nothing else is waived.
WAIVED = {
    "aria-allowed-attr": (".govuk-radios__input[aria-controls]", ".govuk-checkboxes__input[aria-controls]"),
}

# Every violation on the page, without those elements that the waiver above names, and without the rules left out.
EXAMINE = """async ([waived, runOnly, leftOut]) => {
  const rules = Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }]));
  const preload = { assets: ["media"] };  // no rule of these reads style sheets, which axe would fetch once more
  const found = await axe.run(document, { runOnly, rules, preload, resultTypes: ["violations"] });
  const isWaived = (rule, node) =>
    (waived[rule] || []).some((selector) => document.querySelector(node.target[0])?.matches(selector));
  return found.violations
    .map((rule) => ({
      rule: rule.id,
      help: rule.help,
      nodes: rule.nodes
        .filter((node) => !isWaived(rule.id, node))
        .map((node) => `${node.target.join(" ")}  ${node.html.slice(0, 200)}`),
    }))
    .filter((rule) => rule.nodes.length);
}"""

EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the width of a page may change.
OF_WIDTH = ["target-size", "scrollable-region-focusable", "link-in-text-block"]
# What the style sheet decides, from the classes on a page: more than half of the examination's work.
OF_LOOKS = ["color-contrast", *OF_WIDTH]
CLASSES = (
    "[...new Set([...document.querySelectorAll('[class]')].flatMap((one) => [...one.classList]))].sort().join(' ')"
)
FITS = "document.documentElement.scrollWidth <= window.innerWidth"

# These are walked at a desk too. The others are walked on a phone, and each of their pages looked at in both widths;
# `make journeys` walks all in both.
BOTH = {"test_front_page"}
ALL_IN_BOTH = os.environ.get("GOODLIVES_WIDTHS") == "both"

PATIENCE = 30_000  # milliseconds: a machine may be busy


def pytest_generate_tests(metafunc):
    given = {str(mark.args[0]) for mark in metafunc.definition.iter_markers("parametrize")}
    if "size" in metafunc.fixturenames and "size" not in given:
        both = ALL_IN_BOTH or metafunc.module.__name__.rpartition(".")[2] in BOTH
        metafunc.parametrize(
            "size", [DESK_TOO, PHONE] if both else [PHONE], ids=["desk", "phone"] if both else ["phone"]
        )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Journeys first: a browser leaves a processor waiting now and then, which the other tests have use for."""
    here = Path(__file__).parent
    journeys = [item for item in items if here in item.path.parents]
    for item in journeys:
        item.add_marker(pytest.mark.journey)
    items[:] = journeys + [item for item in items if here not in item.path.parents]


@pytest.fixture(scope="session", autouse=True)
def _whole_pages():
    """A click is done when the page that it leads to is there whole; `make journeys` sends each in two halves."""
    with pytest.MonkeyPatch.context() as patch:
        whole_pages.wait_for_them(patch)
        if ALL_IN_BOTH:
            whole_pages.send_them_in_halves(patch)
        expect.set_options(timeout=PATIENCE)
        yield


@pytest.fixture(scope="session")
def chromium():
    program = browsers.find()
    if program is None:
        pytest.skip(browsers.MISSING)
    # Playwright keeps an event loop running, and Django refuses its database beside one unless told.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=browsers.arguments())
        yield chromium
        chromium.close()


@pytest.fixture
def page(chromium, live_server, size):
    """A page on a phone. Give the test `@pytest.mark.parametrize("size", [DESK])` for a page at a desk."""
    context = chromium.new_context(base_url=live_server.url, viewport=size, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("request", lambda asked: complaints.append(asked.url) if is_elsewhere(asked.url, live_server.url) else None)
    yield page
    context.close()
    assert not complaints, "A script failed, a rule of ours was broken or another host was asked:\n" + "\n".join(
        complaints
    )


@pytest.fixture
def sign_in(live_server):
    """Sign in on this page as this user, by the cookie that signing in gives: `sign_in(page, user)`."""

    def as_user(page: Page, user) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return as_user


def bring_axe(page: Page) -> None:
    """From the server of the page, where that is the tests' own."""
    try:
        page.add_script_tag(url=f"{settings.STATIC_URL}axe/{AXE.name}")
    except PlaywrightError:
        page.evaluate(AXE.read_text())


def is_elsewhere(url, ours):
    """Whether a page asked another host for anything."""
    return not url.startswith((ours, "data:", "blob:", "about:"))


@pytest.fixture(scope="session")
def seen_to_look_right():
    """The pages whose looks have passed in this run: an address without its numbers, and the classes on it."""
    return set()


@pytest.fixture
def axe(request, seen_to_look_right):
    """Fails with a list when axe finds anything on the page, or when it scrolls sideways at a desk or on a phone.

    A journey that is walked in both widths has each page examined, for both, on the phone. Each page is examined each
    time; what only its looks decide, and the other width, the first time that it is met with these classes.
    """
    callspec = getattr(request.node, "callspec", None)
    on_the_phone_too = callspec is not None and callspec.params.get("size") is DESK_TOO

    def violations_on(page: Page) -> list[dict]:
        page.wait_for_load_state()
        bring_axe(page)
        size = page.viewport_size
        looks = (NUMBERS.sub("#", urlsplit(page.url).path), str(size), page.evaluate(CLASSES))
        assert page.evaluate(FITS), f"{page.url} must not scroll sideways in {size['width']} pixels"
        if looks in seen_to_look_right:
            return page.evaluate(EXAMINE, [WAIVED, EVERYTHING, OF_LOOKS])
        found = page.evaluate(EXAMINE, [WAIVED, EVERYTHING, []])
        if size in (DESK, PHONE):
            other = PHONE if size == DESK else DESK
            page.set_viewport_size(other)
            assert page.evaluate(FITS), f"{page.url} must not scroll sideways in {other['width']} pixels"
            found += page.evaluate(EXAMINE, [WAIVED, OF_WIDTH, []])
            page.set_viewport_size(size)
        if not found and page.url.startswith("http"):  # what a test of axe itself writes has no address
            seen_to_look_right.add(looks)
        return found

    def examine(page: Page) -> None:
        if on_the_phone_too:
            page.wait_for_load_state()
            assert page.evaluate(FITS), f"{page.url} must not scroll sideways at a desk"
            return
        try:
            violations = violations_on(page)
        except PlaywrightError:  # the page was left while axe read it: what counts is the page that came after
            violations = violations_on(page)
        assert not violations, f"axe found at {page.url}:\n" + "\n".join(
            f"- {violation['rule']}: {violation['help']}\n    " + "\n    ".join(violation["nodes"])
            for violation in violations
        )

    return examine
