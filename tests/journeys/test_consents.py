"""A person shares with a nurse, sees that the nurse looked, takes it back, and the nurse's next look finds nothing."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from tests.factories import (
    CitizenFactory,
    PartFactory,
    PartnerFactory,
    PartnerWorkerFactory,
    PersonFactory,
    UserFactory,
)
from tests.journeys.conftest import DESK

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nurse():
    return PartnerWorkerFactory(
        user__first_name="Nadia", user__last_name="Rahman", partner__name="Wrenford Community Nursing"
    )


@pytest.fixture
def amina():
    person = CitizenFactory(given_name="Amina", family_name="Begum", address="1 Mill Lane")
    PartFactory(person=person, words="My garden, and being asked first.")
    return person


def test_consent_withdrawn_and_the_next_read_denied(page, axe, sign_in, amina, nurse):
    # Given somebody who opens who may see what, from their own page
    sign_in(page, amina.user)
    page.goto(reverse("people:mine"))
    axe(page)
    page.get_by_role("link", name="See or change who may see what").click()
    expect(page.get_by_text("You share nothing with anybody.")).to_be_visible()
    axe(page)

    # When they share with a nurse, first with too little said
    page.get_by_role("button", name="Share with somebody").click()
    page.get_by_role("button", name="Share this").click()
    expect(page.get_by_role("link", name="Tick at least one thing they may see")).to_be_visible()
    axe(page)
    page.get_by_label("Wrenford Community Nursing").check()
    page.get_by_label("Care or treatment").check()
    page.get_by_label("About me", exact=True).check()
    page.get_by_label("3 months").check()
    page.get_by_role("button", name="Share this").click()
    expect(page.get_by_text("Wrenford Community Nursing can now see what was chosen.")).to_be_visible()
    axe(page)

    # Then the nurse reads that, and nothing else
    sign_in(page, nurse.user)
    page.goto(reverse("home:signed_in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Shared with you")
    axe(page)
    page.get_by_role("link", name="Amina Begum").click()
    expect(page.get_by_role("link", name="My plan")).to_have_count(0)
    axe(page)
    page.get_by_role("link", name="About me").click()
    expect(page.get_by_text("My garden, and being asked first.")).to_be_visible()
    expect(page.get_by_text("1 Mill Lane")).to_have_count(0)
    axe(page)
    where_the_nurse_was = page.url

    # And the person sees who looked, and why
    sign_in(page, amina.user)
    page.goto(reverse("people:who_looked", args=[amina.pk]))
    expect(page.get_by_text("Nadia Rahman", exact=True)).to_be_visible()
    expect(page.get_by_text("You share this with Wrenford Community Nursing. For: Care or treatment")).to_be_visible()

    # When they stop it in one press
    page.goto(reverse("consents:who_may_see", args=[amina.pk]))
    page.get_by_role("button", name="Stop sharing now").click()
    expect(page.get_by_text("can no longer see anything")).to_be_visible()
    expect(page.get_by_role("button", name="Share it again")).to_be_visible()
    axe(page)

    # Then the nurse's next look finds nothing, at the page that was open and in the list
    sign_in(page, nurse.user)
    assert page.goto(where_the_nurse_was).status == 404
    expect(page.get_by_text("My garden")).to_have_count(0)
    axe(page)
    page.goto(reverse("consents:shared_with_us"))
    expect(page.get_by_text("Nobody shares anything with you today.")).to_be_visible()
    axe(page)

    # And the person may give it again, and has it all in the history
    sign_in(page, amina.user)
    page.goto(reverse("consents:who_may_see", args=[amina.pk]))
    page.get_by_role("button", name="Share it again").click()
    expect(page.get_by_text("Wrenford Community Nursing can see it again.")).to_be_visible()
    page.get_by_role("link", name="Everything that was ever shared").click()
    expect(page.get_by_text("Stopped sharing with Wrenford Community Nursing")).to_be_visible()
    axe(page)
    page.goto(reverse("consents:without_asking"))
    axe(page)


@pytest.mark.parametrize("size", [pytest.param(DESK, id="desk")])
def test_staff_write_down_what_somebody_said_who_cannot_sign_in(page, axe, sign_in):
    person, partner = PersonFactory(given_name="Winston"), PartnerFactory(name="Harbour Homes")
    # Given a social worker with somebody who said yes on a visit
    sign_in(page, UserFactory())
    page.goto(reverse("consents:give", args=[person.pk]))
    axe(page)
    page.get_by_label("Harbour Homes").check()
    page.get_by_label("Finding, keeping or changing a home").check()
    page.get_by_label("Who I am and how to reach me").check()
    page.get_by_label("Until a day they choose").check()
    for part, number in (("Day", "1"), ("Month", "1"), ("Year", str(date.today().year + 1))):
        page.get_by_label(part, exact=True).fill(number)
    # When they write down how it was said
    page.get_by_label("How did they tell you?").fill("At home today: he nodded at each part I read out.")
    page.get_by_role("button", name="Write it down").click()
    # Then it stands with their words, and can be stopped at once
    expect(page.get_by_text("he nodded at each part I read out.")).to_be_visible()
    axe(page)
    page.get_by_label("How did they tell you? (You may leave this empty.)").fill("He waved it away.")
    page.get_by_role("button", name="Stop sharing now").click()
    expect(page.get_by_text(f"{partner.name} can no longer see anything")).to_be_visible()


@pytest.mark.parametrize("size", [pytest.param(DESK, id="desk")])
def test_a_partner_is_kept_and_ended(page, axe, sign_in):
    sign_in(page, UserFactory(role=Role.SERVICE_MANAGER))
    page.goto(reverse("consents:partners"))
    axe(page)
    page.get_by_role("button", name="Add a partner").click()
    axe(page)
    page.get_by_label("Name").fill("Harbour Homes")
    page.get_by_label("Housing").check()
    page.get_by_label("What they do").fill("Flats and houses to rent")
    for part, number in (("Day", "1"), ("Month", "2"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("Where is that agreement kept?").fill("File 7")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Homes")
    axe(page)
    page.get_by_role("link", name="Stop all sharing with them").click()
    axe(page)
    page.get_by_role("button", name="Stop all sharing with them").click()
    expect(page.get_by_text("Harbour Homes can see nothing any more.")).to_be_visible()
    axe(page)
