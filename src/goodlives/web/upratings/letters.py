"""The letters of an uprating: print files to fetch and to say that they are posted, and who is told in another way."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.communication.door import needs_of, words_said
from goodlives.casework.communication.words import in_words, what_to_do
from goodlives.casework.upratings import actions
from goodlives.casework.upratings.models import PrintFile, UpratedPerson, Uprating
from goodlives.exchange.letters import batches
from goodlives.rules.parameters import rates_year

from .. import clock
from ..design.conflict import revision_of
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see


@open_to(roles.uprating_keeper)
@require_safe
def letters(request: SignedInRequest, pk) -> HttpResponse:
    """Each print file: how many letters, whether it is drawn, and when it was posted."""
    one = get_object_or_404(Uprating, pk=pk)
    seen = people_they_may_see(request)
    drawn = set(one.print_files.filter(pdf__isnull=False).values_list("number", flat=True))
    return render(
        request, "upratings/letters.jinja",
        {
            "uprating": one, "year": rates_year(one.starts_on), "drawn": drawn,
            "files": one.print_files.defer("pdf").select_related("posted_by"),
            "apart": batches.told_apart(one).count(),
            "without_address": batches.without_an_address(one).filter(pk__in=seen)[:50],
        },
    )  # fmt: skip


@open_to(roles.uprating_keeper)
@require_safe
def print_file(request: SignedInRequest, pk, number: int) -> HttpResponse:
    """The letters of one file, as a tagged PDF."""
    file = get_object_or_404(PrintFile, uprating=pk, number=number, pdf__isnull=False)
    response = HttpResponse(bytes(file.pdf or b""), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letters-{number:03}.pdf"'
    return response


@open_to(roles.uprating_keeper)
@require_POST
def posted(request: SignedInRequest, pk, number: int) -> HttpResponse:
    """Note that these letters are in the post, so that each person was told today."""
    file = get_object_or_404(PrintFile.objects.defer("pdf"), uprating=pk, number=number)
    try:
        actions.post(file, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request))
        messages.success(request, _("Noted: each of these people was told by letter today."))
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody has said so already."))
    except CannotMove as refused:
        messages.warning(request, str(refused))
    return redirect("upratings:letters", pk)


@open_to(roles.uprating_keeper)
@require_safe
def told_apart(request: SignedInRequest, pk) -> HttpResponseBase:
    """Who reads online or needs the letter in another form: each is told by somebody."""
    one = get_object_or_404(Uprating, pk=pk)
    rows = batches.told_apart(one).filter(person__in=people_they_may_see(request)).select_related(
        "person__how_to_communicate", "after__decision"
    ).prefetch_related("after__decision__held_letters").annotate(
        family_name=F("person__family_name"), given_name=F("person__given_name")
    )  # fmt: skip
    listing = Listing(
        request=request, rows=rows, default_sort="name", what="told-in-another-way",
        empty=_("Nobody reads online or needs a letter in another form."),
        columns=[
            Column("name", _("Name"), lambda row: row.person.name, ("family_name", "given_name")),
            Column("number", _("Council number"), lambda row: row.person.council_number),
            Column("how", _("How to tell them"), lambda row: how_to_tell(row, in_a_file=True)),
            Column("needs", _("What they told us"), needs),
        ],
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(
        request,
        "upratings/apart.jinja",
        {"uprating": one, "listing": listing, "year": rates_year(one.starts_on), "how": how_to_tell, "needs": needs},
    )


def how_to_tell(row: UpratedPerson, *, in_a_file: bool = False) -> str:
    """What somebody does about each letter that waits; or that they read it themselves."""
    decision = row.after.decision if row.after else None
    waiting = [letter for letter in decision.held_letters.all() if letter.state == "waiting"] if decision else []
    if waiting:
        return " ".join(what_to_do(letter, in_a_file=in_a_file) for letter in waiting)
    return _("On their page here, where they read their decisions") if row.person.user_id else _("Done")


def needs(row: UpratedPerson) -> str:
    """What they need, in short words, and in their own."""
    structured = needs_of(row.person)
    return "\n".join(
        part for part in (words_said(row.person), ", ".join(in_words(structured)) if structured else "") if part
    )
