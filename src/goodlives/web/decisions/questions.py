"""Questioning a decision, and the answer from somebody who did not make it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.decisions import actions
from goodlives.casework.decisions.models import Question, Route, Step
from goodlives.casework.people.models import PersonQuerySet
from goodlives.exchange.letters.reading import to_read

from .. import clock
from ..design.environment import day
from ..design.forms import Form
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import AnswerWords, MoreWords, NextStep, QuestionWords, ResultOfLookingAgain, WhichQuestions
from .letters import open_decision


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The person chooses the line they think is wrong and says why; or staff write down what they said."""
    decision = open_decision(request, pk, page=_("Question about a decision"))
    mine = not request.user.is_council_staff
    form = QuestionWords(
        request.POST or None, lines=to_read(decision, clock.today()).lines(), mine=mine,
        late=actions.is_late(decision, clock.today()),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        question = actions.question(
            decision, words=given["words"], about=form.line(), route=given["route"],
            late_because=given.get("late_because", ""), wants_advocate=given["wants_advocate"], by=request.user,
            on=clock.today(),
        )  # fmt: skip
        return redirect("decisions:asked", question.pk)
    return render(
        request, "decisions/question.jinja",
        {"decision": decision, "person": decision.person, "form": form, "mine": mine},
    )  # fmt: skip


def open_question(request: SignedInRequest, pk: UUID, *, page: str) -> Question:
    """The question, with its decision, if this user may see whose it is."""
    questions = Question.objects.with_dates().select_related(
        "decision__decided_by", "decision__supersedes", "asked_by", "answer__answered_by", "answer__new_decision"
    )
    question = get_object_or_404(questions, pk=pk)
    question.decision.person = open_record(request, question.decision.person_id, page=page)
    return question


@open_to(roles.signed_in)
@require_safe
def asked(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """We have the question, this is what happened to it, and this is what happens next."""
    question = open_question(request, pk, page=_("Question about a decision"))
    answered = getattr(question, "answer", None)
    return render(
        request, "decisions/asked.jinja",
        {"question": question, "decision": question.decision, "person": question.decision.person,
         "mine": not request.user.is_council_staff, "answered": answered,
         "open": answered is None and question.withdrawn_on is None,
         "may_answer": actions.may_answer(question.decision, request.user),
         "steps": question.steps.select_related("by")},
    )  # fmt: skip


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def add_words(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Something more to say, while it is looked at."""
    question = open_question(request, pk, page=_("Question about a decision"))
    return _step(request, question, MoreWords(request.POST or None), _("Add to what you said"), Step.What.WORDS)


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Only the person takes their question back."""
    question = open_question(request, pk, page=_("Question about a decision"))
    return _step(
        request,
        question,
        Form(request.POST if request.method == "POST" else None),
        _("Take it back"),
        Step.What.WITHDRAWN,
    )


@open_to(roles.council_staff)
@require_http_methods(["GET", "POST"])
def next_step(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What staff told the person before there is an answer."""
    question = open_question(request, pk, page=_("Question about a decision"))
    form = NextStep(request.POST or None, today=clock.today(), acknowledged=question.acknowledged_on is not None)
    return _step(request, question, form, _("Note what you told them"))


def _step(request: SignedInRequest, question: Question, form: Form, heading: str, what: str = "") -> HttpResponse:
    refused = ""
    if request.method == "POST" and form.is_valid():
        step = {"what": what} | form.cleaned_data
        try:
            actions.take_step(question, **step, by=request.user, on=clock.today(), at=clock.now())
        except actions.CannotAnswer as error:
            refused = str(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("decisions:asked", question.pk)
    return render(
        request, "decisions/step.jinja",
        {"question": question, "decision": question.decision, "person": question.decision.person, "form": form,
         "heading": heading, "what": what, "refused": refused, "mine": not request.user.is_council_staff},
        status=403 if refused else 200,
    )  # fmt: skip


@open_to(roles.council_staff)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    question = open_question(request, pk, page=_("Answer a question about a decision"))
    decision, refused = question.decision, ""
    form: AnswerWords = AnswerWords(request.POST or None)
    if question.route != Route.ASK:
        form = ResultOfLookingAgain(
            request.POST or None, may_be_late=bool(question.late_because), later=actions.later_decisions(decision)
        )
    if request.method == "POST" and form.is_valid():
        outcome = form.outcome() if isinstance(form, ResultOfLookingAgain) else {}
        try:
            actions.answer(question, words=form.cleaned_data["words"], by=request.user, on=clock.today(), **outcome)
        except actions.CannotAnswer as error:
            refused = str(error)
        else:
            messages.success(
                request, _("You answered. %(name)s sees it beside the decision.") % {"name": decision.person.called}
            )
            return redirect("decisions:decision", decision.pk)
    return render(
        request, "decisions/answer.jinja",
        {"question": question, "decision": decision, "person": decision.person, "form": form, "refused": refused,
         "may_answer": actions.may_answer(decision, request.user), "answered": getattr(question, "answer", None),
         "steps": question.steps.select_related("by")},
        status=403 if refused else 200,
    )  # fmt: skip


@open_to(roles.council_staff)
@require_safe
def waiting(request: SignedInRequest) -> HttpResponseBase:
    """The questions that wait for an answer, the one that is overdue longest first."""
    today = clock.today()
    form = WhichQuestions(request.GET)
    form.is_valid()
    columns = [
        Column("asked", _("Asked"), lambda row: day(row.asked_on), sort=("asked_on",)),
        Column(
            "person", _("Person"), lambda row: row.decision.person.name,
            sort=("decision__person__family_name", "decision__person__given_name"),
        ),
        Column("decision", _("Decision"), lambda row: row.decision.get_kind_display(), sort=("decision__kind",)),
        Column("route", _("What was asked"), lambda row: row.get_route_display(), sort=("route",)),
        Column("words", _("What they say"), lambda row: row.words),
        Column("by", _("Decided by"), lambda row: str(row.decision.decided_by)),
        Column("due", _("Due"), lambda row: due_words(row, today), sort=("next_due", "asked_on")),
    ]  # fmt: skip
    listing = Listing(
        request, narrowed(form, people_they_may_see(request), today), columns, "due", form=form, what="questions",
        empty=_("Nobody is waiting for an answer. A question appears here when a person questions a decision."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "decisions/questions.jinja", {"listing": listing, "due_words": due_words})


def narrowed(form: WhichQuestions, people: PersonQuerySet, today: date) -> QuerySet[Question]:
    rows = Question.objects.with_dates().select_related(
        "decision__person", "decision__decided_by", "answer__answered_by"
    ).defer("decision__facts", "decision__steps", "decision__conditions", "decision__figures")  # fmt: skip
    if words := form.cleaned_data.get("q"):
        people = people.matching(words)
    rows = rows.filter(decision__person__in=people)
    if route := form.cleaned_data.get("route"):
        rows = rows.filter(route=route)
    which = form.cleaned_data.get("which")
    if which == "answered":
        return rows.filter(answer__isnull=False)
    if which == "withdrawn":
        return rows.filter(withdrawn_on__isnull=False)
    if which == "all":
        return rows
    return rows.waiting().filter(next_due__lt=today) if which == "overdue" else rows.waiting()


def due_words(question: Question, today: date) -> str:
    """What comes next and by when; or that it is over."""
    if answered := getattr(question, "answer", None):
        return _("Answered on %(day)s") % {"day": day(answered.answered_on)}
    if question.withdrawn_on:
        return _("Taken back on %(day)s") % {"day": day(question.withdrawn_on)}
    if question.next_due is None:
        return _("Asked on %(day)s") % {"day": day(question.asked_on)}
    to_acknowledge = question.acknowledge_by and not question.acknowledged_on
    words = _("Say that we have it by %(day)s") if to_acknowledge else _("Answer by %(day)s")
    words %= {"day": day(question.next_due)}
    late = (today - question.next_due).days
    if late > 0:
        words += ": " + ngettext("%(days)s day overdue", "%(days)s days overdue", late) % {"days": late}
    return words
