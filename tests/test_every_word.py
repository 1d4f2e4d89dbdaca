"""Every word that a page says to somebody who draws on support, or to anybody, is there in each language.

`test_translations` asks it of the files in `PERSONS`; this, of what the pages say as they are drawn, so that one which
nobody thought of is found.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import trans_real

from goodlives.config import translations
from goodlives.web.permissions import who_may_open
from tests.test_permissions import PAGES, address_of, asked, everybody_and_everything, undone

READERS = ("the person", "anybody")


@pytest.fixture
def world(db):
    """The same as everybody's, whose person reads in Welsh. What has no Welsh has no Urdu: one file is as the other."""
    with transaction.atomic():
        world = everybody_and_everything()
        world.person.user.language = "cy"
        world.person.user.save(update_fields=["language"])
        world.browsers["anybody"].cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
        yield world
        transaction.set_rollback(True)
    translation.activate(settings.LANGUAGE_CODE)


class Listener:
    """What was looked up in Welsh and has no words, and what was not looked up; with the pages that said it."""

    def __init__(self):
        self.words, self.page, self.said = translations.catalogue("cy"), "", defaultdict(set)

    def look_up(self, name: str):
        real = getattr(trans_real, name)

        def looked_up(*args):
            context, message = args[:2] if name == "pgettext" else (None, args[0])
            there = self.words.get(message, context) if translation.get_language() == "cy" else None
            if there is not None and not translations.has_words(there):
                self.said[message].add(self.page)
            return real(*args)

        return looked_up


@pytest.fixture
def listener(monkeypatch):
    listener = Listener()
    for name in ("gettext", "ngettext", "pgettext"):
        monkeypatch.setattr(translation._trans, name, listener.look_up(name), raising=False)
    return listener


# What says so of itself, and the law by its name.
IN_ENGLISH = re.compile(
    r"<(\w+)[^>]*\b(?:lang=\"en[^\"]*|class=\"app-law)\".*?</\1>|<(script|style|head)\b.*?</\2>", re.DOTALL
)
NOT_OF_A_PERSON = {"law:rate", "law:rule", "law:first_sum", "decisions:easy_read"}
"""Examples and a report for whoever checks our sums; and a letter, which is in the language of the person's letters."""


@pytest.fixture
def sentences(listener):
    """What has Welsh words and four English ones or more, none of them a value. One is typed by a factory too."""
    return [
        message.id
        for message in listener.words
        if isinstance(message.id, str)
        and len(message.id.split()) >= 4
        and not re.search(r"%\(|\{", message.id)
        and message.string not in ("", message.id)
        and message.id != "I do not know"
    ]


def left_in_english(page: str, sentences: list[str]) -> list[str]:
    text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", IN_ENGLISH.sub(" ", page))).split())
    return [words for words in sentences if words in text]


def test_no_page_of_theirs_says_a_word_in_english(world, listener, sentences):
    kept, drawn = {reader: dict(world.browsers[reader].cookies) for reader in READERS}, 0
    for _address, pattern, namespace in PAGES:
        opens_to = who_may_open(pattern.callback, namespace)
        listener.page = f"{namespace}:{pattern.name}"
        for reader in filter(lambda one: opens_to(world.users[one]), READERS):
            browser, address = world.browsers[reader], address_of(pattern, namespace, world)
            for method in ("get", "post"):
                browser.cookies.clear()  # the last page may have signed them out
                browser.cookies.update(kept[reader])
                with undone():
                    answer = asked(browser, method, address)
                drawn += answer.status_code == 200
                if answer["Content-Type"].startswith("text/html") and listener.page not in NOT_OF_A_PERSON:
                    for words in left_in_english(answer.text, sentences):
                        listener.said[words].add(listener.page)
    assert drawn > 200
    assert not listener.said, {words: sorted(pages) for words, pages in listener.said.items()}


def test_what_is_left_in_english_is_found(sentences):
    """Otherwise the test above would pass for nothing."""
    words = "Keeping your home fit to live in"
    assert left_in_english(f"<main><li>{words}</li></main>", sentences) == [words]
    assert left_in_english(f'<main><li lang="en-GB">{words}</li></main>', sentences) == []
