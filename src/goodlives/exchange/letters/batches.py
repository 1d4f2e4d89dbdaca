"""Many letters in one print file: one tagged PDF, in the order of their envelopes, each beginning on a new sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from goodlives.casework.communication.actions import hold
from goodlives.casework.communication.door import READ_TOGETHER, WHO_ACTS, WayToSend
from goodlives.casework.communication.models import HeldLetter
from goodlives.casework.communication.recipients import CannotSend, Refusal
from goodlives.casework.decisions.models import Decision
from goodlives.casework.people.models import Person
from goodlives.casework.upratings.models import PrintFile, UpratedPerson, Uprating

from .sending import print_together, way_for
from .writing import in_words

LETTERS_A_FILE = 100
READS_ONLINE = Q(person__user__isnull=False)


def told_apart(uprating: Uprating) -> QuerySet[UpratedPerson]:
    """Who reads online, or needs the letter in another form or way: listed, so that nobody is forgotten."""
    held = HeldLetter.objects.filter(decision=OuterRef("after__decision"))
    return uprating.people.filter(READS_ONLINE | Exists(held), after__isnull=False)


def _told_by_letter(uprating: Uprating) -> QuerySet[UpratedPerson]:
    """Whoever does not read online, in the order of their envelopes, with all that the door asks."""
    return (
        uprating.people.filter(after__isnull=False).exclude(READS_ONLINE)
        .select_related("after", *(f"person__{part}" for part in READ_TOGETHER))
        .prefetch_related(f"person__{WHO_ACTS}")
        .order_by("person__postcode", "person__family_name", "person__council_number")
    )  # fmt: skip


@transaction.atomic
def plan(uprating: Uprating, *, at: datetime) -> None:
    """Which letters go into which file, and which wait for somebody. Once, however often it is asked."""
    Uprating.objects.select_for_update().get(pk=uprating.pk)
    if uprating.print_files.exists():
        return
    people = []
    for row in _told_by_letter(uprating).iterator(chunk_size=1000):
        way = way_for(row.person, on=localdate(at), about_money=True)
        if isinstance(way, WayToSend) and way.is_ordinary:
            people.append(row.pk)
        elif row.after and row.after.decision:
            hold(row.after.decision, _why_held(way), by=None, on=_dated(uprating), at=at)
    PrintFile.objects.bulk_create(
        PrintFile(uprating=uprating, number=number, people=part) for number, part in enumerate(_parts(people), 1)
    )


def _why_held(way: WayToSend | CannotSend) -> Sequence[Refusal]:
    if isinstance(way, CannotSend):
        return way.refusals
    return [
        Refusal(
            "not_with_others", _("Their letter goes in their own form or way, so it is not printed with the others."),
            _("Open the decision, print the letter that is drawn for them there, and send it."),
        )
    ]  # fmt: skip


def _parts(people: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(people), LETTERS_A_FILE):
        yield people[start : start + LETTERS_A_FILE]


@transaction.atomic
def print_next(uprating: Uprating, *, at: datetime) -> PrintFile | None:
    """Draw the next file that nobody draws yet. None where there is none.

    The door is asked again as each letter is drawn: whoever has said since that they need another way waits for it.
    """
    waiting = PrintFile.objects.filter(uprating=uprating, pdf__isnull=True).defer("pdf")
    file = waiting.select_for_update(skip_locked=True).order_by("number").first()
    if file is None:
        return None
    title = _("Letters about %(day)s, print file %(number)s") % {
        "day": in_words(uprating.starts_on), "number": file.number
    }  # fmt: skip
    decisions = _decisions(file)
    file.pdf, left_out = print_together(list(decisions.values()), _dated(uprating), on=localdate(at), title=title)
    apart = {decision.pk for decision, _way in left_out}
    file.people = [pk for pk in file.people if decisions[pk].pk not in apart]
    file.save(update_fields=["pdf", "people"])
    for decision, way in left_out:
        hold(decision, _why_held(way), by=None, on=_dated(uprating), at=at)
    if not file.people:
        file.delete()
    return file


def all_printed(uprating: Uprating) -> bool:
    return not PrintFile.objects.filter(uprating=uprating, pdf__isnull=True).exists()


def _dated(uprating: Uprating) -> date:
    return uprating.decided_on or uprating.starts_on


def _decisions(file: PrintFile) -> dict[UUID, Decision]:
    """The decisions of this file, with all that a letter says of them, in the order of their envelopes."""
    of = dict(
        UpratedPerson.objects.filter(pk__in=file.people, after__isnull=False).values_list("pk", "after__decision")
    )
    found = (
        Decision.objects.select_related(
            "decided_by", "supersedes", "superseded_by", *(f"person__{part}" for part in READ_TOGETHER)
        )
        .prefetch_related(f"person__{WHO_ACTS}")
        .in_bulk(of.values())
    )
    return {pk: found[of[pk]] for pk in file.people}


def without_an_address(uprating: Uprating) -> QuerySet[Person]:
    """People whose letter has nowhere to go: an address is found before it is posted."""
    told = uprating.people.filter(after__isnull=False).values("after__decision")
    held = HeldLetter.objects.waiting().filter(decision__in=told, refusals__contains=[{"need": "no_address"}])
    return Person.objects.filter(held_letters__in=held)
