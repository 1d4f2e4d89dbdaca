"""The list of direct payments, and how much falls due."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.payments.models import DirectPayment, ScheduledPayment
from goodlives.casework.people.models import Person
from goodlives.rules.money import plain_pounds

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see
from .forms import ListForm


@open_to(roles.money_worker)
@require_safe
def payments(request: SignedInRequest) -> HttpResponseBase:
    """Every direct payment, the next due first."""
    form = ListForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    today = clock.today()
    in_a_week = Q(next_due_on__lte=today + timedelta(days=6))
    next_due = (
        ScheduledPayment.objects.still_due()
        .filter(direct_payment=OuterRef("pk"), due_on__gte=today)
        .order_by("due_on")
    )  # fmt: skip
    rows = (
        DirectPayment.objects.filter(person__in=people_they_may_see(request))
        .select_related("person")
        .annotate(
            next_due_on=Subquery(next_due.values("due_on")[:1]), next_amount=Subquery(next_due.values("amount")[:1])
        )
    )
    if asked.get("q"):
        rows = rows.filter(person__in=Person.objects.matching(asked["q"]))
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    if asked.get("due"):
        rows = rows.filter(in_a_week)
    listing = Listing(
        request=request, rows=rows, default_sort="next_due_on", form=form, what="direct-payments",
        empty=_("There is no direct payment yet. One is asked for from a person's plan."),
        columns=[
            Column("name", _("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("number", _("Council number"), lambda row: row.person.council_number),
            Column("state", _("State"), lambda row: row.get_state_display(), ("state",)),
            Column("weekly_net", _("A week"), lambda row: _plain(row.weekly_net), ("weekly_net",), numeric=True),
            Column("next_due_on", _("Next due"), lambda row: row.next_due_on or "", ("next_due_on",)),
            Column("next_amount", _("Amount"), lambda row: _plain(row.next_amount), ("next_amount",), numeric=True),
        ],
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    totals = rows.aggregate(
        a_week=Sum("weekly_net", filter=Q(state="agreed")), due=Sum(F("next_amount"), filter=in_a_week)
    )
    return render(request, "payments/list.jinja", {"listing": listing, "totals": totals})


def _plain(amount: int | None) -> str:
    return "" if amount is None else plain_pounds(amount)
