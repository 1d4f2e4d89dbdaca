"""The first account of a new council: somebody who gives the others theirs."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from .terminal import fail, with_django


@click.command(name="create-administrator")
@click.argument("email")
@click.option("--first-name", prompt="First name")
@click.option("--last-name", prompt="Last name")
def create_administrator(email: str, first_name: str, last_name: str) -> None:
    """Give EMAIL the first account of an administrator, and print the code that starts it."""
    with_django()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction

    from goodlives.casework.access import actions
    from goodlives.casework.access.models import Role

    try:
        validate_email(email)
    except ValidationError:
        fail(f"{email} is not an email address, like name@example.com.")
    at = datetime.now(UTC)
    try:
        with transaction.atomic():
            user = actions.give_account(
                username=email.lower(), email=email, first_name=first_name, last_name=last_name,
                role=Role.ADMINISTRATOR, by=None, at=at,
            )  # fmt: skip
            code = actions.new_code(user, by=None, at=at)
    except actions.EmailIsTaken:
        fail(f"There is an account with {email} already. An administrator can make a new code for it.")
    click.echo(f"{user} gives accounts to others from now on.")
    click.echo(f"Open /account/start/ within {actions.A_CODE_LASTS.days} days and give this code: {code}")
