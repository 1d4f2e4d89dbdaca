"""Starting the yearly change of rates, stopping it, going on, and how far it has come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.upratings import actions
from goodlives.casework.upratings.models import State, Uprating, Why
from goodlives.exchange import uprating_job

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to


def progress(one: Uprating) -> dict[str, Any]:
    """How many are done, how many wait, and how long that takes; then their letters."""
    waiting, total = one.waiting_count(), one.total or 0
    outcomes = one.people.values_list("why_not").annotate(count=Count("pk")).order_by("why_not")
    money = one.people.filter(after__isnull=False).aggregate(
        people=Count("pk"), was=Sum("before__contribution"), becomes=Sum("after__contribution"),
        more=Count("pk", filter=_rises("gt")), less=Count("pk", filter=_rises("lt")),
    )  # fmt: skip
    files = one.print_files.count()
    printed = one.print_files.filter(pdf__isnull=False).count()
    left = one.time_left(waiting, clock.now())
    return {
        "waiting": waiting, "total": total, "done": total - waiting,
        "percent": 100 if not total else (total - waiting) * 100 // total,
        "minutes_left": None if left is None else max(1, round(left.total_seconds() / 60)),
        "not_changed": [(str(Why(why).label), why, count) for why, count in outcomes if why],
        "money": money, "files": files, "printed": printed,
        "running": one.state == State.RUNNING, "stopped": one.state == State.STOPPED,
    }  # fmt: skip


def _rises(how: str) -> Q:
    return Q(**{f"after__contribution__{how}": F("before__contribution")})


@open_to(roles.uprating_keeper)
@require_POST
def start(request: SignedInRequest, pk) -> HttpResponse:
    """Start it: the decisions are made in the name of whoever starts it."""
    one = get_object_or_404(Uprating, pk=pk)
    try:
        actions.start(one, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request))
        uprating_job.queue(one, at=clock.now())
        messages.success(request, _("Started. This page shows how far it has come. You may leave it."))
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody changed it after you opened it. Read what it does now, then start it."))
    except (actions.MayNotStart, CannotMove) as refused:
        messages.warning(request, str(refused))
    return redirect("upratings:uprating", one.pk)


@open_to(roles.uprating_keeper)
@require_POST
def stop(request: SignedInRequest, pk) -> HttpResponse:
    """Stop after the people whose turn it is now."""
    one = get_object_or_404(Uprating, pk=pk)
    try:
        actions.stop(one, by=request.user, at=clock.now())
        messages.success(request, _("Stopped. What is done stays done. The others wait, until somebody says go on."))
    except CannotMove as refused:
        messages.warning(request, str(refused))
    return redirect("upratings:uprating", one.pk)


@open_to(roles.uprating_keeper)
@require_POST
def go_on(request: SignedInRequest, pk) -> HttpResponse:
    """Go on with those who wait: after a stop, or where nothing has happened for a while."""
    one = get_object_or_404(Uprating, pk=pk)
    try:
        actions.go_on(one, by=request.user, at=clock.now())
        uprating_job.queue(one, at=clock.now())
        messages.success(request, _("It goes on with those who still wait. Nobody is done twice."))
    except CannotMove as refused:
        messages.warning(request, str(refused))
    return redirect("upratings:uprating", one.pk)
