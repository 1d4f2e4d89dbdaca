"""What is kept is sealed, so that a change is found out even when somebody with all the database's powers made it.

A seal takes in every row that is new since the one before: of the history, and of everything else that is written
once (decisions, questions, answers, who looked, sign-offs). The database digests each row. The digests of a table are
digested together, and all of it with the seal before. Whoever holds the newest seal on paper or in another system can
tell whether anything behind it was touched: `check` says what.
"""

# ruff: noqa: S608  (what is put into the SQL are the names of our own tables and columns)
from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction

from .models import Seal, SealedRow, SealedTable

AT_ONCE = 1_000_000  # rows digested together: a digest of digests must fit in one value of the database
NAMED_AT_MOST = 1_000  # rows named of one table: whoever changed more has changed enough

# Once sealed, a column keeps its name here: {("table", "name when it was sealed"): "name now"}.
RENAMED: dict[tuple[str, str], str] = {}

# Times that an action was given may be a little older than the transaction that keeps them: a long job has one time.
SLACK = timedelta(days=1)

LOCK = 7_319_004  # any number that nothing else uses: one seal is made at a time

# How the database writes values down must not depend on how it is set up. Tables are compared whole: a million rows one
# by one, which it would choose where it has not counted them yet, takes hours.
SAME_EVERYWHERE = """
    SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601';
    SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL enable_nestloop = off;
"""


class Kept(NamedTuple):
    """A table whose rows are written once."""

    table: str
    key: str
    columns: list[str]
    moment: str  # the column that says when a row was written; empty where none does
    moment_is_the_databases_own: bool


class Finding(NamedTuple):
    """Something that is not as it was sealed."""

    what: str
    table: str
    row: str

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.table}:" if self.table else "", self.row, self.what)))


def kept_tables() -> list[Kept]:
    """Every table of which the database lets no row be changed or taken away, found by its triggers."""
    ours = (Seal, SealedTable, SealedRow)
    return [_kept(model) for model in apps.get_models() if is_written_once(model) and model not in ours]


def is_written_once(model: type[models.Model]) -> bool:
    kept: set[str] = set()
    for trigger in getattr(model._meta, "triggers", []):
        if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None:
            operations = trigger.operation
            kept |= {str(one) for one in getattr(operations, "operations", [operations])}
    return {"UPDATE", "DELETE"} <= kept


def _kept(model: type[models.Model]) -> Kept:
    fields = model._meta.concrete_fields
    is_history = hasattr(model, "pgh_tracked_model")
    times = [str(field.column) for field in fields if isinstance(field, models.DateTimeField) and not field.null]
    moment = "pgh_created_at" if is_history else next(iter(times), "")
    key = next(str(field.column) for field in fields if field.primary_key)
    return Kept(model._meta.db_table, key, sorted(str(field.column) for field in fields), moment, is_history)


# --- Making one ---


@transaction.atomic
def seal(*, at: datetime, brought_in: str = "") -> Seal:
    """Seal everything that is new. Writers are not held up: what they have not finished comes into the next one."""
    with connection.cursor() as cursor:
        cursor.execute(SAME_EVERYWHERE)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # Whatever began before the oldest transaction that is still open is finished, and seen by what follows.
        cursor.execute(
            "SELECT least(min(xact_start), clock_timestamp()) - interval '1 second' FROM pg_stat_activity "
            "WHERE datname = current_database()"
        )
        all_before = cursor.fetchone()[0]
        before = Seal.objects.order_by("-number").first()
        number = before.number + 1 if before else 1
        parts = [part for kept in kept_tables() for part in _take_in(cursor, kept, number)]
    made = Seal(
        number=number, made_at=at.astimezone(UTC), all_before=all_before, rows=sum(part.rows for part in parts),
        before=before.digest if before else "", brought_in=brought_in,
    )  # fmt: skip
    made.digest = digest_of(made, parts)
    made.save(force_insert=True)
    SealedTable.objects.bulk_create(parts)
    return made


