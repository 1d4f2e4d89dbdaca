"""Deciding what somebody pays, and noting that they have seen it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.decisions.models import Decision
from goodlives.casework.finances import actions
from goodlives.casework.finances.light_touch import without_full_assessment
from goodlives.casework.finances.models import Basis, FinancialAssessment

from .. import clock
from ..permissions import SignedInRequest, open_to
from .answer import answer
from .comparing import compared, last_decided
from .forms import DecideForm, ShownForm
from .opening import ask, opened


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk) -> HttpResponse:
    """Decide the charge: Care Act s17. Not while a fact is missing: then the page says which, and where to give it."""
    assessment = opened(request, pk)
    form = DecideForm(request.POST or None)
    now = answer(assessment) if assessment.person.born_on and assessment.state != "decided" else None
    without = without_full_assessment(assessment) if now and assessment.basis != Basis.FULL else None
    cannot = bool(now and now.missing) or (without is not None and not without.conclusion.met)
    if request.method == "POST" and cannot:
        messages.info(request, _("This cannot be decided yet. Something is still to be found out."))
        return redirect("finances:decide", assessment.pk)
    earlier = last_decided(assessment.person, before=assessment)
    decided = {}

    def save(revision: int) -> None:
        decided["decision"] = actions.decide_charge(
            assessment, reasons=form.cleaned_data["reasons"], participation=form.cleaned_data["participation"],
            by=request.user, on=clock.today(), at=clock.now(), revision=revision,
        )  # fmt: skip

    response = ask(
        request, assessment, form, "finances/decide.jinja", save=save, saved={},
        then=f"/money/{assessment.pk}/", said=_("Decided. Now tell the person."),
        cannot=cannot, without=without,
        comparison=compared(earlier, assessment, now) if earlier and now else [], earlier=earlier,
    )  # fmt: skip
    return redirect("decisions:decision", decided["decision"].pk) if decided else response


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def shown(request: SignedInRequest, pk) -> HttpResponse:
    """Note when and how the person saw the figure. A plan cannot be agreed before that, unless they chose not to."""
    assessment = opened(request, pk)
    if assessment.state != FinancialAssessment.State.DECIDED or assessment.shown_on is not None:
        return redirect("finances:assessment", assessment.pk)
    decided_on = cast(Decision, assessment.decision).decided_on
    form = ShownForm(request.POST or None, initial={"on": clock.today()}, decided_on=decided_on, today=clock.today())
    if request.method == "POST" and form.is_valid():
        actions.show_figure(
            assessment, by=request.user, on=form.cleaned_data["on"], at=clock.now(), how=form.cleaned_data["how"]
        )
        messages.success(request, _("We have noted that the person has seen what they pay."))
        return redirect("finances:assessment", assessment.pk)
    return render(
        request, "finances/shown.jinja", {"assessment": assessment, "person": assessment.person, "form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip
