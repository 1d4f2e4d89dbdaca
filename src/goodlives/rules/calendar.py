"""Counting in months, as people and the law do."""

from calendar import monthrange
from datetime import date

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter.

    >>> months_after(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(day: date) -> str:
    """The day the way a letter says it.

    >>> in_words(date(2026, 4, 6))
    '6 April 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
