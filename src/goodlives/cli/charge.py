"""What one person pays, in words or as JSON."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .terminal import as_text, read, wrong

if TYPE_CHECKING:
    from goodlives.rules.charging import Change, ExplainedCharge, Narrowing
    from goodlives.rules.explain import Step


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def charge(file: str, as_json: bool) -> None:
    """Work out what one person pays towards their care in a week.

    FILE is JSON, or - for standard input. Nothing is stored.
    """
    from goodlives.exchange import calculator

    try:
        answer = calculator.explained_charge(read(file))
    except calculator.WrongInput as error:
        wrong(file, [str(problem) for problem in error.problems])
    click.echo(as_text(answer.as_json()) if as_json else "\n".join(_charge_in_words(answer)))


def _charge_in_words(explained: ExplainedCharge) -> Iterator[str]:
    from goodlives.rules.money import pounds

    answer = explained.charge
    if answer.range is not None:
        least, most = answer.range
        top = "the whole cost" if most is None else pounds(most)
        yield f"What you pay is not yet known. It is between {pounds(least)} and {top} a week."
        yield "Still to find out: " + ", ".join(answer.not_yet_known)
        yield from _first_to_find_out(explained.narrows_it_most)
    elif answer.charge is not None:
        yield f"You pay {pounds(answer.charge)} a week."
        if answer.council_pays is not None:
            yield f"The council pays {pounds(answer.council_pays)} a week."
    yield f"Rates: {answer.rates}"
    yield ""
    yield from _steps(answer.steps)
    if explained.what_would_change_it:
        yield ""
        yield "What would change it, and what you would then pay a week:"
        yield from _changes(explained.what_would_change_it)
    if answer.unconfirmed_figures:
        yield ""
        yield "These figures were worked out from earlier years or remembered. Check them against the official table:"
        for figure in answer.unconfirmed_figures:
            yield f"  {figure.title}, {figure.value} ({figure.status}: {figure.reference})"


def _steps(steps: Sequence[Step], depth: int = 0) -> Iterator[str]:
    """Each step with its amount on the right, and its law under it."""
    from goodlives.rules.money import pounds

    for step in steps:
        yield from _line(step.what, "" if step.amount is None else pounds(step.amount), step.law, depth)
        yield from _steps(step.steps, depth + 1)


def _first_to_find_out(narrowings: Sequence[Narrowing]) -> Iterator[str]:
    """Which fact would narrow the range most, where there is a choice."""
    from goodlives.rules.money import pounds

    if len(narrowings) > 1:
        yield "What would narrow it most, first:"
        for narrowing in narrowings:
            most = narrowing.leaves_at_most
            left = "it could still be anything" if most is None else f"it would be known within {pounds(most)}"
            yield f"  {narrowing.words}: {left}"


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    from goodlives.rules.money import pounds

    for change in changes:
        yield from _line(change.words, pounds(change.charge), change.law, 1)


def _line(words: str, amount: str, law: str, depth: int) -> Iterator[str]:
    width = min(shutil.get_terminal_size().columns, 100)
    indent = "  " * depth
    first, *more = textwrap.wrap(words, max(width - len(indent) - 16, 20)) or [""]
    yield f"{indent}{first}".ljust(width - 14) + amount.rjust(14)
    for line in more:
        yield f"{indent}{line}"
    yield click.style(f"{indent}  ({law})", dim=True)
