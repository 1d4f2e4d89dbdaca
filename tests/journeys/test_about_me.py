"""Somebody says who they are, in words and a picture; agrees that others find what they give; and says how life is."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from goodlives.casework.about_me.models import HowLifeIs, Part, Picture
from tests.factories import CitizenFactory, OfferFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def amina():
    return CitizenFactory(given_name="Amina", family_name="Begum", postcode="WX1 1AA")


def a_photo():
    out = BytesIO()
    Image.new("RGB", (400, 300), "seagreen").save(out, "PNG")
    return out.getvalue()


def test_somebody_says_who_they_are_and_staff_may_only_suggest(page, axe, sign_in, amina):
    # Given somebody who opens About me from their own page
    sign_in(page, amina.user)
    page.goto(reverse("people:mine"))
    axe(page)
    page.get_by_role("link", name="Open About me").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("About me")
    axe(page)

    # When they write under a heading, first with nothing in it
    page.get_by_role("link", name="Write, or add a picture or your voice").first.click()
    axe(page)
    page.get_by_role("button", name="Write something").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Write something, or go back")).to_be_visible()
    axe(page)
    page.get_by_label("Your words").fill("My garden, and being asked first.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("You wrote this on")).to_be_visible()

    # and add a picture
    page.get_by_role("link", name="Add a picture").click()
    axe(page)
    page.get_by_label("Choose a picture, or take one").set_input_files(
        {"name": "x.exe", "mimeType": "application/octet-stream", "buffer": a_photo()}
    )
    page.get_by_label("What does it show?").fill("My garden in May")
    page.get_by_role("button", name="Add it").click()
    picture = page.get_by_role("img", name="My garden in May")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 400)
    axe(page)

    # Then a social worker reads it, and may only suggest
    sign_in(page, UserFactory(first_name="Ife", last_name="Adeyemi"))
    page.goto(reverse("about_me:part", args=[amina.pk, "important"]))
    expect(page.get_by_text("They wrote this themselves")).to_be_visible()
    page.get_by_role("button", name="Suggest words").click()
    axe(page)
    page.get_by_label("What you suggest").fill("You told me about your choir.")
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_text("It waits for their answer.")).to_be_visible()
    assert Part.objects.get().words == "My garden, and being asked first."

    # and the person accepts it, and sees what it said before
    sign_in(page, amina.user)
    page.goto(reverse("about_me:part", args=[amina.pk, "important"]))
    axe(page)
    page.get_by_role("button", name="Add it under my words").click()
    expect(page.get_by_text("Ife Adeyemi").first).to_be_visible()
    page.get_by_role("link", name="What it said before").click()
    axe(page)
    expect(page.get_by_text("My garden, and being asked first.").first).to_be_visible()
    assert Picture.objects.count() == 1


def test_somebody_finds_who_could_teach_them_to_fish_until_it_is_no_longer_shared(page, axe, sign_in, amina):
    # Given Winston, who would teach anybody to fish and agrees that others find it
    winston = CitizenFactory(given_name="Winston", family_name="Osei", postcode="WX1 4AB", phone="01632 960 777")
    sign_in(page, winston.user)
    page.goto(reverse("about_me:offers", args=[winston.pk]))
    axe(page)
    page.get_by_role("button", name="Add something").click()
    axe(page)
    page.get_by_label("Something I can do or teach").check()
    page.get_by_label("In your words").fill("Fishing: I can teach you")
    page.get_by_role("button", name="Save").click()
    axe(page)
    page.get_by_role("button", name="Yes, I agree").click()
    expect(page.get_by_text("Others can find it", exact=True)).to_be_visible()
    axe(page)

    # When Amina looks for it
    sign_in(page, amina.user)
    page.goto(reverse("about_me:find"))
    page.get_by_label("What are you looking for?").fill("Who could teach me to fish?")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Winston, very near you")).to_be_visible()
    axe(page)

    # Then she sees no family name, postcode or phone number, and can ask to meet
    assert not any(secret in page.content() for secret in ("Osei", "WX1", "960 777"))
    page.get_by_role("link", name="Ask to meet Winston").click()
    axe(page)
    page.get_by_label("What would you like to say to them?").fill("I would love to learn.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We will ask Winston, and tell you here.")).to_be_visible()
    axe(page)

    # and staff ask him and write the answer
    sign_in(page, UserFactory())
    page.goto(reverse("about_me:introductions"))
    axe(page)
    page.get_by_role("link", name="Winston: Fishing").click()
    axe(page)
    page.get_by_label("Yes, they would like to meet").check()
    page.get_by_label("What you tell the person who asked").fill("Saturday at ten, at the library.")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("Nobody waits.")).to_be_visible()

    # Once he stops sharing, the next search does not find it
    sign_in(page, winston.user)
    page.goto(reverse("about_me:offers", args=[winston.pk]))
    page.get_by_role("button", name="Stop showing it now").click()
    sign_in(page, amina.user)
    page.goto(reverse("about_me:offers", args=[amina.pk]))
    expect(page.get_by_text("Saturday at ten, at the library.")).to_be_visible()
    page.goto(reverse("about_me:find") + "?words=fishing")
    expect(page.get_by_text("Nobody offers that yet.")).to_be_visible()


def test_how_life_is_by_keyboard_beside_last_time(page, axe, sign_in, amina):
    OfferFactory(person=amina)
    sign_in(page, amina.user)
    page.goto(reverse("about_me:life", args=[amina.pk]))
    axe(page)
    for level in (3, 1):
        page.get_by_role("button", name="Say how life is now").click()
        axe(page)
        for question in page.get_by_role("group").all():
            question.get_by_role("radio").nth(level - 1).focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("All in all, life is better.")).to_be_visible()
    expect(page.get_by_role("cell", name="1.00").first).to_be_visible()
    axe(page)
    assert [one.index for one in HowLifeIs.objects.all()] == [169593, 998645]
