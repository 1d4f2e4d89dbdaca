"""The front door, signing in, and each role's first page."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User

from .. import clock, kept
from ..permissions import SignedInRequest, open_to
from .work import piles_for


@open_to(roles.anyone)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What there is here, for anybody. Whoever works here goes straight to their work."""
    if roles.council_staff(request.user):
        return redirect("home:work")
    return render(request, "home/start.jinja")


@open_to(roles.anyone)
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    accounts = User.objects.none()
    if settings.DEMONSTRATION:
        accounts = User.objects.filter(for_demonstration=True, is_active=True).select_related("team", "person")
    by_role = [(label, [account for account in accounts if account.role == role]) for role, label in Role.choices]
    return render(
        request, "home/sign_in.jinja",
        {"by_role": [pair for pair in by_role if pair[1]], "next": request.GET.get("next", ""),
         "unsent": kept.UNSENT in request.session},
    )  # fmt: skip


@open_to(roles.anyone)
@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """One click, for made-up people only: both the deployment and the account must say demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    user = get_object_or_404(User, username=username, for_demonstration=True, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if kept.UNSENT in request.session:
        return redirect("home:not_yet_sent")
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect("people:mine" if user.role == Role.PERSON else "home:work")


@open_to(roles.anyone)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You have signed out."))
    return redirect("home:start")


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def not_yet_sent(request: HttpRequest) -> HttpResponse:
    """What was typed before the sign-in ran out, to be sent now or thrown away."""
    if request.method == "POST":
        kept.let_go(request)
        messages.success(request, _("What you typed has been thrown away."))
    unsent = kept.unsent(request)
    if unsent is None:
        return redirect("home:start")
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
    return render(request, "home/work.jinja", {"piles": piles_for(request.user, clock.today())})
