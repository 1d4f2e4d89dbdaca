"""A private address is seen nowhere: every page, list and file about somebody is asked for, and searched for it."""

from __future__ import annotations

import html
import io
import re
import zipfile
from types import SimpleNamespace

import pikepdf
import pytest
from django.db import transaction
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.communication import actions
from goodlives.casework.communication.models import HeldLetter
from goodlives.casework.people import actions as people
from goodlives.casework.people.models import Person
from tests import factories
from tests.factories import AT, ON
from tests.test_architecture import every_url
from tests.test_permissions import NAME, STAFF, address_of, asked, everybody_and_everything, signed_in_browser

STREET, POSTCODE = "Jarrowfeather Row", "ZB7 4YV"
FOUND = re.compile(r"jarrowfeather|zb7\s*4yv", re.IGNORECASE)
FOR_THOSE_WHO_MAY = "communication:private_address"

PAGES = [
    pytest.param(pattern, namespace, id=address or "/") for address, pattern, namespace in every_url()
    if namespace != "api"
]  # fmt: skip
LISTS = (
    "people:list", "requests:list", "assessments:list", "plans:list", "payments:list", "reviews:list", "finances:list",
    "decisions:questions", "communication:letters", "home:work",
)  # fmt: skip


@pytest.fixture(scope="module")
def made_up(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield _world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made_up, db):
    return made_up


def _world() -> SimpleNamespace:
    """Somebody who lived there, told us so when they asked for help, and whose address was then made private."""
    world = everybody_and_everything()
    worker = factories.UserFactory(first_name="Helen", last_name="Marsh")
    person = Person.objects.get(pk=world.person.pk)
    people.change_details(
        person, by=worker, at=AT, revision=person.revision, address=f"7 {STREET}", postcode=POSTCODE,
        phone="01632 960 001",
    )  # fmt: skip
    type(world.request).objects.filter(pk=world.request.pk).update(address=f"7 {STREET}", postcode=POSTCODE)
    factories.RecordReadFactory(person=person)
    actions.protect_address(
        person, address=f"7 {STREET}", postcode=POSTCODE, why="They asked.", readers=[worker], by=worker, on=ON, at=AT
    )
    world.person = world.person.__class__.objects.get(pk=person.pk)
    world.worker = signed_in_browser(worker)
    return world


def words_in(answer) -> str:
    """Everything in an answer that could be read: a page, a PDF's streams, what is inside a zipped document."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(name).decode(errors="ignore") for name in parts.namelist())
    if content.startswith(b"%PDF"):
        return _words_of_pdf(content)
    return html.unescape(content.decode(errors="ignore"))


def _words_of_pdf(content: bytes) -> str:
    from tests.exchange.letters.test_pdf import text

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            metadata = document.Root.Metadata.read_bytes().decode() if "/Metadata" in document.Root else ""
        return f"{text(content)} {metadata}"
    except pikepdf.PdfError:  # a file that a factory made up
        return content.decode(errors="ignore")


@pytest.mark.parametrize(("pattern", "namespace"), PAGES)
def test_no_page_or_file_shows_it_to_anybody_who_is_not_named(pattern, namespace, world):
    address = address_of(pattern, namespace, world)
    for name in ("anybody", "the person", "another person", *STAFF, Role.ADMINISTRATOR):
        if name == "the person" and f"{namespace}:{pattern.name}" == FOR_THOSE_WHO_MAY:
            continue
        answer = asked(world.browsers[name], "get", address)
        assert not FOUND.search(words_in(answer)), f"{name} reads it at {address}"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["", f"?q={NAME}", "?format=csv", f"?search={NAME}&state=all", "?state=all"])
def test_no_list_and_no_spreadsheet_shows_it(name, query, world):
    for role in STAFF:
        answer = asked(world.browsers[role], "get", reverse(name) + query)
        assert not FOUND.search(words_in(answer)), f"{role}: {name}{query}"


@pytest.mark.parametrize("words", [POSTCODE, POSTCODE.replace(" ", ""), STREET])
@pytest.mark.parametrize("name", ["people:list", "requests:list"])
def test_nobody_finds_the_person_by_it(name, words, world):
    for role in STAFF:
        for asked_as in ("q", "search"):
            shown = words_in(asked(world.browsers[role], "get", f"{reverse(name)}?{asked_as}={words}&state=all"))
            if f'value="{words}"' in shown:  # that is what is searched for; another word for it lists everybody
                assert not re.search(rf"{NAME}</a>", shown), f"{role} finds them by where they live"


def test_no_letter_that_a_colleague_opens_shows_it_and_it_waits_instead(world):
    answer = asked(world.browsers[Role.SOCIAL_WORKER], "get", reverse("decisions:letter", args=[world.decision.pk]))
    assert answer.status_code == 409
    assert "Helen Marsh" in answer.text
    assert world.decision.held_letters.filter(state="waiting").exists()


def test_every_letter_to_them_waits_and_nothing_else_does(world):
    """Every address is asked for, so a letter that somebody adds is here, or it went past the door."""
    answers = {
        f"{namespace}:{pattern.name}": asked(
            world.browsers[Role.SOCIAL_WORKER], "get", address_of(pattern, namespace, world)
        ).status_code
        for pattern, namespace in (parameter.values for parameter in PAGES)
        if "pk" in str(pattern.pattern)
    }
    waits = {name for name, status in answers.items() if status == 409}
    assert waits == {"decisions:letter", "assessments:invitation", "assessments:record_on_paper"}
    waiting = HeldLetter.objects.filter(person=world.person, state="waiting")
    assert set(waiting.values_list("what", flat=True)) == set(HeldLetter.What.values)


def test_whoever_is_named_reads_it_and_that_is_written_down(world):
    address = reverse(FOR_THOSE_WHO_MAY, args=[world.person.pk])
    assert FOUND.search(words_in(asked(world.worker, "get", address)))
    assert world.person.reads.filter(reader__last_name="Marsh", page="The private address").exists()
    letter = asked(world.worker, "get", reverse("decisions:letter", args=[world.decision.pk]))
    assert letter["Content-Type"] == "application/pdf"
    assert FOUND.search(words_in(letter)) or "JarrowfeatherRow" in words_in(letter)


def test_the_person_reads_their_own(world):
    answer = asked(world.browsers["the person"], "get", reverse(FOR_THOSE_WHO_MAY, args=[world.person.pk]))
    assert FOUND.search(words_in(answer))


def test_the_search_of_this_test_finds_what_it_looks_for():
    """Otherwise every test above would pass for nothing."""
    assert FOUND.search("7 Jarrowfeather Row")
    assert FOUND.search("zb74yv")
