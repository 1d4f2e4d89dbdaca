"""Two people saving the same record: the second is told, and shown both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from goodlives.casework.access.models import User
from goodlives.casework.access.records import ChangedMeanwhile

from .forms import Form


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
        if name in theirs and name in form.cleaned_data and (theirs[name] or "") != (form.cleaned_data[name] or "")
    ]
    return Clash(who=current.changed_by, when=current.changed_at, revision=current.revision, rows=rows)


def _words(form: Form, name: str, value) -> str:
    field = form.fields[name]
    shown = field.prepare_value(value)
    if isinstance(shown, (list, tuple)):
        return " ".join(str(part) for part in shown)
    return str(dict(getattr(field, "choices", [])).get(shown, "" if shown is None else shown))


def revision_of(request: HttpRequest) -> int:
    """The revision the form was drawn from; 0, which no record has, where it does not say."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdigit() else 0
