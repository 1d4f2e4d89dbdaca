"""A decision as a letter: on the screen, and as a PDF. Opening it is how many people are told."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.decisions import actions
from goodlives.casework.decisions.models import Decision, Kind
from goodlives.casework.finances import actions as finances
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.exchange.letters.pdf import SIZES, as_pdf
from goodlives.exchange.letters.writing import letter_for
from goodlives.exchange.replay import AGAIN

from .. import clock
from ..design import languages
from ..permissions import SignedInRequest, open_record, open_to


def open_decision(request: SignedInRequest, pk: UUID, *, page: str) -> Decision:
    """The decision, if this user may see whose it is. When the person opens it themselves, they have been told."""
    decision = get_object_or_404(Decision.objects.select_related("decided_by", "supersedes"), pk=pk)
    decision.person = open_record(request, decision.person_id, page=page)
    if decision.person.user_id == request.user.pk:
        actions.note_opened(decision, by=request.user, on=clock.today())
        charged = decision.kind == Kind.CHARGE and FinancialAssessment.objects.filter(decision=decision).first()
        if charged:
            finances.show_figure(charged, by=request.user, on=clock.today(), at=clock.now())
    return decision


@open_to(roles.signed_in)
@require_safe
def decision(request: SignedInRequest, pk: UUID) -> HttpResponse:
    decision = open_decision(request, pk, page=_("Decision"))
    like = Decision.objects.filter(person=decision.person, kind=decision.kind).select_related("superseded_by")
    shown_in = languages.asked_for(request)
    with translation.override(shown_in.code):
        letter = letter_for(decision, clock.today())
    return render(
        request, "decisions/decision.jinja",
        {
            "decision": decision, "person": decision.person, "letter": letter, "shown_in": shown_in,
            "mine": not request.user.is_council_staff, "may_answer": actions.may_answer(decision, request.user),
            "can_be_worked_out_again": decision.kind in AGAIN, "like": list(like),
            "tellings": decision.tellings.select_related("told_by"),
            "questions": decision.questions.select_related("asked_by", "answer__answered_by"),
        },
    )  # fmt: skip


@open_to(roles.signed_in)
@require_safe
@cache_control(private=True, no_store=True)
def letter(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The letter as a tagged PDF; `?size=large` for large print, `?language=ur` for another language."""
    decision = open_decision(request, pk, page=_("Letter"))
    size = request.GET.get("size", "standard")
    size = size if size in SIZES else "standard"
    with translation.override(languages.asked_for(request).code):
        pdf = as_pdf(letter_for(decision, clock.today()), size=size)
    response = HttpResponse(pdf, content_type="application/pdf")
    # The person's name stays out of it: the name of a file is seen in lists that others may see.
    name = slugify(f"{decision.get_kind_display()} {decision.decided_on} {'large print' if size == 'large' else ''}")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
