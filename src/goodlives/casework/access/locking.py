"""Guessing is stopped: after a few wrong passwords or codes, an account waits.

Counted by account, not by computer: a library or a care home is one computer for many people. An account that does not
exist is counted all the same, so that nobody learns which do. One try at a time: two at once are counted one by one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from .models import SignInTry

WRONG_TRIES = 5
A_WHILE = timedelta(minutes=15)
A_CODE_LIVES = timedelta(minutes=2)


class Locked(Exception):
    """There were too many wrong tries. Nothing is looked at until a while has passed."""


def mark(*parts: object) -> str:
    """What is counted, as a fingerprint that says nothing of anybody."""
    return salted_hmac("goodlives.sign_in_try", ":".join(map(str, parts)), algorithm="sha256").hexdigest()


def must_be_open(tried: str, *, at: datetime) -> None:
    """`Locked` after too many wrong tries. Whoever tries the same at the same moment waits for this to end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(tried[:15], 16)])
    if SignInTry.objects.filter(mark=tried, at__gt=at - A_WHILE).count() >= WRONG_TRIES:
        raise Locked


def wrong(tried: str, *, at: datetime) -> bool:
    """Count a wrong try. Whether it was the one that locks."""
    SignInTry.objects.filter(at__lte=at - A_WHILE).delete()
    SignInTry.objects.create(mark=tried, at=at)
    return SignInTry.objects.filter(mark=tried).count() >= WRONG_TRIES


def right(tried: str) -> None:
    """It was they, so earlier mistakes are forgotten."""
    SignInTry.objects.filter(mark=tried).delete()


def use_once(code: str, *, at: datetime) -> bool:
    """Whether this code is used for the first time. One that was read over a shoulder is of no use."""
    if SignInTry.objects.filter(mark=code, at__gt=at - A_CODE_LIVES).exists():
        return False
    SignInTry.objects.create(mark=code, at=at)
    return True
