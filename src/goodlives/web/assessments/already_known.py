"""What is known already, on one page: each fact with its source and day, and "still right?", instead of questions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment

from .. import clock
from ..design.conflict import revision_of
from ..design.forms import Choices, Form
from ..permissions import SignedInRequest, open_to
from .contents import Contents
from .sections import Section
from .writing import open_assessment, person_or_social_worker


class StillRight(Form):
    """Each known fact, ticked where it is still right. `facts` are the fields and what is said of each."""

    def __init__(self, *args, facts: list[tuple[str, str]], **options) -> None:
        super().__init__(*args, **options)
        self.fields["still_right"] = Choices(
            _("Which of these are still right?"),
            facts, required=False, small=True,
            hint=_("Take the tick away where something has changed. It is then asked."),
        )  # fmt: skip


@open_to(person_or_social_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def already_known(request: SignedInRequest, pk) -> HttpResponse:
    """Still right: it becomes part of this assessment. No longer right: it is asked on its own page."""
    assessment = open_assessment(request, pk, page=_("what is known already"), to_write=True)
    contents = Contents(assessment, request.user)
    if not assessment.is_open or not contents.to_confirm:
        return redirect("assessments:assessment", assessment.pk)
    lines = [(name, f"{_label(section, name)} {fact.words} ({fact.source})")
             for section, name, fact in contents.to_confirm]  # fmt: skip
    form = StillRight(
        request.POST if request.method == "POST" else None, facts=lines,
        initial={"still_right": [name for name, _words in lines]},
    )  # fmt: skip
    revision = assessment.revision
    if request.method == "POST" and form.is_valid():
        right = set(form.cleaned_data["still_right"])
        known = {name: fact.answer for _section, name, fact in contents.to_confirm if name in right}
        try:
            actions.write(assessment, by=request.user, at=clock.now(), revision=revision_of(request), **known)
        except ChangedMeanwhile as meanwhile:
            messages.info(request, _("Somebody saved this assessment meanwhile. Look again at what is known."))
            revision = meanwhile.current.revision
        except actions.CannotMove as refused:
            messages.info(request, str(refused))
            return redirect("assessments:assessment", assessment.pk)
        else:
            messages.success(request, _("Saved: what is still right. It is not asked again."))
            return _go_on(request, assessment, [name for name, _words in lines if name not in right])
    shown = {"assessment": assessment, "contents": contents, "voice": contents.voice, "person": assessment.person}
    return render(request, "assessments/already_known.jinja", shown | {"form": form, "revision": revision})


def _label(section: Section, name: str) -> str:
    label = str(section.fields()[name].label)
    return label if label.endswith(("?", ":")) else f"{label}:"


def _go_on(request: SignedInRequest, assessment: Assessment, changed: list[str]) -> HttpResponse:
    """To the first part where something has changed; otherwise to the first with an open question."""
    contents = Contents(Assessment.objects.with_answers().get(pk=assessment.pk), request.user)
    for section in contents.sections:
        if set(changed) & section.saved().keys():
            return redirect(contents.address(section))
    return redirect(contents.address(contents.first) if contents.first else contents.overview)
