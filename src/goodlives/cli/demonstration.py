"""A made-up council, and who may sign in to it."""

from __future__ import annotations

from datetime import date, datetime

import click

from .terminal import fail, progress_bar, with_django


@click.command()
@click.option("--people", default=2000, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same council.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it is there; today where not given.")
def demo(people: int, seed: int, day: datetime | None) -> None:
    """Fill an empty database with made-up people in every state of the journey."""
    with_django()
    from django.conf import settings

    from goodlives.demonstration.council import AlreadyPeople, make_council

    if not settings.DEMONSTRATION:
        fail("This makes made-up people. Set GOODLIVES_DEMONSTRATION=1 to say that this is a demonstration.")
    on = day.date() if day else settings.TODAY or date.today()
    with progress_bar() as progress:
        bar = progress.add_task("Making up people", total=people)
        try:
            make_council(people, on=on, seed=seed, done=lambda number: progress.update(bar, completed=number))
        except AlreadyPeople as error:
            progress.stop()
            fail(str(error))


@click.command(name="sign-ins")
def sign_ins() -> None:
    """List the made-up people anybody may sign in as."""
    with_django()
    from goodlives.casework.access.models import User

    for user in User.objects.filter(for_demonstration=True).order_by("role", "username"):
        click.echo(f"  {user!s:22} {user.job_title}")
