"""Everything that changes what we hold about a person, their circle and who looked."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from ..access.models import User
from ..access.records import change
from .models import CircleMember, Person, RecordRead


def next_council_number() -> str:
    """The next number in the council's own series, taken from a sequence so that no two people share one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_council_number')")
        return str(cursor.fetchone()[0])


@transaction.atomic
def register(*, by: User | None, at: datetime, **details) -> Person:
    """Open a record for somebody new to the council."""
    return Person.objects.create(council_number=next_council_number(), changed_by=by, changed_at=at, **details)


def change_details(person: Person, *, by: User, at: datetime, revision: int, **details) -> Person:
    details["search_text"] = ""  # worked out again on save
    return change(person, by=by, at=at, revision=revision, **details)


def allocate(person: Person, *, to: User | None, by: User, at: datetime) -> Person:
    """Give somebody a named worker, who answers to them by name."""
    return change(person, by=by, at=at, allocated_to=to, team=to.team if to else person.team)


def add_to_circle(person: Person, *, by: User, at: datetime, **details) -> CircleMember:
    return CircleMember.objects.create(person=person, changed_by=by, changed_at=at, **details)


def change_circle(member: CircleMember, *, by: User, at: datetime, revision: int, **details) -> CircleMember:
    return change(member, by=by, at=at, revision=revision, **details)


def record_read(person: Person, reader: User, *, page: str, reason: str, at: datetime) -> RecordRead:
    """Note that a member of staff opened this page of this person's record."""
    return RecordRead.objects.create(person=person, reader=reader, role=reader.role, at=at, page=page, reason=reason)
