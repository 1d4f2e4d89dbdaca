"""How many people's charges are worked out in a second, beside others who work out the identical sum; and how long one
explained charge takes. Writes docs/benchmarks.md, with the machine it was on.

The sum: care at home, 20 facts a person, all kinds of people. Every answer is checked before anything is timed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from goodlives.rules.bulk import charges, cores
from goodlives.rules.charging import (
    CapitalItem,
    CapitalKind,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    Rate,
    SavingsCredit,
    Setting,
    charge,
)
from goodlives.rules.charging.facts import Facts
from goodlives.rules.explain import RULES
from goodlives.rules.money import NO_LIMIT
from goodlives.rules.parameters import ChargingRates, charging_rates

ON = date(2025, 6, 2)
ENGLAND, VARIANTS = 860_000, 1_000
AT_HOME: dict[str, Any] = {
    "in_care_home": False,
    "charged_as_at_home": True,
    "permanent": False,
    "exempt": False,
    "council_rate": NO_LIMIT,
    "nhs_funded_nursing_care": 0,
    "night_element": 0,
    "war_pensions": 0,
    "half_pension_to_spouse": False,
    "mig_uplift_percent": 0,
    "mig_uplift_flat": 0,
    "percent_of_disposable_income": 10_000,
    "raised_upper_capital_limit": 0,
    "maximum_charge": NO_LIMIT,
    "ignore_night_element": False,
    "arrangement_fee": 0,
    "disability_related_expenditure_flat_rate": 0,
}
# Each with how many people it is given: as many as it needs to show its best speed, in a time one can wait.
PEERS = {
    "NumPy": ("with_numpy", "numpy", 1_000_000),
    "Polars": ("with_polars", "polars", 4_000_000),
    "DuckDB": ("with_duckdb", "duckdb", 4_000_000),
    "OpenFisca": ("with_openfisca", "OpenFisca-Core", 1_000_000),
    "ZEN Engine": ("with_zen", "zen-engine", 5_000),
}


def people(count: int, seed: int = 1) -> dict[str, Any]:
    """Made-up people at home, in columns no wider than they need."""
    random = np.random.default_rng(seed)

    def yes(often: float) -> Any:
        return random.random(count) < often

    def pence(most: int) -> Any:
        return random.integers(0, most, count, np.int32)

    age = random.integers(18, 100, count, np.uint8)
    disabled, savings_credit = yes(0.6), yes(0.2)
    pip = disabled & yes(0.6)
    return {
        "age": age,
        "pension_age_reached": age >= 66,
        "partner_pension_age_reached": yes(0.2),
        "couple": yes(0.3),
        "lone_parent": yes(0.05),
        "dependent_children": (random.integers(0, 40, count) // 36).astype(np.uint8),
        "cost_of_care": pence(90_000),
        "capital": np.where(yes(0.5), pence(1_425_001), pence(3_000_000)),
        "income_counted_in_full": pence(45_000),
        "disability_benefits": np.where(disabled, pence(11_040), np.int32(0)),
        "occupational_pensions": np.where(yes(0.4), pence(15_000), np.int32(0)),
        "savings_credit_paid": np.where(savings_credit, pence(2_000), np.int32(0)),
        "under_savings_credit_rules": savings_credit,
        "qualifying_income": np.where(savings_credit, pence(40_000), np.int32(0)),
        "gets_disability_benefit": disabled,
        "gets_pip_or_dla": pip,
        "gets_highest_disability_rate": pip & yes(0.5),
        "gets_carers_allowance": yes(0.05),
        "housing_costs": pence(6_000),
        "disability_related_expenditure": pence(3_000),
    }


def one_by_one(columns: dict[str, Any], rates: ChargingRates) -> list[int]:
    """What the rules say themselves, one person at a time."""
    weekly_charge = RULES["weekly_charge"]
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [weekly_charge(Facts(**AT_HOME, **dict(zip(columns, row, strict=True))), rates) for row in rows]


def best(work: Callable[[], Any], times: int) -> float:
    """The shortest of these times: what the machine can do when nothing else asks for it."""
    seconds = []
    for _ in range(times):
        begun = perf_counter()
        work()
        seconds.append(perf_counter() - begun)
    return min(seconds)


def first_time(cache: Path) -> float:
    """Seconds to the first answer in a new process, Numba's own start included."""
    script = (
        "import sys; sys.path.insert(0, 'bench'); from charging import *;"
        "some, rates = AT_HOME | people(10), charging_rates(ON);"
        "begun = perf_counter(); charges(some, rates); print(perf_counter() - begun)"
    )
    root = Path(__file__).parents[1]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    done = subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True)
    done.check_returncode()
    return float(done.stdout)


