"""An attorney signs in and sees, is suspended, and sees what everybody sees during a check; staff see why."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from tests.factories import (
    AttorneyFactory,
    CitizenFactory,
    DecisionFactory,
    RepresentationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_attorney_acts_is_suspended_and_is_told_no_more_than_anybody(page, axe, sign_in):
    # Given somebody who cannot decide about her care, and her attorney, who has a sign-in of his own
    amina = CitizenFactory(given_name="Amina", family_name="Begum")
    DecisionFactory(person=amina)
    attorney = AttorneyFactory(person=amina, name="Martin Vale", user__first_name="Martin", user__last_name="Vale")
    RepresentationFactory(person=amina, name="Dinah Cole")
    worker = UserFactory(first_name="Ife", last_name="Adeyemi")
    manager = UserFactory(first_name="Helen", last_name="Marsh", role=Role.TEAM_MANAGER)

    # When he signs in, he says for whom he is here, and every page says it
    sign_in(page, attorney.user)
    page.goto(reverse("home:signed_in"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Who are you here for?")
    axe(page)
    page.get_by_label("For Amina Begum, as attorney for health and welfare").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("You are acting for Amina Begum as attorney for health and welfare")).to_be_visible()
    expect(page.get_by_role("heading", name="What the law does not let you do")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Open their page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The page of Amina Begum")
    axe(page)
    page.goto(reverse("plans:start_alone", args=[amina.pk]))
    expect(page.get_by_text("Only the person does this themselves")).to_be_visible()
    axe(page)

    # Then Amina sees that he looked, and whom she may end herself
    sign_in(page, amina.user)
    page.goto(reverse("people:mine"))
    expect(page.get_by_text("They act for you: attorney for health and welfare").first).to_be_visible()
    page.get_by_role("link", name="Who acts for you").click()
    axe(page)
    page.get_by_role("link", name="Tell us that something is not right with Martin Vale").click()
    axe(page)
    page.get_by_label("What is not right?").fill("He takes my card.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Somebody from the council will talk with you, on your own.")).to_be_visible()
    expect(page.get_by_text("He takes my card.")).to_have_count(0)

    # When a manager reads it and suspends him
    sign_in(page, manager)
    page.goto(reverse("representatives:list"))
    expect(page.get_by_role("table").get_by_text("The person is worried")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Martin Vale").click()
    expect(page.get_by_text("He takes my card.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Suspend them without telling them").click()
    axe(page)
    page.get_by_label("Why?").fill("She told us that he takes her card.")
    page.get_by_label("To the named worker, who takes them to the person").check()
    page.get_by_role("button", name="Suspend them").click()
    expect(page.get_by_text("They see nothing of the record from now on")).to_be_visible()
    axe(page)

    # Then he sees the page of every check, and no word of why
    sign_in(page, attorney.user)
    page.goto(reverse("representatives:choose"))
    page.get_by_label("For Amina Begum").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We are checking who acts for whom")
    assert "uspen" not in page.content()
    axe(page)

    # and the social worker sees why
    sign_in(page, worker)
    page.goto(reverse("representatives:of_person", args=[amina.pk]))
    axe(page)
    page.get_by_role("link", name="Martin Vale").click()
    expect(page.get_by_text("She told us that he takes her card.")).to_be_visible()

    # and the manager decides
    sign_in(page, manager)
    page.goto(reverse("representatives:one", args=[attorney.pk]))
    page.get_by_role("button", name="Decide what comes next").click()
    axe(page)
    page.get_by_label("They no longer act for the person").check()
    page.get_by_label("Why?").fill("She wants somebody else, and can say so.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("They no longer act for the person").first).to_be_visible()
