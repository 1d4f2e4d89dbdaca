"""A council's figure beside others: its last published one, its region, England, and councils it names."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from .councils import ENGLAND, councils
from .intervals import Interval, rate, wilson
from .published import PER, Figure, Published


class Beside(NamedTuple):
    """A published figure, how sure it can be, and whether it is higher or lower than England's, if that can be told."""

    figure: Figure
    interval: Interval | None
    than_england: str | None


def beside(published: Published, measure: str, la_code: str, comparable: Iterable[str] = ()) -> list[Beside]:
    """The newest published figures of a council, its region, England, and the councils it names, in that order."""
    years = published.years(measure)
    if not years:
        return []
    council = councils().get(la_code)
    england = published.figure(measure, ENGLAND, years[-1])
    areas = [la_code, council.region_ons_code if council else "", ENGLAND, *comparable]
    found = []
    for area in dict.fromkeys(areas):
        figure = published.figure(measure, area, years[-1])
        if figure is not None:
            interval = interval_of(measure, figure.numerator, figure.denominator)
            against = england.outcome if england and area != ENGLAND else None
            found.append(Beside(figure, interval, compared(interval, against)))
    return found


def interval_of(measure: str, numerator: int | None, denominator: int | None) -> Interval | None:
    """Wilson's for a share of people; Byar's, or the exact one below ten, for so many in 100,000. Not for surveys."""
    if not measure.startswith(("2", "3D")) or numerator is None or denominator is None:
        return None
    return rate(numerator, denominator, PER[measure]) if measure in PER else wilson(numerator, denominator)


def compared(interval: Interval | None, with_this: Decimal | None) -> str | None:
    """Higher or lower, where the interval leaves the other figure out; None where nothing can be said."""
    if interval is None or with_this is None or interval.holds(float(with_this)):
        return None
    return "higher" if interval.low > with_this else "lower"
