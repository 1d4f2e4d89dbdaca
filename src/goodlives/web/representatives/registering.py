"""Writing down who acts for somebody, seeing their papers, changing it and ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.representatives import actions
from goodlives.casework.representatives.models import Representation
from goodlives.casework.representatives.words import MEANS, Kind, Right

from .. import clock
from ..design.conflict import revision_of, save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Details, End, Papers, WhichKind
from .opening import opened, page_name, standing, suspension_of


@open_to(roles.council_staff)
@require_safe
def one(request: SignedInRequest, pk) -> HttpResponse:
    """All that is known of one, how it stands, and what may be done about it."""
    row, on = opened(request, pk), clock.today()
    suspension = suspension_of(row)
    overdue = suspension is not None and suspension.is_overdue(on)
    words, colour = standing(row, on, suspended=suspension is not None, overdue=overdue)
    return render(
        request, "representatives/one.jinja",
        {
            "row": row, "person": row.person, "suspension": suspension, "words": words, "colour": colour,
            "means": MEANS[Kind(row.kind)], "given": [right for right in Right if right in row.rights],
            "conclusion": row.may_act(), "over": row.is_over(on),
            "before": row.suspensions.filter(ended_on__isnull=False).select_related("suspended_by", "ended_by"),
            "worries": row.worries.select_related("told_by", "looked_at_by"),
        },
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, person_pk) -> HttpResponse:
    """First how they act; then who they are, and only what somebody of that kind may do."""
    person = open_record(request, person_pk, page=page_name())
    kind = request.GET.get("kind", "")
    if kind not in Kind.values:
        which = WhichKind(request.GET if "kind" in request.GET else None)
        return render(request, "representatives/which_kind.jinja", {"person": person, "form": which})
    form = Details(request.POST or None, kind=kind, initial={"first_on": clock.today()})
    if form.is_valid():
        try:
            row = actions.register(person, kind=kind, **form.cleaned_data, by=request.user, at=clock.now())
        except actions.ActsAlready as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Written down. They can do nothing here until their papers have been seen."))
            return redirect("representatives:papers", row.pk)
    return render(
        request, "representatives/details.jinja",
        {"person": person, "form": form, "kind": Kind(kind), "means": MEANS[Kind(kind)], "row": None,
         "back": f"{reverse('representatives:add', args=[person.pk])}"},
        status=422 if form.errors else 200,
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk) -> HttpResponse:
    row = opened(request, pk)
    names = [name for name in Details.base_fields if name != "instrument_says_so" or name in _asked(row.kind)]
    form = Details(request.POST or None, kind=row.kind, initial={name: getattr(row, name) for name in names})

    def save(revision: int) -> Representation:
        return actions.change_representation(
            row, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data
        )  # fmt: skip

    return _ask(request, row, form, "representatives/details.jinja", save, _("Saved."), kind=Kind(row.kind))


def _asked(kind: str) -> dict:
    return Details(kind=kind).fields


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def papers(request: SignedInRequest, pk) -> HttpResponse:
    """Which paper was seen, its number, when and by whom: from then on they may act."""
    row = opened(request, pk)
    initial = {"document": row.document or None, "number": row.number, "seen_on": row.seen_on}
    form = Papers(request.POST or None, kind=row.kind, initial=initial)

    def save(revision: int) -> Representation:
        return actions.see_papers(row, **form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    return _ask(request, row, form, "representatives/papers.jinja", save, _("The papers are written down as seen."))


@open_to(roles.social_worker)
@require_POST
def check(request: SignedInRequest, pk) -> HttpResponse:
    """Look at the papers again: nothing can be used until they have been seen."""
    row = opened(request, pk)
    try:
        actions.check_papers(row, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request))
        messages.success(request, _("Their papers are being checked. Until somebody sees them, nothing can be used."))
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody changed this after you opened it. Read it again."))
    return redirect("representatives:one", row.pk)


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk) -> HttpResponse:
    row = opened(request, pk)
    form = End(request.POST or None, earliest=row.first_on, initial={"last_on": clock.today()})

    def save(revision: int) -> Representation:
        return actions.end(row, **form.cleaned_data, by=request.user, at=clock.now(), revision=revision)

    return _ask(request, row, form, "representatives/end.jinja", save, _("Their last day is written down."))


def _ask(
    request: SignedInRequest, row: Representation, form, template: str, save, said: str, **more: Any
) -> HttpResponse:
    """Show a form; when it is posted, save it and go back to the page of this representation."""
    saving = None
    try:
        saving = save_or_clash(request, row, form, save)
    except actions.ActsAlready as refused:
        form.add_error(None, str(refused))
    if saving is not None and saving.done:
        messages.success(request, said)
        return redirect("representatives:one", row.pk)
    clash = saving.clash if saving else None
    return render(
        request, template,
        {"row": row, "person": row.person, "form": form, "clash": clash, "means": MEANS[Kind(row.kind)],
         "revision": saving.revision if saving else revision_of(request),
         "back": reverse("representatives:one", args=[row.pk])} | more,
        status=409 if clash else 422 if form.errors else 200,
    )  # fmt: skip
