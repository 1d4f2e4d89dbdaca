"""What is asked about a person put into SQL once: each request only fills in who asks, and when.

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

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, CharField, F, Func
from django.db.models.expressions import RawSQL

from ..access.models import User
from ..people.models import Person

Values = Callable[[User, datetime], dict[str, Any]]
Expression = Callable[[User, datetime], Any]
Places = tuple[tuple[str | None, Any], ...]

# Two who ask, at two moments, with nothing in common.
APART = (
    (UUID(int=0xA1), UUID(int=0xA2), datetime(2001, 2, 3, 4, 5, 6, 7, tzinfo=UTC)),
    (UUID(int=0xB1), UUID(int=0xB2), datetime(2090, 9, 8, 7, 6, 5, 4, tzinfo=UTC)),
)


class TrueOf(Func):
    """Whether the text is true of the person with this number.

    The text speaks of `somebody`, a name of its own, so that it may stand inside any list's question. Asked for as a
    value, PostgreSQL never joins it with the list's tables: joined, it may ask a dozen things of everybody again for
    each row, where it has not counted its rows yet. It looks each person up, or all of them once where those are many;
    of few it is told to look each up, because to weigh the two takes longer than to do it.
    """

    somebody = '(SELECT 1 FROM "people_person" "somebody" WHERE "somebody"."id" = %(expressions)s)'
    arg_joiner = " AND "
    output_field = BooleanField()

    def __init__(self, pk: Any, text: Any, *, few: bool = False):
        how = f"{self.somebody} IS NOT NULL" if few else f"(EXISTS {self.somebody}) IS TRUE"
        super().__init__(pk, text, template=how)


class WordOf(Func):
    """The word that the text gives for the person with this number."""

    template = "(SELECT %(expressions)s)"
    arg_joiner = ' FROM "people_person" "somebody" WHERE "somebody"."id" = '
    output_field = CharField()


@dataclass(frozen=True)
class InSql:
    """The text, and for each value in it the name of what is filled in, or the value itself."""

    text: str
    values: Values
    places: Places

    def is_true(self, user: User, at: datetime, *, few: bool = False) -> Func:
        """For a list of people: whether it is true of each."""
        return TrueOf(F("pk"), self._filled_in(user, at), few=few)

    def word(self, user: User, at: datetime) -> Func:
        """For a list of people: the word that it gives for each."""
        return WordOf(self._filled_in(user, at), F("pk"))

    def _filled_in(self, user: User, at: datetime) -> RawSQL:
        known = self.values(user, at)
        filled = tuple(known[name] if name else said for name, said in self.places)
        # The text is Django's own, with nothing in it that anybody typed.
        return RawSQL(self.text, filled)  # noqa: S611


def written_once(expression: Expression, values: Values, *, in_a_team: bool) -> InSql:
    """What is asked about a person, whoever asks. `values` gives all that may differ between two who ask."""
    one, another = (
        _written(expression, values, User(pk=pk, team_id=team if in_a_team else None), at) for pk, team, at in APART
    )
    if one != another:
        raise TypeError("A reason asks for something that is not among the values that are filled in. Add it to them.")
    text, places = one
    return InSql(text, values, places)


def _written(expression: Expression, values: Values, user: User, at: datetime) -> tuple[str, Places]:
    query = Person.objects.annotate(asked=expression(user, at)).query
    query.change_aliases({query.get_initial_alias(): "somebody"})
    if {name for name, uses in query.alias_refcount.items() if uses} != {"somebody"}:
        raise TypeError("A reason asks other tables for each person by a question of its own, not by joining them.")
    text, said = query.get_compiler(DEFAULT_DB_ALIAS).compile(query.annotations["asked"])
    names = {value: name for name, value in values(user, at).items() if value}
    return text, tuple((names.get(value), None if value in names else value) for value in said)
