"""Choosing the language to read in: a button on every page, which works without JavaScript."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from goodlives.casework.access import actions, roles

from ..design import languages
from ..permissions import open_to


@open_to(roles.anyone)
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Back to the page they were on, in the language they chose: kept on their account, and in a cookie."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    answer = redirect(back if back and safe else "home:start")
    if languages.is_offered(chosen) and languages.may_choose(request.user):
        if request.user.is_authenticated:
            actions.choose_language(by=request.user, language=chosen)
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE, httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )  # fmt: skip
    return answer
