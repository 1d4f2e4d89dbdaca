"""Many letters in one print file: one tagged PDF, in the order of their envelopes, each beginning on a new sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from goodlives.casework.decisions.models import Decision
from goodlives.casework.people.models import Person
from goodlives.casework.upratings.models import PrintFile, UpratedPerson, Uprating

from .pdf import many_as_pdf
from .writing import in_words, letter_for

LETTERS_A_FILE = 100
# Who is told in another way than by a letter in a print file: somebody writes to, or talks with, each of them.
NEEDS_ANOTHER_FORM = ~Q(person__communication_needs="") | ~Q(person__language__in=("", "English", "english"))
READS_ONLINE = Q(person__user__isnull=False)


def to_be_printed(uprating: Uprating) -> QuerySet[UpratedPerson]:
    """Whose letter goes by post as it is, in the order of their envelopes."""
    told = uprating.people.filter(after__isnull=False).exclude(NEEDS_ANOTHER_FORM | READS_ONLINE)
    return told.order_by("person__postcode", "person__family_name", "person__council_number")


def told_apart(uprating: Uprating) -> QuerySet[UpratedPerson]:
    """Who reads online, or needs the letter in another form: listed, so that nobody is forgotten."""
    return uprating.people.filter(NEEDS_ANOTHER_FORM | READS_ONLINE, after__isnull=False)


@transaction.atomic
def plan(uprating: Uprating) -> None:
    """Which letters go into which file. Once: the same answer however often it is asked."""
    Uprating.objects.select_for_update().get(pk=uprating.pk)
    if uprating.print_files.exists():
        return
    people = list(to_be_printed(uprating).values_list("pk", flat=True))
    PrintFile.objects.bulk_create(
        PrintFile(uprating=uprating, number=number, people=part) for number, part in enumerate(_parts(people), 1)
    )


def _parts(people: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(people), LETTERS_A_FILE):
        yield people[start : start + LETTERS_A_FILE]


@transaction.atomic
def print_next(uprating: Uprating) -> PrintFile | None:
    """Draw the next file that nobody draws yet. None where there is none."""
    waiting = PrintFile.objects.filter(uprating=uprating, pdf__isnull=True).defer("pdf")
    file = waiting.select_for_update(skip_locked=True).order_by("number").first()
    if file is None:
        return None
    title = _("Letters about %(day)s, print file %(number)s") % {
        "day": in_words(uprating.starts_on), "number": file.number
    }  # fmt: skip
    file.pdf = many_as_pdf([letter_for(decision, _dated(uprating)) for decision in _decisions(file)], title=title)
    file.save(update_fields=["pdf"])
    return file


def all_printed(uprating: Uprating) -> bool:
    return not PrintFile.objects.filter(uprating=uprating, pdf__isnull=True).exists()


def _dated(uprating: Uprating) -> date:
    return uprating.decided_on or uprating.starts_on


def _decisions(file: PrintFile) -> list[Decision]:
    """The decisions of this file, with all that a letter says of them, in the order of their envelopes."""
    of = dict(
        UpratedPerson.objects.filter(pk__in=file.people, after__isnull=False).values_list("pk", "after__decision")
    )
    found = Decision.objects.select_related("person", "decided_by", "supersedes", "superseded_by").in_bulk(of.values())
    return [found[of[pk]] for pk in file.people]


def without_an_address(uprating: Uprating) -> QuerySet[Person]:
    """People whose letter has nowhere to go: an address is found before it is posted."""
    printed = to_be_printed(uprating).values("person")
    return Person.objects.filter(pk__in=printed).filter(Q(address="") | Q(postcode=""))
