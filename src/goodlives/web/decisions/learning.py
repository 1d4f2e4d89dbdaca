"""What the council learns from questions: what came of them and why, counted, saying nothing of a few people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.decisions.models import Answer
from goodlives.exchange.small_numbers import left_out

from ..permissions import SignedInRequest, open_to

ALL = "all"


@open_to(roles.manager)
@require_safe
def learning(request: SignedInRequest) -> HttpResponse:
    rows, columns, shown = counted()
    return render(
        request, "decisions/learning.jinja",
        {"rows": rows, "columns": columns, "shown": shown, "none": shown(ALL, ALL) == "0"},
    )  # fmt: skip


def counted() -> tuple[list[tuple[str, Any]], list[tuple[str, Any]], Callable[[str, str], str]]:
    """Lessons down, results across, with both totals; a few people are left out, and what would give them away."""
    rows = [*Answer.Lesson.choices, (ALL, _("All"))]
    columns = [*Answer.Result.choices, (ALL, _("All"))]
    counts = {(lesson, result): 0 for lesson, _words in rows for result, _label in columns}
    answers = Answer.objects.exclude(lesson="").values("lesson", "result").annotate(many=Count("pk")).order_by()
    for answer in answers:
        for lesson in (answer["lesson"], ALL):
            for result in (answer["result"], ALL):
                counts[lesson, result] += answer["many"]
    sums = [([(lesson, result) for result, _label in columns[:-1]], [(lesson, ALL)]) for lesson, _words in rows]
    sums += [([(lesson, result) for lesson, _words in rows[:-1]], [(ALL, result)]) for result, _label in columns]
    hidden = left_out(counts, sums)

    def shown(lesson: str, result: str) -> str:
        return _("few") if (lesson, result) in hidden else f"{counts[lesson, result]:,}"

    return rows, columns, shown
