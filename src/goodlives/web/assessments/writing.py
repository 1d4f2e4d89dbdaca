"""Reading and writing an assessment: its list of parts, each part, and the written record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.asked_once import of_one
from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment
from goodlives.casework.assessments.preparation import prepared_words

from .. import clock
from ..design.conflict import revision_of, save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from . import known
from .contents import Contents
from .forms import StopForm
from .outcomes import OutcomeSection
from .plain_words import unable_words
from .prompts import prompts_for
from .sections import AssessorsView, OwnWords, PeopleAround, Section, WhatCouldHelp

person_or_staff = roles.person | roles.council_staff
person_or_social_worker = roles.person | roles.social_worker


with_answers = of_one(lambda key: Assessment.objects.filter(pk=key).with_answers())


def open_assessment(request: SignedInRequest, pk, *, page: str, to_write: bool = False) -> Assessment:
    """The assessment, if this user may see it, or write it; a look by staff is written down."""
    assessment: Assessment | None = with_answers.first(pk)
    if assessment is None:
        raise Http404
    if to_write and not assessment.may_be_written_by(request.user):
        raise PermissionDenied
    open_record(request, assessment.person_id, page=f"{assessment.get_kind_display()}: {page}")
    return assessment


def _shown(request: SignedInRequest, assessment: Assessment) -> dict[str, Any]:
    contents = Contents(assessment, request.user)
    return {
        "assessment": assessment, "contents": contents, "voice": contents.voice, "person": assessment.person,
        "may_write": assessment.is_open and assessment.may_be_written_by(request.user),
        "may_decide": assessment.is_open and roles.social_worker(request.user),
    }  # fmt: skip


@open_to(person_or_staff)
@require_safe
def overview(request: SignedInRequest, pk) -> HttpResponse:
    """The list of its parts while it is being written; the written record once it is not."""
    assessment = open_assessment(request, pk, page=_("the list of its parts"))
    if not assessment.is_open:
        return _record(request, assessment)
    shown = _shown(request, assessment)
    shown["told"] = known.from_request(assessment.request, shown["voice"])
    shown["prompts"] = prompts_for(assessment, shown["contents"])
    shown["has_earlier"] = known.earlier_assessment(assessment.person, assessment.kind, assessment) is not None
    return render(request, "assessments/assessment.jinja", shown)


@open_to(person_or_staff)
@require_safe
def record(request: SignedInRequest, pk) -> HttpResponse:
    """All of it on one page, to read, print and give: Care Act s12(3)."""
    return _record(request, open_assessment(request, pk, page=_("the whole record")))


def _record(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    shown = _shown(request, assessment)
    shown["circle"] = known.circle_of(assessment.person)
    shown["may_give_copy"] = roles.social_worker(request.user) and assessment.decision is not None
    shown["prepared"] = prepared_words(assessment)
    shown["has_earlier"] = known.earlier_assessment(assessment.person, assessment.kind, assessment) is not None
    return render(request, "assessments/record.jinja", shown)


@open_to(person_or_social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: SignedInRequest, pk, slug: str) -> HttpResponse:
    """One part of it: read what is known, say more, go on to the next."""
    assessment = open_assessment(request, pk, page=slug.replace("-", " "), to_write=True)
    contents = Contents(assessment, request.user)
    part = contents.section(slug)
    if part is None:
        raise Http404
    if request.method != "POST":
        if not assessment.is_open:
            return redirect("assessments:assessment", assessment.pk)
        return _section_page(request, contents, part, part.form(), assessment.revision)
    form = part.form(request.POST)

    def keep(revision: int) -> None:
        part.keep(form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    def said_now(_now: Assessment) -> dict[str, Any]:
        current = Contents(Assessment.objects.with_answers().get(pk=pk), request.user).section(slug)
        return current.saved() if current else {}

    try:
        saving = save_or_clash(request, assessment, form, keep, theirs=said_now)
    except actions.CannotMove as refused:
        return _section_page(request, contents, part, form, revision_of(request), refused=str(refused))
    if saving.done:
        return _saved(request, contents, part)
    return _section_page(request, contents, part, form, saving.revision, clash=saving.clash)


def _section_page(
    request: SignedInRequest, contents: Contents, part: Section, form, revision: int, **more
) -> HttpResponse:
    assessment = contents.assessment
    shown = _shown(request, assessment) | {"section": part, "form": form, "revision": revision} | more
    shown["next"] = contents.after(part.slug)
    shown["is_outcome"] = isinstance(part, OutcomeSection)
    told = known.from_request(assessment.request, contents.voice) if isinstance(part, OwnWords | WhatCouldHelp) else []
    if not isinstance(part, AssessorsView):
        earlier = known.earlier_assessment(assessment.person, assessment.kind, assessment)
        told += known.said_before(earlier, [name for name in form.fields if name not in part.known])
    shown["told"] = [one for one in told if one.words not in {fact.words for fact in part.known.values()}]
    if isinstance(part, PeopleAround):
        shown["circle"] = known.circle_of(assessment.person)
    return render(request, "assessments/section.jinja", shown)


def _saved(request: SignedInRequest, contents: Contents, part: Section) -> HttpResponse:
    now = Contents(Assessment.objects.with_answers().get(pk=contents.assessment.pk), request.user)
    words = _("Saved: %(part)s.") % {"part": part.title}
    fresh = now.section(part.slug)
    if isinstance(fresh, OutcomeSection):
        words = _("Saved: %(part)s. Unable to achieve it: %(answer)s.") % {
            "part": part.title, "answer": unable_words(fresh.unable)
        }  # fmt: skip
    messages.success(request, words)
    following = now.after(part.slug)
    if request.POST.get("then") == "return" or following is None:
        return redirect("assessments:assessment", now.assessment.pk)
    return redirect(now.address(following))


@open_to(person_or_social_worker)
@require_POST
def share(request: SignedInRequest, pk) -> HttpResponse:
    """The person sends what they have written to the social worker."""
    assessment = open_assessment(request, pk, page=_("sharing it"), to_write=True)
    return _then_back(
        request, assessment, lambda: actions.share(assessment, by=request.user, at=clock.now()),
        _("It has been sent to the social worker. You can still add to it until it is decided."),
    )  # fmt: skip


def _then_back(
    request: SignedInRequest, assessment: Assessment, done: Callable[[], object], said: str
) -> HttpResponse:  # fmt: skip
    """Do it, or say why it cannot be done now; and back to the assessment."""
    try:
        done()
    except actions.CannotMove as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("assessments:assessment", assessment.pk)


@open_to(roles.social_worker)
@require_POST
def take_on(request: SignedInRequest, pk) -> HttpResponse:
    assessment = open_assessment(request, pk, page=_("taking it on"))
    return _then_back(
        request, assessment, lambda: actions.take_on(assessment, by=request.user, at=clock.now()),
        _("You are now the assessor."),
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: SignedInRequest, pk) -> HttpResponse:
    """Stop an assessment for another reason than the person's no, which has pages of its own."""
    assessment = open_assessment(request, pk, page=_("stopping it"), to_write=True)
    form = StopForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        return _then_back(
            request, assessment, lambda: actions.stop(assessment, why=why, by=request.user, at=clock.now()),
            _("The assessment has been stopped. Another can be started at any time."),
        )  # fmt: skip
    return render(request, "assessments/stop.jinja", _shown(request, assessment) | {"form": form})
