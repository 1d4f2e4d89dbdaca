"""The person agrees or says where they do not; and the plan changes or ends."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.decisions.models import Telling
from goodlives.casework.plans import actions
from goodlives.casework.plans.budget import budget_of
from goodlives.casework.plans.models import State
from goodlives.casework.representatives.models import Representation
from goodlives.casework.reviews import actions as reviews

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from . import forms
from .opening import instead, not_now, open_plan, theirs_to_write, writers


@open_to(writers)
@require_http_methods(["GET", "POST"])
def agree(request: SignedInRequest, pk) -> HttpResponse:
    """Agreeing, or writing down where not: both let support begin, and put the first check in the diary."""
    plan = open_plan(request, pk, page=_("Whether the person agrees"))
    if plan.state != State.SIGNED_OFF:
        return not_now(request, plan)
    own, acting = roles.person(request.user), request.user.acting
    form = (forms.Agree if own or acting else forms.AgreeForThem)(request.POST or None)
    if form.is_valid():
        told = Telling.How.ONLINE if own or acting else Telling.How(form.cleaned_data["how"])
        try:
            reviews.begin_support(
                plan, how=_agreed_for_them(acting) if acting else str(told.label), told=told,
                disagrees=form.cleaned_data["disagrees"], by=request.user, on=clock.today(),
                at=clock.now(), revision=revision_of(request),
            )  # fmt: skip
            messages.success(request, _("Written down. The support can begin."))
            return redirect("plans:plan", plan.pk)
        except ChangedMeanwhile:
            plan = open_plan(request, pk, page=_("Whether the person agrees"))
            form.add_error(None, _("Somebody changed the plan after you opened it. Read it again, then answer."))
        except actions.CannotMove:
            return not_now(request, plan)
    return render(request, "plans/agree.jinja", {"plan": plan, "form": form, "own": own, "budget": budget_of(plan)})


def _agreed_for_them(acting: Representation) -> str:
    return _("%(name)s agreed for them, as %(kind)s") % {
        "name": acting.name, "kind": acting.get_kind_display().lower()
    }  # fmt: skip


@open_to(writers)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk) -> HttpResponse:
    """Begin a changed plan with all that the old one says."""
    plan = open_plan(request, pk, page=_("Changing the plan"))
    if plan.state != State.AGREED:
        return not_now(request, plan)
    if request.method == "POST":
        try:
            again = actions.start_again(plan, by=request.user, on=clock.today(), at=clock.now())
            messages.success(request, _("This is the changed plan. The old one stays in force until it is agreed."))
            return redirect("plans:plan", again.pk)
        except actions.AlreadyBeingWritten as already:
            messages.warning(request, _("There is a plan being written already. This is it."))
            return redirect("plans:plan", already.plan.pk)
        except actions.CannotMove:
            return not_now(request, plan)
    return render(request, "plans/change.jinja", {"plan": plan})


@open_to(writers)
@require_http_methods(["GET", "POST"])
def stop(request: SignedInRequest, pk) -> HttpResponse:
    """Stop writing a plan that is not wanted. Nothing in it is lost."""
    plan = open_plan(request, pk, page=_("Stopping the plan"))
    if not plan.can_be_written():
        return not_now(request, plan)
    if not theirs_to_write(request, plan):
        return instead(request, plan)
    if request.method == "POST":
        actions.stop(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is stopped. It can still be read."))
        return redirect("plans:plan", plan.pk)
    return render(request, "plans/stop.jinja", {"plan": plan})
