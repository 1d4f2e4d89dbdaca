"""Everybody who acts for somebody: what must be decided, seen or renewed first."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.people.models import Person
from goodlives.casework.representatives.models import Representation

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see
from .forms import Narrow
from .opening import SOON, standing


@open_to(roles.council_staff)
@require_safe
def representatives(request: SignedInRequest) -> HttpResponseBase:
    on = clock.today()
    form = Narrow(request.GET or None)
    form.is_valid()  # a filter that is not understood is left out, the others are kept
    wanted = getattr(form, "cleaned_data", {})
    rows = Representation.objects.filter(person__in=people_they_may_see(request)).select_related("person")
    rows = rows.with_what_presses()
    rows = {
        "suspended": lambda: rows.filter(decide_by__isnull=False),
        "worry": lambda: rows.filter(worried=True),
        "soon": lambda: rows.current(on).filter(last_on__lte=on + timedelta(days=SOON)),
        "papers": lambda: rows.current(on).filter(Q(seen_on=None) | Q(checked_since__isnull=False)),
        "over": lambda: rows.over(on),
    }.get(wanted.get("which", ""), lambda: rows.current(on))()
    if wanted.get("q"):
        rows = rows.filter(person__in=Person.objects.matching(wanted["q"]))
    if wanted.get("who"):
        rows = rows.filter(Q(name__icontains=wanted["who"]) | Q(firm__icontains=wanted["who"]))
    if wanted.get("kind"):
        rows = rows.filter(kind=wanted["kind"])

    def stands(row) -> tuple[str, str]:
        overdue = row.decide_by is not None and row.decide_by < on
        return standing(row, on, suspended=row.decide_by is not None, overdue=overdue)

    listing = Listing(
        request, rows,
        [
            Column("name", _("Person"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("who", _("Who acts"), lambda row: row.name, ("name",)),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), ("kind",)),
            Column("standing", _("How it stands"), lambda row: stands(row)[0], ("decide_by", "last_on", "name")),
            Column("number", _("Number of the paper"), lambda row: row.number),
            Column("seen", _("Papers seen"), lambda row: row.seen_on or "", ("seen_on",)),
            Column("ends", _("Last day"), lambda row: row.last_on or "", ("last_on",)),
        ],
        default_sort="standing", form=form, what="who-acts",
        empty=_("Nobody acts for anybody yet. Write somebody down from the record of the person they act for."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "representatives/list.jinja", {"listing": listing, "stands": stands})