def _take_in(cursor, kept: Kept, number: int) -> Iterator[SealedTable]:
    """The rows of one table that no seal has, a million at a time."""
    have = list(SealedTable.objects.filter(table_name=kept.table).values_list("pk", flat=True))
    while True:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('access_sealedtable', 'id'))")
        part = SealedTable(
            id=cursor.fetchone()[0], seal_id=number, table_name=kept.table, key=kept.key, columns=kept.columns
        )
        cursor.execute(
            f"""
            INSERT INTO access_sealedrow (part_id, row_key, digest)
            SELECT %s, kept."{kept.key}"::text, {_digest(kept.table, kept.columns)}
            FROM "{kept.table}" kept
            WHERE NOT EXISTS (
                SELECT FROM access_sealedrow sealed
                WHERE sealed.part_id = ANY(%s) AND sealed.row_key = kept."{kept.key}"::text
            )
            LIMIT {AT_ONCE}
            """,
            [part.pk, have],
        )
        part.rows = cursor.rowcount
        if not part.rows:
            return
        part.digest = _all_together(cursor, part.pk)[1]
        have.append(part.pk)
        yield part
        if part.rows < AT_ONCE:
            return


def _digest(table: str, columns: Iterable[str]) -> str:
    """SQL for the digest of a row: its values under the names they had, as the database writes them in JSON."""
    values = ", ".join(f'kept."{RENAMED.get((table, column), column)}" AS "{column}"' for column in columns)
    return f"sha256(convert_to(row_to_json((SELECT row FROM (SELECT {values}) row))::text, 'UTF8'))"


def _all_together(cursor, part: int) -> tuple[int, str]:
    cursor.execute(
        "SELECT count(*), encode(sha256(coalesce(string_agg(digest, ''::bytea ORDER BY digest), '')), 'hex') "
        "FROM access_sealedrow WHERE part_id = %s",
        [part],
    )
    return cursor.fetchone()


def digest_of(made: Seal, parts: Iterable[SealedTable]) -> str:
    """The seal as a number: of what it says, what it took in, and the seal before."""
    said = {
        "number": made.number,
        "made_at": made.made_at.astimezone(UTC).isoformat(),
        "all_before": made.all_before.astimezone(UTC).isoformat(),
        "before": made.before,
        "brought_in": made.brought_in,
        "tables": [[part.table_name, part.key, part.columns, part.rows, part.digest] for part in parts],
    }
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def head(made: Seal) -> dict:
    """What is written down somewhere else each day."""
    return {
        "number": made.number, "made_at": made.made_at.astimezone(UTC).isoformat(), "rows": made.rows,
        "digest": made.digest,
    }  # fmt: skip


# --- Checking ---


@transaction.atomic
def check(heads: Sequence[dict] = ()) -> list[Finding]:
    """Do all of it again. What was changed, taken away or slipped in, by table and row; nothing when all is well.

    `heads` are seals that were written down elsewhere: with them, a chain that was made anew from end to end is found.
    """
    with connection.cursor() as cursor:
        cursor.execute(SAME_EVERYWHERE)
        parts: dict[int, list[SealedTable]] = defaultdict(list)
        for part in SealedTable.objects.order_by("pk"):
            parts[part.seal_id].append(part)
        seals = list(Seal.objects.order_by("number"))
        return [
            *_wrong_in_chain(seals, parts),
            *_not_as_written_down(seals, heads),
            *_wrong_in_lists(cursor, parts),
            *_wrong_in_rows(cursor, parts),
            *_slipped_in(cursor, seals),
        ]


def _wrong_in_chain(seals: Sequence[Seal], parts: dict[int, list[SealedTable]]) -> Iterator[Finding]:
    before = None
    for made in seals:
        name = f"seal {made.number}"
        if made.number != (before.number + 1 if before else 1):
            yield Finding("does not follow: a seal before it is missing", "access_seal", name)
        if made.before != (before.digest if before else ""):
            yield Finding("does not fit the seal before it", "access_seal", name)
        if made.digest != digest_of(made, parts.get(made.number, [])):
            yield Finding("was changed", "access_seal", name)
        if made.rows != sum(part.rows for part in parts.get(made.number, [])):
            yield Finding("does not say how many rows it took in", "access_seal", name)
        before = made
    for number in sorted(parts.keys() - {made.number for made in seals}):
        yield Finding("was taken away", "access_seal", f"seal {number}")


