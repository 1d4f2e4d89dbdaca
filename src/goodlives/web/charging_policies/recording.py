"""Writing down a version of the policy that the council has decided."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.charging_policies import actions
from goodlives.casework.charging_policies.models import CHOICES, ChargingPolicy

from .. import clock
from ..permissions import SignedInRequest, open_to
from .forms import VersionForm

KEPT = ("starts_on", "owner", "reason", "agreed_by", "agreed_on", "minute", "link")


@open_to(roles.charging_policy_keeper)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: SignedInRequest) -> HttpResponse:
    """What was decided, from which day, by whom, why and where. It begins as what is in force or what it corrects."""
    standing = list(ChargingPolicy.objects.standing())
    form = VersionForm(
        request.POST if request.method == "POST" else None, standing=standing, initial=_begins_as(request, standing)
    )
    if request.method == "POST" and "try" in request.POST:
        return redirect(f"{reverse('charging_policies:what_if')}?{_typed(request)}")
    if form.is_valid():
        told = form.cleaned_data
        try:
            kept = actions.record(
                form.policy(), corrects=form.corrected(), by=request.user, at=clock.now(),
                **{name: told[name] for name in KEPT},
            )  # fmt: skip
        except actions.StartsAlready as refused:
            form.add_error("starts_on", str(refused))
        except actions.CorrectedAlready as refused:
            form.add_error("corrects", str(refused))
        else:
            messages.success(request, _("The version is kept. Anybody can read it here."))
            return redirect("charging_policies:version", kept.pk)
    return render(
        request, "charging_policies/record.jinja", {"form": form}, status=422 if form.is_bound and form.errors else 200
    )


def _begins_as(request: SignedInRequest, standing: list[ChargingPolicy]) -> dict:
    """The version that is corrected, with its words; else the choices in force, with any that came in the address."""
    asked = request.GET.get("corrects", "")
    corrected = next((version for version in standing if str(version.pk) == asked), None)
    if corrected:
        words = {name: getattr(corrected, name) for name in KEPT if name != "reason"}
        return corrected.choices() | words | {"corrects": asked}
    in_force = ChargingPolicy.objects.in_force(clock.today())
    tried = {name: request.GET[name] for name in CHOICES if name in request.GET}
    return {name: getattr(in_force, name) for name in CHOICES} | tried


def _typed(request: SignedInRequest) -> str:
    """What was typed of the choices, for the page that tries them."""
    return urlencode({name: request.POST[name] for name in CHOICES if name in request.POST})
