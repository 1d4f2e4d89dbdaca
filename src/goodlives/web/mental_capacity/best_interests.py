"""Deciding for somebody who could not decide on that day: each step of s4, and an advocate where there must be one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.mental_capacity import actions
from goodlives.casework.mental_capacity.models import LOOKED_AT, BestInterestsDecision

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_to
from .forms import ADVOCATE, DecideForThem, InBestInterests
from .looking import open_one


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, pk) -> HttpResponse:
    about = open_one(request, pk, page=_("In their best interests"))
    begun = BestInterestsDecision.objects.filter(mental_capacity=about).first()
    if about.could_decide is not False or (begun is not None and begun.decision_id):
        return redirect("mental_capacity:record", about.pk)
    one = begun or BestInterestsDecision(mental_capacity=about)
    first = {name: getattr(one, name) for name in InBestInterests().fields}
    form = InBestInterests(request.POST if request.method == "POST" else None, initial=first)

    def save(revision: int) -> None:
        kept = actions.begin_best_interests(about, by=request.user, at=clock.now())
        actions.write(kept, **form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    try:
        saving = save_or_clash(request, one, form, save)
    except CannotMove as refused:
        messages.info(request, str(refused))
        return redirect("mental_capacity:record", about.pk)
    if saving.done:
        messages.success(request, _("What was looked at is saved."))
        return redirect("mental_capacity:decide_best_interests", about.pk)
    return render(
        request, "mental_capacity/best_interests.jinja",
        {"one": about, "person": about.person, "form": form, "steps": [form.step(name) for name in LOOKED_AT],
         "advocate": [form[name] for name in ADVOCATE], "saving": saving},
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, pk) -> HttpResponse:
    about = open_one(request, pk, page=_("In their best interests: deciding"))
    one = BestInterestsDecision.objects.filter(mental_capacity=about, decision=None).first()
    if one is None:
        return redirect("mental_capacity:record", about.pk)
    one.mental_capacity = about
    conclusion, advocate = one.conclusion(), one.needs_an_advocate()
    ready = conclusion.met and advocate.met is not None and not (advocate.met and not one.advocate.strip())
    form = DecideForThem(request.POST if request.method == "POST" else None) if ready else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide_in_best_interests(
                one, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now()
            )
        except (CannotMove, actions.NotEnoughKnown, actions.NothingShowsIt, actions.AdvocateNeeded) as refused:
            messages.info(request, str(refused))
            return redirect("mental_capacity:best_interests", about.pk)
        messages.success(request, _("The decision has been recorded. Now tell the person."))
        return redirect("decisions:decision", decision.pk)
    return render(
        request, "mental_capacity/decide_best_interests.jinja",
        {"one": about, "person": about.person, "form": form, "conclusion": conclusion, "advocate": advocate,
         "advocate_missing": bool(advocate.met and not one.advocate.strip())},
    )  # fmt: skip
