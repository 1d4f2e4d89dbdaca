"""The circle of support: who is in it, what counts as care, and what would be missing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.people import actions
from goodlives.casework.people.models import CircleMember
from goodlives.casework.reviews.models import NeedToMeetAgain
from goodlives.web.people.picture import MOST, spots
from tests.factories import (
    AT,
    CareGivenFactory,
    CircleMemberFactory,
    CitizenFactory,
    GoalFactory,
    PersonFactory,
    PlanFactory,
    UserFactory,
    WayFactory,
)

pytestmark = pytest.mark.django_db

YUSUF = {"name": "Yusuf Begum", "relationship": "sibling", "does": "Shopping on Fridays", "hours_a_week": "6"}
AGREED = {"willing": "yes", "able": "yes"}


def page(name, person, *more):
    return reverse(f"people:{name}", args=[person.pk, *more])


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def me():
    return CitizenFactory()


def words(response):
    """The page as it is read: without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_an_agreement_of_more_than_a_year_ago_is_asked_again(signed_in, worker, me, monkeypatch):
    monkeypatch.setattr("goodlives.web.clock.today", lambda: date(2026, 11, 22))
    CircleMemberFactory(person=me, willing=True, able=True, agreed_on=date(2025, 11, 23))
    CircleMemberFactory(person=me, willing=True, able=True, agreed_on=date(2025, 11, 20))
    assert words(signed_in(worker).get(page("circle", me))).count("more than a year ago: ask again") == 1


def test_an_empty_circle_says_what_would_fill_it(signed_in, worker, me):
    assert "Nobody is here yet" in words(signed_in(worker).get(page("circle", me)))


def test_family_care_counts_only_with_willing_able_and_agreed(signed_in, worker, me):
    CircleMemberFactory(person=me, name="Agreed", hours_a_week=6, willing=True, able=True, agreed_on=date(2026, 10, 1))
    CircleMemberFactory(person=me, name="Unasked", hours_a_week=30)
    CircleMemberFactory(person=me, name="Unwilling", hours_a_week=9, willing=False, able=True)
    text = words(signed_in(worker).get(page("circle", me)))
    assert "1 person has agreed to what they do: about 6 hours a week." in text
    assert "Agreed on 1 October 2026" in text
    assert "To ask no yes that counts today" in text
    assert "Does not count not willing" in text


def test_what_would_be_missing_names_what_the_plan_counts_on_too(signed_in, worker, me):
    yusuf = CircleMemberFactory(person=me, does="Shopping on Fridays.", hours_a_week=6)
    plan = PlanFactory(assessment__person=me, state="agreed", agreed_on="2026-01-01", starts_on="2026-01-01")
    goal = GoalFactory(plan=plan, outcomes=["community"])
    WayFactory(goal=goal, by="circle", what="Drives me to church", weekly_cost=0, circle_member=yusuf)
    text = words(signed_in(worker).get(page("circle", me)))
    assert "Nobody would do: Shopping on Fridays; Drives me to church." in text
    assert "Ill for a day: about 1 hour of help. For two weeks: about 12 hours." in text
    assert "Nobody else using what is in your community" in text


def test_what_is_paid_for_in_the_same_goal_is_somebody_else(signed_in, worker, me):
    yusuf = CircleMemberFactory(person=me, does="Shopping on Fridays.")
    plan = PlanFactory(assessment__person=me, state="agreed", agreed_on="2026-01-01", starts_on="2026-01-01")
    goal = GoalFactory(plan=plan, outcomes=["community"])
    WayFactory(goal=goal, by="circle", what="Drives me to church", weekly_cost=0, circle_member=yusuf)
    WayFactory(goal=goal)
    assert "Nobody else using what is" not in words(signed_in(worker).get(page("circle", me)))


