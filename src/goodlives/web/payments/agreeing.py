"""The agreement of a direct payment: reading it, agreeing to it, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.payments import actions
from goodlives.casework.payments.models import MOVES, DirectPayment, State

from .. import clock
from ..design.conflict import revision_of
from ..design.forms import Form
from ..permissions import SignedInRequest, open_to
from .forms import AgreeForm, EndForm
from .opening import about, ask, opened


@open_to(roles.signed_in)
@require_safe
def agreement(request: SignedInRequest, pk) -> HttpResponse:
    """The agreement in plain English, to read and to print."""
    return render(request, "payments/agreement.jinja", about(opened(request, pk)))


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def agree(request: SignedInRequest, pk) -> HttpResponse:
    """Both sides agree; the schedule is drawn up."""
    payment = opened(request, pk)
    earliest = payment.plan.starts_on or payment.asked_on
    form = AgreeForm(request.POST or None, initial={"starts_on": max(earliest, clock.today())}, earliest=earliest)

    def save(revision: int) -> None:
        actions.agree(
            payment, starts_on=form.cleaned_data["starts_on"], by=request.user, on=clock.today(), at=clock.now(),
            revision=revision,
        )  # fmt: skip

    return _move(
        request, payment, State.AGREED, form, "payments/agree.jinja", save,
        _("Agreed. The schedule of payments is ready."),
    )  # fmt: skip


@open_to(roles.money_worker)
@require_POST
def carry_on(request: SignedInRequest, pk) -> HttpResponse:
    """Draw up the next year of payments."""
    payment = opened(request, pk)
    try:
        actions.carry_on(payment, by=request.user, at=clock.now(), revision=revision_of(request))
    except ChangedMeanwhile:
        messages.info(request, _("This direct payment changed meanwhile. Look at it as it is now."))
    except actions.CannotMove as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("The next year of payments is drawn up."))
    return redirect("payments:payment", payment.pk)


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk) -> HttpResponse:
    """End it, and say how the needs are met from then on."""
    payment = opened(request, pk)
    form = EndForm(
        request.POST or None, initial={"on": clock.today()}, earliest=payment.starts_on or payment.asked_on
    )  # fmt: skip

    def save(revision: int) -> None:
        actions.end(
            payment, why=form.cleaned_data["why"], by=request.user, on=form.cleaned_data["on"], at=clock.now(),
            revision=revision,
        )  # fmt: skip

    return _move(request, payment, State.ENDED, form, "payments/end.jinja", save, _("The direct payment ends."))


def _move(
    request: SignedInRequest, payment: DirectPayment, to: State, form: Form, template: str, save, said: str
) -> HttpResponse:
    """Show the form of one move of state, and make the move."""
    if to not in MOVES[State(payment.state)]:
        state = payment.get_state_display().lower()
        messages.info(request, _("This direct payment is %(state)s, so that cannot be done.") % {"state": state})
        return redirect("payments:payment", payment.pk)
    return ask(request, payment, form, template, save=save, said=said)
