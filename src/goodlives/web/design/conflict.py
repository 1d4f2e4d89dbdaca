"""Two people saving the same record: the second is told, and shown both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from goodlives.casework.access.models import User
from goodlives.casework.access.records import ChangedMeanwhile

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


def revision_of(request: HttpRequest) -> int:
    """The revision the form was drawn from; 0, which no record has, where it does not say."""
    typed = request.POST.get("revision", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0
