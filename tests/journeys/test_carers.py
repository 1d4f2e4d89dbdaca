"""A carer takes back what they agreed to, and the package is worked out again; nobody tells the person who it was."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.casework.finances import actions as finances
from goodlives.casework.reviews.models import NeedToMeetAgain
from goodlives.rules.resource_allocation import Domain
from goodlives.web import clock
from tests import factories as make
from tests.casework.plans import made_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def package():
    """Amina's plan is in force; her brother Yusuf, who has a record of his own, has said yes to nothing yet."""
    worker = make.UserFactory(first_name="Ife", last_name="Adeyemi")
    amina = make.CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=worker, phone="01632 960 001")
    plan = made_up.in_force(person=amina)
    yusuf = make.CitizenFactory(given_name="Yusuf", family_name="Khan")
    member = make.CircleMemberFactory(
        person=amina, member=yusuf, name="Yusuf Khan", does="Helps me up", hours_a_week=7, phone="01632 960 002",
        in_an_emergency=True,
    )  # fmt: skip
    make.WayFactory(goal=plan.goals.get(), by="circle", what="Yusuf helps me up", weekly_cost=0, circle_member=member)
    return amina, yusuf, worker, member


def eligible(amina, worker):
    """The assessment that the first idea of the budget is worked out from."""
    decision = make.DecisionFactory(person=amina)
    found = make.AssessmentFactory(person=amina, state="decided", decision=decision)
    for domain in Domain:
        make.HelpWithDomainFactory(assessment=found, domain=domain, help_needed="every_day", carer_support="most")
    return found


