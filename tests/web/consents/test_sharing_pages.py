"""The person's pages about who may see what, and those of staff who write down what was said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodlives.casework.consents import actions
from goodlives.casework.consents.models import Consent
from goodlives.web.consents.without_asking import REASONS
from tests.factories import (
    AT,
    CitizenFactory,
    ConsentFactory,
    PartnerFactory,
    PersonFactory,
    SharedFileFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture
def amina():
    return CitizenFactory()


def shared(person, **what):
    return ConsentFactory(person=person, first_on=TODAY, last_on=TODAY + timedelta(days=90), **what)


def page(name, person, *more):
    return reverse(f"consents:{name}", args=[person.pk, *more])


ANSWERS = {"purpose": "care", "groups": ["plan", "reach"], "how_long": "3"}


def test_somebody_shares_and_it_stands_from_today(signed_in, amina):
    partner = PartnerFactory()
    answer = signed_in(amina.user).post(page("give", amina), ANSWERS | {"partner": str(partner.pk)}, follow=True)
    consent = Consent.objects.get()
    assert (consent.partner, consent.first_on, consent.recorded_by, consent.told) == (partner, TODAY, amina.user, "")
    assert 89 <= (consent.last_on - TODAY).days <= 92
    assert f"{partner} can now see what was chosen." in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"groups": []}, "Tick at least one thing they may see"),
        ({"purpose": "other"}, "Write what it is for"),
        ({"how_long": "day"}, "Enter the last day they may look"),
        ({"how_long": "day", "until_day": "1", "until_month": "1", "until_year": "2099"}, "a year from now"),
        ({"partner": "nobody"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_in_words(signed_in, amina, typed, said):
    answer = signed_in(amina.user).post(page("give", amina), ANSWERS | {"partner": str(PartnerFactory().pk)} | typed)
    assert said in answer.text
    assert not Consent.objects.exists()


def test_many_partners_are_a_list_and_not_a_page_of_buttons(signed_in, amina):
    PartnerFactory.create_batch(13)
    text = signed_in(amina.user).get(page("give", amina)).text
    assert '<select class="govuk-select" id="id_partner"' in text


def test_one_press_stops_it_and_one_more_gives_it_again(signed_in, amina):
    browser, consent = signed_in(amina.user), shared(amina)
    answer = browser.post(page("stop", amina, consent.pk), follow=True)
    assert "can no longer see anything" in answer.text
    assert "Share it again" in answer.text
    answer = browser.post(page("again", amina, consent.pk), follow=True)
    assert "can see it again" in answer.text
    assert Consent.objects.current(TODAY).filter(person=amina).count() == 1


def test_a_change_shows_what_is_shared_now_and_is_never_listed_as_ended(signed_in, amina):
    consent = shared(amina)
    known = {"groups": ["reach"], "how_long": "1", "revision": "1"}
    answer = signed_in(amina.user).post(page("change", amina, consent.pk), known, follow=True)
    assert "No longer shared" not in answer.text
    assert Consent.objects.current(TODAY).get().groups == ["reach"]


def test_nobody_changes_what_belongs_to_another(signed_in, amina):
    other = shared(CitizenFactory())
    for name in ("stop", "again", "change"):
        assert signed_in(amina.user).post(page(name, amina, other.pk)).status_code == 404
        assert signed_in(amina.user).post(page(name, other.person, other.pk)).status_code == 404
    other.refresh_from_db()
    assert other.withdrawn_at is None


def test_staff_write_down_how_it_was_said_and_for_whom(signed_in):
    person, partner, worker = PersonFactory(), PartnerFactory(), UserFactory()
    browser, typed = signed_in(worker), ANSWERS | {"partner": str(partner.pk), "given_by": "best_interests"}
    answer = browser.post(page("give", person), typed)
    for words in ("Say how they told you", "Enter their name", "Say by what right"):
        assert words in answer.text
    typed |= {"told": "At her review.", "representative": "Sam Okafor", "basis": "She cannot weigh this up."}
    answer = browser.post(page("give", person), typed, follow=True)
    for words in ("At her review.", "Sam Okafor", "She cannot weigh this up.", str(worker)):
        assert words in answer.text
    browser.post(page("stop", person, Consent.objects.get().pk), {"told": "She shook her head."})
    assert Consent.objects.get().withdrawn_told == "She shook her head."


def test_the_history_has_every_yes_and_no_and_what_came_of_each_copy(signed_in, amina):
    consent = shared(amina, given_at=AT)
    SharedFileFactory(consent=consent)
    actions.withdraw(consent, by=amina.user, at=AT + timedelta(hours=1))
    text = signed_in(amina.user).get(page("history", amina)).text
    for words in ("Shared with", "asked for a copy of: My plan", "was never made, and nothing was sent",
                  "The person took their consent back.", "Stopped sharing with"):  # fmt: skip
        assert words in text


def test_the_number_of_queries_does_not_grow_with_what_is_shared(signed_in, amina, django_assert_max_num_queries):
    for _number in range(4):
        actions.withdraw(shared(amina), by=UserFactory(), at=AT)
    browser = signed_in(amina.user)
    with django_assert_max_num_queries(8):
        browser.get(page("who_may_see", amina))
    for _number in range(6):
        shared(amina)
    with django_assert_max_num_queries(8):
        browser.get(page("who_may_see", amina))


def test_what_is_shared_without_asking_stands_with_its_law_for_anybody(client):
    text = client.get(reverse("consents:without_asking")).text
    for words in ("Health and Social Care (Safety and Quality) Act 2015, section 3", "Care Act 2014, sections 42 to 45",
                  "your consent is not our reason", "common law duty of confidentiality"):  # fmt: skip
        assert words in text
    assert all(reason.sources and reason.say for reason in REASONS)
