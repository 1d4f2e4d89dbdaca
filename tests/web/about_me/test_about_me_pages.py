"""The pages of About me, what somebody gives and how life is: who may, what is wrong, and what is never shown."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from goodlives.casework.about_me import actions
from goodlives.casework.about_me.models import HowLifeIs, Offer, Part, Picture, SuggestedWords, VoiceNote
from goodlives.casework.people.models import RecordRead
from tests.factories import (
    AT,
    CitizenFactory,
    HowLifeIsFactory,
    OfferFactory,
    PartFactory,
    PartVersionFactory,
    PersonFactory,
    PictureFactory,
    SuggestedWordsFactory,
    UserFactory,
    VoiceNoteFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return CitizenFactory()


@pytest.fixture
def worker():
    return UserFactory()


def page(name, *args):
    return reverse(f"about_me:{name}", args=args)


def sent(content, name="x"):
    return SimpleUploadedFile(name, content)


def a_photo():
    out = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG")
    return out.getvalue()


# --- About me ---


def test_the_person_writes_and_staff_may_only_suggest(signed_in, me, worker):
    address = page("write", me.pk, "important")
    signed_in(me.user).post(address, {"words": "My garden.", "revision": "0"})
    answer = signed_in(worker).post(address, {"words": "Her cat", "why": "", "revision": "1"}, follow=True)
    assert Part.objects.get().words == "My garden."
    assert SuggestedWords.objects.get().words == "Her cat"
    assert "It waits for their answer." in answer.text


def test_staff_say_how_they_know_what_they_write_down(signed_in, worker):
    answer = signed_in(worker).post(page("write", PersonFactory().pk, "please"), {"words": "Knock.", "revision": "0"})
    assert "Say how you know this" in answer.text
    assert "Knock." in answer.text
    assert not Part.objects.exists()


def test_the_second_of_two_windows_is_shown_both(signed_in, me):
    client, address = signed_in(me.user), page("write", me.pk, "important")
    client.post(address, {"words": "My garden.", "revision": "0"})
    answer = client.post(address, {"words": "My cat.", "revision": "0"})
    assert "You saved this in another window" in answer.text
    assert "My garden." in answer.text
    assert "My cat." in answer.text
    client.post(address, {"words": "My cat.", "revision": "1"})
    assert Part.objects.get().words == "My cat."


def test_only_the_person_answers_a_suggestion(signed_in, me, worker):
    suggestion = SuggestedWordsFactory(person=me)
    assert signed_in(worker).post(page("answer", suggestion.pk), {"answer": "instead"}).status_code == 403
    assert signed_in(CitizenFactory().user).post(page("answer", suggestion.pk), {"answer": "add"}).status_code == 404
    signed_in(me.user).post(page("answer", suggestion.pk), {"answer": "decline"})
    assert not Part.objects.exists()
    assert SuggestedWords.objects.get().state == "declined"


def test_finance_officers_read_and_do_not_write(signed_in, me):
    officer = signed_in(UserFactory(role="finance_officer"))
    assert officer.get(page("about_me", me.pk)).status_code == 200
    assert officer.get(page("write", me.pk, "important")).status_code == 403
    assert officer.get(page("life_answer", me.pk)).status_code == 403


def test_a_heading_that_is_not_of_the_standard_is_not_found(signed_in, me):
    assert signed_in(me.user).get(page("part", me.pk, "shoe-size")).status_code == 404


# --- Pictures and voice notes ---


def test_a_picture_is_sent_only_through_the_record_and_each_look_is_noted(signed_in, me, worker):
    signed_in(me.user).post(
        page("add_picture", me.pk, "important"), {"picture": sent(a_photo(), "x.exe"), "words": "My garden"}
    )
    address = page("picture", Picture.objects.get().pk)
    answer = signed_in(worker).get(address)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert RecordRead.objects.filter(reader=worker, page="About me: a picture").count() == 1
    assert signed_in(CitizenFactory().user).get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "field", "data", "words"),
    [
        ("add_picture", "picture", {"picture": sent(b"MZ\x90", "holiday.jpg"), "words": "x"}, "not a picture"),
        ("add_picture", "picture", {"words": "x"}, "Choose a picture"),
        ("add_picture", "words", {"picture": sent(a_photo())}, "Say what the picture shows"),
        ("add_voice_note", "sound", {"sound": sent(a_photo(), "me.mp3")}, "not a sound"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_beside_its_field(signed_in, me, name, field, data, words):
    answer = signed_in(me.user).post(page(name, me.pk, "important"), data)
    assert words in answer.text
    assert f'href="#id_{field}"' in answer.text
    assert not Picture.objects.exists()
    assert not VoiceNote.objects.exists()


def test_a_voice_note_is_kept_without_its_name_and_with_what_it_says(signed_in, me):
    client = signed_in(me.user)
    client.post(
        page("add_voice_note", me.pk, "communication"),
        {"sound": sent(b"OggS" + b"\0" * 99, "12 Mill Lane.ogg"), "words": "Hello"},
    )
    note = VoiceNote.objects.get()
    assert client.get(page("voice_note", note.pk))["Content-Type"] == "audio/ogg"
    read = client.get(page("part", me.pk, "communication")).text
    assert "Hello" in read
    assert "Mill Lane" not in read


def test_staff_do_not_take_away_what_the_person_added(signed_in, me, worker):
    picture = PictureFactory(person=me, added_by=me.user)
    signed_in(worker).post(page("take_picture_away", picture.pk))
    assert Picture.objects.exists()
    signed_in(me.user).post(page("take_picture_away", picture.pk))
    assert not Picture.objects.exists()


# --- On paper and as a file ---


@pytest.mark.parametrize("size", ["standard", "large"])
def test_it_is_taken_along_as_a_tagged_pdf_with_its_pictures(signed_in, me, size):
    client = signed_in(me.user)
    actions.add_picture(me, "important", sent=a_photo(), words="My garden", by=me.user, at=AT)
    actions.write(me, "important", words="My garden. \U0001f431 *not markup* #let", by=me.user, at=AT)
    answer = client.get(page("pdf", me.pk), {"size": size})
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
    assert "Begum" not in answer["Content-Disposition"]


def test_as_a_file_it_has_every_heading_of_the_standard_in_order(signed_in, me):
    actions.write(me, "please", words="Knock.", by=me.user, at=AT)
    VoiceNoteFactory(person=me, heading="please")
    said = json.loads(signed_in(me.user).get(page("json", me.pk)).content)
    assert [one["heading"] for one in said["headings"]] == [
        "important", "people", "communication", "wellness", "please", "support", "also", "supported_by"
    ]  # fmt: skip
    please = said["headings"][4]
    assert (please["words"], please["source"], please["version"]) == ("Knock.", "self", 1)
    assert please["voice_notes"][0]["media_type"] == "audio/ogg"
    assert said["headings"][0]["words"] is None


# --- What I give ---


def test_others_find_a_first_name_and_no_more(signed_in, me):
    winston = CitizenFactory(
        given_name="Winston",
        family_name="Quixwhistle",
        postcode="WX1 4AB",
        phone="01632 960 777",
        address="7 Mill Lane",
    )
    offer = OfferFactory(person=winston)
    client = signed_in(winston.user)
    until = {"until_day": "1", "until_month": "1", "until_year": "2027"}
    client.post(page("share", offer.pk), until | {"revision": "1"})
    found = signed_in(me.user).get(page("find"), {"words": "teach me to fish"}).text
    assert "Winston" in found
    assert not [secret for secret in ("Quixwhistle", "WX1", "960 777", "Mill Lane") if secret in found]
    client.post(page("withdraw", offer.pk))
    assert "Winston" not in signed_in(me.user).get(page("find"), {"words": "teach me to fish"}).text
    assert signed_in(me.user).get(page("ask", offer.pk)).status_code == 302


def test_nobody_finds_their_own_offers(signed_in, me):
    OfferFactory(person=me, words="Fishing", shared_from=AT.date(), shared_until=AT.date().replace(year=2027))
    assert "Nobody offers that yet." in signed_in(me.user).get(page("find"), {"words": "fishing"}).text


def test_only_the_person_agrees_to_share_where_they_can_sign_in(signed_in, me, worker):
    offer = OfferFactory(person=me)
    data = {"until_day": "1", "until_month": "1", "until_year": "2027", "agreed_how": "By phone", "revision": "1"}
    assert "only they can agree" in signed_in(worker).post(page("share", offer.pk), data).text
    assert Offer.objects.get().shared_from is None


# --- How life is ---


def test_a_person_answers_some_questions_and_the_rest_is_a_range(signed_in, me):
    signed_in(me.user).post(page("life_answer", me.pk), {"food": "1", "home": "2"})
    kept = HowLifeIs.objects.get()
    assert (kept.answers["food"], kept.answers["safe"], kept.answered_by) == (1, None, "self")
    assert kept.index is None
    assert "between" in signed_in(me.user).get(page("life", me.pk)).text


def test_nothing_answered_is_nothing_kept(signed_in, me):
    assert "Answer at least one question" in signed_in(me.user).post(page("life_answer", me.pk), {"food": ""}).text
    assert not HowLifeIs.objects.exists()


def test_staff_say_who_answered_and_when(signed_in, me, worker):
    client, address = signed_in(worker), page("life_answer", me.pk)
    wrong = client.post(address, {"food": "1", "answered_by": "for_them", "contact": "review"}).text
    assert "Say who answered for them" in wrong
    client.post(address, {"food": "1", "answered_by": "for_them", "contact": "review", "who_answered": "Her son"})
    kept = HowLifeIs.objects.get()
    assert (kept.answered_by, kept.who_answered, kept.contact, kept.recorded_by) == (
        "for_them", "Her son", "review", worker,
    )  # fmt: skip


def test_what_changed_since_last_time_is_said_in_words(signed_in, me):
    before = {"control": 2, "food": 3, "safe": 2, "people": None}
    HowLifeIsFactory(person=me, answers=before, recorded_at=AT)
    HowLifeIsFactory(person=me, answers=before | {"food": 1, "safe": 4, "people": 1}, recorded_at=AT.replace(hour=11))
    text = " ".join(signed_in(me.user).get(page("life", me.pk)).text.split())
    assert "Better:</strong> Eating and drinking</li>" in text
    assert "Harder:</strong> Being safe</li>" in text
    assert "same:</strong> Having a say</li>" in text


def test_a_carer_is_asked_as_a_carer(signed_in, me):
    client = signed_in(me.user)
    client.post(page("life_answer", me.pk) + "?whose=carer", {"own_time": "3"})
    assert HowLifeIs.objects.get().whose == "carer"
    assert "not made into a number" in client.get(page("life", me.pk), {"whose": "carer"}).text


# --- The same number of questions, however much there is ---


@pytest.mark.parametrize("name", ["about_me", "offers", "life"])
def test_a_page_asks_the_same_number_of_questions_however_much_there_is(
    signed_in, me, name, django_assert_max_num_queries
):
    client = signed_in(me.user)
    client.get(page(name, me.pk))
    with django_assert_max_num_queries(25) as few:
        client.get(page(name, me.pk))
    for heading in ("important", "people", "please", "also"):
        part = PartFactory(person=me, heading=heading, changed_by=me.user, changed_at=AT)
        PartVersionFactory(part=part)
    for factory in (PictureFactory, VoiceNoteFactory, SuggestedWordsFactory, OfferFactory, HowLifeIsFactory):
        factory.create_batch(10, person=me)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(page(name, me.pk))
