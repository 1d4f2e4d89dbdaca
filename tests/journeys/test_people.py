"""A social worker finds somebody and writes down who helps them; that person sees it, and sees who looked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodlives.casework.people.models import Person
from goodlives.web import clock
from tests.factories import CircleMemberFactory, CitizenFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def worker():
    return UserFactory(first_name="Ife", last_name="Adeyemi")


@pytest.fixture
def amina():
    PersonFactory.create_batch(30, family_name="Zed")
    person = CitizenFactory(given_name="Amina", family_name="Begum", phone="01632 960 001")
    CircleMemberFactory(person=person, name="Grace Okoye", relationship="neighbour", does="Looks in every evening")
    return person


def test_a_worker_finds_somebody_and_the_person_sees_what_was_done(page, axe, sign_in, worker, amina):
    # Given a worker who half remembers a name
    sign_in(page, worker)
    page.goto(reverse("people:list"))
    axe(page)
    page.get_by_label("Search").fill("Ameena Begam")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Nobody matches “Ameena Begam” exactly")).to_be_visible()
    axe(page)

    # When they open the record
    page.get_by_role("link", name="Amina Begum").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amina Begum")
    expect(page.get_by_role("button", name="Start an assessment", exact=True)).to_be_visible()
    axe(page)

    # and change how to reach her, first with a slip
    page.get_by_role("link", name="Change details").click()
    axe(page)
    page.get_by_label("NHS number").fill("943 476 5918")
    page.get_by_label("How to talk and write to them").fill("Phone after ten.")
    page.get_by_role("button", name="Save").click()
    expect(
        page.get_by_role("link", name="NHS number must be 10 numbers, like 485 777 3456. Check each number")
    ).to_be_visible()
    axe(page)
    page.get_by_label("NHS number").fill("943 476 5919")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Phone after ten.").first).to_be_visible()

    # and name her worker
    page.get_by_role("link", name="Change named worker").click()
    axe(page)
    page.get_by_label("Named worker").select_option(label=f"Ife Adeyemi, {worker.team}: 0 people")
    page.get_by_role("button", name="Save").click()

    # and write down that her brother has agreed to help
    page.get_by_role("link", name="Open the circle of support").click()
    axe(page)
    page.get_by_role("button", name="Add somebody").click()
    axe(page)
    page.get_by_label("Name", exact=True).fill("Yusuf Begum")
    page.get_by_label("Brother or sister").check()
    page.get_by_label("What they do").fill("Shopping on Fridays")
    page.get_by_label("Hours a week").fill("6")
    page.get_by_role("group", name="Are they willing?").get_by_label("Yes").check()
    page.get_by_role("group", name="Are they able?").get_by_label("Yes").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="What Yusuf Begum said").click()
    expect(page.get_by_text("Yusuf Begum cannot sign in here.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Write down something they do").click()
    page.get_by_label("What is it?").fill("Shopping on Fridays")
    today = clock.today()
    until = {"Until which day?": today + timedelta(days=300), "When did they tell you?": today}
    for question, day in until.items():
        group = page.get_by_role("group", name=question)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).fill(str(number))
    page.get_by_label("They said that they are willing and able").check()
    page.get_by_label("How did they tell you?").fill("On the phone")
    axe(page)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("On the phone").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Back to the circle").click()

    # Then what counts, and what would be missing, is plain
    expect(page.get_by_text("1 person has agreed to what they do: about 6 hours a week.")).to_be_visible()
    expect(page.get_by_text("Nobody would do: Shopping on Fridays.")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Grace Okoye no longer helps").click()
    axe(page)
    page.get_by_role("button", name="Take them out of the circle").click()
    expect(page.get_by_role("heading", name="Who was in it before")).to_be_visible()
    page.get_by_role("link", name="Back to Amina Begum").click()
    page.get_by_role("link", name="Everything that happened").click()
    expect(page.get_by_text("Circle of support: Grace Okoye").first).to_be_visible()
    expect(page.get_by_text("Left the circle on").first).to_be_visible()
    axe(page)

    # and Amina, on her own page, sees it, changes her phone number, and sees who looked
    sign_in(page, amina.user)
    page.goto(reverse("people:mine"))
    expect(page.get_by_text("Ife Adeyemi (Social worker) works with you")).to_be_visible()
    expect(page.get_by_text("Yusuf Begum, brother or sister")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Change your phone").click()
    axe(page)
    page.get_by_label("Your phone number").fill("07700 900 982")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your details are saved.")).to_be_visible()
    page.get_by_role("link", name="Open your circle").click()
    axe(page)
    page.get_by_role("link", name="Back to your page").click()
    page.get_by_role("link", name="See everybody who looked").click()
    expect(page.get_by_text("Why: They are the named worker.").first).to_be_visible()
    axe(page)
    assert Person.objects.get(pk=amina.pk).phone == "07700 900 982"


def test_somebody_who_may_have_a_record_already_is_noticed(page, axe, sign_in, worker, amina):
    # Given a worker who registers somebody the council knows
    sign_in(page, worker)
    page.goto(reverse("people:new"))
    axe(page)
    page.get_by_label("First name").fill("Ameena")
    page.get_by_label("Last name").fill("Begam")
    for part, number in (("Day", "27"), ("Month", "3"), ("Year", "1986")):
        page.get_by_label(part).fill(number)

    # When they press the button
    page.get_by_role("button", name="Check and register").click()

    # Then they are shown who it may be, and open that record instead of a second one
    expect(page.get_by_role("heading", name="Is it one of these people?")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Amina Begum").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amina Begum")
    assert not Person.objects.filter(family_name="Begam").exists()
