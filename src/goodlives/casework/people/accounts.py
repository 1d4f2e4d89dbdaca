"""An account for a person: so that they see and write their own record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..access import actions as access
from ..access.models import Role, User
from ..access.records import change, held
from .models import Person


@transaction.atomic
def give_account(person: Person, *, by: User, at: datetime) -> User:
    """Their account, made if they have none, opened again if it had ended. Its user name is their council number."""
    user = held(person).user
    if user is None:
        user = access.give_account(
            username=person.council_number, email=person.email, first_name=person.given_name,
            last_name=person.family_name, role=Role.PERSON, by=by, at=at,
        )  # fmt: skip
        change(person, by=by, at=at, user=user)
    elif not user.is_active or user.ends_on:
        access.reopen_account(user, by=by, at=at)
    return user
