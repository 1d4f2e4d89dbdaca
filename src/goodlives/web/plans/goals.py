"""Writing a goal and the ways it is met."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.plans import actions
from goodlives.casework.plans.authorship import NotTheirsToWrite
from goodlives.casework.plans.models import Goal, Plan

from .. import clock
from ..design.conflict import Clash, Row, revision_of
from ..permissions import SignedInRequest, open_to
from .goal_form import GoalForm, in_words, what_a_goal_says, what_was_typed
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
        said = what_a_goal_says(goal) if goal else {}
        form = GoalForm(plan=plan, rows=goal.ways.count() if goal else 1, initial=said)
        return _page(request, plan, goal, form, plan.revision)
    rows, revision = _number(request.POST.get("rows")), revision_of(request)
    if "add" in request.POST or "remove" in request.POST:
        without = _number(request.POST.get("remove")) or None
        typed = what_was_typed(request.POST, rows, without)
        return _page(
            request, plan, goal, GoalForm(plan=plan, rows=rows - 1 if without else rows + 1, initial=typed), revision
        )
    form = GoalForm(request.POST, plan=plan, rows=rows)
    found = None
    if form.is_valid():
        try:
            # A goal that somebody took away while this was written is written again, once the writer has been told.
            actions.set_goal(
                plan, goal=goal, words=form.cleaned_data["words"], outcomes=form.cleaned_data["outcomes"],
                ways=form.ways(), by=request.user, at=clock.now(), revision=revision,
            )  # fmt: skip
            messages.success(request, _("The goal is saved."))
            return redirect("plans:plan", plan.pk)
        except ChangedMeanwhile as meanwhile:
            found = _clash(meanwhile, form, goal, removed=bool(goal_pk) and goal is None)
            revision = found.revision
        except (actions.CannotMove, NotTheirsToWrite) as cannot:
            form.add_error(None, str(cannot))
    return _page(request, plan, goal, form, revision, found)


def _page(
    request: SignedInRequest, plan: Plan, goal: Goal | None, form: GoalForm, revision: int, found=None
) -> HttpResponse:
    return render(
        request, "plans/goal.jinja",
        {"plan": plan, "goal": goal, "form": form, "revision": revision, "clash": found, "rows": list(form.rows())},
    )  # fmt: skip


def _clash(meanwhile: ChangedMeanwhile, form: GoalForm, goal: Goal | None, *, removed: bool) -> Clash:
    """The goal as it is saved now, beside what was typed; its ways as a few lines."""
    said = form.cleaned_data
    words = form.outcome_words
    ways = [] if goal is None else [dict(way) for way in goal.ways.values("by", "what", "how_often", "weekly_cost")]
    pairs = [
        (_("What you want"), _("(taken away)") if removed else goal.words if goal else None, said["words"]),
        (
            _("Parts of your life"),
            "\n".join(words.get(name, name) for name in goal.outcomes) if goal else None,
            "\n".join(words[name] for name in said["outcomes"]),
        ),
        (_("How it is met"), in_words(ways) if goal else None, in_words(form.ways())),
    ]
    rows = [Row(label, theirs, yours) for label, theirs, yours in pairs if theirs is not None and theirs != yours]
    current = meanwhile.current
    return Clash(who=current.changed_by, when=current.changed_at, revision=current.revision, rows=rows)


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
