"""Finding somebody, and opening a record for somebody new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import Team
from goodlives.casework.people import actions
from goodlives.casework.people.lists import SupportReason
from goodlives.casework.people.models import Person, PersonQuerySet
from goodlives.casework.seeing.reasons import known_exactly

from .. import clock
from ..design.forms import Form, Select, Text
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_find, people_they_may_see
from .forms import NewPerson
from .stages import STAGES, at_stage, with_stage

AGE_BANDS = [
    ("18-64", gettext_lazy("18 to 64")),
    ("65-84", gettext_lazy("65 to 84")),
    ("85", gettext_lazy("85 or over")),
]


class Narrow(Form):
    q = Text(
        gettext_lazy("Search"), hint=gettext_lazy("Name, postcode, council or NHS number"), max_length=200,
        classes="govuk-input--width-20",
    )  # fmt: skip
    mine = Select(
        gettext_lazy("Named worker"), [("yes", gettext_lazy("Me"))], empty=gettext_lazy("Anybody"), required=False
    )
    stage = Select(gettext_lazy("Where they are"), list(STAGES.items()), empty=gettext_lazy("Anywhere"), required=False)
    reason = Select(
        gettext_lazy("Main reason"), SupportReason.choices, empty=gettext_lazy("Any reason"), required=False
    )
    age = Select(gettext_lazy("Age"), AGE_BANDS, empty=gettext_lazy("Any age"), required=False)
    team = Select(gettext_lazy("Team"), [], required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        teams = Team.objects.order_by("name").values_list("pk", "name")
        team: Select = self.fields["team"]  # type: ignore[assignment]
        team.choices = [("", _("Any team")), *[(str(pk), name) for pk, name in teams]]


def _years_before(on: date, years: int) -> date:
    """Born on or before this day, somebody is at least so many years old."""
    leap = on.month == 2 and on.day == 29
    return date(on.year - years, on.month, 28 if leap else on.day)


def _narrowed(people: PersonQuerySet, form: Narrow, request: SignedInRequest, on: date) -> PersonQuerySet:
    asked = form.cleaned_data
    if asked.get("mine"):
        people = people.allocated_to(request.user)
    if asked.get("stage"):
        people = at_stage(people, asked["stage"], on)
    if asked.get("reason"):
        people = people.filter(support_reason=asked["reason"])
    if asked.get("team"):
        people = people.filter(team=asked["team"])
    if asked.get("age"):
        least, _to, most = asked["age"].partition("-")
        people = people.filter(born_on__lte=_years_before(on, int(least)))
        if most:
            people = people.filter(born_on__gt=_years_before(on, int(most) + 1))
    return people


def _columns(on: date, nearest_first: bool) -> list[Column]:
    return [
        Column(
            "name", _("Name, nearest first") if nearest_first else _("Name"), lambda person: person.name,
            sort=("-nearness",) if nearest_first else ("family_name", "given_name"),
        ),
        Column("number", _("Council number"), lambda person: person.council_number, sort=("council_number",)),
        Column("age", _("Age"), lambda person: person.age(on), sort=("-born_on",), numeric=True),
        Column("postcode", _("Postcode"), lambda person: person.postcode_words, sort=("postcode",)),
        Column("reason", _("Main reason"), lambda person: person.get_support_reason_display()),
        Column("worker", _("Named worker"), lambda person: person.allocated_to or ""),
        Column("stage", _("Where they are"), lambda person: STAGES.get(person.stage, _("Nothing open"))),
    ]  # fmt: skip


@open_to(roles.council_staff)
@require_safe
def people(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """Everybody whose record there is a reason to open: by any part of a name, postcode or number, even mistyped.

    Anybody else is found by their whole number only, and then no more is said than that there is a record.
    """
    on = clock.today()
    form = Narrow(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q", "")
    everybody = with_stage(
        _narrowed(people_they_may_see(request), form, request, on), on
    ).select_related("allocated_to")  # fmt: skip
    listing = _listing(request, everybody.matching(words), form, on)
    nearly = bool(words and not listing.total)
    if nearly:
        listing = _listing(request, everybody.nearly_matching(words), form, on, nearest_first=True)
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(
        request, "people/list.jinja",
        {
            "listing": listing, "stages": STAGES, "nearly": nearly and listing.total, "words": words,
            "others": _of_others(request, words),
        },
    )  # fmt: skip


def _of_others(request: SignedInRequest, words: str) -> list[Person]:
    """Records that there is no reason to open, for whoever typed the whole council number or NHS number."""
    if not any(letter.isdigit() for letter in words):
        return []
    return list(people_they_may_find(request).filter(known_exactly(words), why=""))


def _listing(request, rows, form, on, *, nearest_first=False) -> Listing:
    return Listing(
        request, rows, _columns(on, nearest_first), "name", form, what="people",
        empty=_("Nobody has a record yet. Register somebody, or answer a request for support."),
    )  # fmt: skip


def _surely_alike(people: Iterable[Any], known: dict[str, Any]) -> list[Any]:
    """Those whose record they may open; of others, only those with the same names and birth date."""
    return [
        person
        for person in people
        if person.why
        or (
            (known["born_on"] and person.born_on == known["born_on"])
            and person.name.casefold() == f"{known['given_name']} {known['family_name']}".casefold()
        )
    ]


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Open a record for somebody, once whoever may be the same person has been looked at."""
    form = NewPerson(request.POST or None)
    alike: list[Person] = []
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        if request.POST.get("somebody_new") != "yes":
            alike = _surely_alike(
                people_they_may_find(request).looking_like(
                    known["given_name"], known["family_name"], known["born_on"], known["postcode"]
                ),
                known,
            )
        if not alike:
            person = actions.register(
                by=request.user, at=clock.now(), allocated_to=request.user, team=request.user.team, **known
            )
            told = _("%(name)s now has a record, and you are their named worker.") % {"name": person}
            messages.success(request, told)
            return redirect("people:person", person.pk)
    return render(request, "people/new.jinja", {"form": form, "alike": alike})
