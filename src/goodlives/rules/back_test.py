"""How good a table from points to money is, tried on people it was not fitted from: Care Act s26, Equality Act s149.

Everybody is put by chance into one of a few parts. Each part is tried with a table fitted from the others, so nobody's
own plan has helped to set the sum they are tried with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import NormalDist, fmean

from goodlives.rules.calibration import FEWEST_PLANS, CostedPlan, NotEnoughPlans, PointsTable, fit, people_in_a_band
from goodlives.rules.money import Pence

SMALLEST_GROUP = 10
Interval = tuple[float, float]
Fitting = Callable[[Sequence[CostedPlan]], PointsTable]


@dataclass(frozen=True, slots=True)
class Tried:
    """One person with the sum from a table they had no part in. `others` are whom it is fair to compare them with."""

    plan: CostedPlan
    indicative: Pence
    others: tuple[int, int]

    @property
    def over(self) -> Pence:
        return self.indicative - self.plan.weekly

    @property
    def bought(self) -> bool:
        return self.over >= 0


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How near the sums were to the plans. Money in pence a week; shares from 0 to 1, None where there is nobody."""

    people: int
    mean_absolute_error: float
    mean_absolute_percentage_error: float | None
    within_15_percent: float | None
    within_20_percent: float | None
    bought: float
    bought_interval: Interval


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the people, by points: what the sum was and what their plans cost. Pence a week."""

    people: int
    indicative: float
    final: float
    bought: float


@dataclass(frozen=True, slots=True)
class Group:
    """One group beside everybody else with about the same points. None where fewer than 10 are in it, or outside it.

    `difference` is how much higher (or lower, below 0) the sums are against what plans cost, in pence a week, with the
    interval it lies in 95 times in 100. `differs` is said only of a difference that stands after allowing for how many
    groups were looked at: of twenty groups that are all alike, one would stand out by chance.
    """

    kind: str
    name: str
    people: int | None
    final: float | None = None
    bought: float | None = None
    bought_interval: Interval | None = None
    difference: float | None = None
    interval: Interval | None = None
    differs: bool | None = None


@dataclass(frozen=True, slots=True)
class BackTest:
    """Everything the public is told about how good a table is. Each comparison is on the same people."""

    people: int
    above_table: int
    folds: int
    seed: int
    table: Accuracy
    middle: Accuracy
    one_amount: Accuracy
    tenths: tuple[Tenth, ...]
    groups: tuple[Group, ...]
    not_said: tuple[tuple[str, int], ...]


def back_test(plans: Sequence[CostedPlan], percentile: int, *, folds: int, seed: int) -> BackTest:
    """Try the method on held-out people. The same seed gives the same answer, whatever order the rows are in."""
    if len(plans) < FEWEST_PLANS:
        raise NotEnoughPlans(f"there are {len(plans)} costed plans, and at least {FEWEST_PLANS} are needed")
    parts = _parts(plans, folds, seed)
    ours = list(_try(parts, lambda others: fit(others, percentile, people_in_a_band(others))))
    known = [tried for tried in ours if tried is not None]
    if not known:
        raise NotEnoughPlans("no table that a part of the plans gives has a sum for anybody in the rest")

    def the_same_people(fitting: Fitting) -> Accuracy:
        tried = zip(_try(parts, fitting), ours, strict=True)
        return accuracy([theirs for theirs, mine in tried if mine is not None and theirs is not None])

    return BackTest(
        people=len(plans),
        above_table=len(ours) - len(known),
        folds=folds,
        seed=seed,
        table=accuracy(known),
        middle=the_same_people(lambda others: fit(others, 50, people_in_a_band(others))),
        one_amount=the_same_people(lambda others: _one_amount(others, percentile)),
        tenths=tuple(_tenths(known)),
        groups=tuple(_groups(known)),
        not_said=tuple(
            (kind, sum(kind not in tried.plan.groups for tried in known))
            for kind in dict.fromkeys(kind for plan in plans for kind in plan.groups)
        ),
    )


def _parts(plans: Sequence[CostedPlan], folds: int, seed: int) -> list[list[CostedPlan]]:
    shuffled = sorted(plans, key=lambda plan: (plan.points, plan.weekly, sorted(plan.groups.items())))
    Random(seed).shuffle(shuffled)  # noqa: S311
    return [shuffled[fold::folds] for fold in range(folds)]


def _try(parts: Sequence[Sequence[CostedPlan]], fitting: Fitting) -> Iterable[Tried | None]:
    """Each person with their sum; None where they are above the table, and their plan would be costed."""
    for fold, part in enumerate(parts):
        table = fitting([plan for other, plans in enumerate(parts) if other != fold for plan in plans])
        for plan in part:
            indicative = table.budget_for(plan.points)
            yield None if indicative is None else Tried(plan, indicative, (fold, table.row_for(plan.points)))


def _one_amount(plans: Sequence[CostedPlan], percentile: int) -> PointsTable:
    """One sum for everybody, whatever their points: what a table must be better than."""
    together = fit([CostedPlan(0, plan.weekly) for plan in plans], percentile)
    return PointsTable(together.rows[:1])


def accuracy(tried: Sequence[Tried]) -> Accuracy:
    """How near the sums were. Plans that cost nothing have no percentage and are left out of those three."""
    off = [abs(one.over) / one.plan.weekly for one in tried if one.plan.weekly]
    bought = sum(one.bought for one in tried)
    return Accuracy(
        people=len(tried),
        mean_absolute_error=fmean(abs(one.over) for one in tried),
        mean_absolute_percentage_error=fmean(off) if off else None,
        within_15_percent=fmean(share <= 0.15 for share in off) if off else None,
        within_20_percent=fmean(share <= 0.20 for share in off) if off else None,
        bought=bought / len(tried),
        bought_interval=share_interval(bought, len(tried)),
    )


def _tenths(tried: Sequence[Tried]) -> Iterable[Tenth]:
    in_order = sorted(tried, key=lambda one: one.plan.points)
    for tenth in range(10):
        some = in_order[len(in_order) * tenth // 10 : len(in_order) * (tenth + 1) // 10]
        if len(some) >= SMALLEST_GROUP:
            yield Tenth(
                people=len(some),
                indicative=fmean(one.indicative for one in some),
                final=fmean(one.plan.weekly for one in some),
                bought=fmean(one.bought for one in some),
            )


def _groups(tried: Sequence[Tried]) -> Iterable[Group]:
    """Each group beside everybody else of whom the same is known, like with like."""
    inside: dict[str, dict[str, list[Tried]]] = defaultdict(lambda: defaultdict(list))
    for one in tried:
        for kind, name in one.plan.groups.items():
            inside[kind][name].append(one)
    members = {
        (kind, name): (people, [one for other, some in names.items() if other != name for one in some])
        for kind, names in inside.items()
        for name, people in sorted(names.items())
    }
    found = {key: difference(*sides) for key, sides in members.items() if min(map(len, sides)) >= SMALLEST_GROUP}
    compared = sum(between is not None for between in found.values())
    for (kind, name), (people, _) in members.items():
        if len(people) < SMALLEST_GROUP:
            yield Group(kind, name, None)
            continue
        final, bought = fmean(one.plan.weekly for one in people), sum(one.bought for one in people)
        share, about = bought / len(people), share_interval(bought, len(people))
        between = found.get((kind, name))
        if between is None:
            yield Group(kind, name, len(people), final, share, about)
            continue
        low, high = between.interval(1 - 0.05 / compared)
        differs = not low <= 0 <= high
        yield Group(kind, name, len(people), final, share, about, between.by, between.interval(0.95), differs)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more the sums are over the plans in one group than in another, with its standard error."""

    by: float
    error: float
    freedom: int

    def interval(self, confidence: float) -> Interval:
        half = student_t((1 + confidence) / 2, self.freedom) * self.error
        return self.by - half, self.by + half


