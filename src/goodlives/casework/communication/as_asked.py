"""What somebody said when they asked for help about how to reach them, obeyed from the first letter on.

We told them: "Choose every way that is all right and safe. We use no other." So their choices become their needs when a
request is answered. Words that say more than a choice are left for somebody to read before a letter goes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..access.models import User
from ..people.models import Person
from ..requests import actions as requests
from ..requests.models import Communication, Contact, RequestForSupport, Response
from .door import may_be_emailed, needs_of, words_said
from .models import SIZES, CommunicationNeeds, Format, Interpreter, Phoning, Sending

FORMATS = {
    Communication.LARGE_PRINT: Format.LARGE, Communication.EASY_READ: Format.EASY_READ,
    Communication.BRAILLE: Format.BRAILLE, Communication.AUDIO: Format.AUDIO,
}  # fmt: skip
INTERPRETERS = {Communication.INTERPRETER: Interpreter.SPOKEN, Communication.SIGN_LANGUAGE: Interpreter.SIGN}


@transaction.atomic
def respond(asked: RequestForSupport, *, person: Person | None, by: User, at: datetime, **answer: Any) -> Response:
    """Answer a request (`requests.actions.respond`), and write down how they said they may be reached."""
    emailed = person is None or may_be_emailed(person)
    response = requests.respond(asked, person=person, by=by, at=at, may_be_emailed=emailed, **answer)
    _write_down(asked, response.decision.person, by=by, at=at)
    return response


def _write_down(asked: RequestForSupport, person: Person, *, by: User, at: datetime) -> None:
    """For themselves, and where nothing is written down yet: what they settled with us before stays as it is."""
    if asked.for_somebody_else or needs_of(person):
        return
    chosen = chosen_in(asked)
    if chosen or asked.communication:
        said = words_said(person)
        read = said if said == asked.communication_needs() and says_no_more(asked) else ""
        CommunicationNeeds.objects.create(person=person, words_read=read, changed_by=by, changed_at=at, **chosen)


def chosen_in(asked: RequestForSupport) -> dict[str, Any]:
    """What their choices mean for letters and talk. Where they chose two forms, somebody asks them which."""
    chosen: dict[str, Any] = {}
    if len(formats := _among(FORMATS, asked)) == 1:
        chosen["format"] = formats[0]
        if formats[0] == Format.LARGE:
            chosen["print_size"] = SIZES[0]
    if len(interpreters := _among(INTERPRETERS, asked)) == 1:
        chosen["interpreter"] = interpreters[0]
    if not asked.may_be_reached_by(Contact.PHONE):
        chosen["phoning"] = Phoning.TEXT_ONLY if asked.may_be_reached_by(Contact.TEXT) else Phoning.NEVER
    if not asked.may_be_reached_by(Contact.LETTER):
        chosen["sending"] = Sending.EMAIL if asked.may_be_reached_by(Contact.EMAIL) else Sending.NOT_BY_POST
    return chosen


def says_no_more(asked: RequestForSupport) -> bool:
    """Whether their choices say it all, so that nobody has to read anything before a letter goes."""
    kinds = [_among(FORMATS, asked), _among(INTERPRETERS, asked)]
    settled = sum(len(kind) for kind in kinds) == len(asked.communication) and all(len(kind) < 2 for kind in kinds)
    return settled and not asked.contact_needs and not asked.language


def _among(meanings: dict[Communication, Any], asked: RequestForSupport) -> list[Any]:
    return [meaning for choice, meaning in meanings.items() if choice in asked.communication]
