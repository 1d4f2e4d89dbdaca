"""Deciding eligibility: the conditions as the law has them, and nothing decided while something is unknown."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from .contents import Contents
from .forms import DecideForm
from .plain_words import HAVE_REGARD_TO
from .writing import open_assessment


@open_to(roles.social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, pk) -> HttpResponse:
    """What is still to find out; or, when all is known, the conditions and the form that decides."""
    assessment = open_assessment(request, pk, page=_("deciding eligibility"))
    if not assessment.is_open:
        messages.info(request, _("This assessment has already been decided or stopped."))
        return redirect("assessments:assessment", assessment.pk)
    changed = None
    typed = request.POST if request.method == "POST" else None
    contents = Contents(assessment, request.user)
    if contents.conclusion.met is None:
        return _still_to_find_out(request, contents, typed)
    form = _form(contents, typed)
    if typed is not None and form.is_valid():
        try:
            decision = actions.decide_eligibility(
                assessment, **form.cleaned_data, by=request.user, on=clock.today(), at=clock.now(),
                revision=revision_of(request),
            )  # fmt: skip
        except ChangedMeanwhile as meanwhile:
            changed = meanwhile.current
            contents = Contents(Assessment.objects.with_answers().get(pk=pk), request.user)
            if contents.conclusion.met is None:
                return _still_to_find_out(request, contents, typed)
            form = _form(contents, typed)
        except (actions.CannotMove, actions.AdvocateMissing) as refused:
            messages.info(request, str(refused))
            return redirect("assessments:assessment", assessment.pk)
        else:
            messages.success(request, _("The decision has been recorded. Now tell the person."))
            return redirect("decisions:decision", decision.pk)
    shown = _shown(contents) | {"form": form, "changed": changed, "prompts": HAVE_REGARD_TO}
    return render(request, "assessments/decide.jinja", shown)


def _form(contents: Contents, typed) -> DecideForm:
    return DecideForm(
        typed,
        initial={"participation": contents.assessment.who_took_part},
        voice=contents.voice,
        eligible=bool(contents.conclusion.met),
    )


def _shown(contents: Contents) -> dict:
    return {
        "assessment": contents.assessment, "contents": contents, "voice": contents.voice,
        "person": contents.assessment.person, "rests_on": contents.rests_on,
    }  # fmt: skip


def _still_to_find_out(request: SignedInRequest, contents: Contents, typed) -> HttpResponse:
    """No way to decide from here. What was typed, if anything was, is shown to be copied."""
    lost = [typed[name] for name in ("reasons", "participation", "advice") if typed.get(name)] if typed else []
    return render(request, "assessments/still_to_find_out.jinja", _shown(contents) | {"typed": lost})
