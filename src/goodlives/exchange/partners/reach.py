"""Who somebody is and how to reach them, as anybody outside the council may be told: the one place where it is said.

A rule on whom an address or a phone number is kept from stands here, and holds for every page and copy for a partner.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from goodlives.casework.consents.models import Group
from goodlives.casework.people.models import Person


@dataclass(frozen=True)
class Reach:
    """What may be told; empty or None where it is not known, or not told."""

    born_on: date | None = None
    nhs_number: str | None = None
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""


def who_and_how_to_reach(person: Person) -> Reach:
    """Asked as a partner, the database answers only where the person shares it at this moment."""
    facts = facts_of(person, Group.REACH)
    if facts.get("born_on"):
        facts["born_on"] = date.fromisoformat(facts["born_on"])
    return Reach(**facts)


def facts_of(person: Person, group: str) -> dict[str, Any]:
    """The columns of their own row that a group of fields takes in; none where it is not shared."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts_of_person(%s, %s)::text", [person.pk, group])
        row = cursor.fetchone()
    return json.loads(row[0]) if row and row[0] else {}