def test_a_carer_stops_and_the_package_is_worked_out_again(package, page, axe, sign_in):
    amina, yusuf, worker, member = package
    assessment = eligible(amina, worker)

    # Given that Yusuf says on his own page what he does for his sister, until a day
    sign_in(page, yusuf.user)
    page.goto(reverse("people:mine"))
    page.get_by_role("link", name="Open the care you give").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The care you give")
    axe(page)
    page.get_by_role("link", name="Say what you do for Amina Begum").click()
    axe(page)
    page.get_by_role("button", name="Say yes to this").click()
    expect(page.get_by_role("link", name="Tick that you are willing and able")).to_be_visible()
    axe(page)
    page.get_by_label("What is it?").fill("I help her up")
    page.get_by_label("How often?").fill("Every morning")
    page.get_by_label("Washing and dressing").check()
    page.get_by_label("Most of it").check()
    later = clock.today().replace(day=1)
    later = later.replace(year=later.year + 1)
    for part, number in (("Day", later.day), ("Month", later.month), ("Year", later.year)):
        page.get_by_role("textbox", name=part, exact=True).fill(str(number))
    page.get_by_label("I am willing and able to do this until that day").check()
    page.get_by_role("button", name="Say yes to this").click()
    expect(page.get_by_text("I help her up").first).to_be_visible()
    axe(page)

    # and that the first idea of the budget counts it, with his yes and with no other
    before = finances.work_out_indicative_budget(
        assessment, reasons="From your answers.", by=worker, on=clock.today(), at=clock.now()
    )
    assert before.decision.facts["support"] == {"personal_care": "most"}

    # and that the plan for the day he is ill hangs on the fridge
    page.get_by_role("link", name="The plan for the day you are ill").click()
    page.get_by_label("Who comes instead, and what do they do first?").fill("Grace, who makes breakfast")
    axe(page)
    page.get_by_role("button", name="Save").click()
    sign_in(page, amina.user)
    page.goto(reverse("people:circle", args=[amina.pk]))
    axe(page)
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#member-{member.pk}"))
    page.get_by_role("link", name="All of it on one sheet, for the fridge").click()
    expect(page.get_by_text("Grace, who makes breakfast")).to_be_visible()
    axe(page)

    # When Yusuf stops, he reads first what will happen
    sign_in(page, yusuf.user)
    page.goto(reverse("carers:caring"))
    page.get_by_role("link", name="Stop this").click()
    expect(page.get_by_text("It can only stay the same or go up")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Stop this today").click()
    expect(page.get_by_text("It is stopped, from today.")).to_be_visible()

    # Then Amina reads what is looked at again, and not who or why
    sign_in(page, amina.user)
    page.goto(reverse("people:mine"))
    told = page.get_by_text("We are looking again at this: Washing and dressing.")
    expect(told).to_be_visible()
    assert "Yusuf" not in told.inner_text()
    axe(page)
    now = amina.indicative_budgets.first()
    page.goto(reverse("decisions:decision", args=[now.decision_id]))
    expect(page.get_by_text("Not all the help that we counted before has a yes today").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Yusuf")
    assert now.points > before.points
    axe(page)

    # and her worker finds it in the list with a day, what rested on it, the new budget and the review
    sign_in(page, worker)
    page.goto(reverse("home:work"))
    page.get_by_role("link", name="Amina Begum").first.click()
    expect(page.get_by_role("heading", name="To meet again: Washing and dressing")).to_be_visible()
    expect(page.get_by_text("Do not tell the person that Yusuf Khan stopped, or why.")).to_be_visible()
    expect(page.get_by_text("Yusuf helps me up").first).to_be_visible()
    axe(page)
    page.get_by_label("How is it met now?").fill("A personal assistant each morning, from Monday.")
    page.get_by_role("button", name="It is met now").click()
    expect(page.get_by_text("No need waits to be met again.")).to_be_visible()
    axe(page)


def test_by_keyboard_and_without_javascript_a_carer_stops_and_the_budget_before_is_superseded(
    package, chromium, live_server, sign_in, size
):
    # Given that the first idea of the budget counts what Yusuf says yes to, in a browser that runs no scripts
    amina, yusuf, worker, member = package
    make.CareGivenFactory(circle_member=member, until=clock.today(), agreed_on=clock.today())
    before = finances.work_out_indicative_budget(
        eligible(amina, worker), reasons="From your answers.", by=worker, on=clock.today(), at=clock.now()
    )
    context = chromium.new_context(base_url=live_server.url, viewport=size, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, yusuf.user)
    page.goto(reverse("carers:caring"))

    # When he stops it, with the keyboard alone, and says nothing else
    tab_to(page, "Stop this: Help with getting up")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stop this")
    tab_to(page, "Stop this today")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is stopped, from today.")).to_be_visible()
    context.close()

    # Then the need is there to be met again, the plan is to be reviewed, and a new decision stands for the old one
    now, need = amina.indicative_budgets.first(), NeedToMeetAgain.objects.get()
    assert (need.person, need.budget) == (amina, now.decision)
    assert now.decision.supersedes == before.decision
    assert now.decision.facts["support"] == {}
    assert now.points > before.points
    assert amina.reviews.filter(kind="asked_for", held_on=None).exists()


def tab_to(page, words):
    """Press Tab until what has the focus says this."""
    for _press in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and " ".join((focused.text_content() or "").split()) == words:
            return
    raise AssertionError(f"the keyboard does not reach: {words}")


def test_a_carer_hears_an_offer_and_no_alarm(page, axe, sign_in):
    # Given a carer who wants to be asked
    yusuf, worker = make.CitizenFactory(given_name="Yusuf"), make.UserFactory(role=Role.SOCIAL_WORKER)
    sign_in(page, yusuf.user)
    page.goto(reverse("carers:going"))
    axe(page)
    page.get_by_role("button", name="Yes, I want this").click()
    axe(page)

    # When they answer
    page.get_by_label("50 or more").check()
    page.get_by_label("Broken 5 nights a week or more").check()
    page.get_by_label("All the time").check()
    page.get_by_label("No, there is nobody").check()
    page.get_by_role("button", name="See what it comes to").click()

    # Then they see the offer and the sum, and the council sees neither
    expect(page.get_by_text("We would like to offer you a break")).to_be_visible()
    expect(page.get_by_text("Sleep: Broken 5 nights a week or more: 3 points")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="How the points work, and what they cannot tell").click()
    expect(page.get_by_text("It has not been tested against what happened to carers later.")).to_be_visible()
    axe(page)
    page.go_back()
    page.get_by_role("button", name="Ask for this").click()
    expect(page.get_by_text("Thank you for asking.")).to_be_visible()
    axe(page)
    sign_in(page, worker)
    page.goto(reverse("carers:shown", args=[yusuf.pk]))
    expect(page.get_by_text("The carer shows us nothing here.")).to_be_visible()
    axe(page)
    page.goto(reverse("carers:asked"))
    axe(page)
    page.get_by_role("link", name=yusuf.name).click()
    axe(page)
