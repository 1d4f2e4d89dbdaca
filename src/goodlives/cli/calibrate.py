"""Fitting the table from points to money, and trying it."""

from __future__ import annotations

import shutil
import textwrap
from datetime import date, datetime
from pathlib import Path

import click

from .terminal import fail, wrong


def _print_columns_of_plans(context: click.Context, option: click.Parameter, asked: bool) -> None:
    """What the columns are, and nothing else."""
    if not asked or context.resilient_parsing:
        return
    from goodlives.exchange.costed_plans import columns_in_words

    width = min(shutil.get_terminal_size().columns, 100)
    for names, means in columns_in_words():
        click.echo(textwrap.fill(names, width, break_long_words=False))
        click.echo(textwrap.fill(means, width, initial_indent="      ", subsequent_indent="      "))
    context.exit()


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--percentile", default=80, show_default=True, type=click.IntRange(50, 99), help="Of 100 plans, how many to buy."
)
@click.option("--seed", default=1, show_default=True, help="The same seed tries the same people together.")
@click.option("--folds", default=5, show_default=True, type=click.IntRange(3, 20), help="Parts to try it in.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="The day the table begins; else today.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the table here, as YAML.")
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), help="Write the public's page, as Markdown.")
@click.option("--replace", is_flag=True, help="Write over files that are already there.")
@click.option(
    "--columns",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_columns_of_plans,
    help="Say what the columns are.",
)
def calibrate(
    file: Path,
    percentile: int,
    seed: int,
    folds: int,
    since: datetime | None,
    out: Path | None,
    page: Path | None,
    replace: bool,
) -> None:
    """Fit the table from points to money from costed plans, and try it on people it was not fitted from.

    FILE is CSV or Parquet, one row a person. The sum from the table is a start and never a limit.
    """
    from goodlives.exchange import published_table
    from goodlives.exchange.calculator import WrongInput
    from goodlives.exchange.costed_plans import costed_plans
    from goodlives.rules.back_test import back_test
    from goodlives.rules.calibration import NotEnoughPlans, fit, people_in_a_band
    from goodlives.rules.parameters import NotInForce

    wanted = [path for path in (out, page) if path is not None]
    if len({path.resolve() for path in (file, *wanted)}) <= len(wanted):
        fail("FILE, --out and --page should be different files.")
    if there := [str(path) for path in wanted if path.exists() and not replace]:
        fail(f"Already there, so nothing was done: {', '.join(there)}. Say --replace to write over it.")
    on = since.date() if since else date.today()
    try:
        plans = costed_plans(file, on)
        tried = back_test(plans, percentile, folds=folds, seed=seed)
        table = fit(plans, percentile, people_in_a_band(plans))
    except WrongInput as error:
        wrong(str(file), [str(problem) for problem in error.problems])
    except (NotEnoughPlans, NotInForce) as error:
        wrong(str(file), [str(error)])
    published = published_table.Published(
        table=table,
        tried=tried,
        percentile=percentile,
        in_a_band=people_in_a_band(plans),
        since=on,
        file=file.name,
    )
    written = {out: published_table.as_parameter, page: published_table.as_page}
    for path in wanted:
        try:
            path.write_text(written[path](published), "utf-8")
        except OSError as error:
            fail(f"{path} cannot be written: {error.strerror}")
    click.echo("\n".join(published_table.in_words(published)))
    for path in wanted:
        click.echo(f"Written to {path}")
