"""What a plan still lacks before it can be signed off: Care Act s25, and a figure that the person has seen."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from ..carers.models import CareGiven
from ..finances.models import FinancialAssessment, IndicativeBudget
from ..people.row_security import for_the_council
from .budget import latest_charge, latest_indicative
from .models import Goal, Part, Plan


class Missing(NamedTuple):
    """Something that is not there yet: the part of the plan it belongs to, and words."""

    part: str
    words: str
    goal: Goal | None = None


def figure_was_seen(plan: Plan, charge: FinancialAssessment | None) -> bool:
    """Whether the person has seen what they would pay. A carer pays nothing, so there is nothing to see first."""
    return plan.is_for_carer or (charge is not None and charge.shown_on is not None)


def differs_from_first_idea(weekly_cost: int, indicative: IndicativeBudget | None) -> bool:
    """Whether a plan of this cost costs more or less than the first idea, so that somebody must say why."""
    return indicative is not None and indicative.weekly_amount not in (None, weekly_cost)


def missing_before_sign_off(plan: Plan) -> list[Missing]:
    """What Care Act s25 asks of a plan and is not there yet; and the person must have seen a figure, or waived it."""
    decided = plan.rests_on is not None
    return [
        *([] if decided else [Missing("assessment", _("A decision that you have eligible needs"))]),
        *_missing_in_the_goals(plan),
        *_missing_in_the_words(plan),
        *_missing_about_money(plan),
    ]


def _missing_in_the_goals(plan: Plan) -> list[Missing]:
    goals = list(plan.goals.prefetch_related("ways__circle_member"))
    if not goals:
        return [Missing("goals", _("At least one goal, in the person's words"))]
    missing = []
    for goal in goals:
        if not goal.ways.all():
            missing.append(Missing("goal", _("How this is met: %(goal)s") % {"goal": goal.words[:60]}, goal))
        # Family and friends help because they want to: s10(5). Nobody is put in a plan who has said no.
        missing += [
            Missing(
                "goal",
                _("%(name)s has said no to this, so it needs another way: %(what)s")
                % {"name": way.circle_member.name, "what": way.what[:60]},
                goal,
            )
            for way in goal.ways.all()
            if way.circle_member and way.they_said_no
        ]
    return [*missing, *_without_a_yes_any_more(goals)]


def _without_a_yes_any_more(goals: list[Goal]) -> list[Missing]:
    """Lines that rest on care whose carer took their yes back. It names nobody: who stopped is theirs to tell."""
    asked = [
        (goal, way) for goal in goals for way in goal.ways.all()
        if way.circle_member and not way.they_said_no and way.circle_member.agreed_on is None
    ]  # fmt: skip
    if not asked:
        return []
    with for_the_council():
        stopped = set(
            CareGiven.objects.filter(
                circle_member__in=[way.circle_member_id for _goal, way in asked], ended_on__isnull=False
            ).values_list("circle_member", flat=True)
        )
    return [
        Missing(
            "goal", _("This needs a yes that counts today, or another way: %(what)s") % {"what": way.what[:60]}, goal
        )
        for goal, way in asked
        if way.circle_member_id in stopped
    ]


def _missing_in_the_words(plan: Plan) -> list[Missing]:
    missing = []
    if not plan.if_things_go_wrong:
        missing.append(Missing("if_things_go_wrong", _("What to do if things go wrong")))
    if not plan.advice and not _is_beside(plan, Part.ADVICE):
        missing.append(Missing("advice", _("Advice on what can reduce or prevent needs")))
    if plan.starts_on is None:
        missing.append(Missing("starts_on", _("The day support begins")))
    return missing


def _missing_about_money(plan: Plan) -> list[Missing]:
    missing, charge = [], latest_charge(plan)
    if not figure_was_seen(plan, charge) and plan.figure_waived_on is None:
        missing.append(
            Missing(
                "figure", _("The person has seen what they would pay, or has said they do not want to see it first")
            )
        )
    if not plan.is_for_carer and charge is None:
        missing.append(Missing("charge", _("A decision on what the person pays")))
    explained = plan.why_not_indicative or _is_beside(plan, Part.WHY_NOT_INDICATIVE)
    if not explained and differs_from_first_idea(plan.weekly_cost(), latest_indicative(plan)):
        missing.append(Missing("why_not_indicative", _("Why the cost differs from the first idea of the budget")))
    return missing


def _is_beside(plan: Plan, part: Part) -> bool:
    """What the law asks the council to say may stand beside the person's words instead of in them."""
    return any(note.part == part for note in plan.notes.all())


def outcomes_without_a_goal(plan: Plan) -> list:
    """What the assessment found the person cannot achieve, and no goal serves: for whoever signs off to weigh."""
    if plan.rests_on is None:
        return []
    served = {outcome for goal in plan.goals.all() for outcome in goal.outcomes}
    return [
        outcome
        for outcome, unable in plan.rests_on.unable_to_achieve().items()
        if unable and outcome.value not in served
    ]
