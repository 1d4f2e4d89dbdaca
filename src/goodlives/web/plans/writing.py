"""Starting a plan and writing it, one topic a page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.plans import actions
from goodlives.casework.plans.authorship import NotTheirsToWrite
from goodlives.casework.plans.budget import latest_charge, latest_indicative
from goodlives.casework.plans.models import Plan

from .. import clock
from ..design.conflict import Saving, revision_of, save_or_clash
from ..design.forms import Form
from ..permissions import SignedInRequest, open_record, open_to
from . import forms
from .opening import instead, not_now, open_plan, theirs_to_write, writers

FORMS = {
    "what_matters": forms.WhatMatters, "if_things_go_wrong": forms.IfThingsGoWrong, "advice": forms.Advice,
    "starts_on": forms.StartsOn, "why_not_indicative": forms.WhyItDiffers,
}  # fmt: skip


@open_to(writers)
@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, assessment_pk) -> HttpResponse:
    """Begin with what matters, in the words the person used in their assessment."""
    assessment = Assessment.objects.select_related("decision").filter(pk=assessment_pk).first()
    if assessment is None:
        raise Http404
    assessment.person = open_record(request, assessment.person_id, page=_("Starting a plan"))
    own = roles.person(request.user)
    said = assessment.outcomes_wanted or assessment.own_words
    form = (forms.WhatMatters if own else forms.StartForThem)(request.POST or None, initial={"what_matters": said})
    try:
        if form.is_valid():
            plan = actions.start(assessment, by=request.user, on=clock.today(), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The plan is started. Next, add a goal."))
            return redirect("plans:plan", plan.pk)
    except actions.AlreadyBeingWritten as already:
        messages.warning(request, _("There is a plan being written already. This is it."))
        return redirect("plans:plan", already.plan.pk)
    except actions.NotReady:
        pass  # the page says so
    return render(request, "plans/start.jinja", {"assessment": assessment, "form": form, "said": said})


@open_to(writers)
@require_http_methods(["GET", "POST"])
def start_alone(request: SignedInRequest, person_pk) -> HttpResponse:
    """Begin before any assessment or budget. The plan belongs to the person, who may write it at any time."""
    person = open_record(request, person_pk, page=_("Starting a plan"))
    own = roles.person(request.user)
    form = (forms.StartAlone if own else forms.StartAloneForThem)(request.POST or None, initial={"kind": "adult"})
    try:
        if form.is_valid():
            plan = actions.start_alone(person, by=request.user, on=clock.today(), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The plan is started. Next, add a goal."))
            return redirect("plans:plan", plan.pk)
    except actions.AlreadyBeingWritten as already:
        messages.warning(request, _("There is a plan being written already. This is it."))
        return redirect("plans:plan", already.plan.pk)
    return render(request, "plans/start_alone.jinja", {"person": person, "form": form, "own": own})


@open_to(writers)
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, pk, part: str) -> HttpResponse:
    """One topic of the plan. Two people saving at once are shown both versions."""
    plan = open_plan(request, pk, page=_("Writing the plan"))
    if request.method == "GET" and not plan.can_be_written():
        return not_now(request, plan)
    if request.method == "GET" and not theirs_to_write(request, plan, part):
        return instead(request, plan, part)
    form_class = FORMS[part]
    form = form_class(request.POST or None, initial={name: getattr(plan, name) for name in form_class.base_fields})

    def write(revision: int) -> None:
        actions.write(plan, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data)

    saving = _save(request, plan, form, write)
    if saving.done:
        messages.success(request, _("Saved."))
        return redirect("plans:plan", plan.pk)
    return render(
        request, "plans/part.jinja",
        {"plan": plan, "part": part, "form": form, "revision": saving.revision, "clash": saving.clash,
         "indicative": latest_indicative(plan), "cost": plan.weekly_cost()},
    )  # fmt: skip


def _save(request: SignedInRequest, plan: Plan, form: Form, action: Callable[[int], None]) -> Saving:
    """A plan that somebody sent or stopped meanwhile says so on the page, where what was typed is still to be read."""
    try:
        return save_or_clash(request, plan, form, action)
    except (actions.CannotMove, NotTheirsToWrite) as cannot:
        form.add_error(None, str(cannot))
        return Saving(revision_of(request))


@open_to(writers)
@require_http_methods(["GET", "POST"])
def waive(request: SignedInRequest, pk) -> HttpResponse:
    """Going on without seeing a figure is the person's own choice, in their words."""
    plan = open_plan(request, pk, page=_("Going on without a figure"))
    if request.method == "GET" and not plan.can_be_written():
        return not_now(request, plan)
    if request.method == "GET" and not theirs_to_write(request, plan):
        return instead(request, plan)
    form = forms.Waive(request.POST or None, initial={"figure_waived_words": plan.figure_waived_words})

    def waive_figure(revision: int) -> None:
        words = form.cleaned_data["figure_waived_words"]
        actions.waive_figure(plan, words=words, by=request.user, on=clock.today(), at=clock.now(), revision=revision)

    saving = _save(request, plan, form, waive_figure)
    if saving.done:
        messages.success(request, _("Written down. The plan can go on without a figure."))
        return redirect("plans:plan", plan.pk)
    return render(
        request, "plans/waive.jinja",
        {"plan": plan, "form": form, "revision": saving.revision, "clash": saving.clash, "charge": latest_charge(plan),
         "own": roles.person(request.user)},
    )  # fmt: skip
