"""The circle of support: who is around somebody, what they do, and whether they have agreed to it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.people import actions
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.plans.if_somebody_is_ill import if_somebody_is_ill
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.plans.models import Way
from goodlives.casework.reviews import care_stopped
from goodlives.casework.reviews.models import NeedToMeetAgain

from .. import clock
from ..design.conflict import revision_of, save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Circle, MyCircle
from .picture import spots

# How long it is said how a need is met that a carer met before.
A_WHILE = timedelta(weeks=8)


@open_to(roles.signed_in)
@require_safe
def circle(request: SignedInRequest, pk: UUID) -> HttpResponse:
    person, on = open_record(request, pk, page=_("Circle of support")), clock.today()
    members = list(person.circle.current().select_related("member").order_by("name"))
    agreed = [member for member in members if member.counts_towards_care(on)]
    ill = if_somebody_is_ill(person, members, on)
    return render(
        request, "people/circle.jinja",
        {
            "person": person, "members": members, "staff": request.user.is_council_staff, "agreed": agreed,
            "spots": spots(members, on, alone=[one.member.pk for one in ill if one.falls.nobody_else]),
            "agreed_hours": sum(member.hours_a_week or 0 for member in agreed), "ill": ill,
            "needs": list(NeedToMeetAgain.objects.open_or_met_since(on - A_WHILE).filter(person=person)),
            "left": list(person.circle.filter(ended_on__isnull=False).order_by("-ended_on")),
            "may_plan": request.user.acting is None and (roles.person | roles.social_worker)(request.user),
            "worker": roles.social_worker(request.user),
        },
    )  # fmt: skip


def _in_the_plan(member: CircleMember) -> list[str]:
    """What they do in the plan in force, which would need another way."""
    lines = Way.objects.filter(goal__plan__state=PlanState.AGREED, circle_member=member)
    return list(lines.values_list("what", flat=True))


def _form(request: SignedInRequest, person: Person, known: dict | None = None) -> Circle | MyCircle:
    kind = Circle if request.user.is_council_staff else MyCircle
    return kind(request.POST or None, initial=known, person=person)


def _details(form: Circle | MyCircle) -> dict:
    """What the action is given: the record that a council number stands for, instead of the number."""
    details = dict(form.cleaned_data)
    if isinstance(form, Circle):
        del details["member_number"]
        details["member"] = form.member
    return details


def _known(member: CircleMember, form_fields) -> dict:
    known = {name: getattr(member, name) for name in form_fields if name != "member_number"}
    return known | {"member_number": member.member.council_number if member.member else ""}


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    person = open_record(request, pk, page=_("Circle of support"))
    form = _form(request, person)
    if request.method == "POST" and form.is_valid():
        member = actions.add_to_circle(person, by=request.user, at=clock.now(), **_details(form))
        messages.success(request, _("%(name)s is in the circle.") % {"name": member.name})
        return redirect("people:circle", person.pk)
    return render(request, "people/circle_member.jinja", {"person": person, "form": form, "member": None})


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    person = open_record(request, pk, page=_("Circle of support"))
    member = get_object_or_404(person.circle.current().select_related("member"), pk=member_pk)
    form = _form(request, person, _known(member, (Circle if request.user.is_council_staff else MyCircle).base_fields))
    agreed_before = member.agreed_on

    def change_circle(revision: int) -> None:
        actions.change_circle(member, by=request.user, at=clock.now(), revision=revision, **_details(form))

    saving = save_or_clash(request, member, form, change_circle, theirs=lambda now: _known(now, form.fields))
    if saving.done:
        if request.user.is_council_staff and (member.willing is False or member.able is False):
            care_stopped.said_no(
                member, told_how=_("They told the council, who wrote it in the circle."), by=request.user,
                on=clock.today(), at=clock.now(),
            )  # fmt: skip
        messages.success(request, _told_about(member, agreed_before))
        return redirect("people:circle", person.pk)
    return render(
        request, "people/circle_member.jinja",
        {"person": person, "form": form, "member": member, "clash": saving.clash, "revision": saving.revision},
    )  # fmt: skip


def _told_about(member: CircleMember, agreed_before) -> str:
    if agreed_before and member.agreed_on is None:
        return _("Saved. %(name)s agreed to what was written before, so we will ask them again.") % {
            "name": member.name
        }  # fmt: skip
    return _("What we know about %(name)s is saved.") % {"name": member.name}


@open_to(roles.signed_in)
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Somebody is no longer in the circle: asked once more, because others may count on them."""
    person = open_record(request, pk, page=_("Circle of support"))
    member = get_object_or_404(person.circle.current(), pk=member_pk)
    changed = False
    if request.method == "POST":
        try:
            care_stopped.leave_circle(
                member, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request)
            )
        except ChangedMeanwhile as meanwhile:
            member, changed = meanwhile.current, True
        else:
            messages.success(request, _("%(name)s is no longer in the circle.") % {"name": member.name})
            return redirect("people:circle", person.pk)
    return render(
        request, "people/leave_circle.jinja",
        {"person": person, "member": member, "changed": changed, "in_the_plan": _in_the_plan(member)},
    )  # fmt: skip