def explained() -> float:
    """Median seconds of one explained charge: a person with six items, every step with its words and law."""
    somebody = Circumstances(
        on=ON,
        setting=Setting.HOME,
        age=80,
        household=Household.SINGLE,
        cost_of_care=18_000,
        capital=(
            CapitalItem(CapitalKind.SAVINGS, 1_600_000, Fraction(1)),
            CapitalItem(CapitalKind.MAIN_HOME, 24_000_000),
        ),
        income=(
            IncomeItem(IncomeKind.STATE_PENSION, 23_025),
            IncomeItem(IncomeKind.ATTENDANCE_ALLOWANCE, 7_390, rate=Rate.LOWER),
        ),
        savings_credit=SavingsCredit(21_500),
        housing_costs=2_840,
        disability_related_expenditure=1_250,
        policy=Policy(),
    )
    charge(somebody)
    seconds = []
    for _ in range(3_000):
        begun = perf_counter()
        charge(somebody)
        seconds.append(perf_counter() - begun)
    return median(seconds)


def england(rates: ChargingRates) -> float:
    """Seconds for everybody in England who draws on long-term support, under each of a thousand policies."""
    everybody = AT_HOME | people(ENGLAND, seed=2)
    begun = perf_counter()
    total = 0
    for n in range(VARIANTS):
        policy = {"mig_uplift_percent": 25 * (n % 100), "percent_of_disposable_income": 10_000 - 100 * (n // 100)}
        total += int(charges(everybody | policy, rates).sum())
    assert total > 0
    return perf_counter() - begun


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=15, help="how often each is timed; the best counts")
    arguments.add_argument("--dry", action="store_true", help="write nothing")
    asked = arguments.parse_args()
    rates = charging_rates(ON)
    with tempfile.TemporaryDirectory() as folder:
        cold = first_time(Path(folder))
        warm = min(first_time(Path(folder)) for _ in range(3))
    ours = people(4_000_000)
    check = people(5_000, seed=3)
    right = one_by_one(check, rates)
    assert charges(AT_HOME | check, rates).tolist() == right
    speeds = {"Good Lives, compiled": 4_000_000 / best(lambda: charges(AT_HOME | ours, rates), 2 * asked.times)}
    versions = {"Good Lives, compiled": f"Numba {version('numba')}"}
    for name, (module, package, count) in PEERS.items():
        prepare = importlib.import_module(f"charging_peers.{module}").prepare
        assert np.asarray(prepare(check, rates)()).tolist() == right, f"{name} says something else"
        some = {column: values[:count] for column, values in ours.items()}
        work = prepare(some, rates)
        assert (np.asarray(work()) == charges(AT_HOME | some, rates)).all(), f"{name} says something else"
        speeds[name] = count / best(work, asked.times if count > 10_000 else 3)
        versions[name] = version(package)
    few = {column: values[:20_000] for column, values in ours.items()}
    speeds["Good Lives, one by one"] = 20_000 / best(lambda: one_by_one(few, rates), 3)
    versions["Good Lives, one by one"] = f"Python {platform.python_version()}"
    one, thousand = explained(), england(rates)
    page = "\n".join(written(speeds, versions, cold, warm, one, thousand))
    print(page)
    if not asked.dry:
        (Path(__file__).parents[1] / "docs" / "benchmarks.md").write_text(page + "\n", "utf-8")


def written(
    speeds: dict[str, float], versions: dict[str, str], cold: float, warm: float, one: float, thousand: float
) -> list[str]:
    ours = speeds["Good Lives, compiled"]
    fastest = max(speed for name, speed in speeds.items() if name in PEERS)
    rows = [
        f"| {name} | {versions[name]} | {speed / 1e6:,.3g} million | {ours / speed:,.1f} |"
        for name, speed in sorted(speeds.items(), key=lambda it: -it[1])
    ]
    promised = [
        ("people a second, compiled", "100 million", f"{ours / 1e6:,.0f} million", ours >= 1e8),
        ("beside the fastest other", "3 times", f"{ours / fastest:.1f} times", ours >= 3 * fastest),
        ("beside OpenFisca", "60 times", f"{ours / speeds['OpenFisca']:.0f} times", ours >= 60 * speeds["OpenFisca"]),
        ("one explained charge, median", "50 µs", f"{one * 1e6:.0f} µs", one <= 50e-6),
        (f"England, {ENGLAND:,} people, under {VARIANTS:,} policies", "20 s", f"{thousand:.1f} s", thousand < 20),
    ]
    return [
        "# How fast the rules are",
        "",
        "Written by `make bench`. The sum is the weekly charge for care at home, from 20 facts a person, for made-up",
        "people of all kinds, on the rates of 2025-26. Everybody's answers are checked to be the same, to the penny,",
        "before they are timed. Each is timed several times, and the best counts; all in one run, to be compared.",
        "",
        f"The machine: {processor()}, {cores()} cores, {platform.system()}, Python {platform.python_version()}.",
        "",
        "| | version | people a second | we are so many times as fast |",
        "| - | - | -: | -: |",
        *rows,
        "",
        "| | promised | measured | |",
        "| - | -: | -: | - |",
        *(f"| {what} | {need} | {got} | {'kept' if kept else 'falls short'} |" for what, need, got, kept in promised),
        "",
        f"The first answer ever takes {cold:.1f} s, in which the rules are laid out and compiled; in every later",
        f"process {warm:.2f} s, from the cache. Good Lives, Polars and DuckDB use every core; the others one, which is",
        "how they are made. OpenFisca has a variable for each step, and its inputs set each time, because it keeps its",
        "answers. ZEN Engine has people as dictionaries, one at a time.",
    ]


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