def _not_as_written_down(seals: Sequence[Seal], heads: Sequence[dict]) -> Iterator[Finding]:
    here = {made.number: made.digest for made in seals}
    for written in heads:
        name = f"seal {written['number']}"
        if written["number"] not in here:
            yield Finding("was written down elsewhere and is not here", "access_seal", name)
        elif here[written["number"]] != written["digest"]:
            yield Finding("is not the one that was written down elsewhere", "access_seal", name)


def _wrong_in_lists(cursor, parts: dict[int, list[SealedTable]]) -> Iterator[Finding]:
    for part in (one for several in parts.values() for one in several):
        if _all_together(cursor, part.pk) != (part.rows, part.digest):
            yield Finding(f"of {part.table_name} was changed", "access_sealedrow", f"the list in seal {part.seal_id}")


def _wrong_in_rows(cursor, parts: dict[int, list[SealedTable]]) -> Iterator[Finding]:
    """Each row that was sealed, digested again from the columns that were read then."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    for part in (one for several in parts.values() for one in several):
        alike[part.table_name, part.key, tuple(part.columns)].append(part.pk)
    for (table, key, columns), pks in alike.items():
        here = _columns_of(cursor, table)
        if missing := [column for column in (key, *columns) if RENAMED.get((table, column), column) not in here]:
            yield Finding(f"cannot be checked: {', '.join(missing)} is no longer there", table, "")
            continue
        cursor.execute(
            f"""
            SELECT sealed.row_key, kept."{key}" IS NULL
            FROM access_sealedrow sealed LEFT JOIN "{table}" kept ON kept."{key}"::text = sealed.row_key
            WHERE sealed.part_id = ANY(%s)
              AND (kept."{key}" IS NULL OR {_digest(table, columns)} <> sealed.digest)
            LIMIT {NAMED_AT_MOST}
            """,
            [pks],
        )
        for row, gone in cursor.fetchall():
            yield Finding("was taken away" if gone else "was changed", table, row)


def _columns_of(cursor, table: str) -> set[str]:
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
        [f'"{table}"'],
    )
    return {name for (name,) in cursor.fetchall()}


def _slipped_in(cursor, seals: Sequence[Seal]) -> Iterator[Finding]:
    """Rows that say they were written before a seal that does not have them."""
    if not seals:
        return
    # For each seal what a row in it may not be older than: the seal before. Rows in none yet follow the last.
    numbers, database, action = [], [], []
    for made, before in zip([*seals[1:], None], seals, strict=True):
        if made and made.brought_in:
            continue
        numbers.append(made.number if made else 0)
        database.append(before.all_before)
        action.append(min(before.made_at, before.all_before) - SLACK)
    for kept in kept_tables():
        if not kept.moment:
            continue
        cursor.execute(
            f"""
            WITH oldest AS (SELECT * FROM unnest(%s::int[], %s::timestamptz[]) AS oldest(number, moment)),
            sealed AS (
                SELECT sealed.row_key, part.seal_id AS number
                FROM access_sealedrow sealed JOIN access_sealedtable part ON part.id = sealed.part_id
                WHERE part.table_name = %s
            )
            SELECT kept."{kept.key}"::text
            FROM "{kept.table}" kept
            LEFT JOIN sealed ON sealed.row_key = kept."{kept.key}"::text
            JOIN oldest ON oldest.number = coalesce(sealed.number, 0)
            WHERE kept."{kept.moment}" < oldest.moment
            LIMIT {NAMED_AT_MOST}
            """,
            [numbers, database if kept.moment_is_the_databases_own else action, kept.table],
        )
        for (row,) in cursor.fetchall():
            yield Finding("was slipped in: it says it is older than a seal that does not have it", kept.table, row)
