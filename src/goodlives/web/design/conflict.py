"""Two people saving the same record: the second is told, and shown both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from goodlives.casework.access.models import User
from goodlives.casework.access.records import ChangedMeanwhile, Record

from .forms import Date, Form, Tick


@dataclass(frozen=True)
class Row:
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Clash:
    who: User | None
    when: datetime | None
    revision: int
    rows: list[Row]


def clash(meanwhile: ChangedMeanwhile, form: Form, theirs: dict) -> Clash:
    """What to show: each field of the form whose saved value (`theirs`) is not what was typed."""
    current = meanwhile.current
    rows = [
        Row(str(form.fields[name].label), _words(form, name, theirs[name]), _words(form, name, form.cleaned_data[name]))
        for name in form.fields
        if name in theirs and name in form.cleaned_data and _said(theirs[name]) != _said(form.cleaned_data[name])
    ]
    return Clash(who=current.changed_by, when=current.changed_at, revision=current.revision, rows=rows)


def _said(value):
    """Nothing typed is one thing however it is kept; it is never the same as no, or as zero."""
    return None if value in ("", [], ()) else value


def _words(form: Form, name: str, value) -> str:
    """A value as a person reads it: the words of a choice, an amount in pounds."""
    field = form.fields[name]
    if isinstance(field, Tick):
        return _("Yes") if value else _("No")
    labels = dict(flatten_choices(getattr(field, "choices", [])))
    shown = field.prepare_value(value)
    if isinstance(field, Date):
        return " ".join(shown)
    if isinstance(shown, (list, tuple)):
        return ", ".join(str(labels.get(part, part)) for part in shown)
    words = str(labels.get(shown, "" if shown is None else shown))
    return f"{getattr(field, 'prefix', '')}{words}" if words else ""


@dataclass(frozen=True)
class Saving:
    """What came of a form: saved, a clash to show, or neither yet; and the revision that the next try starts from."""

    revision: int
    clash: Clash | None = None
    done: bool = False
    made: Any = None  # what the action answered


def save_or_clash(
    request: HttpRequest,
    record: Record,
    form: Form,
    action: Callable[[int], Any],
    *,
    theirs: Callable[[Any], dict] | None = None,
) -> Saving:
    """Save a form that was posted and is right, by an action that is given the revision the form was drawn from.

    Where somebody has saved the record since, nothing is saved, and the clash sets what it says now beside what was
    typed: its fields of the same names, or as `theirs` says.
    """
    if request.method != "POST":
        return Saving(record.revision)
    revision = revision_of(request)
    if not form.is_valid():
        return Saving(revision)
    try:
        return Saving(revision, done=True, made=action(revision))
    except ChangedMeanwhile as meanwhile:
        now = meanwhile.current
        same = (
            {name: getattr(now, name) for name in form.fields if hasattr(now, name)} if theirs is None else theirs(now)
        )
        found = clash(meanwhile, form, same)
        return Saving(found.revision, found)


def revision_of(request: HttpRequest) -> int:
    """The revision the form was drawn from; 0, which no record has, where it does not say."""
    typed = request.POST.get("revision", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0
