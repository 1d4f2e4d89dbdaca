"""What one person pays, in words or as JSON."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .terminal import as_text, read, wrong

if TYPE_CHECKING:
    from goodlives.rules.charging import Charge
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
        answer = calculator.charge(read(file))
    except calculator.WrongInput as error:
        wrong(file, [str(problem) for problem in error.problems])
    click.echo(as_text(answer.as_json()) if as_json else "\n".join(_charge_in_words(answer)))


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
