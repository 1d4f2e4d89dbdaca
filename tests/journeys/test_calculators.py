"""Anybody works out what they might pay, and how their budget would be worked out. Each page is examined."""

import re

import pytest

from goodlives.web.advice.budget.questions import BY_SLUG
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def without_scripts(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


class Answering:
    def __init__(self, page, axe=None):
        self.page, self.axe = page, axe

    def heading(self, words):
        self.page.get_by_role("heading", level=1, name=words, exact=True).wait_for()
        if self.axe:
            self.axe(self.page)

    def press(self, words="Continue"):
        self.page.get_by_role("button", name=words, exact=True).click()

    def choose(self, question, *answers):
        self.heading(question)
        for answer in answers:
            self.page.get_by_label(answer, exact=True).check()
        self.press()

    def fill(self, **amounts):
        for label, amount in amounts.items():
            self.page.get_by_label(label, exact=True).fill(amount)
        return self


def to_the_cost(way):
    """From the first question to the cost, for somebody of 80 at home."""
    way.page.goto("/advice/what-you-might-pay/")
    way.heading("What might I pay?")
    way.press("Start")
    way.choose("Who is this for?", "Myself")
    way.choose("Where would you get care?", "At home")
    way.choose("Is any of these true for you?", "No, none of these")
    way.heading("How old are you?")
    way.fill(**{"How old are you?": "80"}).press()
    way.choose("Do you live with a husband, wife or partner?", "No")
    way.heading("How many children under 18 live with you and are looked after by you?")
    way.page.get_by_label("I do not know", exact=True).check()
    way.press()
    way.choose("What do you own?", "Money in a bank, building society, ISA or Premium Bonds, or in cash")
    way.heading("Your savings")
    way.fill(**{"How much is in your name only?": "16000",
                "How much do you have together with somebody else?": "0"}).press()  # fmt: skip
    way.choose("What money do you get?", "State Pension", "Attendance Allowance")
    way.choose("How much State Pension do you get?", "The full new State Pension")
    way.choose("Did you reach State Pension age before 6 April 2016?", "No")
    way.choose("Which Attendance Allowance do you get?", "The lower rate")
    way.heading("What do you pay for your home?")
    way.press()
    way.page.get_by_role("link", name="Council tax: type an amount").click()
    way.fill(**{"Rent or mortgage, and service charges": "0", "Council tax": "0"}).press()
    way.choose("What do you spend money on because of your disability or illness?", "An alarm or pendant")
    way.heading("What do you spend on these, because of your disability?")
    way.fill(**{"An alarm or pendant": "5"}).press()


def test_somebody_works_out_what_they_might_pay_and_tries_a_change(page, axe):
    way = Answering(page, axe)
    # Given somebody who answers each question, and does not know one
    to_the_cost(way)

    # When they choose what they know of the cost, the sum follows as they type
    way.heading("What would your care cost?")
    page.get_by_label("I know what it costs in a week").check()
    so_far = page.locator("#so-far")
    before = so_far.inner_text()
    page.get_by_label("What it costs in a week", exact=True).fill("50")
    page.wait_for_function("before => document.querySelector('#so-far').innerText !== before", arg=before)
    page.get_by_label("What it costs in a week", exact=True).fill("400")
    way.press()

    # Then they see a range, and what would make it one figure
    way.heading("What you might pay")
    page.get_by_text("What would make it one figure").wait_for()
    page.get_by_role("link", name="Children", exact=True).click()
    way.heading("How many children under 18 live with you and are looked after by you?")
    page.get_by_label("I do not know", exact=True).uncheck()
    way.fill(**{"How many children under 18 live with you and are looked after by you?": "0"}).press()
    way.heading("What you might pay")
    page.get_by_role("heading", name="Where the money goes").wait_for()
    page.get_by_text("How this is made up").first.click()
    axe(page)

    # And they try other savings beside it, and leave it as it was
    page.get_by_role("link", name=re.compile("another answer: Your savings")).click()
    way.fill(**{"How much is in your name only?": "30000"}).press("See both sums")
    way.heading("Both sums, side by side")
    page.locator(".app-amount").get_by_text("£400.00").wait_for()
    page.get_by_role("button", name="Leave it as it was").click()
    way.heading("What you might pay")
    assert page.get_by_text("£16,000.00").count()

    # And nothing is left when they delete it
    way.press("Delete my answers")
    way.heading("What might I pay?")
    page.get_by_role("button", name="Start").wait_for()


def test_it_works_without_javascript(without_scripts):
    way = Answering(without_scripts)
    to_the_cost(way)
    way.page.get_by_label("I know what it costs in a week").check()
    way.page.get_by_label("What it costs in a week", exact=True).fill("400")
    way.press("Show the sum so far")
    way.page.locator("#so-far").get_by_text("£").wait_for()
    way.press()
    way.heading("What you might pay")


@pytest.mark.parametrize("size", [DESK], ids=["desk"])
def test_the_keyboard_is_enough(page, size):
    page.goto("/advice/what-you-might-pay/who/")
    page.get_by_role("radio", name="Myself").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText.trim()") == "Continue"
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Where would you get care?").wait_for()
    page.get_by_role("radio", name="At home").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Is any of these true for you?").wait_for()


def test_somebody_tries_how_a_budget_would_be_worked_out(page, axe):
    way = Answering(page, axe)
    page.goto("/advice/your-budget/")
    way.heading("How would my budget be worked out?")
    way.press("Start")
    way.choose("Who is this for?", "Myself")
    for place, _slug in enumerate(BY_SLUG):
        page.get_by_text(f"Question {place + 2} of {len(BY_SLUG) + 1}").wait_for()
        if place == 0:
            way.press()
            page.get_by_role("link", name="Say how often help is needed").click()
            axe(page)
        page.get_by_role("radio", name="every day" if place != 8 else "every night").first.check()
        page.get_by_role("radio", name="Some of it").check()
        way.press()
    way.heading("A first idea of the budget")
    page.get_by_text("a week").first.wait_for()
