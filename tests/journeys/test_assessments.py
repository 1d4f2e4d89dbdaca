"""An assessment from its first words to the decision: by staff at a desk, of a carer, and by the person on a phone."""

import re

import pytest
from playwright.sync_api import expect

from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions.models import Decision
from goodlives.web.assessments.contents import Contents
from tests.factories import CircleMemberFactory, CitizenFactory, PersonFactory, RequestForSupportFactory, UserFactory
from tests.journeys.conftest import DESK, PHONE


@pytest.fixture
def worker(transactional_db):
    return UserFactory(first_name="Sam", last_name="Okafor")


@pytest.fixture
def amina(worker):
    amina = CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=worker, address="1 High Street")
    RequestForSupportFactory(
        person=amina, words="I can no longer get out of the bath.", what_would_help="A rail, or somebody there"
    )
    CircleMemberFactory(person=amina, name="Yusuf Begum", does="Shopping on Fridays", willing=True)
    return amina


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def looked_at(page, axe):
    axe(page)
    assert fits(page), f"{page.url} is wider than the screen"


def go_on(page):
    page.get_by_role("button", name="Save and continue").click()


def heading(page):
    return page.locator("h1").inner_text()


def choose(page, name, answer):
    page.locator(f'input[name="{name}"][value="{answer}"]').check()


def say_how_each_day_goes(page, **how):
    """The first page about outcomes: what is not named is managed."""
    for radio in page.locator('input[value="manages"]').all():
        radio.check()
    for outcome, answer in how.items():
        choose(page, outcome, answer)


