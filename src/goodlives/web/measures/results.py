"""Our results: what England has published of this council, for anybody to see."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.measures.comparison import beside
from goodlives.measures.published import MARKS

from ..permissions import open_to
from .official import NAMES, tables


@open_to(roles.anyone)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The newest published figure of each measure, beside the region's and England's."""
    official = tables()
    measures = []
    for measure, name in NAMES.items():
        rows = beside(official, measure, settings.COUNCIL.la_code) if official else []
        if rows:
            measures.append({"measure": measure, "name": name, "year": rows[0].figure.year, "rows": rows})
    return render(request, "measures/results.jinja", {"measures": measures, "marks": MARKS})
