"""Writing a plan through its pages: who may, what is asked, and two people at once."""

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.plans import actions
from goodlives.casework.plans.models import Plan, Way
from tests import factories as make
from tests.casework.plans import made_up
from tests.casework.plans.made_up import AT, ON
from tests.web.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.UserFactory()


@pytest.fixture
def eligible():
    person = make.CitizenFactory()
    decision = make.DecisionFactory(person=person)
    return make.AssessmentFactory(
        person=person, state="decided", decision=decision, outcomes_wanted="To be in my garden again"
    )


def address(name, plan, *more):
    return reverse(f"plans:{name}", args=[plan.pk, *more])


def goal(plan, **more):
    return {"revision": plan.revision, "rows": "1", "words": "I want to swim"} | more


# --- Starting ---


def test_a_plan_starts_with_the_words_of_the_assessment_and_says_where_they_come_from(signed_in, worker, eligible):
    browser = signed_in(worker)
    page = browser.get(reverse("plans:start", args=[eligible.pk]))
    assert "To be in my garden again" in text(page)
    assert "These words come from the assessment of 2 November 2026" in text(page)
    browser.post(
        reverse("plans:start", args=[eligible.pk]), {"what_matters": "My garden and my dog", "asked": "At home, aloud."}
    )
    assert Plan.objects.get().what_matters == "My garden and my dog"
    eligible.refresh_from_db()
    assert eligible.outcomes_wanted == "To be in my garden again"


def test_the_person_starts_and_writes_their_own_plan(signed_in, eligible):
    browser = signed_in(eligible.person.user)
    assert "Your plan" in text(browser.get(reverse("plans:start", args=[eligible.pk])))
    there = browser.post(reverse("plans:start", args=[eligible.pk]), {"what_matters": "My dog"})
    plan = Plan.objects.get()
    assert there.url == address("plan", plan)
    browser.post(address("advice", plan), {"advice": "Tai chi on Mondays", "revision": plan.revision})
    plan.refresh_from_db()
    assert (plan.advice, plan.changed_by) == ("Tai chi on Mondays", eligible.person.user)


def test_a_plan_does_not_start_before_needs_are_found_eligible(signed_in, worker):
    undecided = make.AssessmentFactory()
    page = signed_in(worker).post(reverse("plans:start", args=[undecided.pk]), {"what_matters": "My dog"})
    assert "A plan cannot be started yet" in text(page)
    assert not Plan.objects.exists()


def test_a_second_plan_leads_to_the_first(signed_in, worker, eligible):
    plan = make.PlanFactory(person=eligible.person, assessment=eligible)
    typed = {"what_matters": "My dog", "asked": "At home."}
    there = signed_in(worker).post(reverse("plans:start", args=[eligible.pk]), typed)
    assert there.url == address("plan", plan)
    assert Plan.objects.count() == 1


# --- Who may ---

PAGES = ["plan", "what_matters", "if_things_go_wrong", "advice", "starts_on", "why_not_indicative", "waive", "add_goal"]
OTHERS = ["send", "sign_off", "send_back", "agree", "change", "stop"]


@pytest.mark.parametrize("name", PAGES)
def test_somebody_else_never_sees_a_persons_plan(signed_in, name):
    plan = made_up.draft()
    assert signed_in(make.CitizenFactory().user).get(address(name, plan)).status_code == 404


@pytest.mark.parametrize("name", PAGES + OTHERS)
def test_nobody_sees_a_plan_without_signing_in(client, name):
    plan = made_up.draft()
    assert client.get(address(name, plan)).status_code == 302


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_finance_officer_reads_a_plan_and_does_not_write_it(signed_in, name):
    plan, officer = made_up.draft(), make.UserFactory(role=Role.FINANCE_OFFICER)
    assert signed_in(officer).get(address("plan", plan)).status_code == 200
    assert signed_in(officer).get(address(name, plan)).status_code == 403


@pytest.mark.parametrize("name", ["sign_off", "send_back"])
def test_only_managers_sign_off(signed_in, worker, name):
    plan = made_up.sent()
    for user in (worker, plan.person.user, make.UserFactory(role=Role.FINANCE_OFFICER)):
        assert signed_in(user).get(address(name, plan)).status_code == 403


