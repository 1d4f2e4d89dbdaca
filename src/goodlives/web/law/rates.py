"""The numbers of the law, open to all: every one, every year, where it comes from and how sure we are of it."""

from __future__ import annotations

import csv
import io
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.rules.parameters import all_parameters, every_parameter

from .. import clock
from ..design.forms import Form, Select, Text
from ..permissions import open_to
from .examples import that_rests_on
from .numbers import STATUSES, Row, changes, current, in_words, rows_of, topics, year_called, years
from .who_uses_it import uses_of


def _topics():
    return [("", _("All")), *topics().items()]


def _years():
    return [(str(year), str(year)) for year in years()]


def _this_year_or_another():
    return [("", _("This year")), *_years()]


def _statuses():
    return [("", _("All")), *((name, words) for name, (words, _why) in STATUSES.items())]


class Narrow(Form):
    q = Text(label=_("Search"), required=False, max_length=100)
    topic = Select(label=_("Topic"), choices=_topics, required=False)
    year = Select(label=_("Year"), choices=_this_year_or_another, required=False)
    status = Select(label=_("How sure we are"), choices=_statuses, required=False)


class Compare(Form):
    before = Select(label=_("From"), choices=_years, required=False)
    after = Select(label=_("To"), choices=_years, required=False)


@open_to(roles.anyone)
@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    form = Narrow(request.GET or None)
    form.is_valid()  # a filter that is not understood is left out, the others are kept
    wanted = getattr(form, "cleaned_data", {})
    year = year_called(wanted.get("year"), current(clock.today()))
    rows = rows_of(year, typed=wanted.get("q", ""), topic=wanted.get("topic", ""), status=wanted.get("status", ""))
    if request.GET.get("format") == "csv":
        return _spreadsheet(rows)
    by_topic = [(in_words(topic), list(some)) for topic, some in groupby(rows, lambda row: row.parameter.topic)]
    query = request.GET.copy()
    query["format"] = "csv"
    return render(
        request, "law/rates.jinja",
        {"form": form, "year": year, "by_topic": by_topic, "total": len(rows), "statuses": STATUSES.values(),
         "csv": f"?{query.urlencode()}"},
    )  # fmt: skip


def _spreadsheet(rows: list[Row]) -> HttpResponse:
    """Every year of each number that the filters leave."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["name", "title", "topic", "unit", "since", "value", "source", "status"])
    for known in (row.parameter for row in rows):
        for value in known.values:
            row = Row(known, value)
            exact = row.said if isinstance(value.value, tuple) else row.exact
            writer.writerow(
                [known.name, known.title, known.topic, known.unit, value.since, exact, value.reference, value.status]
            )
    response = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="numbers-of-the-law.csv"'
    return response


@open_to(roles.anyone)
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """All of them, for another program."""
    return JsonResponse(
        {
            known.name: {
                "title": known.title, "description": known.description, "topic": known.topic, "unit": known.unit,
                "values": [
                    {"since": value.since, "value": Row(known, value).exact, "source": value.reference,
                     "status": value.status}
                    for value in known.values
                ],
            }
            for known in every_parameter()
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )  # fmt: skip


@open_to(roles.anyone)
@require_safe
def rate(request: HttpRequest, name: str) -> HttpResponse:
    known = all_parameters().get(name)
    if known is None:
        raise Http404
    rows = [Row(known, value) for value in reversed(known.values)]
    amounts = [row.value.value for row in rows if type(row.value.value) is int]
    return render(
        request, "law/rate.jinja",
        {
            "known": known, "topic": in_words(known.topic), "rows": rows, "most": max(amounts, default=0),
            "statuses": {name: why for name, (_words, why) in STATUSES.items()},
            "uses": uses_of(name), "example": that_rests_on(name),
        },
    )  # fmt: skip


@open_to(roles.anyone)
@require_safe
def compared(request: HttpRequest) -> HttpResponse:
    """What changed from one year to another: the amount and the percentage."""
    newest = years()
    form = Compare(request.GET or {"before": str(newest[1]), "after": str(newest[0])})
    form.is_valid()
    wanted = getattr(form, "cleaned_data", {})
    before, after = year_called(wanted.get("before"), newest[1]), year_called(wanted.get("after"), newest[0])
    return render(
        request,
        "law/compared.jinja",
        {"form": form, "before": before, "after": after, "changes": changes(before, after)},
    )
