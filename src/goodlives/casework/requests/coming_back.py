"""Coming back to a request with its reference and one thing only they would know. Guessing is stopped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .models import RequestForSupport, WrongGuess

GUESSES_AN_HOUR = 8
AN_HOUR = timedelta(hours=1)


class TooManyGuesses(Exception):
    """This reference has had too many wrong details in the last hour."""


@dataclass(frozen=True)
class Proof:
    """What somebody says to show that it is they who asked. One that fits what was told is enough."""

    born_on: date | None = None
    postcode: str = ""
    phone_or_email: str = ""


def tidy_reference(typed: str) -> str:
    """R-ABCD-EFGH, however it was typed: small letters, spaces, without its dashes or its R."""
    bare = re.sub(r"[^0-9A-Z]", "", typed.upper())
    if len(bare) == 9 and bare.startswith("R"):
        bare = bare[1:]
    return f"R-{bare[:4]}-{bare[4:8]}" if len(bare) == 8 else bare[:11]


def find(reference: str, proof: Proof, *, at: datetime) -> RequestForSupport | None:
    """The request, if the proof fits it. A wrong reference and a wrong proof look the same."""
    reference = tidy_reference(reference)
    recent = WrongGuess.objects.filter(reference=reference, at__gt=at - AN_HOUR)
    if recent.count() >= GUESSES_AN_HOUR:
        raise TooManyGuesses
    request = RequestForSupport.objects.filter(reference=reference).first()
    if request is not None and _fits(request, proof):
        return request
    WrongGuess.objects.filter(at__lte=at - AN_HOUR).delete()
    WrongGuess.objects.create(reference=reference, at=at)
    return None


def _fits(request: RequestForSupport, proof: Proof) -> bool:
    """The date of birth where we were told it, else the postcode, else the phone number or email."""
    if request.born_on:
        return proof.born_on == request.born_on
    if request.postcode:
        return _bare(proof.postcode) == _bare(request.postcode)
    given = _bare(proof.phone_or_email)
    known = (request.phone, request.email, request.asker_phone, request.asker_email)
    return bool(given) and given in {_bare(way) for way in known if way}


def _bare(written: str) -> str:
    """Without spaces, dashes and capitals, so that how it was typed does not matter."""
    return re.sub(r"[\s\-()]", "", written).lower()