def test_each_look_by_staff_is_written_down(signed_in, worker):
    plan = made_up.draft()
    signed_in(worker).get(address("plan", plan))
    assert plan.person.reads.get().reader == worker
    signed_in(plan.person.user).get(address("plan", plan))
    assert plan.person.reads.count() == 1


# --- One topic a page ---


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("what_matters", {}, "Write what matters to you"),
        ("if_things_go_wrong", {"early_signs": "I stop answering"}, "Write what happens if things go wrong"),
        ("advice", {"advice": "  "}, "Write at least one thing that could help"),
        ("starts_on", {}, "Enter the day the support begins"),
        ("starts_on", {"starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2027"}, "must be a real date"),
        ("why_not_indicative", {}, "Say why the cost is not the first idea"),
        ("waive", {}, "Write why, in your own words"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(signed_in, worker, name, typed, says):
    plan = made_up.draft()
    page = signed_in(worker).post(address(name, plan), {"revision": plan.revision} | typed)
    assert says in text(page)
    assert "<title>Error: " in text(page)
    for word in typed.values():
        assert word.strip() in text(page)


def test_a_part_is_saved(signed_in, worker):
    plan = made_up.draft()
    typed = {"early_signs": "I stop eating", "if_things_go_wrong": "Jo comes", "who_to_call": "Jo, 01632 960 001"}
    signed_in(worker).post(address("if_things_go_wrong", plan), typed | {"revision": plan.revision})
    plan.refresh_from_db()
    assert {name: getattr(plan, name) for name in typed} == typed


def test_two_people_saving_the_same_part_are_shown_both(signed_in, worker):
    plan = made_up.draft()
    stale = plan.revision
    other = make.UserFactory(first_name="Ruth", last_name="Adeyemi")
    actions.write(plan, by=other, at=AT, revision=stale, advice="What Ruth wrote")
    page = signed_in(worker).post(address("advice", plan), {"advice": "What I wrote", "revision": stale})
    assert "Ruth Adeyemi saved it" in text(page)
    assert "What Ruth wrote" in text(page)
    assert "What I wrote" in text(page)
    assert f'name="revision" value="{plan.revision}"' in text(page)
    again = signed_in(worker).post(address("advice", plan), {"advice": "Both of us", "revision": plan.revision})
    assert again.status_code == 302
    plan.refresh_from_db()
    assert plan.advice == "Both of us"


def test_what_was_typed_is_kept_when_the_plan_was_sent_meanwhile(signed_in, worker):
    plan = made_up.sent()
    page = signed_in(worker).post(address("advice", plan), {"advice": "My late words", "revision": plan.revision})
    assert "My late words" in text(page)
    assert "The plan is waiting to be signed off, so it cannot be changed now." in text(page)


def test_a_plan_that_was_sent_opens_no_writing_page(signed_in, worker):
    plan = made_up.sent()
    for name in ("advice", "add_goal", "waive"):
        assert signed_in(worker).get(address(name, plan)).url == address("plan", plan)


# --- Goals ---


def test_hours_and_a_price_are_multiplied_and_explain_themselves(signed_in, worker):
    plan = make.PlanFactory()
    signed_in(worker).post(
        address("add_goal", plan),
        goal(plan, outcomes=["nutrition", "clothing"], what_1="A helper", by_1="money", how_often_1="Each day",
             hours_a_week_1="20", price_an_hour_1="18.50"),
    )  # fmt: skip
    way = Way.objects.get()
    assert (way.weekly_cost, way.how_worked_out, way.goal.outcomes) == (
        37_000, "20 hours at £18.50", ["nutrition", "clothing"]
    )  # fmt: skip


def test_money_typed_for_a_way_that_is_not_met_with_money_is_left_out(signed_in, worker):
    plan = make.PlanFactory()
    sister = make.CircleMemberFactory(person=plan.person)
    typed = {"what_1": "Cooks on Sundays", "by_1": "circle", "circle_member_1": str(sister.pk), "weekly_cost_1": "90"}
    signed_in(worker).post(address("add_goal", plan), goal(plan, **typed))
    way = Way.objects.get()
    assert (way.weekly_cost, way.circle_member) == (0, sister)


def test_another_way_is_added_without_a_script_and_keeps_what_was_typed(signed_in, worker):
    plan = make.PlanFactory()
    typed = goal(plan, outcomes=["nutrition"], what_1="I walk to the shop", by_1="me", hours_a_week_1="not a number")
    page = text(signed_in(worker).post(address("add_goal", plan), typed | {"add": "yes"}))
    assert "I walk to the shop" in page
    assert "not a number" in page
    assert 'name="what_2"' in page
    assert 'name="rows" value="2"' in page
    assert f'name="revision" value="{plan.revision}"' in page
    assert "There is a problem" not in page
    assert not plan.goals.exists()


def test_a_way_is_taken_away_and_the_others_move_up(signed_in, worker):
    plan = make.PlanFactory()
    typed = goal(
        plan, rows="3", what_1="First", by_1="me", what_2="Second", by_2="me", what_3="Third", by_3="community"
    )
    page = text(signed_in(worker).post(address("add_goal", plan), typed | {"remove": "2"}))
    assert "Second" not in page
    assert 'name="rows" value="2"' in page
    assert page.index("First") < page.index("Third")
    assert 'name="what_3"' not in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"words": ""}, "Write what you want, in your words"),
        ({"what_1": "A walk"}, "Way 1: say who or what makes it happen"),
        ({"by_1": "me"}, "Way 1: say what happens"),
        ({"what_1": "A helper", "by_1": "money"}, "Way 1: enter what it costs each week"),
        ({"what_1": "A helper", "by_1": "money", "hours_a_week_1": "5"}, "Way 1: enter the price of an hour"),
        ({"what_1": "A helper", "by_1": "money", "price_an_hour_1": "5"}, "Way 1: enter the hours each week"),
        ({"what_1": "A helper", "by_1": "money", "hours_a_week_1": "169"}, "Hours must be a number from 0 to 168"),
        ({"what_1": "A helper", "by_1": "money", "weekly_cost_1": "lots"}, "must be an amount in pounds"),
        (
            {"what_1": "A helper", "by_1": "money", "hours_a_week_1": "2", "price_an_hour_1": "18.50",
             "weekly_cost_1": "36.99"},
            "Way 1: 2 hours at £18.50 is £37.00, so leave this empty",
        ),
        ({"outcomes": ["not_an_outcome"]}, "not_an_outcome"),
        ({"what_1": "A helper", "by_1": "circle", "circle_member_1": "somebody"}, "somebody"),
    ],
)  # fmt: skip
def test_a_goal_says_what_is_wrong_and_keeps_what_was_typed(signed_in, worker, typed, says):
    plan = make.PlanFactory()
    page = text(signed_in(worker).post(address("add_goal", plan), goal(plan) | typed))
    assert says in page
    assert "There is a problem" in page
    assert not plan.goals.exists()


