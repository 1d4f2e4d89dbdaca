"""Letters that were not sent because a need could not be met: each waits here until somebody has met it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove
from goodlives.casework.communication import actions
from goodlives.casework.communication.models import HeldLetter
from goodlives.casework.communication.words import what_to_do

from .. import clock
from ..design.conflict import save_or_clash
from ..design.forms import Form, Select, Text
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import Finish

WHERE = {
    HeldLetter.What.DECISION: "decisions:decision", HeldLetter.What.INVITATION: "assessments:get_ready",
    HeldLetter.What.WRITTEN_RECORD: "assessments:copies",
}  # fmt: skip
"""The page that each letter belongs to."""


class Narrow(Form):
    q = Text(gettext_lazy("Name or number"), classes="govuk-input--width-20")
    mine = Select(
        gettext_lazy("Named worker"), [("yes", gettext_lazy("Me"))], empty=gettext_lazy("Anybody"), required=False
    )
    state = Select(
        gettext_lazy("Show"), [("done", gettext_lazy("Done")), ("all", gettext_lazy("All"))],
        empty=gettext_lazy("Waiting"), required=False,
    )  # fmt: skip


def _narrowed(request: SignedInRequest, asked: dict) -> QuerySet[HeldLetter]:
    seen = people_they_may_see(request)
    rows = HeldLetter.objects.filter(person__in=seen).select_related("person__allocated_to", "decision")
    if asked.get("state") != "all":
        rows = rows.filter(state=HeldLetter.State.DONE) if asked.get("state") == "done" else rows.waiting()
    if asked.get("mine"):
        rows = rows.filter(person__allocated_to=request.user)
    if asked.get("q"):
        rows = rows.filter(person__in=seen.matching(asked["q"]))
    return rows


def needs_in_words(letter: HeldLetter) -> str:
    return " ".join(refusal["words"] for refusal in letter.refusals)


@open_to(roles.council_staff)
@require_safe
def letters(request: SignedInRequest) -> HttpResponseBase:
    form = Narrow(request.GET)
    form.is_valid()
    listing = Listing(
        request, _narrowed(request, form.cleaned_data), default_sort="held", form=form, what="letters-that-wait",
        empty=_("No letter waits. One that cannot be sent as somebody needs it appears here, with what to do."),
        columns=[
            Column("name", _("Name"), lambda row: row.person.name, sort=("person__family_name", "person__given_name")),
            Column("letter", _("Letter"), lambda row: row.subject),
            Column("need", _("Why it was not sent"), needs_in_words),
            Column("what_to_do", _("What to do"), lambda row: what_to_do(row, in_a_file=True)),
            Column("held", _("Since"), lambda row: row.held_on, sort=("held_on",)),
        ],
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "communication/letters.jinja", {"listing": listing})


@open_to(roles.council_staff)
@require_http_methods(["GET", "POST"])
def finish(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say what became of one letter."""
    letter = get_object_or_404(HeldLetter.objects.select_related("decision"), pk=pk)
    letter.person = open_record(request, letter.person_id, page=_("A letter that waits"))
    if letter.decision:
        letter.decision.person = letter.person
    form = Finish(request.POST or None, initial={"done_on": clock.today()}, today=clock.today())

    def save(revision: int) -> HeldLetter:
        given = form.cleaned_data
        return actions.finish(
            letter, how=given["how"], words=given["words"], by=request.user, on=given["done_on"], at=clock.now(),
            revision=revision,
        )  # fmt: skip

    try:
        saving = save_or_clash(request, letter, form, save)
    except actions.MayNotTell as against:
        form.add_error("how", str(against))
        saving = save_or_clash(request, letter, form, save)
    except CannotMove as refused:
        messages.warning(request, str(refused))
        return redirect("communication:letters")
    if saving.done:
        messages.success(request, _("Noted. It waits no longer."))
        return redirect("communication:letters")
    return render(
        request, "communication/finish.jinja",
        {"letter": letter, "person": letter.person, "form": form, "clash": saving.clash, "revision": saving.revision,
         "about": reverse(WHERE[HeldLetter.What(letter.what)], args=[letter.about])},
    )  # fmt: skip
