"""What is already known of how somebody takes part, with where it comes from: a prompt, and never an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from goodlives.casework.about_me.models import Heading, Part
from goodlives.casework.people.models import Person
from goodlives.casework.requests.models import Communication, RequestForSupport
from goodlives.rules.mental_capacity import Ability

OURS = {"english", "en", ""}
INTERPRETED = {Communication.INTERPRETER, Communication.SIGN_LANGUAGE}
"""What somebody asked for that needs an interpreter."""


@dataclass(frozen=True)
class Prompt:
    """Something that is known, its source and day, and what it points to."""

    words: str
    source: str
    on: date | None
    points_to: str


def prompts(person: Person) -> list[Prompt]:
    asked = person.requests.order_by("-asked_at").first()
    return [*_from_record(person), *_from_request(asked), *_from_about_me(person), *_from_capacity(person)]


def language_of(person: Person) -> str:
    """Which interpreter, where the record or the last request says so; nothing where it does not."""
    if person.language.strip().lower() not in OURS:
        return person.language
    asked = person.requests.order_by("-asked_at").first()
    if asked is None or not INTERPRETED & set(asked.communication):
        return ""
    if Communication.SIGN_LANGUAGE in asked.communication:
        return str(Communication.SIGN_LANGUAGE.label)
    return asked.language


def _day(at) -> date | None:
    return timezone.localtime(at).date() if at else None


def _from_record(person: Person) -> list[Prompt]:
    source, on = _("the record"), _day(person.changed_at)
    found = []
    if person.language.strip().lower() not in OURS:
        found.append(Prompt(_("Language: %(name)s") % {"name": person.language}, source, on, _("an interpreter")))
    if person.communication_needs:
        found.append(Prompt(person.communication_needs, source, on, _("what helps")))
    return found


def _from_request(asked: RequestForSupport | None) -> list[Prompt]:
    if asked is None:
        return []
    points = {True: _("an interpreter"), False: _("what helps")}
    return [
        Prompt(
            str(Communication(need).label), _("the request for support"), _day(asked.asked_at),
            points[need in INTERPRETED],
        )
        for need in asked.communication
    ]  # fmt: skip


def _from_about_me(person: Person) -> list[Prompt]:
    part = Part.objects.filter(person=person, heading=Heading.COMMUNICATION).first()
    if part is None:
        return []
    return [Prompt(part.words, _("About me"), _day(part.changed_at), _("what helps"))]


def _from_capacity(person: Person) -> list[Prompt]:
    """What was hard about another decision on another day says only: ask."""
    hard = []
    for one in person.mental_capacity.concluded():
        words = [ability.words for ability in Ability if getattr(one, ability.value) is False]
        if words:
            hard.append(
                Prompt(
                    _("Could not do this, about one decision: %(what)s") % {"what": "; ".join(words)},
                    _("a mental capacity record about something else"), one.looked_at_on, _("an advocate: ask, today"),
                )
            )  # fmt: skip
    return hard
