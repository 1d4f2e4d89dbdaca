"""Opening one direct payment, with its person, and saving what a page asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from goodlives.casework.decisions.models import Decision
from goodlives.casework.payments import actions
from goodlives.casework.payments.models import DirectPayment
from goodlives.casework.plans.models import PersonalBudget

from ..design.conflict import save_or_clash
from ..design.forms import Form
from ..permissions import SignedInRequest, open_record


def opened(request: SignedInRequest, pk) -> DirectPayment:
    """The direct payment, if this user may see its person; the look is written down."""
    found = get_object_or_404(DirectPayment.objects.select_related("decision", "plan"), pk=pk)
    found.person = open_record(request, found.person_id, page=_("Direct payment"))
    return found


def about(payment: DirectPayment) -> dict:
    """What each page about a direct payment shows: the person, the money, the conditions."""
    budget: PersonalBudget | None = actions.budget_of(payment)
    return {
        "payment": payment,
        "person": payment.person,
        "budget": budget,
        "conclusion": actions.conclusion(payment),
    }


def ask(
    request: SignedInRequest,
    payment: DirectPayment,
    form: Form,
    template: str,
    *,
    save: Callable[[int], Any],
    said: str,
    theirs: Callable[[DirectPayment], dict] | None = lambda now: {},
) -> HttpResponse:
    """Show a form; when it is posted, save it and go on: to the decision, where one is made, or to the payment."""
    try:
        saving = save_or_clash(request, payment, form, save, theirs=theirs)
    except actions.CannotMove as refused:
        messages.info(request, str(refused))
        return redirect("payments:payment", payment.pk)
    if saving.done:
        messages.success(request, said)
        if isinstance(saving.made, Decision):
            return redirect("decisions:decision", saving.made.pk)
        return redirect("payments:payment", payment.pk)
    if saving.clash:
        payment.refresh_from_db()
    return render(
        request, template, about(payment) | {"form": form, "clash": saving.clash, "revision": saving.revision},
        status=409 if saving.clash else 422 if form.errors else 200,
    )  # fmt: skip
