"""The charging policy in a browser: anybody reads it; an officer tries a change, keeps it, and it is coming."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.access.models import Role
from goodlives.casework.charging_policies.models import ChargingPolicy
from tests.exchange.test_population import decided
from tests.factories import ChargingPolicyFactory, IncomeFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def set_in_june_2026(settings):
    settings.DEMONSTRATION, settings.TODAY = True, TODAY


def test_anybody_reads_the_policy_and_compares_two_versions(page, axe):
    # Given a version in force, and one that is coming
    ChargingPolicyFactory(starts_on=date(2026, 4, 6), disability_related_expenditure_flat_rate=2_000)
    ChargingPolicyFactory(starts_on=date(2027, 4, 5), disability_related_expenditure_flat_rate=2_500)

    # When somebody who has not signed in reads it
    page.goto(reverse("charging_policies:now"))
    axe(page)
    expect(page.get_by_role("heading", name="In force since 6 April 2026")).to_be_visible()

    # Then they can see what changes
    page.get_by_role("link", name="See what changes on 5 April 2027").click()
    page.get_by_text("1 choice is different.").wait_for()
    axe(page)
    expect(page.get_by_text("People pay less or the same")).to_be_visible()
    page.goto(reverse("charging_policies:version", args=[ChargingPolicy.objects.first().pk]))
    axe(page)


def test_an_officer_tries_a_change_then_writes_it_down(page, axe, sign_in):
    # Given people whom the council charges
    for _ in range(12):
        row = decided(
            PersonFactory(), starts_on=TODAY, cost_of_care=90_000, housing_costs=0, disability_related_expenditure=0
        )
        IncomeFactory(assessment=row, amount=22_545)
    sign_in(page, UserFactory(role=Role.FINANCE_OFFICER))

    # When a finance officer tries £5 more to be left with
    page.goto(reverse("charging_policies:what_if"))
    axe(page)
    page.get_by_label("Added to the money people must be left with").fill("5")
    page.get_by_role("button", name="Work it out").click()
    page.get_by_role("heading", name="What it would cost the council").wait_for()
    axe(page)
    expect(page.get_by_text("£3,120.00", exact=True)).to_be_visible()

    # and changes it, the answer follows, and the address with it
    page.get_by_label("Added to the money people must be left with").fill("10")
    page.get_by_label("Added to the money people must be left with").press("Tab")
    page.get_by_text("£6,240.00", exact=True).wait_for()
    assert "mig_uplift_flat=10" in page.url
    axe(page)

    # and the council decides it
    page.get_by_role("link", name="The council has decided this: write it down").click()
    axe(page)
    for name, day, month, year in (("starts_on", "5", "4", "2027"), ("agreed_on", "1", "6", "2026")):
        for part, typed in (("day", day), ("month", month), ("year", year)):
            page.locator(f"#id_{name}_{part}").fill(typed)
    page.get_by_role("button", name="Keep this version").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    axe(page)
    page.get_by_label("Who decided?").fill("Cabinet")
    page.get_by_label("Where is that written?").fill("Minute 12")
    page.get_by_label("Who answers for it?").fill("Director of Adult Social Care")
    page.get_by_label("Why was it chosen?").fill("Food and heating cost more.")
    page.get_by_role("button", name="Keep this version").click()

    # Then it is there for everybody to read
    page.get_by_text("The version is kept.").wait_for()
    axe(page)
    expect(page.get_by_text("Food and heating cost more.")).to_be_visible()
    assert ChargingPolicy.objects.get().mig_uplift_flat == 1_000
