"""For staff: needs that must be met again since a carer's care stopped, each with a day; and yeses that ran out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.carers.models import CareGiven, CareQuerySet
from goodlives.casework.people.models import PersonQuerySet
from goodlives.casework.reviews import care_stopped
from goodlives.casework.reviews.models import NeedToMeetAgain, Review

from .. import clock
from ..design.conflict import revision_of
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_record, open_to, people_they_may_see
from .forms import MetAgain
from .saying import look_at_what_they_said


@open_to(roles.social_worker)
@require_safe
def needs(request: SignedInRequest) -> HttpResponseBase:
    on = clock.today()
    seen = people_they_may_see(request)
    rows = NeedToMeetAgain.objects.open().filter(person__in=seen)
    rows = rows.select_related("person__allocated_to", "person__team")
    listing = Listing(
        request, rows,
        [
            Column("name", _("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("what", _("What must be met again"), lambda row: row.in_words, ("domain",)),
            Column("since", _("Since"), lambda row: row.since, ("since",)),
            Column("by", _("Talk with them by"), lambda row: row.due_on, ("due_on",)),
            Column("overdue", _("Days overdue"), lambda row: row.days_overdue(on), numeric=True),
            Column("worker", _("Named worker"), lambda row: str(row.person.allocated_to or "")),
            Column("team", _("Team"), lambda row: str(row.person.team or "")),
        ],
        default_sort="by", what="needs-to-meet-again",
        empty=_("No need waits to be met again. When a carer stops, what rested on them comes here at once."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "carers/needs.jinja", {"listing": listing, "on": on, "ran_out": _ran_out(seen, on).count()})


def _ran_out(seen: PersonQuerySet, on: date) -> CareQuerySet:
    """Those of people they may see that are not on the list already."""
    waiting = CareGiven.objects.run_out(on).filter(circle_member__person__in=seen)
    return waiting.exclude(Exists(NeedToMeetAgain.objects.open().filter(care=OuterRef("pk"))))


@open_to(roles.social_worker)
@require_safe
def ran_out(request: SignedInRequest) -> HttpResponseBase:
    """Yeses whose last day is past: ask the carer again, or meet the need in another way."""
    rows = _ran_out(people_they_may_see(request), clock.today())
    listing = Listing(
        request, rows.select_related("circle_member__person__allocated_to"),
        [
            Column("carer", _("Carer"), lambda row: row.circle_member.name, ("circle_member__name",)),
            Column("name", _("For"), lambda row: row.circle_member.person.name),
            Column("what", _("What"), lambda row: row.what, ("what",)),
            Column("until", _("Last day of their yes"), lambda row: row.until, ("until",)),
            Column("worker", _("Named worker"), lambda row: str(row.circle_member.person.allocated_to or "")),
        ],
        default_sort="until", what="yes-ran-out", empty=_("Every carer’s yes is current."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "carers/ran_out.jinja", {"listing": listing})


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def put_on_the_list(request: SignedInRequest, care_pk: UUID) -> HttpResponse:
    """The carer does not say yes again: what rested on it is met in another way."""
    care = get_object_or_404(CareGiven.objects.select_related("circle_member__member"), pk=care_pk)
    person = open_record(request, care.circle_member.person_id, page=_("What a carer agreed to"))
    look_at_what_they_said(request, care.circle_member)
    if request.method == "POST":
        try:
            care_stopped.yes_ran_out(care, by=request.user, on=clock.today(), at=clock.now())
        except CannotMove as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("It is on the list of needs to meet again."))
        return redirect("carers:needs")
    return render(request, "carers/put_on_the_list.jinja", {"care": care, "person": person, "on": clock.today()})


@open_to(roles.social_worker)
@require_http_methods(["GET", "POST"])
def need(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One need: what rested on the care, the budget before and now, the review, and how it is met now."""
    need = get_object_or_404(
        NeedToMeetAgain.objects.select_related(
            "care__circle_member__member",
            "budget__supersedes__indicative_budget",
            "budget__indicative_budget",
            "met_by",
        ),
        pk=pk,
    )
    person = open_record(request, need.person_id, page=_("A need to meet again"))
    look_at_what_they_said(request, need.care.circle_member)
    form = MetAgain(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            care_stopped.met_again(
                need, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request),
                **form.cleaned_data,
            )  # fmt: skip
        except (CannotMove, ChangedMeanwhile):
            form.add_error("how", _("Somebody wrote here meanwhile. Look again, then save if it is still right."))
        else:
            messages.success(request, _("It is written down how this is met now."))
            return redirect("carers:needs")
    review = Review.objects.to_be_held().filter(person=person).order_by("due_by").first()
    return render(
        request, "carers/need.jinja",
        {"need": need, "person": person, "form": form, "lines": care_stopped.rests_on(need.care), "review": review,
         "on": clock.today()},
        status=422 if form.errors else 200,
    )  # fmt: skip
