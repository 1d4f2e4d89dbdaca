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
from ..people.models import Person
from .authorship import author, must_be_theirs_to_write
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
from .keeping import keep_version
from .models import MOVES, Goal, PartWritten, PersonalBudget, Plan, SignOffStep, State, Way
from .readiness import Missing, missing_before_sign_off

WORDS_THAT_CARRY_OVER = (
    "what_matters", "if_things_go_wrong", "early_signs", "who_to_call", "advice", "why_not_indicative",
)  # fmt: skip
HOW_THEY_ASKED = ("asked_to_write_on", "asked_to_write_words", "asked_to_write_recorded_by")


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
def start(
    assessment: Assessment, *, by: User, on: date, at: datetime, asked: str = "", **known
) -> Plan:  # fmt: skip
    """Begin a plan for somebody whose needs were found eligible: s24.

    `asked`: how the person asked, where somebody from the council begins it for them.
    """
    if assessment.decision is None or not assessment.decision.favourable:
        raise NotReady([Missing("assessment", _("A decision that the person has eligible needs"))])
    return _start(assessment.person, by=by, on=on, at=at, asked=asked, assessment=assessment, kind=assessment.kind,
                  **known)  # fmt: skip


@transaction.atomic
def start_alone(
    person: Person, *, kind: str, by: User, on: date, at: datetime, asked: str = "", **known
) -> Plan:  # fmt: skip
    """Begin a plan before any assessment or budget: it belongs to the person, and may be written at any time."""
    return _start(person, by=by, on=on, at=at, asked=asked, kind=kind, **known)


def _start(person: Person, *, by: User, on: date, at: datetime, asked: str, **known) -> Plan:
    # The person's row is held for the moment, so that two who press Start together make one plan.
    type(person).objects.select_for_update().get(pk=person.pk)
    if other := Plan.objects.being_written().filter(person=person.pk).first():
        raise AlreadyBeingWritten(other)
    if asked:
        known |= {"asked_to_write_on": on, "asked_to_write_words": asked, "asked_to_write_recorded_by": by}
    plan = Plan.objects.create(person=person, started_on=on, changed_by=by, changed_at=at, **known)
    must_be_theirs_to_write(plan, by)
    _sign_the_parts(plan, [name for name in WORDS_THAT_CARRY_OVER if known.get(name)], by=by, at=at)
    keep_version(plan, by=by, at=at)
    return plan


def _sign_the_parts(plan: Plan, parts: list[str], *, by: User, at: datetime, suggested_by: str = "") -> None:
    for part in parts:
        PartWritten.objects.update_or_create(plan=plan, part=part, defaults=author(plan, by, at, suggested_by))


@transaction.atomic
def start_again(plan: Plan, *, by: User, on: date, at: datetime) -> Plan:
    """Begin a changed plan with everything the old one says. The old one stays in force until this is agreed.

    Each line keeps who wrote it, and the person's lines stay theirs.
    """
    if plan.state != State.AGREED:
        raise CannotMove(_("Only a plan that is in force can be changed this way."))
    type(plan.person).objects.select_for_update().get(pk=plan.person_id)
    if other := Plan.objects.being_written().filter(person=plan.person_id).first():
        raise AlreadyBeingWritten(other)
    again = Plan.objects.create(
        person=plan.person, assessment=plan.assessment, kind=plan.kind, started_on=on, changed_by=by, changed_at=at,
        **{name: getattr(plan, name) for name in (*WORDS_THAT_CARRY_OVER, *HOW_THEY_ASKED)},
    )  # fmt: skip
    for part in plan.written_parts.filter(part__in=WORDS_THAT_CARRY_OVER):
        _copy(part, plan=again)
    for goal in plan.goals.prefetch_related("ways"):
        ways = list(goal.ways.all())
        goal = _copy(goal, plan=again)
        for way in ways:
            copy = _copy(way, goal=goal)
            if copy.once_cost:  # granted under the plan before, and never a second time without somebody writing it
                copy.worked_out = _("%(amount)s was paid once, under the plan before") % {
                    "amount": pounds(copy.once_cost)
                }  # fmt: skip
                copy.once_cost = 0
                copy.save()
    keep_version(again, by=by, at=at)
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


@transaction.atomic
def ask_to_write(
    plan: Plan, *, words: str, by: User, on: date, at: datetime, revision: int | None = None
) -> Plan:  # fmt: skip
    """The person asks the council's people to write for them; `words` say how, and stand on each line they write."""
    _must_be_writable(plan)
    return change(plan, by=by, at=at, revision=revision, asked_to_write_on=on, asked_to_write_words=words,
                  asked_to_write_recorded_by=by)  # fmt: skip


def stop_asking(plan: Plan, *, by: User, at: datetime, revision: int | None = None) -> Plan:
    """The person writes alone again. What was written for them stays, with who wrote it."""
    must_be_theirs_to_write(plan, by)
    return change(plan, by=by, at=at, revision=revision, asked_to_write_on=None, asked_to_write_words="",
                  asked_to_write_recorded_by=None)  # fmt: skip


