"""The list of financial assessments."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.finances.care_home import Setting
from goodlives.casework.finances.models import Basis, Capital, FinancialAssessment, Income, ReportedChange
from goodlives.casework.people.models import Person
from goodlives.rules.money import plain_pounds
from goodlives.rules.parameters import rates_year

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see
from .forms import ListForm


@open_to(roles.money_worker)
@require_safe
def assessments(request: SignedInRequest) -> HttpResponseBase:
    """Every financial assessment, those being written first."""
    form = ListForm(request.GET, years=[rates_year(date(year, 5, 1)) for year in _years(clock.today())])
    form.is_valid()
    asked = form.cleaned_data
    rows = FinancialAssessment.objects.filter(person__in=people_they_may_see(request)).select_related("person")
    if asked.get("q"):
        rows = rows.filter(person__in=Person.objects.matching(asked["q"]))
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    if asked.get("setting"):
        chosen = [one for one in Setting.values if one != Setting.HOME]
        rows = rows.filter(setting__in=chosen if asked["setting"] == "care_home" else [asked["setting"]])
    if asked.get("basis"):
        rows = rows.filter(basis=asked["basis"])
    if asked.get("evidence"):
        rows = rows.filter(
            Exists(Capital.objects.filter(assessment=OuterRef("pk"), evidence_state="asked"))
            | Exists(Income.objects.filter(assessment=OuterRef("pk"), evidence_state="asked"))
        )
    if asked.get("rates"):
        year = int(asked["rates"][:4])
        rows = rows.filter(starts_on__gte=date(year, 4, 6), starts_on__lt=date(year + 1, 4, 6))
    if asked.get("shown"):
        rows = rows.filter(state=FinancialAssessment.State.DECIDED, shown_on__isnull=asked["shown"] == "no")
    listing = Listing(
        request=request, rows=rows, default_sort="state", form=form, what="financial-assessments",
        empty=_("There is no financial assessment yet. Start one from a person's page."),
        columns=[
            Column("name", _("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("number", _("Council number"), lambda row: row.person.council_number),
            Column(
                "state", _("State"),
                lambda row: row.get_state_display()
                + ("" if row.basis == Basis.FULL else f" ({row.get_basis_display()})"),
                ("-state", "-starts_on"),
            ),
            Column("setting", _("Where"), lambda row: row.get_setting_display(), ("setting",)),
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
    changes = ReportedChange.objects.waiting()
    return render(
        request,
        "finances/list.jinja",
        {"listing": listing, "changes": changes.filter(person__in=people_they_may_see(request, few=True)).count()},
    )


def _years(today: date) -> range:
    """The tax years from the first whose rates we have to this one."""
    return range(2023, today.year + (today >= date(today.year, 4, 6)))
