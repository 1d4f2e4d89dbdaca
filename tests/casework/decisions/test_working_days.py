"""Three working days are counted without weekends and bank holidays."""

from datetime import date

import pytest

from goodlives.casework.decisions.working_days import bank_holidays, working_days_after


# As gov.uk/bank-holidays says for England and Wales.
@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_the_bank_holidays_of_england(year, days):
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in days.split()]


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        ("2026-11-16", "2026-11-19"),  # a Monday
        ("2026-11-20", "2026-11-25"),  # a Friday: the weekend does not count
        ("2026-12-24", "2026-12-31"),  # nor do Christmas Day and the Monday after Boxing Day
        ("2026-04-02", "2026-04-09"),  # nor Easter
    ],
)
def test_three_working_days(asked, by):
    assert working_days_after(date.fromisoformat(asked), 3) == date.fromisoformat(by)
