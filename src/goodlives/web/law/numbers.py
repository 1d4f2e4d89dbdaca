"""The numbers of the law by year, as they are in the rules' own files: nothing here knows one by heart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from goodlives.rules.parameters import NotInForce, Parameter, Value, every_parameter

# How sure we are, in words anybody can read.
STATUSES = {
    "confirmed": (_("Confirmed"), _("We have seen it in an official table.")),
    "derived": (_("Worked out"), _("Worked out from an earlier official figure. Not yet seen in an official table.")),
    "from memory": (_("Not yet checked"), _("Known from other sources. Not yet seen in an official table.")),
    "illustrative": (_("Made up"), _("Made up for the demonstration. Each council puts in its own.")),
    "fitted": (_("Worked out from plans"), _("Worked out from what plans have cost, by the method we publish.")),
}


@dataclass(frozen=True)
class Year:
    """A year of rates: it begins in April."""

    began: int

    def __str__(self) -> str:
        return f"{self.began}-{(self.began + 1) % 100:02}"

    @property
    def day(self) -> date:
        """A day by which every rate of the year has begun: benefits change on the first Monday."""
        return date(self.began, 5, 1)


@cache
def years() -> list[Year]:
    """Every year in which some number began, newest first."""
    began = {_year(value.since) for parameter in every_parameter() for value in parameter.values}
    weekly = [p for p in every_parameter() if len(p.values) > 2]
    first = min(_year(p.values[0].since) for p in weekly)
    return [Year(year) for year in sorted(began, reverse=True) if year >= first]


def _year(day: date) -> int:
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def year_called(written: str | None, otherwise: Year) -> Year:
    return next((year for year in years() if str(year) == written), otherwise)


def current(today: date) -> Year:
    return next((year for year in years() if year.began <= _year(today)), years()[-1])


def topics() -> dict[str, str]:
    """Each file of numbers, and its name in words."""
    return {parameter.topic: in_words(parameter.topic) for parameter in every_parameter()}


def in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def value_in(parameter: Parameter, year: Year) -> Value | None:
    try:
        return parameter.entry(year.day)
    except NotInForce:
        return None


@dataclass(frozen=True)
class Row:
    """One number as it is in one year."""

    parameter: Parameter
    value: Value

    @property
    def said(self) -> str:
        return self.parameter.says(self.value.value)

    @property
    def status(self) -> Any:
        return STATUSES[self.value.status][0]

    @property
    def exact(self) -> Any:
        """As another program reads it: pounds as text, a whole number, or a list."""
        value = self.value.value
        return f"{Decimal(value) / 100:.2f}" if self.parameter.unit.startswith("GBP") else value


def rows_of(year: Year, *, typed: str = "", topic: str = "", status: str = "") -> list[Row]:
    """The numbers of a year that a search and the filters leave, topic by topic."""
    rows = (Row(p, value) for p in every_parameter() if (value := value_in(p, year)))
    return [
        row
        for row in rows
        if (not topic or row.parameter.topic == topic)
        and (not status or row.value.status == status)
        and all(word in _words(row) for word in typed.lower().split())
    ]


def _words(row: Row) -> str:
    known = row.parameter
    return f"{known.title} {known.description} {known.name} {row.value.reference} {row.said}".lower()


@dataclass(frozen=True)
class Change:
    """One number in two years. `percent` is None where it is not an amount, or began at nothing."""

    parameter: Parameter
    before: Row | None
    after: Row | None

    @property
    def by(self) -> int | None:
        if not (self.before and self.after) or type(self.after.value.value) is not int:
            return None
        return int(self.after.value.value) - int(self.before.value.value)

    @property
    def percent(self) -> str:
        if self.by is None or not self.before or not self.before.value.value:
            return ""
        return f"{Decimal(self.by) * 100 / self.before.value.value:+.1f}%"

    @property
    def by_in_words(self) -> str:
        if self.by is None:
            return ""
        return ("+" if self.by > 0 else "") + self.parameter.says(self.by)


def changes(before: Year, after: Year) -> list[Change]:
    """The numbers that are not the same in both years."""
    both = ((p, value_in(p, before), value_in(p, after)) for p in every_parameter())
    return [
        Change(p, Row(p, old) if old else None, Row(p, new) if new else None)
        for p, old, new in both
        if (old and old.value) != (new and new.value)
    ]
