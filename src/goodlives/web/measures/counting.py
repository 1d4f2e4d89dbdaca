"""Count the official measures from a file, at once and without keeping it."""

from __future__ import annotations

import csv
import tempfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.measures import WrongFile, measure
from goodlives.measures.checking import Report, check
from goodlives.measures.comparison import beside, interval_of
from goodlives.measures.disclosure import disclose
from goodlives.measures.explain import DEFINITIONS
from goodlives.measures.published import PER, NotTheOfficialTables, Published, read

from .. import clock
from ..permissions import open_to
from .forms import CountForm
from .official import NAMES, tables

LARGEST = 100_000_000
"""Bytes: about 250,000 events, more than any one council's year. A larger file is for the command."""

FILES = ("events", "population", "tables")
SALT = "goodlives.measures.figures"
HEADER = ("measure", "la_code", "group", "numerator", "denominator", "outcome")


@open_to(roles.manager)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def count(request: HttpRequest) -> HttpResponse:
    """Ask for the file and the year; then show what was found wrong in it, and what it gives."""
    form = CountForm(request.POST or None, today=clock.today())
    if request.method != "POST":
        return _ask(request, form)
    events = request.FILES.get("events")
    if events is None:
        return _ask(request, form, events=_("Choose the file of Client Level Data"))
    if (events.size or 0) > LARGEST:
        return _ask(request, form, events=_("The file is over 100 megabytes. Count it with: goodlives measures"))
    if not form.is_valid():
        return _ask(request, form)
    try:
        theirs = request.FILES.get("tables")
        official = read(BytesIO(theirs.read())) if theirs else tables()
    except NotTheOfficialTables:
        return _ask(request, form, tables=_("This is not the ODS file of ASCOF tables that the Department publishes"))
    start, end = form.days()
    with _on_disk(events) as file, _on_disk(request.FILES.get("population")) as population:
        try:
            report = check(file, findings=200)
            councils = _population(population)
        except WrongFile as error:
            return _ask(request, form, **{"events" if population is None else "population": str(error)})
        try:
            rows = measure(file, start, end, councils if councils is not None else _only_us()).to_pylist()
        except WrongFile as error:
            return _ask(request, form, events=str(error))
    return render(request, "measures/counted.jinja", _shown(report, rows, form, official))


@open_to(roles.manager)
@require_POST
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """The figures on the page as a spreadsheet: whole for the council's own use, or as they may leave it."""
    try:
        rows = signing.loads(request.POST.get("rows", ""), salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature as error:
        raise BadRequest from error
    given = [dict(zip(HEADER, row, strict=True)) for row in rows]
    whole = request.POST.get("which") == "whole"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = "measures-not-for-publishing.csv" if whole else "measures.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(HEADER)
    writer.writerows(rows if whole else disclose(row for row in given if row["denominator"] is not None))
    return response


def _ask(request: HttpRequest, form: CountForm, **wrong: str) -> HttpResponse:
    errors = [{"text": words, "href": f"#{name}"} for name, words in wrong.items()]
    bad = bool(wrong) or bool(form.errors)
    return render(
        request,
        "measures/count.jinja",
        {"form": form, "wrong": wrong, "errors": errors},
        status=422 if bad else 200,
    )


@contextmanager
def _on_disk(upload: UploadedFile | None):
    """A copy of what was sent that is gone as soon as it has been counted."""
    if upload is None:
        yield None
        return
    with tempfile.NamedTemporaryFile(suffix=Path(upload.name or "").suffix) as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def _population(file: Path | None):
    from goodlives.measures.tables import read_population

    return None if file is None else read_population(file)


def _only_us() -> dict[tuple[str, str], int | None]:
    """This council, whose population nobody gave: 2B and 2C then have no rate."""
    return {(settings.COUNCIL.la_code, band): None for band in ("18 to 64", "65 and above")}


def _shown(report: Report, rows: list[dict[str, Any]], form: CountForm, official: Published | None) -> dict[str, Any]:
    start, end = form.days()
    measures = []
    for name in dict.fromkeys(row["measure"] for row in rows):
        of_measure = [row for row in rows if row["measure"] == name]
        definition = next((each for each in DEFINITIONS.get(name, ()) if each.in_force(start)), None)
        published = []
        for council in dict.fromkeys(row["la_code"] for row in of_measure):
            published += beside(official, name, council, form.cleaned_data["comparable"]) if official else []
        measures.append(
            {
                "measure": name,
                "name": NAMES.get(name, name),
                "definition": definition,
                "rows": [
                    row | {"interval": interval_of(name, row["numerator"], row["denominator"])} for row in of_measure
                ],
                "published": list(dict.fromkeys(published)),
                "per": PER.get(name, 100),
            }
        )
    return {
        "report": report,
        "measures": measures,
        "start": start,
        "end": end,
        "rows": signing.dumps([[row[name] for name in HEADER] for row in rows], salt=SALT, compress=True),
    }
