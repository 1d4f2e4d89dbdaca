"""What happened to a record: every change of every part of it, for staff and for the person it is about."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.people.changes import Act, acts_of
from goodlives.casework.people.kept_tables import sources
from goodlives.casework.people.models import Person

from ..design.forms import Date, Form, Select
from ..design.lists import Echo, address, pages, safe
from ..permissions import SignedInRequest, open_record, open_to
from .journey import may_open
from .names_of_records import KINDS, kind_of
from .telling import ToldAct, by_day, tell, who_words

A_PAGE = 15
TO_PRINT = 500
AT_ONCE = 200  # acts told together in a spreadsheet


class Narrow(Form):
    """Which part of what happened is shown. Everything, unless somebody says."""

    what = Select(_("What"), [], empty=_("Everything"), required=False)
    who = Select(_("Who did it"), [], empty=_("Anybody"), required=False)
    since = Date(_("From"))
    until = Date(_("To"))

    def __init__(self, *args, kinds: dict[str, list[str]] | None = None, people: list[tuple[str, str]] | None = None,
                 **options):  # fmt: skip
        super().__init__(*args, **options)
        for name, more in (
            ("what", [(keys[0], words) for words, keys in (kinds or {}).items()]),
            ("who", people or []),
        ):
            field = cast(Select, self.fields[name])
            field.choices = [*cast(list, field.choices), *more]

    def chosen(self, name: str):
        """What was said, where it could be read."""
        self.is_valid()
        return self.cleaned_data.get(name)


@dataclass
class Shown:
    """The acts that the filters leave."""

    form: Narrow
    acts: list[Act]


@open_to(roles.signed_in)
@require_safe
def what_happened(request: SignedInRequest, pk: UUID) -> HttpResponse | StreamingHttpResponse:
    """Who changed what, when and why, a day after another. It comes from the history, which nobody can change."""
    person = open_record(request, pk, page=gettext("What happened"))
    own = roles.person(request.user)
    if own and person.user_id != request.user.pk:
        raise PermissionDenied  # whoever acts for somebody sees what is, and not all that was
    shown = _shown(request, person, own=own)
    words = partial(tell, person=person, reader=request.user, may_open=partial(may_open, request.user))
    if request.GET.get("format") == "csv":
        return _spreadsheet(shown.acts, words)
    to_print = "print" in request.GET
    page = Paginator(shown.acts, TO_PRINT if to_print else A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "people/what_happened.jinja",
        {
            "person": person, "own": own, "form": shown.form, "page": page, "days": by_day(words(list(page))),
            "pages": pages(request, page), "to_print": to_print, "here": partial(address, request),
            "filtered": any(value for name, value in request.GET.items() if name not in ("page", "print")),
        },
    )  # fmt: skip


def _shown(request: HttpRequest, person: Person, *, own: bool) -> Shown:
    kinds: dict[str, list[str]] = {}
    for source in sources(portal=own):
        label = source.model._meta.label_lower
        kinds.setdefault(str(kind_of(source.model)), []).append(
            label if label in KINDS else source.model._meta.app_label
        )
    wanted = next((keys for keys in kinds.values() if keys[0] == request.GET.get("what")), [])
    acts = acts_of(person, portal=own, only=wanted)
    users = User.objects.in_bulk({act.by for act in acts if act.by})
    people = sorted((str(key), who_words(user, request.user)) for key, user in users.items())  # type: ignore[arg-type]
    form = Narrow(request.GET or None, kinds=kinds, people=sorted(people, key=lambda pair: pair[1]))
    if request.GET and (who := form.chosen("who")):
        acts = [act for act in acts if str(act.by) == who]
    if request.GET and (since := form.chosen("since")):
        acts = [act for act in acts if _day(act) >= since]
    if request.GET and (until := form.chosen("until")):
        acts = [act for act in acts if _day(act) <= until]
    return Shown(form, acts)


def _day(act: Act) -> date:
    return timezone.localtime(act.at).date()


def _spreadsheet(acts: list[Act], words) -> StreamingHttpResponse:
    """One line for each part that changed."""
    response = StreamingHttpResponse(_lines(acts, words), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="what-happened.csv"'
    return response


def _lines(acts: list[Act], words) -> Iterator[str]:
    writer = csv.writer(Echo())
    head = ("When", "Who", "Record", "What was done", "Part", "Before", "After", "Why")
    yield "\ufeff" + writer.writerow([gettext(name) for name in head])
    for start in range(0, len(acts), AT_ONCE):
        for act in words(acts[start : start + AT_ONCE]):
            for row in _rows(act):
                yield writer.writerow([safe(cell) for cell in row])


def _rows(act: ToldAct) -> Iterator[list[str]]:
    at = timezone.localtime(act.at)
    when = f"{at:%Y-%m-%d}" if act.day_only else f"{at:%Y-%m-%d %H:%M}"
    for record in act.records:
        for line in record.lines or [None]:
            said = [line.label, line.before, line.after] if line else ["", "", ""]
            yield [when, act.who, record.words, record.how, *said, "; ".join(act.why)]
