"""A table from points to weekly money, fitted from costed plans: Care Act 2014 ss25 and 26.

The method is isotonic quantile regression: of all tables in which more points never give less money, the one that
comes closest to the chosen percentile of what plans cost. It is found exactly, by pooling neighbours that are in the
wrong order (pool adjacent violators), and needs nothing beyond Python. What it gives is a start for planning and never
a limit: R (KM) v Cambridgeshire [2012] UKSC 23.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from goodlives.rules.money import Pence

FEWEST_PLANS = 100
FEWEST_IN_A_BAND = 20
MOST_BANDS = 30
WIDEST_TOP_BAND = 10


class NotEnoughPlans(ValueError):
    """Too few costed plans to fit a table that anybody should rely on."""


@dataclass(frozen=True, slots=True)
class CostedPlan:
    """One person's points and what their plan was costed at, each week. `groups` says who they are, where known."""

    points: int
    weekly: Pence
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PointsTable:
    """From these points, this much a week, in whole pounds. The last row is None: there a plan is costed instead."""

    rows: tuple[tuple[int, Pence | None], ...]

    def row_for(self, points: int) -> int:
        return bisect_right(self.rows, points, key=lambda row: row[0]) - 1

    def budget_for(self, points: int) -> Pence | None:
        return self.rows[self.row_for(points)][1]


@dataclass(slots=True)
class _Band:
    """People with neighbouring points, cheapest plan first."""

    first: int
    last: int
    weekly: list[Pence]


def people_in_a_band(plans: Sequence[CostedPlan]) -> int:
    """How many people with neighbouring points are taken together: enough to be sure, few enough rows to read."""
    return max(FEWEST_IN_A_BAND, len(plans) // MOST_BANDS)


def fit(plans: Iterable[CostedPlan], percentile: int, in_a_band: int = FEWEST_IN_A_BAND) -> PointsTable:
    """The table whose sums would have bought this percentage of plans at each number of points.

    Neighbouring points are taken together until enough people have them. Above the last such band there are too few
    people for a formula, so a plan is costed; so too where those at the top are spread over more than 10 points (and
    more than a quarter of their points, for councils that count in hundreds).
    Sums are rounded up to whole pounds, in the person's favour. Fewer points than anybody had get what the lowest
    band gets; no points, where nobody had none, get nothing.
    """
    bands = _bands(plans, in_a_band)
    if not bands:
        raise NotEnoughPlans(f"no {in_a_band} people have points near enough to each other to say what is usual")
    above = bands[-1].last + 1
    rows: list[tuple[int, Pence | None]] = [(0, 0)] if bands[0].first else []
    start = min(bands[0].first, 1)
    for first, weekly in increasing([(band.first, band.weekly) for band in bands], percentile):
        amount = -(-weekly // 100) * 100
        if not rows or rows[-1][1] != amount:
            rows.append((start if first == bands[0].first else first, amount))
    return PointsTable((*rows, (above, None)))


def increasing(bands: Sequence[tuple[int, Sequence[Pence]]], percentile: int) -> list[tuple[int, Pence]]:
    """What the percentile of each band is, when no band may have less than the one before it.

    >>> increasing([(1, [100, 100]), (5, [300, 300]), (9, [200, 200])], 50)
    [(1, 100), (5, 200)]
    """
    pools: list[tuple[int, list[Pence], Pence]] = []
    for first, weekly in bands:
        pool = sorted(weekly)
        amount = _percentile(pool, percentile)
        while pools and pools[-1][2] >= amount:
            first, before, _ = pools.pop()
            pool = sorted(before + pool)
            amount = _percentile(pool, percentile)
        pools.append((first, pool, amount))
    return [(first, amount) for first, _, amount in pools]


def _percentile(in_order: Sequence[Pence], percentile: int) -> Pence:
    """The smallest amount that buys at least this percentage of plans."""
    return in_order[max(-(-percentile * len(in_order) // 100), 1) - 1]


def _bands(plans: Iterable[CostedPlan], in_a_band: int) -> list[_Band]:
    """Whole bands only: people left over at the top, and a top band spread too thin, are left to a costed plan."""
    bands: list[_Band] = []
    filling: _Band | None = None
    in_order = sorted(plans, key=lambda plan: plan.points)
    for points, same in groupby(in_order, key=lambda plan: plan.points):
        filling = filling or _Band(points, points, [])
        filling.last = points
        filling.weekly += [plan.weekly for plan in same]
        if len(filling.weekly) >= in_a_band:
            bands.append(filling)
            filling = None
    while bands and bands[-1].last - bands[-1].first > max(WIDEST_TOP_BAND, bands[-1].first // 4):
        bands.pop()
    return bands
