"""The list of financial assessments."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.casework.people.models import Person
from goodlives.rules.money import plain_pounds

from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to
from .forms import ListForm


@open_to(roles.money_worker)
@require_safe
def assessments(request: SignedInRequest) -> HttpResponseBase:
    """Every financial assessment, those being written first."""
    form = ListForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    rows = FinancialAssessment.objects.filter(person__in=Person.objects.visible_to(request.user)).select_related(
        "person"
    )
    if asked.get("q"):
        rows = rows.filter(person__in=Person.objects.matching(asked["q"]))
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    if asked.get("shown"):
        rows = rows.filter(state=FinancialAssessment.State.DECIDED, shown_on__isnull=asked["shown"] == "no")
    listing = Listing(
        request=request, rows=rows, default_sort="state", form=form, what="financial-assessments",
        empty=_("There is no financial assessment yet. Start one from a person's page."),
        columns=[
            Column("name", _("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("number", _("Council number"), lambda row: row.person.council_number),
            Column("state", _("State"), lambda row: row.get_state_display(), ("-state", "-starts_on")),
            Column("starts_on", _("From"), lambda row: row.starts_on, ("starts_on",)),
            Column(
                "contribution", _("They pay a week"),
                lambda row: "" if row.contribution is None else plain_pounds(row.contribution),
                ("contribution",), numeric=True,
            ),
            Column("shown_on", _("Seen by the person"), lambda row: row.shown_on or "", ("shown_on",)),
        ],
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "finances/list.jinja", {"listing": listing})
