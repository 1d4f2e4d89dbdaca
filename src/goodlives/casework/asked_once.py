"""Questions put into SQL once: what is asked the same way of one person after another is only filled in.

Django takes longer to write such a question than PostgreSQL to answer it. They differ from one time to the next in a
few values only, so the text is kept, and where each value goes. It is found by writing it down for two with nothing in
common; whatever else then differs is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.utils import timezone

HOW = "plan_cache_mode"

Written = tuple[str, Sequence[Any]]
Known = Callable[..., dict[str, Any]]

# Two of whom it is asked, at two moments, with nothing in common.
ONE, ANOTHER = UUID(int=0xA1), UUID(int=0xB1)
ONCE, LATER = datetime(2001, 2, 3, 4, 5, 6, 7, tzinfo=UTC), datetime(2090, 9, 8, 7, 6, 5, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Text:
    """A text of SQL, and for each value in it the name of what is filled in, or the value itself."""

    words: str
    places: tuple[tuple[str | None, Any], ...]

    def filled_in(self, known: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(known[name] if name else said for name, said in self.places)


def written_once(write: Callable[..., Written], known: Known, apart: tuple[Sequence[Any], Sequence[Any]]) -> Text:
    """The text, whoever it is asked of. `known` gives by name all that may differ between two of them."""
    one, another = (_with_names(write(*of), known(*of)) for of in apart)
    if one != another:
        raise TypeError("The question asks for something that is not among the values filled in. Add it to them.")
    return one


def _with_names(written: Written, known: dict[str, Any]) -> Text:
    words, said = written
    names = {value: name for name, value in known.items() if value}
    if len(names) < sum(map(bool, known.values())):
        raise TypeError("Two of the values filled in are the same, so that nobody can tell them apart.")
    return Text(words, tuple((names.get(value), None if value in names else value) for value in said))


class AskedOnce:
    """A list that gives what Django would fetch for it, and whose question is written when it is first asked."""

    def __init__(self, rows: Callable[..., QuerySet], known: Known, apart: tuple[Sequence[Any], Sequence[Any]]):
        self.rows, self.known, self.apart = rows, known, apart

    def __call__(self, *of: Any) -> list[Any]:
        text, asked, compiler = self._written
        written: Any = copy(compiler)
        written.connection = connections[DEFAULT_DB_ALIAS]  # this thread's
        written.as_sql = lambda: (text.words, text.filled_in(self.known(*of)))
        rows: Any = asked.all()
        rows.query.get_compiler = lambda using: written
        return list(rows)

    def first(self, *of: Any) -> Any | None:
        return next(iter(self(*of)), None)

    @cached_property
    def _written(self) -> tuple[Text, QuerySet, Any]:
        """The question, and how Django makes objects of what the database answers."""
        asked = [self.rows(*of) for of in self.apart]
        compilers = {of: rows.query.get_compiler(DEFAULT_DB_ALIAS) for of, rows in zip(self.apart, asked, strict=True)}
        text = written_once(lambda *of: compilers[of].as_sql(), self.known, self.apart)
        return text, asked[0], compilers[self.apart[0]]


def of_one(rows: Callable[[UUID], QuerySet]) -> AskedOnce:
    """A list of what belongs to one person, plan or other record, by its key."""
    return AskedOnce(rows, lambda key: {"key": key}, ((ONE,), (ANOTHER,)))


def of_one_now(rows: Callable[[UUID, datetime], QuerySet], *before: timedelta) -> AskedOnce:
    """The same, as it is at a moment; `before` gives how long ago something else may have been that is asked for."""

    def known(key: UUID, at: datetime) -> dict[str, Any]:
        return {"key": key, "moment": at, "day": day_of(at)} | {f"{long} ago": at - long for long in before}

    return AskedOnce(rows, known, ((ONE, ONCE), (ANOTHER, LATER)))


def day_of(at: datetime) -> date:
    """The day of a moment, where the council is."""
    return timezone.localtime(at).date()


@contextmanager
def planned_for_anybody() -> Iterator[None]:
    """What is asked here is planned once for whoever it is asked of, and not for each: for short lists of what waits.

    The plan then does not rest on whose list it is, which for a few rows found by an index it need not.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s), set_config(%s, 'force_generic_plan', true)", [HOW, HOW])
        (before, _now) = cursor.fetchone()
        yield
        cursor.execute("SELECT set_config(%s, %s, true)", [HOW, before])
