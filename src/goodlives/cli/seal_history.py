"""Seal what is kept, and check that nothing behind the seals was touched."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .terminal import fail, with_django


@click.command(name="seal-history")
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False), help="Add the seal as a line to this file.")
@click.option("--brought-in", default="", help="Why this seal takes in old rows: say what was brought from where.")
def seal_history(export: Path | None, brought_in: str) -> None:
    """Seal every row of the history, and of what is written once, that no seal has yet.

    Keep what it prints where nobody who runs the database can write. See docs/decisions.
    """
    with_django()
    from django.utils import timezone

    from goodlives.casework.access import seals
    from goodlives.exchange.sealing_job import write_down

    head = seals.head(seals.seal(at=timezone.now(), brought_in=brought_in))
    line = json.dumps(head)
    if export:
        try:
            write_down(head, export)
        except OSError as error:
            fail(f"The seal was made, but {export} cannot be written: {error.strerror}\n{line}")
    click.echo(line)


@click.command(name="check-history")
@click.option(
    "--heads", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Seals that were written down elsewhere, a line each, as seal-history writes them.",
)  # fmt: skip
def check_history(heads: Path | None) -> None:
    """Work out every seal again. Exit 1, and the table and the row, where something is not as it was sealed."""
    with_django()
    from goodlives.casework.access import seals
    from goodlives.casework.access.models import Seal

    found = seals.check(_read(heads) if heads else ())
    for finding in found:
        click.echo(str(finding))
    last = Seal.objects.order_by("-number").first()
    if last is None:
        click.echo("Nothing has been sealed yet.")
    elif not found:
        rows = sum(Seal.objects.values_list("rows", flat=True))
        click.echo(f"{last.number:,} seals, {rows:,} rows: everything is as it was sealed. The last: {last.digest}")
    raise SystemExit(1 if found else 0)


def _read(heads: Path) -> list[dict]:
    """The lines of a file of seals."""
    read = []
    for number, line in enumerate(heads.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            written = json.loads(line)
            read.append({"number": int(written["number"]), "digest": str(written["digest"])})
        except (ValueError, KeyError, TypeError):
            fail(f"Line {number} of {heads} is not a seal.")
    return read
