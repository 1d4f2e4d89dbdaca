"""Writing the plan with the person, signing it off, and setting the personal budget."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules.money import pounds

from ..access.models import SignOffLimit, User
from ..access.records import CannotMove, bring_up_to_date, change, held, move, must_allow
from ..assessments.models import Assessment
from ..decisions import actions as decisions
from ..decisions.models import Decision, Kind
from .budget import (
    budget_now,
    budget_of,
    cost_to_sign_off,
    how_it_is_shared,
    in_a_sentence,
    latest_charge,
    lines_of,
    steps_of,
)
from .models import MOVES, Goal, PersonalBudget, Plan, SignOffStep, State, Way
from .readiness import Missing, missing_before_sign_off

WORDS_THAT_CARRY_OVER = (
    "what_matters", "if_things_go_wrong", "early_signs", "who_to_call", "advice", "why_not_indicative",
)  # fmt: skip


class AlreadyBeingWritten(Exception):
    """The person has a plan that is being written: there is never a second one beside it."""

    def __init__(self, plan: Plan):
        self.plan = plan
        super().__init__(_("There is a plan being written already."))


class NotReady(Exception):
    """Something the law asks of a plan is missing. `missing` says what, in words."""

    def __init__(self, missing: list[Missing]):
        self.missing = missing
        super().__init__("; ".join(each.words for each in missing))


class OverTheLimit(Exception):
    """The plan costs more than this role may agree to."""


class MustBeSomebodyElse(Exception):
    """Nobody signs off a plan that they sent."""


@transaction.atomic
def start(assessment: Assessment, *, by: User, on: date, at: datetime, **known) -> Plan:
    """Begin a plan for somebody whose needs were found eligible: s24."""
    if assessment.decision is None or not assessment.decision.favourable:
        raise NotReady([Missing("assessment", _("A decision that the person has eligible needs"))])
    # The person's row is held for the moment, so that two who press Start together make one plan.
    type(assessment.person).objects.select_for_update().get(pk=assessment.person_id)
    if other := Plan.objects.being_written().filter(person=assessment.person_id).first():
        raise AlreadyBeingWritten(other)
    return Plan.objects.create(
        person=assessment.person, assessment=assessment, started_on=on, changed_by=by, changed_at=at, **known
    )


@transaction.atomic
def start_again(plan: Plan, *, by: User, on: date, at: datetime) -> Plan:
    """Begin a changed plan with everything the old one says. The old one stays in force until this is agreed."""
    if plan.state != State.AGREED:
        raise CannotMove(_("Only a plan that is in force can be changed this way."))
    again = start(plan.assessment, by=by, on=on, at=at, **{name: getattr(plan, name) for name in WORDS_THAT_CARRY_OVER})
    for goal in plan.goals.prefetch_related("ways"):
        ways = list(goal.ways.all())
        goal = _copy(goal, plan=again)
        for way in ways:
            _copy(way, goal=goal)
    return again


def _copy(row, **changed):
    """The same words in a row of its own."""
    same = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    return type(row).objects.create(**same | {f"{name}_id": value.pk for name, value in changed.items()})


def _must_be_writable(plan: Plan) -> None:
    if not plan.can_be_written():
        raise CannotMove(
            _("The plan is %(state)s, so it cannot be changed now.") % {"state": plan.get_state_display().lower()}
        )


def write(plan: Plan, *, by: User, at: datetime, revision: int, **words) -> Plan:
    """Save the person's words in one or more parts of their plan, while it is being written."""
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
    if plan.assessment.is_for_carer is False and any(way.get("once_cost") for way in ways):
        raise CannotMove(_("Only a carer's plan has an amount that is paid once."))
    if goal is None:
        last = plan.goals.order_by("order").last()
        goal = Goal.objects.create(plan=plan, order=last.order + 1 if last else 1, words=words, outcomes=outcomes)
    else:
        goal.words, goal.outcomes = words, outcomes
        goal.save()
        goal.ways.all().delete()
    Way.objects.bulk_create(Way(goal=goal, order=number, **way) for number, way in enumerate(ways, 1))
    return goal


@transaction.atomic
def remove_goal(goal: Goal, *, by: User, at: datetime, revision: int) -> Plan:
    """Take a goal out of the plan. It stays in the history."""
    _must_be_writable(goal.plan)
    plan = change(goal.plan, by=by, at=at, revision=revision)
    goal.delete()
    return plan


def waive_figure(plan: Plan, *, words: str, by: User, on: date, at: datetime, revision: int | None = None) -> Plan:
    """The person chooses not to see a figure before agreeing a plan, and says so in their words."""
    _must_be_writable(plan)
    return change(plan, by=by, at=at, revision=revision, figure_waived_on=on, figure_waived_words=words)


def _lock(plan: Plan, revision: int | None) -> None:
    """Hold the plan while it moves, and see that it is still what the page showed."""
    bring_up_to_date(plan, held(plan, revision=revision))


def _step(plan: Plan, what: str, *, by: User, on: date, at: datetime, reasons: str = "") -> SignOffStep:
    return SignOffStep.objects.create(
        plan=plan, what=what, by=by, at=at, reasons=reasons, weekly_cost=cost_to_sign_off(plan),
        weekly_limit=SignOffLimit.objects.weekly_limit(by.role, on),
    )  # fmt: skip


