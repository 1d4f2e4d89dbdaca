"""Opening a plan: whose it is comes first, and what may be done with it now."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from goodlives.casework.access import roles
from goodlives.casework.plans.models import Plan

from ..permissions import SignedInRequest, open_record

# The person writes their own plan, with whoever they choose; social workers write with them.
writers = roles.person | roles.social_worker


def open_plan(request: SignedInRequest, pk, *, page: str) -> Plan:
    """The plan, once this user may see the record of the person it belongs to."""
    plan = Plan.objects.select_related("assessment__decision").filter(pk=pk).first()
    if plan is None:
        raise Http404
    plan.person = open_record(request, plan.person_id, page=page)
    return plan


def not_now(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Back to the plan, saying where it is."""
    messages.warning(
        request,
        _("The plan is %(state)s, so that cannot be done now.") % {"state": plan.get_state_display().lower()},
    )
    return redirect("plans:plan", plan.pk)