@pytest.mark.parametrize("size", [pytest.param(DESK, id="desk")])
def test_staff_and_the_person_write_a_needs_assessment_and_eligibility_is_decided(page, axe, sign_in, worker, amina):
    # Given a social worker on the person's record
    sign_in(page, worker)
    page.goto(f"/people/{amina.pk}/assessments/start/")
    looked_at(page, axe)
    expect(page.locator("main")).to_contain_text("I can no longer get out of the bath.")

    # When they start, what the person said stands first, and nothing can be decided
    page.get_by_role("button", name="Start").click()
    looked_at(page, axe)
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose how you will do it")
    page.get_by_label("The help Amina needs").check()
    page.get_by_label("Face to face").check()
    page.get_by_role("button", name="Start").click()
    looked_at(page, axe)
    page.get_by_role("link", name="See what is still to find out").click()
    looked_at(page, axe)
    expect(page.locator("#to-find-out li")).to_have_count(12)
    expect(page.get_by_role("button", name=re.compile("Decide"))).to_have_count(0)
    page.get_by_role("link", name="Back to the list of parts").click()

    # And what is known is shown with its source and day: they say only that it is still right
    page.get_by_role("link", name="Look at them, and say what is still right").click()
    looked_at(page, axe)
    expect(page.locator("main")).to_contain_text("Yusuf Begum, brother or sister: Shopping on Fridays")
    page.get_by_role("button", name="Save and go on").click()

    # And they begin with what is good, and ask further only about what is hard
    looked_at(page, axe)
    page.get_by_label("What is Amina good at, and what goes well?").fill("I grow tomatoes.")
    go_on(page)
    assert "What matters to Amina" in heading(page)  # who is around, and what life is like, is known
    page.get_by_label("What does Amina want from day-to-day life?").fill("To see my sister each week.")
    go_on(page)
    assert "How each day goes" in heading(page)
    say_how_each_day_goes(page, nutrition="needs_help", personal_hygiene="hard")
    looked_at(page, axe)
    go_on(page)
    looked_at(page, axe)
    expect(page.locator("main")).to_contain_text("Unable to achieve it: yes: not without help")
    expect(page.locator('input[name="danger"]').first).not_to_be_visible()
    page.get_by_label("What does Amina say about it?").fill("I forget to eat.")
    go_on(page)
    choose(page, "pain_or_distress", "yes")
    go_on(page)
    expect(page.locator("main")).to_contain_text("Unable to achieve it: yes.")
    assert "Good days and bad days" in heading(page)
    go_on(page)
    looked_at(page, axe)
    choose(page, "health_affected", "yes")
    page.get_by_text("more questions that need not be asked").click()
    page.get_by_label("In Amina's words: their physical health").fill("My back hurts every morning.")
    go_on(page)
    looked_at(page, axe)
    page.get_by_label("Eating and drinking: how often is help needed?").select_option(label="Help every day")
    expect(page.locator("main")).to_contain_text("nobody has agreed to this yet")
    go_on(page)
    looked_at(page, axe)
    choose(page, "needs_arise", "yes")
    choose(page, "significant_impact", "yes")
    page.get_by_label("What is the impact?").fill("I am in pain and I see nobody.")
    go_on(page)
    page.get_by_label("Who was there, and who was asked?").fill("Amina and her brother Yusuf, with Sam, at home.")
    go_on(page)
    looked_at(page, axe)
    page.get_by_label("What do you think, and why?").fill("Amina is safe at home with help to wash.")
    page.get_by_role("button", name="Save and return to the list").click()
    looked_at(page, axe)

    # Then it can be decided, with its reasons
    page.get_by_role("button", name="Decide eligibility").click()
    looked_at(page, axe)
    expect(page.locator("#conclusion")).to_contain_text("All three conditions are met")
    expect(page.locator(".app-known")).to_contain_text("Amina and her brother Yusuf, with Sam, at home.")
    page.get_by_role("button", name="Decide: the needs are eligible").click()
    looked_at(page, axe)
    page.get_by_label("Reasons for the decision").fill("You cannot wash or prepare food without somebody's help.")
    page.get_by_role("button", name="Decide: the needs are eligible").click()
    decision = Decision.objects.get(kind="eligibility")
    assert page.url.endswith(f"/decisions/{decision.pk}/")
    looked_at(page, axe)

    # And it is read whole by both, and given
    assessment = Assessment.objects.get()
    page.goto(f"/assessments/{assessment.pk}/")
    looked_at(page, axe)
    page.get_by_role("button", name="Give them a copy").click()
    looked_at(page, axe)
    page.get_by_label("In large print").check()
    page.get_by_role("button", name="Note it").click()
    looked_at(page, axe)
    expect(page.locator("main")).to_contain_text("in large print")
    assert Assessment.objects.get().copy_given_on is not None
    assert page.request.get(f"/assessments/{assessment.pk}/record.pdf").body().startswith(b"%PDF-1.7")
    sign_in(page, amina.user)
    page.goto(f"/assessments/{assessment.pk}/")
    looked_at(page, axe)
    record = page.locator("main").inner_text()
    assert "I grow tomatoes." in record
    assert "Amina is safe at home with help to wash." in record


def test_a_carers_assessment_goes_by_the_carers_rule(page, axe, sign_in, worker, amina):
    mariam = PersonFactory(given_name="Mariam", family_name="Begum")
    CircleMemberFactory(person=mariam, member=amina, name="Amina Begum")
    sign_in(page, worker)
    page.goto(f"/people/{amina.pk}/assessments/start/?kind=carer")
    looked_at(page, axe)
    page.get_by_label("Mariam Begum").check()
    page.get_by_label("Face to face").check()
    page.get_by_role("button", name="Start").click()
    looked_at(page, axe)
    expect(page.locator("main")).to_contain_text("Amina looks after Mariam Begum.")

    page.get_by_role("link", name="The care Amina gives").click()
    looked_at(page, axe)
    page.get_by_label("About how many hours a week").fill("35")
    choose(page, "willing_to_care", "yes")
    choose(page, "able_to_care", "no")
    page.get_by_role("button", name="Save and return to the list").click()

    # An outcome has three ways, and one outcome is enough
    page.get_by_role("link", name="How each day goes").click()
    looked_at(page, axe)
    expect(page.get_by_text("taking much longer")).to_have_count(0)
    choose(page, "recreation", "needs_help")
    page.get_by_role("button", name="Save and return to the list").click()
    page.get_by_role("link", name="Where Amina's needs come from").click()
    looked_at(page, axe)
    choose(page, "needs_arise", "yes")
    choose(page, "health_deteriorating", "no")
    choose(page, "significant_impact", "yes")
    page.get_by_role("button", name="Save and return to the list").click()
    page.get_by_role("button", name="Decide eligibility").click()
    looked_at(page, axe)
    page.get_by_label("Reasons for the decision").fill("You have had no evening to yourself since May.")
    page.get_by_label("How Amina took part").fill("Amina talked with Sam at the carers' centre.")
    page.get_by_role("button", name="Decide: the needs are eligible").click()
    decision = Decision.objects.get(kind="carer_eligibility")
    assert decision.favourable is True
    assert decision.laws == ["Care Act 2014 s13", "SI 2015/313 reg 3"]


