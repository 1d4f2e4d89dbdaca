"""What somebody is typing, kept while they type: for them alone, for one form, until it is sent or a while has passed.

It is sealed, so that only the pages of this system read it, and only for whoever typed it. It is part of no record.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.crypto import salted_hmac

from .models import User

A_WHILE = timedelta(days=30)
# Every page asks it: written out, it costs the page nothing.
LAST_TYPED = RawSQL(  # nothing is put into it
    "(SELECT max(saved_at) FROM access_draft WHERE user_id = access_user.id)", (), models.DateTimeField()
)


class Draft(models.Model):
    """One form that somebody has typed into and not sent. Forgotten when it is sent, thrown away, or too old."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=300, help_text="the address of the form")
    sealed = models.TextField(help_text="the title of its page and its fields, for its writer only")
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_draft_a_form_a_user", fields=["user", "path"])]

    def __str__(self) -> str:
        return f"{self.user}, {self.path}"


@dataclass(frozen=True)
class Typed:
    """What was typed into a form, as its boxes hold it."""

    path: str
    title: str
    fields: dict[str, list[str]]
    saved_at: datetime


def _seal(user: User) -> Fernet:
    key = salted_hmac("goodlives.draft", str(user.pk), algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))


def keep(user: User, path: str, *, title: str, fields: dict[str, list[str]], at: datetime) -> None:
    """Keep what is in the form now, in place of what was in it before."""
    Draft.objects.filter(saved_at__lte=at - A_WHILE).delete()
    sealed = _seal(user).encrypt_at_time(json.dumps([title, fields]).encode(), int(at.timestamp())).decode()
    Draft.objects.update_or_create(user=user, path=path, defaults={"sealed": sealed, "saved_at": at})


def with_typed_at(users: models.QuerySet[User]) -> models.QuerySet[User]:
    """Users, each with when they last typed something that they have not sent: asked together with who they are."""
    return users.annotate(typed_at=LAST_TYPED)  # type: ignore[no-redef]  # where it is not asked, the user asks


def typed(user: User, path: str, *, at: datetime) -> Typed | None:
    """What they typed into this form and have not sent."""
    if not any_typed(user, at=at):
        return None
    found = Draft.objects.filter(user=user, path=path, saved_at__gt=at - A_WHILE).first()
    return _open(found, user) if found else None


def any_typed(user: User, *, at: datetime) -> bool:
    """Whether there is something they typed and have not sent."""
    return user.typed_at is not None and user.typed_at > at - A_WHILE


def all_typed(user: User, *, at: datetime) -> list[Typed]:
    """Everything they have typed and not sent, the newest first."""
    kept = Draft.objects.filter(user=user, saved_at__gt=at - A_WHILE).order_by("-saved_at")
    return [typed for draft in kept if (typed := _open(draft, user))]


def _open(draft: Draft, user: User) -> Typed | None:
    """None where the key has changed since: then nobody can read it, and it is forgotten in time."""
    try:
        title, fields = json.loads(_seal(user).decrypt(draft.sealed.encode()))
    except InvalidToken:
        return None
    return Typed(draft.path, title, fields, draft.saved_at)


def let_go(user: User, path: str) -> None:
    """It has been sent, or is not wanted."""
    Draft.objects.filter(user=user, path=path).delete()
