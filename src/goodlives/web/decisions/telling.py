"""Noting that somebody was told of a decision, when and how."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.communication import actions

from .. import clock
from ..permissions import SignedInRequest, open_to
from .forms import Told
from .letters import open_decision


@open_to(roles.council_staff)
@require_http_methods(["GET", "POST"])
def told(request: SignedInRequest, pk: UUID) -> HttpResponse:
    decision = open_decision(request, pk, page=_("Told of a decision"))
    today = clock.today()
    form = Told(request.POST or None, decided_on=decision.decided_on, today=today, initial={"told_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell(decision, how=form.cleaned_data["how"], by=request.user, on=form.cleaned_data["told_on"])
        except actions.MayNotTell as against:
            form.add_error("how", str(against))
        else:
            messages.success(
                request, _("You noted that %(name)s was told of this decision.") % {"name": decision.person.called}
            )
            return redirect("decisions:decision", pk)
    return render(request, "decisions/told.jinja", {"decision": decision, "person": decision.person, "form": form})
