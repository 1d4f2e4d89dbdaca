"""The people of an uprating: what each pays before and after, who is left out and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.people.models import Person, PersonQuerySet
from goodlives.casework.upratings import actions
from goodlives.casework.upratings.models import State, UpratedPerson, Uprating, Why
from goodlives.exchange.uprating_preview import LOOK_AT_FROM, WHY_NOT, preview
from goodlives.rules.bulk_columns import NOT_KNOWN
from goodlives.rules.money import plain_pounds
from goodlives.rules.parameters import rates_year

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import HoldBackForm, PeopleForm


@dataclass(frozen=True, slots=True)
class Line:
    """One person, before and after. Amounts are pence; `after` is None where the charge is not changed."""

    pk: str
    name: str
    family_name: str
    number: str
    before: int
    after: int | None
    why_not: str
    words: str = ""

    @property
    def change(self) -> int | None:
        return None if self.after is None else self.after - self.before

    @property
    def look_at(self) -> bool:
        return self.change is not None and self.change >= LOOK_AT_FROM

    @property
    def why(self) -> str:
        return str(Why(self.why_not).label) if self.why_not else ""


class Lines(list):
    """Lines that a list of the design can sort and page, as it does rows of the database."""

    def order_by(self, *names: str) -> Lines:
        ordered = Lines(self)
        for name in reversed(names):
            value = attrgetter(name.removeprefix("-"))
            ordered.sort(key=lambda line, value=value: _known_last(value(line)), reverse=name.startswith("-"))  # type: ignore[misc]
        return ordered

    def iterator(self, chunk_size: int) -> Iterator[Line]:
        return iter(self)


def _known_last(value: Any) -> tuple[bool, Any]:
    return value is not None, 0 if value is None else value


@open_to(roles.uprating_keeper)
@require_safe
def people(request: SignedInRequest, pk) -> HttpResponseBase:
    """Everybody in it, with what they pay before and after: as it would be, or as it was done."""
    one = get_object_or_404(Uprating, pk=pk)
    form = PeopleForm(request.GET)
    form.is_valid()
    lines = Lines(_narrowed(_lines(one, people_they_may_see(request)), form.cleaned_data))
    listing = Listing(
        request=request, rows=lines, default_sort="-change", form=form, what="yearly-change",  # type: ignore[arg-type]
        empty=_("Nobody pays by the rates of an earlier year."),
        columns=[
            Column("name", _("Name"), lambda line: line.name, ("family_name", "name")),
            Column("number", _("Council number"), lambda line: line.number, ("number",)),
            Column("before", _("Pays now, a week"), lambda line: plain_pounds(line.before), ("before",), numeric=True),
            Column("after", _("Will pay"), lambda line: _pounds(line.after), ("after",), numeric=True),
            Column("change", _("Change"), lambda line: _pounds(line.change), ("change",), numeric=True),
            Column("why_not", _("Not changed because"), lambda line: line.why, ("why_not",)),
        ],
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(
        request, "upratings/people.jinja",
        {
            "uprating": one, "listing": listing, "year": rates_year(one.starts_on),
            "prepared": one.state == State.PREPARED,
        },
    )  # fmt: skip


def _pounds(pence: int | None) -> str:
    return "" if pence is None else plain_pounds(pence)


def _narrowed(lines: Iterator[Line], asked: dict[str, Any]) -> Iterator[Line]:
    if asked.get("q"):
        found = {str(pk) for pk in Person.objects.matching(asked["q"]).values_list("pk", flat=True)}
        lines = (line for line in lines if line.pk in found)
    if asked.get("why"):
        lines = (line for line in lines if line.why_not == asked["why"])
    if effect := asked.get("effect"):
        lines = (line for line in lines if line.change is not None and _has(effect, line))
    return lines


def _has(effect: str, line: Line) -> bool:
    change = line.change or 0
    return {"more": change > 0, "same": change == 0, "less": change < 0, "look": line.look_at}[effect]


def _lines(one: Uprating, seen: PersonQuerySet) -> Iterator[Line]:
    return _as_it_would_be(one, seen) if one.state == State.PREPARED else _as_it_was_done(one, seen)


def _as_it_would_be(one: Uprating, seen: PersonQuerySet) -> Iterator[Line]:
    would = preview(one, clock.today())
    named = {
        str(pk): (given, family, number)
        for pk, given, family, number in seen.filter(financial_assessments__state="decided")
        .distinct()
        .values_list("pk", "given_name", "family_name", "council_number")
    }
    held = {str(pk): reason for pk, reason in one.held_back.values_list("person_id", "reason")}
    rows = zip(
        would.population.persons.to_pylist(), would.before.tolist(), would.after.tolist(), would.why_not.tolist(),
        strict=True,
    )  # fmt: skip
    for pk, before, after, why in rows:
        if pk not in named:
            continue  # it is in the sums, and not in the list of whoever may not open the record
        given, family, number = named[pk]
        yield Line(
            pk, f"{given} {family}", family, number, before, None if after == NOT_KNOWN else after,
            "" if why == NOT_KNOWN else WHY_NOT[why], held.get(pk, ""),
        )  # fmt: skip


def _as_it_was_done(one: Uprating, seen: PersonQuerySet) -> Iterator[Line]:
    rows = UpratedPerson.objects.filter(uprating=one, person__in=seen).exclude(why_not=Why.ALREADY).values_list(
        "person_id", "person__given_name", "person__family_name", "person__council_number", "before__contribution",
        "after__contribution", "why_not", "words",
    )  # fmt: skip
    for pk, given, family, number, before, after, why_not, words in rows:
        yield Line(str(pk), f"{given} {family}", family, number, before or 0, after, why_not, words)


@open_to(roles.uprating_keeper)
@require_http_methods(["GET", "POST"])
def hold_back(request: SignedInRequest, pk, person_pk) -> HttpResponse:
    """Leave somebody out, with the reason; or take that back."""
    one = get_object_or_404(Uprating, pk=pk)
    if one.state != State.PREPARED:
        return redirect("upratings:uprating", one.pk)
    person = open_record(request, person_pk, page=_("Yearly change of rates"))
    held = one.held_back.filter(person=person).first()
    form = HoldBackForm(request.POST or None, initial={"reason": held.reason if held else ""})
    try:
        if request.method == "POST" and "let_in" in request.POST:
            actions.let_in(one, person, by=request.user)
            messages.success(request, _("%(name)s is in it again.") % {"name": person.name})
            return redirect("upratings:people", one.pk)
        if form.is_valid():
            actions.hold_back(one, person, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(request, _("%(name)s is left out.") % {"name": person.name})
            return redirect("upratings:people", one.pk)
    except CannotMove as started:
        messages.warning(request, str(started))
        return redirect("upratings:uprating", one.pk)
    return render(
        request,
        "upratings/hold_back.jinja",
        {"uprating": one, "person": person, "held": held, "form": form, "year": rates_year(one.starts_on)},
    )
