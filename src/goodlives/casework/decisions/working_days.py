"""Working days in England: Monday to Friday without bank holidays (Banking and Financial Dealings Act 1971)."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

# Days that were moved or given by proclamation: https://www.gov.uk/bank-holidays. A new one is added here.
BY_PROCLAMATION = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
MOVED_AWAY = {date(2020, 5, 4), date(2022, 5, 30)}


def bank_holidays(year: int) -> set[date]:
    """The bank holidays of England in a year.

    >>> sorted(bank_holidays(2026))[-2:]
    [datetime.date(2026, 12, 25), datetime.date(2026, 12, 28)]
    """
    sunday = easter(year)
    days = {
        sunday - timedelta(days=2), sunday + timedelta(days=1),
        _first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8),
        _next_free(date(year, 1, 1)),
    }  # fmt: skip
    christmas = _next_free(date(year, 12, 25))
    boxing = date(year, 12, 26)
    while boxing.weekday() > 4 or boxing == christmas:
        boxing += timedelta(days=1)
    days |= {christmas, boxing} | {day for day in BY_PROCLAMATION if day.year == year}
    return days - MOVED_AWAY


def _next_free(day: date) -> date:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)  # May and August
    return last - timedelta(days=last.weekday())


def working_days_after(day: date, days: int) -> date:
    """The last of so many working days after a day, that day not counted."""
    while days:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in bank_holidays(day.year):
            days -= 1
    return day
