"""How life is: asked at every contact, shown over time, and set beside last time in words."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.instruments import questions_for
from goodlives.casework.about_me.models import HowLifeIs
from goodlives.casework.access import roles
from goodlives.casework.people.models import Person

from .. import clock
from ..permissions import SignedInRequest, open_record, open_to
from .comparing import compared, named, points
from .forms import Life
from .reading import may_add
from .writing import writers


def whose(request: SignedInRequest, person: Person) -> str:
    """Asked about their own life with support, or about their life as a carer."""
    asked = request.GET.get("whose", "")
    if asked in HowLifeIs.Whose.values:
        return asked
    return HowLifeIs.Whose.CARER if person.support_reason.endswith("carer") else HowLifeIs.Whose.PERSON


@open_to(roles.person | roles.council_staff)
@require_safe
def how_life_is(request: SignedInRequest, person_pk) -> HttpResponse:
    person, on = open_record(request, person_pk, page=_("How life is")), clock.today()
    about = whose(request, person)
    asked = list(person.how_life_is.filter(whose=about).select_related("recorded_by"))
    questions = questions_for(about, on, settings.INSTRUMENTS)
    last = asked[-1] if asked else None
    return render(
        request, "about_me/life.jinja",
        {
            "person": person, "own": roles.person(request.user), "whose": about, "asked": asked[::-1],
            "questions": questions, "last": last, "points": points(asked), "answers": named(last, questions),
            "compared": compared(asked, questions), "may_add": may_add(request.user), "on": on,
        },
    )  # fmt: skip


@open_to(writers)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, person_pk) -> HttpResponse:
    """The questions on one page. The person answers by themselves, or staff with them: who answered is kept."""
    person, on = open_record(request, person_pk, page=_("How life is")), clock.today()
    about, own = whose(request, person), roles.person(request.user)
    questions = questions_for(about, on, settings.INSTRUMENTS)
    contact = {"contact": request.GET.get("at", "")}
    form = Life(request.POST or None, questions=questions, staff=not own, initial=contact)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.say_how_life_is(
            person, questions, whose=about, answers=form.answers(), own_words=said["own_words"],
            contact=HowLifeIs.Contact.OWN_ACCORD if own else said["contact"],
            answered_by=HowLifeIs.AnsweredBy.SELF if own else said["answered_by"],
            who_answered="" if own else said["who_answered"], by=request.user, on=on, at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Thank you. What you said is kept.") if own else _("What they said is kept."))
        return redirect(f"{_address(person)}?whose={about}")
    return render(
        request, "about_me/life_answer.jinja",
        {"person": person, "own": own, "whose": about, "questions": questions, "form": form},
    )  # fmt: skip


def _address(person: Person) -> str:
    return redirect("about_me:life", person.pk).url
