"""Who looked at a record, why, at which page and when: shown to the person it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role
from goodlives.casework.people.models import RecordRead
from goodlives.exchange.translated import translated

from ..design.environment import moment
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to


@dataclass(frozen=True)
class Look:
    """One member of staff on one day: why, and each page with the times they opened it, the newest first."""

    reader: str
    role: str
    reason: str
    pages: dict[str, list[datetime]] = field(default_factory=dict)


@open_to(roles.signed_in)
@require_safe
def who_looked(request: SignedInRequest, pk: UUID) -> HttpResponse | StreamingHttpResponse:
    person = open_record(request, pk, page=_("Who looked"))
    columns = [
        Column("when", _("When"), lambda read: moment(read.at), sort=("at",)),
        Column("who", _("Who"), lambda read: str(read.reader)),
        Column("role", _("Their job"), job_of),
        Column("page", _("What they looked at"), lambda read: translated(read.page)),
        Column("reason", _("Why"), lambda read: translated(read.reason)),
    ]
    listing = Listing(request, person.reads.select_related("reader"), columns, "-when", what="who-looked")
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    mine = not request.user.is_council_staff
    return render(
        request, "people/who_looked.jinja",
        {"person": person, "listing": listing, "days": list(by_day(listing.page)), "mine": mine},
    )  # fmt: skip


def job_of(read: RecordRead) -> str:
    """What they do for the council; or, of somebody from outside it, that they act for the person."""
    return _("Acts for the person") if read.role == Role.PERSON else str(read.get_role_display())


def by_day(reads: Iterable[RecordRead]) -> Iterable[tuple[date, list[Look]]]:
    """The reads of each day, those by one member of staff together."""
    for day, of_day in groupby(reads, key=lambda read: timezone.localtime(read.at).date()):
        looks: dict[tuple, Look] = {}
        for read in of_day:
            role = job_of(read).lower()
            look = looks.setdefault(
                (read.reader_id, role, read.reason), Look(str(read.reader), role, translated(read.reason))
            )
            look.pages.setdefault(translated(read.page), []).append(timezone.localtime(read.at))
        yield day, list(looks.values())
