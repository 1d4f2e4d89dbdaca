"""The parts of a financial assessment that are one form each."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import FinancialAssessment, IndicativeBudget

from .. import clock
from ..design.forms import Form
from ..permissions import SignedInRequest, open_to
from .answer import answer
from .care_home import CareHomeForm, clock_of
from .forms import AboutForm, CostOfCareForm, CostsForm, FreeCareForm
from .opening import ask, opened


def _part(
    request: SignedInRequest, assessment: FinancialAssessment, form_class: type[Form], template: str, **context
) -> HttpResponse:
    """A form whose fields are those of the financial assessment."""
    names = list(form_class.base_fields)

    def values(of: FinancialAssessment) -> dict:
        return {name: getattr(of, name) for name in names}

    form = form_class(request.POST or None, initial=values(assessment))

    def save(revision: int) -> FinancialAssessment:
        given = {name: form.cleaned_data[name] for name in names}
        return actions.write(assessment, by=request.user, at=clock.now(), revision=revision, **given)

    def try_it() -> dict:
        for name in names:
            setattr(assessment, name, form.cleaned_data[name])
        return {"answer": answer(assessment)} | ({"clock": clock_of(assessment)} if assessment.in_care_home else {})

    return ask(
        request, assessment, form, template, save=save, saved=values(assessment), current=values, try_it=try_it,
        then=reverse("finances:assessment", args=[assessment.pk]), said=_("Saved."), **context,
    )  # fmt: skip


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def about(request: SignedInRequest, pk) -> HttpResponse:
    """The household and pension age: they set how much somebody must be left with."""
    return _part(request, opened(request, pk), AboutForm, "finances/about.jinja")


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def costs(request: SignedInRequest, pk) -> HttpResponse:
    """What comes off the income: the home, and the costs of disability."""
    return _part(request, opened(request, pk), CostsForm, "finances/costs.jinja")


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def care_home(request: SignedInRequest, pk) -> HttpResponse:
    """Where the care is: at home, or in a care home; the stay, its price, and the clock of the 12 weeks."""
    assessment = opened(request, pk)
    clock = clock_of(assessment)
    return _part(request, assessment, CareHomeForm, "finances/care_home.jinja", clock=clock)


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def cost_of_care(request: SignedInRequest, pk) -> HttpResponse:
    """What the care is likely to cost: nobody pays more than that."""
    assessment = opened(request, pk)
    idea = IndicativeBudget.objects.filter(person=assessment.person).first()
    return _part(request, assessment, CostOfCareForm, "finances/cost_of_care.jinja", idea=idea)


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def free_care(request: SignedInRequest, pk) -> HttpResponse:
    """Care that is free whatever somebody has."""
    return _part(request, opened(request, pk), FreeCareForm, "finances/free_care.jinja")
