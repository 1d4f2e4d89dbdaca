"""Writing a goal and the ways it is met."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.plans import actions
from goodlives.casework.plans.authorship import NotTheirsToWrite
from goodlives.casework.plans.models import Goal, Plan

from .. import clock, drafts
from ..design.conflict import Clash, Saving, revision_of, save_or_clash
from ..permissions import SignedInRequest, open_to
from .goal_form import GoalForm, what_a_goal_says, what_was_typed
from .opening import instead, not_now, open_plan, theirs_to_write, writers


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdigit() and len(typed) < 4 else 0


@open_to(writers)
@require_http_methods(["GET", "POST"])
def goal(request: SignedInRequest, pk, goal_pk=None) -> HttpResponse:
    """One goal. "Add another way" and "Remove this way" are buttons, and keep what was typed."""
    plan = open_plan(request, pk, page=_("Writing a goal"))
    goal = plan.goals.prefetch_related("ways").filter(pk=goal_pk).first() if goal_pk else None
    if request.method == "GET":
        if not plan.can_be_written():
            return not_now(request, plan)
        if goal_pk and goal is None:
            raise Http404
        if not theirs_to_write(request, plan):
            return instead(request, plan, f"words:{goal.pk}" if goal else "goals")
        said, count = (what_a_goal_says(goal), goal.ways.count()) if goal else ({}, 1)
        if typed := drafts.waiting(request):  # as many ways as were typed
            count = _number(typed.fields.get("rows", ["1"])[0])
        return _page(request, plan, goal, GoalForm(plan=plan, rows=count, initial=said), plan.revision)
    rows, revision = _number(request.POST.get("rows")), revision_of(request)
    if "add" in request.POST or "remove" in request.POST:
        without = _number(request.POST.get("remove")) or None
        typed_now = what_was_typed(request.POST, rows, without)
        form = GoalForm(plan=plan, rows=rows - 1 if without else rows + 1, initial=typed_now)
        form.carried = request.POST.get("drawn_from", "")
        return _page(request, plan, goal, form, revision)
    form = GoalForm(request.POST, plan=plan, rows=rows)

    def keep(revision: int) -> Goal:
        return actions.set_goal(
            plan, goal=goal, words=form.cleaned_data["words"], outcomes=form.cleaned_data["outcomes"],
            ways=form.ways(), by=request.user, at=clock.now(), revision=revision,
        )  # fmt: skip

    try:
        saving = save_or_clash(request, plan, form, keep, theirs=lambda now: _said_now(form, goal, goal_pk))
    except (actions.CannotMove, NotTheirsToWrite) as cannot:
        form.add_error(None, str(cannot))
        saving = Saving(revision)
    if saving.done:
        messages.success(request, _("The goal is saved."))
        return redirect("plans:plan", plan.pk)
    if saving.clash and goal_pk and goal is None:
        # A goal that somebody took away while this was written is written again, once the writer has been told.
        form.add_error(None, _("Somebody took this goal away while you were writing. Save it to put it back."))
    return _page(request, plan, goal, form, saving.revision, saving.clash)


def _page(
    request: SignedInRequest, plan: Plan, goal: Goal | None, form: GoalForm, revision: int, clash: Clash | None = None
) -> HttpResponse:
    return render(
        request, "plans/goal.jinja",
        {"plan": plan, "goal": goal, "form": form, "revision": revision, "clash": clash, "rows": list(form.rows())},
    )  # fmt: skip


def _said_now(form: GoalForm, goal: Goal | None, goal_pk: UUID | None) -> dict[str, Any]:
    """What the goal says now, with as many ways as it has now. A new goal says nothing yet; one taken away, no more."""
    if goal_pk is None:
        return dict.fromkeys(form.fields)
    if goal is None:
        return {}
    goal.refresh_from_db()  # forgets the ways it had, too
    form.make_room_for(goal.ways.count())
    return dict.fromkeys(form.fields) | what_a_goal_says(goal)


@open_to(writers)
@require_http_methods(["GET", "POST"])
def remove(request: SignedInRequest, pk, goal_pk) -> HttpResponse:
    """Ask first. What is taken away stays in the plan's history."""
    plan = open_plan(request, pk, page=_("Taking a goal away"))
    if not plan.can_be_written():
        return not_now(request, plan)
    goal = get_object_or_404(plan.goals.select_related("written_by").prefetch_related("ways__written_by"), pk=goal_pk)
    if not theirs_to_write(request, plan, None, goal, *goal.ways.all()):
        return instead(request, plan, f"words:{goal.pk}")
    if request.method == "POST":
        try:
            actions.remove_goal(goal, by=request.user, at=clock.now(), revision=revision_of(request))
            messages.success(request, _("The goal is taken away. It stays in the plan's history."))
            return redirect("plans:plan", plan.pk)
        except ChangedMeanwhile:
            plan.refresh_from_db(fields=["revision"])
            messages.warning(
                request, _("Somebody changed the plan meanwhile. Look at the goal again before you go on.")
            )
    return render(request, "plans/remove_goal.jinja", {"plan": plan, "goal": goal})
