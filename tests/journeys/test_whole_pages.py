"""A journey cannot be lucky: what it reads after a click is the page that the click led to."""

import re
from pathlib import Path

from tests.journeys import whole_pages

HERE = Path(__file__).parent
AT_ONCE = re.compile(r"\.is_(visible|hidden|checked|enabled|disabled|editable)\(")


def test_after_a_click_the_next_page_is_there_though_it_comes_in_two_parts(page, db, monkeypatch):
    whole_pages.send_them_in_halves(monkeypatch)
    page.goto("/")
    page.get_by_role("link", name="Our results").click()
    assert page.locator("h1").all_inner_texts() == ["Our results"]


def test_journeys_wait_for_what_they_ask_to_see():
    """`expect` looks until it is there; the others look once."""
    others = [path for path in HERE.glob("*.py") if path != Path(__file__)]
    looks_once = [path.name for path in others if AT_ONCE.search(path.read_text())]
    assert not looks_once, "ask with expect(…).to_be_visible() and its like"
