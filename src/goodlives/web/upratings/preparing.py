"""Preparing the yearly change of rates: what is there, by how much each kind of money goes up, and what it would do."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.upratings import actions
from goodlives.casework.upratings.models import State, Uprating, Why
from goodlives.exchange.uprating_preview import preview
from goodlives.rules.parameters import newer_rates_are_missing, rates_year
from goodlives.rules.uprating import begins, usual_percentages

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_to
from .forms import WORDS, PercentagesForm, as_typed
from .running import progress
from .words import BANDS, GROUPINGS, group_words


@open_to(roles.uprating_keeper)
@require_http_methods(["GET", "POST"])
def upratings(request: SignedInRequest) -> HttpResponse:
    """Each year's uprating, the year that can be prepared now, and the one whose rates are not there yet."""
    year = newest_year(clock.today())
    if request.method == "POST":
        one = actions.prepare(begins(year), by=request.user, at=clock.now())
        return redirect("upratings:uprating", one.pk)
    rows = Uprating.objects.select_related("prepared_by", "started_by")
    return render(
        request, "upratings/list.jinja",
        {
            "upratings": rows, "rates_year": rates_year, "newest": begins(year),
            "prepared": any(row.starts_on == begins(year) for row in rows),
            "next": None if not newer_rates_are_missing(begins(year + 1)) else f"{year + 1}-{(year + 2) % 100:02}",
        },
    )  # fmt: skip


def newest_year(on: date) -> int:
    """The last year whose rates are loaded: next year's, once they are there."""
    return next(year for year in range(on.year + 1, on.year - 5, -1) if not newer_rates_are_missing(begins(year)))


@open_to(roles.uprating_keeper)
@require_safe
def uprating(request: SignedInRequest, pk) -> HttpResponse:
    """What it would do; once it is started, how far it has come; at the end, what it did."""
    one = get_object_or_404(Uprating.objects.select_related("prepared_by", "started_by"), pk=pk)
    shown = {"uprating": one, "year": rates_year(one.starts_on), "why": dict(Why.choices)}
    if one.state != State.PREPARED:
        return render(request, "upratings/progress.jinja", shown | progress(one))
    would = preview(one, clock.today())
    bands = would.bands()
    return render(
        request, "upratings/preview.jinja",
        shown | {
            "preview": would, "percentages": _percentages(one),
            "bands": list(zip(BANDS, bands, strict=True)), "widest": max(bands) or 1, "groupings": GROUPINGS,
            "group_words": group_words, "may_start": actions.may_start(one, request.user, clock.today()),
        },
    )  # fmt: skip


def _percentages(one: Uprating) -> list[tuple[str, str, bool, str]]:
    """Each kind of money, by how much, whether that is the usual, and why not."""
    usual = {usual.by: usual.hundredths for usual in usual_percentages(one.starts_on)}
    return [
        (str(WORDS[by]), f"{hundredths / 100:g}%", hundredths == usual[by], one.percentages[by.value]["reason"])
        for by, hundredths in one.hundredths().items()
    ]


@open_to(roles.uprating_keeper)
@require_http_methods(["GET", "POST"])
def percentages(request: SignedInRequest, pk) -> HttpResponse:
    """By how much each kind of money goes up, where it has no official rate."""
    one = get_object_or_404(Uprating, pk=pk)
    if one.state != State.PREPARED:
        return redirect("upratings:uprating", one.pk)
    form = PercentagesForm(request.POST or None, initial=as_typed(one), usual=usual_percentages(one.starts_on))

    def save(revision: int) -> Uprating:
        return actions.set_percentages(one, form.typed(), by=request.user, at=clock.now(), revision=revision)

    try:
        saving = save_or_clash(request, one, form, save, theirs=as_typed)
    except actions.SaysNoReason as missing:
        for by in missing.which:
            form.add_error(f"{by.value}_reason", str(missing))
        saving = None
    except CannotMove as started:
        messages.warning(request, str(started))
        return redirect("upratings:uprating", one.pk)
    if saving and saving.done:
        messages.success(request, _("Saved. This is what it would do now."))
        return redirect("upratings:uprating", one.pk)
    return render(
        request, "upratings/percentages.jinja",
        {
            "uprating": one, "form": form, "clash": saving and saving.clash, "year": rates_year(one.starts_on),
            "revision": saving.revision if saving else one.revision,
        },
    )  # fmt: skip
