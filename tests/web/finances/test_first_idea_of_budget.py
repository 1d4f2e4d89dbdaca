"""The first idea of the budget: from answers to points to money, and never a limit."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.finances.models import IndicativeBudget
from goodlives.rules.resource_allocation import Domain
from tests.factories import (
    ON,
    AssessmentFactory,
    CareGivenFactory,
    CircleMemberFactory,
    CitizenFactory,
    DecisionFactory,
    HelpWithDomainFactory,
    UserFactory,
)
from tests.web.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_in_june_2023(settings):
    settings.DEMONSTRATION, settings.TODAY = True, date(2023, 6, 5)


@pytest.fixture
def assessment():
    """Eligible, with help needed every day in each part of life, most of it given by family."""
    return eligible(known=Domain)


def eligible(known):
    """Somebody eligible, with help needed every day in the parts of life that are known."""
    person = CitizenFactory()
    found = AssessmentFactory(person=person, state="decided", decision=DecisionFactory(person=person))
    for domain in known:
        HelpWithDomainFactory(assessment=found, domain=domain.value, help_needed="every_day", carer_support="most")
    return found


def say_yes_everywhere(member):
    """The carer says yes to most of the help in each part of life, from long ago until long after."""
    for domain in Domain:
        CareGivenFactory(circle_member=member, domain=domain, agreed_on=date(2023, 6, 1), until=date(2027, 11, 1))


@pytest.fixture
def worker(signed_in):
    return signed_in(UserFactory(role=Role.SOCIAL_WORKER))


def page(assessment):
    return reverse("finances:indicative", args=[assessment.pk])


def test_staff_work_it_out_and_the_person_sees_each_answer_its_points_and_the_money(assessment, worker, signed_in):
    seen = text(worker.get(page(assessment)))
    assert "Eating and drinking: help every day: 5 points" in seen
    assert "a starting point and never a limit" in seen
    assert "Not kept yet" in seen
    assert "the demonstration council's own table, made up" in seen
    worker.post(page(assessment), {"reasons": "It follows your answers."})
    budget = IndicativeBudget.objects.get()
    assert (budget.points, budget.weekly_amount) == (52, 31_000)
    mine = text(signed_in(assessment.person.user).get(page(assessment)))
    assert '<span class="app-amount">£310.00</span>' in mine
    assert "It follows your answers." in mine
    assert "What would change it" in mine
    assert "8 points more would make it £480.00 a week" in mine
    assert '<form method="post" novalidate' not in mine


def test_what_is_unknown_gives_a_range_and_says_which_part_of_life(worker):
    assessment = eligible(known=[domain for domain in Domain if domain is not Domain.NIGHT])
    seen = text(worker.get(page(assessment)))
    assert "It would be between £310.00 and £480.00 a week" in seen
    link = reverse("assessments:assessment", args=[assessment.pk])
    assert f'href="{link}">Help at night</a>' in seen
    assert "It cannot be worked out yet" in text(worker.post(page(assessment), {"reasons": "x"}, follow=True))
    assert not IndicativeBudget.objects.exists()


def test_family_help_counts_only_with_consent_and_the_page_says_who_counted_and_who_not(assessment, worker):
    CircleMemberFactory(person=assessment.person, name="Jo Stone", willing=True, able=True)
    without = text(worker.get(page(assessment)))
    assert "Jo Stone: not counted</strong><br>We have no yes from them that counts today." in without
    assert "52 points in all" in without
    yusuf = CircleMemberFactory(person=assessment.person, name="Yusuf Begum", willing=True, able=True, agreed_on=ON)
    say_yes_everywhere(yusuf)
    counted = text(worker.get(page(assessment)))
    assert "Yusuf Begum: counted" in counted
    assert "a carer willingly gives most of it" in counted
    assert "52 points in all" not in counted


def test_when_something_has_changed_it_says_so_and_may_be_worked_out_again(assessment, worker):
    worker.post(page(assessment), {"reasons": "First."})
    assert "Something has changed since" not in text(worker.get(page(assessment)))
    say_yes_everywhere(CircleMemberFactory(person=assessment.person, willing=True, able=True, agreed_on=ON))
    assert "Something has changed since. Worked out today it would be £115.00 a week" in text(
        worker.get(page(assessment))
    )
    worker.post(page(assessment), {"reasons": "Yusuf has agreed."})
    assert [budget.weekly_amount for budget in IndicativeBudget.objects.all()] == [11_500, 31_000]


def test_it_needs_a_reason(assessment, worker):
    assert "Say why this is the first idea" in text(worker.post(page(assessment), {"reasons": " "}))


def test_it_comes_after_the_decision_that_needs_are_eligible(worker):
    person = CitizenFactory()
    refused = AssessmentFactory(
        person=person, state="decided", decision=DecisionFactory(person=person, favourable=False)
    )
    for assessment in (AssessmentFactory(), refused):
        assert "It comes after the decision" in text(worker.get(page(assessment)))
        worker.post(page(assessment), {"reasons": "x"})
    assert not IndicativeBudget.objects.exists()


def test_there_is_no_table_for_carers(worker):
    carer = AssessmentFactory(kind="carer", state="decided", decision=DecisionFactory())
    assert "There is no table for carers" in text(worker.get(page(carer)))


def test_the_person_does_not_work_it_out_and_a_stranger_sees_nothing(assessment, signed_in):
    signed_in(assessment.person.user).post(page(assessment), {"reasons": "x"})
    assert not IndicativeBudget.objects.exists()
    assert signed_in(CitizenFactory().user).get(page(assessment)).status_code == 404
