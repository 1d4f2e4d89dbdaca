"""A sign-in ends by itself: after an hour without a page, and after twelve hours in any case."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goodlives.casework.access import roles

from .. import clock

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = timedelta(minutes=5)  # a session is written seldom: most pages write nothing


def stamp_each_sign_in() -> None:
    user_logged_in.connect(_stamp, dispatch_uid="goodlives.web.access.sessions")


def _stamp(sender, request: HttpRequest, **_signal) -> None:
    request.session[BEGAN] = request.session[SEEN] = clock.now().isoformat()


class SessionsEnd:
    """Sign out whoever has been away too long. What they typed is kept for them: see `kept`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if getattr(view, "open_to", roles.anyone) is roles.anyone or not request.user.is_authenticated:
            return
        now = clock.now()
        began, seen = (datetime.fromisoformat(request.session.get(key, now.isoformat())) for key in (BEGAN, SEEN))
        too_quiet = now - seen > timedelta(minutes=settings.SESSION_MINUTES_WITHOUT_A_PAGE)
        too_long = now - began > timedelta(hours=settings.SESSION_HOURS_AT_MOST)
        if too_quiet or too_long:
            logout(request)
        elif now - seen > NOTED_EVERY or SEEN not in request.session:
            request.session.setdefault(BEGAN, now.isoformat())
            request.session[SEEN] = now.isoformat()


WITHOUT_A_SECOND_STEP = {
    "access:second_step", "home:signed_in", "access:change_password", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_view_recovery_codes", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip


class SecondStepForStaff:
    """Staff, and partners, who signed in with a password alone set up a second step before anything else.

    Whoever came through the council's own sign-in is left to it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(view, "open_to", roles.anyone) is roles.anyone or name in WITHOUT_A_SECOND_STEP:
            return None
        if (roles.council_staff | roles.administrator | roles.partner)(request.user) and password_alone(request):
            return redirect("access:second_step")
        return None


def password_alone(request: HttpRequest) -> bool:
    """Whether they signed in with a password, and have nothing else that only they hold."""
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    return "password" in methods and not methods & {"mfa", "socialaccount"} and not is_mfa_enabled(request.user)
