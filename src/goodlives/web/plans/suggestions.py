"""What others suggest, and the person's answer; and what staff suggest or put beside the plan, by name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.plans import suggesting
from goodlives.casework.plans.models import Part

from .. import clock
from ..design import forms
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from .opening import not_now, open_plan, writers
from .shared import Suggest


class Answer(forms.Form):
    answer = forms.Choice(
        gettext_lazy("What do you say?"),
        [("after", gettext_lazy("Yes, put it after my words")), ("instead", gettext_lazy("Yes, instead of my words")),
         ("no", gettext_lazy("No, thank you"))],
        missing=gettext_lazy("Say yes or no"),
    )  # fmt: skip
    note = forms.LongText(
        gettext_lazy("Do you want to say something to them?"), rows=3, hint=gettext_lazy("You can leave this empty."),
        max_length=2_000,
    )  # fmt: skip


class Beside(forms.Form):
    part = forms.Select(gettext_lazy("Which part is it beside?"), Part.choices, empty=gettext_lazy("Choose"),
                        missing=gettext_lazy("Choose the part"))  # fmt: skip
    words = forms.LongText(
        gettext_lazy("What must be recorded?"), rows=6, max_length=10_000,
        missing=gettext_lazy("Write what must be recorded"),
        hint=gettext_lazy("It stands beside the person's words, with your name and the day. It is never changed."),
    )  # fmt: skip


@open_to(writers)
@require_safe
def suggestions(request: SignedInRequest, pk) -> HttpResponse:
    """Everything that was suggested, with the answers."""
    plan = open_plan(request, pk, page=_("What is suggested for the plan"))
    rows = list(plan.suggestions.select_related("goal", "answered_by").order_by("-at"))
    return render(
        request, "plans/suggestions.jinja",
        {"plan": plan, "waiting": [row for row in rows if not row.answer],
         "answered": [row for row in rows if row.answer], "own": roles.person(request.user)},
    )  # fmt: skip


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk, suggestion_pk) -> HttpResponse:
    """The person says yes or no; their words and the suggestion stand side by side."""
    plan = open_plan(request, pk, page=_("Answering a suggestion"))
    suggestion = get_object_or_404(plan.suggestions.select_related("goal"), pk=suggestion_pk)
    if suggestion.answer:
        messages.warning(request, _("You have answered this already."))
        return redirect("plans:suggestions", plan.pk)
    form, changed = Answer(request.POST or None), False
    adds = bool(suggestion.way_by) or (suggestion.part == Part.GOALS and not suggestion.goal_words)
    now = suggestion.goal.words if suggestion.goal else getattr(plan, suggestion.part, "")
    if adds or not now:
        choices = [("after", _("Yes, put it in my plan")), ("no", _("No, thank you"))]
        form.fields["answer"].choices = choices  # type: ignore[attr-defined]
    if form.is_valid():
        said, note = form.cleaned_data["answer"], form.cleaned_data["note"]
        try:
            if said == "no":
                suggesting.decline(suggestion, note=note, by=request.user, at=clock.now())
                messages.success(request, _("You said no. Your plan stays as it is."))
            else:
                suggesting.accept(
                    suggestion, instead=said == "instead", note=note, by=request.user, at=clock.now(),
                    revision=revision_of(request),
                )  # fmt: skip
                messages.success(request, _("It is in your plan now."))
            return redirect("plans:suggestions", plan.pk)
        except ChangedMeanwhile:
            plan, changed = open_plan(request, pk, page=_("Answering a suggestion")), True
            form.add_error(None, _("Your plan changed after you opened this page. Read it again, then answer."))
        except CannotMove as cannot:
            form.add_error(None, str(cannot))
    return render(
        request, "plans/answer.jinja",
        {"plan": plan, "row": suggestion, "form": form, "now": "" if adds else now, "changed": changed},
    )  # fmt: skip


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def suggest(request: SignedInRequest, pk) -> HttpResponse:
    """Somebody from the council suggests. Only the person changes their plan."""
    plan = open_plan(request, pk, page=_("Suggesting for the plan"))
    goals = [(str(goal.pk), goal.words) for goal in plan.goals.all()]
    form = Suggest(request.POST or None, parts=Part.values, goals=goals, initial={"about": request.GET.get("about")})
    if form.is_valid():
        try:
            suggesting.suggest(plan, by=request.user, on=clock.today(), at=clock.now(), **form.said(plan))
            messages.success(request, _("Suggested. %(name)s says yes or no.") % {"name": plan.person.called})
            return redirect("plans:plan", plan.pk)
        except CannotMove:
            return not_now(request, plan)
    return render(request, "plans/suggest.jinja", {"plan": plan, "form": form})


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def beside(request: SignedInRequest, pk) -> HttpResponse:
    """What staff must record stands beside the person's words, by name."""
    plan = open_plan(request, pk, page=_("A note beside the plan"))
    form = Beside(request.POST or None, initial={"part": request.GET.get("about")})
    if form.is_valid():
        try:
            suggesting.put_beside(plan, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, _("The note stands beside the plan, with your name."))
            return redirect("plans:plan", plan.pk)
        except CannotMove:
            return not_now(request, plan)
    return render(request, "plans/beside.jinja", {"plan": plan, "form": form})
