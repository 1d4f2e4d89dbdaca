"""Letting only a few people open a record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.seeing import actions
from goodlives.casework.seeing.models import Restriction

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Restrict


@open_to(roles.opens_restricted_records)
@require_http_methods(["GET", "POST"])
def restrict(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """Who may open this record, and why only they. Whoever restricts it and is not named sees no more of it."""
    person = open_record(request, person_pk, page=_("Who may open the record"))
    now = person.restrictions.current().select_related("began_by").first()
    known = (
        {"why": now.why, "words": now.words, "few": [str(one) for one in now.few.values_list("user_id", flat=True)]}
        if now else {"few": [str(pk) for pk in {person.allocated_to_id, request.user.pk} if pk]}
    )  # fmt: skip
    form = Restrict(request.POST or None, initial=known)
    if form.is_valid():
        few = form.few_users()
        actions.restrict(
            person, why=form.cleaned_data["why"], words=form.cleaned_data["words"], few=few, by=request.user,
            at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Only the people you chose may open this record now."))
        return redirect(*(("people:person", person.pk) if request.user in few else ("people:list",)))
    return render(
        request, "seeing/restrict.jinja", {"person": person, "form": form, "now": now},
        status=422 if form.errors else 200,
    )  # fmt: skip


@open_to(roles.opens_restricted_records)
@require_POST
def end(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Who may open the record"))
    now = get_object_or_404(Restriction.objects.current(), person=person)
    actions.end_restriction(now, by=request.user, at=clock.now())
    messages.success(request, _("The record opens for every usual reason again."))
    return redirect("people:list")
