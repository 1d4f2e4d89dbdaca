"""People, and assessments in the states that the pages meet."""

import pytest

from tests.factories import AssessmentFactory, CitizenFactory, OutcomeAnswerFactory, UserFactory

WAYS = ("needs_help", "pain_or_distress", "danger", "takes_longer")


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def amina(worker):
    return CitizenFactory(given_name="Amina", family_name="Begum", allocated_to=worker)


@pytest.fixture
def assessment(amina, worker):
    return AssessmentFactory(person=amina, assessor=worker)


@pytest.fixture
def carers(amina, worker):
    return AssessmentFactory(person=amina, assessor=worker, kind="carer", cared_for_name="Mariam Begum")


@pytest.fixture
def make_known():
    """Answers every outcome: unable to achieve the first so many, able to achieve the rest."""

    def make(assessment, unable=2):
        assessment.needs_arise = assessment.significant_impact = True
        if assessment.is_for_carer:
            assessment.health_deteriorating = False
        assessment.save()
        for number, outcome in enumerate(assessment.outcomes()):
            answers = dict.fromkeys(WAYS[:3] if assessment.is_for_carer else WAYS, False)
            answers["needs_help"] = number < unable
            OutcomeAnswerFactory(assessment=assessment, outcome=outcome.value, **answers)
        return assessment

    return make
