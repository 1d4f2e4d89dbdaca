"""What the measures run on: DuckDB on this machine, or Spark where one machine is not enough.

The measures are written once, in Ibis. Only what the two say differently is here: how a table is kept, how its rows are
numbered, and how a date in words is read.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import duckdb
import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa
from ibis.expr.operations import InMemoryTable, Node

DATE_STYLES = (
    "%d/%m/%Y",
    "%Y-%m-%d",
    "%d-%b-%Y",
    "%d-%m-%Y",
    "%d %B %Y",
    "%d/%m/%Y %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y %H:%M",
)
SPARK_DATE_STYLES = (
    "dd/MM/yyyy",
    "yyyy-MM-dd",
    "dd-MMM-yyyy",
    "dd-MM-yyyy",
    "dd MMMM yyyy",
    "dd/MM/yyyy HH:mm:ss",
    "yyyy-MM-dd HH:mm:ss",
    "dd/MM/yyyy HH:mm",
)


class EngineMissing(Exception):
    """The engine that was asked for is not on this machine."""


class Unreadable(Exception):
    """A file that the engine could not read, with what it said."""


class Rejected(NamedTuple):
    """A line that could not be read: where, how many columns it has, what kind of fault, and its text."""

    line: int
    columns: int
    kind: str
    text: str


class Engine(Protocol):
    """A place where tables are kept and questions answered."""

    backend: Any

    def keep(self, name: str, table: ir.Table, numbered: str | None = None) -> ir.Table:
        """Work a table out once and keep it; `numbered` adds a column with the place of each row, from 0, in order."""

    def view(self, name: str, table: ir.Table) -> ir.Table:
        """Give a table a name, and work out nothing yet."""

    def drop(self, *names: str) -> None: ...

    def read_csv(self, path: Path, columns: int, delimiter: str, strict: bool = True) -> ir.Table:
        """The columns of a file with a header as text, `column_0` and on. `strict` wants one kind of line end."""

    def rejected(self) -> list[Rejected]:
        """The lines of the last file that could not be read, once it has been."""

    def read_parquet(self, path: Path) -> ir.Table: ...

    def position(self, words: Sequence[str], column: ir.StringColumn) -> ir.IntegerColumn:
        """The place of a word in a list, from 1; null where it is not there."""

    def date(self, column: ir.StringColumn) -> ir.DateColumn:
        """A date in any of the styles in use; null where it is none of them."""

    def answer(self, table: ir.Table) -> pa.Table: ...


@ibis.udf.scalar.builtin(name="trim", signature=((dt.string,), dt.string))
def without_spaces(words): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="list_position", signature=((dt.Array(dt.string), dt.string), dt.int64))
def _list_position(words, word): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="try_strptime", signature=((dt.string, dt.Array(dt.string)), dt.timestamp))
def _try_strptime(words, styles): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="array_position", signature=((dt.Array(dt.string), dt.string), dt.int64))
def _array_position(words, word): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="try_to_timestamp", signature=((dt.string, dt.string), dt.timestamp))
def _try_to_timestamp(words, style): ...  # type: ignore[no-untyped-def]


@functools.lru_cache(maxsize=100)
def in_sql(question: Node) -> str:
    """A question in SQL. Tables are named in it, not held, so that of another file it is the same one: to say it takes
    longer than to answer it for a small file."""
    return str(ibis.to_sql(question.to_expr(), dialect="duckdb"))


class DuckDB:
    """One machine, every core of it."""

    def __init__(self, threads: int | None = None, memory: str | None = None) -> None:
        settings: dict[str, Any] = {}
        if threads:
            settings["threads"] = threads
        if memory:
            settings["memory_limit"] = memory
        self.backend: Any = ibis.duckdb.connect(**settings)

    def keep(self, name: str, table: ir.Table, numbered: str | None = None) -> ir.Table:
        try:
            self.backend.raw_sql(f'CREATE OR REPLACE TABLE "{name}" AS {self.sql(table)}')
        except (duckdb.InvalidInputException, duckdb.IOException) as error:
            raise Unreadable(str(error).splitlines()[0]) from error
        kept = ibis.table(table.schema(), name=name)
        # The engine keeps rows in the order they came and knows the place of each: nothing to work out.
        return kept.mutate(**{numbered: kept.rowid()}) if numbered else kept

    def view(self, name: str, table: ir.Table) -> ir.Table:
        return self.named(name, self.backend.create_view(name, table, overwrite=True))

    @staticmethod
    def named(name: str, table: ir.Table) -> ir.Table:
        return ibis.table(table.schema(), name=name)

    def drop(self, *names: str) -> None:
        for name in names:
            self.backend.raw_sql(f'DROP TABLE IF EXISTS "{name}"')

    def read_csv(self, path: Path, columns: int, delimiter: str, strict: bool = True) -> ir.Table:
        names = ", ".join(f"'column_{place}': 'VARCHAR'" for place in range(columns))
        view = f"""
            CREATE OR REPLACE VIEW client_level_data AS SELECT * FROM read_csv(
                {quoted(path)}, columns={{{names}}}, auto_detect=false, header=true, delim={quoted(delimiter)},
                quote='"', escape='"', strict_mode={strict}, ignore_errors=true, store_rejects=true, rejects_limit=0
            )
        """  # noqa: S608 what is put in is quoted
        self.backend.raw_sql(view)
        return self.named("client_level_data", self.backend.table("client_level_data"))

    def rejected(self) -> list[Rejected]:
        # Of each reading of a file the engine keeps the faults apart: those of the last are the ones that count.
        found = self.backend.raw_sql("""
            SELECT line, column_idx, error_type::VARCHAR, csv_line FROM reject_errors
            WHERE scan_id = (SELECT max(scan_id) FROM reject_scans) ORDER BY line
        """)
        return [Rejected(*row) for row in found.fetchall()]

    def read_parquet(self, path: Path) -> ir.Table:
        try:
            self.backend.raw_sql(
                f"CREATE OR REPLACE VIEW client_level_data AS SELECT * FROM read_parquet({quoted(path)})"  # noqa: S608
            )
        except duckdb.Error as error:
            raise Unreadable(str(error).splitlines()[0]) from error
        return self.named("client_level_data", self.backend.table("client_level_data"))

    def position(self, words: Sequence[str], column: ir.StringColumn) -> ir.IntegerColumn:
        return _list_position(ibis.array(list(words)), column)

    def date(self, column: ir.StringColumn) -> ir.DateColumn:
        return _try_strptime(column, ibis.array(list(DATE_STYLES))).date()

    def answer(self, table: ir.Table) -> pa.Table:
        return self.backend.con.sql(self.sql(table)).to_arrow_table()

    def sql(self, table: ir.Table) -> str:
        question = table.op()
        # Rows that are in the question itself are of this time only.
        return self.backend.compile(table) if question.find(InMemoryTable) else in_sql(question)


class Spark:
    """A cluster, or this machine as if it were one. Needs Java and `pip install goodlives[spark]`."""

    def __init__(self, address: str = "local[*]") -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as missing:
            raise EngineMissing("Spark is not installed: pip install goodlives[spark]") from missing
        settings = {"spark.sql.ansi.enabled": "false", "spark.ui.showConsoleProgress": "false"}
        if address.startswith("local"):  # one machine gains nothing from the 200 parts that a cluster starts with
            settings |= {"spark.sql.shuffle.partitions": "4", "spark.ui.enabled": "false"}
        session = SparkSession.builder.master(address).appName("goodlives")
        for name, value in settings.items():
            session = session.config(name, value)
        self.session = session.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.backend: Any = ibis.pyspark.connect(self.session)

    def keep(self, name: str, table: ir.Table, numbered: str | None = None) -> ir.Table:
        frame = self.session.sql(self.backend.compile(table))
        if numbered:
            from pyspark.sql import Window
            from pyspark.sql import functions as f

            in_order = Window.orderBy(f.monotonically_increasing_id())
            frame = frame.withColumn(numbered, f.row_number().over(in_order) - 1)
        frame.cache().createOrReplaceTempView(name)
        return self.backend.table(name)

    def view(self, name: str, table: ir.Table) -> ir.Table:
        return self.backend.create_view(name, table, overwrite=True)

    def drop(self, *names: str) -> None:
        for name in names:
            self.session.catalog.dropTempView(name)

    def read_csv(self, path: Path, columns: int, delimiter: str, strict: bool = True) -> ir.Table:
        names = ", ".join(f"column_{place} STRING" for place in range(columns))
        # Spark does not say which lines are wrong, so it refuses a file that has any.
        settings = {
            "header": True,
            "sep": delimiter,
            "quote": '"',
            "escape": '"',
            "multiLine": True,
            "mode": "FAILFAST",
        }
        self.session.read.options(**settings).schema(names).csv(str(path)).createOrReplaceTempView("client_level_data")
        return self.backend.table("client_level_data")

    def rejected(self) -> list[Rejected]:
        return []

    def read_parquet(self, path: Path) -> ir.Table:
        self.session.read.parquet(str(path)).createOrReplaceTempView("client_level_data")
        return self.backend.table("client_level_data")

    def position(self, words: Sequence[str], column: ir.StringColumn) -> ir.IntegerColumn:
        return _array_position(ibis.array(list(words)), column).nullif(0)

    def date(self, column: ir.StringColumn) -> ir.DateColumn:
        return ibis.coalesce(*(_try_to_timestamp(column, style) for style in SPARK_DATE_STYLES)).date()

    def answer(self, table: ir.Table) -> pa.Table:
        return table.to_pyarrow()


def quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def connect(address: str | None = None) -> Engine:
    """DuckDB unless an address says otherwise: `local`, or that of a Spark cluster, `spark://...`."""
    if address in (None, "duckdb"):
        return DuckDB()
    return Spark("local[*]" if address == "local" else address or "")
