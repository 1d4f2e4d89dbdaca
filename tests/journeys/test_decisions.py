"""A decision, from the letter the person reads to the answer to their question."""

import pytest
from playwright.sync_api import expect

from goodlives.casework.decisions.models import Kind
from tests.exchange.letters.test_letter import CONDITIONS, FIGURES, STEPS
from tests.factories import CitizenFactory, DecisionFactory, UserFactory

RENT = "What you pay for your home each week: £28.40"


@pytest.fixture
def decision(transactional_db):
    return DecisionFactory(
        person=CitizenFactory(given_name="Amina", family_name="Begum", communication_needs="Large print, please."),
        kind=Kind.CHARGE, summary="You pay £110.10 a week towards care that costs £454.00 a week.",
        reasons="We looked at your income, your savings and what your disability costs you.",
        participation="You went through it with Sam on the phone.", next_steps="The first bill comes on 30 November.",
        steps=STEPS, conditions=CONDITIONS, figures=FIGURES, rates="2023-24", facts={"housing_costs": "28.40"},
    )  # fmt: skip


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_person_reads_a_decision_questions_a_line_and_is_answered(page, axe, sign_in, decision):
    # Given a decision about what she pays, Amina reads all of it.
    sign_in(page, decision.person.user)
    page.goto(f"/decisions/{decision.pk}/")
    axe(page)
    assert fits(page)
    expect(page.get_by_text("£1,327.20")).to_be_visible()
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()

    # When she questions a line without saying why, she is told what is missing.
    page.get_by_role("button", name="Question this decision").first.click()
    axe(page)
    page.get_by_label(RENT).check()
    page.get_by_role("button", name="Send my question").click()
    axe(page)
    page.get_by_role("link", name="Write what you think is wrong").click()
    page.keyboard.type("My rent is £38.40.")
    page.get_by_role("button", name="Send my question").click()

    # Then she is told what happens next.
    axe(page)
    assert fits(page)
    expect(page.get_by_role("heading", name="We have your question")).to_be_visible()

    # The worker who decided may not answer.
    sign_in(page, decision.decided_by)
    page.goto("/decisions/questions/")
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="Amina Begum").click()
    axe(page)
    expect(page.get_by_text("somebody else must look at it again")).to_be_visible()

    # A colleague does.
    sign_in(page, UserFactory())
    page.goto("/decisions/questions/")
    page.get_by_role("link", name="Amina Begum").click()
    axe(page)
    page.get_by_label("Your answer").fill("You are right. We have worked it out again.")
    page.get_by_role("button", name="Send the answer").click()
    axe(page)
    expect(page.get_by_text("You answered.")).to_be_visible()

    # And notes that she was told by phone.
    page.get_by_role("button", name="Note that they were told").click()
    axe(page)
    page.get_by_label("By phone").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(": By phone, ")).to_be_visible()
    assert fits(page)

    # Amina reads the answer beside the decision.
    sign_in(page, decision.person.user)
    page.goto(f"/decisions/{decision.pk}/")
    axe(page)
    expect(page.get_by_text("You are right. We have worked it out again.")).to_be_visible()


def test_the_letter_opens_as_a_pdf_in_the_size_asked_for(page, sign_in, decision):
    sign_in(page, decision.person.user)
    page.goto(f"/decisions/{decision.pk}/")
    for name in ("Letter (PDF)", "Letter in large print (PDF)"):
        letter = page.request.get(page.get_by_role("link", name=name, exact=True).get_attribute("href"))
        assert letter.headers["content-type"] == "application/pdf"
        assert letter.body().startswith(b"%PDF-")
