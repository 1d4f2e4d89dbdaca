"""Coming back to a request: what has happened, what we said, and what has changed since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.requests import actions
from goodlives.casework.requests.coming_back import Proof, TooManyGuesses, find, tidy_reference
from goodlives.casework.requests.models import ANSWERED_WITHIN, RequestForSupport, State, Urgency

from .. import clock
from ..design.forms import Choice, Date, Form, LongText, Text
from ..permissions import open_to

About = RequestForSupport.About
CAME_BACK = "came_back"
STAYS_OPEN_FOR = timedelta(minutes=30)


class ComeBack(Form):
    reference = Text(
        _("Your reference"), hint=_("It begins with R, like R-BCDF-2346. Spaces and small letters do not matter."),
        missing=_("Enter your reference"), classes="govuk-input--width-10", max_length=30,
    )  # fmt: skip
    born_on = Date(_("Date of birth of the person who needs help"), hint=_("For example 27 3 1956"), latest=clock.today)
    postcode = Text(
        _("Postcode of the person who needs help"), classes="govuk-input--width-10", max_length=20,
        hint=_("Only if you did not tell us a date of birth."),
    )  # fmt: skip
    phone_or_email = Text(
        _("Phone number or email you gave us"), classes="govuk-input--width-20", max_length=254,
        hint=_("Only if you told us neither a date of birth nor a postcode."),
    )  # fmt: skip

    def proof(self) -> Proof:
        return Proof(self.cleaned_data["born_on"], self.cleaned_data["postcode"], self.cleaned_data["phone_or_email"])


class SomethingChanged(Form):
    words = LongText(_("What has changed?"), rows=6, max_length=10_000, missing=_("Tell us what has changed"))
    urgency = Choice(_("How soon is help needed now?"), Urgency.choices, missing=_("Say how soon help is needed now"))


def _own_requests(request: HttpRequest) -> QuerySet[RequestForSupport]:
    """What the signed-in person asked for themselves. What somebody else asked for them is that somebody's."""
    if not roles.person(request.user):
        return RequestForSupport.objects.none()
    return RequestForSupport.objects.filter(person__user=cast(User, request.user)).exclude(about=About.SOMEBODY_ELSE)


def _opened(request: HttpRequest, reference: str) -> RequestForSupport | None:
    """The request, if it is theirs, or if they have just shown that they know about it."""
    came_back = request.session.get(CAME_BACK, {})
    rows = RequestForSupport.objects.select_related("response", "person")
    if came_back.get("reference") == reference and clock.now() < datetime.fromisoformat(came_back["until"]):
        return rows.filter(reference=reference).first()
    return rows.filter(pk__in=_own_requests(request), reference=reference).first()


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_back(request: HttpRequest) -> HttpResponse:
    """Open a request with its reference and one thing more. What is wrong is not said, so it cannot be guessed."""
    form = ComeBack(request.POST if request.method == "POST" else None, initial={"reference": request.GET.get("r")})
    if request.method == "POST" and form.is_valid():
        try:
            found = find(form.cleaned_data["reference"], form.proof(), at=clock.now())
            if found is None:
                form.add_error(None, gettext("We cannot find a request with these details. Check each of them."))
        except TooManyGuesses:
            found = None
            form.add_error(
                None, gettext("These details have been tried too often. Wait an hour, or phone us and we will help.")
            )
        if found is not None:
            until = clock.now() + STAYS_OPEN_FOR
            request.session[CAME_BACK] = {"reference": found.reference, "until": until.isoformat()}
            return redirect("requests:told", found.reference)
    own = _own_requests(request).order_by("-asked_at")
    return render(request, "requests/come_back.jinja", {"form": form, "own": own})


@open_to(roles.anyone)
@require_safe
@never_cache
def told(request: HttpRequest, reference: str) -> HttpResponse:
    """What has happened to it."""
    found = _opened(request, reference)
    if found is None:
        return _shut(request, reference)
    days = ANSWERED_WITHIN[Urgency(found.urgency)]
    return render(request, "requests/told.jinja", {"asked": found, "days": days, "waiting": found.state == State.NEW})


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def something_changed(request: HttpRequest, reference: str) -> HttpResponse:
    """More to tell, and perhaps more urgent."""
    found = _opened(request, reference)
    if found is None:
        return _shut(request, reference)
    form = SomethingChanged(request.POST if request.method == "POST" else None, initial={"urgency": found.urgency})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add(found, **form.cleaned_data, by=_user(request), at=clock.now())
        except actions.CannotMove:
            form.add_error(
                None, gettext("We have answered this request, so it cannot be added to. What you typed is below: you "
                              "can copy it and ask again.")
            )  # fmt: skip
        else:
            messages.success(request, gettext("We have what you told us."))
            return redirect("requests:told", reference)
    return render(request, "requests/something_changed.jinja", {"form": form, "asked": found})


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """They no longer want what they asked for. Asked once more, because it cannot be taken back."""
    found = _opened(request, reference)
    if found is None:
        return _shut(request, reference)
    if request.method != "POST":
        return render(request, "requests/withdraw.jinja", {"asked": found})
    try:
        actions.withdraw(found, by=_user(request), at=clock.now())
        messages.success(request, gettext("You have withdrawn your request."))
    except actions.CannotMove as why:
        messages.warning(request, str(why))
    return redirect("requests:told", reference)


@open_to(roles.anyone)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Shut it again, for whoever uses this computer next."""
    request.session.pop(CAME_BACK, None)
    messages.success(request, gettext("Your request is shut. You need your details to open it again."))
    return redirect("requests:come_back")


def _shut(request: HttpRequest, reference: str) -> HttpResponse:
    """The same for a request that is not theirs as for none: ask who they are."""
    response = redirect("requests:come_back")
    response["Location"] += f"?r={tidy_reference(reference)}"
    return response


def _user(request: HttpRequest):
    return request.user if request.user.is_authenticated else None
