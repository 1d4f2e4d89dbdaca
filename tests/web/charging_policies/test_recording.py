"""Writing down what the council has decided: who may, what is refused by its field and law, and what is kept."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.casework.charging_policies.models import ChargingPolicy
from tests.factories import ChargingPolicyFactory, UserFactory
from tests.web.reading import text

pytestmark = pytest.mark.django_db
PAGE = reverse("charging_policies:record")
GOOD = {
    "starts_on_day": "5", "starts_on_month": "4", "starts_on_year": "2027", "mig_uplift_percent": "2.5",
    "percent_of_disposable_income": "", "disability_related_expenditure_flat_rate": "20", "ignore_night_element": "yes",
    "short_term_as_home": "no", "agreed_by": "Cabinet", "agreed_on_day": "1", "agreed_on_month": "6",
    "agreed_on_year": "2026", "minute": "Minute 12", "owner": "Director", "reason": "Because it is fair.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def set_in_june_2026(settings):
    settings.DEMONSTRATION, settings.TODAY = True, date(2026, 6, 1)


@pytest.fixture
def officer(signed_in):
    return signed_in(UserFactory(role=Role.FINANCE_OFFICER))


@pytest.mark.parametrize("role", [Role.PERSON, Role.SOCIAL_WORKER, Role.TEAM_MANAGER])
def test_others_may_not(signed_in, role):
    assert signed_in(UserFactory(role=role)).get(PAGE).status_code == 403
    assert signed_in(UserFactory(role=role)).post(PAGE, GOOD).status_code == 403
    assert not ChargingPolicy.objects.exists()


def test_what_was_decided_is_kept_as_it_was_typed_and_what_is_empty_is_the_laws(officer):
    answer = officer.post(PAGE, GOOD)
    kept = ChargingPolicy.objects.get()
    assert answer.url == reverse("charging_policies:version", args=[kept.pk])
    assert (kept.starts_on, kept.agreed_on) == (date(2027, 4, 5), date(2026, 6, 1))
    assert kept.recorded_by.role == Role.FINANCE_OFFICER
    assert kept.choices() == {
        "mig_uplift_percent": 250, "mig_uplift_flat": 0, "percent_of_disposable_income": 10_000,
        "upper_capital_limit": None, "maximum_charge": None, "ignore_night_element": True, "short_term_as_home": False,
        "arrangement_fee": 0, "disability_related_expenditure_flat_rate": 2_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"percent_of_disposable_income": "100.01"}, "percent_of_disposable_income", "Care Act 2014 s14(7)"),
        ({"upper_capital_limit": "23249.99"}, "upper_capital_limit", "SI 2014/2672 reg 12"),
        ({"mig_uplift_percent": "-3"}, "mig_uplift_percent", "must be a percentage"),
        ({"mig_uplift_flat": "-3"}, "mig_uplift_flat", "must be an amount in pounds"),
        ({"maximum_charge": "lots"}, "maximum_charge", "must be an amount in pounds"),
        ({"reason": ""}, "reason", "Enter why it was chosen"),
        ({"owner": ""}, "owner", "Enter who answers for it"),
        ({"agreed_by": ""}, "agreed_by", "Enter who decided"),
        ({"minute": ""}, "minute", "Enter where the decision is written"),
        ({"agreed_on_year": "2027"}, "agreed_on_day", "must be 1 June 2026 or earlier"),
        ({"starts_on_year": "2014"}, "starts_on_day", "or later"),
        ({"link": "javascript:alert(1)"}, "link", "Enter a link that starts with https://"),
    ],
)
def test_what_is_wrong_is_named_with_a_link_to_its_field_and_nothing_typed_is_lost(officer, typed, field, words):
    answer = officer.post(PAGE, GOOD | typed)
    said = text(answer)
    assert answer.status_code == 422
    assert words in said
    assert f'href="#id_{field}"' in said
    assert "Because it is fair." in said or "reason" in typed
    assert not ChargingPolicy.objects.exists()


def test_every_choice_that_breaks_the_law_is_named_not_only_the_first(officer):
    said = text(officer.post(PAGE, GOOD | {"percent_of_disposable_income": "101", "upper_capital_limit": "1"}))
    assert 'href="#id_percent_of_disposable_income"' in said
    assert 'href="#id_upper_capital_limit"' in said


def test_a_second_version_for_one_day_is_refused_and_as_a_correction_is_kept(officer):
    officer.post(PAGE, GOOD)
    refused = officer.post(PAGE, GOOD | {"mig_uplift_percent": "3"})
    assert refused.status_code == 422
    assert "Another version begins on that day" in text(refused)
    first = ChargingPolicy.objects.get()
    officer.post(PAGE, GOOD | {"mig_uplift_percent": "3", "corrects": str(first.pk)})
    assert ChargingPolicy.objects.in_force(date(2027, 5, 1)).mig_uplift_percent == 300


def test_the_form_begins_as_what_is_in_force_or_as_what_it_corrects(officer):
    ChargingPolicyFactory(starts_on=date(2026, 4, 6), disability_related_expenditure_flat_rate=2_000)
    coming = ChargingPolicyFactory(starts_on=date(2027, 4, 5), disability_related_expenditure_flat_rate=3_450)
    assert 'value="20.00"' in text(officer.get(PAGE))
    said = text(officer.get(PAGE, {"corrects": coming.pk}))
    assert 'value="34.50"' in said
    assert 'value="2027"' in said


def test_it_can_be_tried_before_it_is_kept(officer):
    answer = officer.post(PAGE, GOOD | {"try": "yes"})
    assert answer.url.startswith(reverse("charging_policies:what_if") + "?")
    assert "mig_uplift_percent=2.5" in answer.url
    assert "reason" not in answer.url
    assert not ChargingPolicy.objects.exists()
    assert officer.get(answer.url).status_code == 200
