"""What somebody needs to take part, and the independent advocate there must be before anything is decided."""

import pytest

from goodlives.casework.access.models import Role
from goodlives.casework.access.records import CannotMove
from goodlives.casework.assessments import actions as assessments
from goodlives.casework.taking_part import actions
from goodlives.rules.advocacy import Difficulty
from tests.factories import AT, ON, AssessmentFactory, TakingPartFactory, UserFactory

pytestmark = pytest.mark.django_db

SAID = {"reasons": "It is very hard for you to remember.", "participation": "You and Sam talked."}
NONE = dict.fromkeys([difficulty.value for difficulty in Difficulty], False)


def decide(one):
    return actions.decide_advocate(one, **SAID, by=UserFactory(), on=ON, at=AT)


@pytest.mark.parametrize("difficulty", [difficulty.value for difficulty in Difficulty])
def test_any_one_of_the_four_and_nobody_to_help_is_a_duty_recorded_with_its_reasons(difficulty):
    decision = decide(TakingPartFactory(**NONE | {difficulty: True}, somebody="nobody"))
    assert (decision.kind, decision.favourable, decision.laws[0]) == ("advocate", True, "Care Act 2014 s67")
    assert [row["met"] for row in decision.conditions] == [True, True]


def test_with_somebody_suitable_to_whom_they_agree_there_need_not_be_one():
    one = TakingPartFactory(
        **NONE | {"retaining": True}, somebody="yes", somebody_name="Yusuf", suitable=True, paid=False,
        able_to_agree=True, agrees=True,
    )  # fmt: skip
    decision = decide(one)
    assert decision.favourable is False
    assert decision.facts["who_could_speak_up_for_you"] == "Yusuf"


def test_not_yet_known_decides_nothing():
    with pytest.raises(actions.NotEnoughKnown) as refused:
        decide(TakingPartFactory(**NONE | {"communicating": None}, somebody="nobody"))
    assert len(refused.value.still_to_find_out) == 1


def test_what_was_decided_is_decided_again_and_the_new_one_takes_its_place():
    one = TakingPartFactory(**NONE | {"retaining": True}, somebody="nobody")
    first = decide(one)
    actions.write(one.person, one.purpose, by=UserFactory(), at=AT, revision=one.revision, retaining=False)
    one.refresh_from_db()
    assert decide(one).supersedes == first


def test_nothing_is_decided_about_eligibility_before_the_advocate_is_arranged():
    assessment = AssessmentFactory(needs_arise=False, significant_impact=False)
    one = TakingPartFactory(person=assessment.person, **NONE | {"retaining": True}, somebody="nobody")
    said = {**SAID, "advice": "The Monday club.", "by": assessment.assessor, "on": ON, "at": AT}
    decide(one)
    with pytest.raises(assessments.AdvocateMissing):
        assessments.decide_eligibility(assessment, **said)
    who = {"by": assessment.assessor, "at": AT, "revision": one.revision}
    actions.arrange_advocate(one, asked_on=ON, advocate="Dee Hale", advocate_from="Speak Up", met_on=None, **who)
    assert assessments.decide_eligibility(assessment, **said)


def test_no_advocate_is_arranged_where_none_is_needed_and_only_by_a_social_worker():
    one = TakingPartFactory()
    nobody = {"asked_on": None, "advocate": "Dee", "advocate_from": "", "met_on": None, "at": AT, "revision": 1}
    with pytest.raises(CannotMove):
        actions.arrange_advocate(one, **nobody, by=UserFactory())
    with pytest.raises(actions.NotTheirs):
        actions.arrange_advocate(one, **nobody, by=UserFactory(role=Role.FINANCE_OFFICER))
