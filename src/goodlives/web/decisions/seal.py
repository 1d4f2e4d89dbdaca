"""The seal of today, for anybody to write down: with it they can tell later that nothing kept was touched."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import Seal

from ..permissions import open_to

LAST_FEW = 14


@open_to(roles.anyone)
@require_safe
def seal_of_today(request: HttpRequest) -> HttpResponse:
    """How many rows and a number: nothing of what was kept can be read from it."""
    seals = list(Seal.objects.order_by("-number")[:LAST_FEW])
    return render(request, "decisions/seal.jinja", {"seals": seals, "last": seals[0] if seals else None})
