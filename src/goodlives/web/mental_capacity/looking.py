"""Looking at whether somebody can make one decision: which, why, what was found, and what it comes to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.mental_capacity import actions
from goodlives.casework.mental_capacity.models import About, MentalCapacityAssessment

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import GROUPS, Conclude, Found, Start

person_or_staff = roles.person | roles.council_staff


def open_one(request: SignedInRequest, pk, *, page: str) -> MentalCapacityAssessment:
    """The record, if this user may see whose it is; a look by staff is written down."""
    theirs = people_they_may_see(request)
    found = MentalCapacityAssessment.objects.filter(person__in=theirs).select_related("assessor", "decision")
    one = get_object_or_404(found, pk=pk)
    one.person = open_record(request, one.person_id, page=page)
    return one


@open_to(person_or_staff)
@require_safe
def records(request: SignedInRequest, person_pk) -> HttpResponse:
    """Each decision that was looked at, with its day: none is an answer to another."""
    person = open_record(request, person_pk, page=_("Mental capacity"))
    looked_at = person.mental_capacity.select_related("assessor", "decision")
    return render(
        request, "mental_capacity/list.jinja",
        {"person": person, "looked_at": list(looked_at), "mine": roles.person(request.user),
         "may_write": roles.social_worker(request.user)},
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Starting a mental capacity record"))
    about = request.GET.get("about", "")
    first = {"looked_at_on": clock.today()} | ({"about": about} if about in About.values else {})
    form = Start(request.POST if request.method == "POST" else None, initial=first, today=clock.today())
    if request.method == "POST" and form.is_valid():
        one = actions.begin(person, **form.cleaned_data, by=request.user, at=clock.now())
        return redirect("mental_capacity:write", one.pk)
    earlier = list(person.mental_capacity.concluded().select_related("decision"))
    return render(request, "mental_capacity/start.jinja", {"person": person, "form": form, "earlier": earlier})


@open_to(person_or_staff)
@require_safe
def record(request: SignedInRequest, pk) -> HttpResponse:
    """What was found, step by step, and what it came to."""
    one = open_one(request, pk, page=_("Mental capacity: one decision"))
    form = Found()
    steps = [
        (heading, law, [(form.fields[name].label, getattr(one, name), getattr(one, f"{name}_words")) for name in names])
        for heading, law, names in GROUPS
    ]
    return render(
        request, "mental_capacity/record.jinja",
        {"one": one, "person": one.person, "steps": steps, "mine": roles.person(request.user),
         "may_write": roles.social_worker(request.user), "conclusion": one.conclusion(),
         "best_interests": getattr(one, "best_interests", None)},
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, pk) -> HttpResponse:
    """Help first, then the four abilities, then why: each answer with what shows it."""
    one = open_one(request, pk, page=_("Mental capacity: writing what was found"))
    if not one.is_open:
        return redirect("mental_capacity:record", one.pk)
    first = {name: getattr(one, name) for name in Found().fields}
    form = Found(request.POST if request.method == "POST" else None, initial=first)

    def save(revision: int) -> None:
        actions.write(one, **form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    try:
        saving = save_or_clash(request, one, form, save)
    except CannotMove as refused:
        messages.info(request, str(refused))
        return redirect("mental_capacity:record", one.pk)
    if saving.done:
        messages.success(request, _("What was found is saved."))
        return redirect("mental_capacity:conclude", one.pk)
    groups = [(heading, law, [form.step(name) for name in names]) for heading, law, names in GROUPS]
    return render(
        request,
        "mental_capacity/write.jinja",
        {"one": one, "person": one.person, "form": form, "groups": groups, "saving": saving},
    )


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: SignedInRequest, pk) -> HttpResponse:
    """What is still to find out; or what the steps come to, and the form that concludes."""
    one = open_one(request, pk, page=_("Mental capacity: concluding"))
    if not one.is_open:
        return redirect("mental_capacity:record", one.pk)
    conclusion = one.conclusion()
    form = None if conclusion.met is None else Conclude(request.POST if request.method == "POST" else None)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            actions.conclude(one, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now())
        except (CannotMove, actions.NotEnoughKnown, actions.NothingShowsIt) as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("It is concluded, about this decision and this day. Now tell the person."))
        return redirect("mental_capacity:record", one.pk)
    return render(
        request,
        "mental_capacity/conclude.jinja",
        {"one": one, "person": one.person, "form": form, "conclusion": conclusion},
    )
