"""The official measures, from a file of Client Level Data."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from .terminal import fail, progress_bar, wrong

STEPS = 7


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "start", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day of the year.")
@click.option("--to", "end", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day of the year.")
@click.option(
    "--population", type=click.Path(path_type=Path), help="CSV of la_code, age_band, population: for 2B and 2C."
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The CSV to write, instead of printing it."
)
@click.option(
    "--discharges", type=click.Path(path_type=Path), help="CSV of stays in hospital: for 2D, which is left out without."
)
@click.option(
    "--waiting-times",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV to write too: median waits after a request, by quarter.",
)
@click.option("--explain", "measure", metavar="MEASURE", help="Say who is behind one figure, and why. Needs --la.")
@click.option("--la", metavar="CODE", help="The council of the figure to explain.")
@click.option("--group", default=None, metavar="GROUP", help="The group of it: Total, 18 to 64, Female ...")
@click.option("--engine", default=None, metavar="ADDRESS", help="duckdb (as it is), local (Spark here) or spark://...")
def measures(
    file: Path,
    start: datetime,
    end: datetime,
    population: Path | None,
    out: Path | None,
    discharges: Path | None,
    waiting_times: Path | None,
    measure: str | None,
    la: str | None,
    group: str | None,
    engine: str | None,
) -> None:
    """Count the ten official measures of adult social care.

    FILE is Client Level Data: CSV or Parquet. Prints measure, la_code, group, numerator, denominator and outcome, as
    the Department counts them; what of the file was not used is said on standard error.
    """
    if end < start:
        fail("--to is before --from.")
    if measure and not la:
        fail("--explain needs --la, the code of a council.")
    from goodlives.measures.account import account
    from goodlives.measures.ascof import Population, clean, councils_of, measure_all
    from goodlives.measures.cleaning import TooLarge
    from goodlives.measures.definition import NotInForce
    from goodlives.measures.discharges import read_discharges
    from goodlives.measures.engines import EngineMissing, connect
    from goodlives.measures.explain import NoSuchCell, explain, groups_of
    from goodlives.measures.results import Result
    from goodlives.measures.tables import WrongFile, read_events, read_population
    from goodlives.measures.waiting_times import Median, medians

    people: Population | None = _read(population, read_population)
    stays = _read(discharges, read_discharges)
    with progress_bar() as progress:
        bar = progress.add_task("Reading", total=STEPS)

        def step(name: str) -> None:
            progress.update(bar, description=name, advance=1)

        try:
            running = connect(engine)
            reading = read_events(file, running)
            used = account(reading, running)
            if not used.used:
                progress.stop()
                wrong(str(file), ["no row of it can be used", *used.in_words()])
            cleaned = clean(reading.rows, running, step)
            if measure:
                group = group or groups_of(measure)[0]
                lines = explain(measure, str(la), group, cleaned, start.date(), end.date(), running, stays).in_words()
            else:
                people = people or councils_of(cleaned, running)
                waited = medians(*cleaned, start.date(), end.date(), running) if waiting_times else []
                results = measure_all(cleaned, start.date(), end.date(), people, running, step, stays)
        except WrongFile as error:
            progress.stop()
            wrong(str(file), [str(error)])
        except (EngineMissing, NoSuchCell, NotInForce, TooLarge) as error:
            progress.stop()
            fail(f"{error}.")
        progress.update(bar, completed=STEPS)
    for line in used.in_words():
        click.echo(line, err=True)
    if measure:
        click.echo("\n".join(lines))
        return
    if population is None:
        click.echo("2B and 2C have no denominator: give --population to count them.", err=True)
    _write(Result._fields, results, out)
    if waiting_times:
        _write(Median._fields, waited, waiting_times)


def _read(file: Path | None, reader: Callable[[Path], Any]) -> Any:
    """What a smaller file beside the events says; leaves with 2 where it is wrong."""
    from goodlives.measures.tables import WrongFile

    try:
        return reader(file) if file else None
    except WrongFile as error:
        wrong(str(file), [str(error)])


def _write(header: tuple[str, ...], results: Iterable[tuple[object, ...]], out: Path | None) -> None:
    with out.open("w", encoding="utf-8", newline="") if out else sys.stdout as written:
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(header)
        rows.writerows(results)
