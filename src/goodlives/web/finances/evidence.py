"""What has been asked for and not seen yet, as a list that can be sent; and how money given away counts for less."""

from __future__ import annotations

from itertools import islice

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.finances.models import Capital, Income
from goodlives.rules.charging.diminishing_capital import ChargeNotKnown, Week, diminishing_capital

from ..permissions import SignedInRequest, open_to
from .answer import Answer, answer
from .opening import no_date_of_birth, opened

MOST_WEEKS = 260


def asked_for(given: Answer) -> list[Capital | Income]:
    """Each item for which something was asked and has not been seen."""
    items: list[Capital | Income] = [item for item, _counts in given.capital]
    items += [item for item, _counts in given.income]
    return [item for item in items if item.evidence_state == Capital.Seen.ASKED]


@open_to(roles.money_worker)
@require_safe
def evidence(request: SignedInRequest, pk) -> HttpResponse:
    """What we still need from you: a page to print and send, or to read out."""
    assessment = opened(request, pk)
    if missing := no_date_of_birth(request, assessment):
        return missing
    context = {"assessment": assessment, "person": assessment.person, "asked": asked_for(answer(assessment))}
    return render(request, "finances/evidence.jinja", context)


@open_to(roles.money_worker)
@require_safe
def diminishing(request: SignedInRequest, pk) -> HttpResponse:
    """What was given away counts for less each week, as if it had been spent on their care: reg 23."""
    assessment = opened(request, pk)
    if missing := no_date_of_birth(request, assessment):
        return missing
    weeks: list[Week] = []
    unknown = ""
    try:
        weeks = list(islice(diminishing_capital(assessment.circumstances()), MOST_WEEKS))
    except ChargeNotKnown as problem:
        unknown = str(problem)
    shown = [week for week in weeks if week.number <= 4 or week.number % 13 == 0 or week is weeks[-1]]
    context = {
        "assessment": assessment, "person": assessment.person, "weeks": weeks, "shown": shown, "unknown": unknown,
        "goes_on": len(weeks) == MOST_WEEKS and bool(weeks[-1].goes_down_by),
    }  # fmt: skip
    return render(request, "finances/diminishing.jinja", context)
