"""Copies for a partner: asked for under one consent, sealed once drawn, taken, and stopped with the consent."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import change, move
from .models import Consent, SharedFile

State, What, Form = SharedFile.State, SharedFile.What, SharedFile.Form


class NotShared(Exception):
    """The consent does not take this in, or no longer does."""


def choices(consent: Consent) -> list[tuple[str, str]]:
    """The copies that this consent takes in: "plan.pdf", and its words."""
    return [
        (f"{what}.{form}", f"{What(what).label}, {Form(form).label}")
        for what, forms in SharedFile.FORMS.items()
        if SharedFile.GROUPS[what] in consent.groups
        for form in forms
    ]


def why_not(consent: Consent, what: str, on: date) -> str:
    """Why this may not be sent under this consent on this day, in words; nothing where it may."""
    if consent.withdrawn_at is not None:
        return _("The person took their consent back.")
    if consent.partner.ended_on is not None:
        return _("The council no longer shares with this organisation.")
    if not consent.first_on <= on <= consent.last_on:
        return _("The consent is not for this day.")
    if consent.person.died_on is not None:
        return _("The person has died.")
    if SharedFile.GROUPS[SharedFile.What(what)] not in consent.groups:
        return _("The person does not share this.")
    return ""


@transaction.atomic
def ask(consent: Consent, *, what: str, form: str, by: User, on: date, at: datetime) -> SharedFile:
    """A copy is asked for. The same one that is being made already is not asked for twice."""
    if not what or form not in SharedFile.FORMS[SharedFile.What(what)] or why_not(consent, what, on):
        raise NotShared
    waiting = SharedFile.objects.filter(consent=consent, what=what, form=form, state=State.QUEUED).first()
    return waiting or SharedFile.objects.create(
        consent=consent, what=what, form=form, asked_at=at, asked_by=by, changed_by=by, changed_at=at
    )


def seal(file: SharedFile, content: bytes, *, at: datetime) -> SharedFile:
    """It is ready. From now on the database refuses any change to what is in it."""
    return move(
        file, State.READY, SharedFile.MOVES, by=None, at=at, content=content, digest=sha256(content).hexdigest(),
        made_at=at,
    )  # fmt: skip


def stop(file: SharedFile, *, why: str, by: User | None, at: datetime) -> SharedFile:
    """Nobody takes it any more, and nothing of it is kept here but that it was."""
    return move(file, State.STOPPED, SharedFile.MOVES, by=by, at=at, content=None, stopped_at=at, why_stopped=why)


def take(file: SharedFile, *, by: User, at: datetime) -> SharedFile:
    """The partner took it. When they did so first is kept."""
    return file if file.taken_at else change(file, by=by, at=at, taken_at=at, taken_by=by)


def say_deleted(file: SharedFile, *, by: User, on: date, at: datetime) -> SharedFile:
    """The partner says that the copies they took are gone. The person sees that they said so."""
    return file if file.deleted_on else change(file, by=by, at=at, deleted_on=on, deleted_by=by)
