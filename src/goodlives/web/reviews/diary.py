"""The diary of reviews: what is overdue first, then what is due soon."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.people.models import Person
from goodlives.casework.reviews.models import Review

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see
from .forms import Narrow

SOON = 28


@open_to(roles.social_worker)
@require_safe
def reviews(request: SignedInRequest) -> HttpResponseBase:
    on = clock.today()
    form = Narrow(request.GET or None)
    form.is_valid()  # a filter that is not understood is left out, the others are kept
    wanted = getattr(form, "cleaned_data", {})
    rows = {
        "overdue": lambda: Review.objects.overdue(on),
        "soon": lambda: Review.objects.due_within(SOON, on),
        "held": lambda: Review.objects.filter(held_on__isnull=False),
    }.get(wanted.get("when", ""), Review.objects.to_be_held)()
    rows = rows.filter(person__in=people_they_may_see(request))
    rows = rows.select_related("person__allocated_to", "person__team", "plan")
    if wanted.get("q"):
        rows = rows.filter(person__in=Person.objects.matching(wanted["q"]))
    if wanted.get("kind"):
        rows = rows.filter(kind=wanted["kind"])
    if wanted.get("mine"):
        rows = rows.filter(person__allocated_to=request.user)
    if wanted.get("team"):
        rows = rows.filter(person__team=wanted["team"])
    listing = Listing(
        request, rows,
        [
            Column("name", _("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), ("kind",)),
            Column("from", _("Due from"), lambda row: row.due_from, ("due_from",)),
            Column("by", _("Due by"), lambda row: row.due_by, ("due_by",)),
            Column("overdue", _("Days overdue"), lambda row: row.days_overdue(on), numeric=True),
            Column("held", _("Held"), lambda row: row.held_on or "", ("held_on",)),
            Column("worker", _("Named worker"), lambda row: str(row.person.allocated_to or "")),
            Column("team", _("Team"), lambda row: str(row.person.team or "")),
        ],
        default_sort="by", form=form, what="reviews",
        empty=_("No reviews are due. The first goes in the diary when a person agrees their plan."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "reviews/list.jinja", {"listing": listing, "on": on})
