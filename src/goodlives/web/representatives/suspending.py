"""Suspending somebody who acts for a person, without alerting them; deciding what comes next; and worries looked at."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.representatives import actions

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from .forms import Decide, LookedAt, Suspend
from .opening import opened, suspension_of

# Who may suspend, and decide what follows.
suspends = roles.manager


@open_to(suspends)
@require_http_methods(["GET", "POST"])
def suspend(request: SignedInRequest, pk) -> HttpResponse:
    row, on = opened(request, pk), clock.today()
    if suspension_of(row):
        return redirect("representatives:suspension", row.pk)
    form = Suspend(
        request.POST or None, on=on,
        initial={"review_on": on + timedelta(days=7), "until_on": on + timedelta(days=28)},
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.suspend(row, **form.cleaned_data, by=request.user, on=on, at=clock.now())
        except CannotMove as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("Suspended. They see nothing of the record from now on, and are not told."))
        return redirect("representatives:one", row.pk)
    others = row.person.representations.in_force(on).exclude(pk=row.pk)
    return render(
        request, "representatives/suspend.jinja",
        {"row": row, "person": row.person, "form": form, "others": others},
        status=422 if form.errors else 200,
    )  # fmt: skip


@open_to(suspends)
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, pk) -> HttpResponse:
    """They act again, it goes on for longer, or they no longer act."""
    row, on = opened(request, pk), clock.today()
    suspension = suspension_of(row)
    if suspension is None:
        return redirect("representatives:one", row.pk)
    form = Decide(request.POST or None, on=on)
    if form.is_valid():
        try:
            actions.end_suspension(
                suspension, **form.cleaned_data, by=request.user, on=on, at=clock.now(), revision=revision_of(request)
            )
        except (CannotMove, ChangedMeanwhile):
            messages.warning(request, _("Somebody else has decided this meanwhile. This is how it stands now."))
        else:
            messages.success(request, _("Written down."))
        return redirect("representatives:one", row.pk)
    return render(
        request, "representatives/decide.jinja",
        {"row": row, "person": row.person, "form": form, "suspension": suspension, "revision": suspension.revision},
        status=422 if form.errors else 200,
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def look_at_worry(request: SignedInRequest, pk, worry_pk) -> HttpResponse:
    """What the person said, and what came of it."""
    row = opened(request, pk)
    worry = get_object_or_404(row.worries.select_related("told_by", "looked_at_by"), pk=worry_pk)
    form = LookedAt(request.POST or None)
    if worry.looked_at_on is None and form.is_valid():
        try:
            actions.look_at_worry(
                worry, outcome=form.cleaned_data["outcome"], by=request.user, on=clock.today(), at=clock.now(),
                revision=revision_of(request),
            )  # fmt: skip
        except ChangedMeanwhile:
            messages.warning(request, _("Somebody else has looked at this meanwhile."))
        else:
            messages.success(request, _("Written down."))
        return redirect("representatives:one", row.pk)
    return render(
        request, "representatives/look_at_worry.jinja",
        {"row": row, "person": row.person, "worry": worry, "form": form}, status=422 if form.errors else 200,
    )  # fmt: skip
