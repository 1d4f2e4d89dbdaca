"""Which missing fact would narrow the range of a charge most, so that it is asked first.

For each: how wide the range would still be if that fact alone were known, however it turned out. Where that is the same
for several, how wide it would be on average for ordinary amounts. The rule itself is asked each time.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from goodlives.rules.charging.circumstances import Circumstances, SavingsCredit
from goodlives.rules.charging.income import WEEKS, at_the_highest_rate
from goodlives.rules.charging.not_yet_known import PLENTY, could_be, in_words, not_yet_known, put_at
from goodlives.rules.charging.treatment import treated
from goodlives.rules.charging.weekly_charge import weekly_charge
from goodlives.rules.charging.what_would_change_it import nearest
from goodlives.rules.money import Pence, plain_pounds
from goodlives.rules.parameters import charging_rates

# No charge is as much: the range has no end, because the cost is not known either.
WITHOUT_END: Pence = PLENTY // 100
# Only for the order of facts that narrow it alike: amounts of a week, and of capital, that people ordinarily have.
_ORDINARY = (0, 5_000, 10_000, 20_000, 30_000, 50_000, 100_000)
_ORDINARY_CAPITAL = (0, 500_000, 1_000_000, 1_500_000, 2_000_000, 2_500_000, 10_000_000)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What knowing one fact would leave of the range: at the most, and on average. None where it would have no end."""

    fact: str
    words: str
    leaves_at_most: Pence | None
    usually_leaves: Pence | None

    def as_json(self) -> dict[str, Any]:
        return {
            "fact": self.fact,
            "words": self.words,
            "leaves_at_most": None if self.leaves_at_most is None else plain_pounds(self.leaves_at_most),
            "usually_leaves": None if self.usually_leaves is None else plain_pounds(self.usually_leaves),
        }


def narrows_it_most(circumstances: Circumstances) -> tuple[Narrowing, ...]:
    """The missing facts, the one that would narrow the range most first. None when nothing is missing."""
    c, missing = circumstances, not_yet_known(circumstances)
    if not missing:
        return ()
    if len(missing) == 1:
        return (Narrowing(missing[0], in_words(c, missing[0]), 0, 0),)
    least, most = ends(c)
    found = [_narrowing(c, name, most - least) for name in missing]
    return tuple(
        sorted(found, key=lambda it: [PLENTY if it is None else it for it in (it.leaves_at_most, it.usually_leaves)])
    )


def _narrowing(c: Circumstances, name: str, width_now: Pence) -> Narrowing:
    at = _ends_with(c, name)
    widths = [most - least for least, most in map(at, _ordinary(c, name))]
    at_most = max(widest(at, low, high, width_now) for low, high in _pieces(c, name))
    average = sum(widths) // len(widths)
    return Narrowing(
        name,
        in_words(c, name),
        None if at_most >= WITHOUT_END else at_most,
        None if average >= WITHOUT_END else average,
    )


def ends(c: Circumstances) -> tuple[Pence, Pence]:
    """The least and the most the charge can be, while something is missing."""
    rates = charging_rates(c.on)

    def pays(one: Circumstances) -> Pence:
        return weekly_charge(treated(one, rates)[0], rates)

    each = could_be(c, not_yet_known(c))
    return min(pays(put_at(one, lowest=True)) for one in each), max(pays(put_at(one, lowest=False)) for one in each)


def _ends_with(c: Circumstances, name: str) -> Callable[[int], tuple[Pence, Pence]]:
    return lambda this: ends(known(c, name, this))


def known(c: Circumstances, name: str, this: int) -> Circumstances:
    """The same person when one missing fact is known: an amount in pence, or yes (1) or no (0)."""
    field, _, rest = name.partition("[")
    if rest:
        n = int(rest.partition("]")[0])
        items = list(getattr(c, field))
        items[n] = replace(items[n], amount=this)
        change: dict[str, Any] = {field: tuple(items)}
    elif name == "savings_credit.qualifying_income":
        change = {"savings_credit": SavingsCredit(this)}
    else:
        change = {name.removeprefix("person."): bool(this) if _is_yes_or_no(name) else this}
    return replace(c, **change)


def _is_yes_or_no(name: str) -> bool:
    return name.startswith("person.") or name == "half_pension_to_spouse"


def _ordinary(c: Circumstances, name: str) -> Iterable[int]:
    if _is_yes_or_no(name):
        return (0, 1)
    if name.startswith("capital"):
        return _ORDINARY_CAPITAL
    if name.startswith("income"):
        times, divided_by, _ = WEEKS[c.income[_place(name)].every]
        return [amount * divided_by // times for amount in _ORDINARY]
    return _ORDINARY


def _place(name: str) -> int:
    return int(name[name.index("[") + 1 : name.index("]")])


def _pieces(c: Circumstances, name: str) -> list[tuple[int, int]]:
    """The amounts it may be, in pieces on each of which the charge only rises or only falls with it.

    A disability benefit of which nobody said the rate is at its highest from an amount on, and brings a premium there.
    """
    if _is_yes_or_no(name):
        return [(0, 0), (1, 1)]
    if name.startswith("income"):
        received, rates = c.income[_place(name)], charging_rates(c.on)

        def highest(amount: Pence) -> bool:
            return at_the_highest_rate(replace(received, amount=amount), rates)

        if highest(PLENTY) and not highest(0):
            premium = nearest(highest, 0, PLENTY, rates.disability_benefit_higher)
            return [(0, premium - 1), (premium, PLENTY)]
    return [(0, PLENTY)]


def widest(at: Callable[[int], tuple[Pence, Pence]], low: int, high: int, width_now: Pence) -> Pence:
    """How wide it can be between two amounts, within a pound or a hundredth, and never said to be less than it is.

    Both ends move the same way all along, so between two amounts it is never wider than the outermost of their ends.
    Where that is too wide to say, the piece is halved.
    """
    near_enough = max(100, min(width_now, WITHOUT_END) // 100)
    ends_at = {low: at(low), high: at(high)}
    sure = max(most - least for least, most in ends_at.values())

    def bound(a: int, b: int) -> Pence:
        return max(ends_at[a][1], ends_at[b][1]) - min(ends_at[a][0], ends_at[b][0])

    pieces = [(-bound(low, high), low, high)]
    while True:
        at_most, a, b = -pieces[0][0], pieces[0][1], pieces[0][2]
        if sure >= min(width_now, WITHOUT_END):
            return sure
        if at_most <= sure + near_enough or b - a <= 1:
            return min(max(sure, at_most), width_now)
        heapq.heappop(pieces)
        middle = (a + b) // 2
        ends_at[middle] = at(middle)
        sure = max(sure, ends_at[middle][1] - ends_at[middle][0])
        for piece in ((a, middle), (middle, b)):
            heapq.heappush(pieces, (-bound(*piece), *piece))
