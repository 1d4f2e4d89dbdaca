"""A click or a key is done when the page that it leads to is there whole; for Playwright, at the page's first byte.

Else a test looks for words that are still on their way, or is content that there are none.
"""

import time
from collections.abc import Callable, Iterator
from functools import wraps

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Locator

HALF_WAY = 0.2  # seconds from the first half of a page to the second


def wait_for_them(patch: pytest.MonkeyPatch) -> None:
    for act in ("click", "press", "check"):
        patch.setattr(Locator, act, to_the_end(getattr(Locator, act)))


def to_the_end(act: Callable) -> Callable:
    @wraps(act)
    def acted(locator: Locator, *args, **kwargs):
        page = locator.page
        act(locator, *args, **kwargs)
        if not page.is_closed():
            page.wait_for_load_state()

    return acted


def send_them_in_halves(patch: pytest.MonkeyPatch) -> None:
    """So that no test can pass because this machine is quick."""
    patch.setattr(WSGIHandler, "__call__", in_halves(WSGIHandler.__call__))


def in_halves(answer: Callable) -> Callable:
    @wraps(answer)
    def answered(handler, environ, start_response):
        response = answer(handler, environ, start_response)
        kind = getattr(response, "headers", {}).get("Content-Type", "")  # a file has none: the server sends it
        return Halves(response) if kind.startswith("text/html") else response

    return answered


class Halves:
    """A page that comes in two parts, its body after a while."""

    def __init__(self, response):
        self.response = response
        self.close = response.close

    def __iter__(self) -> Iterator[bytes]:
        head, body, rest = b"".join(self.response).partition(b"<body")
        yield head
        time.sleep(HALF_WAY)
        yield body + rest
