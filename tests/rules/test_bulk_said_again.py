"""Three ways of saying the same sum, none of which knows the others: the rules, decimals in Python, and SQL."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from goodlives.exchange.charge_many import charge_many
from goodlives.rules.charging import Circumstances, charge
from goodlives.rules.parameters import charging_rates
from tests.rules import made_up_many
from tests.rules.made_up import anybody
from tests.rules.said_in_decimals import charge_in_decimals

SQL = (Path(__file__).parent / "said_in_sql.sql").read_text("utf-8")
YEARS = [date(2023, 6, 1), date(2024, 6, 1), date(2025, 6, 2), date(2026, 6, 1)]


def known(people: Any) -> list[Circumstances]:
    """People of whom everything is known, which is what these two can say."""
    return [
        one for one in people if one.pension_age_reached is not None and one.partner_pension_age_reached is not None
    ]


@given(anybody())
@settings(max_examples=500, deadline=None)
def test_decimals_say_the_same_at_the_edges_of_the_law(one: Circumstances) -> None:
    assert charge_in_decimals(one, charging_rates(one.on)) * 100 == charge(one).charge


@pytest.mark.parametrize("on", YEARS)
def test_all_three_say_the_same_of_people_of_every_kind(on: date, tmp_path: Path) -> None:
    people = known(made_up_many.people(4_000, on=on, seed=on.year, unknown=0))
    pq.write_table(made_up_many.table(people), tmp_path / "people.parquet")
    charge_many(tmp_path / "people.parquet", tmp_path / "charges.parquet", on=on)
    rules = pq.read_table(tmp_path / "charges.parquet")["charge"].to_pylist()
    assert [charge_in_decimals(one, charging_rates(on)) for one in people] == rules
    assert in_sql(tmp_path / "people.parquet", on) == [pence * 100 for pence in rules]
    assert len({*rules}) > 100


def in_sql(file: Path, on: date) -> list[int]:
    rates = pa.Table.from_pylist([charging_rates(on)._asdict()])
    with duckdb.connect() as connection:
        connection.register("rates", rates)
        connection.execute("create view people as select * from read_parquet(?)".replace("?", f"'{file}'"))
        return [charge for _, charge in connection.execute(SQL).fetchall()]
