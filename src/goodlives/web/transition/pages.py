"""One person on the way to 18: what is known, the days, whether to assess, and what goes on until it is decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.transition import actions
from goodlives.casework.transition.models import Transition

from .. import clock
from ..design.conflict import save_or_clash
from ..design.environment import day
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import After18, Decide, Known, Start


def _open(request: SignedInRequest, pk, *, page: str) -> Transition:
    theirs = people_they_may_see(request)
    rows = Transition.objects.select_related("decision", "adult_assessment").filter(person__in=theirs)
    one = get_object_or_404(rows, pk=pk)
    one.person = open_record(request, one.person_id, page=page)
    return one


def _shown(request: SignedInRequest, one: Transition, **more) -> dict:
    on = clock.today()
    return {
        "one": one, "person": one.person, "mine": roles.person(request.user), "today": on,
        "may_write": roles.social_worker(request.user), "conclusion": one.conclusion(on),
        "days": one.days_to_18(on), "go_on": one.services_go_on(on), **more,
    }  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Turning 18: starting"))
    form = Start(request.POST if request.method == "POST" else None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        one = actions.begin(person, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now())
        return redirect("transition:write", one.pk)
    begun = list(person.transitions.all())
    return render(request, "transition/start.jinja", {"person": person, "form": form, "begun": begun})


@open_to(roles.person | roles.council_staff)
@require_safe
def read(request: SignedInRequest, pk) -> HttpResponse:
    one = _open(request, pk, page=_("Turning 18"))
    return render(request, "transition/read.jinja", _shown(request, one))


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, pk) -> HttpResponse:
    one = _open(request, pk, page=_("Turning 18: writing what is known"))
    form = Known(request.POST if request.method == "POST" else None, carer=one.is_for_carer_of_child,
                 today=clock.today())  # fmt: skip
    form.initial = {name: getattr(one, name) for name in form.fields}

    def save(revision: int) -> None:
        actions.write(one, **form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    saving = save_or_clash(request, one, form, save)
    if saving.done:
        messages.success(request, _("What is known is saved."))
        return redirect("transition:transition", one.pk)
    return render(request, "transition/write.jinja", _shown(request, one, form=form, saving=saving))


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, pk) -> HttpResponse:
    """Whether the council assesses before 18; not while something is unknown."""
    one = _open(request, pk, page=_("Turning 18: deciding"))
    met = one.conclusion(clock.today()).met
    form = None if met is None else Decide(request.POST if request.method == "POST" else None, eligible=met)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide(one, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now())
        except actions.NotEnoughKnown as refused:
            messages.info(request, str(refused))
            return redirect("transition:transition", one.pk)
        messages.success(request, _("The decision has been recorded. Now tell the person."))
        return redirect("decisions:decision", decision.pk)
    return render(request, "transition/decide.jinja", _shown(request, one, form=form))


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def after_18(request: SignedInRequest, pk) -> HttpResponse:
    """The assessment as an adult, and the day children's services ended, which never comes before it is decided."""
    one = _open(request, pk, page=_("Turning 18: afterwards"))
    kept = list(one.person.assessments.all())
    lines = [
        (str(each.pk), f"{each.get_kind_display()}, {day(each.started_on)}: {each.get_state_display().lower()}")
        for each in kept
    ]
    first = {"adult_assessment": str(one.adult_assessment_id or ""), "ended_on": one.ended_on}
    form = After18(request.POST if request.method == "POST" else None, lines=lines, today=clock.today(), initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = next((each for each in kept if str(each.pk) == form.cleaned_data["adult_assessment"]), None)
        try:
            if chosen is not None:
                actions.link_adult_assessment(one, chosen, by=request.user, at=clock.now())
            if ended := form.cleaned_data["ended_on"]:
                actions.end_childrens_services(one, ended_on=ended, by=request.user, at=clock.now())
        except (actions.StillNeeded, CannotMove) as refused:
            form.add_error("ended_on", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("transition:transition", one.pk)
    return render(request, "transition/after_18.jinja", _shown(request, one, form=form))
