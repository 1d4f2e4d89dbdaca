"""The list of requests for whoever answers them: most urgent first, longest waiting first among those."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.requests.models import WHOM_FOR, RequestForSupport, State, Urgency

from .. import clock
from ..design.forms import Form, Select, Text
from ..design.lists import Column, Listing
from ..permissions import open_to, people_they_may_see


class Narrow(Form):
    search = Text(_("Name, reference or postcode"), classes="govuk-input--width-20")
    state = Select(
        _("State"), [(State.RESPONDED, _("Answered")), (State.WITHDRAWN, _("Withdrawn")), ("all", _("All"))],
        empty=_("Waiting"), required=False,
    )  # fmt: skip
    urgency = Select(_("Urgency"), Urgency.choices, empty=_("Any"), required=False)
    assigned = Select(
        _("Who is dealing with it"), [("me", _("Me")), ("nobody", _("Nobody"))], empty=_("Anybody"), required=False
    )
    about = Select(_("Asked for"), list(WHOM_FOR.items()), empty=_("Anybody"), required=False)


@open_to(roles.social_worker)
@require_safe
def waiting(request: HttpRequest) -> HttpResponseBase:
    """Requests that wait for an answer; others by the filters."""
    form = Narrow(request.GET)
    form.is_valid()
    on = clock.today()
    listing = Listing(
        request, _narrowed(request, form.cleaned_data), _columns(on), default_sort="urgency", form=form,
        what="requests", empty=gettext("Nobody is waiting for an answer. New requests appear here as people ask."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(
        request, "requests/list.jinja", {"listing": listing, "on": on, "waited": waited, "state_words": state_words}
    )


def _narrowed(request: HttpRequest, wanted: dict) -> QuerySet[RequestForSupport]:
    about_nobody_known = Q(person__isnull=True)  # no record is opened until somebody answers
    rows = RequestForSupport.objects.filter(about_nobody_known | Q(person__in=people_they_may_see(request)))
    rows = rows.select_related("assigned_to", "response")
    state = wanted.get("state") or State.NEW
    if state != "all":
        rows = rows.filter(state=state)
    if wanted.get("urgency"):
        rows = rows.filter(urgency=wanted["urgency"])
    if wanted.get("about"):
        rows = rows.filter(about=wanted["about"])
    if wanted.get("assigned") == "me":
        rows = rows.filter(assigned_to_id=request.user.pk)
    if wanted.get("assigned") == "nobody":
        rows = rows.filter(assigned_to__isnull=True)
    return rows.matching(wanted.get("search", ""))


def _columns(on) -> list[Column]:
    return [
        Column("reference", gettext("Reference"), lambda row: row.reference, sort=("reference",)),
        Column("name", gettext("Name"), lambda row: row.name, sort=("family_name", "given_name")),
        Column("postcode", gettext("Postcode"), lambda row: row.postcode),
        Column("about", gettext("Asked for"), lambda row: row.whom_for),
        Column("urgency", gettext("How soon"), lambda row: row.get_urgency_display(), sort=("urgency", "asked_at")),
        Column("waiting", gettext("Days waiting"), lambda row: waited(row, on), sort=("-asked_at",), numeric=True),
        Column(
            "assigned", gettext("Dealt with by"), lambda row: row.assigned_to or "", sort=("assigned_to__last_name",)
        ),
        Column("state", gettext("State"), state_words),
    ]


def waited(row: RequestForSupport, on) -> int | None:
    """Days until it was answered, or until today."""
    if row.state == State.NEW:
        return row.days_waiting(on)
    return row.days_waiting(row.response.responded_on) if row.state == State.RESPONDED else None


def state_words(row: RequestForSupport) -> str:
    return row.response.get_what_display() if row.state == State.RESPONDED else row.get_state_display()
