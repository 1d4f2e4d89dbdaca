"""Young people on the way to 18: who turns 18 when, what has been decided, and where nobody has begun."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.people.models import Person
from goodlives.casework.transition.models import Transition
from goodlives.rules.calendar import months_after
from goodlives.rules.transition import turns

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see

FROM_YEARS, TO_YEARS = 13, 19
"""From before school year 9, to a year after 18, when nobody should be left between."""


def state_of(person: Person) -> str:
    """How far it has come, in words."""
    found: list[Transition] = list(person.transitions.all())
    if not found:
        return _("Nobody has begun")
    one = found[0]
    if one.decided_as_adult:
        return _("Decided as an adult")
    if one.assessed_on:
        return _("Assessed before 18")
    if one.decision is None:
        return _("Being looked at")
    return _("To be assessed") if one.decision.favourable else _("Not now")


@open_to(roles.social_worker)
@require_safe
def coming_up_to_18(request: SignedInRequest) -> HttpResponseBase:
    """The soonest 18th birthday first."""
    on = clock.today()
    rows = (
        people_they_may_see(request)
        .filter(born_on__gt=_years_before(on, TO_YEARS), born_on__lte=_years_before(on, FROM_YEARS), died_on=None)
        .select_related("allocated_to")
        .prefetch_related(Prefetch("transitions", Transition.objects.select_related("decision", "adult_assessment")))
    )
    listing = Listing(
        request, rows,
        [
            Column("name", _("Person"), lambda row: row.name, ("family_name", "given_name")),
            Column("turns", _("Turns 18"), lambda row: turns(row.born_on, 18), ("born_on",)),
            Column("days", _("Days"), lambda row: (turns(row.born_on, 18) - on).days, numeric=True),
            Column("state", _("State"), state_of),
            Column("worker", _("Named worker"), lambda row: row.allocated_to or ""),
        ],
        default_sort="turns", what="young people",
        empty=_("Nobody on record is between 13 and 19. A young person stands here by their date of birth."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(
        request, "transition/list.jinja", {"listing": listing, "on": on, "state_of": state_of, "turns": turns}
    )


def _years_before(on: date, years: int) -> date:
    return months_after(on, -12 * years)
