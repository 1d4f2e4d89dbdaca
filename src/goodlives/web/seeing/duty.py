"""Who answers for which team on which day."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.models import Team, User
from goodlives.casework.seeing import actions
from goodlives.casework.seeing.models import DutyDay

from .. import clock
from ..design.environment import day
from ..permissions import SignedInRequest, open_to
from .forms import OnDuty

AHEAD = 200


@open_to(roles.opens_restricted_records)
@require_http_methods(["GET", "POST"])
def rota(request: SignedInRequest) -> HttpResponse:
    """From today on. Whoever is on duty may open the records of that team on that day, and no other day."""
    today = clock.today()
    form = OnDuty(request.POST or None, today=today)
    if form.is_valid():
        user, team = User.objects.get(pk=form.cleaned_data["user"]), Team.objects.get(pk=form.cleaned_data["team"])
        actions.put_on_duty(user, team=team, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        told = _("%(name)s is on duty on %(day)s.") % {"name": user, "day": day(form.cleaned_data["on"])}
        messages.success(request, told)
        return redirect("seeing:duty")
    rows = DutyDay.objects.filter(on__gte=today).select_related("user", "team")[:AHEAD]
    days = [(on, list(of_day)) for on, of_day in groupby(rows, key=lambda row: row.on)]
    return render(request, "seeing/duty.jinja", {"form": form, "days": days}, status=422 if form.errors else 200)


@open_to(roles.opens_restricted_records)
@require_POST
def end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(DutyDay, pk=pk, on__gte=clock.today())
    actions.take_off_duty(row, by=request.user)
    messages.success(request, _("Taken off the rota."))
    return redirect("seeing:duty")
