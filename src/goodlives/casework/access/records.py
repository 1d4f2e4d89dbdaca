"""What every record that people edit has in common: who changed it last, and a number that counts its changes.

Two people may open the same page. The second to save is told, and shown both: see `change`.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

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


@transaction.atomic
def change(record: R, *, by: User | None, at: datetime, revision: int | None = None, **values: Any) -> R:
    """Save `values` on the record, unless somebody changed it since `revision`: then `ChangedMeanwhile`.

    The whole record is locked for the moment of saving, so that two people who press Save together are told apart.
    """
    current = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if revision is not None and current.revision != revision:
        raise ChangedMeanwhile(current)
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.changed_at, current.changed_by = at, by
    current.save()
    for field in current._meta.concrete_fields:
        setattr(record, field.attname, getattr(current, field.attname))
    return record
