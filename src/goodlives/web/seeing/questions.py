"""The person asks why somebody looked, and somebody who did not look answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.seeing import actions
from goodlives.casework.seeing.models import LookQuestion, reads_with_emergencies

from .. import clock
from ..design.forms import Form, LongText
from ..permissions import SignedInRequest, open_record, open_to
from .forms import AnswerWhy


class AskWhy(Form):
    words = LongText(
        gettext_lazy("What do you want to know?"), rows=4, max_length=5000,
        missing=gettext_lazy("Write what you want to know"),
        hint=gettext_lazy("A manager who did not look answers you, on your page."),
    )  # fmt: skip


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, person_pk: UUID, read_pk: UUID) -> HttpResponse:
    person = open_record(request, person_pk, page=_("Who looked"))
    reads = reads_with_emergencies(person, clock.now()).select_related("reader")
    read = get_object_or_404(reads, pk=read_pk)
    form = AskWhy(request.POST or None)
    if form.is_valid():
        actions.question_look(read, words=form.cleaned_data["words"], by=request.user, at=clock.now())
        messages.success(request, _("We have your question. The answer comes on this page."))
        return redirect("people:who_looked", person.pk)
    return render(
        request, "seeing/ask.jinja", {"person": person, "read": read, "form": form}, status=422 if form.errors else 200
    )


@open_to(roles.opens_restricted_records)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    question = get_object_or_404(LookQuestion.objects.select_related("read__reader", "answered_by"), pk=pk)
    question.person = open_record(request, question.person_id, page=_("Question about who looked"))
    form, refused = AnswerWhy(request.POST or None), ""
    if form.is_valid():
        try:
            actions.answer_look_question(question, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.NotAllowed as error:
            refused = str(error)
        else:
            messages.success(request, _("You answered. They see it on their page."))
            return redirect("seeing:looks")
    return render(
        request, "seeing/answer.jinja",
        {"question": question, "person": question.person, "form": form, "refused": refused},
        status=403 if refused else 422 if form.errors else 200,
    )  # fmt: skip
