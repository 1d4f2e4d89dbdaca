"""Two people saving the same record: what only one of them changed is kept, and what both changed is theirs to choose.

A form carries what it said when it was drawn. So three versions can be laid side by side: what it was, what somebody
else saved since, and what was typed. Where both changed the same field, nothing is saved: both are shown, and whoever
saves second says which to keep, field by field. It works without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from goodlives.casework.access.models import User
from goodlives.casework.access.records import ChangedMeanwhile, Record, bring_up_to_date

from .drawn import Boxes, as_drawn, boxes, carried, carry, in_words, put, query, read
from .forms import Form, LongText, Upload

TRIES = 5
THEIRS, MINE, BOTH = "theirs", "mine", "both"


@dataclass(frozen=True)
class Row:
    """One field that both changed. `was` is None where it is not known what it said."""

    name: str
    label: str
    was: str | None
    theirs: str
    yours: str
    may_keep_both: bool = False
    chosen: str = ""


@dataclass(frozen=True)
class Clash:
    """What is shown to whoever saves second."""

    who: User | None
    when: datetime | None
    revision: int
    rows: list[Row]


@dataclass(frozen=True)
class Saving:
    """What came of a form: saved, a clash to show, or neither yet; and the revision that the next try starts from."""

    revision: int
    clash: Clash | None = None
    done: bool = False
    made: Any = None  # what the action answered


def revision_of(request: HttpRequest) -> int:
    """The revision the form was drawn from; 0, which no record has, where it does not say."""
    typed = request.POST.get("revision", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0


# --- Saving ---


def save_or_clash(
    request: HttpRequest,
    record: Record | None,
    form: Form,
    action: Callable[[int], Any],
    *,
    theirs: Callable[[Any], dict] | None = None,
) -> Saving:
    """Save a form that was posted and is right, by an action that is given the revision the form was drawn from.

    Where somebody has saved the record since, their fields and these are put together, and said to be; where both
    changed the same field, nothing is saved, and the clash shows both. `theirs` gives what the form's fields say in the
    record now: those of the same names, unless it says otherwise. A form with a field that is not in the record, such
    as the reasons of a decision, is never put together: whoever decides looks again.
    """
    if request.method != "POST":
        return Saving(record.revision if record else 0)
    said, revision = carried(request), revision_of(request)
    was: Boxes | None = said.get("was")
    if undecided := _choose(request, form, said):
        return Saving(revision, Clash(
            record.changed_by if record else None, record.changed_at if record else None, revision, undecided,
        ))  # fmt: skip
    form.carried = carry(was) if was is not None else ""
    meanwhile: ChangedMeanwhile | None = None
    for _try in range(TRIES):
        if not form.is_valid():
            return Saving(revision)
        try:
            made = action(revision)
        except ChangedMeanwhile as found:
            meanwhile, now = found, found.current
            says = _same_names(form, now) if theirs is None else theirs(now)
            rows, whole = _put_together(form, was, says)
            revision, base = now.revision, was or {}
            was = base | as_drawn(form, says)
            form.carried = carry(was, {box: base.get(box, []) for row in rows for box in boxes(form, row.name, None)})
            if rows or not whole:
                return Saving(revision, Clash(now.changed_by, now.changed_at, revision, rows))
            if record is not None:
                bring_up_to_date(record, now)
                getattr(record, "_prefetched_objects_cache", {}).clear()
        else:
            if meanwhile:
                _say_that_both_are_kept(request, meanwhile)
            return Saving(revision, done=True, made=made)
    # So many others at the same moment: the page for bad times keeps what was typed.
    raise cast(ChangedMeanwhile, meanwhile)


def _same_names(form: Form, now: Any) -> dict[str, Any]:
    return {name: getattr(now, name) for name in form.fields if hasattr(now, name)}


def _say_that_both_are_kept(request: HttpRequest, meanwhile: ChangedMeanwhile) -> None:
    who = meanwhile.current.changed_by
    if who and who == request.user:
        messages.success(request, _("You saved this in another window too. What you changed in both is kept."))
    else:
        messages.success(
            request, _("%(who)s saved this while you were writing. Their changes and yours are both kept.")
            % {"who": who or _("Somebody")},
        )  # fmt: skip


def _put_together(form: Form, was: Boxes | None, says: dict[str, Any]) -> tuple[list[Row], bool]:
    """Take over what only they changed; what both changed; and whether the record says everything the form asks."""
    data, rows = cast(QueryDict, form.data).copy(), []
    then, now = query(was or {}), query(as_drawn(form, says))
    for name in form.fields:
        if name not in says or isinstance(form.fields[name], Upload):
            continue
        mine, theirs = read(form, name, form.data), read(form, name, now)
        before = read(form, name, then) if was is not None else ...
        if mine == theirs or theirs == before:
            continue
        if mine == before:
            for box in boxes(form, name, None):
                data.setlist(box, now.getlist(box))
            continue
        rows.append(_row(form, name, then if was is not None else None, now, form.data))
    put(form, data)
    return rows, all(name in says or isinstance(field, Upload) for name, field in form.fields.items())


def _choose(request: HttpRequest, form: Form, said: dict[str, Any]) -> list[Row]:
    """Put what they chose into the form. What is still to be chosen, where somebody has not said all of it."""
    was, asked = said.get("was", {}), said.get("asked", {})
    names = [name for name in form.fields if asked.keys() & boxes(form, name, None).keys()]
    data, rows = cast(QueryDict, form.data).copy(), []
    for name in names:
        chosen = request.POST.get(f"keep_{name}", "")
        rows.append(_row(form, name, query(asked), query(was), form.data, chosen))
        if chosen == THEIRS:
            for box in boxes(form, name, None):
                data.setlist(box, was.get(box, []))
        elif chosen == BOTH and rows[-1].may_keep_both:
            box = form.add_prefix(name)
            data[box] = "\n\n".join([*was.get(box, []), form.data.get(box, "").strip()])
        elif chosen != MINE:
            form.add_error(None, _("Choose what to keep: %(part)s") % {"part": rows[-1].label})
    if any(row.chosen not in (THEIRS, MINE, BOTH) for row in rows):
        form.carried = request.POST["drawn_from"]
        return rows
    if rows:
        put(form, data)
    return []


def _row(form: Form, name: str, was: QueryDict | None, theirs: QueryDict, yours: Any, chosen: str = "") -> Row:
    field = form.fields[name]
    both = isinstance(field, LongText) and bool(read(form, name, theirs) and read(form, name, yours))
    return Row(
        name, form.name_of(name), None if was is None else in_words(form, name, read(form, name, was)),
        in_words(form, name, read(form, name, theirs)), in_words(form, name, read(form, name, yours)), both, chosen,
    )  # fmt: skip
