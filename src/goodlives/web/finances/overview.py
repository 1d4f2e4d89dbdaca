"""Starting a financial assessment, and its own page: a list of tasks for staff, the answer for the person."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.decisions.models import Decision, Telling
from goodlives.casework.finances import actions
from goodlives.casework.finances.care_home import Setting
from goodlives.casework.finances.light_touch import without_full_assessment
from goodlives.casework.finances.models import Basis, FinancialAssessment, ReportedChange
from goodlives.casework.people.models import Person
from goodlives.rules.charging.capital import LAND

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .answer import answer
from .care_home import clock_of
from .comparing import compared, last_decided
from .evidence import asked_for
from .forms import StartForm
from .opening import no_date_of_birth, opened
from .topping_up import top_up_of

State = FinancialAssessment.State


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, person_pk) -> HttpResponse:
    """Begin, from nothing or from the last one."""
    person = open_record(request, person_pk, page=_("Start a financial assessment"))
    if being_written := person.financial_assessments.filter(state=State.IN_PROGRESS).first():
        messages.info(request, _("A financial assessment is being written already. This is it."))
        return redirect("finances:assessment", being_written.pk)
    if person.born_on is None:
        return render(request, "finances/no_date_of_birth.jinja", {"person": person}, status=409)
    earlier = last_decided(person)
    reported = _reported(request, person)
    initial = {"starts_on": reported.happened_on if reported else clock.today(), "like": True} | (
        {"what_changed": reported.what, "how_it_changed": reported.words[:500]} if reported else {}
    )
    form = StartForm(request.POST or None, initial=initial, has_earlier=earlier is not None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.start(
                person, starts_on=form.cleaned_data["starts_on"], by=request.user, at=clock.now(),
                like=earlier if form.cleaned_data.get("like") else None,
                what_changed=form.cleaned_data.get("what_changed", ""),
                how_it_changed=form.cleaned_data.get("how_it_changed", ""), because_of=reported, on=clock.today(),
            )  # fmt: skip
        except actions.AlreadyOpen as refused:
            messages.info(request, str(refused))
            return redirect("finances:start", person.pk)
        return redirect("finances:assessment", begun.pk)
    context = {"person": person, "form": form, "earlier": earlier, "reported": reported}
    return render(request, "finances/start.jinja", context, status=422 if form.errors else 200)


def _reported(request: SignedInRequest, person: Person) -> ReportedChange | None:
    """The change that somebody told us of, from which this begins."""
    asked = request.GET.get("change", "")
    return person.reported_changes.waiting().filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None


@open_to(roles.signed_in)
@require_safe
def assessment(request: SignedInRequest, pk) -> HttpResponse:
    """What is known, what is missing, and what they would pay. When the person opens their own, they have seen it."""
    found = opened(request, pk)
    if found.state == State.DECIDED:
        if roles.person(request.user):
            actions.show_figure(
                found, by=request.user, on=clock.today(), at=clock.now(), how=Telling.How.ONLINE
            )  # fmt: skip
        return render(request, "finances/decided.jinja", _decided(found))
    if missing := no_date_of_birth(request, found):
        return missing
    earlier = last_decided(found.person, before=found)
    given = answer(found)
    return render(
        request, "finances/assessment.jinja",
        {"assessment": found, "person": found.person, "answer": given, "earlier": earlier,
         "comparison": compared(earlier, found, given) if earlier else [], "clock": clock_of(found),
         "asked": asked_for(given),
         "without": without_full_assessment(found) if found.basis != Basis.FULL else None,
         "may_defer": found.setting == Setting.PERMANENT and any(item.kind in LAND for item, _counts in given.capital),
         "top_up": top_up_of(found) if found.in_care_home else None},
    )  # fmt: skip


def _decided(found: FinancialAssessment) -> dict:
    """A decided assessment shows what was decided then, never a sum worked out today."""
    decision = cast(Decision, found.decision)  # the database sees to it
    return {
        "assessment": found,
        "person": found.person,
        "decision": decision,
        "later": found.person.financial_assessments.filter(starts_on__gte=found.starts_on, state=State.DECIDED)
        .exclude(pk=found.pk)
        .filter(decision__recorded_at__gt=decision.recorded_at)
        .order_by("decision__recorded_at")
        .last(),
        "open": found.person.financial_assessments.filter(state=State.IN_PROGRESS).first(),
    }
