"""How long a what-if takes: the people charged in the database of DATABASE_URL, and 40,000. Nothing is written."""

from __future__ import annotations

import time
from datetime import date

import django

django.setup()

import numpy as np  # noqa: E402

from goodlives.exchange.population import live_population  # noqa: E402
from goodlives.exchange.what_if import Terms, what_if  # noqa: E402
from goodlives.rules.charging import Policy  # noqa: E402
from goodlives.rules.parameters import charging_rates  # noqa: E402

ON = date(2026, 11, 22)
BASE = Terms(Policy(), charging_rates(ON))
VARIANT = Terms(Policy(mig_uplift_percent=300, disability_related_expenditure_flat_rate=2_000), charging_rates(ON))


def milliseconds(work, times: int = 5) -> tuple[float, object]:
    """The median of several runs, after one that compiles."""
    answer, taken = work(), []
    for _ in range(times):
        began = time.perf_counter()
        answer = work()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[times // 2], answer


def main() -> None:
    read, population = milliseconds(lambda: live_population(ON))
    if not len(population):
        print("What if: nobody is charged in this database; `goodlives demo` makes a council up")
        return
    for people in (len(population), 40_000):
        # The same people over again: what is measured is how many there are.
        many = population if people == len(population) else population.only(np.arange(people) % len(population))
        took, _ = milliseconds(lambda many=many: what_if(many, on=ON, base=BASE, variant=VARIANT))
        print(f"What if, {people:,} people charged: {took:,.0f} ms (both sums, every group, small numbers left out)")
    print(f"Reading {len(population):,} people charged from the database: {read:,.0f} ms")


if __name__ == "__main__":
    main()
