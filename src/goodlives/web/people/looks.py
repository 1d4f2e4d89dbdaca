"""Who looked at a record, why, at which page and when: shown to the person it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role
from goodlives.casework.people.models import RecordRead
from goodlives.casework.seeing.models import LookQuestion, of_an_emergency, reads_with_emergencies
from goodlives.exchange.translated import translated

from .. import clock
from ..design.environment import moment
from ..design.forms import Form, Select, Text
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to


@dataclass(frozen=True)
class Look:
    """One member of staff on one day: why, and each page with the times they opened it, the newest first."""

    reader: str
    role: str
    reason: str
    in_emergency: bool = False
    pages: dict[str, list[datetime]] = field(default_factory=dict)
    reads: list[RecordRead] = field(default_factory=list)

    @property
    def asked(self) -> list[LookQuestion]:
        """What the person asked about this look."""
        return [read.question for read in self.reads if hasattr(read, "question")]


class WhichLooks(Form):
    who = Text(_lazy("Name"), hint=_lazy("Of who looked"), classes="govuk-input--width-10")
    which = Select(_lazy("Which"), [("emergency", _lazy("Without a usual reason"))], empty=_lazy("All"), required=False)
    since = Select(
        _lazy("Since"),
        [("7", _lazy("The last week")), ("28", _lazy("The last 4 weeks")), ("365", _lazy("The last year"))],
        empty=_lazy("The beginning"), required=False,
    )  # fmt: skip


def _narrowed(rows: Any, asked: dict[str, Any]) -> Any:
    for word in asked.get("who", "").split():
        rows = rows.filter(Q(reader__first_name__icontains=word) | Q(reader__last_name__icontains=word))
    if asked.get("which"):
        rows = rows.filter(in_emergency=True)
    if asked.get("since"):
        rows = rows.filter(at__gte=clock.now() - timedelta(days=int(asked["since"])))
    return rows


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
    mine = not request.user.is_council_staff
    rows = (
        reads_with_emergencies(person, clock.now()) if mine else person.reads.annotate(in_emergency=of_an_emergency())
    )
    form = WhichLooks(request.GET)
    form.is_valid()
    rows = _narrowed(rows, form.cleaned_data).select_related("reader", "question__answered_by")
    listing = Listing(
        request, rows, columns, "-when", form=form, what="who-looked",
        empty=_("Nobody has looked yet. When somebody who works for the council does, they are named here."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    few = person.restrictions.current().prefetch_related("few__user").first()
    return render(
        request, "people/who_looked.jinja",
        {"person": person, "listing": listing, "days": list(by_day(listing.page)), "mine": mine,
         "few": [one.user for one in few.few.all()] if few else []},
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
                (read.reader_id, role, read.reason),
                Look(str(read.reader), role, translated(read.reason), getattr(read, "in_emergency", False)),
            )
            look.reads.append(read)
            look.pages.setdefault(translated(read.page), []).append(timezone.localtime(read.at))
        yield day, list(looks.values())
