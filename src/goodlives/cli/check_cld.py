"""Check a file of Client Level Data before it is used or sent."""

from __future__ import annotations

from pathlib import Path

import click

from .terminal import wrong


@click.command(name="check-cld")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A CSV to write, by field.")
@click.option("--lines", type=click.Path(path_type=Path, dir_okay=False), help="A CSV to write, by line.")
def check_cld(file: Path, out: Path | None, lines: Path | None) -> None:
    """Check a file of Client Level Data as the national rules do, and against itself.

    FILE is CSV or Parquet. Nothing is stored. Exit 1 where something failed, 2 where the file cannot be checked.
    """
    from goodlives.measures.checking import check
    from goodlives.measures.tables import WrongFile

    try:
        report = check(file)
    except WrongFile as error:
        wrong(str(file), [str(error)])
    click.echo(f"{report.lines:,} lines checked, {len(report.left_out):,} left out that could not be read")
    for line, why in report.left_out[:10]:
        click.echo(f"  line {line}: {why}")
    for note in report.notes:
        click.echo(note)
    if report.missing_columns:
        click.echo(f"Columns not in the file: {', '.join(report.missing_columns)}")
    click.echo(f"{report.failed:,} cells fail the rule of their field")
    for field in report.fields:
        if field.failed:
            click.echo(f"  {field.name}: {field.failed:,}")
    for rule in report.broken:
        click.echo(f"{rule.words} {rule.count:,} lines: {', '.join(map(str, rule.first_lines))}")
    if out:
        report.write_by_field(out)
    if lines:
        report.write_by_line(lines)
    raise SystemExit(1 if report.failed or report.broken or report.left_out or report.missing_columns else 0)
