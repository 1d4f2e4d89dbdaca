"""Who sees whose record: a person and their carer each choose what the other sees, and take it back at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodlives.casework.access import roles
from goodlives.casework.carers import actions
from goodlives.casework.carers.actions import CannotShare
from goodlives.casework.carers.models import CareGiven, EmergencyPlan, PlanForTheDay, Shared
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.people.row_security import NameOf

from .. import clock
from ..permissions import SignedInRequest, open_to
from .forms import WhatIsShared


def _between(me: Person):
    """Each place in a circle where somebody helps the person who is signed in, or is helped.

    Whether somebody who helps has a record of their own makes no difference here: that is theirs to tell.
    """
    people = CircleMember.objects.current().exclude(relationship=CircleMember.Relationship.GROUP)
    both = people.filter(Q(person=me.pk) | Q(member=me.pk))
    return both.annotate(whose=NameOf("person_id")).order_by("name")


class Pair:
    """The person who is signed in, and the other one."""

    def __init__(self, member: CircleMember, me: Person):
        self.member = member
        self.i_am_the_carer = member.member_id == me.pk
        self.other_id: UUID | None = member.person_id if self.i_am_the_carer else member.member_id
        self.name = member.whose if self.i_am_the_carer else member.name  # type: ignore[attr-defined]
        self.parts = Shared.parts_of(me, member)
        self.mine: list[str] = []
        self.theirs: list[str] = []


def _pairs(me: Person, members: list[CircleMember]) -> list[Pair]:
    pairs = [Pair(member, me) for member in members]
    rows = list(Shared.objects.current().filter(circle_member__in=members))
    for pair in pairs:
        here = [row for row in rows if row.circle_member_id == pair.member.pk]
        pair.mine = [row.get_what_display() for row in here if row.person_id == me.pk]
        pair.theirs = [row.get_what_display() for row in here if row.person_id == pair.other_id]
    return pairs


@open_to(roles.person)
@require_safe
def sharing(request: SignedInRequest) -> HttpResponse:
    me = get_object_or_404(Person, user=request.user)
    return render(request, "carers/sharing.jinja", {"pairs": _pairs(me, list(_between(me)))})


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def choose(request: SignedInRequest, member_pk: UUID) -> HttpResponse:
    """Tick what the other may see; what is not ticked is gone from their page at once."""
    me = get_object_or_404(Person, user=request.user)
    pair = Pair(get_object_or_404(_between(me), pk=member_pk), me)
    now = Shared.objects.current().filter(person=me, circle_member=pair.member).values_list("what", flat=True)
    parts = [(part.value, part.label) for part in pair.parts]
    sent = request.POST if request.method == "POST" else None  # nothing ticked is an answer, too
    form = WhatIsShared(sent, shareable=parts, initial={"shared": list(now)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_what_is_shared(
                me, pair.member, what=set(form.cleaned_data["shared"]), by=request.user, on=clock.today(),
                at=clock.now(),
            )  # fmt: skip
        except CannotShare as refused:
            form.add_error("shared", str(refused))
        else:
            messages.success(request, _("What %(name)s sees of your record is as you chose.") % {"name": pair.name})
            return redirect("carers:sharing")
    return render(request, "carers/share.jinja", {"pair": pair, "form": form}, status=422 if form.errors else 200)


@open_to(roles.person)
@require_safe
def theirs(request: SignedInRequest, member_pk: UUID) -> HttpResponse:
    """What the other shows me, and nothing else: the database gives no more."""
    me, on = get_object_or_404(Person, user=request.user), clock.today()
    pair = Pair(get_object_or_404(_between(me), pk=member_pk), me)
    circle = CircleMember.objects.current().filter(person=pair.other_id).exclude(pk=pair.member.pk).order_by("name")
    theirs = Shared.objects.current().filter(person=pair.other_id, circle_member=pair.member)
    shown = set(theirs.values_list("what", flat=True))
    days = {plan.circle_member_id: plan for plan in PlanForTheDay.objects.filter(circle_member__in=circle)}
    return render(
        request, "carers/theirs.jinja",
        {
            "pair": pair, "shown": shown, "on": on,
            "care": CareGiven.objects.current(on).filter(circle_member=pair.member) if "care" in shown else [],
            "emergency_plan": EmergencyPlan.objects.filter(person=pair.other_id).first()
            if "emergency_plan" in shown else None,
            "circle": [(one, days.get(one.pk)) for one in circle] if "circle" in shown else [],
        },
    )  # fmt: skip
