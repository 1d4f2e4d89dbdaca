"""The whole person on one page, for staff."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.communication.words import flags_of
from goodlives.casework.people.models import CircleMember

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .happened import what_happened as everything_that_happened
from .journey import next_thing, steps
from .records import records_of

FIRST_FEW = 8


@open_to(roles.signed_in)
@require_safe
def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One person, strengths first, and the one next thing. Somebody who opens their own goes to their own page."""
    if not request.user.is_council_staff:
        get_object_or_404(people_they_may_see(request), pk=pk)
        return redirect("people:mine")
    person = open_record(request, pk, page=_("The whole record"))
    records, on = records_of(person), clock.today()
    now = next_thing(records, on)
    return render(
        request, "people/person.jinja",
        {
            "person": person, "records": records, "now": now, "can_do": now.can_be_done_by(request.user),
            "steps": steps(records, now), "flags": flags_of(person),
            "helps": CircleMember.objects.naming(person).filter(person__in=people_they_may_see(request, few=True)),
            "recent": everything_that_happened(records)[:FIRST_FEW], "age": person.age(on),
        },
    )  # fmt: skip
