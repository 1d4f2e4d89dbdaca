"""How each day goes: one short answer an outcome, and only what is hard is asked about further."""

import pytest

from goodlives.casework.assessments import actions
from goodlives.casework.assessments.assessment import WAYS, in_short
from goodlives.casework.assessments.models import OutcomeAnswer
from tests.factories import AT, AssessmentFactory, OutcomeAnswerFactory

pytestmark = pytest.mark.django_db


def say(assessment, **how):
    who = {"by": assessment.assessor, "at": AT, "revision": assessment.revision}
    actions.answer_day_to_day(assessment, how, **who)
    return OutcomeAnswer.objects.get(assessment=assessment)


@pytest.mark.parametrize(
    ("how", "ways", "unable"),
    [
        ("manages", [False, False, False, False], False),
        ("needs_help", [True, None, None, None], True),
        ("hard", [False, None, None, None], None),
    ],
)
def test_what_each_answer_means_for_the_ways_of_the_regulation(how, ways, unable):
    answer = say(AssessmentFactory(), nutrition=how)
    assert ([getattr(answer, way) for way in WAYS], answer.unable(), in_short(answer)) == (ways, unable, how)


def test_a_carer_has_no_fourth_way():
    answer = say(AssessmentFactory(kind="carer", cared_for_name="Mariam"), nutrition="manages")
    assert (answer.takes_longer, answer.unable()) == (None, False)


def test_not_yet_known_writes_nothing_and_is_never_no():
    assessment = AssessmentFactory()
    actions.answer_day_to_day(assessment, {"nutrition": ""}, by=assessment.assessor, at=AT, revision=1)
    assert not OutcomeAnswer.objects.exists()


def test_the_same_short_answer_leaves_what_was_said_of_each_way_as_it_is():
    answer = OutcomeAnswerFactory(needs_help=False, pain_or_distress=True, danger=False, takes_longer=None)
    again = say(answer.assessment, nutrition="hard")
    assert [getattr(again, way) for way in WAYS] == [False, True, False, None]