def test_the_picture_has_the_same_in_words(signed_in, worker, me):
    CircleMemberFactory(person=me)
    html = signed_in(worker).get(page("circle", me)).content.decode()
    assert re.search(r'<svg[^>]*role="group" aria-labelledby="picture-title picture-words"', html)
    assert '<desc id="picture-words">Yusuf Begum: has not agreed yet.' in html
    assert "style=" not in html
    places = re.findall(r'href="#(member-[^"]+)"', html)
    assert len(places) == 1
    assert f'id="{places[0]}"' in html, "by keyboard, the picture leads to the list"


def test_everybody_in_the_picture_has_a_place_of_their_own():
    members = [CircleMember(name=f"Name{number} Long") for number in range(MOST + 5)]
    drawn = spots(members, date(2026, 11, 22))
    assert len({(spot.x, spot.y) for spot in drawn}) == MOST
    assert all(24 <= spot.x <= 376 and 24 <= spot.y <= 376 for spot in drawn)


@pytest.mark.parametrize("name", ["circle", "add_to_circle"])
def test_the_page_asks_the_same_number_of_questions_however_many_there_are(signed_in, worker, count_queries, name):
    small, large = PersonFactory(), PersonFactory()
    CircleMemberFactory.create_batch(3, person=small)
    CircleMemberFactory.create_batch(30, person=large)
    client = signed_in(worker)
    assert count_queries(client, page(name, small)) == count_queries(client, page(name, large)) <= 12


def test_staff_add_somebody_with_what_they_said_themselves(signed_in, worker, me):
    yusufs_own_record = PersonFactory(council_number="778899")
    signed_in(worker).post(page("add_to_circle", me), YUSUF | AGREED | {"member_number": "778899"})
    yusuf = me.circle.get()
    assert (yusuf.name, yusuf.hours_a_week, yusuf.willing, yusuf.able) == ("Yusuf Begum", 6, True, True)
    assert (yusuf.member, yusuf.changed_by) == (yusufs_own_record, worker)
    assert not yusuf.counts_towards_care(date(2026, 11, 22)), "what exactly, and until when, is said on its own page"


def test_a_person_adds_somebody_but_does_not_agree_for_them(signed_in, me):
    signed_in(me.user).post(page("add_to_circle", me), YUSUF | AGREED)
    yusuf = me.circle.get()
    assert (yusuf.does, yusuf.willing, yusuf.able, yusuf.agreed_on) == ("Shopping on Fridays", None, None, None)


def test_nobody_can_be_put_in_the_circle_of_somebody_else(signed_in, me):
    other = PersonFactory()
    member = CircleMemberFactory(person=other)
    client = signed_in(me.user)
    assert client.post(page("add_to_circle", other), YUSUF).status_code == 404
    assert client.post(page("circle_member", me, member.pk), YUSUF).status_code == 404
    assert client.post(page("leave_circle", me, member.pk), {"revision": 1}).status_code == 404
    member.refresh_from_db()
    assert (me.circle.count(), member.ended_on, member.does) == (0, None, "")


def test_a_person_does_not_see_the_own_record_of_who_helps_them(signed_in, me):
    carer = PersonFactory(council_number="778899")
    member = CircleMemberFactory(person=me, member=carer)
    client = signed_in(me.user)
    for address in (page("circle", me), page("circle_member", me, member.pk), reverse("people:mine")):
        html = client.get(address).content.decode()
        assert ("778899" in html, str(carer.pk) in html) == (False, False)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Enter a name"),
        ({"relationship": ""}, "Choose who they are"),
        ({"hours_a_week": "169"}, "Hours a week must be a whole number from 0 to 168"),
        ({"hours_a_week": "six"}, "Hours a week must be a whole number from 0 to 168"),
        ({"in_an_emergency": "on"}, "Enter a phone number for emergencies"),
        ({"phone": "ask me", "in_an_emergency": "on"}, "Enter a phone number, like"),
        ({"member_number": "nobody"}, "Nobody has this council number"),
    ],
)
def test_each_wrong_answer_has_its_message_and_what_was_typed_is_kept(signed_in, worker, me, typed, message):
    html = signed_in(worker).post(page("add_to_circle", me), YUSUF | AGREED | typed).content.decode()
    assert "<title>Error: " in html
    assert html.count(message) >= 2
    assert "Shopping on Fridays" in html
    assert not me.circle.exists()


