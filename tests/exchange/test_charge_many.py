"""goodlives charge-many: what it reads, what it writes, and what it refuses."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from goodlives.cli import main
from goodlives.exchange.charging_columns import ANSWERS, COLUMNS, ID, LISTS
from tests.rules import made_up_many

MONEY = pa.decimal128(10, 2)
INCOME = pa.list_(pa.struct([("kind", pa.string()), ("amount", MONEY), ("rate", pa.string())]))
CAPITAL = pa.list_(pa.struct([("kind", pa.string()), ("amount", MONEY), ("share", pa.string())]))
# Peter, of the published worked example (Devon, 2023-24), who pays £110.10.
PETER: dict[str, Any] = {
    "id": "peter",
    "age": 37,
    "household": "single",
    "setting": "home",
    "cost_of_care": Decimal("454.00"),
    "income": [
        {"kind": "employment_and_support_allowance", "amount": Decimal("225.45")},
        {"kind": "pip_daily_living", "amount": Decimal("101.75"), "rate": "enhanced"},
        {"kind": "pip_mobility", "amount": Decimal("26.90"), "rate": "standard"},
    ],
    "housing_costs": Decimal("17.27"),
    "disability_related_expenditure": Decimal("28.08"),
}
TYPES: dict[str, pa.DataType] = {
    "id": pa.string(),
    "age": pa.int32(),
    "household": pa.string(),
    "setting": pa.string(),
    "cost_of_care": MONEY,
    "income": INCOME,
    "capital": CAPITAL,
    "housing_costs": MONEY,
    "disability_related_expenditure": MONEY,
    "dependent_children": pa.int32(),
    "exempt": pa.string(),
    "percent_of_disposable_income": MONEY,
}


def charge_many(folder: Path, rows: list[dict[str, Any]], *options: str, **types: pa.DataType) -> Result:
    names = dict.fromkeys(name for row in rows for name in row)
    schema = pa.schema([(name, {**TYPES, **types}[name]) for name in names])
    pq.write_table(pa.Table.from_pylist(rows, schema), folder / "people.parquet")
    return run(folder, *options)


def run(folder: Path, *options: str, on: str = "2023-06-01") -> Result:
    files = [str(folder / "people.parquet"), "--on", on, "--out", str(folder / "charges.parquet")]
    return CliRunner().invoke(main, ["charge-many", *files, *options])


def written(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / "charges.parquet").to_pylist()
    return rows


def test_the_published_worked_example(tmp_path: Path) -> None:
    result = charge_many(tmp_path, [PETER])
    assert result.exit_code == 0, result.output
    assert "1 people, who pay £110.10 a week between them" in result.output
    (peter,) = written(tmp_path)
    assert (peter["id"], peter["charge"], peter["council_pays"]) == ("peter", Decimal("110.10"), Decimal("343.90"))
    assert list(peter) == ["id", *ANSWERS]


def test_what_is_not_yet_known_has_a_range_and_no_charge(tmp_path: Path) -> None:
    result = charge_many(tmp_path, [PETER | {"housing_costs": None}, PETER])
    assert "of 1 it is not yet known" in result.output
    unsure, _ = written(tmp_path)
    assert unsure["charge"] is None
    assert (unsure["range_lowest"], unsure["range_highest"]) == (Decimal("0.00"), Decimal("127.37"))
    assert unsure["not_yet_known"] == ["housing_costs"]


def test_other_columns_are_copied_when_asked(tmp_path: Path) -> None:
    result = charge_many(tmp_path, [PETER | {"ward": "North"}], "--keep", "ward", ward=pa.string())
    assert result.exit_code == 0, result.output
    assert written(tmp_path)[0]["ward"] == "North"


def test_a_list_left_out_is_empty_and_a_field_left_out_is_as_usual(tmp_path: Path) -> None:
    assert charge_many(tmp_path, [PETER | {"capital": None}, PETER]).exit_code == 0
    assert [row["charge"] for row in written(tmp_path)] == [Decimal("110.10")] * 2


def test_nobody_is_no_error(tmp_path: Path) -> None:
    pq.write_table(made_up_many.table([]), tmp_path / "people.parquet")
    assert run(tmp_path).exit_code == 0
    assert written(tmp_path) == []


@pytest.mark.parametrize(
    ("rows", "types", "says"),
    [
        ([PETER | {"incom": "1"}], {"incom": pa.string()}, "incom: there is no such column"),
        ([{k: v for k, v in PETER.items() if k != "setting"}], {}, "setting: this column is needed"),
        (
            [PETER | {"cost_of_care": 454.0}],
            {"cost_of_care": pa.float64()},
            "decimal, at most 2 places, and here it is double",
        ),
        ([PETER], {"housing_costs": pa.decimal128(10, 3)}, "housing_costs: this column is decimal, at most 2 places"),
        ([PETER], {"age": pa.string()}, "age: this column is whole number, and here it is string"),
        ([PETER | {"income": "none"}], {"income": pa.string()}, "income: this column is a list of structs"),
        (
            [PETER | {"income": [{"kind": "earnings"}]}],
            {"income": pa.list_(pa.struct([("kind", pa.string())]))},
            "income[].amount: this field is needed",
        ),
        (
            [PETER | {"income": []}],
            {"income": pa.list_(pa.struct([("kind", pa.string()), ("amount", MONEY), ("evry", pa.string())]))},
            "income[].evry: there is no such field",
        ),
    ],
)
def test_a_wrong_column_is_named(
    rows: list[dict[str, Any]], types: dict[str, pa.DataType], says: str, tmp_path: Path
) -> None:
    if types.get("age"):
        rows = [rows[0] | {"age": "37"}]
    result = charge_many(tmp_path, rows, **types)
    assert result.exit_code == 2
    assert says in result.output
    assert not (tmp_path / "charges.parquet").exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"age": 17}, "row 2, age: this is from 18 to 130; and here it is 17"),
        ({"age": None}, "row 2, age: this is needed, and here it is null"),
        ({"household": "alone"}, "row 2, household: this is one of: single, couple, lone_parent; and here it is alone"),
        (
            {"cost_of_care": Decimal("-0.01")},
            "row 2, cost_of_care: this is from 0.00 to 99999999.99; and here it is -0.01",
        ),
        ({"exempt": "rich"}, "row 2, exempt: this is one of: cjd"),
        ({"dependent_children": 31}, "row 2, dependent_children: this is from 0 to 30"),
        (
            {"percent_of_disposable_income": Decimal("100.01")},
            "row 2, percent_of_disposable_income: this is from 0.00 to 100.00",
        ),
        (
            {"income": [{"kind": "earnings", "amount": Decimal(1)}, {"kind": "wages"}]},
            "row 2, income[1].kind: this is one of: state_pension",
        ),
        ({"income": [{"kind": "earnings", "amount": Decimal(-1)}]}, "row 2, income[0].amount: this is from 0.00"),
        ({"income": [None]}, "row 2, income[0].kind: this is needed"),
        (
            {"capital": [{"kind": "savings", "amount": Decimal(1), "share": "3/2"}]},
            "row 2, capital[0].share: a share is no more than the whole",
        ),
        (
            {"capital": [{"kind": "savings", "amount": Decimal(1), "share": "half"}]},
            "row 2, capital[0].share: a share is written like",
        ),
    ],
)
def test_an_impossible_value_is_listed_and_nothing_is_written(wrong: dict[str, Any], says: str, tmp_path: Path) -> None:
    right = PETER | {name: PETER.get(name) for name in wrong}
    right |= {"dependent_children": 0, "percent_of_disposable_income": Decimal(100)}
    result = charge_many(tmp_path, [right, right | wrong, right])
    assert result.exit_code == 2
    assert says in result.output
    assert "1 of 3 rows have something wrong, so nothing was written" in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["people.parquet"]


def test_every_wrong_row_is_counted_and_the_first_are_listed(tmp_path: Path) -> None:
    result = charge_many(tmp_path, [PETER | {"age": 5, "household": "x"}] * 40 + [PETER])
    assert "40 of 41 rows have something wrong" in result.output
    assert result.output.count("row ") == 20


def test_what_was_there_before_stays_when_something_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "charges.parquet").write_text("before")
    assert charge_many(tmp_path, [PETER | {"age": 5}]).exit_code == 2
    assert (tmp_path / "charges.parquet").read_text() == "before"


def test_a_file_that_is_no_parquet_and_a_day_before_the_first_rates(tmp_path: Path) -> None:
    (tmp_path / "people.parquet").write_text("not parquet")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "This is not a Parquet file" in result.output
    assert "the rates for charges are known from 2022-04-11" in run(tmp_path, on="1990-01-01").output


def test_every_column_is_described() -> None:
    said = CliRunner().invoke(main, ["charge-many", "--columns"]).output
    fields = [column.name for parts in LISTS.values() for column in parts]
    for name in (ID.name, *(column.name for column in COLUMNS), *LISTS, *fields, *ANSWERS, "savings_credit"):
        assert f"{name} (" in said


def test_a_million_people_are_never_in_memory_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from goodlives.exchange import charge_many as many

    most = 0

    def watched(people: Any, on: date) -> Any:
        nonlocal most
        most = max(most, len(people))
        return worked_out(people, on)

    worked_out = many.charges_of
    monkeypatch.setattr(many, "charges_of", watched)
    monkeypatch.setattr(many, "AT_A_TIME", 100)
    pq.write_table(
        made_up_many.table(list(made_up_many.people(950, on=date(2025, 6, 2), seed=1))), tmp_path / "people.parquet"
    )
    assert run(tmp_path, on="2025-06-02").exit_code == 0
    assert len(written(tmp_path)) == 950
    assert most <= 100
