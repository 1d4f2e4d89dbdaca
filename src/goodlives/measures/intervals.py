"""How sure a figure can be: 95% confidence intervals, by the methods public health in England uses.

A share of people has a Wilson interval. A number of people for each 100,000 has Byar's, or where there are fewer than
ten of them the exact one (Poisson). England's and the regions' counts are published to the nearest 5, which for counts
of their size moves an interval by less than it is shown to.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

Z = 1.959963984540054
"""How many standard errors hold 95% of a normal distribution."""


class Interval(NamedTuple):
    """The lowest and highest that fit with what was counted."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def wilson(numerator: int, denominator: int, per: int = 100) -> Interval | None:
    """For a share: Wilson's interval, which never leaves 0 to 100. None for a share of nobody."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    share, z2 = numerator / denominator, Z * Z
    middle = share + z2 / (2 * denominator)
    reach = Z * math.sqrt(share * (1 - share) / denominator + z2 / (4 * denominator * denominator))
    whole = 1 + z2 / denominator
    return Interval(
        0.0 if numerator == 0 else per * (middle - reach) / whole,
        float(per) if numerator == denominator else per * (middle + reach) / whole,
    )


def rate(numerator: int, denominator: int, per: int = 100_000) -> Interval | None:
    """For a number among many: Byar's interval, exact below ten. None among nobody."""
    if denominator <= 0 or numerator < 0:
        return None
    low, high = _exact(numerator) if numerator < 10 else _byar(numerator)
    return Interval(per * low / denominator, per * high / denominator)


def _byar(count: int) -> tuple[float, float]:
    above = count + 1
    low = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3
    return low, high


def _exact(count: int) -> tuple[float, float]:
    """The mean at which so many or more has a chance of 2.5%, and that at which so many or fewer has."""
    low = 0.0 if count == 0 else _where(lambda mean: 1 - _at_most(count - 1, mean) >= 0.025)
    return low, _where(lambda mean: _at_most(count, mean) <= 0.025)


def _at_most(count: int, mean: float) -> float:
    """The chance of so many or fewer, where `mean` are expected (Poisson)."""
    term = total = math.exp(-mean)
    for number in range(1, count + 1):
        term *= mean / number
        total += term
    return total


def _where(true_from: Callable[[float], bool]) -> float:
    """Where a statement that is false below some mean becomes true."""
    low, high = 0.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2
        if true_from(middle):
            high = middle
        else:
            low = middle
    return high
