"""The direct payment: when it may be asked for, decided, agreed and ended, and what the database refuses."""

import itertools
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.decisions.models import Kind
from goodlives.casework.payments import actions
from goodlives.casework.payments.models import MOVES, DirectPayment, ScheduledPayment, State
from tests.factories import (
    AT,
    ON,
    AssessmentFactory,
    DecisionFactory,
    DirectPaymentFactory,
    PersonalBudgetFactory,
    PersonFactory,
    PlanFactory,
    ScheduledPaymentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MET = {
    "has_capacity": True, "excluded": False, "able_to_manage": True, "appropriate": True, "pays_family_at_home": False,
}  # fmt: skip


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def plan():
    budget = PersonalBudgetFactory(plan__state="signed_off")
    return budget.plan


def decide(payment, by, **more):
    return actions.decide(
        payment, reasons="Each condition is met.", participation="We talked at home.", by=by, on=ON, at=AT, **more
    )


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "ended"])
def test_the_plan_and_its_budget_come_first(state, worker):
    with pytest.raises(actions.CannotMove, match="come first"):
        actions.ask_for(PlanFactory(state=state), by=worker, on=ON, at=AT)


def test_a_plan_has_one_direct_payment_at_a_time(plan, worker):
    first = actions.ask_for(plan, by=worker, on=ON, at=AT)
    with pytest.raises(actions.AlreadyOpen) as refused:
        actions.ask_for(plan, by=worker, on=ON, at=AT)
    assert refused.value.payment == first
    with pytest.raises(IntegrityError, match="one_open_direct_payment_a_plan"), transaction.atomic():
        DirectPaymentFactory(plan=plan)


@pytest.mark.parametrize("unknown", MET)
def test_it_is_not_decided_while_a_condition_is_not_yet_known(plan, worker, unknown):
    payment = DirectPaymentFactory(plan=plan, **MET | {unknown: None})
    with pytest.raises(actions.NotEnoughKnown) as refused:
        decide(payment, worker)
    assert len(refused.value.still_to_find_out) == 1
    payment.refresh_from_db()
    assert payment.state == State.REQUESTED


def test_paying_family_at_home_is_not_a_no_until_somebody_says_it_is_not_necessary(plan):
    payment = DirectPaymentFactory(plan=plan, **MET | {"pays_family_at_home": True})
    assert actions.conclusion(payment).met is None
    payment.family_necessary = False
    assert actions.conclusion(payment).met is False
    payment.family_necessary, payment.why_necessary = True, "She accepts help from nobody else."
    assert actions.conclusion(payment).met is True


def test_the_database_refuses_necessary_without_a_reason(plan):
    with pytest.raises(IntegrityError, match="direct_payment_necessary_for_family_says_why"):
        DirectPaymentFactory(plan=plan, family_necessary=True, why_necessary="")


def test_a_refusal_says_what_is_offered_instead(plan, worker):
    payment = DirectPaymentFactory(plan=plan, **MET | {"able_to_manage": False})
    decision = decide(payment, worker, offered="We arrange the same support with an agency you choose.")
    assert (payment.state, decision.favourable) == (State.REFUSED, False)
    assert decision.next_steps == "We arrange the same support with an agency you choose."
    assert [condition["met"] for condition in decision.conditions].count(False) == 1


def test_the_schedule_is_13_payments_of_4_weeks_net_without_a_gap_or_an_overlap(plan, worker):
    payment = DirectPaymentFactory(plan=plan, **MET)
    decide(payment, worker)
    actions.agree(payment, starts_on=date(2023, 6, 9), by=worker, on=ON, at=AT)
    schedule = list(payment.schedule.all())
    assert (payment.state, payment.weekly_net, len(schedule)) == (State.AGREED, 34_390, 13)
    assert {due.amount for due in schedule} == {137_560}
    assert schedule[0].due_on == schedule[0].covers_from == date(2023, 6, 9)
    for before, after in itertools.pairwise(schedule):
        assert after.covers_from - before.covers_to == timedelta(days=1)
    assert (schedule[-1].covers_to - schedule[0].covers_from).days == 363


