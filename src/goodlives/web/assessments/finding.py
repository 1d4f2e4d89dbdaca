"""The list of assessments: what is open, since when, and with whom."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.assessments.models import Assessment, AssessmentQuerySet
from goodlives.casework.people.models import Person

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see
from .forms import ALL, OPEN, FilterForm


def narrowed(rows: AssessmentQuerySet, wanted: dict, request: SignedInRequest) -> AssessmentQuerySet:
    if words := wanted.get("words"):
        rows = rows.filter(person__in=Person.objects.matching(words))
    state = wanted.get("state", OPEN)
    if state == OPEN:
        rows = rows.open()
    elif state != ALL:
        rows = rows.filter(state=state)
    for name in ("kind", "method"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("mine") == "yes":
        rows = rows.filter(assessor=request.user)
    elif wanted.get("mine") == "nobody":
        rows = rows.filter(assessor=None)
    return rows


@open_to(roles.council_staff)
@require_safe
def find(request: SignedInRequest) -> HttpResponseBase:
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = Assessment.objects.filter(person__in=people_they_may_see(request)).select_related(
        "person", "assessor", "decision"
    )
    on = clock.today()
    listing = Listing(
        request,
        narrowed(rows, wanted, request),
        [
            Column("name", _("Person"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("number", _("Number"), lambda row: row.person.council_number),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), ("kind",)),
            Column("method", _("How"), lambda row: row.get_method_display()),
            Column("state", _("State"), lambda row: row.get_state_display(), ("state",)),
            Column("started", _("Started"), lambda row: row.started_on, ("started_on",)),
            Column("days", _("Days"), lambda row: row.days_open(on), numeric=True),
            Column("assessor", _("Assessor"), lambda row: row.assessor or "", ("assessor__last_name",)),
        ],
        default_sort="started",
        form=form,
        what="assessments",
        empty=_("No assessment is open. One starts from a person's page, or when somebody asks for help."),
    )
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "assessments/list.jinja", {"listing": listing, "on": on})
