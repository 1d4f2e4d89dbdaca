"""How to talk and write to somebody: they say so themselves, or staff write down what they say."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodlives.casework.access import roles
from goodlives.casework.communication import actions, words
from goodlives.casework.communication.door import needs_of, words_said
from goodlives.casework.communication.models import CommunicationNeeds
from goodlives.casework.people.models import Person

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Needs


def back_to(person: Person, *, own: bool) -> HttpResponse:
    return redirect("people:mine") if own else redirect("people:person", person.pk)


@open_to(roles.person | roles.council_staff)
@require_http_methods(["GET", "POST"])
def needs(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    person, own = open_record(request, person_pk, page=_("How to talk and write to them")), roles.person(request.user)
    there = needs_of(person)
    row = there or CommunicationNeeds(person=person, revision=0)
    known = {name: getattr(row, name) for name in Needs.base_fields}
    form = Needs(request.POST or None, initial=known if there else None, own=own)
    saving = save_or_clash(
        request, row, form,
        lambda revision: actions.record_needs(
            person, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data
        ),
    )  # fmt: skip
    if saving.done:
        messages.success(request, _("Written down. Every letter obeys it from now on."))
        return back_to(person, own=own)
    return render(
        request, "communication/needs.jinja",
        {
            "person": person, "own": own, "form": form, "clash": saving.clash, "revision": saving.revision,
            "flags": words.in_words(there) if there else (), "there": there,
            "said": words_said(person), "new_words": bool(there and there.words_read != words_said(person)),
        },
    )  # fmt: skip
