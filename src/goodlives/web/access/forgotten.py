"""A new password by email. Nobody learns from it whether an email address has an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import actions, locking, roles
from goodlives.casework.access.models import AccountEntry, User

from .. import clock
from ..permissions import open_to
from . import mail
from .forms import Forgotten, NewPassword


@open_to(roles.anyone)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    form = Forgotten(request.POST or None)
    if form.is_valid():
        for user in User.objects.filter(email__iexact=form.cleaned_data["email"]):
            _send(request, user)
        return render(request, "access/forgotten_sent.jinja", {"email": form.cleaned_data["email"]})
    return render(request, "access/forgotten.jinja", {"form": form})


def _send(request: HttpRequest, user: User) -> None:
    """Only to whoever has a password: staff who sign in elsewhere have none, and do not get one this way."""
    if not user.may_sign_in(clock.today()) or not user.has_usable_password():
        return
    asked = locking.mark("forgotten", user.pk)
    try:
        locking.must_be_open(asked, at=clock.now())
    except locking.Locked:
        return  # enough letters for now
    locking.wrong(asked, at=clock.now())
    uid = urlsafe_base64_encode(str(user.pk).encode())
    address = reverse("access:new_password", args=[uid, default_token_generator.make_token(user)])
    actions.note(user, AccountEntry.What.FORGOTTEN, by=None, at=clock.now())
    mail.new_password_link(user, request.build_absolute_uri(address))


def _whose(uid: str, token: str) -> User | None:
    try:
        user = User.objects.get(pk=force_str(urlsafe_base64_decode(uid)))
    except (ValueError, ValidationError, User.DoesNotExist):
        return None
    return user if user.may_sign_in(clock.today()) and default_token_generator.check_token(user, token) else None


@open_to(roles.anyone)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "again")
@never_cache
def choose(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    user = _whose(uid, token)
    if user is None:
        return render(request, "access/too_old.jinja")
    form = NewPassword(request.POST or None, user=user)
    if form.is_valid():
        actions.set_password(user, form.cleaned_data["password"], by=user, at=clock.now())
        locking.right(locking.mark("password", user.pk))
        mail.something_changed(user, _("Your password was changed."))
        messages.success(request, _("Your new password is saved. Sign in with it."))
        return redirect("home:sign_in")
    return render(request, "access/new_password.jinja", {"form": form})
