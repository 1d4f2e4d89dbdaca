"""NHS continuing healthcare: thought of with reasons, a checklist only with consent, and decided by the NHS alone."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from goodlives.casework.continuing_healthcare import actions
from goodlives.casework.continuing_healthcare.models import ContinuingHealthcare
from goodlives.casework.continuing_healthcare.signs import prompt_for
from goodlives.casework.decisions.models import Decision
from goodlives.casework.people.lists import Accommodation
from goodlives.rules.resource_allocation import Domain
from tests.factories import AT, ON, AssessmentFactory, ContinuingHealthcareFactory, HelpWithDomainFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_what_the_assessment_says_leads_to_a_prompt_with_its_reason():
    assessment = AssessmentFactory(needs_arise=True)
    assert not prompt_for(assessment)
    for domain in list(Domain)[:3]:
        HelpWithDomainFactory(assessment=assessment, domain=domain.value, help_needed="all_the_time")
    assert prompt_for(assessment).reasons == ("They need help all the time, or at night, in 3 parts of life.",)


@pytest.mark.parametrize(
    ("lives_in", "reasons"),
    [
        (Accommodation.NURSING_HOME, 1),
        (Accommodation.HOSPITAL, 1),
        (Accommodation.OWNER, 0),
        (Accommodation.UNKNOWN, 0),
    ],
)
def test_where_somebody_lives_may_point_to_it(lives_in, reasons):
    assert len(prompt_for(AssessmentFactory(person__accommodation=lives_in)).reasons) == reasons


def test_a_carer_is_not_prompted_for():
    assert not prompt_for(
        AssessmentFactory(kind="carer", cared_for_name="Mariam", person__accommodation=Accommodation.NURSING_HOME)
    )


@pytest.mark.parametrize("agrees", [None, False])
def test_no_checklist_without_consent(agrees):
    one = ContinuingHealthcareFactory()
    with pytest.raises(actions.NoChecklistWithoutConsent):
        actions.write(one, by=UserFactory(), at=AT, revision=1, agrees=agrees, checklist_on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContinuingHealthcareFactory(agrees=agrees, checklist_on=ON)


def test_the_threshold_is_worked_out_and_nothing_is_decided():
    one = actions.write(
        ContinuingHealthcareFactory(), by=UserFactory(), at=AT, revision=1, agrees=True, checklist_on=ON, sent_on=ON,
        levels={"breathing": "A"},
    )  # fmt: skip
    assert one.full_assessment_is_asked_for() is True
    assert one.decision_due() == date(2026, 11, 30)
    assert list(ContinuingHealthcare.objects.waiting_for_the_nhs()) == [one]
    assert (one.outcome, Decision.objects.count()) == ("", 0)
