"""What if: another policy, or other figures of law, tried on the people the council charges. Nothing is written."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.charging_policies.models import CHOICES, ChargingPolicy
from goodlives.exchange import what_if as trial
from goodlives.exchange.population import live_population
from goodlives.rules.charging import Policy
from goodlives.rules.money import plain_pounds
from goodlives.rules.parameters import charging_rates, rates_year

from .. import clock
from ..permissions import SignedInRequest, open_to
from .forms import FIGURES_AT_ONCE, WhatIfForm, as_address, as_typed
from .groups import EFFECTS, GROUPINGS, band_words, group_words, share
from .words import differences

LEFT_OUT = "[c]"  # as the official tables say it


@open_to(roles.charging_policy_keeper)
@require_safe
def what_if(request: SignedInRequest) -> HttpResponse:
    """Everything asked is in the address, so an answer can be kept, sent and printed."""
    on = clock.today()
    now, rates = ChargingPolicy.objects.in_force(on), charging_rates(on)
    form = WhatIfForm(as_typed(now) | request.GET.dict(), rates=rates, on=on)
    answer = None
    if _is_asked(request) and form.is_valid():
        base = trial.Terms(now, rates)
        variant = trial.Terms(form.policy(), form.cleaned_data["rates"])
        answer = trial.what_if(live_population(on), on=on, base=base, variant=variant)
        if request.GET.get("format") == "csv":
            return _spreadsheet(answer)
    wrong = _is_asked(request) and bool(form.errors)
    context = {"form": form, "wrong": wrong, "answer": answer, "rates": rates_year(on)}
    if answer:
        context |= {
            "changes": [*_changes(now, form)], "effects": EFFECTS, "groupings": GROUPINGS, "group_words": group_words,
            "band_words": band_words, "share": share, "address": request.GET.urlencode(),
            "widest": max((band.people or 0 for band in answer.bands), default=0),
            "choices": as_address(form.policy()),
        }  # fmt: skip
    return render(request, "charging_policies/what_if.jinja", context, status=422 if wrong else 200)


def _is_asked(request: SignedInRequest) -> bool:
    return bool(set(request.GET) & {*CHOICES, *(f"figure_{n}" for n in range(1, FIGURES_AT_ONCE + 1))})


def _changes(now: Policy, form: WhatIfForm) -> Iterator[tuple[str, str, str]]:
    """What is tried: each thing that is not as it is now."""
    for one in differences(now, form.policy()):
        if one.changed:
            yield one.label, one.first, one.second
    yield from form.changed_figures


def _spreadsheet(answer: trial.WhatIf) -> HttpResponse:
    """Everything the page says, a line each."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="what-if.csv"'
    write = csv.writer(response).writerow
    write([_("What"), _("Which"), _("How many or how much")])
    for name, words in (("before", _("Now")), ("after", _("Would be")), ("change", _("Difference"))):
        write([_("Charges in a week, pounds"), words, plain_pounds(getattr(answer.income, name))])
    write([_("People"), _("All"), answer.people])
    write([_("People"), _("Left out: a fact about their money is not yet known"), answer.not_yet_known])
    for effect, happens in EFFECTS.items():
        write([_("People"), happens, _count(answer.effects[effect])])
    for band in answer.bands:
        write([_("Change in a week"), band_words(band), _count(band.people)])
    for grouping, groups in answer.groups.items():
        for group in groups:
            which = f"{GROUPINGS[grouping]}: {group_words(grouping, group.name)}"
            write([which, _("People"), _count(group.people)])
            for effect, happens in EFFECTS.items():
                write([which, happens, _count(group.effects[effect])])
            write([which, _("Average change in a week, pounds"), _pounds(group.average_change)])
    for rate in answer.benefit_rates:
        which = _("At home, charged from income: %(rate)s") % {"rate": group_words("disability_benefit", rate.name)}
        write([which, _("People"), _count(rate.people)])
        write([which, _("Average charge in a week now, pounds"), _pounds(rate.average_before)])
        write([which, _("Average charge in a week would be, pounds"), _pounds(rate.average_after)])
        write([which, _("Share of income over essential costs now"), share(rate.share_before) or LEFT_OUT])
        write([which, _("Share of income over essential costs would be"), share(rate.share_after) or LEFT_OUT])
    return response


def _count(count: int | None) -> str:
    return LEFT_OUT if count is None else str(count)


def _pounds(pence: int | None) -> str:
    return LEFT_OUT if pence is None else plain_pounds(pence)
