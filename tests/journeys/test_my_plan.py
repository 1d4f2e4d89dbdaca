"""A person writes their plan alone, with whom they like, and the same plan becomes the live one."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.plans.models import Plan, PlanInvitation
from tests import factories as make
from tests.casework.plans import made_up

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY, settings.DEMONSTRATION = ON, True


def fill_the_last_day(page, day, month, year):
    for part, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(part, exact=True).fill(value)


def test_a_person_writes_a_plan_alone_and_it_becomes_live(page, axe, sign_in, chromium, live_server, size):
    worker = make.UserFactory()
    person = make.CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=worker)
    manager = made_up.manager()

    # Given nothing but a sign-in: no assessment, no budget, no staff
    sign_in(page, person.user)
    page.goto(reverse("plans:start_alone", args=[person.pk]))
    axe(page)
    page.get_by_label("What matters to you?").fill("My garden, and my brother.")
    page.get_by_role("button", name="Start the plan").click()
    plan = Plan.objects.get()
    expect(page.get_by_text("You wrote this").first).to_be_visible()
    axe(page)

    # when they write a goal, what happens if things go wrong, advice and a day
    page.goto(reverse("plans:add_goal", args=[plan.pk]))
    page.get_by_label("What do you want?").fill("I want to wash when I like.")
    page.get_by_label("What happens?").fill("A personal assistant")
    page.get_by_label("With money").check()
    page.get_by_label("Hours each week").fill("20")
    page.get_by_label("Price of an hour").fill("18.50")
    page.get_by_role("button", name="Save the goal").click()
    page.goto(reverse("plans:if_things_go_wrong", args=[plan.pk]))
    page.get_by_label("What happens then?").fill("Yusuf comes.")
    page.get_by_role("button", name="Save").click()
    page.goto(reverse("plans:advice", args=[plan.pk]))
    page.get_by_label("What could help you stay well").fill("The falls class")
    page.get_by_role("button", name="Save").click()
    page.goto(reverse("plans:starts_on", args=[plan.pk]))
    fill_the_last_day(page, "9", "11", "2026")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="A decision that you have eligible needs")).to_be_visible()

    # and invite their brother, who has no account
    page.get_by_role("link", name="Invite somebody to help").click()
    axe(page)
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_role("button", name="Invite them").click()
    axe(page)
    page.get_by_label("Who do you want to invite?").fill("Yusuf Begum")
    page.get_by_label("Family").check()
    page.get_by_label("Read and suggest").check()
    fill_the_last_day(page, "2", "2", "2027")
    page.get_by_role("button", name="Invite them").click()
    link, word = page.locator("code").inner_text(), page.locator("#code-word").inner_text()
    axe(page)

    # then he opens the chosen parts with the word, without JavaScript, and nothing else
    context = chromium.new_context(viewport=size, java_script_enabled=False)
    his = context.new_page()
    his.goto(link)
    assert "Amina" not in his.content()
    his.get_by_label("What is the code word?").fill("wrong-word-12")
    his.get_by_role("button", name="Open it").click()
    expect(his.get_by_text("do not open anything").first).to_be_visible()
    his.get_by_label("What is the code word?").fill(word)
    his.get_by_role("button", name="Open it").click()
    expect(his.get_by_text("My garden, and my brother.")).to_be_visible()
    assert "Yusuf comes." not in his.content()
    his.get_by_label("What is it about?").select_option(label="What matters to me")
    his.get_by_label("What do you suggest?").fill("And your allotment!")
    his.get_by_role("button", name="Send the suggestion").click()
    expect(his.get_by_text("Not answered yet")).to_be_visible()

    # and the same pages are looked at by axe
    page.goto(link)
    axe(page)
    page.get_by_label("What is the code word?").fill(word)
    page.get_by_role("button", name="Open it").click()
    axe(page)

    # and she says yes to what he suggests, and takes the invitation back, at once
    page.goto(reverse("plans:suggestions", args=[plan.pk]))
    axe(page)
    page.get_by_role("link", name="Say yes or no").click()
    axe(page)
    page.get_by_label("Yes, put it after my words").check()
    page.get_by_role("button", name="Save the answer").click()
    page.goto(reverse("plans:helpers", args=[plan.pk]))
    page.get_by_role("button", name="Take it back now").click()
    assert PlanInvitation.objects.get().withdrawn_at
    his.goto(link)
    assert "allotment" not in his.content()
    context.close()

    # and compares the versions, signs, and sends, once staff have decided needs and money
    page.goto(reverse("plans:versions", args=[plan.pk]))
    expect(page.locator("ins").filter(has_text="allotment")).to_be_visible()
    axe(page)
    page.goto(reverse("plans:sign", args=[plan.pk]))
    page.get_by_role("button", name="Sign it").click()
    axe(page)
    page.get_by_label("Your full name").fill("Amina Begum")
    page.get_by_role("button", name="Sign it").click()
    expect(page.get_by_text("Signed by Amina Begum")).to_be_visible()
    assessment = make.AssessmentFactory(person=person, state="decided", decision=make.DecisionFactory(person=person))
    made_up.charged(person)
    page.reload()
    axe(page)
    page.get_by_role("button", name="Send the plan to be signed off").click()
    sign_in(page, manager)
    page.goto(reverse("plans:sign_off", args=[plan.pk]))
    page.get_by_label("Why do you agree to this plan?").fill("It meets each need.")
    page.get_by_role("button", name="Sign off the plan and its budget").click()
    axe(page)
    sign_in(page, person.user)
    page.goto(reverse("plans:agree", args=[plan.pk]))
    page.get_by_label("Yes, I agree").check()
    page.get_by_role("button", name="Save the answer").click()
    axe(page)

    # then it is the same plan, in place, and signed as it stands: staff wrote no line of it
    plan.refresh_from_db()
    assert (plan.state, plan.assessment) == ("agreed", assessment)
    expect(page.get_by_text("Signed by Amina Begum")).to_be_visible()
    assert {goal.written_by for goal in plan.goals.all()} == {person.user}
    for form in ("pdf", "docx", "json"):
        assert page.request.get(reverse("plans:take", args=[plan.pk, form])).ok


def test_a_social_worker_suggests_and_puts_beside(page, axe, sign_in):
    worker = make.UserFactory()
    person = make.CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=worker)
    plan = made_up.plans.start_alone(
        person, kind="adult", by=person.user, on=ON, at=made_up.AT, what_matters="My garden"
    )
    sign_in(page, worker)
    page.goto(reverse("plans:what_matters", args=[plan.pk]))
    expect(page.get_by_text("Amina writes this, so you cannot change it.")).to_be_visible()
    axe(page)
    page.get_by_label("What do you suggest?").fill("Your cat?")
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_text("1 suggestion waits for an answer")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Put a note beside the plan").click()
    axe(page)
    page.get_by_label("Which part is it beside?").select_option("advice")
    page.get_by_label("What must be recorded?").fill("The falls class at the library.")
    page.get_by_role("button", name="Put it beside the plan").click()
    expect(page.get_by_text("A note beside the plan by")).to_be_visible()
    page.get_by_role("link", name="They asked me to write for them").click()
    axe(page)
    page.goto(reverse("plans:start_alone", args=[make.CitizenFactory().pk]))
    axe(page)
