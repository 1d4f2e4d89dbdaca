"""The person's own page: now, next, and who to talk to."""

import re
from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from tests.factories import (
    AssessmentFactory,
    CircleMemberFactory,
    CitizenFactory,
    PersonFactory,
    PlanFactory,
    UserFactory,
)
from tests.web.people.a_persons_records import somebody_with_a_plan
from tests.web.people.test_circle import words

pytestmark = pytest.mark.django_db

MINE = reverse("people:mine")
NOT_OUR_WORDS = ["service user", "client", "customer", "eligibility", "allocated", "safeguarding", "indicative"]


def test_staff_have_no_page_of_this_kind(signed_in):
    assert signed_in(UserFactory()).get(MINE).status_code == 403


def test_somebody_without_a_record_is_told_what_to_do(signed_in):
    text = words(signed_in(UserFactory(role=Role.PERSON)).get(MINE))
    assert "not joined to a record yet" in text
    assert "Ask for help" in text


def test_somebody_new_reads_what_comes_first_and_may_start_it(signed_in):
    me = CitizenFactory(preferred_name="Mina")
    response = signed_in(me.user).get(MINE)
    text = words(response)
    assert "Hello, Mina" in text
    assert "You can start it yourself" in text
    assert "Nobody is named for you yet" in text
    assert reverse("assessments:start", args=[me.pk]) in response.content.decode()


def test_the_whole_page_with_a_plan_in_force(signed_in):
    me = somebody_with_a_plan(allocated_to=UserFactory(first_name="Ife", last_name="Adeyemi"))
    text = words(signed_in(me.user).get(MINE))
    for said in (
        "Ife Adeyemi (Social worker) works with you",
        "£110.10 a week. Your support costs £454.00 a week, and the council pays £343.90 of it.",
        "£1,375.60 is due on 1 January 2099",
        "I want to wash and dress when I like.",
        "We look at your plan together between 1 February 2099 and 14 February 2099",
        "Yusuf Begum",
    ):
        assert said in text


def test_the_page_says_you_in_plain_words(signed_in):
    text = words(signed_in(somebody_with_a_plan().user).get(MINE)).lower()
    assert [word for word in NOT_OUR_WORDS if word in text] == []


def test_a_plan_that_waits_for_the_person_is_the_next_thing(signed_in):
    me = CitizenFactory()
    plan = PlanFactory(assessment__person=me, state="signed_off")
    html = signed_in(me.user).get(MINE).content.decode()
    assert "Read them, and say whether you agree" in html
    assert reverse("plans:plan", args=[plan.pk]) in html


def test_whoever_agreed_to_help_somebody_reads_what_they_agreed_to(signed_in):
    me = CitizenFactory()
    amina = PersonFactory(given_name="Amina", family_name="Begum")
    member = CircleMemberFactory(person=amina, member=me, does="Shopping on Fridays")
    client = signed_in(me.user)
    assert "Amina Begum" not in words(client.get(MINE)), "nobody has asked them yet"
    member.willing = member.able = True
    member.agreed_on = date(2026, 10, 1)
    member.save()
    assert "You are in the circle of Amina Begum. You agreed to: Shopping on Fridays." in words(client.get(MINE))


def test_the_page_asks_the_same_number_of_questions_however_much_there_is(signed_in, count_queries):
    little, much = somebody_with_a_plan(3), somebody_with_a_plan(30)
    counts = [count_queries(signed_in(me.user), MINE) for me in (little, much)]
    assert counts[0] == counts[1] <= 28


def test_links_lead_only_to_pages_that_open_to_the_person(signed_in):
    me = somebody_with_a_plan()
    AssessmentFactory(person=me)
    client = signed_in(me.user)
    html = client.get(MINE).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    addresses = set(re.findall(r'href="(/[^"#]*)"', main))
    refused = [address for address in addresses if client.get(address).status_code == 403]
    assert refused == []
