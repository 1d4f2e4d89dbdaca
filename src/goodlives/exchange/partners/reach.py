"""Who somebody is and how to reach them, as anybody outside the council may be told: the one place where it is said.

The database leaves out what must not be told, of somebody in danger or whose address is private, so that no page and
no copy for a partner can forget it (`facts_of_person`). What to do instead is said here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from goodlives.casework.communication.models import Phoning
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
    ask_first: bool = False
    address_is_private: bool = False
    phoning: str = ""

    @property
    def before_you_get_in_touch(self) -> str:
        """What whoever reads this must know first; empty where there is nothing."""
        said = []
        if self.ask_first:
            said.append(_("Ask the council first. It may not be safe to write, phone or email."))
        elif self.address_is_private:
            said.append(_("The address is kept private. Ask the council to pass on what you send."))
        if not self.ask_first and self.phoning in (Phoning.NEVER, Phoning.TEXT_ONLY):
            said.append(_("They ask never to be phoned."))
        return " ".join(said)


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
