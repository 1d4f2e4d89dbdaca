"""What I give: skills, roles and wishes, and whether others may find them."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.models import Introduction, Offer
from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_record, open_to
from .forms import AddOffer, Share, ShareForThem
from .writing import writers

USUAL = timedelta(days=182)


def _opened(request: SignedInRequest, pk, page: str) -> Offer:
    offer = get_object_or_404(Offer.objects.current(), pk=pk)
    offer.person = open_record(request, offer.person_id, page=page)
    return offer


@open_to(roles.person | roles.council_staff)
@require_safe
def offers(request: SignedInRequest, person_pk) -> HttpResponse:
    person, on = open_record(request, person_pk, page=_("What I give")), clock.today()
    found = list(person.offers.current())
    groups = [(kind.label, [offer for offer in found if offer.kind == kind]) for kind in Offer.Kind]
    own = roles.person(request.user)
    return render(
        request, "about_me/offers.jinja",
        {
            "person": person, "own": own, "groups": [group for group in groups if group[1]],
            "shared": {offer.pk for offer in found if offer.is_shared(on)}, "may_add": writers(request.user),
            "may_agree": own or (person.user_id is None and roles.social_worker(request.user)),
            "asked": list(person.introductions_asked.all()),
            "waiting": [] if own else list(
                Introduction.objects.filter(offer__person=person, state=Introduction.State.WAITING)
            ),
        },
    )  # fmt: skip


@open_to(writers)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("What I give"))
    form = AddOffer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        offer = actions.add_offer(person, by=request.user, at=clock.now(), **form.cleaned_data)
        own = roles.person(request.user)
        if offer.may_be_shared and (own or person.user_id is None):
            messages.success(request, _("Written down. Nobody else finds it, unless you say so here."))
            return redirect("about_me:share", offer.pk)
        messages.success(request, _("Written down. Nobody else finds it."))
        return redirect("about_me:offers", person.pk)
    return render(
        request, "about_me/add_offer.jinja", {"person": person, "own": roles.person(request.user), "form": form}
    )


@open_to(writers)
@require_http_methods(["GET", "POST"])
def share(request: SignedInRequest, pk) -> HttpResponse:
    """The person's consent, with the day it ends and what others will see."""
    offer, on = _opened(request, pk, _("What I give")), clock.today()
    own = roles.person(request.user)
    form = (Share if own else ShareForThem)(request.POST or None, initial={"until": on + USUAL})
    changed = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.share(
                offer, until=form.cleaned_data["until"], agreed_how=form.cleaned_data.get("agreed_how", ""),
                by=request.user, on=on, at=clock.now(), revision=revision_of(request),
            )  # fmt: skip
        except ChangedMeanwhile as meanwhile:
            offer.revision, changed = meanwhile.current.revision, True
        except (actions.CannotShare, actions.OnlyTheyMay) as refused:
            form.add_error("until", str(refused))
        else:
            messages.success(request, _("Others nearby can find this now. You can stop it at any time."))
            return redirect("about_me:offers", offer.person_id)
    return render(
        request, "about_me/share.jinja", {"offer": offer, "person": offer.person, "own": own, "form": form,
                                          "changed": changed},
    )  # fmt: skip


@open_to(writers)
@require_POST
def withdraw(request: SignedInRequest, pk) -> HttpResponse:
    offer = _opened(request, pk, _("What I give"))
    actions.withdraw(offer, by=request.user, on=clock.today(), at=clock.now())
    messages.success(request, _("Nobody else finds this any more, from now on."))
    return redirect("about_me:offers", offer.person_id)


@open_to(writers)
@require_POST
def end(request: SignedInRequest, pk) -> HttpResponse:
    offer = _opened(request, pk, _("What I give"))
    actions.end_offer(offer, by=request.user, on=clock.today(), at=clock.now())
    messages.success(request, _("Taken off the list."))
    return redirect("about_me:offers", offer.person_id)
