"""For managers and safeguarding leads: each record opened without a usual reason, and whether that was right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.asked_once import planned_for_anybody
from goodlives.casework.people.models import Person
from goodlives.casework.seeing import actions
from goodlives.casework.seeing.models import EmergencyLook, LookQuestion

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import LookOver

A_PAGE = 100
SOON = timedelta(days=7)


@open_to(roles.opens_restricted_records)
@require_safe
def looks(request: SignedInRequest) -> HttpResponse:
    """What waits: to be looked over, to be told, to be answered. Who it is about stands behind the link."""
    at, seen = clock.now(), people_they_may_see(request, few=True)
    rows = EmergencyLook.objects.filter(person__in=seen).select_related("by", "by__team")
    mine = {"may_open": Exists(seen.filter(pk=OuterRef("person_id")))}
    with planned_for_anybody():
        shown: dict[str, Any] = {
            "to_look_over": list(rows.not_looked_over().exclude(by=request.user).order_by("opened_at")[:A_PAGE]),
            "withheld": list(rows.withheld(at).annotate(**mine).order_by("tell_now_from")[:A_PAGE]),
            "to_tell": list(rows.to_tell(at).order_by("opened_at")[:A_PAGE]),
            "questions": list(
                LookQuestion.objects.waiting().filter(person__in=seen).exclude(read__reader=request.user)
                .select_related("read__reader")[:A_PAGE]
            ),
            "lately": list(rows.filter(looked_over__at__gt=at - 4 * SOON).select_related("looked_over__by")[:A_PAGE]),
        }  # fmt: skip
    shown |= {"soon": at + SOON, "lead": roles.safeguarding_lead(request.user)}
    return render(request, "seeing/looks.jinja", shown)


def open_look(request: SignedInRequest, pk: UUID) -> Any:
    """The look, for whoever has a reason to open that record; opening it is a look too."""
    look = get_object_or_404(EmergencyLook.objects.with_telling().select_related("by", "by__team"), pk=pk)
    look.person = open_record(request, look.person_id, page=_("Why a record was opened"))
    return look


@open_to(roles.opens_restricted_records)
@require_http_methods(["GET", "POST"])
def look(request: SignedInRequest, pk: UUID) -> HttpResponse:
    look, at = open_look(request, pk), clock.now()
    form, refused = LookOver(request.POST or None), ""
    if form.is_valid():
        try:
            actions.look_over(look, by=request.user, at=at, **form.cleaned_data)
        except actions.NotAllowed as error:
            refused = str(error)
        else:
            messages.success(request, _("You looked it over. It stays here for four weeks."))
            return redirect("seeing:looks")
    person: Person = look.person
    return render(
        request, "seeing/look.jinja",
        {
            "look": look, "person": person, "form": form, "refused": refused, "withheld": look.tell_now_from > at,
            "looked_over": getattr(look, "looked_over", None), "told": getattr(look, "told", None),
            "decisions": list(look.telling_decisions.select_related("by")), "mine": look.by_id == request.user.pk,
            "pages": list(
                person.reads.filter(reader=look.by, at__gte=look.opened_at, at__lt=look.ends_at).order_by("at")[:A_PAGE]
            ),
            "lead": roles.safeguarding_lead(request.user),
        },
        status=403 if refused else 422 if form.errors else 200,
    )  # fmt: skip
