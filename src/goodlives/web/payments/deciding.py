"""The conditions of a direct payment, one by one, and deciding."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.decisions.models import Decision
from goodlives.casework.payments import actions
from goodlives.casework.payments.models import State

from .. import clock
from ..permissions import SignedInRequest, open_to
from .forms import ConditionsForm, DecideForm
from .opening import ask, opened


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def conditions(request: SignedInRequest, pk) -> HttpResponse:
    """Each condition: yes, no or not yet known."""
    payment = opened(request, pk)
    if payment.state != State.REQUESTED:
        messages.info(request, _("This direct payment has been decided."))
        return redirect("payments:payment", payment.pk)
    known = {name: getattr(payment, name) for name in ConditionsForm.base_fields}
    form = ConditionsForm(request.POST or None, initial=known)

    def save(revision: int) -> None:
        actions.write(payment, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data)

    return ask(request, payment, form, "payments/conditions.jinja", save=save, said=_("Saved."), theirs=None)


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk) -> HttpResponse:
    """Decide, once every condition is known. A refusal has its reasons, and says what is offered instead."""
    payment = opened(request, pk)
    concluded = actions.conclusion(payment)
    if payment.state != State.REQUESTED or concluded.met is None:
        words = (
            _("This cannot be decided yet. Something is still to be found out.")
            if payment.state == State.REQUESTED
            else _("This direct payment has been decided.")
        )
        messages.info(request, words)
        return redirect("payments:payment", payment.pk)
    form = DecideForm(request.POST or None, refusal=not concluded.met)

    def save(revision: int) -> Decision:
        return actions.decide(
            payment, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now(), revision=revision
        )

    return ask(
        request, payment, form, "payments/decide.jinja", save=save, said=_("Decided. Now tell the person.")
    )  # fmt: skip
