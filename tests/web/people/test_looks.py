"""Who looked at a record: shown to the person it is about, each with the reason."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.urls import reverse

from tests.factories import CitizenFactory, RecordReadFactory, UserFactory
from tests.web.people.test_circle import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return CitizenFactory()


def page(person):
    return reverse("people:who_looked", args=[person.pk])


def test_nobody_yet_is_said_to_be_nobody(signed_in, me):
    assert "Nobody has looked yet" in words(signed_in(me.user).get(page(me)))


def test_my_own_look_is_not_listed(signed_in, me):
    client = signed_in(me.user)
    for name in ("circle", "details", "who_looked"):
        client.get(reverse(f"people:{name}", args=[me.pk]))
    client.get(reverse("people:mine"))
    assert not me.reads.exists()


def test_a_look_by_staff_is_shown_with_who_why_what_and_when(signed_in, me, monkeypatch):
    monkeypatch.setattr("goodlives.web.clock.now", lambda: datetime(2026, 7, 1, 9, 5, tzinfo=UTC))
    worker = UserFactory(first_name="Ife", last_name="Adeyemi")
    signed_in(worker).get(reverse("people:circle", args=[me.pk]))
    text = words(signed_in(me.user).get(page(me)))
    assert "1 July 2026 Ife Adeyemi , social worker. Why: They work in the team that supports you. Circle" in text
    assert "Circle of support, 10:05am" in text


def test_looks_at_one_page_on_one_day_stand_together(signed_in, me):
    worker = UserFactory()
    for hour in (9, 10, 14):
        RecordReadFactory(person=me, reader=worker, at=datetime(2026, 11, 2, hour, 0, tzinfo=UTC))
    RecordReadFactory(person=me, reader=worker, at=datetime(2026, 11, 3, 8, 0, tzinfo=UTC))
    text = words(signed_in(me.user).get(page(me)))
    assert text.index("3 November 2026") < text.index("2 November 2026")
    assert "Person, 2:00pm (3 times)" in text


def test_a_long_list_has_pages_and_asks_the_same_number_of_questions(signed_in, me, count_queries):
    RecordReadFactory.create_batch(3, person=me)
    few = count_queries(signed_in(me.user), page(me))
    RecordReadFactory.create_batch(27, person=me)
    client = signed_in(me.user)
    assert count_queries(client, page(me)) == few <= 8
    assert "26 to 30 of 30" in words(client.get(page(me), {"page": "2"}))


def test_the_spreadsheet_has_every_look_and_no_formula(signed_in, me):
    RecordReadFactory(person=me, reader__first_name="=HYPERLINK()", reader__last_name="X")
    rows = list(
        csv.reader(StringIO(signed_in(me.user).get(page(me), {"format": "csv"}).getvalue().decode("utf-8-sig")))
    )
    assert rows[0] == ["When", "Who", "Their job", "What they looked at", "Why"]
    assert rows[1][1] == "'=HYPERLINK() X"
