"""Your own account: how you sign in, what happened to it, and a way out everywhere."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import actions, roles
from goodlives.casework.access.models import AccountEntry

from .. import clock
from ..permissions import SignedInRequest, open_to
from . import mail
from .adapters import is_their_password
from .forms import AnotherPassword

SHOWN = 20


@open_to(roles.signed_in)
@require_safe
@never_cache
def account(request: SignedInRequest) -> HttpResponse:
    steps = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    entries = AccountEntry.objects.filter(user=request.user).select_related("by")[:SHOWN]
    return render(
        request, "access/account.jinja",
        {"passkeys": [step for step in steps if step.type == "webauthn"],
         "app": next((step for step in steps if step.type == "totp"), None),
         "spare": next((len(step.wrap().get_unused_codes()) for step in steps if step.type == "recovery_codes"), 0),
         "entries": entries, "has_password": request.user.has_usable_password()},
    )  # fmt: skip


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
@never_cache
def change_password(request: SignedInRequest) -> HttpResponse:
    if not request.user.has_usable_password():
        return redirect("access:account")
    form = AnotherPassword(request.POST or None, user=request.user)
    if form.is_valid() and is_their_password(form, "now", request.user):
        actions.set_password(request.user, form.cleaned_data["password"], by=request.user, at=clock.now())
        update_session_auth_hash(request, request.user)
        mail.something_changed(request.user, _("Your password was changed."))
        messages.success(request, _("Your password is changed. You are signed out everywhere else."))
        return redirect("access:account")
    return render(request, "access/change_password.jinja", {"form": form})


@open_to(roles.signed_in)
@require_safe
def second_step(request: SignedInRequest) -> HttpResponse:
    """Staff who have a password alone come here first."""
    if is_mfa_enabled(request.user):
        return redirect("home:signed_in")
    return render(request, "access/second_step.jinja")


@open_to(roles.signed_in)
@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    actions.sign_out_everywhere(request.user, by=request.user, at=clock.now())
    logout(request)
    messages.success(request, _("You have signed out on every computer and phone."))
    return redirect("home:start")
