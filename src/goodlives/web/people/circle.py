"""The circle of support: who is around somebody, what they do, and whether they have agreed to it."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.people import actions
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.plans.models import State as PlanState
from goodlives.casework.plans.models import Way

from .. import clock
from ..design.conflict import revision_of, save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import Circle, MyCircle
from .picture import spots


@open_to(roles.signed_in)
@require_safe
def circle(request: SignedInRequest, pk: UUID) -> HttpResponse:
    person = open_record(request, pk, page=_("Circle of support"))
    members = list(person.circle.current().select_related("member").order_by("name"))
    agreed = [member for member in members if member.counts_towards_care]
    return render(
        request, "people/circle.jinja",
        {
            "person": person, "members": members, "spots": spots(members), "staff": request.user.is_council_staff,
            "agreed": agreed, "agreed_hours": sum(member.hours_a_week or 0 for member in agreed),
            "missing": _what_would_be_missing(members, _in_the_plan(person)),
            "left": list(person.circle.filter(ended_on__isnull=False).order_by("-ended_on")),
        },
    )  # fmt: skip


def _in_the_plan(person: Person) -> dict[UUID, list[str]]:
    """What each member does in the plan in force: missing too, if they could not help."""
    ways: dict[UUID, list[str]] = defaultdict(list)
    for way in Way.objects.filter(
        goal__plan__person=person, goal__plan__state=PlanState.AGREED, circle_member__isnull=False
    ):
        if way.circle_member_id:
            ways[way.circle_member_id].append(way.what)
    return ways


def _what_would_be_missing(members: list[CircleMember], in_the_plan: dict[UUID, list[str]]) -> list:
    """For each who helps: their name, and what nobody would do if they were ill."""
    missing = []
    for member in members:
        things = [member.does.strip().rstrip(".")] if member.does.strip() else []
        things += [_("in the plan, %(what)s") % {"what": what.rstrip(".")} for what in in_the_plan[member.pk]]
        if member.hours_a_week:
            things.append(
                ngettext("%(hours)s hour a week", "%(hours)s hours a week", member.hours_a_week)
                % {"hours": member.hours_a_week}
            )
        if things:
            missing.append((member.known_as, things))
    return missing


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
            actions.leave_circle(
                member, by=request.user, on=clock.today(), at=clock.now(), revision=revision_of(request)
            )
        except ChangedMeanwhile as meanwhile:
            member, changed = meanwhile.current, True
        else:
            messages.success(request, _("%(name)s is no longer in the circle.") % {"name": member.name})
            return redirect("people:circle", person.pk)
    return render(
        request, "people/leave_circle.jinja",
        {"person": person, "member": member, "changed": changed, "in_the_plan": _in_the_plan(person)[member.pk]},
    )  # fmt: skip
