"""Opens a file of Client Level Data, or a table, as text that the measures can read.

Files in the wild: any order of columns, letter case and encoding; CSV with commas, semicolons or tabs, plain or
gzipped; Parquet. A file that cannot be counted is refused with what is wrong and where. A line that cannot be read is
left out, and named.
"""

from __future__ import annotations

import csv
import gzip
import io
import tempfile
from collections import Counter
from pathlib import Path
from typing import IO, NamedTuple, cast

import ibis.expr.types as ir

from .cleaning import COLUMNS, coded
from .engines import Engine, Rejected, Unreadable

START = 1 << 16  # how much of a file is looked at before it is read
DELIMITERS = ",;\t|"


class WrongFile(Exception):
    """A file that cannot be counted, with what is wrong and where."""


class BadLine(NamedTuple):
    """A line that could not be read, and so was left out."""

    line: int
    why: str


class Reading(NamedTuple):
    """The rows of a file as numbers, and what is to be said about the file."""

    rows: ir.Table
    bad_lines: tuple[BadLine, ...] = ()
    notes: tuple[str, ...] = ()
    has_header: bool = False

    def line(self, record: int) -> int:
        """The line of the file on which a row is, from its place, from 0, among the rows that could be read."""
        line = record + (2 if self.has_header else 1)
        for bad in self.bad_lines:
            line += bad.line <= line
        return line


def folded(name: str) -> str:
    """A column's name as it is compared: `Cost_Frequency_(Unit_Type)` is `cost frequency unit type`."""
    letters = "".join(letter if letter.isalnum() else " " for letter in name.removeprefix("\ufeff").casefold())
    return " ".join(letters.split())


def places(header: list[str]) -> dict[str, int]:
    """Where each column that the measures need is in a header; says which are missing or there twice."""
    names = [folded(name) for name in header]
    needed = {folded(name): name for name in COLUMNS}
    if not needed.keys() & set(names):
        raise WrongFile(
            f"line 1 is not the header of Client Level Data: it starts with {', '.join(header[:3])!r}, "
            f"where {', '.join(COLUMNS[:3])} are expected"
        )
    twice = [needed[name] for name, times in Counter(names).items() if name in needed and times > 1]
    if twice:
        raise WrongFile("; ".join(f"line 1 has the column {name} twice" for name in twice))
    missing = [name for fold, name in needed.items() if fold not in names]
    if missing:
        raise WrongFile("; ".join(f"line 1 has no column {name}" for name in missing))
    return {needed[name]: place for place, name in enumerate(names) if name in needed}


def read_events(source: str | Path | ir.Table, engine: Engine) -> Reading:
    """Read a file, or a table, once, from text to numbers."""
    if isinstance(source, ir.Table):
        return Reading(keep(named(engine.view("client_level_data", source)), engine))
    path = Path(source)
    try:
        with path.open("rb") as opened:
            start = opened.read(START)
    except OSError as error:
        raise WrongFile(f"the file cannot be read: {error.strerror}") from error
    if not start.strip():
        raise WrongFile("the file is empty")
    if start.startswith(b"PK\x03\x04"):
        raise WrongFile("this is a spreadsheet or a zip file, not CSV: save the sheet as CSV (UTF-8)")
    try:
        if start.startswith(b"PAR1"):
            return Reading(keep(named(engine.read_parquet(path)), engine))
        return read_csv(path, start, engine)
    except Unreadable as error:
        raise WrongFile(f"the file cannot be read: {error}") from error


def keep(text: ir.Table, engine: Engine) -> ir.Table:
    return engine.keep("coded", coded(text, engine), numbered="record")


def named(table: ir.Table) -> ir.Table:
    """The columns that the measures need, as text under the names of the specification."""
    where = places(list(table.columns))

    def as_text(place: int) -> ir.Value:
        column = table[table.columns[place]]
        return column if column.type().is_string() else column.cast("string")

    return table.select(**{name: as_text(place) for name, place in where.items()})


