"""The law by example, open to all: each rule, and every example that it is held to, with what comes out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles

from ..permissions import open_to

# Written from the specs by `make docs`; a test fails when it is not what they say.
FILE = Path(__file__).parent / "examples.json"


@cache
def rules() -> dict[str, dict[str, Any]]:
    """Each rule by the name in its address."""
    return {rule["slug"]: rule for rule in json.loads(FILE.read_text("utf-8"))}


def that_rests_on(number: str) -> dict[str, Any] | None:
    """The first example of a charge in which this number of the law was looked at, and the rule it is under."""
    for rule in rules().values():
        for part in rule["parts"]:
            for example in part["examples"]:
                if number in example.get("rests_on", ()):
                    return example | {"rule": rule}
    return None


@open_to(roles.anyone)
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Where the law as it is built in can be read."""
    counted = [(rule, sum(len(part["examples"]) or 1 for part in rule["parts"])) for rule in rules().values()]
    return render(request, "law/law.jinja", {"rules": counted, "examples": sum(number for _rule, number in counted)})


@open_to(roles.anyone)
@require_safe
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in rules():
        raise Http404
    return render(request, "law/rule.jinja", {"rule": rules()[slug]})
