"""How caring goes: a carer who wants it answers a few questions, sees the sum first, and takes up an offer or not."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.carers import asking
from goodlives.casework.carers.models import HowCaringGoes, SupportAsked
from goodlives.casework.people.models import Person
from goodlives.rules.carers_strain import ANSWERS, BREAK_FROM, MOST_FROM_LIFE, TALK_FROM, Asked, Offer

from .. import clock
from ..design.environment import day
from ..permissions import SignedInRequest, open_to
from .forms import AskForSupport, HowCaring


def _me(request: SignedInRequest) -> Person:
    return get_object_or_404(Person, user=request.user)


@open_to(roles.person)
@require_safe
def how_caring_goes(request: SignedInRequest) -> HttpResponse:
    carer = _me(request)
    return render(
        request, "carers/going.jinja",
        {
            "person": carer, "wanted": asking.wants_to_be_asked(carer), "said": list(carer.how_caring_goes.all()),
            "asked": list(carer.support_asked_as_carer.select_related("answered_by")),
        },
    )  # fmt: skip


@open_to(roles.anyone)
@require_safe
def how_it_works(request: SignedInRequest) -> HttpResponse:
    """The whole sum, and what it cannot tell: for anybody to read."""
    most = sum(len(levels) - 1 for levels in ANSWERS.values()) + 2 * MOST_FROM_LIFE
    return render(
        request, "carers/how_it_works.jinja",
        {"questions": [(HowCaring.WORDS[asked], ANSWERS[asked]) for asked in Asked], "talk_from": TALK_FROM,
         "break_from": BREAK_FROM, "most_from_life": MOST_FROM_LIFE, "most": most},
    )  # fmt: skip


@open_to(roles.person)
@require_POST
def begin(request: SignedInRequest) -> HttpResponse:
    asking.begin_asking(_me(request), by=request.user, on=clock.today(), at=clock.now())
    return redirect("carers:answer")


@open_to(roles.person)
@require_POST
def stop(request: SignedInRequest) -> HttpResponse:
    asking.stop_asking(_me(request), by=request.user, on=clock.today(), at=clock.now())
    messages.success(request, _("We no longer ask. The council sees none of your answers."))
    return redirect("carers:going")


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest) -> HttpResponse:
    carer = _me(request)
    if not asking.wants_to_be_asked(carer):
        return redirect("carers:going")
    form = HowCaring(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = asking.say_how_caring_goes(
            carer, form.answers(), own_words=form.cleaned_data["own_words"], by=request.user, on=clock.today(),
            at=clock.now(),
        )  # fmt: skip
        return redirect("carers:one", said.pk)
    return render(request, "carers/answer.jinja", {"form": form}, status=422 if form.errors else 200)


@open_to(roles.person)
@require_safe
def one(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What they answered, the sum line by line, and what we offer. Theirs first."""
    said = get_object_or_404(HowCaringGoes, pk=pk, person__user=request.user)
    offers = [offer for offer in Offer if offer.value in said.sum["offers"]]
    return render(
        request, "carers/one.jinja",
        {"said": said, "first": [offer.value for offer in offers],
         "form": AskForSupport(initial={"what": next((o.value for o in offers if o is not Offer.COME_BACK), "")})},
    )  # fmt: skip


@open_to(roles.person)
@require_POST
def show(request: SignedInRequest, pk: UUID) -> HttpResponse:
    said = get_object_or_404(HowCaringGoes.objects.select_related("person"), pk=pk, person__user=request.user)
    shown = request.POST.get("show") == "yes"
    asking.show_to_council(said, show=shown, by=request.user, on=clock.today(), at=clock.now())
    messages.success(request, _("The council can see it.") if shown else _("The council can no longer see it."))
    return redirect("carers:one", said.pk)


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Take up an offer, whatever the sum was, or without any."""
    form = AskForSupport(request.POST or None, initial={"what": SupportAsked.What.TALK})
    if request.method == "POST" and form.is_valid():
        asked = asking.ask_for_support(
            _me(request), by=request.user, on=clock.today(), at=clock.now(), **form.cleaned_data
        )  # fmt: skip
        messages.success(
            request, _("Thank you for asking. Somebody answers you by %(day)s.") % {"day": day(asked.answer_by)}
        )
        return redirect("carers:going")
    return render(request, "carers/ask.jinja", {"form": form}, status=422 if form.errors else 200)
