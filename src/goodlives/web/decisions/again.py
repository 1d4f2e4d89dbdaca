"""A decision worked out again just now, from what was kept with it: for the person, and for staff."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.exchange.replay import AGAIN, replay
from goodlives.exchange.replayed import difference_a_week, in_words
from goodlives.rules.version import rule_version

from ..permissions import SignedInRequest, open_to
from .letters import open_decision


@open_to(roles.signed_in)
@require_safe
def again(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Nothing is written: the sum is done, set beside what was kept, and forgotten."""
    decision = open_decision(request, pk, page=_("Working it out again"))
    if decision.kind not in AGAIN:
        raise Http404
    replayed = replay(decision)
    return render(
        request, "decisions/again.jinja",
        {
            "decision": decision, "person": decision.person, "mine": not request.user.is_council_staff,
            "replayed": replayed, "came_to": in_words(replayed.answer), "today": in_words(replayed.today),
            "a_week": difference_a_week(replayed), "rules_now": rule_version(),
        },
    )  # fmt: skip
