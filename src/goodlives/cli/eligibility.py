"""Whether somebody's needs are eligible, in words or as JSON."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .terminal import as_text, read, wrong

if TYPE_CHECKING:
    from goodlives.rules.conditions import Conclusion
    from goodlives.rules.what_would_change_eligibility import Tipping


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def eligibility(file: str, as_json: bool) -> None:
    """Say whether an adult's or a carer's needs are eligible, and why.

    FILE is JSON, or - for standard input. Nothing is stored.
    """
    from goodlives.exchange import calculator
    from goodlives.rules.what_would_change_eligibility import conclusion as conclusion_of
    from goodlives.rules.what_would_change_eligibility import what_would_change_it

    try:
        needs = calculator.needs(read(file))
    except calculator.WrongInput as error:
        wrong(file, [str(problem) for problem in error.problems])
    conclusion, changes = conclusion_of(needs), what_would_change_it(needs)
    answer = calculator.eligibility_as_json(conclusion, changes)
    click.echo(as_text(answer) if as_json else "\n".join(_eligibility_in_words(conclusion, changes)))


def _eligibility_in_words(conclusion: Conclusion, changes: Sequence[Tipping]) -> Iterator[str]:
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
    if changes:
        yield ""
        yield "What would decide it:" if conclusion.met is None else "What would change it:"
        width = min(shutil.get_terminal_size().columns, 100)
        for change in changes:
            then = "the needs would be eligible" if change.eligible else "the needs would not be eligible"
            yield textwrap.fill(f"{change.words}: {then}", width, initial_indent="  ", subsequent_indent="  ")
            yield click.style(f"  ({change.law})", dim=True)
