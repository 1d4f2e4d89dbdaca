"""Whether somebody's needs are eligible, in words or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .terminal import as_text, read, wrong

if TYPE_CHECKING:
    from goodlives.rules.conditions import Conclusion


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def eligibility(file: str, as_json: bool) -> None:
    """Say whether an adult's or a carer's needs are eligible, and why.

    FILE is JSON, or - for standard input. Nothing is stored.
    """
    from goodlives.exchange import calculator

    try:
        conclusion = calculator.eligibility(read(file))
    except calculator.WrongInput as error:
        wrong(file, [str(problem) for problem in error.problems])
    answer = calculator.eligibility_as_json(conclusion)
    click.echo(as_text(answer) if as_json else "\n".join(_eligibility_in_words(conclusion)))


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
