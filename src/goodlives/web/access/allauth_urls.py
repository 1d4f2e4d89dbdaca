"""The pages that django-allauth draws, each with who may open it. Their names are its own, so it finds them."""

from __future__ import annotations

import functools

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path

from goodlives.casework.access import roles

from ..permissions import open_to
from . import mine, providers


def ours(view):
    """For whoever is signed in, about nobody else. Where there is nothing of theirs, back to their account."""

    @open_to(roles.signed_in)
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return redirect("access:account")

    return page


def at_the_door(view):
    """On the way in. Whoever is in already goes to their first page."""

    @open_to(roles.anyone)
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        return redirect("home:signed_in") if request.user.is_authenticated else view(request, *args, **kwargs)

    return page


urlpatterns = [
    path("sign-in/second-step/", at_the_door(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", at_the_door(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/with/<slug:provider_id>/", at_the_door(providers.there), name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", at_the_door(providers.back), name="openid_connect_callback"),
    path("account/", mine.account, name="mfa_index"),
    path("account/", mine.account, name="mfa_list_webauthn"),
    path("account/check/password/", ours(account.reauthenticate), name="account_reauthenticate"),
    path("account/check/code/", ours(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/check/passkey/", ours(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/app/", ours(totp.activate_totp), name="mfa_activate_totp"),
    path("account/app/remove/", ours(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/spare-codes/", ours(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/spare-codes/new/", ours(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/passkeys/new/", ours(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", ours(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]
