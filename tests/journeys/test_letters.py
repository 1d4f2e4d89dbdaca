"""Letters as people need them: from the need that somebody writes down to the letter that is read, here or printed."""

import re

import pytest
from playwright.sync_api import expect

from goodlives.casework.decisions.models import Kind
from goodlives.casework.representatives.words import Document
from goodlives.casework.representatives.words import Kind as Acting
from tests.exchange.letters.test_letter import CONDITIONS, STEPS
from tests.exchange.letters.test_pdf import opened, squeezed, tags, text
from tests.exchange.letters.test_sending import sizes
from tests.factories import (
    CitizenFactory,
    DecisionFactory,
    PreparationFactory,
    RepresentationFactory,
    SafeContactFactory,
    UserFactory,
)

FITS = "document.documentElement.scrollWidth <= window.innerWidth"
FROM_THE_RIGHT = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")


@pytest.fixture
def decision(transactional_db):
    worker = UserFactory(first_name="Sam", last_name="Okafor")
    return DecisionFactory(
        person=CitizenFactory(
            given_name="Amina", family_name="Begum", address="1 High Street", allocated_to=worker
        ),
        kind=Kind.CHARGE, summary="You pay £110.10 a week towards care that costs £454.00 a week.",
        reasons="We looked at your income, your savings and what your disability costs you.",
        participation="You went through it with Sam on the phone.", next_steps="The first bill comes on 30 November.",
        steps=STEPS, conditions=CONDITIONS, rates="2023-24", facts={"housing_costs": "28.40"}, decided_by=worker,
    )  # fmt: skip


def printed(page, address):
    answer = page.request.get(address)
    assert answer.ok, answer.text()
    document = opened(answer.body())
    assert "<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes().decode()
    assert {"/H1", "/H2", "/P"} <= set(tags(document))
    return answer.body(), document


def test_a_letter_in_easy_read_from_the_need_to_the_reading(page, axe, sign_in, decision):
    person = decision.person
    # Given Amina, who says on her own page that letters must come in Easy Read, with a copy to her advocate
    sign_in(page, person.user)
    page.goto("/my-page/")
    page.get_by_role("link", name="How letters come to you").click()
    axe(page)
    page.get_by_label("Easy Read").check()
    page.get_by_role("button", name="Save").click()
    RepresentationFactory(
        person=person, kind=Acting.ADVOCATE, name="Grace Mbeki", address="12 Market Square\nWX1 2AB",
        rights=["letters"], usable=["letters"], document=Document.REFERRAL, seen_on=decision.decided_on,
        seen_by=decision.decided_by,
    )  # fmt: skip

    # When Sam opens the decision, he sees how the letter goes, and prints it
    sign_in(page, decision.decided_by)
    page.goto(f"/decisions/{decision.pk}/")
    axe(page)
    sending = page.get_by_role("region", name="Sending the letter")
    expect(sending).to_contain_text("In Easy Read. Read it first")
    expect(sending).to_contain_text("By post to Grace Mbeki, 12 Market Square, WX1 2AB (a copy)")
    pdf, _document = printed(page, f"/decisions/{decision.pk}/letter.pdf")
    assert min(sizes(pdf)) >= 16
    for words in (
        "Amina Begum 1 High Street",
        "Grace Mbeki 12 Market Square",
        "You pay £110.10 a week",
        "Who can help",
    ):
        assert squeezed(words) in text(pdf), words

    # And the invitation to the next talk comes in the same way
    invited = PreparationFactory(assessment__person=person, assessment__assessor=decision.decided_by)
    page.goto(f"/assessments/{invited.assessment_id}/get-ready/")
    axe(page)
    expect(page.get_by_role("region", name="Sending the letter")).to_contain_text("In Easy Read")
    pdf, _document = printed(page, f"/assessments/{invited.assessment_id}/invitation.pdf")
    assert min(sizes(pdf)) >= 16
    assert squeezed("You do not have to write anything.") in text(pdf)

    # Then Amina reads it here too, one idea and a picture a line
    sign_in(page, person.user)
    page.goto(f"/decisions/{decision.pk}/")
    page.get_by_role("link", name="Easy Read").click()
    axe(page)
    assert page.evaluate(FITS)
    lines = page.locator(".app-easy__line")
    assert lines.count() == page.locator(".app-easy__line svg[aria-hidden='true']").count() > 15
    expect(page.get_by_text("You pay £110.10 a week towards care that costs £454.00 a week.")).to_be_visible()


def test_a_letter_read_from_the_right_from_the_need_to_the_reading(page, axe, sign_in, decision):
    person, worker = decision.person, decision.decided_by
    # Given somebody who reads Urdu, as Sam writes down, and who told him never to use her own address
    sign_in(page, worker)
    page.goto(f"/people/{person.pk}/communication/")
    axe(page)
    page.get_by_label("Language of letters").select_option("ur")
    page.get_by_role("button", name="Save").click()
    safe = SafeContactFactory(person=person, not_at="1 High Street")

    # When he would print the letter, it waits, and says why
    page.goto(f"/decisions/{decision.pk}/")
    axe(page)
    expect(page.get_by_text("They told us never to use the address to which this would go.")).to_be_visible()
    page.get_by_role("link", name="Put it on the list of letters that wait").click()
    axe(page)
    page.get_by_role("link", name="Letters that wait").first.click()
    axe(page)
    assert page.evaluate(FITS)
    expect(page.get_by_text("The safe way: Text first").first).to_be_visible()

    # And when there is a safe address it goes there, in Urdu, from the right
    page.goto(f"/people/{person.pk}/safe-contact/")
    page.get_by_label("An address where letters are safe").fill("The Library, 4 Mill Lane")
    page.get_by_label("Its postcode").fill("WX1 3CC")
    page.get_by_role("button", name="Save").click()
    safe.refresh_from_db()
    assert safe.safe_postcode == "WX1 3CC"
    pdf, document = printed(page, f"/decisions/{decision.pk}/letter.pdf")
    assert str(document.Root.Lang) == "ur"
    words = text(pdf)
    assert "4MillLane" in words
    assert "HighStreet" not in words
    assert "£110.10" in words
    assert len(FROM_THE_RIGHT.findall(words)) > 1000

    # Then she reads it on her own page in Urdu, and in Easy Read
    sign_in(page, person.user)
    page.goto(f"/decisions/{decision.pk}/easy-read/")
    axe(page)
    article = page.locator("article[lang='ur'][dir='rtl']")
    assert page.evaluate(FITS)
    assert FROM_THE_RIGHT.search(article.get_by_role("heading", level=1).inner_text())
    letter, easy = printed(page, f"/decisions/{decision.pk}/letter.pdf?form=easy_read")
    assert str(easy.Root.Lang) == "ur"
    assert len(FROM_THE_RIGHT.findall(text(letter))) > 500
