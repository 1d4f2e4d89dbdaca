"""Opening a plan: whose it is comes first, and what may be done with it now."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from goodlives.casework.access import roles
from goodlives.casework.asked_once import of_one
from goodlives.casework.plans.authorship import Written, is_the_person, may_write
from goodlives.casework.plans.models import Plan

from ..permissions import SignedInRequest, open_record

# The person writes their own plan, with whoever they choose; social workers write with them.
writers = roles.person | roles.social_worker


with_its_assessment = of_one(lambda key: Plan.objects.filter(pk=key).select_related("assessment__decision"))


def open_plan(request: SignedInRequest, pk, *, page: str) -> Plan:
    """The plan, once this user may see the record of the person it belongs to."""
    plan: Plan | None = with_its_assessment.first(pk)
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


def theirs_to_write(request: SignedInRequest, plan: Plan, part: str | None = None, *lines: Written) -> bool:
    """Whether this user may write here: the person, or somebody they asked, where the line is not the person's own."""
    own = is_the_person(plan, request.user)
    fields = {"if_things_go_wrong": ["if_things_go_wrong", "early_signs", "who_to_call"]}.get(part or "", [part])
    rows = plan.written_parts.filter(part__in=fields).select_related("written_by") if part and not own else []
    return may_write(plan, request.user) and (own or not any(line.is_the_persons for line in (*rows, *lines)))


def instead(request: SignedInRequest, plan: Plan, about: str = "") -> HttpResponse:
    """Somebody else's words are not written over: suggest."""
    messages.warning(
        request,
        _("%(name)s writes this, so you cannot change it. You can suggest something. They say yes or no.")
        % {"name": plan.person.called},
    )
    return redirect(reverse("plans:suggest", args=[plan.pk]) + (f"?about={about}" if about else ""))
