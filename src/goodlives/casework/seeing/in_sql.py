"""A condition put into SQL once: each request only fills in who asks, and when.

The reasons of a role are a dozen questions to the database, and Django takes longer to write them than PostgreSQL to
answer. They differ from one user to the next in a few values only, so the text is kept, and where each value goes. It
is found by writing it down for two who have nothing in common; whatever else then differs is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ..access.models import User

Values = Callable[[User, datetime], dict[str, Any]]

# Two who ask, at two moments, with nothing in common.
APART = (
    (UUID(int=0xA1), UUID(int=0xA2), datetime(2001, 2, 3, 4, 5, 6, 7, tzinfo=UTC)),
    (UUID(int=0xB1), UUID(int=0xB2), datetime(2090, 9, 8, 7, 6, 5, 4, tzinfo=UTC)),
)


@dataclass(frozen=True)
class InSql:
    """The text, and for each value in it the name of what is filled in, or the value itself."""

    text: str
    values: Values
    places: tuple[tuple[str | None, Any], ...]

    def filled_in(self, user: User, at: datetime) -> RawSQL:
        known = self.values(user, at)
        # The text is Django's own, with nothing in it that anybody typed.
        return RawSQL(  # noqa: S611
            self.text, tuple(known[name] if name else said for name, said in self.places)
        )


def written_once(rows: Callable[[User, datetime], QuerySet], values: Values, *, in_a_team: bool) -> InSql:
    """The text of `rows`, whoever asks. `values` gives all that may differ between two who ask."""
    one, another = (
        _written(rows, values, User(pk=pk, team_id=team if in_a_team else None), at) for pk, team, at in APART
    )
    if one != another:
        raise TypeError("A reason asks for something that is not among the values that are filled in. Add it to them.")
    return InSql(one[0], values, one[1])


def _written(rows: Callable[[User, datetime], QuerySet], values: Values, user: User, at: datetime):
    text, said = rows(user, at).query.sql_with_params()
    names = {value: name for name, value in values(user, at).items() if value}
    return text, tuple((names.get(value), None if value in names else value) for value in said)