def difference(ours: Sequence[Tried], theirs: Sequence[Tried]) -> Difference | None:
    """The difference between two groups, each person beside those in the same row of the same table.

    Sums are set high on purpose, and higher where points are, so groups with other points cannot be set side by side as
    they are. This is least squares with an effect for each row, and standard errors (HC3) that let some vary more than
    others. None where no row has people of both.
    """
    alike: dict[tuple[int, int], list[tuple[float, Pence]]] = defaultdict(list)
    for sides in ((1.0, ours), (0.0, theirs)):
        for one in sides[1]:
            alike[one.others].append((sides[0], one.over))
    pairs: list[tuple[float, float]] = []
    for row in alike.values():
        share, usual = fmean(inside for inside, _ in row), fmean(over for _, over in row)
        pairs += [(inside - share, over - usual) for inside, over in row]
    weight = sum(inside * inside for inside, _ in pairs)
    if not weight:
        return None
    by = sum(inside * over for inside, over in pairs) / weight
    squares = ((inside * (over - by * inside) / (1 - inside * inside / weight)) ** 2 for inside, over in pairs)
    return Difference(by, sqrt(sum(squares)) / weight, min(len(ours), len(theirs)) - 1)


def share_interval(number: int, of: int) -> Interval:
    """Where a share lies 95 times in 100 (Wilson's interval)."""
    z = NormalDist().inv_cdf(0.975)
    middle = (number + z * z / 2) / (of + z * z)
    half = z * sqrt(number * (of - number) / of + z * z / 4) / (of + z * z)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def student_t(chance: float, freedom: float) -> float:
    """Student's t from the normal curve (Abramowitz and Stegun 26.7.5), near enough from 9 degrees of freedom."""
    x = NormalDist().inv_cdf(chance)
    return (
        x
        + (x**3 + x) / (4 * freedom)
        + (5 * x**5 + 16 * x**3 + 3 * x) / (96 * freedom**2)
        + (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / (384 * freedom**3)
        + (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / (92160 * freedom**4)
    )
