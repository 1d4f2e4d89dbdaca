"""An assessment from its first words to the decision: by staff at a desk, of a carer, and by the person on a phone."""

import re

import pytest

from goodlives.casework.assessments.models import Assessment
from goodlives.casework.decisions.models import Decision
from goodlives.web.assessments.contents import Contents
from tests.factories import CircleMemberFactory, CitizenFactory, PersonFactory, RequestForSupportFactory, UserFactory
from tests.journeys.conftest import DESK, PHONE

WAYS = ("needs_help", "pain_or_distress", "danger", "takes_longer")


@pytest.fixture
def worker(transactional_db):
    return UserFactory(first_name="Sam", last_name="Okafor")


@pytest.fixture
def amina(worker):
    amina = CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=worker)
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


def answer_outcomes(page, axe, *, number, unable):
    """From the first outcome to the last: help is needed with the first so many, and with none of the rest."""
    for place in range(number):
        assert "Unable to achieve it: not yet known" in page.locator("main").inner_text()
        if place == 0:
            looked_at(page, axe)
        for way in WAYS:
            if page.locator(f'input[name="{way}"]').count():
                choose(page, way, "yes" if way == "needs_help" and place < unable else "no")
        go_on(page)
        assert f"Unable to achieve it: {'yes' if place < unable else 'no'}." in page.locator("main").inner_text()


@pytest.mark.parametrize("size", [pytest.param(DESK, id="desk")])
def test_staff_and_the_person_write_a_needs_assessment_and_eligibility_is_decided(page, axe, sign_in, worker, amina):
    # Given a social worker on the person's record
    sign_in(page, worker)
    page.goto(f"/people/{amina.pk}/assessments/start/")
    looked_at(page, axe)
    assert "I can no longer get out of the bath." in page.locator("main").inner_text()

    # When they start, what the person said stands first, and nothing can be decided
    page.get_by_role("button", name="Start").click()
    looked_at(page, axe)
    assert "Choose how you will do it" in page.locator(".govuk-error-summary").inner_text()
    page.get_by_label("The help Amina needs").check()
    page.get_by_label("Face to face").check()
    page.get_by_role("button", name="Start").click()
    looked_at(page, axe)
    page.get_by_role("link", name="See what is still to find out").click()
    looked_at(page, axe)
    assert page.locator("#to-find-out li").count() == 12
    assert page.get_by_role("button", name=re.compile("Decide")).count() == 0
    page.get_by_role("link", name="Back to the list of parts").click()

    # And they write it part by part
    page.get_by_role("link", name="In Amina's own words").click()
    looked_at(page, axe)
    assert page.get_by_label("What is life like for Amina now?").input_value() == "I can no longer get out of the bath."
    go_on(page)
    for title, label, words in (
        ("What matters to Amina", "What does Amina want from day-to-day life?", "To see my sister each week."),
    ):
        assert title in heading(page)
        looked_at(page, axe)
        page.get_by_label(label).fill(words)
        go_on(page)
    looked_at(page, axe)
    choose(page, "health_affected", "yes")
    page.get_by_label("In Amina's words: their physical health").fill("My back hurts every morning.")
    go_on(page)
    looked_at(page, axe)
    page.get_by_label("What is Amina good at, and what goes well?").fill("I grow tomatoes.")
    go_on(page)
    looked_at(page, axe)
    assert "Yusuf Begum" in page.locator("main").inner_text()
    go_on(page)
    looked_at(page, axe)
    go_on(page)
    answer_outcomes(page, axe, number=10, unable=2)
    looked_at(page, axe)
    page.get_by_label("Eating and drinking: how often is help needed?").select_option(label="Help every day")
    page.get_by_label("Eating and drinking: how much of it do family and friends give willingly?").select_option(
        label="Some of it"
    )
    go_on(page)
    looked_at(page, axe)
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
    assert "All three conditions are met" in page.locator("#conclusion").inner_text()
    assert page.get_by_label("How Amina took part").input_value() == "Amina and her brother Yusuf, with Sam, at home."
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
    page.get_by_role("button", name="Amina has a copy").click()
    assert Assessment.objects.get().copy_given_on is not None
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
    assert "Amina looks after Mariam Begum." in page.locator("main").inner_text()

    page.get_by_role("link", name="The care Amina gives").click()
    looked_at(page, axe)
    page.get_by_label("About how many hours a week").fill("35")
    choose(page, "willing_to_care", "yes")
    choose(page, "able_to_care", "no")
    page.get_by_role("button", name="Save and return to the list").click()

    # An outcome has three ways, and one outcome is enough
    page.get_by_role("link", name="Having time for things they enjoy").click()
    looked_at(page, axe)
    assert page.get_by_text("significantly longer").count() == 0
    choose(page, "needs_help", "yes")
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
    assert page.get_by_label("What is life like for you now?").input_value() == "I can no longer get out of the bath."
    page.get_by_label("What is life like for you now?").fill("I can no longer get out of the bath, and I am lonely.")
    go_on(page)
    page.get_by_label("What do you want from day-to-day life?").fill("To see my sister.")
    go_on(page)
    assert "Your wellbeing" in heading(page)
    page.get_by_role("link", name="Back to the list of parts").click()
    page.get_by_role("link", name="Eating and drinking well").click()
    page.get_by_label("What would you say about it?").fill("I forget to eat.")
    choose(page, "needs_help", "yes")
    page.get_by_role("button", name="Save and return to the list").click()
    assert "Unable to achieve it: yes" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Decide").count() == 0
    page.get_by_role("button", name="Send it to the social worker").click()
    assert "You have sent it to the social worker" in page.locator("main").inner_text()
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
        if section.slug in ("own-words", "wellbeing", "people-around", "toilet-needs", "help-needed", "conditions"):
            page.goto(f"/assessments/{assessment.pk}/{section.slug}/")
            looked_at(page, axe)
    for name in ("record", "stop"):
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
