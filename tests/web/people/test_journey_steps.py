"""The one next thing, at each point of the journey, for staff and for the person."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.decisions.models import Kind
from goodlives.web.people.journey import next_thing, steps
from goodlives.web.people.records import records_of
from tests.factories import (
    ON,
    AssessmentFactory,
    DirectPaymentFactory,
    FinancialAssessmentFactory,
    IndicativeBudgetFactory,
    OutcomeAnswerFactory,
    PersonalBudgetFactory,
    PersonFactory,
    PlanFactory,
    RequestForSupportFactory,
    ResponseFactory,
    ReviewFactory,
    UserFactory,
)
from tests.web.people.a_persons_records import decision_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return PersonFactory(given_name="Amina")


def following(person, on=ON):
    return next_thing(records_of(person), on)


def states(person, on=ON):
    records = records_of(person)
    return {step.name: step.state for step in steps(records, next_thing(records, on))}


def eligible(person, kind="adult", favourable=True):
    which = Kind.CARER_ELIGIBILITY if kind == "carer" else Kind.ELIGIBILITY
    decision = decision_of(person, which, favourable=favourable)
    return AssessmentFactory(person=person, kind=kind, state="decided", decision=decision)


def charged(person, shown_on=ON):
    return FinancialAssessmentFactory(
        person=person,
        state="decided",
        contribution=11_010,
        shown_on=shown_on,
        decision=decision_of(person, Kind.CHARGE),
    )


def first_idea(assessment):
    decision = decision_of(assessment.person, Kind.INDICATIVE_BUDGET)
    return IndicativeBudgetFactory(assessment=assessment, decision=decision)


def in_payment(person, plan):
    return DirectPaymentFactory(
        plan=plan, state="agreed", weekly_net=1, starts_on=ON, agreed_on=ON,
        decision=decision_of(person, Kind.DIRECT_PAYMENT),
    )  # fmt: skip


def in_force(person, councils_share=34_390):
    plan = PlanFactory(assessment=eligible(person), state="agreed", agreed_on=ON, starts_on=ON)
    PersonalBudgetFactory(
        plan=plan, cost=45_400, contribution=45_400 - councils_share, councils_share=councils_share,
        decision=decision_of(person, Kind.PERSONAL_BUDGET),
    )  # fmt: skip
    return plan


def test_a_record_without_anything_begins_with_an_assessment(amina):
    now = following(amina)
    assert (now.step, now.address) == ("assess", reverse("assessments:start", args=[amina.pk]))


def test_a_request_that_waits_comes_before_everything(amina):
    in_force(amina)
    request = RequestForSupportFactory(person=amina)
    assert following(amina).address == reverse("requests:request", args=[request.reference])
    assert states(amina)["ask"] == "now"


def test_a_request_answered_with_an_assessment_is_followed_by_it(amina):
    request = RequestForSupportFactory(person=amina, state="responded")
    ResponseFactory(request=request, decision=decision_of(amina, Kind.REQUEST))
    assert following(amina).words == "Start an assessment"


def test_a_request_answered_with_advice_waits_for_nothing(amina):
    request = RequestForSupportFactory(person=amina, state="responded")
    ResponseFactory(request=request, what="advice", decision=decision_of(amina, Kind.REQUEST))
    assert following(amina).waiting.startswith("Nothing is waiting")


def test_an_assessment_with_something_not_yet_known_is_carried_on(amina):
    assessment = AssessmentFactory(person=amina)
    now = following(amina)
    assert (now.step, now.address) == ("assess", reverse("assessments:assessment", args=[assessment.pk]))


def test_one_that_the_person_sent_is_read_and_finished_together(amina):
    AssessmentFactory(person=amina, state="shared")
    assert following(amina).words == "Read what Amina sent, and finish it together"


def test_once_enough_is_known_eligibility_is_decided(amina):
    assessment = AssessmentFactory(person=amina, needs_arise=True, significant_impact=True)
    for outcome in ("nutrition", "clothing"):
        OutcomeAnswerFactory(assessment=assessment, outcome=outcome, needs_help=True)
    now = following(amina)
    assert (now.step, now.address) == ("decide", reverse("assessments:decide", args=[assessment.pk]))
    assert (states(amina)["assess"], states(amina)["decide"]) == ("done", "now")


def test_needs_that_are_not_eligible_end_in_advice_and_not_in_a_plan(amina):
    eligible(amina, favourable=False)
    assert (following(amina).step, following(amina).address) == ("", "")


def test_money_comes_before_the_plan_one_part_after_another(amina):
    assessment = eligible(amina)
    assert following(amina).words == "Start the financial assessment"
    started = FinancialAssessmentFactory(person=amina)
    assert following(amina).address == reverse("finances:assessment", args=[started.pk])
    started.state, started.contribution = "decided", 0
    started.decision = decision_of(amina, Kind.CHARGE)
    started.save()
    assert following(amina).address == reverse("finances:indicative", args=[assessment.pk])
    first_idea(assessment)
    assert following(amina).words == "Show Amina what they would pay"
    started.shown_on = ON
    started.save()
    assert following(amina).address == reverse("plans:start", args=[assessment.pk])
    assert (states(amina)["money"], states(amina)["plan"]) == ("done", "now")


def test_a_carer_plans_without_a_financial_assessment(amina):
    assessment = eligible(amina, kind="carer")
    assert following(amina).address == reverse("plans:start", args=[assessment.pk])


@pytest.mark.parametrize(
    ("state", "step", "words"),
    [
        ("draft", "plan", "Write the plan with Amina"),
        ("returned", "plan", "Change the plan that was sent back"),
        ("submitted", "agree", "Sign off the plan, or send it back"),
        ("signed_off", "agree", "Agree the plan with Amina"),
    ],
)
def test_each_state_of_the_plan_has_its_next_thing(amina, state, step, words):
    plan = PlanFactory(assessment=eligible(amina), state=state)
    now = following(amina)
    assert (now.step, now.words, now.address) == (step, words, reverse("plans:plan", args=[plan.pk]))


def test_only_a_manager_is_given_the_button_to_sign_off(amina):
    PlanFactory(assessment=eligible(amina), state="submitted")
    now = following(amina)
    assert now.can_be_done_by(UserFactory(role=Role.TEAM_MANAGER))
    assert not now.can_be_done_by(UserFactory(role=Role.SOCIAL_WORKER))


def test_a_finance_officer_is_given_the_button_of_the_money_and_not_of_the_assessment(amina):
    finance = UserFactory(role=Role.FINANCE_OFFICER)
    assert not following(amina).can_be_done_by(finance)
    eligible(amina)
    assert following(amina).can_be_done_by(finance)


def test_a_direct_payment_is_talked_about_once_the_plan_is_in_force(amina):
    plan = in_force(amina)
    assert following(amina).address == reverse("payments:ask", args=[plan.pk])


def test_no_direct_payment_is_offered_where_the_council_pays_nothing(amina):
    in_force(amina, councils_share=0)
    assert following(amina).step == "review"


@pytest.mark.parametrize(
    ("state", "words"),
    [("requested", "Decide about the direct payment"), ("allowed", "Agree how the direct payment works")],
)
def test_a_direct_payment_that_was_asked_for_is_decided_and_agreed(amina, state, words):
    payment = DirectPaymentFactory(
        plan=in_force(amina), state=state, decision=decision_of(amina, Kind.DIRECT_PAYMENT)
    )  # fmt: skip
    assert (following(amina).words, following(amina).address) == (words, reverse("payments:payment", args=[payment.pk]))


def test_a_review_comes_when_its_time_has_come_and_says_when_it_is_late(amina):
    plan = in_force(amina)
    in_payment(amina, plan)
    review = ReviewFactory(plan=plan, due_from=date(2026, 12, 14), due_by=date(2026, 12, 28))
    before = following(amina, date(2026, 12, 13))
    assert (before.words, before.waiting) == ("", "Next review: between 14 December 2026 and 28 December 2026.")
    assert following(amina, review.due_from).words == "Hold the review, due by 28 December 2026"
    late = following(amina, review.due_by + timedelta(days=1))
    assert late.words == "Hold the review: it was due by 28 December 2026"
    assert "we are sorry" in late.you


def test_every_step_is_done_at_the_end_but_the_review(amina):
    plan = in_force(amina)
    in_payment(amina, plan)
    ReviewFactory(plan=plan)
    assert states(amina) == {
        "ask": "done", "assess": "done", "decide": "done", "money": "done", "plan": "done", "agree": "done",
        "pay": "done", "review": "now",
    }  # fmt: skip
