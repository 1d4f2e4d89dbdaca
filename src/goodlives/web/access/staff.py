"""Accounts of staff, for whoever looks after them: given, changed, ended, each with its history."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import actions, roles
from goodlives.casework.access.models import Role, User

from .. import clock
from ..design.environment import day
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to
from . import mail, providers
from .forms import HowToTell, Job, LastDay, NewStaff, SearchAccounts

COLUMNS = [
    Column("name", _("Name"), str, sort=("last_name", "first_name")),
    Column("username", _("User name"), lambda user: user.username, sort=("username",)),
    Column("role", _("Role"), lambda user: user.get_role_display(), sort=("role",)),
    Column("team", _("Team"), lambda user: user.team or "", sort=("team__name",)),
    Column("ends", _("Last day"), lambda user: user.ends_on or "", sort=("ends_on",)),
]


def _staff():
    return User.objects.exclude(role=Role.PERSON).select_related("team")


def _one(pk) -> User:
    return get_object_or_404(_staff(), pk=pk)


@open_to(roles.administrator)
@require_safe
def accounts(request: SignedInRequest) -> HttpResponseBase:
    form = SearchAccounts(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    in_use = Q(is_active=True) & (Q(ends_on=None) | Q(ends_on__gte=clock.today()))
    rows = _staff()
    for word in asked.get("words", "").split():
        rows = rows.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(username__icontains=word)
            | Q(email__icontains=word)
        )  # fmt: skip
    if asked.get("role"):
        rows = rows.filter(role=asked["role"])
    rows = {"": rows.filter(in_use), "ended": rows.exclude(in_use)}.get(asked.get("ended", ""), rows)
    listing = Listing(
        request, rows, COLUMNS, "name", form=form, what="accounts", empty=_("No accounts yet. Give the first one.")
    )
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "access/accounts.jinja", {"listing": listing})


@open_to(roles.administrator)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = NewStaff(request.POST or None)
    if form.is_valid():
        try:
            user = actions.give_account(
                username=form.cleaned_data["email"].lower(), by=request.user, at=clock.now(), **form.cleaned_data
            )
        except actions.EmailIsTaken:
            form.add_error("email", _("Another account has this email address. Look among the ended ones too"))
        else:
            messages.success(request, _("The account is made. Now let them know how to start it."))
            return redirect("access:one", user.pk)
    return render(request, "access/new.jinja", {"form": form})


@open_to(roles.administrator)
@require_safe
def one(request: SignedInRequest, pk) -> HttpResponse:
    return render(request, "access/one.jinja", _about(request, _one(pk)))


def _about(request: HttpRequest, user: User) -> dict:
    return {
        "account": user, "entries": user.entries.select_related("by")[:50], "itself": user == request.user,
        "in_use": user.may_sign_in(clock.today()),
        "how": HowToTell(initial={"how": "email" if user.email else "print"}),
        "elsewhere": providers.offered("staff"),
    }  # fmt: skip


@open_to(roles.administrator)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk) -> HttpResponse:
    user = get_object_or_404(_staff().exclude(role=Role.PARTNER), pk=pk)
    known = {"email": user.email, "role": user.role, "job_title": user.job_title, "team": str(user.team_id or "")}
    form = Job(request.POST or None, initial=known)
    if form.is_valid():
        try:
            actions.change_account(user, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.EmailIsTaken:
            form.add_error("email", _("Another account has this email address"))
        except actions.NotYourOwn:
            form.add_error(None, _("You cannot change your own account. Ask another administrator"))
        else:
            messages.success(request, _("The account is changed."))
            return redirect("access:one", user.pk)
    return render(request, "access/change.jinja", {"form": form, "account": user})


@open_to(roles.administrator)
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk) -> HttpResponse:
    user = _one(pk)
    form = LastDay(request.POST or None, initial={"last_day": clock.today()})
    if form.is_valid():
        try:
            last_day = form.cleaned_data["last_day"]
            actions.end_account(user, last_day=last_day, by=request.user, on=clock.today(), at=clock.now())
        except actions.NotYourOwn:
            form.add_error(None, _("You cannot end your own account. Ask another administrator"))
        else:
            messages.success(request, _("The account ends on %(day)s.") % {"day": day(last_day)})
            return redirect("access:one", user.pk)
    return render(
        request, "access/end.jinja", {"form": form, "account": user, "back": reverse("access:one", args=[pk])}
    )


@open_to(roles.administrator)
@require_POST
def reopen(request: SignedInRequest, pk) -> HttpResponse:
    user = _one(pk)
    try:
        actions.reopen_account(user, by=request.user, at=clock.now())
    except actions.EmailIsTaken:
        messages.warning(request, _("Another account in use has this email address. Change or end that one first."))
    else:
        messages.success(request, _("The account is open again. Now let them know how to start it."))
    return redirect("access:one", user.pk)


@open_to(roles.administrator)
@require_http_methods(["GET", "POST"])
@never_cache
def code(request: SignedInRequest, pk) -> HttpResponse:
    user = _one(pk)
    if request.method == "GET" or not user.may_sign_in(clock.today()):
        return redirect("access:one", user.pk)
    return tell_code(request, user, back=reverse("access:one", args=[pk]))


def tell_code(request: SignedInRequest, user: User, *, back: str) -> HttpResponse:
    """Make a code, and print it or send it. It is shown this once, and kept nowhere."""
    form = HowToTell(request.POST)
    by_email = form.is_valid() and form.cleaned_data["how"] == "email" and bool(user.email)
    code = actions.new_code(user, by=request.user, at=clock.now())
    last_day = day((clock.now() + actions.A_CODE_LASTS).date())
    address = request.build_absolute_uri(reverse("access:start"))
    if by_email:
        mail.code(user, code, address, last_day)
        messages.success(request, _("We have sent the code to %(email)s.") % {"email": user.email})
        return redirect(back)
    return render(
        request, "access/letter.jinja",
        {"account": user, "code": code, "start_address": address, "last_day": last_day, "back": back},
    )  # fmt: skip


@open_to(roles.administrator)
@require_POST
def second_steps(request: SignedInRequest, pk) -> HttpResponse:
    user = _one(pk)
    try:
        actions.take_away_second_steps(user, by=request.user, at=clock.now())
    except actions.NotYourOwn:
        messages.warning(request, _("You cannot do this for your own account. Ask another administrator."))
    else:
        mail.something_changed(user, _("Your second step was taken away. You set up another when you next sign in."))
        messages.success(request, _("Their second step is taken away. They set up another when they sign in."))
    return redirect("access:one", user.pk)
