"""What happened to a record, as a page: grouped, in words, filtered, as a spreadsheet; for staff and for the person."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goodlives.casework.people import actions
from tests import factories
from tests.factories import AT, CitizenFactory, PersonFactory, UserFactory
from tests.web.people.a_persons_records import somebody_with_a_plan
from tests.web.reading import words_of

pytestmark = pytest.mark.django_db


def page(person):
    return reverse("people:what_happened", args=[person.pk])


@pytest.fixture
def worker():
    return UserFactory(first_name="Sam", last_name="Okafor", job_title="social worker")


def change(person, worker, days=0, **said):
    actions.change_details(person, by=worker, at=AT + timedelta(days=days), revision=person.revision, **said)


def test_it_says_what_changed_from_what_to_what_and_who_changed_it(signed_in, worker):
    person = PersonFactory(phone="01632 960 001", changed_at=AT)
    change(person, worker, days=1, phone="01632 960 999", support_reason="Support with memory and cognition")
    words = words_of(signed_in(worker).get(page(person)))
    assert "3 November 2026 10:04am, You Details, changed" in words
    assert "Phone before: 01632 960 001 → after: 01632 960 999" in words
    assert "Main reason for support" in words
    assert "Memory and thinking" in words


def test_the_person_reads_their_own_in_the_same_words(signed_in, worker):
    me = CitizenFactory(phone="01632 960 001", changed_at=AT)
    change(me, worker, days=1, phone="01632 960 999")
    words = words_of(signed_in(me.user).get(page(me)))
    assert "What happened to your record" in words
    assert "Sam Okafor, social worker Details, changed Phone" in words


def test_nobody_reads_another_s(signed_in):
    assert signed_in(CitizenFactory().user).get(page(PersonFactory())).status_code == 404


def test_words_that_differ_in_long_texts_are_marked(signed_in, worker):
    before = "Please phone in the morning, and speak slowly, because I do not hear well on my left side."
    person = PersonFactory(communication_needs=before, changed_at=AT)
    change(person, worker, days=1, communication_needs=before.replace("morning", "afternoon"))
    html = signed_in(worker).get(page(person)).text
    assert "<del>" in html
    assert "<ins>" in html


def test_money_days_and_choices_are_said_as_the_pages_say_them(signed_in, worker):
    plan = factories.PlanFactory()
    factories.WayFactory(goal__plan=plan, by="money", weekly_cost=12_050, what="A helper")
    factories.PlanFactory(person=PersonFactory())
    words = words_of(signed_in(worker).get(page(plan.person)))
    for said in ("Way to a goal: A helper", "Cost a week £120.50", "How it is met With money"):
        assert said in words


def test_it_can_be_narrowed_by_what_by_whom_and_by_day(signed_in, worker):
    person, other = PersonFactory(changed_at=AT, phone="1"), UserFactory(first_name="Ruth", last_name="Lindqvist")
    change(person, other, days=1, phone="01632 960 002")
    change(person, worker, days=10, phone="01632 960 003")
    factories.CircleMemberFactory(person=person, name="Rosa", changed_at=AT + timedelta(days=10), changed_by=worker)
    client = signed_in(worker)

    def shown(**asked):
        return words_of(client.get(page(person), asked))

    assert "Rosa" in shown(what="people.circlemember")
    assert "960 003" not in shown(what="people.circlemember")
    assert ("960 002" in shown(who=other.pk), "Rosa" in shown(who=other.pk)) == (True, False)
    since = {"since_day": "10", "since_month": "11", "since_year": "2026"}
    assert ("Rosa" in shown(**since), "after: 01632 960 002" in shown(**since)) == (True, False)
    until = {"until_day": "9", "until_month": "11", "until_year": "2026"}
    assert ("Rosa" in shown(**until), "after: 01632 960 002" in shown(**until)) == (False, True)
    assert "Nothing matches" in shown(**since, until_day="9", until_month="11", until_year="2026")


def test_it_has_pages_and_all_of_it_on_one_to_print(signed_in, worker):
    person = PersonFactory(changed_at=AT)
    for number in range(1, 31):
        change(person, worker, days=number, phone=f"01632 960 0{number:02}")
    client = signed_in(worker)
    for asked, said in (({}, "1 to 15 of 31"), ({"page": 3}, "31 to 31 of 31"), ({"print": "yes"}, "1 to 31 of 31")):
        assert said in client.get(page(person), asked).text


def test_as_a_spreadsheet_each_part_that_changed_is_a_line(signed_in, worker):
    person = PersonFactory(phone="01632 960 001", changed_at=AT)
    change(person, worker, days=1, phone="01632 960 999", born_on=date(1950, 1, 2))
    lines = b"".join(signed_in(worker).get(page(person), {"format": "csv"}).streaming_content).decode().splitlines()
    assert lines[0] == "\ufeffWhen,Who,Record,What was done,Part,Before,After,Why"
    assert "2026-11-03 10:04,You,Details,changed,Phone,01632 960 001,01632 960 999," in lines
    assert any(",Date of birth,27 March 1986,2 January 1950," in line for line in lines)


@pytest.mark.parametrize("own", [True, False], ids=["the person", "staff"])
def test_it_asks_the_same_number_of_questions_however_much_there_is(signed_in, worker, own, count_queries):
    little, much = somebody_with_a_plan(3), somebody_with_a_plan(30)
    counts = []
    for person in (little, much):
        if own:
            person.user = UserFactory(role="person")
            person.save()
        client = signed_in(person.user if own else worker)
        client.get(page(person))
        counts.append(count_queries(client, page(person)))
    assert counts[0] == counts[1] <= 14
