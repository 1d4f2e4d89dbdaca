"""A review beside the assessment that its plan came from: what was said then, and how it is now."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.reviews.models import Review

from ..permissions import SignedInRequest, open_to
from .holding import open_review


@dataclass(frozen=True)
class Row:
    label: str
    then: str
    now: str


def rows_of(review: Review) -> list[Row]:
    """What life is like, what is wanted and how each goal has gone, what helps, and who took part."""
    assessment = review.plan.assessment
    then = {name: getattr(assessment, name, "") for name in ("own_words", "what_could_help", "who_took_part")}
    goals = [
        Row(
            _("What they want: %(goal)s") % {"goal": each.goal.words}, getattr(assessment, "outcomes_wanted", ""),
            "\n".join(words for words in (each.get_progress_display(), each.words) if words),
        )
        for each in review.goals.select_related("goal").order_by("goal__order")
    ]  # fmt: skip
    what_next = review.get_next_display() if review.next else ""
    return [
        Row(_("What life is like"), then["own_words"], review.own_words),
        *goals,
        Row(_("What could help, and what next"), then["what_could_help"], what_next),
        Row(_("What has changed since"), "", review.what_changed),
        Row(_("Who took part"), then["who_took_part"], review.who_took_part),
    ]


@open_to(roles.signed_in)
@require_safe
def beside(request: SignedInRequest, pk) -> HttpResponse:
    """Side by side on a desk, one under the other on a phone."""
    review = open_review(request, pk, page=_("Review beside the assessment"))
    return render(
        request, "reviews/beside.jinja",
        {"review": review, "assessment": review.plan.assessment, "rows": rows_of(review)},
    )  # fmt: skip
