"""Somebody reads what there is, sees what they might pay, asks, comes back, and is answered. Each page is examined."""

import re

import pytest

from goodlives.casework.access.models import Role
from goodlives.casework.requests.models import RequestForSupport, State
from goodlives.web.advice.topics import TOPICS
from tests.factories import PersonFactory, RequestForSupportFactory, UserFactory
from tests.journeys.asking import Asking
from tests.journeys.conftest import DESK

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asking(page, axe):
    return Asking(page, axe)


def test_somebody_reads_asks_comes_back_and_is_answered(asking, page, axe, sign_in):
    # Given somebody who reads what there is, without signing in
    page.goto("/advice/")
    asking.heading("Find help and advice")
    page.get_by_label("What would you like to know about?").fill("bath")
    asking.press("Search")
    page.get_by_role("link", name="Doing more for yourself").click()
    asking.heading("Doing more for yourself")

    # And who sees what they might pay
    page.goto("/advice/what-you-might-pay/")
    asking.heading("What might I pay?")

    # When they ask for help
    asking.start()
    asking.say_there_is_no_danger()
    asking.heading("Who are you asking for?")
    asking.choose("Myself")
    asking.press()
    asking.say_what_is_happening()
    asking.say_who_they_are()
    asking.say_how_to_reach_them()

    # And change an answer before they send it
    asking.heading("Check your answers")
    page.get_by_role("link", name="Change What would help?").click()
    asking.write("What would help?", "A rail, perhaps.")
    asking.press()
    reference = asking.send()

    # Then they come back with their reference and date of birth, and see that it waits
    page.goto("/ask/come-back/")
    asking.heading("Come back to your request")
    asking.write("Your reference", reference.lower().replace("-", " "))
    asking.press("Show my request")
    page.get_by_role("alert").get_by_text("We cannot find a request with these details").wait_for()
    axe(page)
    asking.write("Day", "27")
    asking.write("Month", "3")
    asking.write("Year", "1986")
    asking.press("Show my request")
    asking.heading("Your request is waiting for an answer")

    # And they can say that something has changed
    page.get_by_role("button", name="Something has changed").click()
    asking.heading("Something has changed")
    asking.write("What has changed?", "I fell last night.")
    asking.choose("Help is needed in the next few days")
    asking.press("Send")
    page.get_by_text("I fell last night.").wait_for()
    axe(page)

    # When a social worker answers
    worker = UserFactory(username="sam", role=Role.SOCIAL_WORKER, for_demonstration=True)
    PersonFactory(given_name="Amina", family_name="Begum", council_number="900001")
    sign_in(page, worker)
    page.goto("/requests/")
    asking.heading("Requests for support")
    page.get_by_role("link", name=reference).click()
    asking.heading("Amina Begum")
    asking.press("Assign to me")
    page.get_by_text("This request is yours.").wait_for()
    asking.choose("A needs assessment")
    asking.press("Write the answer")
    asking.heading("A needs assessment")
    asking.press("Send the answer")
    page.get_by_role("link", name="Say why: the decision has to give its reasons").wait_for()
    axe(page)
    page.get_by_label(re.compile("900001")).check()
    asking.write("Why", "You may have needs for care and support.")
    asking.press("Send the answer")
    asking.heading("Amina Begum")
    assert RequestForSupport.objects.get().person.council_number == "900001"
    page.get_by_role("button", name="Start the assessment").wait_for()

    # Then the person reads the answer
    page.context.clear_cookies()
    page.goto(f"/ask/come-back/?r={reference}")
    asking.write("Day", "27")
    asking.write("Month", "3")
    asking.write("Year", "1986")
    asking.press("Show my request")
    asking.heading("We have answered your request")
    page.get_by_text("This is called an assessment.").wait_for()


def test_a_neighbour_who_sees_danger_is_told_to_phone_first_and_can_still_tell(asking, page):
    # Given a neighbour who thinks that somebody is in danger
    asking.start()
    asking.heading("Is somebody in danger now?")
    asking.choose("Yes")
    asking.press()

    # Then the phone numbers come before anything else
    asking.heading("Get help now")
    page.get_by_text("Phone 999").first.wait_for()

    # And they can still tell what they know
    asking.press("Carry on telling us")
    asking.heading("Who are you asking for?")
    asking.choose("Somebody else")
    asking.press()
    asking.write("What is happening?", "I think her nephew takes her money.")
    asking.press()
    asking.press()
    asking.say_who_they_are("What is their name?")
    asking.heading("About you")
    asking.write("Your name", "Jo Pike")
    asking.write("Who are you to them?", "neighbour")
    asking.press()
    asking.heading("Do they know that you are asking us, and agree?")
    asking.choose("I am not sure")
    asking.press()
    asking.heading("Getting in touch with you")
    asking.choose("Phone call")
    asking.write("Phone number", "01632 960 001")
    asking.press()
    asking.heading("Getting in touch with them")
    asking.press()
    asking.send()
    page.get_by_text("within 1 working day").wait_for()


def test_without_javascript_everything_is_asked_and_sent(chromium, live_server, axe, size):
    # Given a browser that runs no scripts
    context = chromium.new_context(base_url=live_server.url, viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    asking = Asking(page, lambda page: None)  # axe is itself a script
    page.goto("/ask/")
    page.get_by_role("button", name="Start").click()

    # When somebody asks as a carer
    asking.say_there_is_no_danger()
    asking.choose("Myself, because I look after somebody")
    asking.press()
    asking.say_what_is_happening()
    asking.say_who_they_are()
    asking.heading("Who do you look after?")
    asking.write("Who do you look after?", "Joan Pike, my mother")
    asking.press()
    asking.say_how_to_reach_them()
    asking.send()
    context.close()

    # Then we have all of it
    request = RequestForSupport.objects.get()
    assert request.about == RequestForSupport.About.MYSELF_AS_CARER
    assert request.cared_for_name == "Joan Pike, my mother"
    assert request.words.startswith("I can no longer get out of the bath.")
    assert request.state == State.NEW


@pytest.mark.parametrize("size", [DESK])
def test_every_page_of_advice_is_examined(page, axe):
    for topic in TOPICS:
        page.goto(f"/advice/{topic.slug}/")
        page.get_by_text("The law and the figures").click()
        axe(page)


def test_the_list_of_requests_fits_the_page(page, axe, sign_in):
    # Given requests of every kind
    worker = UserFactory()
    for urgency in ("1_danger", "2_days", "3_weeks", "4_planning"):
        RequestForSupportFactory(urgency=urgency, family_name="Featherstonehaugh-Cholmondeley")
    sign_in(page, worker)

    # When a social worker narrows the list
    page.goto("/requests/")
    page.get_by_label("Urgency").select_option("1_danger")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("1 in all").wait_for()

    # Then nothing is wider than the screen
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