def test_nothing_is_agreed_without_a_budget(worker):
    plan = PlanFactory(state="signed_off")
    payment = DirectPaymentFactory(plan=plan, state="allowed", decision=DecisionFactory(person=plan.person))
    with pytest.raises(actions.CannotMove, match="no personal budget"):
        actions.agree(payment, starts_on=ON, by=worker, on=ON, at=AT)


def test_the_database_refuses_two_payments_that_cover_the_same_day():
    first = ScheduledPaymentFactory(covers_from=date(2026, 11, 9), covers_to=date(2026, 12, 6))
    with pytest.raises(IntegrityError, match="no_two_payments_cover_the_same_day"), transaction.atomic():
        ScheduledPaymentFactory(
            direct_payment=first.direct_payment, number=2, covers_from=date(2026, 12, 6), covers_to=date(2027, 1, 2)
        )
    ScheduledPaymentFactory(
        direct_payment=first.direct_payment, number=2, covers_from=date(2026, 12, 7), covers_to=date(2027, 1, 3)
    )
    assert ScheduledPayment.objects.count() == 2


def test_nothing_falls_due_after_the_last_day(plan, worker):
    payment = DirectPaymentFactory(plan=plan, **MET)
    decide(payment, worker)
    actions.agree(payment, starts_on=date(2026, 11, 9), by=worker, on=ON, at=AT)
    actions.end(payment, why="We arrange it now.", by=worker, on=date(2026, 12, 10), at=AT, revision=payment.revision)
    assert payment.state == State.ENDED
    assert [due.due_on for due in payment.schedule.still_due()] == [date(2026, 11, 9), date(2026, 12, 7)]
    assert payment.schedule.next_from(date(2026, 12, 8)) is None
    assert payment.schedule.count() == 13  # nothing is lost


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("to", [State.ALLOWED, State.AGREED, State.ENDED])
def test_each_move_is_made_only_from_where_it_may_be(plan, worker, state, to):
    known = {} if state == "requested" else {"decision": DecisionFactory(person=plan.person)}
    if state == "agreed":
        known |= {"weekly_net": 1, "starts_on": ON, "agreed_on": ON}
    if state == "ended":
        known |= {"ended_on": ON, "why_ended": "Over."}
    payment = DirectPaymentFactory(plan=plan, state=state, **known, **MET)

    def move():
        if to == State.ALLOWED:
            decide(payment, worker)
        elif to == State.AGREED:
            actions.agree(payment, starts_on=ON, by=worker, on=ON, at=AT)
        else:
            actions.end(payment, why="Over.", by=worker, on=ON, at=AT, revision=payment.revision)

    if to in MOVES[State(state)]:
        move()
        assert DirectPayment.objects.get().state == to
    else:
        with pytest.raises(actions.CannotMove):
            move()
        assert DirectPayment.objects.get().state == state


def in_force(person, state="agreed"):
    """A plan with its budget, that the person agreed."""
    return PersonalBudgetFactory(
        plan__assessment__person=person, plan__state=state, plan__starts_on=ON, plan__agreed_on=ON
    ).plan


def in_payment(person, plan_state):
    """A direct payment in payment, for a plan in this state."""
    plan = in_force(person, plan_state)
    decision = DecisionFactory(person=person, kind=Kind.DIRECT_PAYMENT)
    return DirectPaymentFactory(
        plan=plan, state=State.AGREED, weekly_net=34_390, starts_on=ON, agreed_on=ON, decision=decision
    )


def test_money_for_an_ended_plan_goes_on_until_the_new_payment_begins_and_then_ends():
    person, worker = PersonFactory(), UserFactory()
    old = in_payment(person, "ended")
    plan = in_force(person)
    new = DirectPaymentFactory(
        plan=plan, state=State.ALLOWED, decision=DecisionFactory(person=person, kind=Kind.DIRECT_PAYMENT)
    )
    begins = ON + timedelta(days=14)
    actions.agree(new, starts_on=begins, by=worker, on=ON, at=AT)
    old.refresh_from_db()
    assert (old.state, old.ended_on) == (State.ENDED, begins - timedelta(days=1))


