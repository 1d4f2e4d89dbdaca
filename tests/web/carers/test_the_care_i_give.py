"""The carer's own page: what they do, until when, and stopping; and what staff and the person see of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.carers.models import CareGiven, PlanForTheDay, Shared
from goodlives.casework.people.models import CircleMember
from goodlives.casework.reviews.models import NeedToMeetAgain
from tests import factories as make
from tests.web.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_on_a_day(settings):
    settings.DEMONSTRATION, settings.TODAY = True, date(2026, 11, 22)


@pytest.fixture
def yusuf():
    return make.CitizenFactory(given_name="Yusuf", family_name="Begum")


@pytest.fixture
def amina():
    return make.CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=make.UserFactory())


@pytest.fixture
def care(amina, yusuf):
    return make.CareGivenFactory(circle_member__person=amina, circle_member__member=yusuf)


def page(name, *args):
    return reverse(f"carers:{name}", args=args)


COOKS = {
    "what": "I cook", "how_often": "Every evening", "hours_a_week": "7", "domain": "nutrition", "share": "most",
    "until_day": "1", "until_month": "6", "until_year": "2027", "yes": "on",
}  # fmt: skip


def test_a_carer_says_what_they_do_and_until_when(signed_in, amina, yusuf):
    member = make.CircleMemberFactory(person=amina, member=yusuf, name="Yusuf Begum")
    client = signed_in(yusuf.user)
    client.post(page("add", member.pk), COOKS)
    care = CareGiven.objects.get()
    assert (care.what, care.until, care.said_by) == ("I cook", date(2027, 6, 1), "self")
    seen = text(client.get(page("caring")))
    assert "For Amina Begum" in seen
    assert "until 1 June 2027" in seen


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"yes": ""}, "Tick that you are willing and able"),
        ({"share": ""}, "Choose how much of the help with that it is"),
        ({"domain": ""}, "Choose which part of life it is"),
        ({"until_year": "2029"}, "a year from the day they said yes"),
        ({"until_year": "2020"}, "must be 22 November 2026 or later"),
        ({"what": ""}, "Write what it is"),
    ],
)
def test_a_yes_that_is_not_whole_is_asked_about(signed_in, amina, yusuf, typed, message):
    member = make.CircleMemberFactory(person=amina, member=yusuf)
    assert message in text(signed_in(yusuf.user).post(page("add", member.pk), COOKS | typed))
    assert not CareGiven.objects.exists()


def test_what_will_happen_is_said_before_and_one_press_stops_it(signed_in, amina, care, yusuf):
    client = signed_in(yusuf.user)
    before = text(client.get(page("stop", care.pk)))
    assert "It can only stay the same or go up" in before
    assert "“We are looking again at this: washing and dressing.”" in before
    client.post(page("stop", care.pk), {"person_may_know": "no"})
    assert NeedToMeetAgain.objects.get().person == amina
    care.refresh_from_db()
    assert care.ended_on == date(2026, 11, 22)


def test_the_person_reads_what_is_looked_at_again_and_not_who_stopped(signed_in, amina, care, yusuf):
    words = {"person_may_know": "no", "why": "I cannot bear it"}
    signed_in(yusuf.user).post(page("stop", care.pk), words)
    client = signed_in(amina.user)
    mine, circle = text(client.get(reverse("people:mine"))), text(client.get(reverse("people:circle", args=[amina.pk])))
    assert "We are looking again at this: Washing and dressing." in mine
    assert "Washing and dressing. Somebody from the council talks about it by 25 November 2026." in circle
    for seen in (mine, circle):
        assert "cannot bear" not in seen
        assert "stopped" not in seen


def test_staff_see_the_need_with_its_day_what_rested_on_it_and_write_how_it_is_met(signed_in, amina, care, yusuf):
    signed_in(yusuf.user).post(page("stop", care.pk), {"person_may_know": "no"})
    worker = signed_in(amina.allocated_to)
    assert "Needs to meet again" in text(worker.get(reverse("home:work")))
    assert "25 November 2026" in text(worker.get(page("needs")))
    need = NeedToMeetAgain.objects.get()
    seen = text(worker.get(page("need", need.pk)))
    assert "Do not tell the person that Yusuf Begum stopped, or why." in seen
    worker.post(page("need", need.pk), {"how": "A personal assistant at 8", "revision": need.revision})
    assert "No need waits to be met again" in text(worker.get(page("needs")))
    circle = text(signed_in(amina.user).get(reverse("people:circle", args=[amina.pk])))
    assert "Since 22 November 2026 it is met in another way: A personal assistant at 8" in circle


def test_a_look_at_what_a_carer_said_is_for_those_who_work_with_the_person_and_the_carer_reads_of_it(
    signed_in, amina, care, yusuf
):
    make.NeedToMeetAgainFactory(care=care)
    make.SupportAskedFactory(person=yusuf)
    said = page("what_they_said", amina.pk, care.circle_member_id)
    assert "Help with getting up" in text(signed_in(amina.allocated_to).get(said))
    assert yusuf.reads.get().reason == "They work with somebody for whom you care"
    stranger = signed_in(make.UserFactory(team=make.TeamFactory(name="Another team")))
    assert stranger.get(said).status_code == 403
    assert stranger.get(page("need", NeedToMeetAgain.objects.get().pk)).status_code == 403
    for name in ("needs", "asked", "ran_out"):
        assert "Begum" not in text(stranger.get(page(name)))
    assert yusuf.reads.count() == 1


def test_staff_say_yes_for_nobody_who_can_sign_in(signed_in, amina, care):
    worker = signed_in(amina.allocated_to)
    told = COOKS | {"told_how": "By phone", "told_on_day": "20", "told_on_month": "11", "told_on_year": "2026"}
    worker.post(page("add", care.circle_member_id), told)
    assert CareGiven.objects.count() == 1
    grace = make.CircleMemberFactory(person=amina, name="Grace")
    worker.post(page("add", grace.pk), told)
    assert grace.care.get().told_how == "By phone"
    assert grace.care.get().agreed_on == date(2026, 11, 20)


def test_nobody_reads_or_stops_the_care_of_another(signed_in, amina, care):
    for somebody in (amina, make.CitizenFactory()):
        client = signed_in(somebody.user)
        assert client.get(page("stop", care.pk)).status_code == 404
        assert client.post(page("stop", care.pk), {"person_may_know": "no"}).status_code == 404
        assert client.get(page("add", care.circle_member_id)).status_code == 404


def test_the_plan_for_the_day_is_written_by_either_and_printed_for_the_fridge(signed_in, amina, care, yusuf):
    CircleMember.objects.filter(pk=care.circle_member_id).update(
        does="Gets me up", hours_a_week=7, in_an_emergency=True, phone="01632 960 001"
    )
    signed_in(yusuf.user).post(page("plan_the_day", amina.pk, care.circle_member_id), {"keys": "Grace has one"})
    client = signed_in(amina.user)
    address = page("plan_the_day", amina.pk, care.circle_member_id)
    client.post(address, {"keys": "Grace has one", "instead": "Grace comes", "revision": 1})
    assert PlanForTheDay.objects.get().instead == "Grace comes"
    sheet = text(client.get(page("for_the_fridge", amina.pk)))
    for words in ("Grace comes", "Grace has one", "01632 960 001", "Ill for a day: about 1 hour of help."):
        assert words in sheet


def test_each_chooses_what_the_other_sees(signed_in, amina, care, yusuf):
    make.EmergencyPlanFactory(person=yusuf)
    mine, theirs = signed_in(yusuf.user), signed_in(amina.user)
    assert "shows you nothing" in text(theirs.get(page("theirs", care.circle_member_id)))
    mine.post(page("share", care.circle_member_id), {"shared": ["care", "emergency_plan"]})
    seen = text(theirs.get(page("theirs", care.circle_member_id)))
    assert "Help with getting up" in seen
    assert "Grace, 01632 960 001" in seen
    theirs.post(page("share", care.circle_member_id), {"shared": ["circle"]})
    assert Shared.objects.current().count() == 3
    assert "Who else is around them" in text(mine.get(page("theirs", care.circle_member_id)))
    mine.post(page("share", care.circle_member_id), {})
    assert "shows you nothing" in text(theirs.get(page("theirs", care.circle_member_id)))


def test_how_caring_goes_is_seen_first_by_the_carer_and_by_staff_only_if_they_say_so(signed_in, yusuf, amina):
    client, worker = signed_in(yusuf.user), signed_in(amina.allocated_to)
    client.post(page("begin"))
    client.post(page("answer"), {"hours": "4", "sleep": "3", "worn_out": "3", "backed_up": "2"})
    said = yusuf.how_caring_goes.get()
    assert "We would like to offer you a break" in text(client.get(page("one", said.pk)))
    assert "shows us nothing" in text(worker.get(page("shown", yusuf.pk)))
    client.post(page("show", said.pk), {"show": "yes"})
    assert "Sleep: Broken 5 nights a week or more: 3 points" in text(worker.get(page("shown", yusuf.pk)))
    client.post(page("ask"), {"what": "break", "words": ""})
    asked = yusuf.support_asked_as_carer.get()
    assert "Yusuf Begum" in text(worker.get(page("asked")))
    worker.post(page("answer_support", asked.pk), {"answer": "Two weeks in May.", "revision": asked.revision})
    assert "Two weeks in May." in text(client.get(page("going")))


def test_the_page_on_how_it_works_says_what_it_cannot_tell(client):
    seen = text(client.get(page("how_it_works")))
    assert "It has not been tested against what happened to carers later." in seen
    assert "50 or more: 4 points" in seen


@pytest.mark.parametrize("name", ["needs", "asked", "ran_out"])
def test_the_lists_ask_the_same_number_of_questions_however_long_they_are(signed_in, count_queries, name):
    client = signed_in(make.UserFactory())

    def more(number):
        for _each in range(number):
            make.NeedToMeetAgainFactory()
            make.SupportAskedFactory()
            make.CareGivenFactory(until=date(2026, 11, 3))

    more(2)
    few = count_queries(client, page(name))
    more(6)
    assert count_queries(client, page(name)) == few
