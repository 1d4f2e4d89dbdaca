"""The `goodlives` command. What a command needs is imported when it runs, so that each starts quickly."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from goodlives.rules.charging import Charge
    from goodlives.rules.conditions import Conclusion
    from goodlives.rules.explain import Step


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="goodlives")
def main() -> None:
    """Good Lives: adult social care in England, explained."""


@main.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def charge(file: str, as_json: bool) -> None:
    """Work out what one person pays towards their care in a week.

    FILE is JSON, or - for standard input. Nothing is stored.
    """
    from goodlives.exchange import calculator

    try:
        answer = calculator.charge(_read(file))
    except calculator.WrongInput as error:
        _wrong(file, [str(problem) for problem in error.problems])
    click.echo(_json(answer.as_json()) if as_json else "\n".join(_charge_in_words(answer)))


@main.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def eligibility(file: str, as_json: bool) -> None:
    """Say whether an adult's or a carer's needs are eligible, and why.

    FILE is JSON, or - for standard input. Nothing is stored.
    """
    from goodlives.exchange import calculator

    try:
        conclusion = calculator.eligibility(_read(file))
    except calculator.WrongInput as error:
        _wrong(file, [str(problem) for problem in error.problems])
    answer = calculator.eligibility_as_json(conclusion)
    click.echo(_json(answer) if as_json else "\n".join(_eligibility_in_words(conclusion)))


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


@main.command(name="charge-many")
@click.argument("file", type=click.Path(path_type=Path))
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
def charge_many(file: Path, day: datetime, out: Path, keep: tuple[str, ...]) -> None:
    """Work out what each of many people pays in a week.

    FILE is Parquet, one row a person. The same sum as `charge`, to the penny.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from goodlives.exchange import charge_many as many
    from goodlives.exchange.calculator import WrongInput
    from goodlives.rules.money import pounds

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
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
            _wrong(str(file), [str(problem) for problem in error.problems])
    said = f"{summary.people:,} people, who pay {pounds(summary.pence)} a week between them"
    if summary.not_yet_known:
        said += f"; of {summary.not_yet_known:,} it is not yet known, and they are not in the sum"
    click.echo(f"{said}. Written to {out}")


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


@main.command()
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
        _fail("FILE, --out and --page should be different files.")
    if there := [str(path) for path in wanted if path.exists() and not replace]:
        _fail(f"Already there, so nothing was done: {', '.join(there)}. Say --replace to write over it.")
    on = since.date() if since else date.today()
    try:
        plans = costed_plans(file, on)
        tried = back_test(plans, percentile, folds=folds, seed=seed)
        table = fit(plans, percentile, people_in_a_band(plans))
    except WrongInput as error:
        _wrong(str(file), [str(problem) for problem in error.problems])
    except (NotEnoughPlans, NotInForce) as error:
        _wrong(str(file), [str(error)])
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
            _fail(f"{path} cannot be written: {error.strerror}")
    click.echo("\n".join(published_table.in_words(published)))
    for path in wanted:
        click.echo(f"Written to {path}")


@main.command()
@click.option("--people", default=2000, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same council.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it is there; today where not given.")
def demo(people: int, seed: int, day: datetime | None) -> None:
    """Fill an empty database with made-up people in every state of the journey."""
    _with_django()
    from django.conf import settings
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from goodlives.demonstration.council import AlreadyPeople, make_council

    if not settings.DEMONSTRATION:
        _fail("This makes made-up people. Set GOODLIVES_DEMONSTRATION=1 to say that this is a demonstration.")
    on = day.date() if day else settings.TODAY or date.today()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        bar = progress.add_task("Making up people", total=people)
        try:
            make_council(people, on=on, seed=seed, done=lambda number: progress.update(bar, completed=number))
        except AlreadyPeople as error:
            progress.stop()
            _fail(str(error))


@main.command(name="sign-ins")
def sign_ins() -> None:
    """List the made-up people anybody may sign in as."""
    _with_django()
    from goodlives.casework.access.models import User

    for user in User.objects.filter(for_demonstration=True).order_by("role", "username"):
        click.echo(f"  {user!s:22} {user.job_title}")


def _with_django() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodlives.config.settings")
    django.setup()


def _fail(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(2)


def _read(file: str) -> Any:
    """The JSON in a file, or on standard input."""
    from goodlives.exchange.calculator import Problem, WrongInput, read_json

    try:
        if file == "-":
            return read_json(sys.stdin.buffer.read())
        with open(file, "rb") as opened:
            return read_json(opened.read())
    except OSError as error:
        raise WrongInput(Problem("", f"This file cannot be read: {error.strerror}")) from error


def _wrong(file: str, problems: Sequence[str]) -> NoReturn:
    """Say what is wrong and where, and leave with 2."""
    name = "standard input" if file == "-" else file
    click.echo(f"Something is wrong in {name}:", err=True)
    for problem in problems:
        click.echo(f"  {problem}", err=True)
    sys.exit(2)


def _json(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _charge_in_words(answer: Charge) -> Iterator[str]:
    from goodlives.rules.money import pounds

    if answer.range is not None:
        least, most = answer.range
        top = "the whole cost" if most is None else pounds(most)
        yield f"What you pay is not yet known. It is between {pounds(least)} and {top} a week."
        yield "Still to find out: " + ", ".join(answer.not_yet_known)
    elif answer.charge is not None:
        yield f"You pay {pounds(answer.charge)} a week."
        if answer.council_pays is not None:
            yield f"The council pays {pounds(answer.council_pays)} a week."
    yield f"Rates: {answer.rates}"
    yield ""
    yield from _steps(answer.steps)
    if answer.unconfirmed_figures:
        yield ""
        yield "These figures were worked out from earlier years or remembered. Check them against the official table:"
        for figure in answer.unconfirmed_figures:
            yield f"  {figure.title}, {figure.value} ({figure.status}: {figure.reference})"


def _steps(steps: Sequence[Step], depth: int = 0) -> Iterator[str]:
    """Each step with its amount on the right, and its law under it."""
    from goodlives.rules.money import pounds

    width = min(shutil.get_terminal_size().columns, 100)
    for step in steps:
        indent = "  " * depth
        amount = "" if step.amount is None else pounds(step.amount)
        lines = textwrap.wrap(step.what, max(width - len(indent) - 16, 20)) or [""]
        yield f"{indent}{lines[0]}".ljust(width - 14) + amount.rjust(14)
        for line in lines[1:]:
            yield f"{indent}{line}"
        yield click.style(f"{indent}  ({step.law})", dim=True)
        yield from _steps(step.steps, depth + 1)


def _eligibility_in_words(conclusion: Conclusion) -> Iterator[str]:
    said = {True: "yes", False: "no", None: "not yet known"}
    yield {
        True: "The needs are eligible.",
        False: "The needs are not eligible.",
        None: "It is not yet known whether the needs are eligible.",
    }[conclusion.met]
    yield ""
    for condition in conclusion.conditions:
        yield f"{said[condition.met]}: {condition.words}"
        yield click.style(f"  ({condition.law})", dim=True)
    if conclusion.still_to_find_out:
        yield ""
        yield "Still to find out:"
        for question in conclusion.still_to_find_out:
            yield f"  {question}"


if __name__ == "__main__":
    main()
