"""Inviting somebody to read a plan or to suggest; opening what they were invited to; and taking it back at once."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from ..access.models import User
from ..access.records import bring_up_to_date, change, held
from .authorship import NotTheirsToWrite, is_the_person
from .models import Part, Plan, PlanInvitation, PlanSuggestion, WrongWord

WRONG_WORDS_AN_HOUR = 5
AN_HOUR = timedelta(hours=1)
# Short, plain, and hard to mishear on the phone.
WORDS = (
    "apple", "badger", "basket", "beach", "bread", "bridge", "button", "candle", "carrot", "castle", "cherry", "cloud",
    "copper", "daisy", "dragon", "engine", "falcon", "feather", "forest", "garden", "ginger", "guitar", "hammer",
    "honey", "island", "jacket", "kettle", "ladder", "lemon", "magnet", "marble", "meadow", "mirror", "mountain",
    "orange", "otter", "paper", "pebble", "pencil", "pepper", "piano", "pigeon", "planet", "pocket", "potato",
    "rabbit", "ribbon", "river", "rocket", "saddle", "salmon", "silver", "spoon", "summer", "table", "thunder",
    "ticket", "tiger", "tulip", "velvet", "violin", "walnut", "window", "winter",
)  # fmt: skip


class TooManyWrongWords(Exception):
    """This link has had too many wrong code words in the last hour."""


@dataclass(frozen=True)
class Invited:
    """An invitation just made. The link and the word are told once: we keep no more of them than a fingerprint."""

    invitation: PlanInvitation
    link: str = ""
    word: str = ""


@dataclass(frozen=True)
class SharedPart:
    """One part as it is shown to somebody who was invited."""

    part: str
    heading: str
    words: str = ""


@dataclass(frozen=True)
class Shared:
    """What somebody invited sees: the chosen parts, and nothing else of the plan or of the record."""

    called: str
    may_suggest: bool
    ends_on: date
    parts: tuple[SharedPart, ...]
    goals: tuple[dict[str, Any], ...]
    suggestions: tuple[PlanSuggestion, ...]


def _link_hash(link: str) -> str:
    return sha256(link.encode()).hexdigest()


def _word_hash(link: str, word: str) -> str:
    bare = "".join(letter for letter in word.lower() if letter.isalnum())
    return salted_hmac("plans.invitation", f"{link}:{bare}", algorithm="sha256").hexdigest()


@transaction.atomic
def invite(
    plan: Plan, *, name: str, who: str, parts: list[str], may: str, ends_on: date, user: User | None = None,
    by: User, at: datetime,
) -> Invited:  # fmt: skip
    """The person asks somebody to read parts of their plan, or to suggest, until a day."""
    if not is_the_person(plan, by):
        raise NotTheirsToWrite(_("Only the person chooses who helps with their plan."))
    kept: dict[str, Any] = {
        "plan": plan, "name": name, "who": who, "parts": parts, "may": may, "ends_on": ends_on, "invited_at": at,
        "changed_by": by, "changed_at": at,
    }  # fmt: skip
    if user is not None:
        return Invited(PlanInvitation.objects.create(**kept, user=user))
    link = secrets.token_urlsafe(18)
    word = f"{secrets.choice(WORDS)}-{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}"
    hashes = {"link_hash": _link_hash(link), "word_hash": _word_hash(link, word)}
    return Invited(PlanInvitation.objects.create(**kept, **hashes), link, word)


@transaction.atomic
def withdraw(invitation: PlanInvitation, *, by: User, at: datetime) -> PlanInvitation:
    """Taken back at once: their next look finds nothing."""
    if not is_the_person(invitation.plan, by):
        raise NotTheirsToWrite(_("Only the person chooses who helps with their plan."))
    if invitation.withdrawn_at is None:
        change(invitation, by=by, at=at, withdrawn_at=at)
    return invitation


def behind(link: str, *, on: date) -> PlanInvitation | None:
    """The invitation of a link, while it is open."""
    found = PlanInvitation.objects.open(on).filter(link_hash=_link_hash(link))
    return found.select_related("plan__person").first()


@transaction.atomic
def open_with_word(link: str, word: str, *, on: date, at: datetime) -> PlanInvitation | None:
    """The invitation, if the word fits the link. A link that is not there and a wrong word look the same."""
    invitation = behind(link, on=on)
    if invitation is None:
        return None
    # Held, so that guesses made at once are counted one after another.
    bring_up_to_date(invitation, held(invitation))
    if invitation.wrong_words.filter(at__gt=at - AN_HOUR).count() >= WRONG_WORDS_AN_HOUR:
        raise TooManyWrongWords
    if hmac.compare_digest(invitation.word_hash, _word_hash(link, word)):
        return change(invitation, by=None, at=at, opened_at=at)
    WrongWord.objects.filter(at__lte=at - AN_HOUR).delete()
    WrongWord.objects.create(invitation=invitation, at=at)
    return None


def what_they_see(invitation: PlanInvitation) -> Shared:
    """Only the chosen parts, copied out: the page is given neither the plan nor the person's record."""
    plan, chosen = invitation.plan, invitation.parts
    parts = tuple(
        SharedPart(part, str(Part(part).label), str(getattr(plan, part) or ""))
        for part in Part.values
        if part in chosen and part not in (Part.GOALS, Part.STARTS_ON)
    )
    if Part.STARTS_ON in chosen and plan.starts_on:
        parts += (SharedPart(Part.STARTS_ON, str(Part.STARTS_ON.label), plan.starts_on.isoformat()),)
    goals = (
        tuple(
            {
                "pk": str(goal.pk), "words": goal.words,
                "ways": [{"by": way.get_by_display(), "what": way.what, "how_often": way.how_often}
                         for way in goal.ways.all()],
            }
            for goal in plan.goals.prefetch_related("ways")
        )
        if Part.GOALS in chosen
        else ()
    )  # fmt: skip
    may_suggest = invitation.may == PlanInvitation.May.SUGGEST
    return Shared(
        plan.person.called, may_suggest, invitation.ends_on, parts, goals, tuple(invitation.suggestions.all())
    )
