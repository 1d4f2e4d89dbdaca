"""How long the yearly change of rates takes for a council, from the database end to end, with the time of each part.

    python bench/uprating.py --people 40000 --letters 2000

The council is made up, in a database of its own, which is taken away at the end.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import urlsplit, urlunsplit

import click
import psycopg

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-yearly-change.md"
NAME = "goodlives_bench_uprating"
SINCE, TODAY = date(2025, 6, 2), date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


@contextmanager
def database_of_its_own() -> Iterator[None]:
    """A new database beside the council's, for as long as this takes."""
    from goodlives.config.embedded_postgres import database_url

    council = os.environ.get("DATABASE_URL") or database_url()
    with psycopg.connect(council, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(council)._replace(path=f"/{NAME}"))
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def make_up(people: int) -> None:
    """People at home whose charge was decided under the rates of 2025-26."""
    from django.db import connection

    from goodlives.demonstration.journeys import Journey
    from goodlives.demonstration.money import financial_assessment
    from goodlives.demonstration.people import draw
    from goodlives.demonstration.rows import Rows
    from goodlives.demonstration.staff import hire

    staff, rng, rows = hire(), Random(1), Rows()
    for number in range(people):
        drawn = draw(rng, TODAY, 100_000 + number, at_home=True)
        journey = Journey(rows, rng, staff, drawn, SINCE, date(2026, 3, 1), staff.manager)
        rows.add(drawn.person)
        financial_assessment(journey, rng.randint(80, 900) * 100, decided=True)
        if number % 2_000 == 1_999:
            rows.write()
    rows.write()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@click.command()
@click.option("--people", default=40_000, show_default=True)
@click.option(
    "--letters", default=2_000, show_default=True, help="How many letters to draw; all take the same time each."
)
@click.option("--write", is_flag=True, help=f"Write docs/{PAGE.name}.")
def main(people: int, letters: int, write: bool) -> None:
    """The yearly change of rates, timed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodlives.config.settings")
    with database_of_its_own():
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        click.echo(f"Making up {people:,} people")
        make_up(people)
        lines = list(timed(people, letters))
    page = in_words(people, lines)
    click.echo(page)
    if write:
        PAGE.write_text(page, "utf-8")


def timed(people: int, letters: int) -> Iterator[tuple[str, float, int]]:
    """Each part, its seconds, and for how many people."""
    from goodlives.casework.access.models import User
    from goodlives.casework.upratings import actions, batch
    from goodlives.exchange.letters import batches
    from goodlives.exchange.population import charges_of, live_population
    from goodlives.exchange.uprating_preview import preview
    from goodlives.rules.uprating import begins

    uprating = actions.prepare(begins(2026), by=User.objects.get(username="farida.khan"), at=AT)
    charges_of(live_population(TODAY), on=TODAY)  # so that the compiled rules are there
    begun = perf_counter()
    council = live_population(TODAY)
    yield "Read everybody from the database", perf_counter() - begun, people
    begun = perf_counter()
    charges_of(council, on=TODAY)
    yield "Work out everybody’s charge", perf_counter() - begun, people
    begun = perf_counter()
    would = preview(uprating, TODAY)
    yield "The whole preview: read, change, work out, compare", perf_counter() - begun, people
    assert would.everybody.people == people, would.reasons()

    begun = perf_counter()
    actions.start(uprating, by=User.objects.get(username="colin.day"), on=TODAY, at=AT)
    yield "Set everybody waiting", perf_counter() - begun, people
    begun = perf_counter()
    while batch.uprate_some(uprating, at=AT):
        pass
    yield "Explained decisions and assessments, with their history", perf_counter() - begun, people
    assert uprating.people.filter(after__isnull=False).count() == people

    batches.plan(uprating)
    drawn, begun = 0, perf_counter()
    while drawn < letters and (file := batches.print_next(uprating)):
        drawn += len(file.people)
    yield "Letters as tagged PDF", perf_counter() - begun, drawn


def in_words(people: int, lines: list[tuple[str, float, int]]) -> str:
    """The page."""
    table = "\n".join(
        f"| {words} | {count:,} | {seconds:.1f} s | {seconds / count * 1000:.2f} ms |"
        for words, seconds, count in lines
    )
    _, seconds, drawn = lines[-1]
    decisions = sum(taken for words, taken, _ in lines if words.startswith(("Set", "Explained")))
    minutes = (decisions + seconds / drawn * people) / 60
    return f"""# How long the yearly change of rates takes

Written by `bench/uprating.py --write`: {people:,} made-up people at home, whose charges were decided under the rates of
2025-26, go over to those of 2026-27, from the database and back into it. One worker.

The machine: {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}.

| | people | time | for each |
| - | -: | -: | -: |
{table}

Decisions for all of them take {decisions / 60:.1f} minutes; with a letter each, {minutes:.0f} minutes at the pace of
the letters that were drawn. Any number of workers may share both: each takes people, and print files, that no other has
taken.
"""


if __name__ == "__main__":
    main()
