"""The pages of "What might I pay?": one question a page, the sum so far beside it, and the answer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.charging_policies.models import ChargingPolicy
from goodlives.rules.charging import what_would_change_it

from ... import clock
from ...design.questions import Answering, Question, typed_as_kept
from ...permissions import open_to
from ..figures import Figures
from .answer import after_twelve_weeks, deferring, next_steps, where_money_goes
from .estimate import Estimate
from .questions import QUESTIONS
from .told import told

ANSWERS = "what_might_i_pay"


def answering(request: HttpRequest, **instead: dict[str, list[str]]) -> Answering:
    """The answers in the session, with those of one page as they are being typed or tried."""
    typed = request.session.get(ANSWERS, {}).get("typed", {})
    session = {ANSWERS: {"key": None, "typed": typed | instead}} if instead else request.session
    return Answering(QUESTIONS, session, ANSWERS)


def estimate(so_far: Answering) -> Estimate:
    on = clock.today()
    return Estimate(so_far.answers, on, ChargingPolicy.objects.in_force(on))


def _next(question: Question | None) -> HttpResponse:
    return redirect("advice:paying_question", question.slug) if question else redirect("advice:paying_answer")


@open_to(roles.anyone)
@require_safe
@never_cache
def what_you_might_pay(request: HttpRequest) -> HttpResponse:
    """What it does, what it keeps (nothing), and where to begin."""
    so_far = answering(request)
    return render(
        request, "advice/paying/start.jinja",
        {"begun": so_far.begun, "carry_on": so_far.first_open, "first": QUESTIONS[0].slug,
         "figures": Figures(clock.today())},
    )  # fmt: skip


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """One question. With `try` nothing is kept: the sum with the other answer stands beside the sum as it is."""
    so_far = answering(request)
    asked = so_far.question(slug)
    if asked is None:
        if all(question.slug != slug for question in QUESTIONS):
            raise Http404
        return _next(so_far.first_open)
    form = so_far.form_for(asked, request.POST if request.method == "POST" else None)
    changing, trying = request.GET.get("from") == "answer", "try" in request.GET
    if request.method == "POST" and "so_far" not in request.POST and form.is_valid():
        if trying and "keep" not in request.POST:
            return _side_by_side(request, so_far, asked, request.POST)
        so_far.keep(asked, request.POST)
        return _next(so_far.first_open if changing or trying else so_far.after(asked))
    now = so_far
    if request.method == "POST" and form.is_valid():
        now = answering(request, **{slug: typed_as_kept(request.POST)})
    before = so_far.before(asked)
    back = reverse("advice:paying_question", args=[before.slug]) if before else reverse("advice:what_you_might_pay")
    return render(
        request, "advice/paying/question.jinja",
        {"form": form, "title": asked.words(so_far.answers), "slug": slug, "trying": trying, "sum": estimate(now),
         "back": reverse("advice:paying_answer") if changing or trying else back,
         "place": _place(so_far, asked)},
    )  # fmt: skip


def _place(so_far: Answering, asked: Question) -> int:
    """Which question this is, of those asked so far."""
    return [question.slug for question, _form in so_far.asked].index(asked.slug) + 1


@open_to(roles.anyone)
@require_POST
@never_cache
def so_far(request: HttpRequest, slug: str) -> HttpResponse:
    """The sum so far, with what is being typed: a piece of the page, fetched while somebody types."""
    kept = answering(request)
    asked = kept.question(slug)
    if asked is None:
        raise Http404
    fits = kept.form_for(asked, request.POST).is_valid()
    now = answering(request, **{slug: typed_as_kept(request.POST)}) if fits else kept
    return render(request, "advice/paying/so_far.jinja", {"sum": estimate(now)})


@open_to(roles.anyone)
@require_safe
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """What they would pay, every step, what would change it and what to do next; or the range, and how to narrow it."""
    so_far = answering(request)
    if not so_far.begun:
        return redirect("advice:what_you_might_pay")
    found = estimate(so_far)
    return render(request, "advice/paying/answer.jinja", _shown(so_far, found))


def _shown(so_far: Answering, found: Estimate) -> dict[str, Any]:
    changes = what_would_change_it(found.facts) if found.charge and found.facts else ()
    asked, put_off = [question for question, _form in so_far.asked], deferring(found)
    return {
        "sum": found, "answers": so_far.answers, "lines": list(told(so_far)), "carry_on": so_far.first_open,
        "not_known": [(question, question.words(so_far.answers)) for question in found.not_known(asked)],
        "money": where_money_goes(found), "changes": changes, "next_steps": next_steps(found), "deferring": put_off,
        "deferring_steps": [step.as_json() for step in put_off.steps] if put_off else [],
        "after_twelve_weeks": after_twelve_weeks(found), "figures": Figures(found.on),
    }  # fmt: skip


def _side_by_side(request: HttpRequest, so_far: Answering, asked: Question, posted: QueryDict) -> HttpResponse:
    """The sum as it is, and with one answer changed."""
    changed = answering(request, **{asked.slug: typed_as_kept(posted)})
    sides = [
        (heading, next((line for line in told(way) if line.slug == asked.slug), None), estimate(way))
        for heading, way in ((_("As it is now"), so_far), (_("With the change"), changed))
    ]
    return render(
        request, "advice/paying/side_by_side.jinja",
        {"title": asked.words(so_far.answers), "slug": asked.slug, "sides": sides, "typed": typed_as_kept(posted),
         "now_asked": changed.first_open},
    )  # fmt: skip


@open_to(roles.anyone)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget everything they have told us."""
    answering(request).forget()
    return redirect("advice:what_you_might_pay")
