"""From children's to adults' support: decided before 18, and nothing taken away before it is decided after 18."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goodlives.casework.transition import actions
from tests.factories import AT, ON, AssessmentFactory, DecisionFactory, PersonFactory, TransitionFactory, UserFactory

pytestmark = pytest.mark.django_db

SAID = {"reasons": "You leave school in July.", "participation": "Leo and his mother talked with Sam.", "advice": ""}
YES = {"likely_needs": True, "benefit": True, "able_to_consent": True, "consents": True, "abuse_or_neglect": False}


def test_it_is_decided_by_the_section_for_whoever_it_is_about():
    mother = TransitionFactory(
        who="childs_carer", child_name="Leo", child_born_on=date(2009, 5, 14), person__born_on=date(1980, 1, 1),
        likely_needs=True, benefit=True, consents=True,
    )  # fmt: skip
    for one, section in (
        (TransitionFactory(**YES), "58"),
        (mother, "60"),
        (TransitionFactory(who="young_carer", **YES), "63"),
    ):
        decision = actions.decide(one, **SAID, by=UserFactory(), on=ON, at=AT)
        assert (decision.kind, decision.favourable, decision.laws) == ("before_18", True, [f"Care Act 2014 s{section}"])
        assert decision.facts["the_18th_birthday"] == "2027-05-14"


def test_without_a_date_of_birth_it_is_not_yet_known():
    one = TransitionFactory(**YES, person__born_on=None)
    with pytest.raises(actions.NotEnoughKnown):
        actions.decide(one, **SAID, by=UserFactory(), on=ON, at=AT)
    assert (one.days_to_18(ON), one.milestones(), one.services_go_on(ON)) == (None, (), None)


def test_what_childrens_services_give_goes_on_past_18_until_it_is_decided_as_for_an_adult():
    one = TransitionFactory(had_childrens_services=True)
    after = date(2027, 9, 1)
    assert one.services_go_on(after) is True
    worker = UserFactory()
    begun = AssessmentFactory(person=one.person)
    actions.link_adult_assessment(one, begun, by=worker, at=AT)
    assert one.services_go_on(after) is True
    with pytest.raises(actions.StillNeeded):
        actions.end_childrens_services(one, ended_on=after, by=worker, at=AT)
    decided = AssessmentFactory(person=one.person, state="decided", decision=DecisionFactory(person=one.person))
    actions.link_adult_assessment(one, decided, by=worker, at=AT)
    assert one.services_go_on(after) is False
    assert actions.end_childrens_services(one, ended_on=after, by=worker, at=AT).ended_on == after


def test_the_database_knows_that_nothing_ends_without_an_assessment_as_an_adult():
    with pytest.raises(IntegrityError), transaction.atomic():
        TransitionFactory(ended_on=ON)


def test_asked_to_begin_twice_the_first_goes_on():
    person, worker = PersonFactory(born_on=date(2009, 5, 14)), UserFactory()
    first = actions.begin(person, who="child", by=worker, on=ON, at=AT)
    assert actions.begin(person, who="child", by=worker, on=ON, at=AT) == first
