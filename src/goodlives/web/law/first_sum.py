"""How the first idea of a budget is worked out, and how good it is, as `goodlives calibrate` found it: open to all."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.rules.parameters import parameter

from .. import clock
from ..permissions import open_to
from .numbers import Row

# Written by `make docs` from made-up plans; a test fails when it is not what they give.
FILE = Path(__file__).parent / "first_sum.json"


@cache
def found() -> dict[str, Any]:
    result: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return result


@open_to(roles.anyone)
@require_safe
def first_sum(request: HttpRequest) -> HttpResponse:
    known, table = found(), parameter("budget_for_points")
    groups = [group for kind in known["kinds"] for group in kind["groups"] if "low" in group]
    reach = max((abs(group[end]) for group in groups for end in ("low", "high")), default=1)
    return render(
        request, "law/first_sum.jinja",
        {
            "found": known, "since": date.fromisoformat(known["since"]),
            "in_use": Row(table, table.entry(clock.today())), "reach": reach or 1,
            "highest": max(row["pounds"] for row in known["table"]),
            "most": max(max(each["first"], each["plan"]) for each in known["tenths"]),
        },
    )  # fmt: skip
