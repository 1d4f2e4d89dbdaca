"""One direct payment: where it stands, and its schedule."""

from __future__ import annotations

import csv

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.rules.money import plain_pounds

from .. import clock
from ..permissions import SignedInRequest, open_to
from .opening import about, opened

FEW_LEFT = 2


@open_to(roles.signed_in)
@require_safe
def payment(request: SignedInRequest, pk) -> HttpResponse:
    """The conditions, the agreement and the schedule. Staff go on from here; the person reads it."""
    found = opened(request, pk)
    due = found.schedule.still_due()
    rows = list(due)
    left = due.filter(due_on__gt=clock.today()).count()
    return render(
        request, "payments/payment.jinja",
        about(found) | {
            "schedule": rows, "total": due.aggregate(total=Sum("amount"))["total"],
            "next": found.schedule.next_from(clock.today()),
            # What is paid once does not run out.
            "runs_out": left <= FEW_LEFT and (not rows or any(not row.once for row in rows)),
        },
    )  # fmt: skip


@open_to(roles.signed_in)
@require_safe
def schedule(request: SignedInRequest, pk) -> HttpResponse:
    """The schedule as a spreadsheet."""
    found = opened(request, pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="direct-payment.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([_("Number"), _("Due on"), _("Covers from"), _("Covers to"), _("Amount")])
    writer.writerows(
        (row.number, row.due_on, row.covers_from, row.covers_to, plain_pounds(row.amount))
        for row in found.schedule.still_due()
    )
    return response