def test_a_goal_is_changed_and_shows_what_it_says(signed_in, worker):
    plan = made_up.draft()
    saved = plan.goals.get()
    page = text(signed_in(worker).get(address("goal", plan, saved.pk)))
    assert 'value="20"' in page
    assert 'value="18.50"' in page
    assert 'value="84.00"' in page
    typed = goal(plan, words="I want to bathe", what_1="A hoist", by_1="community")
    signed_in(worker).post(address("goal", plan, saved.pk), typed)
    saved.refresh_from_db()
    assert (saved.words, [way.what for way in saved.ways.all()]) == ("I want to bathe", ["A hoist"])


def test_two_people_writing_the_same_goal_are_shown_both(signed_in, worker):
    plan = made_up.draft()
    saved, stale = plan.goals.get(), plan.revision
    actions.set_goal(
        plan, goal=saved, words="What Ruth wrote", outcomes=["clothing"], by=make.UserFactory(first_name="Ruth"), at=AT,
        ways=[{"by": "me", "what": "Ruth's way"}], revision=stale,
    )  # fmt: skip
    typed = goal(plan, revision=stale, words="What I wrote", what_1="My way", by_1="community")
    page = text(signed_in(worker).post(address("goal", plan, saved.pk), typed))
    for words in ("What Ruth wrote", "What I wrote", "Ruth's way", "My way"):
        assert words in page
    saved.refresh_from_db()
    assert saved.words == "What Ruth wrote"
    signed_in(worker).post(address("goal", plan, saved.pk), typed | {"revision": plan.revision})
    saved.refresh_from_db()
    assert saved.words == "What I wrote"


