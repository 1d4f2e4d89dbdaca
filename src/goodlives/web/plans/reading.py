"""The plan as a document to read and print, and the list of plans."""

from __future__ import annotations

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodlives.casework.access import roles
from goodlives.casework.asked_once import of_one
from goodlives.casework.assessments.models import WellbeingArea
from goodlives.casework.payments.actions import open_payment
from goodlives.casework.people.models import Person
from goodlives.casework.plans import keeping, readiness
from goodlives.casework.plans.authorship import may_write
from goodlives.casework.plans.budget import budget_now, budget_of, latest_charge, latest_indicative
from goodlives.casework.plans.models import (
    BEING_WRITTEN,
    Goal,
    PartWritten,
    Plan,
    PlanInvitation,
    PlanNote,
    SignOffStep,
    State,
    Way,
)
from goodlives.casework.reviews.models import Review
from goodlives.exchange.translated import translated
from goodlives.rules.wellbeing import Wellbeing

from .. import clock
from ..design.lists import Column, Listing
from ..permissions import SignedInRequest, open_to, people_they_may_see
from .forms import Narrow
from .goal_form import outcomes_of
from .opening import open_plan, writers
from .sharing import invited_staff

parts_written = of_one(lambda plan: PartWritten.objects.filter(plan=plan).select_related("written_by"))
notes = of_one(lambda plan: PlanNote.objects.filter(plan=plan).select_related("by"))
steps = of_one(lambda plan: SignOffStep.objects.filter(plan=plan).select_related("by"))
reviews = of_one(lambda plan: Review.objects.filter(plan=plan).order_by("due_by"))
areas_affected = of_one(lambda assessment: WellbeingArea.objects.filter(assessment=assessment, affected=True))


@open_to(roles.person | roles.council_staff)
@require_safe
def plan(request: SignedInRequest, pk) -> HttpResponse:
    """One plan, whole."""
    plan = open_plan(request, pk, page=_("Care and support plan"))
    own = roles.person(request.user)
    writing = plan.can_be_written()
    goals = Goal.objects.select_related("written_by").prefetch_related("ways__circle_member", "ways__written_by")
    prefetch_related_objects([plan], Prefetch("goals", goals), "assessment__answers")
    can_write = writing and writers(request.user) and may_write(plan, request.user)
    decided, signature = plan.rests_on, keeping.signature_of(plan)
    (cost, once), charge, indicative = plan.costs(), latest_charge(plan), latest_indicative(plan)
    return render(
        request, "plans/plan.jinja",
        {
            "plan": plan, "own": own, "goals": plan.goals.all(), "by": Way.By, "can_write": can_write,
            "writing": writing,
            "may_suggest": plan.state in BEING_WRITTEN
            and (roles.social_worker | roles.suggests_for_somebody)(request.user),
            "written": {row.part: row for row in parts_written(pk)}, "notes": notes(pk), "signature": signature,
            "signed_now": signature is not None and keeping.is_signed(plan, signature),
            "suggested": plan.suggestions.filter(answer="").count(), "decided": decided,
            "helping": plan.invitations.open(clock.today()).count() if own else 0,
            "invited": None if own else invited_staff(plan, request.user),
            "missing": _with_addresses(plan, own) if writing else [],
            "budget": budget_now(plan) if plan.state in (State.DRAFT, State.RETURNED, State.SUBMITTED) else None,
            "signed_off": budget_of(plan), "charge": charge, "indicative": indicative,
            "figure_was_seen": readiness.figure_was_seen(plan, charge),
            "differs": readiness.differs_from_first_idea(cost, indicative),
            "lines": [way for goal in plan.goals.all() for way in goal.ways.all() if way.by == Way.By.MONEY],
            "once": once, "cost": cost, "unserved": readiness.outcomes_without_a_goal(plan),
            "outcomes": {outcome.value: translated(outcome.words) for outcome in outcomes_of(plan)},
            "needs": [outcome for outcome, unable in decided.unable_to_achieve().items() if unable] if decided else [],
            "wellbeing": _wellbeing(plan), "steps": steps(pk), "reviews": reviews(pk),
            "in_force_now": plan.in_force_now if writing else None,
            "payment": open_payment(plan),
        },
    )  # fmt: skip


def _wellbeing(plan: Plan) -> list[str]:
    """The areas of wellbeing that support could help with: s25(1)(d)."""
    if plan.rests_on is None:
        return []
    affected = {row.area for row in areas_affected(plan.rests_on.pk)}
    return [translated(area.words) for area in Wellbeing if area.value in affected]


def _with_addresses(plan: Plan, own: bool) -> list[tuple[str, str]]:
    """What is still missing, each with the page where it is put right; no address where others put it right."""
    return [(each.words, _address(plan, each, own)) for each in readiness.missing_before_sign_off(plan)]


def _address(plan: Plan, missing: readiness.Missing, own: bool) -> str:
    if missing.goal is not None:
        return reverse("plans:goal", args=[plan.pk, missing.goal.pk])
    if missing.part == "assessment":
        return reverse("assessments:start", args=[plan.person_id])
    if missing.part == "goals":
        return reverse("plans:add_goal", args=[plan.pk])
    if missing.part in ("figure", "charge"):
        charge = latest_charge(plan)
        if charge is not None:
            return reverse("finances:assessment", args=[charge.pk])
        return "" if own else reverse("finances:start", args=[plan.person_id])
    return reverse(f"plans:{missing.part}", args=[plan.pk])


@open_to(roles.council_staff)
@require_safe
def plans(request: SignedInRequest) -> HttpResponseBase:
    """Every plan, with its weekly cost."""
    form = Narrow(request.GET or None)
    form.is_valid()  # a filter that is not understood is left out, the others are kept
    wanted = getattr(form, "cleaned_data", {})
    rows = Plan.objects.filter(person__in=people_they_may_see(request))
    rows = rows.select_related("person__allocated_to", "assessment").with_weekly_cost()
    if wanted.get("q"):
        rows = rows.filter(person__in=Person.objects.matching(wanted["q"]))
    if wanted.get("state"):
        rows = rows.filter(state=wanted["state"])
    if wanted.get("mine") == "invited":
        rows = rows.filter(invitations__in=PlanInvitation.objects.open(clock.today()).filter(user=request.user))
    elif wanted.get("mine"):
        rows = rows.filter(person__allocated_to=request.user)
    listing = Listing(
        request, rows,
        [
            Column("name", _("Name"), lambda row: row.person.name, ("person__family_name", "person__given_name")),
            Column("kind", _("Kind"), kind_of),
            Column("state", _("Where it is"), lambda row: row.get_state_display(), ("state",)),
            Column("cost", _("Weekly cost"), lambda row: f"{row.cost / 100:.2f}", ("cost",), numeric=True),
            Column("starts", _("Support begins"), lambda row: row.starts_on or "", ("starts_on",)),
            Column("changed", _("Last changed"), lambda row: f"{row.changed_at:%Y-%m-%d}" if row.changed_at else "",
                   ("changed_at",)),
            Column("worker", _("Named worker"), lambda row: str(row.person.allocated_to or "")),
        ],
        default_sort="-changed", form=form, what="plans",
        empty=_("No plans yet. A plan is started from an assessment, once needs are found eligible."),
    )  # fmt: skip
    if request.GET.get("format") == "csv":
        return listing.spreadsheet()
    return render(request, "plans/list.jinja", {"listing": listing, "kind_of": kind_of, "on": clock.today()})


def kind_of(plan: Plan) -> str:
    return _("Carer's support plan") if plan.is_for_carer else _("Care and support plan")
