"""What every command shares: reading a file, saying what is wrong, and how far it has come."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from rich.progress import Progress


def with_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodlives.config.settings")
    django.setup()


def fail(why: str) -> NoReturn:
    click.echo(why, err=True)
    sys.exit(2)


def read(file: str) -> Any:
    """The JSON in a file, or on standard input."""
    from goodlives.exchange.calculator import Problem, WrongInput, read_json

    try:
        if file == "-":
            return read_json(sys.stdin.buffer.read())
        with open(file, "rb") as opened:
            return read_json(opened.read())
    except OSError as error:
        raise WrongInput(Problem("", f"This file cannot be read: {error.strerror}")) from error


def wrong(file: str, problems: Sequence[str]) -> NoReturn:
    """Say what is wrong and where, and leave with 2."""
    name = "standard input" if file == "-" else file
    click.echo(f"Something is wrong in {name}:", err=True)
    for problem in problems:
        click.echo(f"  {problem}", err=True)
    sys.exit(2)


def as_text(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)


def progress_bar() -> Progress:
    """How far a long command has come: on standard error, so that what it prints can be kept."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))
