"""The pages of "How would my budget be worked out?": one part of life a page, the sum so far beside it, the answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.rules.resource_allocation import (
    CarerSupport,
    Domain,
    HelpNeeded,
    IndicativeBudget,
    indicative_budget,
    points_for,
)

from ... import clock
from ...design.questions import Answering, Question, typed_as_kept
from ...permissions import open_to
from ..paying.told import told
from .questions import BY_SLUG, COVERS, QUESTIONS, needs_and_support

ANSWERS = "how_would_my_budget_be_worked_out"


def answering(request: HttpRequest, **instead: dict[str, list[str]]) -> Answering:
    """The answers in the session, with those of one page as they are being typed."""
    typed = request.session.get(ANSWERS, {}).get("typed", {})
    session = {ANSWERS: {"key": None, "typed": typed | instead}} if instead else request.session
    return Answering(QUESTIONS, session, ANSWERS)


@dataclass(frozen=True)
class Worked:
    """The sum to start planning with, or where it lies: None for an end is a plan that is costed line by line."""

    budget: IndicativeBudget

    @property
    def least(self) -> int | None:
        return self.budget.range[0] if self.budget.range else self.budget.weekly

    @property
    def most(self) -> int | None:
        return self.budget.range[1] if self.budget.range else self.budget.weekly

    @property
    def known(self) -> bool:
        return self.least == self.most


def worked(so_far: Answering) -> Worked:
    needs, support = needs_and_support(so_far.answers)
    return Worked(indicative_budget(needs, support, clock.today()))


def not_known(so_far: Answering) -> list[tuple[Question, str]]:
    """The parts of life not yet known, the one with the most points at stake first."""
    needs, support = needs_and_support(so_far.answers)
    on = clock.today()

    def at_stake(domain: Domain) -> int:
        most = points_for(domain, needs[domain] or HelpNeeded.ALL_THE_TIME, support[domain] or CarerSupport.NONE, on)
        least = points_for(domain, needs[domain] or HelpNeeded.NONE, support[domain] or CarerSupport.ALL, on)
        return most - least

    asked = [question for question, _form in so_far.asked if question.slug in BY_SLUG]
    stakes = {question.slug: at_stake(BY_SLUG[question.slug]) for question in asked}
    ordered = sorted((question for question in asked if stakes[question.slug]), key=lambda one: -stakes[one.slug])
    return [(question, str(question.words(so_far.answers))) for question in ordered]


def _next(question: Question | None) -> HttpResponse:
    return redirect("advice:budget_question", question.slug) if question else redirect("advice:budget_answer")


@open_to(roles.anyone)
@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What it does, what it keeps (nothing), and where to begin."""
    so_far = answering(request)
    return render(
        request, "advice/budget/start.jinja",
        {"begun": so_far.begun, "carry_on": so_far.first_open, "first": QUESTIONS[0].slug},
    )  # fmt: skip


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """One part of life."""
    so_far = answering(request)
    asked = so_far.question(slug)
    if asked is None:
        raise Http404
    form = so_far.form_for(asked, request.POST if request.method == "POST" else None)
    changing = request.GET.get("from") == "answer"
    now = so_far
    if request.method == "POST" and form.is_valid():
        if "so_far" not in request.POST:
            so_far.keep(asked, request.POST)
            return _next(so_far.first_open if changing else so_far.after(asked))
        now = answering(request, **{slug: typed_as_kept(request.POST)})
    before = so_far.before(asked)
    back = reverse("advice:budget_question", args=[before.slug]) if before else reverse("advice:budget")
    return render(
        request, asked.template,
        {"form": form, "title": asked.words(so_far.answers), "covers": COVERS.get(BY_SLUG.get(slug)),  # type: ignore[arg-type]
         "slug": slug, "worked": worked(now), "back": reverse("advice:budget_answer") if changing else back,
         "place": [each.slug for each in QUESTIONS].index(slug) + 1, "of": len(QUESTIONS)},
    )  # fmt: skip


@open_to(roles.anyone)
@require_POST
@never_cache
def so_far(request: HttpRequest, slug: str) -> HttpResponse:
    """The sum so far, with what is being chosen: a piece of the page."""
    kept = answering(request)
    asked = kept.question(slug)
    if asked is None:
        raise Http404
    fits = kept.form_for(asked, request.POST).is_valid()
    now = answering(request, **{slug: typed_as_kept(request.POST)}) if fits else kept
    return render(request, "advice/budget/so_far.jinja", {"worked": worked(now)})


@open_to(roles.anyone)
@require_safe
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """The sum to start planning with, how it was worked out, and what would change it; or where it lies."""
    so_far = answering(request)
    if not so_far.begun:
        return redirect("advice:budget")
    found = worked(so_far)
    return render(
        request, "advice/budget/answer.jinja",
        {"worked": found, "steps": [step.as_json() for step in found.budget.steps], "not_known": not_known(so_far),
         "carry_on": so_far.first_open, "lines": list(told(so_far)), "answers": so_far.answers,
         "illustrative": found.budget.status == "illustrative"},
    )  # fmt: skip


@open_to(roles.anyone)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget everything they have told us."""
    answering(request).forget()
    return redirect("advice:budget")
