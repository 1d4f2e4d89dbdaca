"""An account for somebody who draws on support, or a carer: given from their record."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import actions, roles
from goodlives.casework.communication.door import against_telling_by, may_be_emailed
from goodlives.casework.decisions.models import Telling
from goodlives.casework.people import accounts

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .forms import HowToTell, LastDay
from .staff import tell_code


@open_to(roles.social_worker)
@require_safe
def account(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Their account"))
    user = person.user
    return render(
        request, "access/of_person.jinja",
        {"person": person, "account": user, "in_use": user is None or user.may_sign_in(clock.today()),
         "entries": user.entries.select_related("by")[:50] if user else [],
         "how": HowToTell(initial={"how": "print"})},
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
@never_cache
def code(request: SignedInRequest, person_pk) -> HttpResponse:
    """Give the account, if there is none, and a code for it."""
    back = reverse("access:of_person", args=[person_pk])
    person = open_record(request, person_pk, page=_("Their account"))
    if request.method == "GET":
        return redirect(back)
    if request.POST.get("how") == "email" and not may_be_emailed(person):
        messages.warning(request, _("It is not safe to email them. Give them the code in the way they agreed with us."))
        return redirect(back)
    if against := against_telling_by(person, Telling.How.LETTER):
        messages.warning(request, against)
    try:
        user = accounts.give_account(person, by=request.user, at=clock.now())
    except actions.EmailIsTaken:
        messages.warning(request, _("Another account has this email address. Check it with them, then try again."))
        return redirect(back)
    return tell_code(request, user, back=back)


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Their account"))
    back = reverse("access:of_person", args=[person_pk])
    if person.user is None:
        return redirect(back)
    form = LastDay(request.POST or None, initial={"last_day": clock.today()})
    if form.is_valid():
        actions.end_account(
            person.user, last_day=form.cleaned_data["last_day"], by=request.user, on=clock.today(), at=clock.now()
        )
        messages.success(request, _("Their account ends on that day."))
        return redirect(back)
    return render(request, "access/end.jinja", {"form": form, "account": person.user, "person": person, "back": back})
