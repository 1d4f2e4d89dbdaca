"""Asking for support, and responding."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import change
from ..decisions import actions as decisions
from ..decisions.models import Kind, Telling
from ..people import actions as people
from ..people.models import Person
from .models import MOVES, RequestForSupport, Response, State

# No 0/O, 1/I/L, 5/S or vowels: a reference is read out over the phone, and spells nothing.
LETTERS = "2346789BCDFGHJKMNPQRTVWXYZ"

WHY_BY_LAW = {
    Response.What.ADVICE: ["Care Act 2014 s4"],
    Response.What.EARLY_HELP: ["Care Act 2014 s2", "Care Act 2014 s4"],
    Response.What.REABLEMENT: ["Care Act 2014 s2", "SI 2014/2672 reg 3"],
    Response.What.ASSESSMENT: ["Care Act 2014 s9"],
    Response.What.CARERS_ASSESSMENT: ["Care Act 2014 s10"],
    Response.What.SAFEGUARDING: ["Care Act 2014 s42"],
}


class CannotMove(Exception):
    """The request is not in a state from which this can be done."""


def new_reference() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"R-{letters[:4]}-{letters[4:]}"


def ask(*, at: datetime, by: User | None = None, person: Person | None = None, **told) -> RequestForSupport:
    """Keep what somebody told us, and give it a reference they can come back with."""
    return RequestForSupport.objects.create(
        reference=new_reference(), asked_at=at, changed_at=at, changed_by=by, person=person, **told
    )


def assign(request: RequestForSupport, *, to: User | None, by: User, at: datetime) -> RequestForSupport:
    return change(request, by=by, at=at, assigned_to=to)


def _move(request: RequestForSupport, to: str, *, by: User | None, at: datetime, revision: int | None, **values):
    if to not in MOVES[State(request.state)]:
        raise CannotMove(_("This request has already been answered or withdrawn."))
    return change(request, by=by, at=at, revision=revision, state=to, **values)


@transaction.atomic
def respond(
    request: RequestForSupport,
    *,
    what: str,
    message: str,
    reasons: str,
    person: Person | None,
    by: User,
    on: date,
    at: datetime,
    revision: int | None = None,
) -> Response:
    """Decide what to do about a request, and tell the person. Opens a record for somebody new (`person=None`)."""
    if person is None:
        person = people.register(
            by=by, at=at, given_name=request.given_name, family_name=request.family_name, born_on=request.born_on,
            address=request.address, postcode=request.postcode, phone=request.phone, email=request.email,
            communication_needs=request.contact_needs, allocated_to=by, team=by.team,
        )  # fmt: skip
    _move(request, State.RESPONDED, by=by, at=at, revision=revision, person=person)
    decision = decisions.record(
        Kind.REQUEST, person, summary=Response.What(what).label, reasons=reasons, next_steps=message,
        participation=_("You, or somebody for you, asked for help on %(date)s. We used the words you gave us.")
        % {"date": f"{request.asked_at:%-d %B %Y}"},
        laws=WHY_BY_LAW[Response.What(what)], facts={"request": request.reference, "words": request.words},
        by=by, on=on, at=at,
    )  # fmt: skip
    decisions.tell(decision, how=Telling.How.ONLINE, by=by, on=on)
    return Response.objects.create(
        request=request, what=what, message=message, responded_on=on, responded_by=by, decision=decision
    )


def withdraw(request: RequestForSupport, *, by: User | None, at: datetime) -> RequestForSupport:
    """The person no longer wants what they asked for."""
    return _move(request, State.WITHDRAWN, by=by, at=at, revision=None)
