"""The conditions of a direct payment, one by one, and deciding."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.payments import actions
from goodlives.casework.payments.models import State

from .. import clock
from ..design.conflict import clash, revision_of
from ..permissions import SignedInRequest, open_to
from .forms import ConditionsForm, DecideForm
from .opening import about, opened


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def conditions(request: SignedInRequest, pk) -> HttpResponse:
    """Each condition: yes, no or not yet known."""
    payment = opened(request, pk)
    if payment.state != State.REQUESTED:
        messages.info(request, _("This direct payment has been decided."))
        return redirect("payments:payment", payment.pk)
    names = list(ConditionsForm.base_fields)
    form = ConditionsForm(request.POST or None, initial={name: getattr(payment, name) for name in names})
    found, revision = None, payment.revision
    if request.method == "POST":
        revision = revision_of(request)
        if form.is_valid():
            try:
                actions.write(payment, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data)
            except ChangedMeanwhile as meanwhile:
                found = clash(meanwhile, form, {name: getattr(meanwhile.current, name) for name in names})
                revision = found.revision
            except actions.CannotMove as refused:
                messages.info(request, str(refused))
                return redirect("payments:payment", payment.pk)
            else:
                messages.success(request, _("Saved."))
                return redirect("payments:payment", payment.pk)
    return render(
        request, "payments/conditions.jinja", about(payment) | {"form": form, "clash": found, "revision": revision},
        status=409 if found else 422 if form.errors else 200,
    )  # fmt: skip


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
    found, revision = None, payment.revision
    if request.method == "POST":
        revision = revision_of(request)
        if form.is_valid():
            try:
                decision = actions.decide(
                    payment, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now(), revision=revision
                )
            except ChangedMeanwhile as meanwhile:
                found = clash(meanwhile, form, {})
                revision = found.revision
                payment.refresh_from_db()
            except actions.CannotMove as refused:
                messages.info(request, str(refused))
                return redirect("payments:payment", payment.pk)
            else:
                messages.success(request, _("Decided. Now tell the person."))
                return redirect("decisions:decision", decision.pk)
    return render(
        request, "payments/decide.jinja", about(payment) | {"form": form, "clash": found, "revision": revision},
        status=409 if found else 422 if form.errors else 200,
    )  # fmt: skip
