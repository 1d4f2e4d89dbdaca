"""Asking for, deciding on, agreeing and scheduling a direct payment."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.rules import direct_payments as rule

from ..access.models import User
from ..access.records import CannotMove, change, move
from ..asked_once import of_one
from ..decisions import actions as decisions
from ..decisions.actions import NotEnoughKnown
from ..decisions.models import Decision, Kind
from ..plans.models import PersonalBudget, Plan
from ..plans.models import State as PlanState
from .models import MOVES, DirectPayment, ScheduledPayment, State


class AlreadyOpen(Exception):
    """A plan has one direct payment at a time. `payment` is the one there is."""

    def __init__(self, payment: DirectPayment):
        self.payment = payment
        super().__init__(f"Plan {payment.plan_id} has a direct payment already")


payments_open = of_one(
    lambda plan: DirectPayment.objects.filter(plan=plan, state__in=[State.REQUESTED, State.ALLOWED, State.AGREED])[:1]
)


def open_payment(plan: Plan) -> DirectPayment | None:
    """The direct payment of this plan that is asked for, allowed or in payment."""
    return payments_open.first(plan.pk)


def ask_for(plan: Plan, *, by: User, on: date, at: datetime, **known) -> DirectPayment:
    """The person asks to arrange their own support with the money: s31(1)(b)."""
    if plan.state not in (PlanState.SIGNED_OFF, PlanState.AGREED):
        raise CannotMove(_("The plan and its budget come first."))
    if there_is := open_payment(plan):
        raise AlreadyOpen(there_is)
    return DirectPayment.objects.create(
        person=plan.person, plan=plan, asked_on=on, changed_by=by, changed_at=at, **known
    )


def write(payment: DirectPayment, *, by: User, at: datetime, revision: int, **known) -> DirectPayment:
    """Save what has been found out about the conditions, until it is decided."""
    if payment.state != State.REQUESTED:
        raise CannotMove(_("This direct payment has been decided."))
    return change(payment, by=by, at=at, revision=revision, **known)


def found_out(payment: DirectPayment) -> rule.DirectPaymentRequest:
    """What the conditions are asked of."""
    return rule.DirectPaymentRequest(
        asked_for=True, has_capacity=payment.has_capacity, excluded_by_regulations=payment.excluded,
        able_to_manage=payment.able_to_manage, appropriate_way_to_meet_needs=payment.appropriate,
        has_nominee=payment.managed_by == DirectPayment.ManagedBy.NOMINEE, nominee_agrees=payment.manager_agrees,
        authorised_person_suitable=payment.suitable_and_authorised,
        acts_in_best_interests=payment.acts_in_best_interests,
        pays_family_in_same_home=payment.pays_family_at_home,
        paying_them_is_necessary=payment.family_necessary,
    )  # fmt: skip


def conclusion(payment: DirectPayment):
    """The conditions of s31 or s32, each met, not met or not yet known."""
    return rule.direct_payment_conditions(found_out(payment))


def budget_of(payment: DirectPayment) -> PersonalBudget | None:
    """The personal budget that it pays out: the latest of its plan."""
    return PersonalBudget.objects.filter(plan=payment.plan).order_by("-decision__recorded_at").first()


@transaction.atomic
def decide(
    payment: DirectPayment,
    *,
    reasons: str,
    participation: str,
    offered: str = "",
    by: User,
    on: date,
    at: datetime,
    revision: int | None = None,
) -> Decision:
    """Decide whether the conditions are met; a refusal says which is not, and what else is offered."""
    concluded = conclusion(payment)
    if concluded.met is None:
        raise NotEnoughKnown(concluded.still_to_find_out)
    decision = decisions.record(
        Kind.DIRECT_PAYMENT, payment.person, favourable=concluded.met,
        summary=_("You can have a direct payment.") if concluded.met else _("You cannot have a direct payment now."),
        reasons=reasons, participation=participation,
        conditions=[condition.as_json() for condition in concluded.conditions],
        laws=["Care Act 2014 ss31 to 33", "SI 2014/2871"],
        next_steps=_("We agree how it works, and then the first payment is made.")
        if concluded.met
        else offered or _("We can arrange your support for you, and you can ask again at any time."),
        facts={
            "plan": str(payment.plan_id), "managed_by": payment.managed_by, "manager": payment.manager_name,
            "found_out": asdict(found_out(payment)),
        },
        supersedes=Decision.objects.current_of(Kind.DIRECT_PAYMENT, payment.person),
        by=by, on=on, at=at,
    )  # fmt: skip
    to = State.ALLOWED if concluded.met else State.REFUSED
    move(payment, to, MOVES, by=by, at=at, revision=revision, decision=decision)
    return decision


@transaction.atomic
def agree(
    payment: DirectPayment, *, starts_on: date, by: User, on: date, at: datetime, revision: int | None = None
) -> DirectPayment:
    """Both sides agree; the schedule of the first year is drawn up, four weeks at a time, in advance.

    What is paid once, to a carer, is due on the first day. Where nothing is paid each week, there is nothing else.
    """
    budget = budget_of(payment)
    if budget is None:
        raise CannotMove(_("There is no personal budget to pay from."))
    _end_what_it_replaces(payment, starts_on=starts_on, by=by, at=at)
    move(
        payment, State.AGREED, MOVES, by=by, at=at, revision=revision, weekly_net=budget.councils_share,
        starts_on=starts_on, agreed_on=on,
    )  # fmt: skip
    if budget.once:
        ScheduledPayment.objects.create(
            direct_payment=payment, number=1, due_on=starts_on, covers_from=starts_on, covers_to=starts_on,
            amount=budget.once, once=True,
        )  # fmt: skip
    if budget.councils_share or not budget.once:
        _draw_up_a_year(payment, starts_on, first=2 if budget.once else 1)
    return payment


@transaction.atomic
def carry_on(payment: DirectPayment, *, by: User, at: datetime, revision: int | None = None) -> DirectPayment:
    """The next year of the schedule, at what the council pays now: the money goes on for as long as the plan does."""
    budget, last = budget_of(payment), payment.schedule.filter(once=False).last()
    in_place = payment.state == State.AGREED and payment.plan.state == PlanState.AGREED
    if not in_place or budget is None or last is None:
        raise CannotMove(_("Only a direct payment for a plan that is in place can carry on."))
    change(payment, by=by, at=at, revision=revision, weekly_net=budget.councils_share)
    _draw_up_a_year(payment, last.covers_to + timedelta(days=1), first=last.number + 1)
    return payment


def _draw_up_a_year(payment: DirectPayment, starts_on: date, first: int = 1) -> None:
    ScheduledPayment.objects.bulk_create(
        ScheduledPayment(
            direct_payment=payment, number=number, due_on=due.due_on, covers_from=due.from_on,
            covers_to=due.to_on, amount=due.amount,
        )
        for number, due in enumerate(rule.payment_schedule(starts_on, payment.weekly_net or 0), first)
    )  # fmt: skip


def _end_what_it_replaces(payment: DirectPayment, *, starts_on: date, by: User, at: datetime) -> None:
    """Money for a plan that has ended goes on until the payment for the new plan begins, so that there is no gap."""
    earlier = DirectPayment.objects.filter(person=payment.person, state=State.AGREED, plan__state=PlanState.ENDED)
    for old in earlier.exclude(pk=payment.pk):
        why = _("A new direct payment took its place.")
        end(old, why=why, by=by, on=starts_on - timedelta(days=1), at=at, revision=old.revision)


def end(payment: DirectPayment, *, why: str, by: User, on: date, at: datetime, revision: int) -> DirectPayment:
    """End a direct payment: nothing falls due after this day. The needs must still be met: s33."""
    return move(payment, State.ENDED, MOVES, by=by, at=at, revision=revision, ended_on=on, why_ended=why)