@transaction.atomic
def write(plan: Plan, *, by: User, at: datetime, revision: int, suggested_by: str = "", **words) -> Plan:
    """Save the person's words in one or more parts of their plan, while it is being written."""
    _must_be_writable(plan)
    changed = [name for name, value in words.items() if value != getattr(plan, name)]
    must_be_theirs_to_write(plan, by, *plan.written_parts.filter(part__in=changed).select_related("written_by"))
    change(plan, by=by, at=at, revision=revision, **words)
    _sign_the_parts(plan, changed, by=by, at=at, suggested_by=suggested_by)
    keep_version(plan, by=by, at=at)
    return plan


@transaction.atomic
def set_goal(
    plan: Plan, *, words: str, outcomes: list[str], ways: list[dict], goal: Goal | None = None,
    by: User, at: datetime, revision: int, suggested_by: str = "",
) -> Goal:  # fmt: skip
    """Write a goal and the ways it is met. A line that is not changed keeps who wrote it."""
    _must_be_writable(plan)
    must_be_theirs_to_write(plan, by)
    change(plan, by=by, at=at, revision=revision)
    if not plan.is_for_carer and any(way.get("once_cost") for way in ways):
        raise CannotMove(_("Only a carer's plan has an amount that is paid once."))
    written = author(plan, by, at, suggested_by)
    if goal is None:
        last = plan.goals.order_by("order").last()
        order = last.order + 1 if last else 1
        goal = Goal.objects.create(plan=plan, order=order, words=words, outcomes=outcomes, **written)
    elif (goal.words, list(goal.outcomes)) != (words, list(outcomes)):
        must_be_theirs_to_write(plan, by, goal)
        for name, value in {"words": words, "outcomes": outcomes, **written}.items():
            setattr(goal, name, value)
        goal.save()
    _set_ways(goal, ways, by=by, written=written)
    keep_version(plan, by=by, at=at)
    return goal


SAID = (
    "by", "what", "how_often", "circle_member_id", "weekly_cost", "hours_a_week", "price_an_hour", "worked_out",
    "once_cost",
)  # fmt: skip


def said(way: Way) -> dict:
    """What a way says, as `set_goal` takes it."""
    return {name: getattr(way, name) for name in SAID}


def _set_ways(goal: Goal, ways: list[dict], *, by: User, written: dict) -> None:
    """Ways that say the same stay as they are, with who wrote them; the others come and go."""
    before = list(goal.ways.select_related("written_by"))
    new = []
    for number, known in enumerate(ways, 1):
        way = Way(goal=goal, order=number, **known, **written)
        same = next((old for old in before if said(old) == said(way)), None)
        if same is None:
            new.append(way)
            continue
        before.remove(same)
        if same.order != number:
            same.order = number
            same.save(update_fields=["order"])
    must_be_theirs_to_write(goal.plan, by, *before)
    goal.ways.filter(pk__in=[old.pk for old in before]).delete()
    Way.objects.bulk_create(new)


@transaction.atomic
def remove_goal(goal: Goal, *, by: User, at: datetime, revision: int) -> Plan:
    """Take a goal out of the plan. It stays in the history."""
    plan = goal.plan
    _must_be_writable(plan)
    must_be_theirs_to_write(plan, by, goal, *goal.ways.select_related("written_by"))
    change(plan, by=by, at=at, revision=revision)
    goal.delete()
    keep_version(plan, by=by, at=at)
    return plan


def waive_figure(plan: Plan, *, words: str, by: User, on: date, at: datetime, revision: int | None = None) -> Plan:
    """The person chooses not to see a figure before agreeing a plan, and says so in their words."""
    _must_be_writable(plan)
    must_be_theirs_to_write(plan, by)
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
    must_be_theirs_to_write(plan, by)
    move(plan, State.SUBMITTED, MOVES, by=by, at=at, submitted_by=by, assessment=plan.rests_on)
    keep_version(plan, by=by, at=at)
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
    assessment = None if plan.is_for_carer else latest_charge(plan)
    shared = how_it_is_shared(plan, assessment, budget.cost)
    lines = lines_of(plan)
    steps, facts = steps_of(lines) + shared.pop("steps", []), {"lines": lines} | shared.pop("facts", {})
    of_this_kind = Decision.objects.filter(personal_budget__plan__kind=plan.kind)
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


def stop(plan: Plan, *, by: User, at: datetime) -> Plan:
    """The person no longer wants to write this plan. It can still be read."""
    must_be_theirs_to_write(plan, by)
    return end(plan, by=by, at=at)


def end(plan: Plan, *, by: User, at: datetime) -> Plan:
    """A plan ends with the support, or when a new one replaces it."""
    return move(plan, State.ENDED, MOVES, by=by, at=at)
