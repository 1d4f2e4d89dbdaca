"""Who nearby could teach me to fish? A search for whoever is signed in, and a way to meet without an address."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.finding import offers_nearby, shared_offer
from goodlives.casework.about_me.models import Offer
from goodlives.casework.access import roles
from goodlives.casework.people.models import Person

from .. import clock
from ..permissions import SignedInRequest, open_to
from .forms import Find, FindNear, Meet


def _me(request: SignedInRequest) -> Person | None:
    return Person.objects.visible_to(request.user).first() if roles.person(request.user) else None


@open_to(roles.person | roles.council_staff)
@require_safe
def find(request: SignedInRequest) -> HttpResponse:
    """A first name and what they offer, the nearest first. Never an address or a number."""
    me, own = _me(request), roles.person(request.user)
    form = (Find if own else FindNear)(request.GET if "words" in request.GET else None)
    found, looked = [], False
    if form.is_bound and form.is_valid() and form.cleaned_data["words"].strip():
        near = (me.postcode if me else "") if own else form.cleaned_data["near"]
        looked = True
        found = offers_nearby(form.cleaned_data["words"], near, on=clock.today())
        mine = set(Offer.objects.filter(person=me).values_list("pk", flat=True)) if me else set()
        found = [offered for offered in found if offered.offer not in mine]
    return render(
        request, "about_me/find.jinja", {"form": form, "found": found, "looked": looked, "own": own, "me": me}
    )


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask the council to ask them. What is no longer shared cannot be asked about."""
    me = _me(request)
    offered = shared_offer(pk, me.postcode if me else "", on=clock.today())
    if me is None or offered is None or Offer.objects.filter(pk=pk, person=me).exists():
        messages.warning(request, _("That is not shared now. Here you can look for something else."))
        return redirect("about_me:find")
    form = Meet(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_to_meet(
            me, offered.offer, about=f"{offered.first_name}: {offered.words}", message=form.cleaned_data["message"],
            by=request.user, on=clock.today(), at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("We will ask %(name)s, and tell you here.") % {"name": offered.first_name})
        return redirect("about_me:offers", me.pk)
    return render(request, "about_me/ask.jinja", {"offered": offered, "form": form})
