"""What a form said when it was drawn, carried in the form itself, so that it is known later what was changed in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from .forms import Date, Form, Tick, Upload

SALT = "drawn_from"

Boxes = dict[str, list[str]]
"""What the boxes of a form hold, as a browser would send it."""


def boxes(form: Form, name: str, value: Any) -> Boxes:
    """What the boxes of one field hold where it says this value."""
    field, html_name = form.fields[name], form.add_prefix(name)
    shown = field.prepare_value(value)
    if isinstance(field, Upload):
        return {}
    if isinstance(field, Date):
        parts = zip(field.widget.PARTS, shown, strict=True)
        return {f"{html_name}_{part}": [str(number)] if number else [] for part, number in parts}
    if isinstance(field, Tick):
        return {html_name: ["on"] if shown else []}
    if isinstance(shown, (list, tuple)):
        return {html_name: [str(part) for part in shown]}
    return {html_name: [] if shown in (None, "") else [str(shown)]}


def as_drawn(form: Form, said: dict[str, Any] | None = None) -> Boxes:
    """What a browser would send if nobody typed anything into this form, or into one that says `said`."""
    held: Boxes = {}
    for name, field in form.fields.items():
        if said is None or name in said:
            held |= boxes(form, name, form.get_initial_for_field(field, name) if said is None else said[name])
    return held


def drawn_from(form: Form) -> str:
    """What a form carries, so that it is known later what it said: signed, and as small as it can be."""
    if form.carried is not None:
        return form.carried
    return form.data.get("drawn_from", "") if form.is_bound else carry(as_drawn(form))


def carry(was: Boxes, asked: Boxes | None = None) -> str:
    """`asked` are the fields of which somebody must choose what to keep, and what they said at first."""
    return signing.dumps({"was": was} | ({"asked": asked} if asked else {}), salt=SALT, compress=True)


def carried(request: HttpRequest) -> dict[str, Any]:
    """What the posted form carries; nothing, where it carries nothing of ours."""
    try:
        return cast(dict, signing.loads(request.POST.get("drawn_from", ""), salt=SALT))
    except signing.BadSignature:
        return {}


def put(form: Form, data: QueryDict) -> None:
    """The form as if this had been typed."""
    form.data = data
    cast(Any, form)._errors = None  # read again when it is asked


def query(held: Boxes) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in held.items():
        query.setlist(name, values)
    return query


def read(form: Form, name: str, data: Any) -> Any:
    """What a field says, so that the same is the same however it was typed; as it was typed, where it is not right."""
    field = form.fields[name]
    typed = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
    try:
        value = field.clean(typed)
    except ValidationError:
        value = typed
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    return None if value in ("", [], (), ("", "", "")) else value


def in_words(form: Form, name: str, value: Any) -> str:
    """A value as a person reads it: the words of a choice, an amount in pounds."""
    field = form.fields[name]
    if isinstance(field, Tick):
        return _("Yes") if value else _("No")
    labels = dict(cast(Iterable, flatten_choices(getattr(field, "choices", []))))
    shown = field.prepare_value(value)
    if isinstance(field, Date):
        return " ".join(shown).strip()
    if isinstance(shown, (list, tuple)):
        return ", ".join(str(labels.get(part, part)) for part in shown)
    words = str(labels.get(shown, "" if shown is None else shown))
    return f"{getattr(field, 'prefix', '')}{words}" if words else ""
