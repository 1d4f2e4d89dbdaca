"""Somebody who reads Urdu chooses it, and reads from right to left: at a desk and on a phone, each page examined."""

import pytest

from tests.factories import CitizenFactory, DecisionFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_somebody_chooses_urdu_and_reads_their_pages_and_a_decision_in_it(page, sign_in, axe):
    person = CitizenFactory()
    decision = DecisionFactory(person=person)
    # Given the front page in English, when they choose Urdu at its foot
    page.goto("/")
    axe(page)
    page.get_by_role("button", name="اردو").click()
    # Then the page is in Urdu, from right to left, in a font of its own, and fits
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate(
        """async () => {
          const isHere = () => [...document.fonts].some(x => x.family.includes("Naskh") && x.status == "loaded");
          for (let tries = 0; tries < 200 && !isHere(); tries++) await new Promise(go => setTimeout(go, 50));
          return isHere();
        }"""
    )
    for address in ("/", "/advice/what-you-might-pay/", "/ask/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    # And it stays so on their own pages, where the choice is kept on their account
    sign_in(page, person.user)
    page.goto("/my-page/")
    page.get_by_role("button", name="اردو").click()
    axe(page)
    page.goto(f"/decisions/{decision.pk}/")
    axe(page)
    # And the English words, which are the record, are one press away
    page.get_by_role("link", name="انگریزی الفاظ پڑھیں").click()
    assert page.locator("div[lang='en-GB'][dir='ltr']").get_by_text(decision.summary).count()
    axe(page)
