"""Everything that changes what we hold about a person, their circle and who looked."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction

from ..access.models import User
from ..access.records import change
from .models import CircleMember, Person, RecordRead

# What stays out of the record while an address is kept private, here and in what is shown of its history.
ADDRESS = ("address", "postcode")


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
    """Put right or add to what the record says of somebody."""
    details["search_text"] = ""  # worked out again on save
    if person.address_is_protected:
        details = {name: value for name, value in details.items() if name not in ADDRESS}
    return change(person, by=by, at=at, revision=revision, **details)


def allocate(person: Person, *, to: User | None, by: User, at: datetime, revision: int | None = None) -> Person:
    """Give somebody a named worker, who answers to them by name."""
    return change(
        person, by=by, at=at, revision=revision, allocated_to=to, team=to.team if to and to.team else person.team
    )


def add_to_circle(person: Person, *, by: User, at: datetime, **details) -> CircleMember:
    """Note somebody who is around the person. What they do counts only once they have agreed to it themselves."""
    return CircleMember.objects.create(person=person, changed_by=by, changed_at=at, **details)


def change_circle(member: CircleMember, /, *, by: User, at: datetime, revision: int, **details) -> CircleMember:
    """Change what we know of somebody in the circle. They agreed to what was written: something else is asked anew."""
    something_else = any(
        name in details and details[name] != getattr(member, name) for name in ("does", "hours_a_week")
    )
    if something_else and "agreed_on" not in details:
        details["agreed_on"] = None
    return change(member, by=by, at=at, revision=revision, **details)


def leave_circle(member: CircleMember, *, by: User, on: date, at: datetime, revision: int) -> CircleMember:
    """Somebody is no longer in the circle. That they were is kept."""
    return change(member, by=by, at=at, revision=revision, ended_on=on)


def record_read(person: Person, reader: User, *, page: str, reason: str, at: datetime) -> RecordRead:
    """Note that a member of staff opened this page of this person's record."""
    return RecordRead.objects.create(person=person, reader=reader, role=reader.role, at=at, page=page, reason=reason)
