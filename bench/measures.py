"""How long the ten official measures take, from the file to the figures, by stage, with the memory they need; and one
of them beside statements of it in pandas and in Polars. Writes docs/benchmarks-measures.md.

Without --events it takes the file of 1,000,000 events in the folder shared beside the checkout, or else makes one up.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "bench" / "measures_peers")]
PAGE = ROOT / "docs" / "benchmarks-measures.md"
SHARED = ROOT.parent / "shared" / "data" / "ascof-expected" / "perf" / "cld.parquet"
START, END = date(2024, 4, 1), date(2025, 3, 31)
MILLION = 1_000_000
STARTING = "starting Python"


def ours(path: str) -> dict[str, object]:
    began = time.perf_counter()
    from goodlives.measures.ascof import clean, councils_of, measure_all
    from goodlives.measures.engines import DuckDB
    from goodlives.measures.tables import read_events

    stages = [(STARTING, began)]

    def step(name: str) -> None:
        stages.append((name, time.perf_counter()))

    engine = DuckDB()
    step("reading")
    cleaned = clean(read_events(path, engine).rows, engine, step)
    results = measure_all(cleaned, START, END, councils_of(cleaned, engine), engine, step)
    step("end")
    return {
        "stages": {name: after - at for (name, at), (_, after) in pairwise(stages)},
        "2C": {row.la_code: row.numerator for row in results if row.measure == "2C" and row.numerator},
    }


def peer(name: str) -> Callable[[str], dict[str, object]]:
    def run(path: str) -> dict[str, object]:
        began = time.perf_counter()
        count = importlib.import_module(f"count_2c_in_{name}").count
        started = time.perf_counter()
        counted = count(path)
        return {"stages": {STARTING: started - began, "2C alone": time.perf_counter() - started}, "2C": counted}

    return run


WORKERS = {"Good Lives, ten measures": ours, "pandas, 2C": peer("pandas"), "Polars, 2C": peer("polars")}


def measured(worker: str, path: Path) -> dict[str, object]:
    """What one worker does in a process of its own, so that its memory is its own."""
    run = subprocess.run(
        [sys.executable, __file__, "--worker", worker, "--events", str(path)], capture_output=True, text=True
    )
    if run.returncode:
        return {"failed": run.stderr.strip().splitlines()[-1]}
    return json.loads(run.stdout.splitlines()[-1])


def work(worker: str, path: str) -> None:
    answer = WORKERS[worker](path)
    answer["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(answer))


def make_up(path: Path, rows: int) -> None:
    """A file of so many events, from the drawn people of the second count."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tests.measures.second_count import made_up

    found = [row for seed in range(2_000) for leaning in made_up.LEANINGS for row in made_up.events(leaning, seed)]
    table = pa.Table.from_pylist(found)
    pq.write_table(table, path.with_suffix(".some"))
    multiply(path.with_suffix(".some"), path, -(-rows // len(found)))


def multiply(source: Path, path: Path, times: int) -> None:
    """The same events so many times, each time of other people."""
    import duckdb

    duckdb.sql(f"""
        COPY (
            SELECT * EXCLUDE (copy) REPLACE (
                NHS_Number || 'x' || copy AS NHS_Number,
                LA_Person_Unique_Identifier || 'x' || copy AS LA_Person_Unique_Identifier
            ) FROM read_parquet('{source}'), range({times}) AS copies(copy)
        ) TO '{path}' (FORMAT parquet)
    """)


def as_csv(source: Path, path: Path) -> None:
    import duckdb

    duckdb.sql(f"COPY (FROM read_parquet('{source}')) TO '{path}' (HEADER)")


def table(title: str, runs: dict[str, dict[str, object]]) -> list[str]:
    columns = "| | from the file to the figures, s | starting Python before, s | GB | |"
    lines = [f"## {title}", "", columns, "| - | -: | -: | -: | - |"]
    for worker, run in runs.items():
        if "failed" in run:
            lines.append(f"| {worker} | | | | {run['failed']} |")
            continue
        stages = dict(run["stages"])
        starting = stages.pop(STARTING)
        detail = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in stages.items()) if len(stages) > 1 else ""
        lines.append(
            f"| {worker} | {sum(stages.values()):.1f} | {starting:.1f} | {run['memory'] / 1024:.1f} | {detail} |"
        )
    return [*lines, ""]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=Path)
    asked.add_argument("--worker", choices=WORKERS)
    asked.add_argument("--small", action="store_true", help="Without the file of 10,000,000 events.")
    given = asked.parse_args()
    if given.worker:
        work(given.worker, str(given.events))
        return
    lines = [
        "# How long the official measures take",
        "",
        f"Written by `bench/measures.py` on {platform.machine()} with {os.cpu_count()} cores; "
        f"Python {platform.python_version()}, "
        f"DuckDB {version('duckdb')}, Ibis {version('ibis-framework')}. Load on the machine when it began: "
        f"{os.getloadavg()[0]:.1f}. The Department's own SQL on the same DuckDB takes 64 s and 7.3 GB "
        "for the first file.",
        "",
    ]
    with tempfile.TemporaryDirectory() as folder:
        million = given.events or SHARED
        if not million.exists():
            million = Path(folder) / "million.parquet"
            make_up(million, MILLION)
        in_csv = Path(folder) / "million.csv"
        as_csv(million, in_csv)
        for title, path in (("1,000,000 events, Parquet", million), ("1,000,000 events, CSV", in_csv)):
            runs = {worker: measured(worker, path) for worker in WORKERS}
            agreed = {json.dumps(run["2C"], sort_keys=True) for run in runs.values() if "2C" in run}
            assert len(agreed) == 1, "the three statements of 2C do not agree"
            lines += table(title, runs)
        in_csv.unlink()
        if not given.small:
            ten = Path(folder) / "ten.parquet"
            multiply(million, ten, 10)
            lines += table("10,000,000 events, Parquet", {name: measured(name, ten) for name in list(WORKERS)[:1]})
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
