"""Which counts to leave out of a table, so that nothing about a few people can be read from it or worked out from it.

A count of 1 to 4 is left out, and whatever else it takes that no count left out follows from those that are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy as np

SMALLEST_COUNT = 5

Name = TypeVar("Name")
# Counts that add up to the same on both sides: everybody is the women, the men, and those who said neither.
Sum = tuple[Sequence[Name], Sequence[Name]]


class _Line(NamedTuple):
    """One sum, as what each count is multiplied by so that all of it makes nothing."""

    times: dict

    def hidden(self, hidden: Collection) -> list:
        return [name for name in self.times if name in hidden]


def left_out(counts: Mapping[Name, int], sums: Iterable[Sum[Name]], also: Collection[Name] = ()) -> set[Name]:
    """The names of the counts to leave out: the small ones, those in `also`, and as many more as it takes."""
    hidden = {name for name, count in counts.items() if 0 < count < SMALLEST_COUNT} | set(also)
    lines = [_Line(dict.fromkeys(left, 1) | dict.fromkeys(right, -1)) for left, right in sums]
    while more := _one_more(counts, lines, hidden):
        hidden |= more
    return hidden


def _one_more(counts: Mapping[Name, int], lines: Sequence[_Line], hidden: set[Name]) -> set[Name]:
    """One more count to leave out, or none when what is left out is safe."""
    for line in lines:
        inside = line.hidden(hidden)
        too_few = inside and (len(inside) < 2 or _add_up_to_few(counts, line, inside))
        if too_few and (another := _least_of(counts, [line], hidden)):
            return {another}
    determined = _follows_from_the_rest(lines, hidden)
    if not determined:
        return set()
    near = [line for line in lines if any(name in line.times for name in determined)]
    another = _least_of(counts, near, hidden) or _least_of(counts, lines, hidden)
    return {another} if another else set()


def _add_up_to_few(counts: Mapping[Name, int], line: _Line, inside: Sequence[Name]) -> bool:
    """Whether all that a sum leaves out is on one side of it, and is a few people together."""
    return len({line.times[name] for name in inside}) == 1 and sum(counts[name] for name in inside) < SMALLEST_COUNT


def _least_of(counts: Mapping[Name, int], lines: Iterable[_Line], hidden: set[Name]) -> Name | None:
    """The smallest count of these sums that is still shown; nothing tells nothing, so it comes last."""
    shown = {name: counts[name] for name in chain(*(line.times for line in lines)) if name not in hidden}
    return min(shown, key=lambda name: (shown[name] == 0, shown[name]), default=None)


def _follows_from_the_rest(lines: Sequence[_Line], hidden: set[Name]) -> set[Name]:
    """Those of the counts left out that the sums settle: they are the same in every way of filling the gaps."""
    names = list(hidden)
    place = {name: n for n, name in enumerate(names)}
    gaps = [line for line in lines if line.hidden(hidden)]
    if not gaps:
        return set()
    sums = np.zeros((len(gaps), len(names)))
    for row, line in enumerate(gaps):
        for name in line.hidden(hidden):
            sums[row, place[name]] = line.times[name]
    _, sizes, ways = np.linalg.svd(sums)
    free = ways[int((sizes > 1e-9).sum()) :]  # every change of the gaps that no sum notices
    return {name for name in names if not np.any(np.abs(free[:, place[name]]) > 1e-9)}