def read_csv(path: Path, start: bytes, engine: Engine) -> Reading:
    zipped = start.startswith(b"\x1f\x8b")
    if zipped:
        with gzip.open(path) as opened:
            start = opened.read(START)
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\x00" in start:
        raise WrongFile("this is not CSV: it has bytes that no text has")
    header, delimiter = read_header(start.decode(encoding, errors="replace"))
    where = places(header)
    needless = [name for place, name in enumerate(header) if place not in where.values() and folded(name) not in KNOWN]
    notes = [f"columns that are in no specification were not read: {', '.join(needless)}"] if needless else []

    def read(path: Path) -> tuple[ir.Table, list[BadLine]]:
        for strict in (True, False):
            table = engine.read_csv(path, len(header), delimiter, strict)
            try:
                rows = keep(table.select(**{name: table[f"column_{place}"] for name, place in where.items()}), engine)
                return rows, bad_lines(engine.rejected(), len(header))
            except Unreadable:
                if not strict:
                    raise
        raise AssertionError

    with tempfile.TemporaryDirectory() as folder:
        if encoding == "utf-16":
            path, zipped = in_utf_8(path, encoding, zipped, Path(folder)), False
        rows, bad = read(path)
        if any(line.why == NOT_UTF_8 for line in bad):
            rows, bad = read(in_utf_8(path, "cp1252", zipped, Path(folder)))
            notes.append("the file is not UTF-8: it was read as Windows letters (cp1252)")
    return Reading(rows, tuple(bad), tuple(notes), has_header=True)


def read_header(text: str) -> tuple[list[str], str]:
    """The names on the first line, and what stands between them."""
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(DELIMITERS, key=first.count)
    return next(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter


NOT_UTF_8 = "it is not UTF-8"
UNCLOSED = "a quotation mark is opened and not closed as CSV asks"
WHY = {
    "MISSING COLUMNS": "it has fewer columns than the header: {columns} of {expected}",
    "TOO MANY COLUMNS": "it has more columns than the header: {columns}, not {expected}",
    "UNQUOTED VALUE": UNCLOSED,
    "INVALID ENCODING": NOT_UTF_8,
    "LINE SIZE OVER MAXIMUM": "it is too long",
}


def bad_lines(rejected: list[Rejected], columns: int) -> list[BadLine]:
    bad = {}
    for line, number, kind, words in rejected:
        if kind == "UNQUOTED VALUE" and words.count("\n") > 1:
            raise WrongFile(f"line {line}: {UNCLOSED}, so that everything after it is lost")
        bad[line] = BadLine(line, WHY.get(kind, kind.lower()).format(columns=number, expected=columns))
    return [bad[line] for line in sorted(bad)]


def in_utf_8(path: Path, encoding: str, zipped: bool, folder: Path) -> Path:
    """A copy of a file in UTF-8."""
    copy = folder / "client_level_data.csv"
    opened = cast("IO[bytes]", gzip.open(path) if zipped else path.open("rb"))  # noqa: SIM115 closed by `with`
    with (
        opened as source,
        io.TextIOWrapper(source, encoding=encoding, errors="replace", newline="") as text,
        copy.open("w", encoding="utf-8", newline="") as written,
    ):
        while some := text.read(1 << 22):
            written.write(some)
    return copy


# Columns of the specification that no measure reads.
KNOWN = {
    folded(name)
    for name in (
        *COLUMNS,
        *("GP_Practice_Name", "GP_Practice_Code", "Ethnicity", "Postcode", "Employment_Status", "Has_Unpaid_Carer"),
        *(
            "Autism_Spectrum_Disorder_ASD",
            "Visual_Impairment",
            "Hearing_Impairment",
            "Dementia",
            "Client_Funding_Status",
        ),
        *("Event_Reference", "Event_Description", "Eligible_Needs_Identified", "Method_of_Assessment"),
        *("Total_Hrs_Caring_per_week", "No_of_adults_being_cared_for", "Adult_1_Linked_Person_ID"),
        *("Adult_2_Linked_Person_ID", "Adult_3_Linked_Person_ID", "Provider_CQC_Location_ID"),
        *("Provider_CQC_Location_Name", "Review_Reason", "Review_Outcomes_Achieved", "Method_of_Review", "Unit_Cost"),
        *("Cost_Frequency_Unit_Type", "Planned_units_per_week"),
    )
}

AGE_BANDS = ("18 to 64", "65 and above")


def read_population(path: str | Path) -> dict[tuple[str, str], int | None]:
    """How many people live in each council's area by age band: a CSV of la_code, age_band, population."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = {"la_code", "age_band", "population"} - set(rows.fieldnames or ())
            if missing:
                raise WrongFile(f"line 1 has no column {', '.join(sorted(missing))}")
            people: dict[tuple[str, str], int | None] = {}
            for number, row in enumerate(rows, start=2):
                band, how_many = (row["age_band"] or "").strip(), (row["population"] or "").strip()
                if band not in AGE_BANDS:
                    raise WrongFile(f"line {number}: age_band is {band!r}, not {' or '.join(AGE_BANDS)}")
                if not how_many.isdecimal():
                    raise WrongFile(f"line {number}: population is {how_many!r}, not a whole number")
                people[(row["la_code"] or "").strip(), band] = int(how_many)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongFile(f"the file cannot be read: {error}") from error
    return people
