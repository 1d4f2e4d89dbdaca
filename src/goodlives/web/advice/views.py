"""Information and advice for anybody: no signing in, nothing kept. Care Act 2014 s4."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles

from .. import clock
from ..permissions import open_to
from . import search
from .figures import Figures
from .topics import BY_SLUG, GROUPS, TOPICS


@open_to(roles.anyone)
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every topic by its group, or those that a search finds."""
    typed = request.GET.get("q", "").strip()[:200]
    groups = [(words, [topic for topic in TOPICS if topic.group == group]) for group, words in GROUPS.items()]
    return render(
        request, "advice/topics.jinja", {"typed": typed, "found": search.find(typed) if typed else [], "groups": groups}
    )


@open_to(roles.anyone)
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic, with today's figures and where they come from."""
    if slug not in BY_SLUG:
        raise Http404
    found, figures = BY_SLUG[slug], Figures(clock.today())
    return render(
        request, "advice/topic.jinja",
        {"topic": found, "figures": figures, "related": [BY_SLUG[other] for other in found.related]},
    )  # fmt: skip
