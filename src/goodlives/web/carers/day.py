"""The plan for the day somebody in the circle is ill, and the sheet of paper for the fridge."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.carers import actions
from goodlives.casework.carers.models import PlanForTheDay
from goodlives.casework.people.models import CircleMember
from goodlives.casework.people.row_security import NameOf
from goodlives.casework.plans.if_somebody_is_ill import if_somebody_is_ill

from .. import clock
from ..design.conflict import save_or_clash
from ..permissions import SignedInRequest, open_record, open_to
from .forms import TheDay

writers = roles.person | roles.social_worker


@open_to(writers)
@require_http_methods(["GET", "POST"])
def plan_the_day(request: SignedInRequest, person_pk: UUID, member_pk: UUID) -> HttpResponse:
    """Written by the person, by whoever helps, or by staff: all of them need it on that day."""
    members = CircleMember.objects.current().filter(person=person_pk).annotate(whose=NameOf("person_id"))
    member = get_object_or_404(members, pk=member_pk)
    theirs = roles.person(request.user) and member.member_id is not None and _is_their_own(request, member)
    if not theirs:
        open_record(request, person_pk, page=_("The plan for the day somebody is ill"))
    plan = PlanForTheDay.objects.filter(circle_member=member).first()
    known = {name: getattr(plan, name) for name in PlanForTheDay.WORDS} if plan else None
    form = TheDay(request.POST or None, initial=known)

    def write(revision: int) -> None:
        actions.plan_the_day(member, by=request.user, at=clock.now(), revision=revision, **form.cleaned_data)

    back = redirect("carers:caring") if theirs else redirect("people:circle", person_pk)
    if plan is None:
        if request.method == "POST" and form.is_valid():
            write(0)
            messages.success(request, _("The plan for that day is saved."))
            return back
        clash = revision = None
    else:
        saving = save_or_clash(request, plan, form, write, theirs=lambda now: {n: getattr(now, n) for n in form.fields})
        if saving.done:
            messages.success(request, _("The plan for that day is saved."))
            return back
        clash, revision = saving.clash, saving.revision
    return render(
        request, "carers/plan_the_day.jinja",
        {"member": member, "form": form, "clash": clash, "revision": revision, "theirs": theirs, "back": back.url},
    )  # fmt: skip


def _is_their_own(request: SignedInRequest, member: CircleMember) -> bool:
    return CircleMember.objects.filter(pk=member.pk, member__user=request.user).exists()


@open_to(writers)
@require_safe
def for_the_fridge(request: SignedInRequest, person_pk: UUID) -> HttpResponse:
    """Everything that somebody who comes instead must know, on paper."""
    person, on = open_record(request, person_pk, page=_("The sheet for the fridge")), clock.today()
    members = list(person.circle.current().order_by("name"))
    return render(
        request, "carers/for_the_fridge.jinja",
        {"person": person, "ill": if_somebody_is_ill(person, members, on),
         "to_phone": [member for member in members if member.in_an_emergency and member.phone]},
    )  # fmt: skip
