"""A plan, from its first words to its first review, in a browser: the person, a manager and a social worker."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.casework.plans.models import Plan
from tests import factories as make
from tests.casework.plans import made_up

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY, settings.DEMONSTRATION = ON, True


def address(name, plan):
    return reverse(f"plans:{name}", args=[plan.pk])


def somebody_eligible():
    worker = make.UserFactory()
    person = make.CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=worker)
    assessment = make.AssessmentFactory(
        person=person, state="decided", decision=make.DecisionFactory(person=person),
        outcomes_wanted="To be in my garden again, and to see my friends.",
    )  # fmt: skip
    make.OutcomeAnswerFactory(assessment=assessment, outcome="personal_hygiene", needs_help=True)
    make.OutcomeAnswerFactory(assessment=assessment, outcome="community", needs_help=True)
    make.CircleMemberFactory(person=person, name="Yusuf Begum", willing=True, able=True, agreed_on=ON)
    made_up.charged(person)
    return person, assessment, worker


def test_a_plan_from_its_first_words_to_its_first_review(page, axe, settings, sign_in):
    person, assessment, worker = somebody_eligible()
    manager = made_up.manager()

    # When the person starts their plan with their own words
    sign_in(page, person.user)
    page.goto(reverse("plans:start", args=[assessment.pk]))
    axe(page)
    page.get_by_role("button", name="Start the plan").click()
    plan = Plan.objects.get()
    axe(page)

    # and writes a goal, met by themself, by their brother and with money
    page.get_by_role("link", name="At least one goal").click()
    page.get_by_label("What do you want?").fill("I want to wash and dress when I like, and get out to my garden.")
    page.get_by_label("Keeping clean").check()
    page.get_by_label("What happens?").fill("I water the tomatoes")
    page.get_by_label("By me").check()
    page.get_by_role("button", name="Add another way").click()
    second = page.locator("#way-2")
    second.get_by_label("What happens?").fill("Takes me to the allotment")
    second.get_by_label("By my circle").check()
    second.get_by_label("Who is it?").select_option(label="Yusuf Begum, Brother or sister")
    page.get_by_role("button", name="Add another way").click()
    third = page.locator("#way-3")
    third.get_by_label("What happens?").fill("A personal assistant helps me wash and dress")
    third.get_by_label("With money").check()
    third.get_by_label("Hours each week").fill("20")
    axe(page)
    page.get_by_role("button", name="Save the goal").click()

    # then a price that is missing is asked for, and nothing typed is lost
    axe(page)
    expect(page.locator("#way-1").get_by_label("What happens?")).to_have_value("I water the tomatoes")
    page.get_by_role("link", name="Way 3: enter the price of an hour").click()
    page.keyboard.type("18.50")
    page.get_by_role("button", name="Save the goal").click()
    expect(page.get_by_text("20 hours at £18.50")).to_be_visible()

    for link, fill in (
        ("What to do if things go wrong", {"What happens then?": "Yusuf comes, and we phone the team."}),
        ("Advice on what can reduce", {"What could help you stay well": "The falls class at the library"}),
    ):
        page.get_by_role("link", name=link).click()
        axe(page)
        for label, words in fill.items():
            page.get_by_label(label).fill(words)
        page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="The day support begins").click()
    axe(page)
    for part, value in (("Day", "9"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Save").click()
    axe(page)
    page.get_by_role("button", name="Send the plan to be signed off").click()
    axe(page)

    # and a manager sees the cost, their limit, and what no goal helps with, and signs it off
    sign_in(page, manager)
    page.goto(address("sign_off", plan))
    expect(page.get_by_text("you may sign off up to £500.00 a week")).to_be_visible()
    axe(page)
    page.get_by_label("Why do you agree to this plan?").fill("It meets each need at a fair price.")
    page.get_by_role("button", name="Sign off the plan and its budget").click()
    axe(page)

    # then the person sees three numbers and agrees
    sign_in(page, person.user)
    page.goto(address("plan", plan))
    axe(page)
    page.get_by_role("link", name="Say whether you agree").click()
    axe(page)
    page.get_by_label("No, or not with all of it").check()
    page.get_by_label("Where do you disagree?").fill("I asked for 25 hours.")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("I asked for 25 hours.")).to_be_visible()
    axe(page)

    # and eight weeks on a social worker holds the first review
    settings.TODAY = date(2027, 1, 12)
    sign_in(page, worker)
    page.goto(reverse("reviews:list"))
    axe(page)
    page.get_by_role("link", name="Amina Begum").click()
    axe(page)
    page.get_by_role("link", name="Record the review").click()
    axe(page)
    page.get_by_label("Getting there").check()
    page.get_by_label("How are things now?").fill("I am in the garden most days.")
    page.get_by_label("What has changed?").fill("Nothing")
    page.get_by_label("Who took part, and how?").fill("Amina and Yusuf, at home")
    page.get_by_label("Change the plan").check()
    page.get_by_label("Why?", exact=True).fill("Evenings need more time.")
    page.get_by_role("button", name="Record the review").click()
    axe(page)
    page.get_by_role("link", name="Start the changed plan").click()
    axe(page)
    page.get_by_role("button", name="Start the changed plan").click()
    expect(page.get_by_text("stays in force until this one is agreed")).to_be_visible()
    page.goto(reverse("plans:list"))
    axe(page)


def test_another_way_is_added_without_javascript(chromium, live_server, size, sign_in):
    _person, assessment, worker = somebody_eligible()
    plan = make.PlanFactory(person=assessment.person, assessment=assessment)
    context = chromium.new_context(base_url=live_server.url, viewport=size, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, worker)
    page.goto(address("add_goal", plan))
    page.get_by_label("What do you want?").fill("I want to swim")
    page.get_by_label("What happens?").fill("I walk to the pool")
    page.get_by_label("By me").check()
    page.get_by_role("button", name="Add another way").click()
    expect(page.locator("#way-1").get_by_label("What happens?")).to_have_value("I walk to the pool")
    expect(page.locator("#way-1").get_by_label("By me")).to_be_checked()
    page.locator("#way-2").get_by_label("What happens?").fill("The pool has a hoist")
    page.locator("#way-2").get_by_label("In my community").check()
    # Enter saves; it does not press a button that takes a way away
    page.locator("#way-2").get_by_label("How often?").press("Enter")
    expect(page.get_by_text("The goal is saved.")).to_be_visible()
    assert [way.what for way in plan.goals.get().ways.all()] == ["I walk to the pool", "The pool has a hoist"]
    context.close()


def test_the_smaller_pages_of_a_plan(page, axe, sign_in):
    plan = made_up.draft()
    plan.person.financial_assessments.update(shown_on=None)
    make.IndicativeBudgetFactory(assessment=plan.assessment, weekly_amount=40_000)
    sign_in(page, plan.person.user)
    for name in ("what_matters", "why_not_indicative", "waive", "stop"):
        page.goto(address(name, plan))
        axe(page)
    page.goto(reverse("plans:remove_goal", args=[plan.pk, plan.goals.get().pk]))
    axe(page)


def test_a_manager_at_their_limit_and_sending_back(page, axe, sign_in):
    plan, low = made_up.sent(), made_up.manager(limit=100)
    make.SignOffLimitFactory(role=Role.SERVICE_MANAGER, weekly_limit=100_000)
    sign_in(page, low)
    page.goto(address("sign_off", plan))
    expect(page.get_by_text("It can be signed off by a service manager.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Send it back with reasons").click()
    axe(page)
    page.get_by_role("button", name="Send it back").click()
    axe(page)
    page.get_by_label("What should change, and why?").fill("Say who helps at weekends.")
    page.get_by_role("button", name="Send it back").click()
    axe(page)


def test_asking_for_a_review(page, axe, sign_in):
    plan = made_up.in_force()
    sign_in(page, plan.person.user)
    page.goto(reverse("reviews:ask", args=[plan.pk]))
    axe(page)
    page.get_by_role("button", name="Ask for the review").click()
    axe(page)
    page.get_by_label("Why is a review wanted?").fill("My sister has moved away.")
    page.get_by_role("button", name="Ask for the review").click()
    axe(page)
