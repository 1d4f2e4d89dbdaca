"""Asking for support, and responding."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ..access.models import User
from ..access.records import CannotMove, change, held
from ..decisions import actions as decisions
from ..decisions.models import Kind, Telling
from ..people import actions as people
from ..people.models import Person
from .models import MOVES, Addition, RequestForSupport, Response, State, Urgency

# No 0/O, 1/I/L, 5/S or vowels: a reference is read out over the phone, and spells nothing.
LETTERS = "2346789BCDFGHJKMNPQRTVWXYZ"

IN_A_SENTENCE = {
    Response.What.ADVICE: _lazy("We gave you information and advice."),
    Response.What.EARLY_HELP: _lazy("We offered you early help."),
    Response.What.REABLEMENT: _lazy("We offered you reablement: help to get back to doing things yourself."),
    Response.What.ASSESSMENT: _lazy("We will look at your needs with you, in a needs assessment."),
    Response.What.CARERS_ASSESSMENT: _lazy("We will look at what you need as a carer, in a carer's assessment."),
    Response.What.SAFEGUARDING: _lazy("We are looking into whether you are safe."),
}
WHY_BY_LAW = {
    Response.What.ADVICE: ["Care Act 2014 s4"],
    Response.What.EARLY_HELP: ["Care Act 2014 s2", "Care Act 2014 s4"],
    Response.What.REABLEMENT: ["Care Act 2014 s2", "SI 2014/2672 reg 3"],
    Response.What.ASSESSMENT: ["Care Act 2014 s9"],
    Response.What.CARERS_ASSESSMENT: ["Care Act 2014 s10"],
    Response.What.SAFEGUARDING: ["Care Act 2014 s42"],
}


def new_reference() -> str:
    """A reference such as R-7KQM-2XBW, to come back with. It says nothing about anybody."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"R-{letters[:4]}-{letters[4:]}"


def _unused_reference() -> str:
    reference = new_reference()
    while RequestForSupport.objects.filter(reference=reference).exists():
        reference = new_reference()
    return reference


def ask(
    *, at: datetime, by: User | None = None, person: Person | None = None, key: UUID | None = None, **told
) -> RequestForSupport:
    """Keep what somebody told us, and give it a reference they can come back with.

    `key` is made when somebody begins to answer: however often they press Send, there is one request.
    """
    details = {"reference": _unused_reference(), "asked_at": at, "changed_at": at, "changed_by": by, "person": person}
    if key is None:
        return RequestForSupport.objects.create(**details, **told)
    return RequestForSupport.objects.get_or_create(id=key, defaults=details | told)[0]


def assign(
    request: RequestForSupport, *, to: User | None, by: User, at: datetime, revision: int | None = None
) -> RequestForSupport:
    """Say who is dealing with a request, so that nobody does it twice."""
    return change(request, by=by, at=at, revision=revision, assigned_to=to)


def _locked(request: RequestForSupport, *, to: str | None = None, revision: int | None = None) -> RequestForSupport:
    """The request as it is now, held until the end of the transaction, if it may still be moved."""
    current = held(request, revision=revision)
    if current.state != State.NEW if to is None else to not in MOVES[State(current.state)]:
        raise CannotMove(_("This request has already been answered or withdrawn."))
    return current


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
    come_back_at: str = "",
    may_be_emailed: bool = True,
) -> Response:
    """Decide what to do about a request, and tell the person. Opens a record for somebody new (`person=None`).

    `come_back_at` is the address of the page where they read the answer: it goes into an email, if they chose email
    and that is safe.
    """
    current = _locked(request, to=State.RESPONDED, revision=revision)
    person = person or _open_record(current, by=by, at=at)
    no_address: dict[str, Any] = {"address": "", "postcode": ""} if person.address_is_protected else {}
    change(request, by=by, at=at, state=State.RESPONDED, person=person, **no_address)
    decision = decisions.record(
        Kind.REQUEST, person, summary=str(IN_A_SENTENCE[Response.What(what)]), reasons=reasons, next_steps=message,
        participation=_how_they_took_part(request), laws=WHY_BY_LAW[Response.What(what)],
        facts={"request": request.reference}, by=by, on=on, at=at,
    )  # fmt: skip
    if not request.for_somebody_else:
        decisions.tell(decision, how=Telling.How.ONLINE, by=by, on=on)
    response = Response.objects.create(
        request=request, what=what, message=message, responded_on=on, responded_by=by, decision=decision
    )
    if (email := request.email_for_the_answer()) and may_be_emailed:
        transaction.on_commit(partial(_email, email, request.reference, come_back_at), robust=True)
    return response


def _open_record(request: RequestForSupport, *, by: User, at: datetime) -> Person:
    """A record for somebody new, with what they told us, so that nobody asks them again."""
    return people.register(
        by=by, at=at, given_name=request.given_name, family_name=request.family_name, born_on=request.born_on,
        nhs_number=request.nhs_number or None, address=request.address, postcode=request.postcode,
        phone=request.phone, email=request.email, language=request.language,
        communication_needs=request.communication_needs(), allocated_to=by, team=by.team,
    )  # fmt: skip


def _how_they_took_part(request: RequestForSupport) -> str:
    """Somebody else's words are not put in the person's mouth, nor that somebody's name before the person's eyes."""
    asked_on = date_format(request.asked_on, "j F Y")
    if request.for_somebody_else:
        return _("Somebody who was worried about you asked us to help you, on %(date)s.") % {"date": asked_on}
    return _("You asked for help on %(date)s. We used the words you gave us.") % {"date": asked_on}


def _email(email: str, reference: str, come_back_at: str) -> None:
    """Says that there is an answer and how to read it. Nothing about anybody: others may see an email."""
    council = settings.COUNCIL
    send_mail(
        _("There is an answer to %(reference)s") % {"reference": reference},
        _(
            "You asked %(council)s for help. We have answered.\n\n"
            "To read the answer, go to:\n%(address)s\n\n"
            "You need your reference, which is %(reference)s, and what you told us about when you asked.\n\n"
            "We do not put anything about you in emails. If you would rather talk to somebody, "
            "phone %(phone)s, %(hours)s.\n"
        )
        % {"council": council.name, "address": come_back_at, "reference": reference,
           "phone": council.phone, "hours": _(council.hours)},
        None, [email],
    )  # fmt: skip


@transaction.atomic
def withdraw(request: RequestForSupport, *, by: User | None, at: datetime) -> RequestForSupport:
    """The person no longer wants what they asked for. Possible danger is looked into all the same: Care Act s42."""
    if _locked(request, to=State.WITHDRAWN).urgency == Urgency.DANGER:
        raise CannotMove(
            _("Somebody may be in danger, so we have to look into this. Phone us if you want to tell us more.")
        )
    return change(request, by=by, at=at, state=State.WITHDRAWN)


@transaction.atomic
def add(request: RequestForSupport, *, words: str, urgency: str, by: User | None, at: datetime) -> Addition:
    """Something has changed while they wait. It can make a request more urgent, never less."""
    current = _locked(request)
    change(request, by=by, at=at, urgency=min(current.urgency, urgency))
    return Addition.objects.create(request=request, told_at=at, words=words, urgency=urgency)
