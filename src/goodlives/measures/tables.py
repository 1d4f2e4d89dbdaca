"""Opens a file of Client Level Data, or a table, as text that the measures can read."""

from __future__ import annotations

import csv
from pathlib import Path

import ibis.expr.types as ir

from .ascof import Population
from .cleaning import COLUMNS
from .engines import DuckDB, Engine


class WrongFile(Exception):
    """A file that cannot be counted, with what is wrong and where."""


def folded(name: str) -> str:
    """A column's name as it is compared: `Cost_Frequency_(Unit_Type)` is `cost frequency unit type`."""
    letters = "".join(letter if letter.isalnum() else " " for letter in name.removeprefix("\ufeff").casefold())
    return " ".join(letters.split())


def open_table(table: ir.Table) -> ir.Table:
    """A table's columns as text under the names of the specification, in whatever order and letter case they came."""
    found = {folded(name): name for name in table.columns}
    missing = [name for name in COLUMNS if folded(name) not in found]
    if missing:
        raise WrongFile(f"there is no column {' or '.join(missing)}")

    def as_text(name: str) -> ir.Value:
        column = table[found[folded(name)]]
        return column if column.type().is_string() else column.cast("string")

    return table.select(**{name: as_text(name) for name in COLUMNS})


def open_csv(path: Path, engine: Engine) -> ir.Table:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines))
    assert isinstance(engine, DuckDB)
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in header)
    engine.backend.raw_sql(
        f"CREATE OR REPLACE VIEW client_level_data AS SELECT * FROM read_csv('{path}', auto_detect=false, header=true, delim=',', "
        f"quote='\"', columns={{{columns}}})"
    )
    table: ir.Table = engine.backend.table("client_level_data")
    return table


def open_events(source: str | Path | ir.Table, engine: Engine) -> ir.Table:
    if isinstance(source, ir.Table):
        return open_table(engine.backend.create_view("client_level_data", source, overwrite=True))
    path = Path(source)
    if path.suffix == ".parquet":
        return open_table(engine.backend.read_parquet(str(path)))
    return open_table(open_csv(path, engine))


def read_population(path: str | Path) -> Population:
    """How many people live in each council's area by age band: a CSV of la_code, age_band, population."""
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        return {(row["la_code"], row["age_band"]): int(row["population"]) for row in csv.DictReader(lines)}


__all__ = ["WrongFile", "open_events", "open_table", "read_population"]
