"""Every change of any record of one person, as the database kept it: what, when, who, what it said and what it says.

What one of them did at one moment belongs together, and is one act. Two queries tell a page of acts, however many years
there are: the first when and by whom, the second what the changes of that page say.
"""

# ruff: noqa: S608  (what is put into the SQL are the names of our own tables and columns)
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from ..asked_once import planned_for_anybody
from .kept_tables import Source, sources
from .models import Person

# Where a row says when it was changed last, and by whom.
STAMPS = (("changed_at", "changed_by_id"), ("written_at", "written_by_id"), ("at", "by_id"))


@dataclass
class Entry:
    """A row that came, changed, or went."""

    source: Source
    record: str  # of which row
    key: str
    before_key: str | None
    what: str  # insert, update or delete
    at: datetime
    by: UUID | None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def differences(self) -> Iterator[tuple[Any, Any, Any]]:
        """Each field with what it said before and says after. Of a new row, what was said and not only begun with."""
        for one in self.source.fields:
            was, now = _said(self.before.get(one.name)), _said(self.after.get(one.name))
            if was != now and (self.before or now != _said(one.get_default())):
                yield one, was, now


def _said(value: Any) -> Any:
    """Nothing is one thing however it is kept; it is never the same as no, or as zero."""
    return None if value in ("", [], {}) else value


@dataclass
class Act:
    """What one of them did at one moment."""

    at: datetime
    by: UUID | None
    day_only: bool = False
    entries: list[Entry] = field(default_factory=list)


def acts_of(person: Person, *, portal: bool, only: Collection[str] = ()) -> list[Act]:
    """Everything that was ever done to a person's record, the newest first. `read` fills in what the changes say.

    `only` names apps or models: "plans", "people.circlemember". `portal` is for the person themself.
    """
    every = sources(portal=portal)
    asked = [(number, source) for number, source in enumerate(every) if not only or source.names & set(only)]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_indexes(tuple(number for number, _source in asked), portal), {"person": person.pk})
        rows = cursor.fetchall()
    acts: dict[tuple, Act] = {}
    stamped: dict[tuple, tuple] = {}
    others = []
    for number, record, key, before, what, kept_at, context, stamp, who in rows:
        entry = Entry(every[number], record, key, before, what, stamp or kept_at, UUID(who) if who else None)
        if stamp is None:
            others.append(((context, kept_at), entry))
            continue
        acts.setdefault((stamp, entry.by), Act(stamp, entry.by, every[number].day_only)).entries.append(entry)
        stamped.setdefault((context, kept_at), (stamp, entry.by))
    for moment, entry in others:  # rows that do not say when: they came with one that does
        acts.setdefault(stamped.get(moment, moment), Act(entry.at, entry.by)).entries.append(entry)
    return sorted(acts.values(), key=lambda act: act.at, reverse=True)


@lru_cache(maxsize=100)
def _indexes(numbers: tuple[int, ...], portal: bool) -> str:
    every = sources(portal=portal)
    return " UNION ALL ".join(_index(number, every[number], portal=portal) for number in numbers)


def _index(number: int, source: Source, *, portal: bool) -> str:
    if source.moment:
        return _index_of_rows(number, source)
    columns = {one.column for one in source.model._meta.concrete_fields}
    stamp, stamper = next((pair for pair in STAMPS if pair[0] in columns), ("NULL::timestamptz", "NULL::uuid"))
    differs = " OR ".join(f'"{one.column}" IS DISTINCT FROM lag("{one.column}") OVER mine' for one in source.fields)
    # Whoever asked for the page is in the context of the change, which the person's own role does not read.
    asker = "NULL" if portal else "(SELECT metadata ->> 'user' FROM pghistory_context WHERE id = context)"
    return f"""
        SELECT {number}, record::text, key::text, before::text, what, at, context::text, said_at,
            CASE WHEN said_at IS NULL THEN {asker} ELSE said_by::text END
        FROM (
            SELECT pgh_obj_id AS record, pgh_id AS key, lag(pgh_id) OVER mine AS before, pgh_label AS what,
                pgh_created_at AS at,
                pgh_context_id AS context, nullif({stamp}, lag({stamp}) OVER mine) AS said_at, {stamper} AS said_by,
                ({differs or "true"}) AS differs
            FROM "{source.table}" WHERE {source.mine} WINDOW mine AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)
        ) v WHERE before IS NULL OR what = 'delete' OR differs"""


def _index_of_rows(number: int, source: Source) -> str:
    """Rows without versions: each came, once. A day begins where the council is."""
    at = f"\"{source.moment}\"::timestamp AT TIME ZONE '{settings.TIME_ZONE}'" if source.day_only else source.moment
    who = f'"{source.who}"::text' if source.who else "NULL"
    return (
        f'SELECT {number}, "{source.key}"::text, "{source.key}"::text, NULL, \'insert\', {at}, NULL, {at}, {who} '
        f'FROM "{source.table}" WHERE {source.mine}'
    )


def read(acts: Iterable[Act]) -> None:
    """Fill in what each change of these acts said before and says after, in one query."""
    entries = [entry for act in acts for entry in act.entries]
    wanted: dict[str, tuple[Source, set[str]]] = {}
    for entry in entries:
        wanted.setdefault(entry.source.table, (entry.source, set()))[1].update(
            key for key in (entry.key, entry.before_key) if key
        )
    if not wanted:
        return
    with planned_for_anybody(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(_words(source) for source, _keys in wanted.values()),
            [list(keys) for _source, keys in wanted.values()],
        )
        said = {(table, key): json.loads(values) for table, key, values in cursor.fetchall()}
    for entry in entries:
        table = entry.source.table
        entry.before = _values(entry.source, said[table, entry.before_key]) if entry.before_key else {}
        entry.after = _values(entry.source, said[table, entry.key]) if entry.what != "delete" else {}


def _words(source: Source) -> str:
    columns = "".join(f', "{one.column}"' for one in source.fields)
    return (
        f"SELECT '{source.table}', key::text, to_jsonb(v) FROM (SELECT \"{source.key}\" AS key{columns} "
        f'FROM "{source.table}" WHERE "{source.key}" = ANY(%s::{source.key_type}[])) v'
    )


def _values(source: Source, said: dict[str, Any]) -> dict[str, Any]:
    return {one.name: one.to_python(said[one.column]) for one in source.fields}
