"""Our charging policy, open to everybody: what is in force, what is coming, what was, and who decided it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.charging_policies.models import ChargingPolicy
from goodlives.rules.charging import Policy

from .. import clock
from ..design.environment import day
from ..permissions import open_to
from .forms import as_address
from .words import chosen, differences, state_of


def _versions(on: date) -> tuple[ChargingPolicy | None, list[tuple[ChargingPolicy, str]]]:
    """The version in force, and every version with its state, the newest first."""
    in_force = ChargingPolicy.objects.version_in_force(on)
    every = ChargingPolicy.objects.select_related("corrected_by", "recorded_by")
    return in_force, [(version, state_of(version, in_force, on)) for version in every]


@open_to(roles.anyone)
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """The policy in force today, and the others."""
    on = clock.today()
    in_force, versions = _versions(on)
    return render(
        request, "charging_policies/now.jinja",
        {
            "version": in_force, "versions": versions,
            "choices": chosen(in_force.policy() if in_force else Policy(), on),
            "coming": ChargingPolicy.objects.standing().filter(starts_on__gt=on).order_by("starts_on"),
        },
    )  # fmt: skip


@open_to(roles.anyone)
@require_safe
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version, in force or not."""
    found = get_object_or_404(ChargingPolicy.objects.select_related("corrected_by", "corrects", "recorded_by"), pk=pk)
    on = clock.today()
    in_force = ChargingPolicy.objects.version_in_force(on)
    return render(
        request, "charging_policies/version.jinja",
        {
            "version": found, "state": state_of(found, in_force, on), "in_force": in_force,
            "choices": chosen(found.policy(), found.starts_on), "address": as_address(found.policy()),
        },
    )  # fmt: skip


@open_to(roles.anyone)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two versions side by side; without a version, the law's own floor and ceiling."""
    on = clock.today()
    in_force, versions = _versions(on)
    by_pk = {str(one.pk): one for one, _state in versions}
    first = by_pk.get(request.GET.get("first", ""))
    second = by_pk.get(request.GET.get("second", ""), in_force if "second" not in request.GET else None)
    return render(
        request, "charging_policies/compare.jinja",
        {
            "versions": versions, "first": first, "second": second, "first_name": _name(first),
            "second_name": _name(second),
            "rows": list(differences(_policy(first), _policy(second))),
        },
    )  # fmt: skip


def _policy(found: ChargingPolicy | None) -> Policy:
    return found.policy() if found else Policy()


def _name(found: ChargingPolicy | None) -> str:
    return _("From %(day)s") % {"day": day(found.starts_on)} if found else _("The law alone")
