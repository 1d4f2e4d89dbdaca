"""Answers kept only by whoever gave them: in a file on their own computer, opened here again when they like."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.exchange.calculator import WrongInput, read_json

from ...permissions import open_to
from .pages import ANSWERS, answering, estimate
from .questions import QUESTIONS

MADE_BY = "Good Lives: what might I pay?"
LARGEST = 100_000


class NotOurs(ValueError):
    """A file that is not one that we saved."""


@open_to(roles.anyone)
@require_safe
@never_cache
def save(request: HttpRequest) -> HttpResponse:
    """What was typed, page by page."""
    typed = request.session.get(ANSWERS, {}).get("typed", {})
    return _file("what-i-might-pay.json", {"made_by": MADE_BY, "answers": typed})


@open_to(roles.anyone)
@require_safe
@never_cache
def facts(request: HttpRequest) -> HttpResponse:
    """The circumstances as `goodlives charge` and the API read them, so that anybody can do the sum again."""
    found = estimate(answering(request)).facts
    if found is None:
        return redirect("advice:paying_answer")
    return _file("charge.json", found.as_json())


def _file(name: str, holds: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(json.dumps(holds, indent=2, ensure_ascii=False), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def open_saved(request: HttpRequest) -> HttpResponse:
    """Read a file that somebody saved. Each answer is read by its own question: one that no longer fits is asked."""
    wrong = ""
    if request.method == "POST":
        try:
            typed = _answers_in(request.FILES.get("file"))
        except NotOurs as error:
            wrong = str(error)
        else:
            answering(request).forget()
            request.session[ANSWERS] = {"key": None, "typed": typed}
            return redirect("advice:paying_answer")
    return render(request, "advice/paying/open.jinja", {"wrong": wrong}, status=422 if wrong else 200)


def _answers_in(file: UploadedFile | None) -> dict[str, dict[str, list[str]]]:
    if file is None:
        raise NotOurs(_("Choose the file that you saved"))
    if (file.size or 0) > LARGEST:
        raise NotOurs(_("This file is too large to be one that you saved here"))
    try:
        read = read_json(file.read())
    except WrongInput:
        raise NotOurs(_("This is not a file that you saved here: it cannot be read")) from None
    answers = read.get("answers") if isinstance(read, dict) and read.get("made_by") == MADE_BY else None
    if not isinstance(answers, dict) or not all(_is_typed(typed) for typed in answers.values()):
        raise NotOurs(_("This is not a file that you saved here"))
    asked = {question.slug for question in QUESTIONS}
    return {slug: typed for slug, typed in answers.items() if slug in asked}


def _is_typed(typed: Any) -> bool:
    return isinstance(typed, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in typed.values()
    )
