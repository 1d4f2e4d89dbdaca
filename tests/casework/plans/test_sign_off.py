"""Signing off: who, up to how much, and what comes of it."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.plans import actions as plans
from goodlives.casework.plans.budget import budget_now, budget_of, cost_to_sign_off, who_can_sign_off
from goodlives.casework.plans.models import BEING_WRITTEN, MOVES, PersonalBudget, Plan, State
from goodlives.casework.reviews import actions as reviews
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON

pytestmark = pytest.mark.django_db


def test_sign_off_sets_the_budget_and_records_one_decision():
    plan = made_up.sent()
    budget = plans.sign_off(plan, reasons="It is the least that is enough.", by=made_up.manager(), on=ON, at=AT)
    assert budget.cost == 45_400 == budget.contribution + budget.councils_share
    assert budget.decision.reasons == "It is the least that is enough."
    assert budget.decision.steps[0]["amount"] == "454.00"
    assert [step["amount"] for step in budget.decision.steps[0]["steps"]] == ["370.00", "84.00"]
    assert budget.decision.steps[0]["steps"][0]["what"].endswith("(20 hours at £18.50)")
    assert Plan.objects.get(pk=plan.pk).state == "signed_off"


def test_the_worked_example_is_exact_to_the_penny():
    person = make.CitizenFactory(born_on=date(1986, 3, 27))
    plan = made_up.draft(person=person)
    person.financial_assessments.all().delete()
    decision = make.DecisionFactory(person=person)
    money = make.FinancialAssessmentFactory(
        person=person, starts_on=date(2023, 6, 5), state="decided", decision=decision, contribution=11010,
        shown_on=date(2023, 6, 5), pension_age_reached=False, housing_costs=1727, disability_related_expenditure=2808,
        capital_is_all_listed=True, income_is_all_listed=True,
    )  # fmt: skip
    make.IncomeFactory(assessment=money, kind="employment_and_support_allowance", amount=22545)
    make.IncomeFactory(assessment=money, kind="pip_daily_living", amount=10175, rate="enhanced")
    make.IncomeFactory(assessment=money, kind="pip_mobility", amount=2690, rate="standard")
    now = budget_now(plan)
    assert (now.cost, now.contribution, now.council_share) == (45_400, 11_010, 34_390)


@pytest.mark.parametrize("wrong", [(45_400, 11_010, 34_391), (45_400, 0, 0), (0, 1, 0)])
def test_the_database_refuses_a_budget_that_does_not_add_up(wrong):
    plan, decision = make.PlanFactory(), make.DecisionFactory()
    with (
        pytest.raises(IntegrityError, match="budget_is_contribution_plus_councils_share"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO plans_personalbudget (id, plan_id, cost, contribution, councils_share, once, decision_id)"
            " VALUES (gen_random_uuid(), %s, %s, %s, %s, 0, %s)",
            [plan.pk, *wrong, decision.pk],
        )


def test_a_personal_budget_is_never_changed():
    budget = make.PersonalBudgetFactory()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        PersonalBudget.objects.filter(pk=budget.pk).update(cost=0, contribution=0, councils_share=0)


def test_nobody_signs_off_above_their_limit_and_who_can_is_said():
    plan = made_up.sent()
    low = made_up.manager(limit=45_399)
    made_up.manager(limit=100_000, role=Role.SERVICE_MANAGER)
    with pytest.raises(plans.OverTheLimit, match=r"£454\.00 a week and you can sign off up to £453\.99"):
        plans.sign_off(plan, reasons="Yes", by=low, on=ON, at=AT)
    assert plan.state == "submitted"
    assert who_can_sign_off(45_400, ON) == ["Service manager"]
    assert not PersonalBudget.objects.exists()


def test_the_limit_is_enough_to_the_penny_and_is_the_one_of_the_day():
    plan = made_up.sent()
    manager = made_up.manager(limit=45_400)
    make.SignOffLimitFactory(role=Role.TEAM_MANAGER, starts_on=date(2027, 4, 1), weekly_limit=1)
    plans.sign_off(plan, reasons="Yes", by=manager, on=ON, at=AT)
    assert plan.sign_off_steps.get(what="signed_off").weekly_limit == 45_400


def test_a_social_worker_signs_off_nothing_without_a_limit():
    with pytest.raises(plans.OverTheLimit):
        plans.sign_off(made_up.sent(), reasons="Yes", by=make.UserFactory(), on=ON, at=AT)


def test_nobody_signs_off_what_they_sent():
    manager = made_up.manager()
    plan = made_up.draft()
    plans.submit(plan, by=manager, on=ON, at=AT)
    with pytest.raises(plans.MustBeSomebodyElse):
        plans.sign_off(plan, reasons="Yes", by=manager, on=ON, at=AT)


def test_a_plan_signed_off_over_the_limit_is_refused_by_the_database_too():
    with pytest.raises(IntegrityError, match="plan_signed_off_is_within_the_limit"), transaction.atomic():
        make.SignOffStepFactory(what="signed_off", weekly_cost=100, weekly_limit=99)


def test_a_manager_who_looked_at_an_earlier_version_is_told():
    plan = made_up.sent()
    seen = plan.revision
    manager = made_up.manager()
    plans.send_back(plan, reasons="Add the cat.", by=manager, on=ON, at=AT)
    plans.submit(plan, by=make.UserFactory(), on=ON, at=AT)
    with pytest.raises(ChangedMeanwhile):
        plans.sign_off(plan, reasons="Yes", by=manager, on=ON, at=AT, revision=seen)


def test_two_sign_offs_at_once_make_one_budget():
    plan = made_up.sent()
    other_page = Plan.objects.get(pk=plan.pk)
    manager = made_up.manager()
    plans.sign_off(plan, reasons="Yes", by=manager, on=ON, at=AT)
    with pytest.raises(plans.CannotMove):
        plans.sign_off(other_page, reasons="Yes", by=manager, on=ON, at=AT)
    assert PersonalBudget.objects.count() == 1


def test_a_plan_sent_back_says_why():
    with pytest.raises(IntegrityError, match="plan_sent_back_says_why"), transaction.atomic():
        plans.send_back(made_up.sent(), reasons="", by=made_up.manager(), on=ON, at=AT)


def test_a_budget_signed_off_again_supersedes_the_first():
    manager = made_up.manager()
    plan = made_up.signed_off(by=manager)
    first = budget_of(plan)
    plans.send_back(plan, reasons="The person wants mornings.", by=manager, on=ON, at=AT)
    plans.submit(plan, by=make.UserFactory(), on=ON, at=AT)
    second = plans.sign_off(plan, reasons="Yes", by=manager, on=ON, at=AT.replace(hour=12))
    assert second.decision.supersedes == first.decision
    assert budget_of(plan) == second


def test_a_carers_budget_asks_nothing_of_the_carer():
    once = {"by": "money", "what": "A break by the sea", "once_cost": 30_000}
    plan = made_up.sent(kind="carer", ways=[once])
    assert cost_to_sign_off(plan) == 577  # £300.00 over 52 weeks, part of a penny rounded up
    budget = plans.sign_off(plan, reasons="A rest", by=made_up.manager(), on=ON, at=AT)
    assert (budget.cost, budget.contribution, budget.councils_share, budget.once) == (0, 0, 0, 30_000)
    assert budget.decision.summary == "Your personal budget is one payment of £300.00. You pay nothing."


def test_a_carers_budget_does_not_supersede_their_own_care_budget():
    plan = made_up.in_force()
    carers = made_up.sent(kind="carer", person=plan.person, ways=[made_up.DAY_OPPORTUNITIES])
    budget = plans.sign_off(carers, reasons="A rest", by=make.UserFactory(role=Role.TEAM_MANAGER), on=ON, at=AT)
    assert budget.decision.supersedes is None
    reviews.begin_support(carers, how="", disagrees="", by=make.UserFactory(), on=ON, at=AT)
    assert Plan.objects.in_force().filter(person=plan.person).count() == 2


def test_agreeing_or_disagreeing_both_let_support_begin():
    manager = made_up.manager()
    for disagrees in ("", "I asked for 25 hours."):
        plan = made_up.signed_off(by=manager)
        reviews.begin_support(plan, how="Online", disagrees=disagrees, by=plan.person.user, on=ON, at=AT, told="online")
        assert (plan.state, plan.disagrees, plan.copy_given_on) == ("agreed", disagrees, ON)
        assert budget_of(plan).decision.tellings.get().how == "online"
        questions = budget_of(plan).decision.questions.all()
        assert [asked.words for asked in questions] == ([disagrees] if disagrees else [])


def test_the_old_plan_ends_when_the_new_one_is_agreed_and_not_before():
    manager = made_up.manager()
    old = made_up.in_force(by=manager)
    new = plans.start_again(old, by=make.UserFactory(), on=ON, at=AT)
    assert new.in_force_now == old
    plans.write(new, by=make.UserFactory(), at=AT, revision=new.revision, starts_on=date(2027, 1, 4))
    plans.submit(new, by=make.UserFactory(), on=ON, at=AT)
    plans.sign_off(new, reasons="Yes", by=manager, on=ON, at=AT)
    assert Plan.objects.get(pk=old.pk).state == "agreed"
    reviews.begin_support(new, how="", disagrees="", by=make.UserFactory(), on=ON, at=AT)
    assert Plan.objects.get(pk=old.pk).state == "ended"
    assert Plan.objects.get(pk=new.pk).state == "agreed"


def test_a_plan_in_force_says_the_day_it_was_agreed():
    with pytest.raises(IntegrityError, match="plan_in_force_was_agreed_on_a_day"), transaction.atomic():
        make.PlanFactory(state="agreed")


TRIES = {
    "submit": (State.SUBMITTED, lambda plan, by: plans.submit(plan, by=by, on=ON, at=AT)),
    "send_back": (State.RETURNED, lambda plan, by: plans.send_back(plan, reasons="Why", by=by, on=ON, at=AT)),
    "sign_off": (State.SIGNED_OFF, lambda plan, by: plans.sign_off(plan, reasons="Why", by=by, on=ON, at=AT)),
    "agree": (State.AGREED, lambda plan, by: plans.agree(plan, how="", disagrees="", by=by, on=ON, at=AT)),
    "end": (State.ENDED, lambda plan, by: plans.end(plan, by=by, at=AT)),
}


@settings(deadline=None, max_examples=40)  # each example writes many rows
@given(tries=st.lists(st.sampled_from(sorted(TRIES)), max_size=12))
def test_whatever_is_tried_only_the_allowed_moves_happen(tries):
    with transaction.atomic():
        plan, boss = made_up.draft(), made_up.manager()
        for name in tries:
            before, (to, action) = State(plan.state), TRIES[name]
            try:
                action(plan, plan.person.allocated_to if name == "submit" else boss)
            except plans.CannotMove:
                assert to not in MOVES[before]
                assert Plan.objects.get(pk=plan.pk).state == before
            else:
                assert to in MOVES[before]
            assert Plan.objects.get(pk=plan.pk).state == plan.state
        steps = list(plan.sign_off_steps.values_list("what", flat=True))
        assert steps.count("signed_off") == plan.budgets.count()
        if plan.state == State.AGREED:
            assert plan.budgets.exists()
        transaction.set_rollback(True)


def test_being_written_is_every_state_before_it_is_in_force():
    assert set(BEING_WRITTEN) == set(State) - {State.AGREED, State.ENDED}
