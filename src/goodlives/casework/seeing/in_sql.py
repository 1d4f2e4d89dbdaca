"""What is asked about a person by whoever may open their record, put into SQL once for a role.

The reasons of a role are a dozen questions to the database. From one user to the next only who asks differs, and when.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import BooleanField, CharField, F, Func
from django.db.models.expressions import RawSQL

from ..access.models import User
from ..asked_once import ANOTHER, LATER, ONCE, ONE, Text, Written, written_once
from ..people.models import Person

Values = Callable[[User, datetime], dict[str, Any]]
Expression = Callable[[User, datetime], Any]


# Two whose records they ask for.
ONE_RECORD, ANOTHER_RECORD = UUID(int=0xA3), UUID(int=0xB3)


def two_who_ask(*, in_a_team: bool, role: str = "") -> tuple[tuple[User, datetime], tuple[User, datetime]]:
    """Two users of a role, at two moments, with nothing in common."""
    one = User(pk=ONE, team_id=UUID(int=0xA2) if in_a_team else None, role=role)
    another = User(pk=ANOTHER, team_id=UUID(int=0xB2) if in_a_team else None, role=role)
    return (one, ONCE), (another, LATER)


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
    """What is asked about a person, and what is filled in."""

    text: Text
    values: Values

    def is_true(self, user: User, at: datetime, *, few: bool = False) -> Func:
        """For a list of people: whether it is true of each."""
        return TrueOf(F("pk"), self._of(user, at), few=few)

    def word(self, user: User, at: datetime) -> Func:
        """For a list of people: the word that it gives for each."""
        return WordOf(self._of(user, at), F("pk"))

    def _of(self, user: User, at: datetime) -> RawSQL:
        # The text is Django's own, with nothing in it that anybody typed.
        return RawSQL(self.text.words, self.text.filled_in(self.values(user, at)))  # noqa: S611


def put_into_sql(expression: Expression, values: Values, *, in_a_team: bool) -> InSql:
    """What is asked about a person, whoever asks. `values` gives all that may differ between two who ask."""

    def write(user: User, at: datetime) -> Written:
        query = Person.objects.annotate(asked=expression(user, at)).query
        query.change_aliases({query.get_initial_alias(): "somebody"})
        if {name for name, uses in query.alias_refcount.items() if uses} != {"somebody"}:
            raise TypeError("A reason asks other tables for each person by a question of its own, not by joining them.")
        return query.get_compiler(DEFAULT_DB_ALIAS).compile(query.annotations["asked"])

    return InSql(written_once(write, values, two_who_ask(in_a_team=in_a_team)), values)
