"""Writing a plan: when it may be written, what stays in the history, and what is still missing."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from goodlives.casework.access.records import ChangedMeanwhile
from goodlives.casework.plans import actions as plans
from goodlives.casework.plans.models import Goal, Plan, Way
from goodlives.casework.plans.readiness import missing_before_sign_off, outcomes_without_a_goal
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON, PERSONAL_ASSISTANT

pytestmark = pytest.mark.django_db


def missing(plan):
    return [each.part for each in missing_before_sign_off(plan)]


def set_goal(plan, **changes):
    words = {"words": "I want to see my friends.", "outcomes": [], "ways": []}
    return plans.set_goal(plan, by=make.UserFactory(), at=AT, revision=plan.revision, **words | changes)


def test_a_plan_begins_only_after_a_decision_that_needs_are_eligible():
    undecided = make.AssessmentFactory()
    refused = make.AssessmentFactory(state="decided", decision=make.DecisionFactory(favourable=False))
    for assessment in (undecided, refused):
        with pytest.raises(plans.NotReady, match="eligible needs"):
            plans.start(assessment, by=make.UserFactory(), on=ON, at=AT)


def test_a_person_has_one_plan_being_written():
    plan = made_up.draft()
    with pytest.raises(plans.AlreadyBeingWritten) as found:
        plans.start(plan.assessment, by=make.UserFactory(), on=ON, at=AT)
    assert found.value.plan == plan
    with pytest.raises(IntegrityError, match="one_plan_being_written_a_person"), transaction.atomic():
        make.PlanFactory(person=plan.person, assessment=plan.assessment)


def test_an_assessment_has_one_plan_in_force():
    plan = made_up.in_force()
    with pytest.raises(IntegrityError, match="one_plan_in_force_an_assessment"), transaction.atomic():
        make.PlanFactory(person=plan.person, assessment=plan.assessment, state="agreed", agreed_on=ON, starts_on=ON)


def test_a_plan_that_was_sent_is_not_written_until_it_comes_back():
    plan = made_up.sent()
    with pytest.raises(plans.CannotMove, match="waiting to be signed off"):
        plans.write(plan, by=make.UserFactory(), at=AT, revision=plan.revision, advice="Another")
    with pytest.raises(plans.CannotMove):
        set_goal(plan)
    with pytest.raises(plans.CannotMove):
        plans.waive_figure(plan, words="No", by=make.UserFactory(), on=ON, at=AT)
    plans.send_back(plan, reasons="Say who feeds the cat.", by=made_up.manager(), on=ON, at=AT)
    plans.write(plan, by=make.UserFactory(), at=AT, revision=plan.revision, advice="Another")
    assert Plan.objects.get(pk=plan.pk).advice == "Another"


def test_the_second_to_save_a_goal_is_told_and_nothing_is_lost():
    plan = made_up.draft()
    stale = plan.revision
    goal = set_goal(plan)
    with pytest.raises(ChangedMeanwhile):
        plans.set_goal(
            plan, goal=goal, words="Other", outcomes=[], ways=[], by=make.UserFactory(), at=AT, revision=stale
        )
    assert Goal.objects.get(pk=goal.pk).words == "I want to see my friends."


def test_an_earlier_version_of_a_goal_and_its_ways_stays_in_the_history():
    plan = made_up.draft()
    goal = plan.goals.get()
    plans.set_goal(
        plan, goal=goal, words="I want a bath at night.", outcomes=[], ways=[], by=make.UserFactory(), at=AT,
        revision=plan.revision,
    )  # fmt: skip
    plans.remove_goal(goal, by=make.UserFactory(), at=AT, revision=plan.revision)
    assert not plan.goals.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM plans_goalevent WHERE plan_id = %s ORDER BY pgh_id", [plan.pk])
        words = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM plans_wayevent WHERE what = %s", [PERSONAL_ASSISTANT["what"]])
        kept = cursor.fetchone()[0]
    assert words[0] == "I want to wash and dress when I like."
    assert words[-1] == "I want a bath at night."
    assert kept >= 2  # written, and taken away


def test_goals_keep_their_order_when_one_is_taken_away():
    plan = made_up.draft()
    second = set_goal(plan, words="Second")
    plan.refresh_from_db()
    plans.remove_goal(plan.goals.first(), by=make.UserFactory(), at=AT, revision=plan.revision)
    plan.refresh_from_db()
    third = set_goal(plan, words="Third")
    assert list(plan.goals.all()) == [second, third]
    assert third.order > second.order


@pytest.mark.parametrize(
    ("way", "broken"),
    [
        ({"by": "me", "weekly_cost": 100}, "only_what_is_met_with_money_costs_money"),
        ({"by": "circle", "once_cost": 100}, "only_what_is_met_with_money_costs_money"),
        ({"hours_a_week": Decimal("2")}, "hours_and_their_price_come_together"),
        ({"price_an_hour": 1850}, "hours_and_their_price_come_together"),
        (
            {"hours_a_week": Decimal("20"), "price_an_hour": 1850, "weekly_cost": 36999},
            "what_is_paid_by_the_hour_costs_hours_times_price",
        ),
    ],
)
def test_the_database_refuses_a_way_that_does_not_add_up(way, broken):
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        make.WayFactory(**way)


def test_only_a_carers_plan_has_an_amount_paid_once():
    once = {"by": "money", "what": "A break by the sea", "once_cost": 30000}
    adult = made_up.draft()
    with pytest.raises(plans.CannotMove, match="carer"):
        set_goal(adult, ways=[once])
    carer = made_up.draft(kind="carer", ways=[once])
    assert carer.once_cost() == 30000


def test_each_thing_the_law_asks_for_is_missing_until_it_is_there():
    plan = make.PlanFactory()
    assert missing(plan) == ["goals", "if_things_go_wrong", "advice", "starts_on", "figure", "charge"]
    goal = make.GoalFactory(plan=plan)
    assert missing(plan)[0] == "goal"
    make.WayFactory(goal=goal)
    made_up.charged(plan.person)
    plan.if_things_go_wrong, plan.advice, plan.starts_on = "Call", "Walk", ON
    assert missing(plan) == []


def test_the_person_must_have_seen_a_figure_or_said_they_do_not_want_to():
    plan = made_up.draft()
    plan.person.financial_assessments.update(shown_on=None)
    assert missing(plan) == ["figure"]
    with pytest.raises(plans.NotReady):
        plans.submit(plan, by=make.UserFactory(), on=ON, at=AT)
    assert plan.state == "draft"
    plans.waive_figure(plan, words="Tell me later.", by=make.UserFactory(), on=ON, at=AT)
    assert missing(plan) == []


def test_a_carer_need_see_no_figure():
    assert missing(made_up.draft(kind="carer")) == []


def test_a_cost_that_differs_from_the_first_idea_says_why():
    plan = made_up.draft()
    make.IndicativeBudgetFactory(assessment=plan.assessment, weekly_amount=45_400)
    assert missing(plan) == []
    make.IndicativeBudgetFactory(assessment=plan.assessment, weekly_amount=40_000)
    assert missing(plan) == ["why_not_indicative"]


def test_nobody_is_put_in_a_plan_who_has_said_no():
    sister = make.CircleMemberFactory(willing=True, able=True, agreed_on=ON)
    plan = made_up.draft(ways=[{"by": "circle", "what": "Cooks on Sundays", "circle_member": sister}])
    assert missing(plan) == []
    sister.willing = False
    sister.save()
    assert [each.words for each in missing_before_sign_off(plan)] == [
        "Yusuf Begum has said no to this, so it needs another way: Cooks on Sundays"
    ]


def test_what_the_assessment_found_and_no_goal_serves_is_shown_to_whoever_signs_off():
    plan = made_up.draft()
    make.OutcomeAnswerFactory(assessment=plan.assessment, outcome="personal_hygiene", needs_help=True)
    make.OutcomeAnswerFactory(assessment=plan.assessment, outcome="nutrition", needs_help=True)
    assert [outcome.value for outcome in outcomes_without_a_goal(plan)] == ["nutrition"]


def test_a_changed_plan_starts_with_all_that_the_old_one_says():
    sister = make.CircleMemberFactory()
    old = made_up.in_force(
        ways=[PERSONAL_ASSISTANT, {"by": "circle", "what": "Cooks on Sundays", "circle_member": sister}]
    )
    new = plans.start_again(old, by=make.UserFactory(), on=ON, at=AT)
    said = [(goal.words, goal.outcomes, [(w.what, w.weekly_cost, w.circle_member) for w in goal.ways.all()])
            for goal in new.goals.all()]  # fmt: skip
    assert said == [
        (
            "I want to wash and dress when I like.", ["personal_hygiene"],
            [(PERSONAL_ASSISTANT["what"], 37000, None), ("Cooks on Sundays", 0, sister)],
        )
    ]  # fmt: skip
    assert (new.state, new.what_matters, new.starts_on) == ("draft", "My garden", None)
    assert old.goals.count() == 1
    assert Way.objects.filter(goal__plan=old).count() == 2
    assert Plan.objects.get(pk=old.pk).state == "agreed"


def test_what_was_granted_once_is_not_granted_again_because_the_plan_is_changed():
    grant = {"by": "money", "what": "A washing machine", "once_cost": 30_000}
    old = made_up.signed_off(kind="carer", ways=[grant])
    plans.agree(old, how="In person", disagrees="", by=old.person.allocated_to, on=ON, at=AT)
    new = plans.start_again(old, by=old.person.allocated_to, on=ON, at=AT)
    line = new.goals.get().ways.get()
    assert (new.once_cost(), line.worked_out) == (0, "£300.00 was paid once, under the plan before")
    assert old.once_cost() == 30_000
