"""About me as it is read: all of it, one heading, and what it said before."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.about_me.actions import may_write
from goodlives.casework.about_me.models import Heading, Part, SuggestedWords
from goodlives.casework.access import roles
from goodlives.casework.people.models import Person

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .forms import HINTS


def known_heading(slug: str) -> Heading:
    try:
        return Heading(slug)
    except ValueError:
        raise Http404 from None


def may_add(user) -> bool:
    """Who may write at all: the person themselves, and social workers."""
    return roles.person(user) or roles.social_worker(user)


@open_to(roles.person | roles.council_staff)
@require_safe
def about_me(request: SignedInRequest, person_pk) -> HttpResponse:
    """Everything they say of themselves, in the order of the standard."""
    person = open_record(request, person_pk, page=_("About me"))
    parts = {part.heading: part for part in _parts(person)}
    pictures, voices = defaultdict(list), defaultdict(list)
    for picture in person.pictures.defer("content"):
        pictures[picture.heading].append(picture)
    for voice in person.voicenotes.defer("content"):
        voices[voice.heading].append(voice)
    waiting: dict[str, int] = defaultdict(int)
    for heading in _waiting(person).values_list("heading", flat=True):
        waiting[heading] += 1
    sections = [
        (heading, parts.get(heading.value), pictures[heading], voices[heading], waiting[heading]) for heading in Heading
    ]
    last = max((part.changed_at for part in parts.values() if part.changed_at), default=None)
    return render(
        request, "about_me/about_me.jinja",
        {"person": person, "own": roles.person(request.user), "sections": sections, "last": last,
         "written": len(parts), "may_add": may_add(request.user)},
    )  # fmt: skip


def _parts(person: Person):
    return Part.objects.filter(person=person).select_related("person", "changed_by")


def _waiting(person: Person):
    return SuggestedWords.objects.filter(person=person, state=SuggestedWords.State.WAITING)


@open_to(roles.person | roles.council_staff)
@require_safe
def part(request: SignedInRequest, person_pk, heading: str) -> HttpResponse:
    """One heading: their words first, then pictures, voice notes, and what staff suggest."""
    person = open_record(request, person_pk, page=_("About me"))
    return draw(request, person, known_heading(heading))


def draw(request: SignedInRequest, person: Person, heading: Heading, **more: Any) -> HttpResponse:
    said = _parts(person).filter(heading=heading).first()
    return render(
        request, "about_me/part.jinja",
        {
            "person": person, "own": roles.person(request.user), "heading": heading, "part": said,
            "hint": HINTS[heading.value], "pictures": list(person.pictures.defer("content").filter(heading=heading)),
            "voices": list(person.voicenotes.defer("content").filter(heading=heading)),
            "suggestions": list(_waiting(person).filter(heading=heading).select_related("made_by")),
            "may_add": may_add(request.user), "may_write": may_write(person, said, request.user),
            "next": _next(heading), "today": clock.today(), **more,
        },
    )  # fmt: skip


def _next(heading: Heading) -> Heading | None:
    every = list(Heading)
    place = every.index(heading) + 1
    return every[place] if place < len(every) else None


@open_to(roles.person | roles.council_staff)
@require_safe
def before(request: SignedInRequest, person_pk, heading: str) -> HttpResponse:
    """Every version, the newest first, with who wrote it and when; and what was suggested and declined."""
    person = open_record(request, person_pk, page=_("About me: what it said before"))
    said = get_object_or_404(_parts(person), heading=known_heading(heading))
    answered = SuggestedWords.objects.filter(person=person, heading=heading).exclude(state=SuggestedWords.State.WAITING)
    return render(
        request, "about_me/before.jinja",
        {"person": person, "own": roles.person(request.user), "part": said,
         "versions": list(said.versions.select_related("by")), "answered": list(answered.select_related("made_by"))},
    )  # fmt: skip
