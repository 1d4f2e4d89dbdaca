"""Starting an account with the code from the council's letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import actions, roles
from goodlives.casework.access.models import Activation, Role

from .. import clock
from ..permissions import open_to
from . import providers
from .forms import Code, NewPassword

ACTIVATION = "activation"


@open_to(roles.anyone)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    form = Code(request.POST or None)
    if form.is_valid():
        activation = actions.opened_by(form.cleaned_data["code"], on=clock.today(), at=clock.now())
        if activation:
            request.session.cycle_key()
            request.session[ACTIVATION] = str(activation.pk)
            return redirect("access:first_password")
        form.add_error("code", _("This code does not work. Check each letter. It may be too old, or used already."))
    return render(request, "access/start.jinja", {"form": form})


@open_to(roles.anyone)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "again")
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    activation = Activation.objects.filter(pk__in=[request.session.get(ACTIVATION)]).select_related("user").first()
    if activation is None:
        return redirect("access:start")
    form = NewPassword(request.POST or None, user=activation.user)
    if form.is_valid():
        started = actions.start_account(
            str(activation.pk), password=form.cleaned_data["password"], by=None, on=clock.today(), at=clock.now()
        )
        del request.session[ACTIVATION]
        if started is None:
            return redirect("access:start")
        messages.success(request, _("Your account is ready. Sign in with your user name and your password."))
        return redirect("home:sign_in")
    whom = "people" if activation.user.role == Role.PERSON else "staff"
    return render(
        request, "access/first_password.jinja",
        {"form": form, "owner": activation.user, "others": providers.offered(whom) if whom == "people" else []},
    )  # fmt: skip
