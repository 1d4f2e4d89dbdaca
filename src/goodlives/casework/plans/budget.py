"""The three numbers of a plan as it stands, their lines, and who may agree to them: Care Act s26."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from goodlives.rules import charging
from goodlives.rules.money import plain_pounds, pounds
from goodlives.rules.personal_budget import PersonalBudget as Budget
from goodlives.rules.personal_budget import personal_budget

from ..access.models import Role, SignOffLimit
from ..asked_once import of_one
from ..finances.models import FinancialAssessment, IndicativeBudget
from .models import PersonalBudget, Plan, Way

WEEKS_A_YEAR = 52


last_charge = of_one(
    lambda person: (
        FinancialAssessment.objects.filter(person=person, state=FinancialAssessment.State.DECIDED)
        .select_related("decision")
        .order_by("-starts_on", "-changed_at")[:1]
    )
)
last_idea = of_one(
    lambda assessment: IndicativeBudget.objects.filter(assessment=assessment).order_by("-worked_out_on", "-id")[:1]
)
last_budget = of_one(
    lambda plan: (
        PersonalBudget.objects.filter(plan=plan).select_related("decision").order_by("-decision__recorded_at")[:1]
    )
)


def latest_charge(plan: Plan) -> FinancialAssessment | None:
    """The financial assessment that says what the person pays now: the last one decided."""
    return last_charge.first(plan.person_id)


def latest_indicative(plan: Plan) -> IndicativeBudget | None:
    """The last first idea of the budget that was worked out from this plan's assessment."""
    if plan.rests_on is None:
        return None
    return last_idea.first(plan.rests_on.pk)


def cost_to_sign_off(plan: Plan) -> int:
    """Pence a week, for the limits by role: what is paid once counts as if spread over a year."""
    weekly, once = plan.costs()
    return weekly + -(-once // WEEKS_A_YEAR)


def who_can_sign_off(cost: int, on: date) -> list[str]:
    """The roles whose limit on this day is high enough."""
    limits = {role: SignOffLimit.objects.weekly_limit(role, on) for role in Role}
    return [str(role.label) for role, limit in limits.items() if limit is not None and limit >= cost]


def budget_now(plan: Plan) -> Budget | None:
    """The budget if the plan were signed off as it stands; None while what the person pays is not yet known."""
    cost = plan.weekly_cost()
    if plan.is_for_carer:
        # A carer is not charged for support given to them: the council's choice under s14, as the guidance urges.
        return personal_budget(cost, 0)
    assessment = latest_charge(plan)
    if assessment is None:
        return None
    contribution = charging.charge(assessment.circumstances(cost_of_care=cost)).charge
    return None if contribution is None else personal_budget(cost, contribution)


def how_it_is_shared(plan: Plan, assessment: FinancialAssessment | None, cost: int) -> dict:
    """The contribution's steps, figures and facts, for the decision to keep."""
    if assessment is None:
        return {}
    charge = charging.charge(assessment.circumstances(cost_of_care=cost))
    return {
        "steps": [step.as_json() for step in charge.steps],
        "figures": [figure.as_json() for figure in charge.rests_on],
        "facts": assessment.facts(cost_of_care=cost), "rates": charge.rates,
    }  # fmt: skip


def in_a_sentence(budget: Budget, once: int) -> str:
    """The budget as the person reads it: what it is, what they pay, what the council pays, and what is paid once."""
    amounts = {
        "cost": pounds(budget.cost), "mine": pounds(budget.contribution), "council": pounds(budget.council_share),
        "once": pounds(once),
    }  # fmt: skip
    if once and not budget.cost:
        return _("Your personal budget is one payment of %(once)s. You pay nothing.") % amounts
    words = _("Your personal budget is %(cost)s a week. You pay %(mine)s and the council pays %(council)s.") % amounts
    return words + (" " + _("The council also pays %(once)s once.") % amounts if once else "")


def lines_of(plan: Plan) -> list[dict]:
    """Each thing in the plan that is met with money, as the decision keeps it."""
    ways = (way for goal in plan.goals.prefetch_related("ways") for way in goal.ways.all())
    return [line_of(way) for way in ways if way.by == Way.By.MONEY]


def line_of(way: Way) -> dict:
    """One thing that is met with money: pounds a week, and pounds paid once."""
    return {
        "what": f"{way.what} ({way.how_worked_out})" if way.how_worked_out else way.what,
        "weekly": plain_pounds(way.weekly_cost), "once": plain_pounds(way.once_cost),
    }  # fmt: skip


def cost_of(lines: list[dict], name: str) -> int:
    """What all of them cost together in pence: "weekly" or "once"."""
    return sum(round(Decimal(line[name]) * 100) for line in lines)


def steps_of(lines: list[dict]) -> list[dict]:
    """The cost of the plan as steps of a sum."""
    law = "Care Act 2014 s26(1)(a)"

    def total(what: str, name: str) -> dict:
        steps = [
            {"what": line["what"], "amount": line[name], "law": law, "steps": []}
            for line in lines
            if Decimal(line[name])
        ]
        return {"what": what, "amount": plain_pounds(cost_of(lines, name)), "law": law, "steps": steps}

    weekly = total(_("What your plan costs each week"), "weekly")
    return [weekly, total(_("What is paid once"), "once")] if cost_of(lines, "once") else [weekly]


def budget_of(plan: Plan) -> PersonalBudget | None:
    """The personal budget as it was last signed off."""
    return last_budget.first(plan.pk)
