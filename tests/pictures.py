"""`make pictures`: the pictures in the README, taken from the demonstration council that `make run` serves."""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodlives.config.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()

from goodlives.casework.assessments.models import Assessment  # noqa: E402
from goodlives.casework.decisions.models import Decision, Kind  # noqa: E402
from goodlives.casework.people.models import Person  # noqa: E402
from goodlives.exchange.letters.pdf import as_picture  # noqa: E402
from goodlives.exchange.letters.writing import letter_for  # noqa: E402
from goodlives.web import clock  # noqa: E402
from tests.journeys import browser  # noqa: E402

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
DESK, PHONE = {"width": 1000, "height": 1000}, {"width": 480, "height": 1000}


def take(address: str) -> None:
    person = Person.objects.get(user__username="b.person")
    plan = person.plans.get(state="agreed", assessment__kind="adult")
    charge = Decision.objects.filter(person=person, kind=Kind.CHARGE).latest("decided_on")
    writing = Assessment.objects.filter(state="in_progress", kind="adult").first()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.arguments())
        for user, name, path, size in (
            ("b.person", "my-page", "/my-page/", PHONE),
            ("b.person", "what-you-pay", f"/decisions/{charge.pk}/", DESK),
            ("b.person", "plan", f"/plans/{plan.pk}/", DESK),
            ("sam.okafor", "person", f"/people/{person.pk}/", DESK),
            ("sam.okafor", "assessment", f"/assessments/{writing.pk}/", DESK),
        ):
            context = chromium.new_context(base_url=address, viewport=size)
            page = context.new_page()
            page.goto("/sign-in/")
            page.locator(f"form[action='/sign-in/as/{user}/'] button").click()
            page.goto(path)
            if name == "what-you-pay":
                page.locator(".app-sum").first.scroll_into_view_if_needed()
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
        chromium.close()
    (FOLDER / "letter.png").write_bytes(as_picture(letter_for(charge, clock.today())))


if __name__ == "__main__":
    take(sys.argv[1])
