"""The rules may be worked with other numbers than the loaded ones, for as long as somebody says so and no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goodlives.rules.parameters import (
    Parameter,
    Value,
    charging_rates,
    every_parameter,
    figure,
    instead,
    parameter,
    rates_year,
)

ON = date(2025, 6, 2)


def other(name: str, value: int, since: date = date(2025, 4, 6)) -> Parameter:
    return replace(parameter(name), values=(Value(since, value, "a correction", "confirmed"),))


def test_others_are_used_inside_and_the_loaded_ones_again_after() -> None:
    before = charging_rates(ON).mig_single_25
    with instead([other("mig_single_25", 20_000)]):
        assert charging_rates(ON).mig_single_25 == 20_000
        assert figure("mig_single_25", ON).value == "£200.00"
        assert charging_rates(ON).mig_couple == parameter("mig_couple").on(ON)
    assert charging_rates(ON).mig_single_25 == before
    assert figure("mig_single_25", ON).value != "£200.00"


def test_they_end_when_something_goes_wrong_too() -> None:
    with pytest.raises(ZeroDivisionError), instead([other("mig_single_25", 20_000)]):
        raise ZeroDivisionError
    assert charging_rates(ON).mig_single_25 != 20_000


def test_the_year_of_the_rates_is_that_of_the_others() -> None:
    with instead([other("personal_expenses_allowance", 3_000, since=date(2024, 4, 6))]):
        assert rates_year(ON) == "2024-25"
    assert rates_year(ON) == "2025-26"


@pytest.mark.parametrize("known", list(every_parameter()), ids=lambda known: known.name)
def test_every_number_is_kept_in_words_and_where_it_is_a_list_exactly(known: Parameter) -> None:
    kept = figure(known.name, known.values[-1].since)
    assert kept.value
    assert not kept.value.startswith("(")
    assert (kept.exact is None) == (not isinstance(known.values[-1].value, tuple))
    assert ("exact" in kept.as_json()) == (kept.exact is not None)
