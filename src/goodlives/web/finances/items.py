"""Savings, property and income: one page a list, one page an item, each with what it counts for and why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.finances import actions
from goodlives.casework.finances.models import Capital, FinancialAssessment, Income

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from .answer import answer
from .item_forms import AllListedForm, CapitalForm, IncomeForm
from .opening import ask, opened


def _list(request: SignedInRequest, pk, part: str) -> HttpResponse:
    """A list of items, and whether it is the whole of it."""
    assessment = opened(request, pk)
    name = f"{part}_is_all_listed"

    def saved(of: FinancialAssessment) -> dict:
        return {"all_listed": "yes" if getattr(of, name) else ""}

    form = AllListedForm(request.POST if request.method == "POST" else None, initial=saved(assessment))

    def save(revision: int) -> FinancialAssessment:
        whole = {name: form.cleaned_data["all_listed"]}
        return actions.write(assessment, by=request.user, at=clock.now(), revision=revision, **whole)

    return ask(
        request, assessment, form, f"finances/{part}.jinja", save=save, saved=saved(assessment), current=saved,
        then=reverse("finances:assessment", args=[assessment.pk]), said=_("Saved."),
    )  # fmt: skip


def _item(request: SignedInRequest, pk, item_pk: int | None, part: str) -> HttpResponse:
    """One item, new or saved. While it is typed, the page may ask what it would count for: nothing is saved then."""
    assessment = opened(request, pk)
    model: type[Any] = {"capital": Capital, "income": Income}[part]
    form_class: type[Any] = {"capital": CapitalForm, "income": IncomeForm}[part]
    rows = getattr(assessment, part)
    if item_pk is not None and not rows.filter(pk=item_pk).exists():
        messages.info(request, _("Somebody has taken that off the list."))
        return redirect(f"finances:{part}", assessment.pk)
    item = rows.get(pk=item_pk) if item_pk is not None else model(assessment=assessment)
    saved = form_class.saved(item)
    form = form_class(request.POST or None, initial=saved)

    def now(there: FinancialAssessment) -> dict:
        row = getattr(there, part).filter(pk=item_pk).first()
        return form_class.saved(row) if row else saved

    def save(revision: int):
        return actions.put_item(
            assessment, form.item(item), by=request.user, at=clock.now(), revision=revision
        )  # fmt: skip

    return ask(
        request, assessment, form, f"finances/{part}_item.jinja", save=save, saved=saved, current=now,
        try_it=lambda: _tried(assessment, part, form.item(item)),
        then=reverse(f"finances:{part}", args=[assessment.pk]), said=_("Saved."), item=item,
    )  # fmt: skip


def _tried(assessment: FinancialAssessment, part: str, changed) -> dict:
    """What they would pay if the item were saved as it is typed now."""
    others = [row for row in getattr(assessment, part).order_by("pk") if row.pk != changed.pk]
    rows = sorted([*others, changed], key=lambda row: (row.pk is None, row.pk or 0))
    given = answer(assessment, **{part: rows})
    counts = next(counts for row, counts in getattr(given, part) if row is changed)
    return {"answer": given, "counts_now": counts, "in_law": _in_law(changed, assessment)}


def _in_law(item, assessment: FinancialAssessment):
    """The conditions by which something owned counts or does not, where the law asks for more than its kind."""
    return item.in_law(assessment) if isinstance(item, Capital) else None


def _take_away(request: SignedInRequest, pk, item_pk: int, part: str) -> HttpResponse:
    assessment = opened(request, pk)
    item = get_object_or_404(getattr(assessment, part), pk=item_pk)
    item.assessment = assessment
    try:
        actions.take_item_away(item, by=request.user, at=clock.now(), revision=revision_of(request))
    except ChangedMeanwhile:
        messages.info(request, _("Somebody else has just changed this list. Look at it again before you take it away."))
    except actions.AlreadyDecided as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Taken off the list."))
    return redirect(f"finances:{part}", assessment.pk)


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def capital(request: SignedInRequest, pk) -> HttpResponse:
    """Savings, shares and property: what each counts for."""
    return _list(request, pk, "capital")


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def income(request: SignedInRequest, pk) -> HttpResponse:
    """Money coming in: what each counts for."""
    return _list(request, pk, "income")


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def capital_item(request: SignedInRequest, pk, item_pk: int | None = None) -> HttpResponse:
    return _item(request, pk, item_pk, "capital")


@open_to(roles.money_worker)
@require_http_methods(["GET", "POST"])
def income_item(request: SignedInRequest, pk, item_pk: int | None = None) -> HttpResponse:
    return _item(request, pk, item_pk, "income")


@open_to(roles.money_worker)
@require_POST
def take_capital_away(request: SignedInRequest, pk, item_pk: int) -> HttpResponse:
    return _take_away(request, pk, item_pk, "capital")


@open_to(roles.money_worker)
@require_POST
def take_income_away(request: SignedInRequest, pk, item_pk: int) -> HttpResponse:
    return _take_away(request, pk, item_pk, "income")
