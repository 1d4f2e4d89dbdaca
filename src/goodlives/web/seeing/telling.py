"""When the person is told that somebody opened their record, and the letter for those who do not sign in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.communication.door import against_telling_by
from goodlives.casework.decisions.models import Telling
from goodlives.casework.people.models import Person
from goodlives.casework.seeing import actions

from .. import clock
from ..design.letters import how_it_goes
from ..permissions import SignedInRequest, open_to
from .forms import HowTold, Wait
from .overlooking import open_look


@open_to(roles.safeguarding_lead)
@require_http_methods(["GET", "POST"])
def wait(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Only a safeguarding lead lets telling wait: with a reason, until a day, and no longer than the rules allow."""
    look, at, refused = open_look(request, pk), clock.now(), ""
    form = Wait(request.POST or None, today=clock.today(), latest=actions.longest_wait(look))
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["what"] == "now":
                actions.tell_now(look, reason=said["reason"], by=request.user, at=at)
            else:
                actions.let_telling_wait(
                    look, last_day=said["last_day"], reason=said["reason"], by=request.user, at=at
                )  # fmt: skip
        except actions.NotAllowed as error:
            refused = str(error)
        else:
            messages.success(request, _("Your decision is written down."))
            return redirect("seeing:look", look.pk)
    return render(
        request, "seeing/telling.jinja",
        {"look": look, "person": look.person, "form": form, "refused": refused,
         "latest": actions.longest_wait(look), "most": actions.TELLING_WAITS_AT_MOST},
        status=403 if refused else 422 if form.errors else 200,
    )  # fmt: skip


@open_to(roles.opens_restricted_records)
@require_http_methods(["GET", "POST"])
def letter(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """A letter to print, and then a note that they were told."""
    look, at = open_look(request, pk), clock.now()
    if look.tell_now_from > at:
        messages.warning(request, _("Telling them waits. There is no letter yet."))
        return redirect("seeing:look", look.pk)
    form = HowTold(request.POST or None)
    if form.is_valid() and not (against := against_this_way(look.person, form.cleaned_data["how"])):
        actions.note_told(look, how=form.cleaned_data["how"], by=request.user, at=at)
        messages.success(request, _("Noted: they were told today."))
        return redirect("seeing:looks")
    if form.is_valid():
        form.add_error("how", against)
    return render(
        request, "seeing/letter.jinja",
        {"look": look, "person": look.person, "form": form, "told": getattr(look, "told", None),
         **how_it_goes(look.person, request.user)},
        status=422 if form.errors else 200,
    )  # fmt: skip


def against_this_way(person: Person, how: str) -> str:
    """Why they must not be told by letter; empty where they may."""
    return against_telling_by(person, Telling.How.LETTER) if how == "letter" else ""
