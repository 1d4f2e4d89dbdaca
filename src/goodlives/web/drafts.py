"""What is typed is kept at the server while it is typed, and is there again when its writer opens the form again.

A small script sends the form as it is, a few seconds after somebody has typed. Nothing is kept in the browser, which
may be anybody's. Without the script each step still saves, and what was sent and refused is offered again: see `kept`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from goodlives.casework.access import drafts
from goodlives.casework.access.drafts import Typed

from . import clock
from .design.drawn import as_drawn, query, read
from .design.forms import Form, Password, Upload
from .kept import KEPT, NOT_TYPED

MOST = 500_000  # letters in one form


@dataclass(frozen=True)
class TakenUp:
    """What a form shows again, and the version of the record that it was typed over."""

    saved_at: datetime
    revision: int | None


def keeps_typing(request: HttpRequest, form: Any) -> bool:
    """Whether what is typed into this form is kept: somebody signed in who writes, and no password."""
    if not (request and request.user.is_authenticated and isinstance(form, Form)):
        return False
    return not any(isinstance(field, Password) for field in form.fields.values())


def keep(request: HttpRequest) -> datetime | None:
    """Keep what the form holds now. None where that is not for us to keep."""
    path = request.POST.get("draft_of", "")
    fields = {
        name: values for name, values in request.POST.lists()
        if name not in (*NOT_TYPED, "draft_of", "draft_title") and not name.startswith("keep_")
    }  # fmt: skip
    size = sum(len(value) for values in fields.values() for value in values)
    if not path.startswith("/") or len(path) > 300 or size > MOST:
        return None
    at = clock.now()
    drafts.keep(request.user, path, title=request.POST.get("draft_title", "")[:200], fields=fields, at=at)  # type: ignore[arg-type]
    return at


def waiting(request: HttpRequest) -> Typed | None:
    """What this user typed into the form of this page and has not sent."""
    if request.method not in ("GET", "HEAD") or not request.user.is_authenticated:
        return None
    return drafts.typed(request.user, request.path, at=clock.now())


def take_up(request: HttpRequest, form: Any) -> TakenUp | None:
    """Put what was typed and not sent into a form that is about to be drawn. None where there is nothing new in it."""
    if not keeps_typing(request, form) or form.is_bound or (typed := waiting(request)) is None:
        return None
    data, said = query(typed.fields), query(as_drawn(form))
    if all(read(form, name, data) == read(form, name, said) for name in form.fields):
        return None
    for name, field in form.fields.items():
        if not isinstance(field, Upload):
            form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
    form.carried = data.get("drawn_from", "")
    revision = data.get("revision", "")
    return TakenUp(typed.saved_at, int(revision) if revision.isdecimal() else None)


class LetGoOnceSent:
    """What has been sent is no longer kept as typed. Where the answer is a page and no way on, it was not sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        led_on = request.method == "POST" and response.status_code in (302, 303) and "written_by" in request.POST
        if not (led_on and request.user.is_authenticated) or _was_refused(request):
            return response
        if KEPT in request.POST or drafts.any_typed(request.user, at=clock.now()):
            drafts.let_go(request.user, request.path)
        return response


def _was_refused(request: HttpRequest) -> bool:
    """An answer that leads on with a warning has not taken what was sent."""
    said = getattr(request, "_messages", ())
    return any(message.level != messages.SUCCESS for message in getattr(said, "_queued_messages", ()))
