"""For staff: carers who took up an offer, and what a carer has chosen to show. Nothing else of how caring goes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.carers import asking
from goodlives.casework.carers.models import HowCaringGoes, SupportAsked

from .. import clock
from ..design.conflict import revision_of
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import AnswerSupport


@open_to(roles.social_worker)
@require_safe
def asked(request: SignedInRequest) -> HttpResponseBase:
    rows = SupportAsked.objects.waiting().filter(person__in=people_they_may_see(request))
    rows = rows.select_related("person__allocated_to")
    listing = Listing(
        request, rows,
        [
            Column("name", _("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("what", _("What they would like"), lambda row: row.get_what_display(), ("what",)),
            Column("since", _("Asked on"), lambda row: row.asked_on, ("asked_on",)),
            Column("by", _("Answer by"), lambda row: row.answer_by, ("answer_by",)),
            Column("worker", _("Named worker"), lambda row: str(row.person.allocated_to or "")),
        ],
        default_sort="by", what="carers-who-asked", empty=_("No carer waits for an answer."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "carers/asked.jinja", {"listing": listing, "on": clock.today()})


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(SupportAsked.objects.select_related("answered_by"), pk=pk)
    person = open_record(request, asked.person_id, page=_("What a carer asked for"))
    form = AnswerSupport(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asking.answer_support(
                asked, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request),
                **form.cleaned_data,
            )  # fmt: skip
        except (CannotMove, ChangedMeanwhile):
            form.add_error("answer", _("Somebody wrote here meanwhile. Look again, then save if it is still right."))
            asked = get_object_or_404(SupportAsked.objects.select_related("answered_by"), pk=pk)
        else:
            messages.success(request, _("Your answer is on the carer’s own page."))
            return redirect("carers:asked")
    shown = HowCaringGoes.objects.shown_to_council().filter(person=person).first()
    return render(
        request, "carers/answer_support.jinja", {"asked": asked, "person": person, "form": form, "shown": shown},
        status=422 if form.errors else 200,
    )  # fmt: skip


@open_to(roles.social_worker)
@require_safe
def shown(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """What the carer has chosen to show, and has not taken back."""
    person = open_record(request, person_pk, page=_("How caring goes, as the carer showed it"))
    said = list(HowCaringGoes.objects.shown_to_council().filter(person=person))
    return render(request, "carers/shown.jinja", {"person": person, "said": said})
