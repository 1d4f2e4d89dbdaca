"""A decision as a letter: on the screen, and as a PDF. Opening it is how many people are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.communication.actions import hold
from goodlives.casework.communication.door import ORDINARY_SIZE
from goodlives.casework.decisions import actions
from goodlives.casework.decisions.models import Decision, Kind
from goodlives.casework.finances import actions as finances
from goodlives.casework.finances.models import FinancialAssessment
from goodlives.exchange.letters.easy_read import EasyRead, picture
from goodlives.exchange.letters.letter import Letter
from goodlives.exchange.letters.reading import chosen_by, in_easy_read, to_read, to_read_as_pdf
from goodlives.exchange.letters.sending import is_about_money, to_send
from goodlives.exchange.replay import AGAIN

from .. import clock
from ..design import languages
from ..design.letters import as_file, how_it_goes, to_send_or_held
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
    mine, shown_in = not request.user.is_council_staff, languages.asked_for(request)
    with translation.override(shown_in.code):
        letter = to_read(decision, clock.today())
    return render(
        request, "decisions/decision.jinja",
        {
            "decision": decision, "person": decision.person, "letter": letter, "shown_in": shown_in,
            "side": side(letter), "mine": mine, "may_answer": actions.may_answer(decision, request.user),
            "can_be_worked_out_again": decision.kind in AGAIN, "like": list(like),
            "tellings": decision.tellings.select_related("told_by"),
            "questions": decision.questions.select_related("asked_by", "answer__answered_by"),
            **({} if mine else how_it_goes(decision.person, request.user, about_money=is_about_money(decision))),
        },
    )  # fmt: skip


@open_to(roles.signed_in)
@require_safe
@cache_control(private=True, no_store=True)
def letter(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The letter as a tagged PDF: to the person, to read as they choose; to staff, to send as it may go."""
    decision = open_decision(request, pk, page=_("Letter"))
    today, name = clock.today(), slugify(f"{decision.get_kind_display()} {decision.decided_on}")
    if not request.user.is_council_staff:
        chosen = chosen_by(decision.person, request.GET, language=languages.asked_for(request).code)
        large = "-large-print" if chosen.size > ORDINARY_SIZE else ""
        return as_file(to_read_as_pdf(decision, today, chosen), f"{name}{large}")
    return to_send_or_held(
        request, lambda: to_send(decision, today, by=request.user), name, person=decision.person,
        hold=lambda refusals: hold(decision, refusals, by=request.user, on=today, at=clock.now()),
        words=decision.summary, back=(_("The decision"), reverse("decisions:decision", args=[pk])),
    )  # fmt: skip


@open_to(roles.signed_in)
@require_safe
def easy_read(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The letter as a page in Easy Read, in the language the person uses."""
    decision = open_decision(request, pk, page=_("Letter"))
    chosen = chosen_by(decision.person, request.GET, language=languages.asked_for(request).code)
    letter = in_easy_read(decision, clock.today(), chosen)
    return render(
        request, "decisions/easy_read.jinja",
        {
            "decision": decision, "person": decision.person, "letter": letter, "picture": picture_of,
            "side": side(letter), "mine": not request.user.is_council_staff,
        },
    )  # fmt: skip


def side(letter: Letter | EasyRead) -> Callable[[str], SafeString]:
    """For a letter read from the right: how each of its words that are English say so."""

    def attributes(words: str) -> SafeString:
        from_the_right = re.search("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc]", words)
        return mark_safe("" if from_the_right or not letter.right_to_left else ' lang="en" dir="ltr"')  # noqa: S308

    return attributes


def picture_of(name: str) -> SafeString:
    """A drawing beside words that say the same, so that whoever listens hears it once. Our own file, nobody's words."""
    return mark_safe(picture(name).replace("<svg ", '<svg class="app-easy__picture" aria-hidden="true" ', 1))  # noqa: S308