def test_money_for_another_plan_in_force_is_left_alone():
    person, worker = PersonFactory(), UserFactory()
    carers = in_payment(person, "agreed")
    plan = in_force(person)
    new = DirectPaymentFactory(
        plan=plan, state=State.ALLOWED, decision=DecisionFactory(person=person, kind=Kind.DIRECT_PAYMENT)
    )
    actions.agree(new, starts_on=ON, by=worker, on=ON, at=AT)
    carers.refresh_from_db()
    assert carers.state == State.AGREED


def test_the_money_goes_on_for_another_year_from_the_next_day_at_what_the_council_pays_now(worker):
    payment = in_payment(PersonFactory(), "agreed")
    last = ScheduledPaymentFactory(
        direct_payment=payment, number=13, due_on=ON, covers_from=ON, covers_to=ON + timedelta(days=27)
    )
    actions.carry_on(payment, by=worker, at=AT, revision=payment.revision)
    due = list(payment.schedule.exclude(pk=last.pk))
    assert [row.number for row in due] == list(range(14, 27))
    assert (due[0].covers_from, due[-1].covers_to) == (ON + timedelta(days=28), ON + timedelta(days=28 + 363))
    assert {row.amount for row in due} == {4 * actions.budget_of(payment).councils_share}


def test_two_who_draw_up_the_next_year_together_draw_it_up_once(worker):
    payment = in_payment(PersonFactory(), "agreed")
    ScheduledPaymentFactory(direct_payment=payment)
    seen = payment.revision
    actions.carry_on(payment, by=worker, at=AT, revision=seen)
    with pytest.raises(ChangedMeanwhile):
        actions.carry_on(payment, by=worker, at=AT, revision=seen)
    assert payment.schedule.count() == 14


def test_money_for_a_plan_that_has_ended_does_not_carry_on(worker):
    payment = in_payment(PersonFactory(), "ended")
    ScheduledPaymentFactory(direct_payment=payment)
    with pytest.raises(actions.CannotMove, match="in place"):
        actions.carry_on(payment, by=worker, at=AT)
    assert payment.schedule.count() == 1


def grant(**cost):
    """A direct payment to a carer, allowed and not yet agreed, with an amount that is paid once."""
    assessment = AssessmentFactory(kind="carer", state="decided", decision=DecisionFactory())
    known = {"cost": 0, "contribution": 0, "councils_share": 0, "once": 30_000} | cost
    plan = PlanFactory(assessment=assessment, state="agreed", starts_on=ON, agreed_on=ON)
    PersonalBudgetFactory(plan=plan, **known)
    decision = DecisionFactory(person=plan.person, kind=Kind.DIRECT_PAYMENT)
    return DirectPaymentFactory(plan=plan, state=State.ALLOWED, decision=decision)


def test_what_a_carer_is_paid_once_is_the_whole_schedule_where_nothing_is_paid_each_week(worker):
    payment = grant()
    actions.agree(payment, starts_on=ON, by=worker, on=ON, at=AT)
    assert [(due.amount, due.due_on, due.once) for due in payment.schedule.all()] == [(30_000, ON, True)]
    with pytest.raises(actions.CannotMove):
        actions.carry_on(payment, by=worker, at=AT)


def test_what_is_paid_once_comes_on_top_and_never_in_a_second_year(worker):
    payment = grant(cost=2_000, councils_share=2_000)
    actions.agree(payment, starts_on=ON, by=worker, on=ON, at=AT)
    actions.carry_on(payment, by=worker, at=AT)
    amounts = [due.amount for due in payment.schedule.all()]
    assert amounts == [30_000] + [8_000] * 26
    assert [due.number for due in payment.schedule.all()] == list(range(1, 28))
    with pytest.raises(IntegrityError, match="what_is_paid_once_is_scheduled_once"), transaction.atomic():
        ScheduledPaymentFactory(direct_payment=payment, number=99, once=True)
