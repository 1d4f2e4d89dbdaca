"""Whom the person invites to their plan: until when, to which parts; and taking it back at once."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodlives.casework.access import roles
from goodlives.casework.access.models import Role, User
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.people.models import Person
from goodlives.casework.plans import actions, inviting
from goodlives.casework.plans.authorship import NotTheirsToWrite
from goodlives.casework.plans.models import Part, Plan, PlanInvitation

from .. import clock
from ..design import forms
from ..design.conflict import revision_of
from ..permissions import SignedInRequest, open_to
from .opening import not_now, open_plan, writers

TOLD_ONCE = "plan_invitation_told_once"
A_YEAR = timedelta(days=366)


class Invite(forms.Form):
    name = forms.Text(gettext_lazy("Who do you want to invite?"), hint=gettext_lazy("Their name."),
                      missing=gettext_lazy("Write their name"), required=False)  # fmt: skip
    who = forms.Choice(
        gettext_lazy("Who are they to you?"), PlanInvitation.Who.choices, small=True,
        missing=gettext_lazy("Say who they are to you"),
    )  # fmt: skip
    worker = forms.Select(
        gettext_lazy("Which worker?"), [], empty=gettext_lazy("Somebody else, by a link"), required=False,
        hint=gettext_lazy("A worker of the council uses their own sign-in, so they need no link."),
    )  # fmt: skip
    parts = forms.Choices(
        gettext_lazy("Which parts may they see?"), Part.choices, small=True,
        missing=gettext_lazy("Choose at least one part"),
    )  # fmt: skip
    may = forms.Choice(
        gettext_lazy("What may they do?"), PlanInvitation.May.choices, missing=gettext_lazy("Say what they may do"),
        hints={"suggest": gettext_lazy("You say yes or no to each thing they suggest. They change nothing.")},
    )  # fmt: skip
    ends_on = forms.Date(
        gettext_lazy("What is the last day they can look?"), missing=gettext_lazy("Enter the last day"),
        hint=gettext_lazy("You can stop it sooner, at any time. A year at most."),
    )  # fmt: skip

    def __init__(self, *args, person: Person, **options):
        super().__init__(*args, **options)
        workers = User.objects.filter(is_active=True).exclude(role=Role.PERSON)
        near = workers.filter(Q(team__isnull=False, team=person.team_id) | Q(allocated_people=person)).distinct()
        self.workers = {str(user.pk): user for user in near.order_by("last_name", "first_name")[:60]}
        self.fields["worker"].choices = [(key, str(user)) for key, user in self.workers.items()]  # type: ignore[attr-defined]

    def clean(self):
        super().clean()
        known = self.cleaned_data
        known["user"] = self.workers.get(known.get("worker") or "") if known.get("who") == "worker" else None
        if not known.get("name") and known["user"] is None and "name" not in self.errors:
            self.add_error("name", _("Write their name"))
        last = known.get("ends_on")
        if last and not clock.today() <= last <= clock.today() + A_YEAR:
            self.add_error("ends_on", _("The last day must be from today to a year from today"))
        return known


@open_to(writers)
@require_safe
def helpers(request: SignedInRequest, pk) -> HttpResponse:
    """Who is invited, to what, until when; and the link and the word of a new one, this once."""
    plan = open_plan(request, pk, page=_("Who is invited to the plan"))
    told = request.session.pop(TOLD_ONCE, None)
    rows = [
        (row, row.is_open(clock.today()))
        for row in plan.invitations.select_related("user", "plan").order_by("-invited_at")
    ]
    return render(
        request, "plans/helpers.jinja",
        {"plan": plan, "rows": rows, "told": told if told and told["plan"] == str(plan.pk) else None,
         "own": roles.person(request.user)},
    )  # fmt: skip


@open_to(roles.person)
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, pk) -> HttpResponse:
    """Only the person invites."""
    plan = open_plan(request, pk, page=_("Inviting somebody"))
    form = Invite(request.POST or None, person=plan.person, initial={"parts": [Part.WHAT_MATTERS, Part.GOALS]})
    if form.is_valid():
        known = form.cleaned_data
        user = known["user"]
        made = inviting.invite(
            plan, name=str(user) if user else known["name"], who=known["who"], parts=known["parts"], may=known["may"],
            ends_on=known["ends_on"], user=user, by=request.user, at=clock.now(),
        )  # fmt: skip
        if made.link:
            address = request.build_absolute_uri(reverse("plans:shared", args=[made.link]))
            request.session[TOLD_ONCE] = {
                "plan": str(plan.pk), "name": made.invitation.name, "link": address, "word": made.word,
            }  # fmt: skip
        messages.success(request, _("%(name)s is invited.") % {"name": made.invitation.name})
        return redirect("plans:helpers", plan.pk)
    return render(request, "plans/invite.jinja", {"plan": plan, "form": form})


@open_to(roles.person)
@require_POST
def withdraw(request: SignedInRequest, pk, invitation_pk) -> HttpResponse:
    """Their next look finds nothing."""
    plan = open_plan(request, pk, page=_("Taking an invitation back"))
    invitation = get_object_or_404(plan.invitations.select_related("plan__person"), pk=invitation_pk)
    inviting.withdraw(invitation, by=request.user, at=clock.now())
    messages.success(request, _("%(name)s can no longer see your plan.") % {"name": invitation.name})
    return redirect("plans:helpers", plan.pk)


class HowTheyAsked(forms.Form):
    words = forms.LongText(
        gettext_lazy("What should they write for you?"), rows=3,
        hint=gettext_lazy("For example, I tell Sam on the phone and Sam writes it down."),
        missing=gettext_lazy("Write what they should write for you"),
    )  # fmt: skip


@open_to(writers)
@require_http_methods(["GET", "POST"])
def ask_to_write(request: SignedInRequest, pk) -> HttpResponse:
    """The person asks the council's people to write for them, or asks no longer. It stands on each line written so."""
    plan = open_plan(request, pk, page=_("Who writes the plan"))
    if not plan.can_be_written():
        return not_now(request, plan)
    own = roles.person(request.user)
    form = HowTheyAsked(request.POST if request.method == "POST" and "stop" not in request.POST else None)
    if not own:
        form.fields["words"].label = _("How did they ask you to write for them?")
        form.fields["words"].help_text = _("When, how, and what they asked. They read this on each line you write.")
    try:
        if "stop" in request.POST:
            actions.stop_asking(plan, by=request.user, at=clock.now(), revision=revision_of(request))
            messages.success(request, _("Nobody writes for you now. What was written stays."))
            return redirect("plans:plan", plan.pk)
        if form.is_valid():
            actions.ask_to_write(
                plan, words=form.cleaned_data["words"], by=request.user, on=clock.today(), at=clock.now(),
                revision=revision_of(request),
            )  # fmt: skip
            messages.success(request, _("Written down. It shows on each line that is written so."))
            return redirect("plans:plan", plan.pk)
    except ChangedMeanwhile:
        plan = open_plan(request, pk, page=_("Who writes the plan"))
        messages.warning(request, _("Somebody changed the plan after you opened it. Look at it again, then save."))
    except NotTheirsToWrite as why:
        messages.warning(request, str(why))
    return render(request, "plans/ask_to_write.jinja", {"plan": plan, "form": form, "own": own})


def invited_staff(plan: Plan, user: User) -> PlanInvitation | None:
    """The open invitation of somebody from the council, where there is one."""
    return plan.invitations.open(clock.today()).filter(user=user).first()
