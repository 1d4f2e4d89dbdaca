"""What is typed is kept while it is typed: for its writer, for its form, until it is sent, thrown away or too old."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodlives.casework.access import drafts
from goodlives.casework.access.drafts import Draft
from goodlives.casework.people import actions
from goodlives.casework.people.row_security import only_what_is_theirs
from goodlives.web import clock, kept
from tests.factories import CitizenFactory, DecisionFactory, FinancialAssessmentFactory, PlanFactory, UserFactory
from tests.web.reading import words_of

pytestmark = pytest.mark.django_db

WORDS = "I would like to swim again."


@pytest.fixture
def me():
    return CitizenFactory(phone="01632 960 001")


def details(person):
    return reverse("people:details", args=[person.pk])


def type_into(client, user, path, **fields):
    """What the script sends while somebody types."""
    typed = {"written_by": kept.signature(user), "draft_of": path, "draft_title": "A page"} | fields
    return client.post(
        reverse("home:keep_draft"), typed, HTTP_ACCEPT="application/json", HTTP_ORIGIN="http://testserver"
    )


def inputs(page):
    """What the boxes of a page hold."""
    tags = re.findall(r"<input[^>]*>", page.text)
    return {
        name[1]: html.unescape(value[1]) for tag in tags
        if (name := re.search(r'name="([^"]*)"', tag)) and (value := re.search(r'value="([^"]*)"', tag))
    }  # fmt: skip


def test_it_says_when_it_was_saved(signed_in, me):
    answer = type_into(signed_in(me.user), me.user, details(me), phone="01632 960 999")
    assert answer.status_code == 200
    assert answer.json()["words"].startswith("Saved at ")


def test_the_form_opened_again_says_what_was_typed_and_since_when(signed_in, me):
    client = signed_in(me.user)
    type_into(client, me.user, details(me), phone="01632 960 999", language="Welsh")
    page = client.get(details(me))
    assert inputs(page)["phone"] == "01632 960 999"
    assert "and not sent yet" in page.text
    me.refresh_from_db()
    assert me.phone == "01632 960 001"


def test_a_form_in_which_nothing_new_was_typed_says_nothing_of_it(signed_in, me):
    client = signed_in(me.user)
    same = ("phone", "preferred_name", "address", "postcode", "email", "language", "communication_needs")
    type_into(client, me.user, details(me), **{name: getattr(me, name) for name in same})
    assert "and not sent yet" not in client.get(details(me)).text


def test_what_is_sent_is_no_longer_kept(signed_in, me):
    client = signed_in(me.user)
    type_into(client, me.user, details(me), phone="01632 960 999")
    sent = {"written_by": kept.signature(me.user), "revision": 1, "phone": "01632 960 999"}
    assert client.post(details(me), sent).status_code == 302
    assert not Draft.objects.exists()


def test_what_is_sent_but_is_not_right_is_still_kept(signed_in, me):
    client = signed_in(me.user)
    type_into(client, me.user, details(me), phone="x")
    client.post(details(me), {"written_by": kept.signature(me.user), "revision": 1, "phone": "x"})
    assert Draft.objects.exists()


def test_what_was_led_on_with_a_warning_instead_of_being_saved_is_still_kept(signed_in):
    worker = UserFactory(role="finance_officer")
    decided = FinancialAssessmentFactory(state="decided", decision=DecisionFactory(kind="charge"), contribution=0)
    address = reverse("finances:costs", args=[decided.pk])
    client = signed_in(worker)
    type_into(client, worker, address, housing_costs="120")
    assert client.post(address, {"written_by": kept.signature(worker), "housing_costs": "120"}).status_code == 302
    assert Draft.objects.exists()


def test_it_can_be_thrown_away(signed_in, me):
    client = signed_in(me.user)
    type_into(client, me.user, details(me), phone="01632 960 999")
    answer = client.post(reverse("home:let_go_of_draft"), {"draft": details(me)})
    assert answer.url == details(me)
    assert not Draft.objects.exists()


def test_throwing_away_leads_to_no_other_site(signed_in, me):
    answer = signed_in(me.user).post(reverse("home:let_go_of_draft"), {"draft": "//evil.example/"})
    assert answer.url == reverse("home:not_yet_sent")


def test_everything_not_sent_is_listed_for_its_writer(signed_in, me):
    client = signed_in(me.user)
    type_into(client, me.user, details(me), phone="01632 960 999")
    assert "A page Typed on" in words_of(client.get(reverse("home:not_yet_sent")))
    assert reverse("home:not_yet_sent") in client.get(reverse("people:mine")).text


def test_when_the_sign_in_has_run_out_nothing_typed_is_taken_and_the_script_is_told(me):
    answer = type_into(Client(), me.user, details(me), phone="01632 960 999")
    assert answer.status_code == 302
    assert not Draft.objects.exists()
    assert kept.UNSENT not in Client().session


def test_what_one_person_typed_is_never_kept_for_another_at_the_same_computer(signed_in, me):
    other = CitizenFactory()
    assert type_into(signed_in(other.user), me.user, details(me), phone="1").status_code == 403
    assert not Draft.objects.exists()


def test_somebody_else_who_opens_the_same_form_does_not_see_it(signed_in, me):
    worker = UserFactory()
    type_into(signed_in(me.user), me.user, details(me), phone="01632 960 999")
    assert "01632 960 999" not in signed_in(worker).get(details(me)).text


def test_the_database_keeps_it_from_everybody_else_and_unreadable(signed_in, me):
    other = CitizenFactory()
    type_into(signed_in(me.user), me.user, details(me), phone="01632 960 999")
    with only_what_is_theirs(other.user):
        assert not Draft.objects.exists()
    draft = Draft.objects.get()
    assert "960" not in draft.sealed
    draft.user = other.user
    draft.save()
    assert drafts.typed(other.user, details(me), at=clock.now()) is None


def test_after_a_while_it_is_forgotten(signed_in, me):
    client = signed_in(me.user)
    type_into(client, me.user, details(me), phone="01632 960 999")
    Draft.objects.update(saved_at=clock.now() - timedelta(days=31))
    assert "and not sent yet" not in client.get(details(me)).text
    type_into(client, me.user, "/another/", phone="1")
    assert Draft.objects.count() == 1


def test_what_somebody_else_saved_meanwhile_is_put_together_with_what_was_kept(signed_in, me):
    client = signed_in(me.user)
    drawn_from = inputs(client.get(details(me)))["drawn_from"]
    same = {name: getattr(me, name) for name in ("preferred_name", "address", "postcode", "email", "language")}
    typed = same | {"phone": "01632 960 999", "revision": "1", "drawn_from": drawn_from}
    type_into(client, me.user, details(me), **typed)
    actions.change_details(me, by=UserFactory(), at=clock.now(), revision=1, email="new@example.com")
    offered = inputs(client.get(details(me)))
    assert (offered["revision"], offered["drawn_from"], offered["phone"]) == ("1", drawn_from, "01632 960 999")
    client.post(details(me), typed | {"written_by": kept.signature(me.user)})
    me.refresh_from_db()
    assert (me.phone, me.email) == ("01632 960 999", "new@example.com")


def test_a_goal_with_three_ways_comes_back_with_three(signed_in):
    me = CitizenFactory()
    plan = PlanFactory(person=me)
    address = reverse("plans:add_goal", args=[plan.pk])
    client = signed_in(me.user)
    type_into(client, me.user, address, words=WORDS, rows="3", what_3="Lessons on Friday")
    page = client.get(address).text
    assert (WORDS in page, "Lessons on Friday" in page) == (True, True)


def test_a_password_is_never_kept(signed_in, me):
    assert "data-draft" not in signed_in(me.user).get(reverse("access:change_password")).text


def test_a_very_long_form_is_refused(signed_in, me):
    assert type_into(signed_in(me.user), me.user, details(me), address="x" * 500_001).status_code == 413
