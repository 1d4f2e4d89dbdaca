"""What every record that people edit has in common: who changed it last, and a number that counts its changes.

Two people may open the same page. The second to save is told, and shown both: see `change`. What has states goes from
one to another only as its table of moves allows: see `move`.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from .models import User


class Record(models.Model):
    """Something several people may edit. `revision` goes up by one with each change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True


R = TypeVar("R", bound=Record)


class ChangedMeanwhile(Exception):
    """Somebody else saved this record after you opened it. `current` is what it says now."""

    def __init__(self, current: Record):
        self.current: Any = current  # of the same kind as what was to be saved
        super().__init__(f"{type(current).__name__} {current.pk} is now at revision {current.revision}")


class CannotMove(Exception):
    """The record is not in a state from which this can be done."""


def held(record: R, *, revision: int | None = None) -> R:
    """The record as it is now, held until the end of the transaction. `ChangedMeanwhile` if it is not at `revision`."""
    current = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if revision is not None and current.revision != revision:
        raise ChangedMeanwhile(current)
    return current


def bring_up_to_date(record: R, current: R) -> None:
    """The record in hand says what the one in the database says."""
    for field in current._meta.concrete_fields:
        setattr(record, field.attname, getattr(current, field.attname))


@transaction.atomic
def change(record: R, *, by: User | None, at: datetime, revision: int | None = None, **values: Any) -> R:
    """Save `values` on the record, unless somebody changed it since `revision`: then `ChangedMeanwhile`.

    The whole record is locked for the moment of saving, so that two people who press Save together are told apart.
    """
    current = held(record, revision=revision)
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.changed_at, current.changed_by = at, by
    current.save()
    bring_up_to_date(record, current)
    return record


def must_allow(record: Any, to: str, moves: Mapping[Any, Any]) -> None:
    """`CannotMove`, with where the record is now, unless it may go from there to another state."""
    if to not in moves[record.state]:
        raise CannotMove(
            _("This is now: %(state)s. So that cannot be done.") % {"state": record.get_state_display().lower()}
        )


@transaction.atomic
def move(
    record: R, to: str, moves: Mapping[Any, Any], *, by: User | None, at: datetime, revision: int | None = None,
    **values: Any,
) -> R:  # fmt: skip
    """Take the record from the state it is in now to another, if its moves allow that; otherwise `CannotMove`."""
    must_allow(held(record), to, moves)
    return change(record, by=by, at=at, revision=revision, state=to, **values)
