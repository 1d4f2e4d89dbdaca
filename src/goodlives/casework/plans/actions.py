"""Writing the plan with the person, signing it off, and setting the personal budget."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules import charging
from goodlives.rules.money import plain_pounds, pounds
from goodlives.rules.personal_budget import personal_budget

from ..access.models import SignOffLimit, User
from ..access.records import change
from ..assessments.models import Assessment
from ..decisions import actions as decisions
from ..decisions.models import Decision, Kind
from ..finances.models import FinancialAssessment, IndicativeBudget
from .models import MOVES, Goal, PersonalBudget, Plan, SignOffStep, State, Way


class CannotMove(Exception):
    """The plan is not in a state from which this can be done."""


class NotReady(Exception):
    """Something the law asks of a plan is missing. `missing` says what, in words."""

    def __init__(self, missing: list[str]):
        self.missing = missing
        super().__init__("; ".join(missing))


class OverTheLimit(Exception):
    """The plan costs more than this role may agree to."""


def start(assessment: Assessment, *, by: User, on: date, at: datetime, **known) -> Plan:
    """Begin a plan for somebody whose needs were found eligible: s24."""
    if assessment.decision is None or not assessment.decision.favourable:
        raise NotReady([_("A decision that the person has eligible needs")])
    return Plan.objects.create(
        person=assessment.person, assessment=assessment, started_on=on, changed_by=by, changed_at=at, **known
    )


def _must_be_writable(plan: Plan) -> None:
    if not plan.can_be_written():
        raise CannotMove(
            _("The plan is %(state)s, so it cannot be changed now.") % {"state": plan.get_state_display().lower()}
        )


def write(plan: Plan, *, by: User, at: datetime, revision: int, **words) -> Plan:
    _must_be_writable(plan)
    return change(plan, by=by, at=at, revision=revision, **words)


@transaction.atomic
def set_goal(
    plan: Plan, *, words: str, outcomes: list[str], ways: list[dict], goal: Goal | None = None,
    by: User, at: datetime, revision: int,
) -> Goal:  # fmt: skip
    """Write a goal and the ways it is met. An earlier version of the goal stays in the history."""
    _must_be_writable(plan)
    change(plan, by=by, at=at, revision=revision)
    if goal is None:
        goal = Goal.objects.create(plan=plan, order=plan.goals.count() + 1, words=words, outcomes=outcomes)
    else:
        goal.words, goal.outcomes = words, outcomes
        goal.save()
        goal.ways.all().delete()
    Way.objects.bulk_create(Way(goal=goal, order=number, **way) for number, way in enumerate(ways, 1))
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User, at: datetime, revision: int) -> Plan:
    _must_be_writable(goal.plan)
    plan = change(goal.plan, by=by, at=at, revision=revision)
    goal.delete()
    return plan


def waive_figure(plan: Plan, *, words: str, by: User, on: date, at: datetime) -> Plan:
    """The person chooses not to see a figure before agreeing a plan."""
    return change(plan, by=by, at=at, figure_waived_on=on, figure_waived_words=words)


def latest_charge(plan: Plan) -> FinancialAssessment | None:
    return (
        FinancialAssessment.objects.filter(person=plan.person, state=FinancialAssessment.State.DECIDED)
        .select_related("decision")
        .order_by("-starts_on", "-changed_at")
        .first()
    )


def latest_indicative(plan: Plan) -> IndicativeBudget | None:
    return IndicativeBudget.objects.filter(assessment=plan.assessment).order_by("-worked_out_on", "-id").first()


def missing_before_sign_off(plan: Plan) -> list[str]:
    """What Care Act s25 asks of a plan and is not there yet; and the person must have seen a figure, or waived it."""
    missing = []
    goals = list(plan.goals.prefetch_related("ways"))
    if not goals:
        missing.append(_("At least one goal, in the person's words"))
    missing += [_("How this is met: %(goal)s") % {"goal": goal.words[:60]} for goal in goals if not goal.ways.all()]
    if not plan.if_things_go_wrong:
        missing.append(_("What to do if things go wrong"))
    if not plan.advice:
        missing.append(_("Advice on what can reduce or prevent needs"))
    if plan.starts_on is None:
        missing.append(_("The day support begins"))
    charge = latest_charge(plan)
    seen = charge is not None and charge.shown_on is not None
    if not plan.assessment.is_for_carer and not seen and plan.figure_waived_on is None:
        missing.append(_("The person has seen what they would pay, or has said they do not want to see it first"))
    if not plan.assessment.is_for_carer and charge is None:
        missing.append(_("A decision on what the person pays"))
    indicative = latest_indicative(plan)
    if (
        indicative and indicative.weekly_amount is not None and indicative.weekly_amount != plan.weekly_cost()
        and not plan.why_not_indicative
    ):  # fmt: skip
        missing.append(_("Why the cost differs from the first idea of the budget"))
    return missing


def _move(plan: Plan, to: str, *, by: User, at: datetime, **values) -> Plan:
    if to not in MOVES[State(plan.state)]:
        raise CannotMove(
            _("The plan is %(state)s, so that cannot be done.") % {"state": plan.get_state_display().lower()}
        )
    return change(plan, by=by, at=at, state=to, **values)


def _step(plan: Plan, what: str, *, by: User, on: date, at: datetime, reasons: str = "") -> SignOffStep:
    return SignOffStep.objects.create(
        plan=plan, what=what, by=by, at=at, reasons=reasons, weekly_cost=plan.weekly_cost(),
        weekly_limit=SignOffLimit.objects.weekly_limit(by.role, on),
    )  # fmt: skip


@transaction.atomic
def submit(plan: Plan, *, by: User, on: date, at: datetime) -> Plan:
    """Send the plan to be signed off, once nothing the law asks for is missing."""
    if missing := missing_before_sign_off(plan):
        raise NotReady(missing)
    _move(plan, State.SUBMITTED, by=by, at=at, submitted_by=by)
    _step(plan, SignOffStep.What.SUBMITTED, by=by, on=on, at=at)
    return plan


@transaction.atomic
def send_back(plan: Plan, *, reasons: str, by: User, on: date, at: datetime) -> Plan:
    """Send the plan back with reasons: what to change, not just how much to cut."""
    _move(plan, State.RETURNED, by=by, at=at)
    _step(plan, SignOffStep.What.RETURNED, by=by, on=on, at=at, reasons=reasons)
    return plan


@transaction.atomic
def sign_off(plan: Plan, *, reasons: str, by: User, on: date, at: datetime) -> PersonalBudget:
    """Agree the plan for the council and set the personal budget: s25(1)(e), s26."""
    if missing := missing_before_sign_off(plan):
        raise NotReady(missing)
    limit = SignOffLimit.objects.weekly_limit(by.role, on)
    cost = plan.weekly_cost()
    if limit is None or cost > limit:
        raise OverTheLimit(
            _("This plan costs %(cost)s a week and you can sign off up to %(limit)s. Ask somebody with a higher limit.")
            % {"cost": pounds(cost), "limit": pounds(limit or 0)}
        )
    if plan.submitted_by == by:
        raise OverTheLimit(_("Somebody other than the person who sent the plan must sign it off."))
    _move(plan, State.SIGNED_OFF, by=by, at=at)
    _step(plan, SignOffStep.What.SIGNED_OFF, by=by, on=on, at=at, reasons=reasons)
    return _set_personal_budget(plan, cost, reasons=reasons, by=by, on=on, at=at)


def _set_personal_budget(plan: Plan, cost: int, *, reasons: str, by: User, on: date, at: datetime) -> PersonalBudget:
    assessment = None if plan.assessment.is_for_carer else latest_charge(plan)
    if assessment is None:
        # A carer is not charged for support given to them: the council's choice under s14, as the guidance urges.
        contribution, steps, rates, facts, figures = 0, [], "", {}, []
    else:
        charge = charging.charge(assessment.circumstances(cost_of_care=cost))
        contribution, rates = charge.charge, charge.rates
        figures = [figure.as_json() for figure in charge.rests_on]
        steps = [step.as_json() for step in charge.steps]
        facts = assessment.facts(cost_of_care=cost)
    budget = personal_budget(cost, contribution)
    earlier = Decision.objects.current().filter(person=plan.person, kind=Kind.PERSONAL_BUDGET).first()
    decision = decisions.record(
        Kind.PERSONAL_BUDGET, plan.person,
        summary=_("Your personal budget is %(cost)s a week. You pay %(mine)s and the council pays %(council)s.")
        % {
            "cost": pounds(budget.cost), "mine": pounds(budget.contribution),
            "council": pounds(budget.council_share),
        },
        reasons=reasons or _("It pays for each part of your plan that is met with money."),
        participation=_("It follows the plan you wrote with us."),
        laws=["Care Act 2014 ss25 and 26"], steps=_lines_of(plan) + steps, facts=facts, figures=figures,
        rates=rates, supersedes=earlier, by=by, on=on, at=at,
    )  # fmt: skip
    return PersonalBudget.objects.create(
        plan=plan, cost=budget.cost, contribution=budget.contribution, councils_share=budget.council_share,
        financial_assessment=assessment, decision=decision,
    )  # fmt: skip


def _lines_of(plan: Plan) -> list[dict]:
    ways = [
        {"what": way.what, "amount": plain_pounds(way.weekly_cost), "law": "Care Act 2014 s26(1)(a)", "steps": []}
        for goal in plan.goals.prefetch_related("ways")
        for way in goal.ways.all()
        if way.by == Way.By.MONEY
    ]
    return [
        {
            "what": _("What your plan costs each week"), "amount": plain_pounds(plan.weekly_cost()),
            "law": "Care Act 2014 s26(1)(a)", "steps": ways,
        }
    ]  # fmt: skip


@transaction.atomic
def agree(plan: Plan, *, how: str, disagrees: str, by: User, on: date, at: datetime) -> Plan:
    """The person agrees the plan, or records where they disagree; either way their support can begin: s25(5)."""
    return _move(plan, State.AGREED, by=by, at=at, agreed_on=on, agreed_how=how, disagrees=disagrees, copy_given_on=on)


def end(plan: Plan, *, by: User, at: datetime) -> Plan:
    return _move(plan, State.ENDED, by=by, at=at)
