"""Opening a record without a usual reason: which one, why, and until when. The person is told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.seeing import actions

from .. import clock
from ..permissions import SignedInRequest, known_to_staff, open_to
from .forms import OpenAnyway


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def open_anyway(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """Nothing of the person is shown before somebody has said why they need to see it."""
    person, may_open_it = known_to_staff(request.user, person_pk, clock.now())
    if person.why:
        return redirect("people:person", person.pk)
    if not may_open_it:
        raise PermissionDenied
    form = OpenAnyway(request.POST or None)
    if form.is_valid():
        actions.open_in_an_emergency(person, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The record is open for you until the end of today. Your reason is written down."))
        return redirect(_where_they_were_going(request) or reverse("people:person", args=[person.pk]))
    return render(
        request, "seeing/open.jinja",
        {"form": form, "back": request.POST.get("back") or request.GET.get("back", "")},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _where_they_were_going(request: SignedInRequest) -> str:
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()) else ""
