"""Asking for help: anybody may, without signing in. Danger first, their own words at the heart."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.requests import actions
from goodlives.casework.requests.models import ANSWERED_WITHIN, RequestForSupport, Urgency

from .. import clock
from ..design.questions import Answering, Question
from ..permissions import open_to
from .questions import QUESTIONS, for_somebody_else, known_already, what_was_told

ANSWERS = "asking"
ASKED = "asked"


def answering(request: HttpRequest) -> Answering:
    return Answering(QUESTIONS, request.session, ANSWERS, partial(known_already, request.user))


def _next(question: Question | None) -> HttpResponse:
    return redirect("requests:step", question.slug) if question else redirect("requests:check")


@open_to(roles.anyone)
@require_safe
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """What to expect, and where to go in danger."""
    so_far = answering(request)
    return render(
        request, "requests/ask.jinja",
        {"begun": so_far.begun, "carry_on": so_far.first_open, "first": QUESTIONS[0].slug},
    )  # fmt: skip


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One question."""
    so_far = answering(request)
    question = so_far.question(slug)
    if question is None:
        not_asked = next((question for question in QUESTIONS if question.slug == slug), None)
        if not_asked is None:
            raise Http404
        if request.method == "POST":  # the answers before it were lost: keep this one until they are given again
            so_far.keep(not_asked, request.POST)
        return _next(so_far.first_open)
    changing = request.GET.get("from") == "check"
    form = so_far.form_for(question, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        # An answer is kept even where an earlier one was lost: then that one is asked again, and this one is not.
        lost = not so_far.may_answer(question)
        so_far.keep(question, request.POST)
        return _next(so_far.first_open if changing or lost else so_far.after(question))
    if request.method != "POST" and not so_far.may_answer(question):
        return _next(so_far.first_open)
    before = so_far.before(question)
    back = reverse("requests:step", args=[before.slug]) if before else reverse("requests:ask")
    return render(
        request, question.template,
        {"form": form, "title": question.words(so_far.answers), "answers": so_far.answers,
         "back": reverse("requests:check") if changing else back, "stop": reverse("requests:stop")},
    )  # fmt: skip


@open_to(roles.anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Everything they told us, to change or to send."""
    so_far = answering(request)
    if not so_far.begun and ASKED in request.session:
        return redirect("requests:done")
    if so_far.first_open is not None:
        return _next(so_far.first_open)
    if request.method != "POST":
        last = so_far.asked[-1][0].slug
        return render(
            request, "requests/check.jinja",
            {"lines": list(so_far.lines()), "answers": so_far.answers, "back": reverse("requests:step", args=[last])},
        )  # fmt: skip
    user = request.user if request.user.is_authenticated else None
    person = None if user is None or for_somebody_else(so_far.answers) else getattr(user, "person", None)
    asked = actions.ask(at=clock.now(), by=user, person=person, key=so_far.key, **what_was_told(so_far.answers))
    so_far.forget()
    request.session[ASKED] = asked.reference
    return redirect("requests:done")


@open_to(roles.anyone)
@require_safe
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """The reference, what happens next and when. Nothing else they told us, for others may use this computer."""
    if ASKED not in request.session:
        return redirect("requests:ask")
    asked = get_object_or_404(RequestForSupport, reference=request.session[ASKED])
    return render(
        request, "requests/done.jinja",
        {"asked": asked, "days": ANSWERED_WITHIN[Urgency(asked.urgency)], "proof": proof_words(asked)},
    )  # fmt: skip


def proof_words(asked: RequestForSupport) -> str:
    """What they need beside the reference when they come back."""
    whose_birth = _("the person's date of birth") if asked.for_somebody_else else _("your date of birth")
    whose_postcode = _("the person's postcode") if asked.for_somebody_else else _("your postcode")
    if asked.born_on:
        return whose_birth
    return whose_postcode if asked.postcode else _("the phone number or email you gave us")


@open_to(roles.anyone)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Forget what they have told us so far."""
    answering(request).forget()
    request.session.pop(ASKED, None)
    return redirect("requests:ask")
