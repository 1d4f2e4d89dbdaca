"""What each of many people pays, from one file to another."""

from __future__ import annotations

import shutil
import textwrap
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .terminal import fail, progress_bar, with_django, wrong

if TYPE_CHECKING:
    from goodlives.exchange.charge_many import Summary


def _print_columns(context: click.Context, option: click.Parameter, asked: bool) -> None:
    """What the columns are, and nothing else."""
    if not asked or context.resilient_parsing:
        return
    from goodlives.exchange.charge_many import columns_in_words

    width = min(shutil.get_terminal_size().columns, 100)
    for name, kind, means in columns_in_words():
        if not kind:
            click.echo(f"\n{click.style(name, bold=True)}")
            continue
        click.echo(f"{name} ({kind})")
        click.echo(textwrap.fill(means, width, initial_indent="      ", subsequent_indent="      "))
    context.exit()


@click.command(name="charge-many")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--from-database", is_flag=True, help="Everybody whom the council charges that day, instead of a file.")
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day whose rates are used.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--keep", multiple=True, metavar="COLUMN", help="Copy this column to the answer. May be said again.")
@click.option(
    "--columns",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_columns,
    help="Say what the columns are.",
)
def charge_many(file: Path | None, from_database: bool, day: datetime, out: Path, keep: tuple[str, ...]) -> None:
    """Work out what each of many people pays in a week.

    FILE is Parquet, one row a person. The same sum as `charge`, to the penny. Nothing in the database is changed.
    """
    if from_database == bool(file) or (from_database and keep):
        fail("Give either FILE, or --from-database without --keep.")
    if file is None:
        _of_the_council(day, out)
    else:
        _of_a_file(file, day, out, keep)


def _of_a_file(file: Path, day: datetime, out: Path, keep: tuple[str, ...]) -> None:
    from goodlives.exchange import charge_many as many
    from goodlives.exchange.calculator import WrongInput

    with progress_bar() as progress:
        bar = progress.add_task("Working out charges", total=None)
        try:
            summary = many.charge_many(
                file,
                out,
                on=day.date(),
                keep=keep,
                done=lambda number, of: progress.update(bar, completed=number, total=of),
            )
        except WrongInput as error:
            progress.stop()
            wrong(str(file), [str(problem) for problem in error.problems])
    _say(summary, out)


def _of_the_council(day: datetime, out: Path) -> None:
    with_django()
    from goodlives.exchange.calculator import WrongInput
    from goodlives.exchange.charge_many import write_answers
    from goodlives.exchange.population import charges_of, live_population
    from goodlives.rules.parameters import NotInForce

    try:
        council = live_population(day.date())
        answers = charges_of(council, on=day.date())
        summary = write_answers(out, answers, day.date(), assessment=council.assessments, person=council.persons)
    except NotInForce as error:
        wrong("--on", [str(error)])
    except WrongInput as error:
        wrong(str(out), [str(problem) for problem in error.problems])
    _say(summary, out)


def _say(summary: Summary, out: Path) -> None:
    from goodlives.rules.money import pounds

    said = f"{summary.people:,} people, who pay {pounds(summary.pence)} a week between them"
    if summary.not_yet_known:
        said += f"; of {summary.not_yet_known:,} it is not yet known, and they are not in the sum"
    click.echo(f"{said}. Written to {out}")
