"""A private address is seen nowhere: each list is searched for it, and its letters wait.

Every page and file is asked for it too, as everybody, in the walk of `test_permissions`.
"""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.urls import resolve, reverse

from goodlives.casework.access.models import Role
from goodlives.casework.communication.models import HeldLetter
from goodlives.web.permissions import who_may_open
from tests.private import FOR_THOSE_WHO_MAY, FOUND, LETTERS, POSTCODE, STREET, make_private, words_in
from tests.test_permissions import (
    NAME,
    PAGES,
    STAFF,
    address_of,
    asked,
    everybody_and_everything,
    signed_in_browser,
)

LISTS = (
    "people:list", "requests:list", "assessments:list", "plans:list", "payments:list", "reviews:list", "finances:list",
    "decisions:questions", "communication:letters", "home:work",
)  # fmt: skip


@pytest.fixture(scope="module")
def made_up(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        world = everybody_and_everything()
        make_private(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(made_up, db):
    return made_up


def those_who_open(name, world) -> list[Role]:
    who = who_may_open(resolve(reverse(name)).func)
    return [role for role in STAFF if who(world.users[role])]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", [f"?q={NAME}&search={NAME}&state=all", "?state=all", "?format=csv"])
def test_no_list_and_no_spreadsheet_shows_it(name, query, world):
    for role in those_who_open(name, world):
        answer = asked(world.browsers[role], "get", reverse(name) + query)
        assert not FOUND.search(words_in(answer)), f"{role}: {name}{query}"


@pytest.mark.parametrize("words", [POSTCODE, POSTCODE.replace(" ", ""), STREET])
@pytest.mark.parametrize(("name", "asked_as"), [("people:list", "q"), ("requests:list", "search")])
def test_nobody_finds_the_person_by_it(name, asked_as, words, world):
    for role in those_who_open(name, world):
        shown = words_in(asked(world.browsers[role], "get", f"{reverse(name)}?{asked_as}={words}&state=all"))
        assert f'value="{words}"' in shown  # that is what was searched for
        assert not re.search(rf"{NAME}</a>", shown), f"{role} finds them by where they live"


def test_no_letter_that_a_colleague_opens_shows_it_and_it_waits_instead(world):
    answer = asked(world.browsers[Role.SOCIAL_WORKER], "get", reverse("decisions:letter", args=[world.decision.pk]))
    assert answer.status_code == 409
    assert "Helen Marsh" in answer.text
    assert world.decision.held_letters.filter(state="waiting").exists()


def test_every_letter_to_them_waits(world):
    for _address, pattern, namespace in PAGES:
        if f"{namespace}:{pattern.name}" in LETTERS:
            asked(world.browsers[Role.SOCIAL_WORKER], "get", address_of(pattern, namespace, world))
    waiting = HeldLetter.objects.filter(person=world.person, state="waiting")
    assert set(waiting.values_list("what", flat=True)) == set(HeldLetter.What.values)


def test_whoever_is_named_reads_it_and_that_is_written_down(world):
    worker = signed_in_browser(world.worker)
    assert FOUND.search(words_in(asked(worker, "get", reverse(FOR_THOSE_WHO_MAY, args=[world.person.pk]))))
    assert world.person.reads.filter(reader__last_name="Marsh", page="The private address").exists()
    letter = asked(worker, "get", reverse("decisions:letter", args=[world.decision.pk]))
    assert letter["Content-Type"] == "application/pdf"
    assert FOUND.search(words_in(letter)) or "JarrowfeatherRow" in words_in(letter)


def test_the_person_reads_their_own(world):
    answer = asked(world.browsers["the person"], "get", reverse(FOR_THOSE_WHO_MAY, args=[world.person.pk]))
    assert FOUND.search(words_in(answer))


def test_the_search_of_this_test_finds_what_it_looks_for():
    """Otherwise every test above would pass for nothing."""
    assert FOUND.search("7 Jarrowfeather Row")
    assert FOUND.search("zb74yv")
