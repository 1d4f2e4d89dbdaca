"""Count the official measures from a file, at once and without keeping it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

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
from goodlives.measures import Population, WrongFile
from goodlives.measures.ascof import FROM_HOSPITAL, clean, measure_all, no_step
from goodlives.measures.checking import Report, check
from goodlives.measures.checking.report import BY_FIELD, BY_LINE, write
from goodlives.measures.comparison import beside, interval_of
from goodlives.measures.discharges import Stay, read_discharges
from goodlives.measures.disclosure import disclose
from goodlives.measures.engines import DuckDB
from goodlives.measures.explain import DEFINITIONS, Explanation, Someone, explain
from goodlives.measures.published import PER, NotTheOfficialTables, Published, read
from goodlives.measures.results import Result
from goodlives.measures.tables import AGE_BANDS, read_events, read_population

from .. import clock
from ..permissions import open_to
from .forms import CountForm
from .official import NAMES, tables

LARGEST = 100_000_000
"""Bytes: about 250,000 events, more than any one council's year. A larger file is for the command."""

FINDINGS = 2_000
"""How many things that are wrong are named, for a page. The command names more."""

SALT = "goodlives.measures.counted"
HEADER = Result._fields
T = TypeVar("T")


@open_to(roles.manager)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def count(request: HttpRequest) -> HttpResponse:
    """Ask for the file and the year; then show what was found wrong in it, and what it gives."""
    form = CountForm(request.POST or None, today=clock.today())
    if request.method != "POST":
        return _ask(request, form)
    sent = request.FILES.get("events")
    if sent is None:
        return _ask(request, form, events=_("Choose the file of Client Level Data"))
    if (sent.size or 0) > LARGEST:
        return _ask(request, form, events=_("The file is over 100 megabytes. Count it with: goodlives measures"))
    if not form.is_valid():
        return _ask(request, form)
    measure, _of, group = form.cleaned_data["explain"].partition("|")
    if measure in FROM_HOSPITAL and "discharges" not in request.FILES:
        return _ask(request, form, discharges=_("2D needs the list of stays in hospital: choose it, or another figure"))
    try:
        theirs = request.FILES.get("tables")
        official = read(BytesIO(theirs.read())) if theirs else tables()
    except NotTheOfficialTables:
        return _ask(request, form, tables=_("This is not the ODS file of ASCOF tables that the Department publishes"))
    try:
        population = _read(request, "population", read_population)
        stays = _read(request, "discharges", read_discharges)
    except Wrong as wrong:
        return _ask(request, form, **{wrong.name: str(wrong)})
    with _on_disk(sent) as file:
        try:
            counted = _counted(file, form, population, stays, measure, group)
        except WrongFile as error:
            return _ask(request, form, events=str(error))
    return render(request, "measures/counted.jinja", _shown(*counted, form, official))


class Wrong(Exception):
    """A smaller file beside the events that cannot be read: which, and what is wrong in it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.name = name


def _read(request: HttpRequest, name: str, reader: Callable[[Path], T]) -> T | None:
    with _on_disk(request.FILES.get(name)) as file:
        try:
            return reader(file) if file else None
        except WrongFile as error:
            raise Wrong(name, str(error)) from error


def _counted(
    file: Path, form: CountForm, population: Population | None, stays: Sequence[Stay] | None, measure: str, group: str
) -> tuple[Report, list[Result], Explanation | None]:
    """What is wrong in the file, every figure of it, and who is behind one of them where that is asked."""
    report, engine, (start, end) = check(file, findings=FINDINGS), DuckDB(), form.days()
    cleaned = clean(read_events(file, engine).rows, engine)
    # Without a population only this council is counted, and 2B and 2C have no rate.
    people = population or {(settings.COUNCIL.la_code, band): None for band in AGE_BANDS}
    results = measure_all(cleaned, start, end, people, engine, no_step, stays)
    ours = settings.COUNCIL.la_code
    return report, results, explain(measure, ours, group, cleaned, start, end, engine, stays) if measure else None


@open_to(roles.manager)
@require_POST
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """What is on the page as a spreadsheet: the figures whole or as they may leave the council, what was wrong, who."""
    try:
        made = signing.loads(request.POST.get("made", ""), salt=SALT, max_age=24 * 60 * 60)
        name, header, rows = _spreadsheet(made, request.POST.get("which", ""))
    except (signing.BadSignature, KeyError) as error:
        raise BadRequest from error
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    write(response, header, rows)
    return response


def _spreadsheet(made: dict[str, Any], which: str) -> tuple[str, Sequence[str], Iterable[Sequence[object]]]:
    if which == "published":
        given = [dict(zip(HEADER, row, strict=True)) for row in made["whole"]]
        return "measures", HEADER, disclose(row for row in given if row["denominator"] is not None)
    name, header = {
        "whole": ("measures-not-for-publishing", HEADER),
        "fields": ("fields", BY_FIELD),
        "lines": ("lines", BY_LINE),
        "people": ("people-not-for-publishing", ("person", "counts", "why")),
    }[which]
    return name, header, made[which]


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


def _shown(
    report: Report, results: list[Result], explained: Explanation | None, form: CountForm, official: Published | None
) -> dict[str, Any]:
    start, end = form.days()
    measures = []
    for name in dict.fromkeys(row.measure for row in results):
        of_measure = [row for row in results if row.measure == name]
        definition = next((each for each in DEFINITIONS.get(name, ()) if each.in_force(start)), None)
        published = []
        for council in dict.fromkeys(row.la_code for row in of_measure):
            published += beside(official, name, council, form.cleaned_data["comparable"]) if official else []
        measures.append(
            {
                "measure": name,
                "name": NAMES.get(name, name),
                "definition": definition,
                "rows": [(row, interval_of(name, row.numerator, row.denominator)) for row in of_measure],
                "published": list(dict.fromkeys(published)),
                "per": PER.get(name, 100),
            }
        )
    parts = _parts(explained) if explained else []
    made = {
        "whole": results,
        "fields": list(report.by_field()),
        "lines": list(report.by_line()),
        "people": [(one.person, counts, one.why) for _words, counts, people in parts for one in people],
    }
    return {
        "report": report, "measures": measures, "start": start, "end": end, "explained": explained, "parts": parts,
        "most": FINDINGS, "more": len(report.findings) >= FINDINGS,
        "made": signing.dumps(made, salt=SALT, compress=True),
    }  # fmt: skip


def _parts(explained: Explanation) -> list[tuple[str, str, Sequence[Someone]]]:
    return [
        (_("Counted"), "numerator", explained.numerator),
        (_("Only among those it is out of"), "denominator", explained.denominator_only),
        (_("In neither"), "neither", explained.neither),
    ]
