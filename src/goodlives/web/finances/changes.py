"""Somebody says that something has changed: their own page, the list for finance workers, and what came of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import Change, ReportedChange
from goodlives.casework.people.models import Person

from .. import clock
from ..design.forms import Choice, Date, Form, LongText, Select, Text
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see

# What somebody who draws on support may tell us: the others are for staff to find.
YOURS = [
    (Change.BENEFIT, _("A benefit or pension has started, stopped or changed")),
    (Change.CAPITAL, _("My savings or property have changed")),
    (Change.CARE_HOME, _("I moved into a care home")),
    (Change.WENT_HOME, _("I went home from a care home")),
    (Change.PARTNER, _("My partner died, moved in or moved out")),
    (Change.HOUSING, _("What my home costs has changed")),
    (Change.DISABILITY, _("What I spend because of my disability has changed")),
    (Change.OTHER, _("Something else")),
]


class ReportForm(Form):
    what = Choice(_("What has changed?"), YOURS, missing=_("Say what has changed"))
    happened_on = Date(_("When did it change?"), missing=_("Enter the day it changed"))
    words = LongText(
        _("Tell us about it in your own words"),
        missing=_("Tell us about it"),
        hint=_("For example: my Attendance Allowance went up to £108.55 a week. You need not send papers now."),
        rows=4,
    )


class OutcomeForm(Form):
    outcome = LongText(
        _("Why no new financial assessment is needed"),
        missing=_("Say why no new financial assessment is needed"),
        hint=_("Write to the person, as “you”. They see it on their page."),
        rows=3,
    )


class ChangesForm(Form):
    q = Text(_("Name or number"))
    what = Select(_("What has changed"), Change.choices, empty=_("Anything"), required=False)
    looked_at = Select(_("Looked at"), [("no", _("Not yet")), ("yes", _("Yes"))], empty=_("Any"), required=False)


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def report(request: SignedInRequest, person_pk) -> HttpResponse:
    """Tell the council that something has changed, and see what came of what was told before."""
    person = open_record(request, person_pk, page=gettext("Something has changed"))
    form = ReportForm(request.POST or None)
    cast(Date, form.fields["happened_on"]).latest = clock.today()
    if request.method == "POST" and form.is_valid():
        actions.report_change(person, by=request.user, on=clock.today(), **form.cleaned_data)
        messages.success(request, gettext("Thank you. We look at it and write to you about what it means."))
        return redirect("finances:report", person.pk)
    return render(
        request, "finances/report.jinja",
        {"person": person, "form": form, "earlier": person.reported_changes.order_by("-reported_on", "-pk")},
        status=422 if form.errors else 200,
    )  # fmt: skip


@open_to(roles.money_worker)
@require_safe
def changes(request: SignedInRequest) -> HttpResponseBase:
    """What people have told us, those that nobody has looked at first."""
    form = ChangesForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    rows = ReportedChange.objects.filter(person__in=people_they_may_see(request)).select_related("person")
    if asked.get("q"):
        rows = rows.filter(person__in=Person.objects.matching(asked["q"]))
    if asked.get("what"):
        rows = rows.filter(what=asked["what"])
    if asked.get("looked_at"):
        rows = rows.filter(looked_at_on__isnull=asked["looked_at"] == "no")
    listing = Listing(
        request=request, rows=rows, default_sort="looked_at", form=form, what="reported-changes",
        empty=gettext("Nobody has told us of a change. What people report on their page comes here."),
        columns=[
            Column("name", gettext("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("what", gettext("What has changed"), lambda row: row.get_what_display()),
            Column("happened_on", gettext("When"), lambda row: row.happened_on, ("happened_on",)),
            Column("reported_on", gettext("Told us on"), lambda row: row.reported_on, ("reported_on",)),
            Column(
                "looked_at", gettext("Looked at"), lambda row: row.looked_at_on or "", ("-looked_at_on", "reported_on")
            ),
        ],
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "finances/changes.jinja", {"listing": listing})


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    """One reported change: start a new financial assessment from it, or say why none is needed."""
    reported = get_object_or_404(ReportedChange.objects.select_related("assessment", "reported_by"), pk=pk)
    reported.person = open_record(request, reported.person_id, page=gettext("Something has changed"))
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.look_at_change(
                reported, outcome=form.cleaned_data["outcome"], by=request.user, on=clock.today()
            )  # fmt: skip
            messages.success(request, gettext("Saved. The person sees what you wrote on their page."))
        except actions.AlreadyLookedAt as refused:
            messages.info(request, str(refused))
        return redirect("finances:changes")
    return render(
        request, "finances/change.jinja", {"reported": reported, "person": reported.person, "form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip
