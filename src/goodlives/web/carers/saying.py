"""What a carer says: what they do, until when they are willing and able, and that they stop. Theirs to say."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import CannotMove, ChangedMeanwhile
from goodlives.casework.carers import actions
from goodlives.casework.carers.actions import CannotAgree, OnlyTheCarerMay
from goodlives.casework.carers.models import CareGiven, EmergencyPlan
from goodlives.casework.people import actions as people
from goodlives.casework.people.models import CircleMember
from goodlives.casework.people.row_security import NameOf
from goodlives.casework.reviews import care_stopped

from .. import clock
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Agree, AgreeAgain, Stop

carer_or_worker = roles.person | roles.social_worker


def places_of(request: SignedInRequest):
    """Where the carer who is signed in stands in other people's circles; `whose` is the other's name."""
    theirs = CircleMember.objects.current().filter(member__user=request.user)
    return theirs.annotate(whose=NameOf("person_id")).select_related("member__user").order_by("whose")


def place(request: SignedInRequest, member_pk: UUID) -> CircleMember:
    """One place in a circle: the carer's own, or, for staff, anybody's, with the look at each record written down."""
    if roles.person(request.user):
        return get_object_or_404(places_of(request), pk=member_pk)
    members = CircleMember.objects.current().select_related("person", "member__user")
    member = get_object_or_404(members, pk=member_pk)
    open_record(request, member.person_id, page=_("What a carer agreed to"))
    look_at_what_they_said(request, member)
    member.whose = member.person.name  # type: ignore[attr-defined]  # as the carer reads it
    return member


def look_at_what_they_said(request: SignedInRequest, member: CircleMember) -> None:
    """A look at this one thing in the carer's own record, which they read: the person's workers count on it.

    It opens nothing else of that record. Where the record is restricted, only those who may open it look.
    """
    if member.member is None:
        return
    if member.member.restrictions.current().exists():
        open_record(request, member.member_id, page=_("What they agreed to as a carer"))
        return
    people.record_read(
        member.member, request.user, page=_("What they agreed to as a carer"),
        reason=_("They work with somebody for whom you care"), at=clock.now(),
    )  # fmt: skip


def back_from(request: SignedInRequest, member: CircleMember) -> HttpResponse:
    if roles.person(request.user):
        return redirect("carers:caring")
    return redirect("carers:what_they_said", member.person_id, member.pk)


@open_to(roles.person)
@require_safe
def caring(request: SignedInRequest) -> HttpResponse:
    """The carer's own page: everything that is theirs as a carer."""
    on = clock.today()
    places = list(places_of(request).prefetch_related("care"))
    return render(
        request, "carers/caring.jinja",
        {
            "places": [(member, *_sorted_out(member, on)) for member in places], "on": on,
            "emergency_plan": EmergencyPlan.objects.filter(person__user=request.user).first(),
            "person": getattr(request.user, "person", None),
        },
    )  # fmt: skip


def _sorted_out(member: CircleMember, on: date) -> tuple[list[CareGiven], list[CareGiven]]:
    """What they do now, and what they have stopped."""
    care = list(member.care.all())
    return [one for one in care if one.ended_on is None], [one for one in care if one.ended_on is not None]


@open_to(roles.social_worker)
@require_safe
def what_they_said(request: SignedInRequest, person_pk: UUID, member_pk: UUID) -> HttpResponse:
    """What one of the circle has said themselves: for staff, who write it down only for somebody who cannot sign in."""
    member = place(request, member_pk)
    if member.person_id != person_pk:
        return redirect("carers:what_they_said", member.person_id, member.pk)
    now, stopped = _sorted_out(member, clock.today())
    return render(
        request, "carers/what_they_said.jinja",
        {"person": member.person, "member": member, "care": now, "stopped": stopped, "on": clock.today(),
         "may_say": actions.may_say(member, request.user)},
    )  # fmt: skip


@open_to(carer_or_worker)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, member_pk: UUID) -> HttpResponse:
    """Say yes to one thing, until a day."""
    member, on, staff = place(request, member_pk), clock.today(), request.user.is_council_staff
    if not actions.may_say(member, request.user):
        messages.info(request, _("They have their own sign-in, so they say this themselves, on their own page."))
        return back_from(request, member)
    form = Agree(request.POST or None, staff=staff)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_to_care(member, by=request.user, on=on, at=clock.now(), **form.said())
        except (CannotAgree, OnlyTheCarerMay) as refused:
            form.add_error("until", str(refused))
        else:
            messages.success(request, _("It is written down: yes, until that day."))
            return back_from(request, member)
    return _page(request, "carers/agree.jinja", member, form, None)


@open_to(carer_or_worker)
@require_http_methods(["GET", "POST"])
def again(request: SignedInRequest, care_pk: UUID) -> HttpResponse:
    """Say yes again to the same, until a later day."""
    care, member = _care(request, care_pk)
    if not actions.may_say(member, request.user):
        messages.info(request, _("They have their own sign-in, so they say this themselves, on their own page."))
        return back_from(request, member)
    form = AgreeAgain(request.POST or None, staff=request.user.is_council_staff)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_again(
                care, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request), **form.said()
            )
        except (CannotAgree, OnlyTheCarerMay, CannotMove) as refused:
            form.add_error("until", str(refused))
        except ChangedMeanwhile as meanwhile:
            care = meanwhile.current
            form.add_error("until", _("This changed while you were reading. Look again, then save it if it is right."))
        else:
            messages.success(request, _("It is written down: yes, until that day."))
            return back_from(request, member)
    return _page(request, "carers/again.jinja", member, form, care)


@open_to(carer_or_worker)
@require_http_methods(["GET", "POST"])
def stop(request: SignedInRequest, care_pk: UUID) -> HttpResponse:
    """What will happen is said first; then one press stops it."""
    care, member = _care(request, care_pk)
    if care.ended_on is not None:
        messages.info(request, _("This has been stopped already."))
        return back_from(request, member)
    form = Stop(request.POST or None, staff=request.user.is_council_staff)
    if request.method == "POST" and form.is_valid():
        try:
            care_stopped.stop_care(care, by=request.user, on=clock.today(), at=clock.now(), **form.said())
        except CannotMove as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("It is stopped, from today. Thank you for saying so."))
        return back_from(request, member)
    return _page(request, "carers/stop.jinja", member, form, care)


def _care(request: SignedInRequest, care_pk: UUID) -> tuple[CareGiven, CircleMember]:
    care = get_object_or_404(CareGiven.objects.select_related("circle_member"), pk=care_pk)
    member = place(request, care.circle_member_id)
    care.circle_member = member
    return care, member


def _page(request: SignedInRequest, template: str, member: CircleMember, form, care: CareGiven | None) -> HttpResponse:
    known = {"member": member, "form": form, "care": care, "staff": request.user.is_council_staff}
    return render(request, template, known, status=422 if form.errors else 200)
