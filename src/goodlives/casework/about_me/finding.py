"""Who nearby could teach me to fish? What others give, found only while they agree to it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from .models import Offer

# Words of a question that say nothing of what is looked for.
OF_A_QUESTION = frozenset(
    "a about an and any anybody anyone at can could do does for from go help how i in is know knows learn like me my "  # noqa: SIM905
    "of on or show somebody someone teach teaches that the there to want wants we who will with would you".split()
)
NEARNESS = (_("very near you"), _("near you"), _("further away"))


class Offered(NamedTuple):
    """What a search shows: a first name and what they give. Never a family name, an address or a number."""

    offer: UUID
    first_name: str
    kind: str
    words: str
    nearness: int
    named_worker: str

    @property
    def how_near(self) -> str:
        return str(NEARNESS[self.nearness])

    @property
    def kind_words(self) -> str:
        return str(Offer.Kind(self.kind).label)


def district(postcode: str) -> str:
    """The first half of a postcode, WX1 of WX1 1AA: a few thousand homes."""
    bare = re.sub(r"\s", "", postcode).upper()
    return bare[:-3] if re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", bare) else bare


def looked_for(words: str) -> list[str]:
    """The words that matter of "who could teach me to fish?": fish. All of them, where none does."""
    typed = re.findall(r"\w+", words.lower())
    return [word for word in typed if word not in OF_A_QUESTION] or typed


def offers_nearby(words: str, near: str, *, on: date, at_most: int = 50) -> list[Offered]:
    """Who offers any of these, with consent on this day, the nearest first. `near` is a postcode or its first half.

    The database's function shows these columns and no others, even to the role that reads one record only.
    """
    terms = looked_for(words)
    if not terms:
        return []
    query = " OR ".join(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, first_name, kind, words, nearness, named_worker FROM shared_offers(%s, %s), "
            "websearch_to_tsquery('english', %s) wanted WHERE to_tsvector('english', words) @@ wanted "
            "ORDER BY nearness, ts_rank(to_tsvector('english', words), wanted) DESC, words LIMIT %s",
            [on, district(near), query, at_most],
        )
        return [Offered(*row) for row in cursor.fetchall()]


def shared_offer(offer_id: UUID, near: str, *, on: date) -> Offered | None:
    """One offer as others see it; None where it is not, or no longer, shared."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, first_name, kind, words, nearness, named_worker FROM shared_offers(%s, %s) WHERE id = %s",
            [on, district(near), offer_id],
        )
        row = cursor.fetchone()
    return Offered(*row) if row else None