@transaction.atomic
def submit(plan: Plan, *, by: User, on: date, at: datetime, revision: int | None = None) -> Plan:
    """Send the plan to be signed off, once nothing the law asks for is missing."""
    _lock(plan, revision)
    if missing := missing_before_sign_off(plan):
        raise NotReady(missing)
    move(plan, State.SUBMITTED, MOVES, by=by, at=at, submitted_by=by)
    _step(plan, SignOffStep.What.SUBMITTED, by=by, on=on, at=at)
    return plan


@transaction.atomic
def send_back(
    plan: Plan, *, reasons: str, by: User, on: date, at: datetime, revision: int | None = None
) -> Plan:  # fmt: skip
    """Send the plan back with reasons: what to change, not just how much to cut."""
    _lock(plan, revision)
    move(plan, State.RETURNED, MOVES, by=by, at=at)
    _step(plan, SignOffStep.What.RETURNED, by=by, on=on, at=at, reasons=reasons)
    return plan


@transaction.atomic
def sign_off(
    plan: Plan, *, reasons: str, by: User, on: date, at: datetime, revision: int | None = None
) -> PersonalBudget:  # fmt: skip
    """Agree the plan for the council and set the personal budget: s25(1)(e), s26."""
    _lock(plan, revision)
    if missing := missing_before_sign_off(plan):
        raise NotReady(missing)
    if plan.submitted_by == by:
        raise MustBeSomebodyElse(_("Somebody other than the person who sent the plan must sign it off."))
    limit = SignOffLimit.objects.weekly_limit(by.role, on)
    cost = cost_to_sign_off(plan)
    if limit is None or cost > limit:
        raise OverTheLimit(
            _("This plan costs %(cost)s a week and you can sign off up to %(limit)s. Ask somebody with a higher limit.")
            % {"cost": pounds(cost), "limit": pounds(limit or 0)}
        )
    move(plan, State.SIGNED_OFF, MOVES, by=by, at=at)
    _step(plan, SignOffStep.What.SIGNED_OFF, by=by, on=on, at=at, reasons=reasons)
    return _set_personal_budget(plan, reasons=reasons, by=by, on=on, at=at)


def _set_personal_budget(plan: Plan, *, reasons: str, by: User, on: date, at: datetime) -> PersonalBudget:
    budget, once = budget_now(plan), plan.once_cost()
    if budget is None:
        raise NotReady([Missing("charge", _("A decision on what the person pays"))])
    assessment = None if plan.assessment.is_for_carer else latest_charge(plan)
    shared = how_it_is_shared(plan, assessment, budget.cost)
    lines = lines_of(plan)
    steps, facts = steps_of(lines) + shared.pop("steps", []), {"lines": lines} | shared.pop("facts", {})
    of_this_kind = Decision.objects.filter(personal_budget__plan__assessment__kind=plan.assessment.kind)
    earlier = of_this_kind.current_of(Kind.PERSONAL_BUDGET, plan.person)
    decision = decisions.record(
        Kind.PERSONAL_BUDGET, plan.person, summary=in_a_sentence(budget, once),
        reasons=reasons or _("It pays for each part of your plan that is met with money."),
        participation=_("It follows the plan you wrote with us."),
        laws=["Care Act 2014 ss25 and 26"], steps=steps, facts=facts, supersedes=earlier, by=by, on=on, at=at, **shared,
    )  # fmt: skip
    return PersonalBudget.objects.create(
        plan=plan, cost=budget.cost, contribution=budget.contribution, councils_share=budget.council_share,
        once=once, financial_assessment=assessment, decision=decision,
    )  # fmt: skip


@transaction.atomic
def agree(
    plan: Plan, *, how: str, disagrees: str, by: User, on: date, at: datetime,
    told: str | None = None, revision: int | None = None,
) -> Plan:  # fmt: skip
    """The person agrees the plan, or records where they disagree; either way their support can begin: s25(5).

    They are given a copy (s25(9)), what they disagree with waits for an answer, and an earlier plan ends.
    `told`: how they were told of the budget, where that is known (a `Telling.How`).
    """
    _lock(plan, revision)
    must_allow(plan, State.AGREED, MOVES)
    if replaced := plan.in_force_now:
        end(replaced, by=by, at=at)
    move(plan, State.AGREED, MOVES, by=by, at=at, agreed_on=on, agreed_how=how, disagrees=disagrees, copy_given_on=on)
    if budget := budget_of(plan):
        if told:
            decisions.tell(budget.decision, how=told, by=by, on=on)
        if disagrees:
            # It is a question about the decision like any other, so somebody must answer it.
            decisions.question(budget.decision, words=disagrees, about=_("Your plan and its budget"), by=by, on=on)
    return plan


def end(plan: Plan, *, by: User, at: datetime) -> Plan:
    """A plan ends with the support, when a new one replaces it, or because the person no longer wants to write it."""
    return move(plan, State.ENDED, MOVES, by=by, at=at)
