"""Signing in and out. The demonstration's one click is there only where the deployment says it is a demonstration."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter as get_other_sign_ins
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User
from goodlives.casework.representatives.models import Representation

from .. import clock, kept
from ..design.forms import Form, Password, Text
from ..permissions import SignedInRequest, open_to


class SignIn(Form):
    login = Text(
        _("Email address or user name"), missing=_("Enter your email address or user name"), autocomplete="username",
        max_length=254, classes="govuk-!-width-two-thirds",
    )  # fmt: skip
    password = Password(_("Password"), missing=_("Enter your password"), autocomplete="current-password")

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, None

    def clean(self):
        typed = self.cleaned_data
        if typed.get("login") and typed.get("password"):
            self.user = get_adapter().authenticate(
                self.request, username=typed["login"].strip(), password=typed["password"]
            )
            if self.user is None:
                raise ValidationError(gettext("The name or the password is not right. Check both and try again."))
        return typed


@open_to(roles.anyone)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignIn(request.POST or None, request=request)
    if form.is_valid():
        where = Login(user=form.user, redirect_url=_wanted(request))
        try:
            return perform_password_login(request, {"username": form.cleaned_data["login"]}, where)
        except ImmediateHttpResponse as instead:
            return instead.response
    return render(
        request, "home/sign_in.jinja",
        {"form": form, "by_role": _made_up_people(), "next": request.GET.get("next", ""),
         "others": [(app.provider_id, app.name) for app in get_other_sign_ins().list_apps(None, "openid_connect")],
         "unsent": kept.UNSENT in request.session},
    )  # fmt: skip


def _wanted(request: HttpRequest) -> str | None:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if wanted and safe else None


def _made_up_people() -> list[tuple[str, list[User]]]:
    if not settings.DEMONSTRATION:
        return []
    accounts = User.objects.filter(for_demonstration=True, is_active=True).select_related("team", "person")
    by_role = [(str(label), [account for account in accounts if account.role == role]) for role, label in Role.choices]
    return [pair for pair in by_role if pair[1]]


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
    return redirect(_wanted(request) or first_page(user))


@open_to(roles.signed_in)
@require_safe
def signed_in(request: SignedInRequest) -> HttpResponse:
    """What was not yet sent, or where each goes first."""
    return redirect("home:not_yet_sent" if kept.UNSENT in request.session else first_page(request.user))


def first_page(user: User) -> str:
    """The name of the page that each kind of user begins with. Whoever acts for others first says for whom."""
    if user.role == Role.PERSON and Representation.objects.current(clock.today()).filter(user=user).exists():
        return "representatives:choose"
    first = {Role.PERSON: "people:mine", Role.ADMINISTRATOR: "access:accounts", Role.PARTNER: "consents:shared_with_us"}
    return first.get(Role(user.role), "home:work")


@open_to(roles.anyone)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, gettext("You have signed out."))
    return redirect("home:start")
