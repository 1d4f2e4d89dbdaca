"""This assessment beside the last one of its kind: what was said then, and what is said now."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.assessments.models import Assessment

from ..permissions import SignedInRequest, open_to
from . import known
from .contents import Contents
from .sections import Line
from .writing import open_assessment, person_or_staff


@dataclass(frozen=True)
class Pair:
    """One question, as it was answered then and now."""

    label: str
    then: str
    now: str


def said(line: Line) -> str:
    return "\n".join(words for words in (line.answer, line.words) if words)


def pairs(before: Contents, after: Contents) -> list[tuple[str, list[Pair]]]:
    """Each part of the two, question by question; what neither says is left out."""
    then = {(section.slug, line.label): said(line) for section in before.sections for line in section.lines()}
    found = []
    for section in after.sections:
        rows = [Pair(line.label, then.get((section.slug, line.label), ""), said(line)) for line in section.lines()]
        if kept := [row for row in rows if row.then or row.now]:
            found.append((section.title, kept))
    return found


@open_to(person_or_staff)
@require_safe
def beside(request: SignedInRequest, pk) -> HttpResponse:
    """Side by side on a desk, one under the other on a phone."""
    assessment = open_assessment(request, pk, page=_("beside the last one"))
    earlier = known.earlier_assessment(assessment.person, assessment.kind, assessment)
    now = Contents(assessment, request.user)
    parts: list[tuple[str, list[Pair]]] = []
    if earlier is not None:
        whole = Assessment.objects.with_answers().get(pk=earlier.pk)
        parts = pairs(Contents(whole, request.user), now)
    return render(
        request, "assessments/beside.jinja",
        {"assessment": assessment, "person": assessment.person, "voice": now.voice, "contents": now,
         "earlier": earlier, "parts": parts,
         "changed": sum(row.then != row.now for _title, rows in parts for row in rows)},
    )  # fmt: skip
