"""Past decisions worked out again, from what each of them kept."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from .terminal import as_text, fail, progress_bar, with_django

if TYPE_CHECKING:
    from goodlives.exchange.replayed import Replayed

KINDS = ["charge", "personal_budget", "indicative_budget", "eligibility", "carer_eligibility", "direct_payment"]
MOST_SHOWN = 20


@click.command()
@click.option("--decision", "one", type=click.UUID, help="One decision, by its id.")
@click.option("--kind", type=click.Choice(KINDS), help="Decisions of this kind alone.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Decisions of this day and later.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write a row for each decision, as CSV.")
def replay(one: UUID | None, kind: str | None, since: datetime | None, as_json: bool, out: Path | None) -> None:
    """Work past decisions out again, from the facts and figures each of them kept.

    All that rest on a rule, unless you name one, a kind or a day. Leaves with 1 when any comes out different. Also
    says which rest on a figure that has been corrected since, and what they would come to now. Nothing is changed.
    """
    with_django()
    from goodlives.casework.decisions.models import Decision
    from goodlives.exchange.replay import replay_all

    decisions = Decision.objects.filter(kind__in=[kind] if kind else KINDS)
    if since:
        decisions = decisions.filter(decided_on__gte=since.date())
    if one:
        decisions = Decision.objects.filter(pk=one)
        if not decisions.exists():
            fail(f"There is no decision {one}.")
    with progress_bar() as progress:
        bar = progress.add_task("Working out again", total=decisions.count())
        found = list(replay_all(decisions, done=lambda: progress.advance(bar)))
    if out:
        _write(out, found)
    click.echo(as_text(_summary(found)) if as_json else "\n".join(_in_words(found)))
    if out and not as_json:
        click.echo(f"Written to {out}")
    if any(each.result == "different" for each in found):
        raise SystemExit(1)


def _summary(found: list[Replayed]) -> dict[str, Any]:
    """How many of each, and each that is not the same or that today's figures would change."""
    return {
        "decisions": len(found),
        "results": dict(Counter(each.result.value for each in found)),
        "cannot": dict(Counter(each.why for each in found if each.why)),
        "rest_on_a_corrected_figure": sum(bool(each.corrected) for each in found),
        "would_come_to_something_else_today": sum(each.other_today for each in found),
        "listed": [each.as_json() for each in found if each.result == "different" or each.other_today],
    }


def _in_words(found: list[Replayed]) -> list[str]:
    from goodlives.exchange.replayed import Result, in_words

    of = Counter(each.result for each in found)
    lines = [
        f"{len(found):,} worked out again",
        f"{of[Result.SAME]:>8,} the same, step by step",
        f"{of[Result.OTHER_WORDS]:>8,} the same sum, which today's rules say in other words",
        f"{of[Result.DIFFERENT]:>8,} different",
        f"{of[Result.CANNOT]:>8,} that cannot be worked out again",
    ]
    lines += [f"{number:>16,} {why}" for why, number in Counter(each.why for each in found if each.why).most_common()]
    for each in _some(lines, [each for each in found if each.result is Result.DIFFERENT], "Different:"):
        lines.append(f"  {each.decision.pk}  {each.decision.kind}, {each.decision.decided_on}")
        lines += [f"      {part.where}: kept {part.kept}; now {part.now}" for part in each.differences[:3]]
    resting = [each for each in found if each.corrected]
    if resting:
        changed = [each for each in resting if each.other_today]
        lines += ["", f"{len(resting):,} rest on a figure corrected since; {len(changed):,} would now be otherwise"]
        for each in _some(lines, changed, "With today's figures:"):
            lines.append(
                f"  {each.decision.pk}  {each.decision.kind}, {each.decision.decided_on}: "
                f"from {in_words(each.answer)} to {in_words(each.today)}"
            )
            lines += [f"      {part.title}: {part.then}, now {part.now}" for part in each.corrected]
    return lines


def _some(lines: list[str], these: list[Replayed], heading: str) -> list[Replayed]:
    """The first of them, under a heading that says when there are more."""
    if these:
        more = f" the first {MOST_SHOWN} of {len(these):,}; --out has them all" if len(these) > MOST_SHOWN else ""
        lines += ["", f"{heading}{more}"]
    return these[:MOST_SHOWN]


def _write(out: Path, found: list[Replayed]) -> None:
    from goodlives.exchange.replayed import as_line

    rows = [as_line(each) for each in found]
    try:
        with out.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, fieldnames=list(rows[0]) if rows else ["decision"])
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}")
