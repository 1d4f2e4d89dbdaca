"""Files as councils have them: read, or refused with what is wrong and where, and never a row left out silently."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from goodlives.cli import main
from goodlives.measures import WrongFile, measure
from goodlives.measures.account import account
from goodlives.measures.cleaning import COLUMNS
from goodlives.measures.engines import DuckDB
from goodlives.measures.tables import read_events, read_population

from .drawn import events

DRAWN = events("""
    who | NHS number | what                         | from       | to         | outcome
    ann | -          | Short term support: ST-Max   | 2024-05-01 | 2024-05-20 | NFA: Support ended as planned
    bob | 9990000002 | Long term support: Community | 2024-05-01 | -          | -
    cid | -          | Short term support: ST-Max   | 2024-05-01 | 2024-05-20 | NFA: Support declined
""")


def text(rows=DRAWN, columns=COLUMNS, delimiter=",") -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def a_file(folder: Path, content: str | bytes, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def reablement(path: Path) -> tuple[int, int]:
    rows = measure(path, date(2024, 4, 1), date(2025, 3, 31), {("E1", "18 to 64"): 1, ("E1", "65 and above"): 1})
    (total,) = (row for row in rows.to_pylist() if row["measure"] == "2A" and row["group"] == "Total")
    return total["numerator"], total["denominator"]


def said(path: Path) -> list[str]:
    engine = DuckDB()
    return list(account(read_events(path, engine), engine).in_words())


def as_parquet(folder: Path) -> Path:
    path = folder / "events.parquet"
    source = a_file(folder, text())
    duckdb.sql(f"COPY (FROM read_csv('{source}', all_varchar=true)) TO '{path}' (FORMAT parquet)")
    return path


FORMS = {
    "as it is": lambda folder: a_file(folder, text()),
    "with a byte order mark": lambda folder: a_file(folder, "\ufeff" + text()),
    "with Windows line ends": lambda folder: a_file(folder, text().replace("\n", "\r\n")),
    "with two kinds of line end": lambda folder: a_file(folder, text().replace("\n", "\r\n", 2)),
    "in UTF-16": lambda folder: a_file(folder, text().encode("utf-16")),
    "in Windows letters": lambda folder: a_file(folder, text().replace("cid", "cidé").encode("cp1252")),
    "with semicolons": lambda folder: a_file(folder, text(delimiter=";")),
    "with tabs": lambda folder: a_file(folder, text(delimiter="\t")),
    "gzipped": lambda folder: a_file(folder, gzip.compress(text().encode()), "events.csv.gz"),
    "with its columns the other way round": lambda folder: a_file(folder, text(columns=COLUMNS[::-1])),
    "with spaces for underscores": lambda folder: a_file(folder, text().replace("Event_Type", "event type")),
    "with blank lines": lambda folder: a_file(folder, text().replace("\n", "\n\n")),
    "as Parquet": as_parquet,
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_read(form, tmp_path):
    assert reablement(FORMS[form](tmp_path)) == (1, 1)


@pytest.mark.parametrize(
    ("content", "what_is_wrong"),
    [
        ("", "the file is empty"),
        (b"PK\x03\x04 a spreadsheet", "spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not CSV"),
        ("Dear colleague,\nplease find attached\n", "line 1 is not the header of Client Level Data"),
        ("\n".join(text().splitlines()[1:]), "line 1 is not the header of Client Level Data"),
        (text().replace("Event_Start_Date", "Start"), "line 1 has no column Event_Start_Date"),
        (text().replace("Gender", "la_code"), "line 1 has the column LA_Code twice"),
        (text() + 'E1,"never closed,\n' + text(), "line 5: a quotation mark is opened and not closed"),
    ],
)
def test_a_file_that_cannot_be_counted_is_refused_with_what_is_wrong(content, what_is_wrong, tmp_path):
    with pytest.raises(WrongFile, match=what_is_wrong):
        read_events(a_file(tmp_path, content), DuckDB())


def test_a_line_cut_short_is_named_and_the_others_are_counted(tmp_path):
    path = a_file(tmp_path, text()[:-90])
    assert reablement(path) == (1, 1)
    assert "line 4 was left out: it has fewer columns than the header: 19 of 20" in said(path)


def test_a_line_with_a_column_too_many_is_named_and_lines_after_it_keep_their_number(tmp_path):
    first, *rest = text().splitlines()
    path = a_file(tmp_path, "\n".join([first, rest[0] + ",x", rest[1], rest[2].replace("2024-05-20", "20 of May")]))
    assert said(path) == [
        "line 2 was left out: it has more columns than the header: 21, not 20",
        "Event_End_Date is not a date that can be read: 1, the first on line 4",
        "2 rows were read, and 2 used",
    ]


def test_what_was_left_out_and_what_is_in_doubt_is_counted(tmp_path):
    drawn = events("""
        council | who | event   | what                         | from       | to         | outcome
        E1      | ann | Service | Long term support: Community | 2024-05-01 | -          | whatever
        E1      | -   | Service | Long term support: Community | 2024-05-01 | -          | -
        E1      | bob | Service | Long term support: Community | 2025-07-01 | -          | whatever
        E1      | cid | Service | Long term support: Community | 2022-07-01 | 2023-03-31 | -
        E1      | dee | Request | -                            | 2024-05-01 | -          | -
        E1      | eve | -       | -                            | 2024-05-01 | -          | -
        E1      | fay | Service | Long term support: Community | yesterday  | -          | -
        -       | gus | Service | Long term support: Community | 2024-05-01 | -          | -
    """)
    assert said(a_file(tmp_path, text(drawn))) == [
        "Event_Start_Date is not a date that can be read: 1, the first on line 8",
        "Event_Outcome is not on its list: 2, the first on line 2",
        "8 rows were read, and 1 used",
        "left out, no council: 1, the first on line 9",
        "left out, neither an NHS number nor an identifier of the council: 1, the first on line 3",
        "left out, no type of event: 1, the first on line 7",
        "left out, no start: 1, the first on line 8",
        "left out, started after the period: 1, the first on line 4",
        "left out, a service that ended before the period: 1, the first on line 5",
        "left out, an event that did not end in the period: 1, the first on line 6",
    ]


@pytest.mark.parametrize(
    ("content", "what_is_wrong"),
    [
        ("council,people\nE1,3\n", "no column age_band, la_code, population"),
        ("la_code,age_band,population\nE1,18-64,3\n", "line 2: age_band is '18-64'"),
        ("la_code,age_band,population\nE1,18 to 64,many\n", "line 2: population is 'many'"),
    ],
)
def test_a_population_that_cannot_be_read_is_refused(content, what_is_wrong, tmp_path):
    with pytest.raises(WrongFile, match=what_is_wrong):
        read_population(a_file(tmp_path, content))


def command(*arguments: object):
    year = ("--from", "2024-04-01", "--to", "2025-03-31")
    return CliRunner().invoke(main, ["measures", *map(str, arguments), *year])


def test_the_command_prints_a_row_for_each_figure(tmp_path):
    people = a_file(tmp_path, "la_code,age_band,population\nE1,18 to 64,1000\nE1,65 and above,500\n", "people.csv")
    done = command(a_file(tmp_path, text()), "--population", people)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[:5] == [
        "measure,la_code,group,numerator,denominator,outcome",
        "2A,E1,Total,1,1,100.0",
        "2A,E1,18 to 64,0,0,0.0",
        "2A,E1,65 and above,1,1,100.0",
        "2B,E1,18 to 64,0,1000,0.0",
    ]
    assert "3 rows were read, and 3 used" in done.stderr


def test_without_a_population_2b_and_2c_have_no_denominator(tmp_path):
    out = tmp_path / "figures.csv"
    done = command(a_file(tmp_path, text()), "--out", out)
    assert done.exit_code == 0
    assert "2C,E1,65 and above,0,," in out.read_text().splitlines()
    assert "give --population" in done.stderr


def test_the_command_explains_a_figure_person_by_person(tmp_path):
    done = command(a_file(tmp_path, text()), "--explain", "2A", "--la", "E1")
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "2A: Reablement: no further request for ongoing support"
    assert lines[-7:] == [
        "In the numerator: 1",
        "  E1_ann: 1 May 2024 to 20 May 2024: the outcome of the episode, of what followed within a week, "
        "or of a review near its end: NFA: Support ended as planned",
        "",
        "Only in the denominator: 0",
        "",
        "In neither: 1",
        "  E1_cid: 1 May 2024 to 20 May 2024: the outcome of the episode, of what followed within a week, "
        "or of a review near its end: NFA: Support declined",
    ]


@pytest.mark.parametrize(
    ("arguments", "what_is_wrong"),
    [
        (("--explain", "9Z", "--la", "E1"), "there is no measure 9Z"),
        (("--explain", "2C", "--la", "E1", "--group", "Male"), "2C has no group Male"),
        (("--explain", "2A"), "--explain needs --la"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_would(arguments, what_is_wrong, tmp_path):
    done = command(a_file(tmp_path, text()), *arguments)
    assert done.exit_code == 2
    assert what_is_wrong in done.stderr


def test_the_command_leaves_with_2_where_the_file_is_wrong_or_no_row_counts(tmp_path):
    assert command(tmp_path / "nowhere.csv").exit_code == 2
    nothing = command(a_file(tmp_path, text([])))
    assert nothing.exit_code == 2
    assert "no row of it can be used" in nothing.stderr


@pytest.mark.parametrize("asked", [(), ("--explain", "2E(1)", "--la", "E1")])
def test_a_year_before_the_measures_were_counted_so_is_refused(asked, tmp_path):
    year = ("--from", "2023-04-01", "--to", "2024-03-31")
    done = CliRunner().invoke(main, ["measures", str(a_file(tmp_path, text())), *year, *asked])
    assert done.exit_code == 2
    assert "is counted here from 2024-04-01, not for a year that begins on 2023-04-01" in done.stderr
