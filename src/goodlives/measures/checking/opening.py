"""Open a file whole, as text, and put every line to every rule."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import ibis
import ibis.expr.types as ir

from ..engines import DuckDB, Engine, Unreadable
from ..tables import NOT_UTF_8, START, BadLine, WrongFile, bad_lines, folded, in_utf_8, read_header
from . import consistency
from .fields import FIELDS, Field, Row, facts, is_release_2, is_valid, row_of, words_of
from .report import (
    BLANK,
    FAILED,
    INVALID,
    MISSING,
    RELEASE_1,
    UNCONFIRMED,
    VALID,
    VERDICTS,
    FieldReport,
    Finding,
    Report,
    RuleReport,
)

NEEDED = ("LA_Code", "Event_Type", "Event_Start_Date")
"""A file with none of these is not Client Level Data; one that lacks others of the 48 is, and the report says which."""

SAYS_WHO = (
    "NHS_Number",
    "LA_Person_Unique_Identifier",
    "Postcode",
    "Date_of_Birth",
    "Adult_1_Linked_Person_ID",
    "Adult_2_Linked_Person_ID",
    "Adult_3_Linked_Person_ID",
    "Event_Reference",
    "Event_Description",
)
"""Fields whose values are not repeated in a report, which travels further than the file."""

COLUMNS = [field.name for field in FIELDS]


def check(source: str | Path, *, engine: Engine | None = None, findings: int = 10_000) -> Report:
    """Check a file (CSV or Parquet). The first so many findings are listed; all are counted."""
    engine = engine or DuckDB()
    text, bad, missing, notes = open_whole(Path(source), engine)
    row = row_of(text)
    codes = engine.keep(
        "checked",
        text.select(
            "record",
            **{field.name: verdict(field, row) for field in FIELDS},
            **{rule.name: rule.broken(row).fill_null(False) for rule in consistency.ON_A_LINE},
        ),
    )

    def line(record: int) -> int:
        """The line of the file: the header is line 1, and lines that could not be read are counted too."""
        number = record + 2
        for wrong in bad:
            number += wrong.line <= number
        return number

    return Report(
        lines=how_many(codes, engine),
        fields=tuple(field_reports(codes, engine)),
        rules=tuple(rule_reports(text, codes, line, engine)),
        findings=tuple(findings_of(text, codes, line, findings, engine)),
        missing_columns=tuple(missing),
        notes=tuple(notes),
        left_out=tuple((wrong.line, wrong.why) for wrong in bad),
    )


def condition(field: Field, row: Row) -> ir.IntegerValue:
    """The place among CONDITIONS of that under which a line's value stands."""
    must, may = yes_no_unknown(field.mandatory(row)), yes_no_unknown(field.applies(row))
    return ibis.cases((must == 1, 0), ((must == 2) | (may == 2), 3), (may == 1, 1), else_=2)


def yes_no_unknown(answer: ir.BooleanValue) -> ir.IntegerValue:
    """1, 0 or 2."""
    return ibis.coalesce(answer.cast("int8"), 2)


def verdict(field: Field, row: Row) -> ir.IntegerValue:
    """Ten times the condition and the verdict, as one small number: what a million lines are counted by."""
    value = row.text[field.name]
    blank = ibis.ifelse(yes_no_unknown(field.mandatory(row)) == 1, MISSING, BLANK)
    if field.kind == "list":
        today, older, confirmed = words_of(field.name)
        words = value.lower()
        of_list = ibis.cases(
            (words.isin(today), VALID),
            (words.isin(older) & is_release_2(row), RELEASE_1),
            (words.isin(older), VALID),
            else_=INVALID if confirmed else UNCONFIRMED,
        )
        found = ibis.ifelse(value.isnull(), blank, of_list)
    else:
        found = ibis.ifelse(value.isnull(), blank, ibis.ifelse(is_valid(field, row), VALID, INVALID))
    return (condition(field, row) * 10 + found).cast("int8")


FAILING = [condition * 10 + failed for condition in range(4) for failed in FAILED]


def how_many(rows: ir.Table, engine: Engine) -> int:
    return int(engine.answer(rows.aggregate(rows=rows.count()))["rows"][0].as_py())


def field_reports(codes: ir.Table, engine: Engine) -> list[FieldReport]:
    counted: dict[str, dict[tuple[int, int], int]] = {name: {} for name in COLUMNS}
    each = [
        codes.group_by(code=codes[name]).agg(lines=codes.count()).mutate(field=ibis.literal(name)) for name in COLUMNS
    ]
    for row in engine.answer(ibis.union(*each)).to_pylist():
        counted[row["field"]][divmod(row["code"], 10)] = row["lines"]
    return [FieldReport(name, counts) for name, counts in counted.items()]


def rule_reports(text: ir.Table, codes: ir.Table, line: Callable[[int], int], engine: Engine) -> list[RuleReport]:
    together = codes.aggregate(**{rule.name: codes[rule.name].sum() for rule in consistency.ON_A_LINE})
    broken = engine.answer(together).to_pylist()[0]
    reports = []
    for rule in consistency.ON_A_LINE:
        first = first_lines(codes.filter(codes[rule.name]), line, engine) if broken[rule.name] else ()
        reports.append(RuleReport(rule.name, rule.words, broken[rule.name] or 0, first))
    for name, words, records in between_lines(text, engine):
        kept = engine.keep("broken", records)
        count = how_many(kept, engine)
        reports.append(RuleReport(name, words, count, first_lines(kept, line, engine) if count else ()))
    return reports


