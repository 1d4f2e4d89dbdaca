"""An address that is private, and a search for it in whatever a page answers."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pikepdf

from goodlives.casework.communication import actions
from goodlives.casework.people import actions as people
from goodlives.casework.people.models import Person
from tests import factories
from tests.factories import AT, ON

STREET, POSTCODE = "Jarrowfeather Row", "ZB7 4YV"
FOUND = re.compile(r"jarrowfeather|zb7\s*4yv", re.IGNORECASE)
FOR_THOSE_WHO_MAY = "communication:private_address"
LETTERS = {"decisions:letter", "assessments:invitation", "assessments:record_on_paper"}
"""Each letter to a person by post: it waits while their address is private."""


def make_private(world) -> None:
    """They lived there, told us so when they asked for help, and then the address was made private."""
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
    world.person, world.worker = Person.objects.get(pk=person.pk), worker


def no_longer_private(world) -> None:
    person = Person.objects.get(pk=world.person.pk)
    actions.end_private_address(person, by=world.worker, on=ON, at=AT)


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
