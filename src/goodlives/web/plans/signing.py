"""Sending a plan, signing it off, or sending it back with reasons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.models import SignOffLimit
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.plans import actions
from goodlives.casework.plans.budget import budget_now, cost_to_sign_off, latest_indicative, who_can_sign_off
from goodlives.casework.plans.models import MOVES, Plan, State, Way
from goodlives.casework.plans.readiness import outcomes_without_a_goal

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from . import forms
from .opening import instead, not_now, open_plan, theirs_to_write, writers


@open_to(writers)
@require_POST
def send(request: SignedInRequest, pk) -> HttpResponse:
    """Send the plan to be signed off. While something is missing, the plan's own page lists it with links."""
    plan = open_plan(request, pk, page=_("Sending the plan"))
    if not theirs_to_write(request, plan):
        return instead(request, plan)
    try:
        actions.submit(plan, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request))
        messages.success(request, _("The plan has been sent to be signed off."))
    except actions.NotReady:
        messages.warning(request, _("The plan cannot be sent yet. What is still missing is listed below."))
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody changed the plan after you opened it. Read it again, then send it."))
    except actions.CannotMove:
        return not_now(request, plan)
    return redirect("plans:plan", plan.pk)


@open_to(roles.manager)
@require_http_methods(["GET", "POST"])
def sign_off(request: SignedInRequest, pk) -> HttpResponse:
    """The manager's view: the cost beside the first idea, the limit of their role, and what no goal serves."""
    plan = open_plan(request, pk, page=_("Signing off the plan"))
    if plan.state != State.SUBMITTED:
        return not_now(request, plan)
    form = forms.SignOff(request.POST or None)
    changed = False
    if form.is_valid():
        try:
            actions.sign_off(
                plan, reasons=form.cleaned_data["reasons"], by=request.user, on=clock.today(), at=clock.now(),
                revision=revision_of(request),
            )  # fmt: skip
            messages.success(request, _("Signed off. The person can now read the budget and say whether they agree."))
            return redirect("plans:plan", plan.pk)
        except ChangedMeanwhile:
            plan, changed = open_plan(request, pk, page=_("Signing off the plan")), True
        except (actions.NotReady, actions.OverTheLimit, actions.MustBeSomebodyElse) as refused:
            form.add_error(None, str(refused))
        except actions.CannotMove:
            return not_now(request, plan)
    return render(
        request, "plans/sign_off.jinja", _for_the_manager(request, plan) | {"form": form, "changed": changed}
    )  # fmt: skip


def _for_the_manager(request: SignedInRequest, plan: Plan) -> dict:
    on, cost = clock.today(), cost_to_sign_off(plan)
    limit = SignOffLimit.objects.weekly_limit(request.user.role, on)
    indicative = latest_indicative(plan)
    first_idea = indicative.weekly_amount if indicative else None
    return {
        "plan": plan, "by": Way.By, "goals": plan.goals.prefetch_related("ways__circle_member"),
        "budget": budget_now(plan),
        "cost": cost, "limit": limit, "within": limit is not None and cost <= limit,
        "others": who_can_sign_off(cost, on), "own_sending": plan.submitted_by_id == request.user.pk,
        "indicative": indicative, "first_idea": first_idea,
        "difference": None if first_idea is None else plan.weekly_cost() - first_idea,
        "without_a_goal": outcomes_without_a_goal(plan), "steps": plan.sign_off_steps.select_related("by"),
    }  # fmt: skip


@open_to(roles.manager)
@require_http_methods(["GET", "POST"])
def send_back(request: SignedInRequest, pk) -> HttpResponse:
    """Back to the writer, saying what to change and why."""
    plan = open_plan(request, pk, page=_("Sending the plan back"))
    if State.RETURNED not in MOVES[State(plan.state)]:
        return not_now(request, plan)
    form = forms.SendBack(request.POST or None)
    if form.is_valid():
        try:
            actions.send_back(
                plan, reasons=form.cleaned_data["reasons"], by=request.user, on=clock.today(), at=clock.now(),
                revision=revision_of(request),
            )  # fmt: skip
            messages.success(request, _("Sent back, with your reasons."))
            return redirect("plans:plan", plan.pk)
        except ChangedMeanwhile:
            plan = open_plan(request, pk, page=_("Sending the plan back"))
            form.add_error(None, _("Somebody changed the plan after you opened it. Read it again, then send it back."))
        except actions.CannotMove:
            return not_now(request, plan)
    return render(request, "plans/send_back.jinja", {"plan": plan, "form": form})