def between_lines(text: ir.Table, engine: Engine) -> Iterator[tuple[str, str, ir.Table]]:
    found = engine.keep("conflicts", consistency.conflicts(text, consistency.CONFLICTS))
    for field, words in consistency.CONFLICTS.items():
        yield f"conflicting_{field.lower()}", words, consistency.lines_in_conflict(text, field, found)
    field, of = "NHS_Number", "LA_Person_Unique_Identifier"
    found = engine.keep("conflicts_of_numbers", consistency.conflicts(text, [field], of))
    two = consistency.lines_in_conflict(text, field, found, of)
    yield "conflicting_nhs_number", consistency.TWO_NHS_NUMBERS, two
    yield "same_line", consistency.SAME_LINE, consistency.lines_there_already(text, COLUMNS)


def first_lines(records: ir.Table, line: Callable[[int], int], engine: Engine) -> tuple[int, ...]:
    first = engine.answer(records.select("record").order_by("record").limit(10))
    return tuple(line(record) for record in first["record"].to_pylist())


def findings_of(
    text: ir.Table, codes: ir.Table, line: Callable[[int], int], limit: int, engine: Engine
) -> list[Finding]:
    """What is wrong, in the order of the lines."""
    failed = [codes[name].isin(FAILING) for name in COLUMNS]
    wrong = codes.filter(ibis.or_(*failed)).order_by("record").limit(limit).select("record", *COLUMNS)
    rows = engine.answer(wrong).to_pylist()
    if not rows:
        return []
    up_to_there = text.filter(text.record <= rows[-1]["record"]).select("record", *COLUMNS)
    written = {row["record"]: row for row in engine.answer(up_to_there).to_pylist()}
    found = []
    for row in rows:
        for name in COLUMNS:
            if row[name] in FAILING:
                value = "" if name in SAYS_WHO else written[row["record"]][name] or ""
                found.append(Finding(line(row["record"]), name, VERDICTS[row[name] % 10], value))
    return found[:limit]


def open_whole(path: Path, engine: Engine) -> tuple[ir.Table, list[BadLine], list[str], list[str]]:
    """The 48 fields as text, blank as null; lines that could not be read; columns not there; and what else to say."""
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
            table = engine.read_parquet(path)
            kept, missing, notes = keep(table, list(table.columns), engine)
            return kept, [], missing, notes
        return open_csv(path, start, engine)
    except Unreadable as error:
        raise WrongFile(f"the file cannot be read: {error}") from error


def open_csv(path: Path, start: bytes, engine: Engine) -> tuple[ir.Table, list[BadLine], list[str], list[str]]:
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\x00" in start:
        raise WrongFile("this is not CSV: it has bytes that no text has")
    header, delimiter = read_header(start.decode("utf-16" if wide else "utf-8-sig", errors="replace"))
    with tempfile.TemporaryDirectory() as folder:
        if wide:
            path = in_utf_8(path, "utf-16", False, Path(folder))
        for attempt in ("utf-8", "cp1252"):
            if attempt == "cp1252":
                path = in_utf_8(path, "cp1252", False, Path(folder))
            kept, missing, notes = read_csv(path, header, delimiter, engine)
            bad = bad_lines(engine.rejected(), len(header))
            if not any(wrong.why == NOT_UTF_8 for wrong in bad):
                break
        else:
            notes.append("the file is not UTF-8: it was read as Windows letters (cp1252)")
    return kept, bad, missing, notes


def read_csv(path: Path, header: list[str], delimiter: str, engine: Engine) -> tuple[ir.Table, list[str], list[str]]:
    """Strictly, which is fast; where line ends are mixed, as it comes."""
    try:
        return keep(engine.read_csv(path, len(header), delimiter, strict=True), header, engine)
    except Unreadable:
        return keep(engine.read_csv(path, len(header), delimiter, strict=False), header, engine)


def keep(table: ir.Table, header: list[str], engine: Engine) -> tuple[ir.Table, list[str], list[str]]:
    names = [folded(name) for name in header]
    if not {folded(name) for name in NEEDED} & set(names):
        raise WrongFile(f"line 1 is not the header of Client Level Data: it starts with {', '.join(header[:3])!r}")
    twice = sorted({header[place] for place, name in enumerate(names) if name in names[:place]})
    if twice:
        raise WrongFile("; ".join(f"line 1 has the column {name} twice" for name in twice))
    place = {name: table[table.columns[number]] for number, name in enumerate(names)}
    missing = [name for name in COLUMNS if folded(name) not in place]

    def as_text(name: str) -> ir.StringValue:
        if name in missing:
            return ibis.null("string")
        return place[folded(name)].cast("string").strip().nullif("")

    known = {folded(name) for name in COLUMNS}
    other = [header[number] for number, name in enumerate(names) if name not in known]
    notes = [f"columns of no specification were not checked: {', '.join(other)}"] if other else []
    text = table.select(**{name: as_text(name) for name in COLUMNS})
    kept = engine.keep("whole", facts(text, engine), numbered="record")
    return kept, missing, notes
