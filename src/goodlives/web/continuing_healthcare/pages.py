"""NHS continuing healthcare: a prompt with its reasons, what is noted, and what the NHS decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.continuing_healthcare import actions
from goodlives.casework.continuing_healthcare.models import ContinuingHealthcare
from goodlives.casework.continuing_healthcare.signs import prompt_for
from goodlives.rules.continuing_healthcare import ChecklistDomain

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import Start, Write

person_or_staff = roles.person | roles.council_staff
DOMAINS = [domain.value for domain in ChecklistDomain]


def _open(request: SignedInRequest, pk, *, page: str) -> ContinuingHealthcare:
    theirs = people_they_may_see(request)
    one = get_object_or_404(ContinuingHealthcare.objects.filter(person__in=theirs), pk=pk)
    one.person = open_record(request, one.person_id, page=page)
    return one


@open_to(person_or_staff)
@require_safe
def of_person(request: SignedInRequest, person_pk) -> HttpResponse:
    person = open_record(request, person_pk, page=_("NHS continuing healthcare"))
    return render(
        request,
        "continuing_healthcare/of_person.jinja",
        {"person": person, "mine": roles.person(request.user), "found": list(person.continuing_healthcare.all())},
    )


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest, assessment_pk) -> HttpResponse:
    """The prompt, with what in the assessment points to it. Whoever knows more may think of it without one."""
    seen = (
        Assessment.objects.filter(person__in=people_they_may_see(request))
        .prefetch_related("help_needed")
        .select_related("person")
    )
    assessment = get_object_or_404(seen, pk=assessment_pk)
    person = open_record(request, assessment.person_id, page=_("NHS continuing healthcare: thinking of it"))
    prompt = prompt_for(assessment)
    form = Start(request.POST if request.method == "POST" else None, initial={"why": "\n".join(prompt.reasons)})
    if request.method == "POST" and form.is_valid():
        one = actions.raise_it(assessment, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now())
        return redirect("continuing_healthcare:write", one.pk)
    return render(
        request,
        "continuing_healthcare/start.jinja",
        {"person": person, "assessment": assessment, "prompt": prompt, "form": form},
    )


@open_to(person_or_staff)
@require_safe
def read(request: SignedInRequest, pk) -> HttpResponse:
    one = _open(request, pk, page=_("NHS continuing healthcare: one checklist"))
    domains = [(domain.words, one.levels.get(domain.value, "")) for domain in ChecklistDomain]
    return render(
        request, "continuing_healthcare/read.jinja",
        {"one": one, "person": one.person, "domains": domains, "mine": roles.person(request.user),
         "asked_for": one.full_assessment_is_asked_for(), "today": clock.today(),
         "may_write": roles.social_worker(request.user)},
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, pk) -> HttpResponse:
    one = _open(request, pk, page=_("NHS continuing healthcare: writing what is known"))
    form = Write(request.POST if request.method == "POST" else None, today=clock.today(), initial=_first(one))

    def save(revision: int) -> None:
        noted = dict(form.cleaned_data)
        levels = {domain: level for domain in DOMAINS if (level := noted.pop(domain))}
        actions.write(one, **noted, levels=levels, by=request.user, at=clock.now(), revision=revision)

    saving = save_or_clash(request, one, form, save, theirs=_first)
    if saving.done:
        messages.success(request, _("What is known is saved."))
        return redirect("continuing_healthcare:read", one.pk)
    return render(
        request,
        "continuing_healthcare/write.jinja",
        {"one": one, "person": one.person, "form": form, "saving": saving},
    )


def _first(one: ContinuingHealthcare) -> dict:
    own = [bound for bound in Write(today=one.raised_on).fields if bound not in DOMAINS]
    return {name: getattr(one, name) for name in own} | {domain: one.levels.get(domain, "") for domain in DOMAINS}
