"""A person and their carer each have a record of their own; each sees of the other's only what the other shows."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from goodlives.casework.assessments.models import Assessment
from goodlives.casework.carers import actions, asking
from goodlives.casework.carers.actions import CannotShare, OnlyTheCarerMay
from goodlives.casework.carers.models import CareGiven, EmergencyPlan, HowCaringGoes, PlanForTheDay
from goodlives.casework.people.models import CircleMember, Person
from goodlives.casework.people.row_security import only_what_is_theirs
from goodlives.casework.reviews import care_stopped
from tests import factories as make
from tests.factories import AT, ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    """Amina, and Yusuf who cares for her: each with a record, an assessment and a plan of their own."""
    amina, yusuf = make.CitizenFactory(given_name="Amina"), make.CitizenFactory(given_name="Yusuf")
    care = make.CareGivenFactory(circle_member__person=amina, circle_member__member=yusuf)
    grace = make.CircleMemberFactory(person=amina, name="Grace")
    for person, kind in ((amina, "adult"), (yusuf, "carer")):
        make.PlanFactory(assessment__person=person, assessment__kind=kind, kind=kind)
    make.EmergencyPlanFactory(person=yusuf)
    make.HowCaringGoesFactory(person=yusuf, shown_on=ON)
    make.PlanForTheDayFactory(circle_member=grace)
    return SimpleNamespace(amina=amina, yusuf=yusuf, care=care, place=care.circle_member, grace=grace)


def what_is_seen_by(person):
    """How many rows of each kind the database gives this person, with no filter."""
    with only_what_is_theirs(person.user):
        models = (CareGiven, EmergencyPlan, HowCaringGoes, PlanForTheDay, CircleMember, Assessment, Person)
        return {model.__name__: model.objects.count() for model in models}


HIDDEN_FROM_THE_PERSON = {"CareGiven": 0, "EmergencyPlan": 0, "HowCaringGoes": 0}
HIDDEN_FROM_THE_CARER = {"PlanForTheDay": 0, "CircleMember": 1, "Assessment": 1, "Person": 1}


def share(person, place, *what):
    with only_what_is_theirs(person.user):
        actions.choose_what_is_shared(
            person, CircleMember.objects.get(pk=place.pk), what=set(what), by=person.user, on=ON, at=AT
        )


def test_neither_sees_the_others_record(both):
    seen = what_is_seen_by(both.amina)
    assert {name: seen[name] for name in HIDDEN_FROM_THE_PERSON} == HIDDEN_FROM_THE_PERSON
    assert (seen["Assessment"], seen["Person"]) == (1, 1)
    seen = what_is_seen_by(both.yusuf)
    assert {name: seen[name] for name in HIDDEN_FROM_THE_CARER} == HIDDEN_FROM_THE_CARER


def test_the_person_sees_what_the_carer_shows_no_more_and_no_longer(both):
    share(both.yusuf, both.place, "care")
    seen = what_is_seen_by(both.amina)
    assert {name: seen[name] for name in HIDDEN_FROM_THE_PERSON} == HIDDEN_FROM_THE_PERSON | {"CareGiven": 1}
    share(both.yusuf, both.place, "emergency_plan")
    seen = what_is_seen_by(both.amina)
    assert {name: seen[name] for name in HIDDEN_FROM_THE_PERSON} == HIDDEN_FROM_THE_PERSON | {"EmergencyPlan": 1}
    share(both.yusuf, both.place)
    seen = what_is_seen_by(both.amina)
    assert {name: seen[name] for name in HIDDEN_FROM_THE_PERSON} == HIDDEN_FROM_THE_PERSON


def test_the_carer_sees_what_the_person_shows_no_more_and_no_longer(both):
    share(both.amina, both.place, "circle")
    seen = what_is_seen_by(both.yusuf)
    shown = HIDDEN_FROM_THE_CARER | {"CircleMember": 2, "PlanForTheDay": 1}
    assert {name: seen[name] for name in HIDDEN_FROM_THE_CARER} == shown
    share(both.amina, both.place)
    assert {name: what_is_seen_by(both.yusuf)[name] for name in HIDDEN_FROM_THE_CARER} == HIDDEN_FROM_THE_CARER


def test_what_one_carer_shows_no_other_person_sees(both):
    share(both.yusuf, both.place, "care", "emergency_plan")
    seen = what_is_seen_by(make.CitizenFactory())
    assert {name: seen[name] for name in HIDDEN_FROM_THE_PERSON} == HIDDEN_FROM_THE_PERSON


def test_what_is_shown_may_be_read_and_not_changed(both):
    share(both.yusuf, both.place, "care")
    share(both.amina, both.place, "circle")
    for person, rows in ((both.amina, CareGiven.objects), (both.yusuf, CircleMember.objects.filter(name="Grace"))):
        with only_what_is_theirs(person.user):
            with pytest.raises(ProgrammingError), transaction.atomic():
                rows.update(hours_a_week=1)
            assert rows.all()._raw_delete("default") == 0


def test_nobody_writes_into_what_is_the_carers(both):
    with only_what_is_theirs(both.amina.user), pytest.raises(ProgrammingError), transaction.atomic():
        make.CareGivenFactory(circle_member=CircleMember.objects.get(pk=both.grace.pk))


def test_nobody_shares_for_another_nor_with_a_stranger(both):
    stranger = make.CitizenFactory()
    known = {"what": {"care"}, "on": ON, "at": AT}
    with pytest.raises(CannotShare):
        actions.choose_what_is_shared(both.yusuf, both.place, by=both.amina.user, **known)
    with pytest.raises(CannotShare):
        actions.choose_what_is_shared(stranger, both.place, by=stranger.user, **known)


def test_whoever_is_no_longer_in_the_circle_sees_nothing_any_more(both):
    share(both.yusuf, both.place, "care", "emergency_plan")
    share(both.amina, both.place, "circle")
    care_stopped.leave_circle(both.place, by=both.amina.user, on=ON, at=AT, revision=both.place.revision)
    seen = what_is_seen_by(both.yusuf)
    assert {name: seen[name] for name in HIDDEN_FROM_THE_CARER} == HIDDEN_FROM_THE_CARER
    seen = what_is_seen_by(both.amina)
    assert {name: seen[name] for name in HIDDEN_FROM_THE_PERSON} == HIDDEN_FROM_THE_PERSON
    with pytest.raises(CannotShare):
        actions.choose_what_is_shared(both.amina, both.place, what={"circle"}, by=both.amina.user, on=ON, at=AT)


def test_an_emergency_plan_is_written_by_the_carer_or_by_staff_for_somebody_who_cannot_sign_in(both):
    worker = make.UserFactory()
    for somebody in (worker, both.amina.user):
        with pytest.raises(OnlyTheCarerMay):
            actions.write_emergency_plan(both.yusuf, keys="Mine now", by=somebody, at=AT, revision=1)
    plan = actions.write_emergency_plan(make.PersonFactory(), keys="With Grace", by=worker, at=AT)
    assert plan.keys == "With Grace"


# --- How caring goes ---


def test_nobody_is_asked_who_has_not_said_that_they_want_it(both):
    known = {"own_words": "", "by": both.yusuf.user, "on": ON, "at": AT}
    with pytest.raises(asking.NotWanted):
        asking.say_how_caring_goes(both.yusuf, {"sleep": 3}, **known)
    asking.begin_asking(both.yusuf, by=both.yusuf.user, on=ON, at=AT)
    said = asking.say_how_caring_goes(both.yusuf, {"sleep": 3}, **known)
    assert (said.least, said.most, said.shown_on) == (3, 20, None)
    assert said not in HowCaringGoes.objects.shown_to_council()


def test_nobody_answers_for_a_carer_and_nobody_else_shows_it(both):
    worker, said = make.UserFactory(), both.yusuf.how_caring_goes.get()
    with pytest.raises(OnlyTheCarerMay):
        asking.say_how_caring_goes(both.yusuf, {}, own_words="", by=worker, on=ON, at=AT)
    with pytest.raises(OnlyTheCarerMay):
        asking.show_to_council(said, show=True, by=worker, on=ON, at=AT)


def test_who_stops_it_takes_back_what_was_shown(both):
    asking.begin_asking(both.yusuf, by=both.yusuf.user, on=ON, at=AT)
    asking.stop_asking(both.yusuf, by=both.yusuf.user, on=ON, at=AT)
    assert not HowCaringGoes.objects.shown_to_council().exists()
    assert not asking.wants_to_be_asked(both.yusuf)


def test_how_life_is_over_time_adds_what_is_hard_and_what_became_harder(both):
    answers = ({"own_time": 2, "safe": 1}, {"own_time": 4, "safe": 1})
    for days, said in enumerate(answers):
        on = ON + timedelta(days=days)
        make.HowLifeIsFactory(person=both.yusuf, whose="carer", answers=said, asked_on=on)
    life = asking.life_of(both.yusuf)
    assert (life.hardest_now, life.harder_than_before) == (1, 1)


def test_who_asks_for_a_talk_waits_for_one_answer_by_a_day(both):
    known = {"what": "talk", "by": both.yusuf.user, "on": ON, "at": AT}
    asked = asking.ask_for_support(both.yusuf, words="Mornings.", **known)
    again = asking.ask_for_support(both.yusuf, words="Not on Friday.", **known)
    assert (again.pk, again.words) == (asked.pk, "Mornings.\nNot on Friday.")
    assert asked.answer_by == ON + timedelta(days=7), "five working days"
    worker = make.UserFactory()
    asking.answer_support(asked, answer="Ann comes on Monday.", by=worker, on=ON, at=AT)
    assert not both.yusuf.support_asked_as_carer.waiting().exists()
