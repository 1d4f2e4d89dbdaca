"""A letter as a file; or, where it must not go, the page that says why and puts it on the list of those that wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from goodlives.casework.access.models import User
from goodlives.casework.communication.door import how_to_send
from goodlives.casework.communication.recipients import CannotSend, Refusal
from goodlives.casework.people.models import Person

from .. import clock
from ..permissions import SignedInRequest


def as_file(pdf: bytes, name: str) -> HttpResponse:
    """The person's name stays out of `name`: the name of a file is seen in lists that others may see."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def to_send_or_held(
    request: SignedInRequest, draw: Callable[[], bytes], name: str, *, hold: Callable[[Sequence[Refusal]], Any],
    person: Person, words: str, back: tuple[str, str],
) -> HttpResponse:  # fmt: skip
    """`words` say what the letter is about; `back` is the page it belongs to, in words, and its address."""
    try:
        return as_file(draw(), name)
    except CannotSend as refused:
        hold(refused.refusals)
        shown = {"person": person, "words": words, "back": back, "refusals": refused.refusals}
        return render(request, "communication/not_sent.jinja", shown, status=409)


def how_it_goes(person: Person, user: User, *, about_money: bool = False) -> dict[str, Any]:
    """How a letter goes when this user sends it; or what stands against it."""
    try:
        return {"way": how_to_send(person, by=user, on=clock.today(), about_money=about_money)}
    except CannotSend as refused:
        return {"refusals": refused.refusals}
