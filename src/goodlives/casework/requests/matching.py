"""Who a request may be about: people we already know. Somebody who works here says whether they are the same."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from ..people.models import Person, PersonQuerySet
from .models import RequestForSupport

MOST = 10
SURE = 4
"""From here it is surely the same person: the NHS number, or the name and the date of birth."""


@dataclass(frozen=True)
class Match:
    """Somebody known, and what is the same: the more, and the surer, the higher in the list."""

    person: Person
    same: list[str]
    sureness: int


def likely_matches(request: RequestForSupport, people: PersonQuerySet) -> list[Match]:
    """People with the same NHS number, or the same family name and one thing more.

    Among `people`. Somebody who asks for a neighbour may not know the family name: then the given name stands for it.
    """
    name = request.family_name or request.given_name
    named_alike = Q(search_text__contains=name.lower().replace("'", ""))
    more = Q(given_name__iexact=request.given_name) if request.family_name else Q(pk__in=[])
    if request.born_on:
        more |= Q(born_on=request.born_on)
    if request.postcode:
        more |= Q(postcode=request.postcode)
    wanted = named_alike & more
    if request.nhs_number:
        wanted |= Q(nhs_number=request.nhs_number)
    matches = [_match(person, request) for person in people.filter(wanted)[: MOST * 5]]
    return sorted(matches, key=lambda match: (-match.sureness, match.person.council_number))[:MOST]


def _match(person: Person, request: RequestForSupport) -> Match:
    points = [
        (8, _("NHS number"), bool(request.nhs_number) and person.nhs_number == request.nhs_number),
        (4, _("date of birth"), request.born_on is not None and person.born_on == request.born_on),
        (2, _("name"), person.name.casefold() == request.name.casefold()),
        (1, _("postcode"), bool(request.postcode) and person.postcode == request.postcode),
    ]
    return Match(
        person, [words for _points, words, same in points if same], sum(score for score, _words, same in points if same)
    )