def test_a_goal_taken_away_while_it_was_written_is_not_lost(signed_in, worker):
    plan = made_up.draft()
    saved, stale = plan.goals.get(), plan.revision
    old_pk = saved.pk
    actions.remove_goal(saved, by=make.UserFactory(), at=AT, revision=stale)
    plan.refresh_from_db()
    typed = goal(plan, revision=stale, words="What I wrote")
    page = text(signed_in(worker).post(address("goal", plan, old_pk), typed))
    assert "Somebody took this goal away" in page
    assert "What I wrote</textarea>" in page
    signed_in(worker).post(address("goal", plan, old_pk), typed | {"revision": plan.revision})
    assert plan.goals.get().words == "What I wrote"


def test_a_goal_is_taken_away_only_after_a_question(signed_in, worker):
    plan = made_up.draft()
    saved = plan.goals.get()
    page = signed_in(worker).get(address("remove_goal", plan, saved.pk))
    assert "Take this goal away?" in text(page)
    assert plan.goals.exists()
    signed_in(worker).post(address("remove_goal", plan, saved.pk), {"revision": "1"})
    assert plan.goals.exists(), "somebody changed the plan meanwhile"
    signed_in(worker).post(address("remove_goal", plan, saved.pk), {"revision": plan.revision})
    assert not plan.goals.exists()


def test_a_goal_of_another_plan_is_not_found(signed_in, worker):
    plan, other = made_up.draft(), made_up.draft()
    theirs = other.goals.get()
    assert signed_in(worker).get(address("goal", plan, theirs.pk)).status_code == 404
    assert signed_in(worker).get(address("remove_goal", plan, theirs.pk)).status_code == 404


def test_a_carers_plan_may_have_an_amount_paid_once(signed_in, worker):
    decision = make.DecisionFactory()
    assessment = make.AssessmentFactory(kind="carer", state="decided", decision=decision, person=decision.person)
    plan = make.PlanFactory(assessment=assessment)
    assert "Or an amount that is paid once" in text(signed_in(worker).get(address("add_goal", plan)))
    typed = goal(plan, what_1="A break by the sea", by_1="money", once_cost_1="300")
    signed_in(worker).post(address("add_goal", plan), typed)
    assert Way.objects.get().once_cost == 30_000
    assert "paid once" in text(signed_in(worker).get(address("plan", plan)))
    adults = make.PlanFactory()
    assert "paid once" not in text(signed_in(worker).get(address("add_goal", adults)))


# --- What is still missing ---


def test_what_is_missing_is_listed_with_the_page_that_puts_it_right(signed_in, worker):
    plan = make.PlanFactory()
    page = text(signed_in(worker).get(address("plan", plan)))
    for name in ("add_goal", "if_things_go_wrong", "advice", "starts_on"):
        assert f'<li><a class="govuk-link" href="{address(name, plan)}">' in page
    assert reverse("finances:start", args=[plan.person_id]) in page
    assert "Send the plan to be signed off" not in page


def test_a_plan_is_sent_only_when_nothing_is_missing(signed_in, worker):
    plan = make.PlanFactory()
    page = signed_in(worker).post(address("send", plan), {"revision": plan.revision}, follow=True)
    assert "The plan cannot be sent yet" in text(page)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_waiving_the_figure_is_in_the_persons_words_and_shown(signed_in):
    plan = made_up.draft()
    plan.person.financial_assessments.update(shown_on=None)
    browser = signed_in(plan.person.user)
    assert "Go on without seeing a figure first" in text(browser.get(address("plan", plan)))
    typed = {"figure_waived_words": "I want to get going.", "revision": plan.revision}
    page = browser.post(address("waive", plan), typed, follow=True)
    assert "I want to get going." in text(page)
    plan.refresh_from_db()
    assert plan.figure_waived_on is not None
    assert (plan.state, ON.year) == ("draft", 2026)
