"""`goodlives calibrate`: what it reads, what it refuses, and what it writes."""

import csv
from datetime import date
from math import exp
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from click.testing import CliRunner, Result

from goodlives.cli import main
from goodlives.exchange.costed_plans import costed_plans
from goodlives.rules.calibration import CostedPlan
from goodlives.rules.parameters import read
from goodlives.rules.resource_allocation import Domain

ON = date(2026, 11, 22)
Row = dict[str, Any]


def written(path: Path, rows: list[Row]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def people(number: int = 300, dearer_for_asian: float = 0.0) -> list[Row]:
    chance = Random(4)
    rows = []
    for _ in range(number):
        points, ethnicity = chance.randint(0, 80), chance.choices(["White", "Asian", "Roma"], [80, 19, 1])[0]
        pounds = (20 + 5.2 * points) * exp(chance.gauss(0, 0.2)) * (1 + dearer_for_asian * (ethnicity == "Asian"))
        rows.append({"points": points, "weekly_cost": f"{pounds:.2f}", "age": 60, "ethnicity": ethnicity})
    return rows


def calibrate(file: Path, *options: str | Path) -> Result:
    return CliRunner().invoke(main, ["calibrate", str(file), "--from", "2026-11-22", *map(str, options)])


def plans(tmp_path: Path, *rows: Row) -> list[CostedPlan]:
    return costed_plans(written(tmp_path / "plans.csv", list(rows)), ON)


# --- What it reads ---


def test_points_in_all(tmp_path: Path) -> None:
    row = {"person": "A1", "points": "12", "weekly_cost": "116.35", "age": "84", "sex": " Female ", "ethnicity": ""}
    assert plans(tmp_path, row) == [CostedPlan(12, 116_35, {"sex": "Female", "age": "75 to 84"})]


def test_points_in_each_area_are_added_up(tmp_path: Path) -> None:
    row = {f"points_{domain.value}": number for number, domain in enumerate(Domain)} | {"weekly_cost": "100"}
    assert plans(tmp_path, row) == [CostedPlan(45, 100_00)]


def test_answers_give_the_points_of_the_day_less_what_carers_give(tmp_path: Path) -> None:
    answers = {f"help_{domain.value}": "none" for domain in Domain} | {"weekly_cost": "100"}
    answers |= {"help_nutrition": "every_day", "help_night": "all_the_time", "support_night": "most"}
    support = {f"support_{domain.value}": "none" for domain in Domain}
    assert plans(tmp_path, support | answers) == [CostedPlan(5 + 6, 100_00)]  # 34% of 16, rounded up


@pytest.mark.parametrize(
    ("age", "band"),
    [("18", "18 to 64"), ("64", "18 to 64"), ("65", "65 to 74"), ("75", "75 to 84"), ("99", "85 and over")],
)
def test_an_age_becomes_a_band(tmp_path: Path, age: str, band: str) -> None:
    assert plans(tmp_path, {"points": 1, "weekly_cost": 1, "age": age})[0].groups == {"age": band}


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    rows = people(40)
    file = tmp_path / "plans.parquet"
    pq.write_table(pa.Table.from_pylist([row | {"weekly_cost": float(row["weekly_cost"])} for row in rows]), file)
    assert costed_plans(file, ON) == plans(tmp_path, *rows)


def test_the_columns_are_described() -> None:
    result = CliRunner().invoke(main, ["calibrate", "--columns"])
    assert result.exit_code == 0
    for name in ("weekly_cost", "points_nutrition", "help_caring_role", "support_night", "support_reason"):
        assert name in result.output


# --- What it refuses ---

GOOD = {"points": "12", "weekly_cost": "116.35"}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (GOOD | {"colour": "red"}, "colour: there is no such column"),
        ({"points": "1"}, "weekly_cost: this column is missing"),
        ({"weekly_cost": "1"}, "points: give points, or the points in each area, or the answers: there are 0 of these"),
        (GOOD | {"help_night": "none"}, "there are 2 of these"),
        (GOOD | {"support_night": "none"}, "there is no place for support columns"),
        ({"help_night": "none", "weekly_cost": "1"}, "help_nutrition: this column is missing"),
        (GOOD | {"points": ""}, "row 1, points: '' is not a whole number from 0"),
        (GOOD | {"points": "1.5"}, "row 1, points: '1.5' is not a whole number"),
        (GOOD | {"points": "-1"}, "row 1, points: '-1'"),
        (GOOD | {"weekly_cost": ""}, "row 1, weekly_cost: '' is not an amount in pounds"),
        (GOOD | {"weekly_cost": "-1"}, "weekly_cost: '-1'"),
        (GOOD | {"weekly_cost": "1.234"}, "weekly_cost: '1.234'"),
        (GOOD | {"weekly_cost": "NaN"}, "weekly_cost: 'NaN'"),
        (GOOD | {"weekly_cost": "Infinity"}, "weekly_cost: 'Infinity'"),
        (GOOD | {"weekly_cost": "1e999999"}, "weekly_cost: '1e999999'"),
        (GOOD | {"age": "17"}, "row 1, age: '17' is not a whole number from 18 to 125"),
        (GOOD | {"sex": "x" * 81}, "row 1, sex: this is longer than 80 letters"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_leaves_with_2(tmp_path: Path, row: Row, says: str) -> None:
    result = calibrate(written(tmp_path / "plans.csv", [row]))
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_an_answer_left_blank_is_not_taken_for_no_help(tmp_path: Path) -> None:
    answers = {f"help_{domain.value}": "none" for domain in Domain} | {"weekly_cost": "100", "help_night": ""}
    result = calibrate(written(tmp_path / "plans.csv", [answers]))
    assert "row 1, help_night: '' is none of none, now_and_then, every_day" in result.stderr


def test_bad_rows_are_counted_and_the_first_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    rows = people(150)
    for row in rows[100:]:
        row["weekly_cost"] = "about £90"
    result = calibrate(written(tmp_path / "plans.csv", rows), "--out", tmp_path / "table.yaml")
    assert result.exit_code == 2
    assert "row 101, weekly_cost" in result.stderr
    assert result.stderr.count("weekly_cost") == 20
    assert "50 of 150 rows have something wrong, so nothing was written" in result.stderr
    assert not (tmp_path / "table.yaml").exists()


def test_too_few_plans_are_refused(tmp_path: Path) -> None:
    result = calibrate(written(tmp_path / "plans.csv", people(99)))
    assert (result.exit_code, "there are 99 costed plans" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plans.csv", b"\xff\xfe", "This is not a CSV file in UTF-8"),
        ("plans.csv", b"", "weekly_cost: this column is missing"),
        ("plans.csv", b"points,points,weekly_cost\n", "points: this column is there twice"),
        ("plans.csv", b"points,weekly_cost\n1,2,3\n", "row 1, the whole row: more cells than there are columns"),
        ("plans.csv", b"points,weekly_cost\n1\n", "row 1, weekly_cost: ''"),
        ("plans.csv", b"points,weekly_cost\n", "there are 0 costed plans"),
        ("plans.parquet", b"not parquet", "This is not a Parquet file we can read"),
        ("plans.xlsx", b"", "should end in .csv or .parquet"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = calibrate(file)
    assert (result.exit_code, says in result.stderr) == (2, True), result.stderr


def test_a_file_that_is_not_there() -> None:
    assert "cannot be read: No such file" in calibrate(Path("nobody.csv")).stderr


# --- What it writes ---


def test_the_table_is_a_parameter_that_the_rules_can_read(tmp_path: Path) -> None:
    file, out = written(tmp_path / "plans.csv", people()), tmp_path / "table.yaml"
    assert calibrate(file, "--out", out).exit_code == 0
    (table,) = read("table", yaml.load(out.read_text("utf-8"), Loader=yaml.BaseLoader))
    entry = table.entry(ON)
    assert (table.name, entry.since, entry.status) == ("budget_for_points", ON, "fitted")
    assert "from 300 costed plans (plans.csv) at percentile 80" in entry.reference
    *sums, (_, above) = entry.value
    assert above == "costed_plan"
    assert sums == sorted(sums)
    assert [pounds for _, pounds in sums] == sorted(pounds for _, pounds in sums)


def test_nothing_is_written_over_unless_asked(tmp_path: Path) -> None:
    file, out, page = written(tmp_path / "plans.csv", people()), tmp_path / "table.yaml", tmp_path / "page.md"
    out.write_text("mine")
    result = calibrate(file, "--out", out, "--page", page)
    assert (result.exit_code, out.read_text(), page.exists()) == (2, "mine", False)
    assert "Say --replace to write over it" in result.stderr
    assert calibrate(file, "--out", out, "--page", page, "--replace").exit_code == 0
    assert "budget_for_points" in out.read_text()


def test_the_plans_are_never_written_over(tmp_path: Path) -> None:
    file = written(tmp_path / "plans.csv", people())
    assert calibrate(file, "--out", file, "--replace").exit_code == 2
    assert file.read_text().startswith("points")


def page_of(tmp_path: Path, rows: list[Row]) -> str:
    result = calibrate(written(tmp_path / "plans.csv", rows), "--page", tmp_path / "page.md", "--replace")
    assert result.exit_code == 0, result.output
    return (tmp_path / "page.md").read_text("utf-8")


def test_the_page_says_what_it_is_how_good_for_whom_and_how_to_question_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, people())
    assert "**It is a start and never a limit.**" in page
    for heading in ("The table", "How good it is", "Is it as good for everybody?", "If you think the sum is wrong"):
        assert f"## {heading}" in page
    assert "This table begins on 22 November 2026" in page
    assert "Local Government and Social Care Ombudsman" in page
    assert "### Sex\nNot known for anybody, so **we do not know**" in page


def test_the_page_says_for_whom_it_is_less_good(tmp_path: Path) -> None:
    assert "- **Ethnicity: Asian. The sums are lower**, by about £" in page_of(tmp_path, people(900, 0.3))
    assert "We found no group for whom the sums are clearly lower or higher" in page_of(tmp_path, people(900))


def test_a_group_under_10_is_named_without_figures_and_people_are_counted_in_fives(tmp_path: Path) -> None:
    page = page_of(tmp_path, people())
    assert "| Roma | fewer than 10 | not shown | not shown | not shown | not shown |" in page
    counts = [line.split("|")[2].strip() for line in page.splitlines() if line.startswith(("| White", "| Asian"))]
    assert counts
    assert all(int(count) % 5 == 0 for count in counts)


def test_words_from_the_file_stay_words_on_the_page(tmp_path: Path) -> None:
    rows = people()
    for row in rows:
        row["ethnicity"] = row["ethnicity"].replace("White", "<b>a|b</b> [x](y)")
    assert r"\<b\>a\|b\</b\> \[x\]\(y\)" in page_of(tmp_path, rows)


def test_the_same_seed_writes_the_same_page(tmp_path: Path) -> None:
    assert page_of(tmp_path, people()) == page_of(tmp_path, people()[::-1])