def test_nobody_is_in_their_own_circle(signed_in, worker, me):
    html = signed_in(worker).post(page("add_to_circle", me), YUSUF | {"member_number": me.council_number}).content
    assert b"own number" in html


def test_staff_write_down_that_somebody_has_changed_their_mind(signed_in, worker, me):
    yusuf = CircleMemberFactory(person=me, willing=True, able=True, agreed_on=date(2026, 10, 1))
    signed_in(worker).post(page("circle_member", me, yusuf.pk), YUSUF | {"revision": 1, "willing": "no", "able": "yes"})
    yusuf.refresh_from_db()
    assert (yusuf.willing, yusuf.counts_towards_care(date(2026, 11, 22))) == (False, False)


def test_somebody_who_told_us_that_they_are_not_able_is_counted_on_for_nothing(signed_in, worker, me):
    care = CareGivenFactory(circle_member__person=me)
    typed = YUSUF | {"revision": 1, "willing": "yes", "able": "no"}
    signed_in(worker).post(page("circle_member", me, care.circle_member_id), typed)
    care.refresh_from_db()
    assert care.ended_on is not None
    assert NeedToMeetAgain.objects.get().person == me


def test_what_somebody_agreed_to_is_asked_again_when_the_person_changes_it(signed_in, me):
    yusuf = CircleMemberFactory(
        person=me, does="Shopping", hours_a_week=2, willing=True, able=True, agreed_on=date(2026, 10, 1)
    )
    response = signed_in(me.user).post(page("circle_member", me, yusuf.pk), YUSUF | {"revision": 1}, follow=True)
    yusuf.refresh_from_db()
    assert (yusuf.hours_a_week, yusuf.agreed_on) == (6, None)
    assert "we will ask them again" in words(response)


def test_a_new_phone_number_does_not_undo_what_was_agreed(signed_in, me):
    yusuf = CircleMemberFactory(
        person=me, does="Shopping on Fridays", hours_a_week=6, willing=True, able=True, agreed_on=date(2026, 10, 1)
    )
    signed_in(me.user).post(
        page("circle_member", me, yusuf.pk), YUSUF | {"revision": 1, "phone": "01632 960 001"}
    )  # fmt: skip
    yusuf.refresh_from_db()
    assert (yusuf.phone, yusuf.counts_towards_care(date(2026, 11, 22))) == ("01632 960 001", True)


def test_the_second_to_save_sees_both_versions(signed_in, worker, me):
    yusuf = CircleMemberFactory(person=me, does="Shopping")
    actions.change_circle(yusuf, by=UserFactory(first_name="Olu", last_name="First"), at=AT, revision=1, does="Cooking")
    html = signed_in(worker).post(page("circle_member", me, yusuf.pk), YUSUF | {"revision": 1}).content.decode()
    assert "Somebody else saved this while you were writing" in html
    assert ("Olu First" in html, "Cooking" in html, "Shopping on Fridays" in html) == (True, True, True)
    yusuf.refresh_from_db()
    assert yusuf.does == "Cooking"


def test_whoever_leaves_the_circle_is_kept_as_having_been_in_it(signed_in, worker, me):
    yusuf = CircleMemberFactory(person=me)
    client = signed_in(worker)
    client.post(page("leave_circle", me, yusuf.pk), {"revision": 1})
    assert not me.circle.current().exists()
    assert "Who was in it before" in words(client.get(page("circle", me)))


def test_leaving_is_asked_again_where_somebody_changed_it_meanwhile(signed_in, worker, me):
    yusuf = CircleMemberFactory(person=me)
    actions.change_circle(yusuf, by=worker, at=AT, revision=1, does="Cooking")
    response = signed_in(worker).post(page("leave_circle", me, yusuf.pk), {"revision": 1})
    assert "This is what it says now" in words(response)
    assert me.circle.current().exists()
