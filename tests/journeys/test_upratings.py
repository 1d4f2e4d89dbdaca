"""The yearly change of rates, from looking at it to the letter."""

from datetime import date

import pytest
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.casework.upratings.models import Uprating
from goodlives.exchange import uprating_job
from tests import factories
from tests.casework.upratings.test_changing import AT, TODAY, somebody

pytestmark = pytest.mark.django_db(transaction=True)


def test_rates_change_for_everybody_and_each_person_is_told(page, sign_in, axe, settings):
    # given somebody whose charge rests on last year's rates, a finance officer, and a manager who may sign off money
    settings.TODAY = TODAY
    row = somebody(
        person=factories.PersonFactory(born_on=date(1940, 1, 1), address="1 High Street", given_name="Olive"),
        income=(("state_pension", 23_025, ""), ("attendance_allowance", 7_390, "lower")),
    )
    somebody(person=factories.PersonFactory(born_on=date(1941, 1, 1), communication_needs="Large print"))
    factories.SignOffLimitFactory(role=Role.SERVICE_MANAGER)
    officer = factories.UserFactory(role=Role.FINANCE_OFFICER)
    manager = factories.UserFactory(role=Role.SERVICE_MANAGER)

    # when the finance officer prepares the change and looks at what it would do
    sign_in(page, officer)
    page.goto("/yearly-change/")
    axe(page)
    page.get_by_role("button", name="Prepare the change to the rates for 2026-27").click()
    expect(page.get_by_text("Nothing has been written yet")).to_be_visible()
    expect(page.get_by_text("somebody else starts it")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Change these percentages").click()
    axe(page)
    page.get_by_role("button", name="Save and see what it would do").click()
    page.get_by_role("link", name="See all 2 people, before and after").click()
    expect(page.get_by_text("£73.55")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Leave out").first.click()
    axe(page)

    # and the manager starts it
    sign_in(page, manager)
    page.goto("/yearly-change/")
    page.get_by_role("link", name="2026-27").click()
    page.get_by_role("button", name="Start: make the decisions").click()
    expect(page.get_by_text("0%: 0 of 2 people.")).to_be_visible()
    axe(page)

    # then the page follows the worker to the end, without being loaded again
    uprating_job.run(Uprating.objects.get(), at=AT)
    expect(page.get_by_text("100%: 2 of 2 people.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("2 people have a new decision")).to_be_visible()
    axe(page)

    # and the letters can be printed, and said to be posted
    page.get_by_role("link", name="The letters").click()
    expect(page.get_by_role("link", name="Print file 1 (PDF)")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="They are in the post").click()
    expect(page.get_by_text("each of these people was told by letter today")).to_be_visible()
    page.get_by_role("link", name="1 person is told in another way, and is not in these files").click()
    expect(page.get_by_text("Read it, and write down what it means for letters").first).to_be_visible()
    axe(page)

    # and the person's record shows the new decision, with its sum and how each amount was changed
    decision = row.person.decisions.get(rates="2026-27")
    page.goto(f"/decisions/{decision.pk}/")
    expect(page.get_by_text("£73.55").first).to_be_visible()
    expect(page.get_by_text("State Pension: £230.25 to £241.30, the official rate").first).to_be_visible()
    axe(page)
