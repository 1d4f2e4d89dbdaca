"""Sharing, changing what is shared, stopping it in one press, and sharing it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.consents import actions
from goodlives.casework.consents.models import Consent, Partner
from goodlives.casework.people.models import Person

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Share, Stopped, WhatIsShared, as_shared
from .who_may_see import writes


def _one(person: Person, pk: UUID) -> Consent:
    consent = get_object_or_404(Consent.objects.select_related("partner"), person=person, pk=pk)
    consent.person = person
    return consent


@open_to(writes)
@require_http_methods(["GET", "POST"])
def give(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Sharing a part of the record"))
    own, today = roles.person(request.user), clock.today()
    form = Share(
        request.POST or None, partners=list(Partner.objects.in_use()), staff=not own, on=today,
        initial={"given_by": "person"},
    )  # fmt: skip
    if form.is_valid():
        known = dict(form.cleaned_data)
        known = {name: value for name, value in known.items() if name not in ("how_long", "until")}
        try:
            consent = actions.give(person, first_on=today, by=request.user, on=today, at=clock.now(), **known)
        except actions.CannotConsent as why:
            form.add_error("partner", str(why))
        else:
            messages.success(request, _("%(partner)s can now see what was chosen.") % {"partner": consent.partner})
            return redirect("consents:who_may_see", person.pk)
    return render(request, "consents/give.jinja", {"person": person, "form": form, "own": own})


@open_to(writes)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, person_pk: UUID, pk: UUID) -> HttpResponse:
    """More or less, longer or shorter. What was agreed before is kept as it was."""
    person = open_record(request, person_pk, page=_("Changing what is shared"))
    consent, own = _one(person, pk), roles.person(request.user)
    form = WhatIsShared(request.POST or None, staff=not own, on=clock.today(), initial=as_shared(consent))
    if form.is_valid():
        try:
            actions.change_consent(
                consent, groups=form.cleaned_data["groups"], last_on=form.cleaned_data["last_on"],
                told=form.cleaned_data.get("told", ""), by=request.user, on=clock.today(), at=clock.now(),
                revision=revision_of(request),
            )  # fmt: skip
        except (actions.CannotConsent, ChangedMeanwhile) as why:
            words = _("Somebody changed this after you opened it. Look at it again.")
            messages.warning(request, words if isinstance(why, ChangedMeanwhile) else str(why))
        else:
            messages.success(request, _("Saved. It holds from now on."))
        return redirect("consents:who_may_see", person.pk)
    return render(request, "consents/change.jinja", {"person": person, "consent": consent, "form": form, "own": own})


@open_to(writes)
@require_POST
def stop(request: SignedInRequest, person_pk: UUID, pk: UUID) -> HttpResponse:
    """One press. Their next look finds nothing, and no copy is sent any more."""
    person = open_record(request, person_pk, page=_("Stopping what is shared"))
    consent, form = _one(person, pk), Stopped(request.POST)
    told = form.cleaned_data["told"] if form.is_valid() else ""
    actions.withdraw(consent, by=request.user, at=clock.now(), told=told)
    messages.success(
        request, _("%(partner)s can no longer see anything. If this was a mistake, share it again below.")
        % {"partner": consent.partner},
    )  # fmt: skip
    return redirect("consents:who_may_see", person.pk)


@open_to(roles.person)
@require_POST
def again(request: SignedInRequest, person_pk: UUID, pk: UUID) -> HttpResponse:
    """The same once more, in one press: only the person themselves, who knows what it was."""
    person = open_record(request, person_pk, page=_("Sharing again"))
    consent = _one(person, pk)
    try:
        actions.give_again(consent, by=request.user, on=clock.today(), at=clock.now())
    except actions.CannotConsent as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, _("%(partner)s can see it again.") % {"partner": consent.partner})
    return redirect("consents:who_may_see", person.pk)
