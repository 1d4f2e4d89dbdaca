"""The scripts run: on a phone the menu opens and closes."""

import pytest

from tests.factories import UserFactory
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("size", [PHONE])
def test_on_a_phone_the_menu_waits_behind_a_button(page, settings):
    settings.DEMONSTRATION = True
    worker = UserFactory(for_demonstration=True)
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Sign in as {worker}").click()
    people = page.get_by_role("navigation", name="Main").get_by_role("link", name="People", exact=True)
    people.wait_for(state="hidden")
    page.get_by_role("button", name="Menu").click()
    people.wait_for(state="visible")
