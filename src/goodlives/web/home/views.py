"""The front door, and each role's first page."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import drafts, roles

from .. import clock, kept
from ..permissions import SignedInRequest, open_to
from .work import piles_for


@open_to(roles.anyone)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What there is here, for anybody. Whoever works here goes straight to their work."""
    if roles.council_staff(request.user):
        return redirect("home:work")
    if roles.administrator(request.user):
        return redirect("access:accounts")
    if roles.partner(request.user):
        return redirect("consents:shared_with_us")
    return render(request, "home/start.jinja")


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def not_yet_sent(request: HttpRequest) -> HttpResponse:
    """What was typed before the sign-in ran out, to be sent now or thrown away."""
    if request.method == "POST":
        kept.let_go(request)
        messages.success(request, _("What you typed has been thrown away."))
    unsent = kept.unsent(request)
    if unsent is None:
        typed = drafts.all_typed(request.user, at=clock.now())  # type: ignore[arg-type]  # somebody is signed in
        return render(request, "home/not_yet_sent.jinja", {"typed": typed}) if typed else redirect("home:start")
    return render(request, "home/send_again.jinja", {"path": unsent["path"], "fields": unsent["fields"], "waits": True})


@open_to(roles.anyone)
@require_safe
def about_this_site(request: HttpRequest) -> HttpResponse:
    return render(request, "home/about_this_site.jinja")


@open_to(roles.anyone)
@require_safe
def complain(request: HttpRequest) -> HttpResponse:
    return render(request, "home/complain.jinja")


@open_to(roles.anyone)
@require_safe
@cache_control(public=True, max_age=3600)
def council_css(request: HttpRequest) -> HttpResponse:
    """The council's own colours, as a style sheet, because our pages refuse styles written into them."""
    council = settings.COUNCIL
    return HttpResponse(
        f":root{{--council-colour:{council.colour};--council-on-colour:{council.text_on_colour}}}\n",
        content_type="text/css",
    )


@open_to(roles.council_staff)
@require_safe
def work(request: SignedInRequest) -> HttpResponse:
    """What waits for this member of staff, most pressing first."""
    piles = piles_for(request.user, clock.now())
    unsent = drafts.any_typed(request.user, at=clock.now())
    return render(request, "home/work.jinja", {"piles": piles, "unsent": unsent})
