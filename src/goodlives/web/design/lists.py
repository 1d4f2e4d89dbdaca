"""Long lists: search, filters, sorting, pages, and the same rows as a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _

from .forms import Form

ROWS_A_PAGE = 25


@dataclass(frozen=True)
class Column:
    """One column. `value` gives what the spreadsheet holds; `sort` the order by which the list may be sorted."""

    name: str
    label: str
    value: Callable[[Any], Any]
    sort: tuple[str, ...] = ()
    numeric: bool = False


@dataclass
class Listing:
    """A list as one page shows it. The queryset is narrowed by the view from `form`, before it comes here."""

    request: HttpRequest
    rows: QuerySet
    columns: list[Column]
    default_sort: str
    form: Form | None = None
    what: str = "list"
    empty: str = ""
    page: Page = field(init=False)
    sort: str = field(init=False)

    def __post_init__(self) -> None:
        sorts = {column.name: column for column in self.columns if column.sort}
        asked = self.request.GET.get("sort", self.default_sort)
        self.sort = asked if asked.removeprefix("-") in sorts else self.default_sort
        order = sorts[self.sort.removeprefix("-")].sort
        if self.sort.startswith("-"):
            order = tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)
        self.rows = self.rows.order_by(*order, "pk")
        self.page = CountedWithItsRows(self.rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def filtered(self) -> bool:
        return any(value for key, value in self.request.GET.items() if key not in ("page", "sort"))

    def address(self, **changes: Any) -> str:
        """The address of this list with something changed: another page, another order, or as a spreadsheet."""
        return address(self.request, **changes)

    def sort_address(self, column: Column) -> str:
        return self.address(sort=f"-{column.name}" if self.sort == column.name else column.name)

    def direction(self, column: Column) -> str:
        """For aria-sort."""
        return {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, "none")

    def pages(self) -> dict:
        """The parameters of the GOV.UK pagination component."""
        return pages(self.request, self.page)

    def spreadsheet(self) -> StreamingHttpResponse:
        """Every row that the filters leave, as CSV."""
        response = StreamingHttpResponse(self._lines(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.what}.csv"'
        return response

    def _lines(self) -> Iterable[str]:
        writer = csv.writer(Echo())
        yield "\ufeff" + writer.writerow([str(column.label) for column in self.columns])
        for row in self.rows.iterator(chunk_size=2000):
            yield writer.writerow([safe(column.value(row)) for column in self.columns])


class CountedWithItsRows(Paginator):
    """Which rows are on the page and how many there are is one question, so that who may see them is asked for once.

    What else is known of those rows is asked for them alone: a list of all the council's people is not sorted whole.
    """

    def get_page(self, number: Any) -> Page:
        if not isinstance(self.object_list, QuerySet):
            return super().get_page(number)
        asked = int(number) if re.fullmatch(r"[1-9][0-9]{0,6}", str(number)) else 1
        first = (asked - 1) * self.per_page
        which = self.object_list.values_list("pk", Window(Count("*")))[first : first + self.per_page]
        keys, counts = zip(*which, strict=True) if which else ((), ())
        if not keys and asked > 1:  # past the last page
            return super().get_page(number)
        self.count = counts[0] if counts else 0
        return Page(_with_keys(self.object_list, keys), asked, self)


def _with_keys(rows: QuerySet, keys: Sequence[Any]) -> list[Any]:
    """The rows with these keys, in this order, with all that the list adds to each."""
    asked = rows.order_by()
    asked.query.clear_where()
    found = {row.pk: row for row in asked.filter(pk__in=keys)} if keys else {}
    return [found[key] for key in keys if key in found]


def address(request: HttpRequest, **changes: Any) -> str:
    """The address of this page with something in it changed; on another of its pages only where that is said."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    if "page" not in changes:
        query.pop("page", None)
    return f"?{query.urlencode()}"


def pages(request: HttpRequest, page: Page) -> dict:
    """The parameters of the GOV.UK pagination component."""
    items: list[dict] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            items.append({"number": number, "href": address(request, page=number), "current": number == page.number})
        else:
            items.append({"ellipsis": True})
    return {
        "items": items,
        "previous": {"href": address(request, page=page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": address(request, page=page.next_page_number())} if page.has_next() else None,
    }


class Echo:
    """What `csv` writes to, one line at a time."""

    def write(self, line: str) -> str:
        return line


def safe(value: Any) -> str:
    """A cell that a spreadsheet cannot take for a formula."""
    text = "" if value is None else str(value)
    dangerous = text.startswith(("=", "+", "-", "@", "\t", "\r")) and not re.fullmatch(r"-[0-9]+(\.[0-9]+)?", text)
    return f"'{text}" if dangerous else text


def count_words(listing: Listing) -> str:
    """How many there are, and which of them this page shows."""
    page = listing.page
    if listing.total <= ROWS_A_PAGE:
        return _("%(total)s in all") % {"total": listing.total}
    return _("%(first)s to %(last)s of %(total)s") % {
        "first": page.start_index(), "last": page.end_index(), "total": f"{listing.total:,}"
    }  # fmt: skip