@pytest.fixture
def phone_without_scripts(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False, locale="en-GB")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_the_person_writes_their_own_on_a_phone_without_scripts(phone_without_scripts, sign_in, worker, amina):
    """axe is itself a script: the same pages are examined in the other journeys."""
    page = phone_without_scripts
    sign_in(page, amina.user)
    page.goto(f"/people/{amina.pk}/assessments/start/")
    page.get_by_label("The help I need for myself").check()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="In your own words").click()
    expect(page.get_by_label("What is life like for you now?")).to_have_value("I can no longer get out of the bath.")
    page.get_by_text("It has changed").click()
    page.get_by_label("What is life like for you now?").fill("I can no longer get out of the bath, and I am lonely.")
    go_on(page)
    page.get_by_label("What do you want from day-to-day life?").fill("To see my sister.")
    go_on(page)
    assert "How each day goes" in heading(page)
    choose(page, "nutrition", "needs_help")
    go_on(page)
    page.get_by_label("What would you say about it?").fill("I forget to eat.")
    page.get_by_role("button", name="Save and return to the list").click()
    expect(page.locator("main")).to_contain_text("Unable to achieve it: yes")
    expect(page.get_by_role("link", name="Decide")).to_have_count(0)
    page.get_by_role("button", name="Send it to the social worker").click()
    expect(page.locator("main")).to_contain_text("You have sent it to the social worker")
    assessment = Assessment.objects.get()
    assert (assessment.state, assessment.method, assessment.assessor) == ("shared", "supported_self_assessment", worker)


def test_the_persons_own_pages_pass_on_a_desk_and_a_phone(page, axe, sign_in, amina):
    sign_in(page, amina.user)
    page.goto(f"/people/{amina.pk}/assessments/start/")
    looked_at(page, axe)
    page.get_by_label("The help I need for myself").check()
    page.get_by_role("button", name="Start").click()
    looked_at(page, axe)
    assessment = Assessment.objects.get()
    for section in Contents(assessment, amina.user).sections:
        if section.slug in (
            "own-words",
            "wellbeing",
            "people-around",
            "day-to-day",
            "toilet-needs",
            "help-needed",
            "conditions",
        ):
            page.goto(f"/assessments/{assessment.pk}/{section.slug}/")
            looked_at(page, axe)
    for name in ("record", "get-ready", "copies", "already-known"):
        page.goto(f"/assessments/{assessment.pk}/{name}/")
        looked_at(page, axe)


def test_the_list_of_assessments_on_a_desk_and_a_phone(page, axe, sign_in, worker, amina):
    sign_in(page, worker)
    page.goto("/assessments/")
    looked_at(page, axe)
    page.goto(f"/people/{amina.pk}/assessments/start/")
    page.get_by_label("The help Amina needs").check()
    page.get_by_label("By phone or online").check()
    page.get_by_role("button", name="Start").click()
    page.goto("/assessments/")
    page.get_by_label("Name or number").fill("begum")
    page.get_by_role("button", name="Show").click()
    looked_at(page, axe)
    page.get_by_role("link", name="Amina Begum").click()
    assert "Amina's needs assessment" in heading(page)
