"""Every number of the law says since when, from where, and how sure we are of it."""

from datetime import date

import pytest

from goodlives.rules.parameters import (
    STATUSES,
    ChargingRates,
    NotCited,
    NotInForce,
    Parameter,
    all_parameters,
    charging_rates,
    every_parameter,
    newer_rates_are_missing,
    parameter,
    rates_year,
    read,
)

GOOD = {
    "title": "A number",
    "description": "What it is.",
    "unit": "GBP a week",
    "still_in_force_on": "2026-11-22",
    "values": {"2025-04-06": {"value": "10.50", "reference": "SI 2014/2672 reg 6", "status": "confirmed"}},
}


@pytest.mark.parametrize("one", list(every_parameter()), ids=lambda one: one.name)
def test_every_parameter_is_dated_and_cited(one: Parameter) -> None:
    assert one.title
    assert one.description.endswith(".")
    assert one.values
    for value in one.values:
        assert value.since <= one.still_in_force_on
        assert len(value.reference) > 8
        assert value.status in STATUSES


def test_a_number_is_written_once_for_each_day() -> None:
    for one in every_parameter():
        days = [value.since for value in one.values]
        assert days == sorted(set(days)), one.name


@pytest.mark.parametrize("key", ["title", "description", "unit", "still_in_force_on", "values"])
def test_a_parameter_without_one_of_these_is_refused(key: str) -> None:
    with pytest.raises(NotCited, match=f"x has no {key}"):
        read("made_up", {"x": {name: value for name, value in GOOD.items() if name != key}})


@pytest.mark.parametrize("key", ["value", "reference", "status"])
def test_a_value_without_one_of_these_is_refused(key: str) -> None:
    entry = {name: value for name, value in GOOD["values"]["2025-04-06"].items() if name != key}
    with pytest.raises(NotCited, match=f"x from 2025-04-06 has no {key}"):
        read("made_up", {"x": GOOD | {"values": {"2025-04-06": entry}}})


@pytest.mark.parametrize(
    ("since", "change", "says"),
    [
        ("2025-04-06", {"status": "probably"}, "a status that is none of"),
        ("April 2025", {}, "which is not a date"),
        ("2025-04-06", {"value": "10.505"}, "not a whole number of pence"),
    ],
)
def test_a_value_that_is_not_right_is_refused(since: str, change: dict[str, str], says: str) -> None:
    with pytest.raises(NotCited, match=says):
        read("made_up", {"x": GOOD | {"values": {since: GOOD["values"]["2025-04-06"] | change}}})


def test_pounds_are_whole_pence() -> None:
    assert read("made_up", {"x": GOOD})[0].on(date(2025, 4, 6)) == 1050


def test_a_day_before_the_first_value_is_not_in_force() -> None:
    with pytest.raises(NotInForce) as error:
        parameter("lower_capital_limit").on(date(2014, 1, 1))
    assert str(error.value) == "lower_capital_limit has no value on 2014-01-01: the first starts 2015-04-01"


def test_every_charging_rate_is_a_parameter_known_in_every_year() -> None:
    assert set(ChargingRates._fields) <= set(all_parameters())
    for year in range(2022, 2027):
        assert all(isinstance(amount, int) and amount > 0 for amount in charging_rates(date(year, 6, 1)))


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2025, 4, 5), "2024-25"),
        (date(2025, 4, 6), "2025-26"),
        (date(2026, 3, 31), "2025-26"),
        (date(2026, 11, 22), "2026-27"),
    ],
)
def test_rates_are_named_by_their_year(on: date, year: str) -> None:
    assert rates_year(on) == year


def test_a_year_whose_rates_are_not_loaded_is_said_to_be_so() -> None:
    last = max(value.since for value in parameter("personal_expenses_allowance").values)
    assert not newer_rates_are_missing(date(last.year + 1, 4, 5))
    assert newer_rates_are_missing(date(last.year + 1, 4, 6))


def raised(amount: int, tenths_of_a_percent: int) -> int:
    """Raised by a percentage and rounded to the nearest 5p."""
    return (amount * (1000 + tenths_of_a_percent) + 2500) // 5000 * 5


@pytest.mark.parametrize(
    "one",
    [one for one in every_parameter() if one.topic in ("minimum_income_guarantee", "premiums")],
    ids=lambda one: one.name,
)
def test_every_minimum_income_figure_follows_from_the_year_before(one: Parameter) -> None:
    """10.1%, 6.7% and 1.7%, to the nearest 5p: confirmed and derived figures alike."""
    amounts = [one.on(date(year, 6, 1)) for year in range(2022, 2026)]
    assert [raised(amount, by) for amount, by in zip(amounts, (101, 67, 17), strict=False)] == amounts[1:]
