"""The first idea of the budget: how the answers become points, the points money, and what would change it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import IndicativeBudget
from goodlives.casework.finances.working_out import answers_of, family_care
from goodlives.rules.resource_allocation import Domain, indicative_budget

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .forms import IndicativeForm


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def indicative(request: SignedInRequest, pk) -> HttpResponse:
    """After eligibility is decided. Staff work it out; the person may see it."""
    assessment = get_object_or_404(Assessment.objects.select_related("decision"), pk=pk)
    assessment.person = open_record(request, assessment.person_id, page=_("First idea of the budget"))
    eligible = bool(assessment.decision and assessment.decision.favourable) and not assessment.is_for_carer
    on = clock.today()
    needs, support = answers_of(assessment, on)
    now = indicative_budget(needs, support, on)
    kept = IndicativeBudget.objects.filter(assessment=assessment).select_related("decision", "worked_out_by").first()
    may_work_it_out = eligible and roles.money_worker(request.user) and now.points is not None
    form = IndicativeForm(
        request.POST or None,
        initial={"reasons": _("It comes from how much help you need in each part of your life, and our table.")},
    )
    if request.method == "POST":
        if not may_work_it_out:
            messages.info(request, _("It cannot be worked out yet."))
            return redirect("finances:indicative", assessment.pk)
        if form.is_valid():
            actions.work_out_indicative_budget(
                assessment, reasons=form.cleaned_data["reasons"], by=request.user, on=on, at=clock.now()
            )
            messages.success(request, _("The first idea of the budget is worked out and kept."))
            return redirect("finances:indicative", assessment.pk)
    return render(
        request, "finances/indicative.jinja",
        {"assessment": assessment, "person": assessment.person, "eligible": eligible, "now": now, "kept": kept,
         "changed": kept is not None and (kept.points, kept.weekly_amount) != (now.points, now.weekly),
         "steps": [step.as_json() for step in now.steps], "family": family_care(assessment, on),
         "asks_for_family": any(answer.carer_support not in ("", "none") for answer in assessment.help_needed.all()),
         "missing": _domains(now.not_yet_known), "form": form, "may_work_it_out": may_work_it_out},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _domains(names: tuple[str, ...]) -> list[str]:
    """The parts of life that are not yet known, in words."""
    words = {domain.value: domain.words for domain in Domain}
    return list(dict.fromkeys(words[name.split(".")[1]] for name in names))
