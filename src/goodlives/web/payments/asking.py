"""Asking for a direct payment: the person themself, or staff for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.payments import actions
from goodlives.casework.plans.models import Plan
from goodlives.casework.plans.models import State as PlanState

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .forms import AskForm


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, plan_pk) -> HttpResponse:
    """The money instead of arranged support: Care Act s31(1)(b)."""
    plan = get_object_or_404(Plan, pk=plan_pk)
    plan.person = open_record(request, plan.person_id, page=_("Ask for a direct payment"))
    if there_is := actions.open_payment(plan):
        return redirect("payments:payment", there_is.pk)
    can_ask = plan.state in (PlanState.SIGNED_OFF, PlanState.AGREED)
    form = AskForm(request.POST or None, own=roles.person(request.user))
    if request.method == "POST" and can_ask and form.is_valid():
        try:
            asked = actions.ask_for(plan, by=request.user, on=clock.today(), at=clock.now(), **form.cleaned_data)
        except actions.AlreadyOpen as already:
            return redirect("payments:payment", already.payment.pk)
        messages.success(
            request,
            _("You have asked for a direct payment. We will talk with you about it.")
            if roles.person(request.user)
            else _("Asked for. Next: the conditions."),
        )
        return redirect("payments:payment", asked.pk)
    return render(
        request, "payments/ask.jinja", {"plan": plan, "person": plan.person, "form": form, "can_ask": can_ask},
        status=422 if form.errors else 200,
    )  # fmt: skip
