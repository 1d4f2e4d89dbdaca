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
from goodlives.casework.access.models import User
from goodlives.casework.decisions import actions
from goodlives.casework.decisions.models import Question
from goodlives.casework.people.models import Person
from goodlives.exchange.letters.writing import letter_for

from .. import clock
from ..design.environment import day
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to
from .forms import AnswerWords, QuestionWords, WhichQuestions
from .letters import open_decision


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The person chooses the line they think is wrong and says why; or staff write down what they said."""
    decision = open_decision(request, pk, page=_("Question about a decision"))
    mine = not request.user.is_council_staff
    form = QuestionWords(request.POST or None, lines=letter_for(decision, clock.today()).lines(), mine=mine)
    if request.method == "POST" and form.is_valid():
        question = actions.question(
            decision, words=form.cleaned_data["words"], about=form.line(), by=request.user, on=clock.today()
        )
        return redirect("decisions:asked", question.pk)
    return render(
        request, "decisions/question.jinja",
        {"decision": decision, "person": decision.person, "form": form, "mine": mine},
    )  # fmt: skip


def open_question(request: SignedInRequest, pk: UUID, *, page: str) -> Question:
    """The question, with its decision, if this user may see whose it is."""
    questions = Question.objects.select_related("decision__decided_by", "decision__supersedes", "asked_by", "answer")
    question = get_object_or_404(questions, pk=pk)
    question.decision.person = open_record(request, question.decision.person_id, page=page)
    return question


@open_to(roles.signed_in)
@require_safe
def asked(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """We have the question, and this is what happens next."""
    question = open_question(request, pk, page=_("Question about a decision"))
    return render(
        request, "decisions/asked.jinja",
        {"question": question, "decision": question.decision, "person": question.decision.person,
         "mine": not request.user.is_council_staff},
    )  # fmt: skip


@open_to(roles.council_staff)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    question = open_question(request, pk, page=_("Answer a question about a decision"))
    decision, refused = question.decision, ""
    form = AnswerWords(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(question, words=form.cleaned_data["words"], by=request.user, on=clock.today())
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
         "may_answer": actions.may_answer(decision, request.user), "answered": getattr(question, "answer", None)},
        status=403 if refused else 200,
    )  # fmt: skip


@open_to(roles.council_staff)
@require_safe
def waiting(request: SignedInRequest) -> HttpResponseBase:
    """The questions that wait for an answer, the oldest first."""
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
        Column("words", _("What they say"), lambda row: row.words),
        Column("by", _("Decided by"), lambda row: str(row.decision.decided_by)),
        Column("waiting", _("Waiting"), lambda row: how_long(row, today)),
    ]  # fmt: skip
    listing = Listing(
        request, narrowed(form, request.user), columns, "asked", form=form, what="questions",
        empty=_("Nobody is waiting for an answer. A question appears here when a person questions a decision."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "decisions/questions.jinja", {"listing": listing, "how_long": how_long})


def narrowed(form: WhichQuestions, user: User) -> QuerySet[Question]:
    rows = Question.objects.select_related(
        "decision__person", "decision__decided_by", "answer__answered_by"
    ).defer("decision__facts", "decision__steps", "decision__conditions", "decision__figures")  # fmt: skip
    people = Person.objects.visible_to(user)
    if words := form.cleaned_data.get("q"):
        people = people.matching(words)
    rows = rows.filter(decision__person__in=people)
    which = form.cleaned_data.get("which")
    if which == "answered":
        return rows.filter(answer__isnull=False)
    return rows if which == "all" else rows.waiting()


def how_long(question: Question, today: date) -> str:
    """How long it has waited, or when it was answered."""
    if answered := getattr(question, "answer", None):
        return _("Answered on %(day)s") % {"day": day(answered.answered_on)}
    days = (today - question.asked_on).days
    if days == 0:
        return _("Since today")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
