"""Starting an assessment: by staff, or by the person themself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.people.models import CircleMember, Person, PersonQuerySet
from goodlives.casework.requests.models import RequestForSupport

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from . import known
from .forms import SOMEBODY_ELSE, StartForm
from .voice import voice_for


def people_they_may_care_for(person: Person, seen: PersonQuerySet | None) -> list[tuple[str, str]]:
    """Whom a carer may look after: people in their circle, and, for staff to see, people whose circle they are in."""
    members = CircleMember.objects.current().filter(person=person, member__isnull=False)
    found = {str(row.member_id): row.name for row in members.order_by("name")}
    if seen is not None:
        of_others = CircleMember.objects.current().filter(member=person, person__in=seen).select_related("person")
        found |= {str(row.person.pk): row.person.name for row in of_others.order_by("person__family_name")}
    return list(found.items())


@open_to(roles.person | roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest, person_pk) -> HttpResponse:
    """Which assessment, with what is already known about the person shown and not asked again."""
    person = open_record(request, person_pk, page=_("Starting an assessment"))
    voice, for_staff = voice_for(person, request.user), roles.council_staff(request.user)
    asked = known.latest_request(person, request.GET.get("request", ""))
    kind = request.GET.get("kind", "")
    if kind not in Assessment.Kind.values:
        kind = known.kind_wanted(asked)
    cared_for = people_they_may_care_for(person, people_they_may_see(request) if for_staff else None)
    first = {"kind": kind, "cared_for_name": asked.cared_for_name if asked else ""}
    if cared_for and first["cared_for_name"]:
        first["cared_for"] = SOMEBODY_ELSE
    form = StartForm(
        request.POST if request.method == "POST" else None,
        initial=first, cared_for=cared_for, voice=voice, for_staff=for_staff,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _start(request, person, asked, form.cleaned_data)
    unfinished = list(person.assessments.open())
    if request.method != "POST" and "kind" in request.GET:
        for assessment in unfinished:
            if assessment.kind == kind:
                return _go_on_with(request, assessment)
    shown = {
        "person": person, "voice": voice, "form": form, "unfinished": unfinished,
        "told": known.from_request(asked, voice) + known.about_contact(person, voice),
        "circle": known.circle_of(person), "earlier": known.earlier_assessment(person, kind),
    }  # fmt: skip
    return render(request, "assessments/start.jinja", shown)


def _go_on_with(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    messages.info(
        request, _("This assessment had already been started, so nothing is asked twice. Go on with it here.")
    )
    return redirect("assessments:assessment", assessment.pk)


def _start(request: SignedInRequest, person: Person, asked: RequestForSupport | None, answers: dict[str, Any]):
    by_staff = roles.council_staff(request.user)
    details: dict[str, Any] = known.own_words(asked)
    if answers["kind"] == Assessment.Kind.CARER:
        chosen = answers.get("cared_for") or SOMEBODY_ELSE
        if chosen == SOMEBODY_ELSE:
            details["cared_for_name"] = answers["cared_for_name"]
        else:
            details["cared_for_id"] = chosen
    try:
        assessment = actions.start(
            person,
            kind=answers["kind"],
            method=answers["method"] if by_staff else Assessment.Method.SUPPORTED_SELF_ASSESSMENT,
            assessor=request.user if by_staff else None,
            request=asked,
            by=request.user,
            on=clock.today(),
            at=clock.now(),
            **details,
        )
    except actions.AlreadyOpen as refused:
        return _go_on_with(request, refused.assessment)
    messages.success(request, _("The assessment has been started."))
    return redirect("assessments:assessment", assessment.pk)
