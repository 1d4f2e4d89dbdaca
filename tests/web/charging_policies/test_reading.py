"""Our charging policy, as anybody reads it: what is in force, what is coming, who decided it, and two side by side."""

from datetime import date

import pytest
from django.urls import reverse

from goodlives.casework.access.models import Role
from goodlives.rules.charging import Policy
from goodlives.web.charging_policies.words import CHOICES, differences
from tests.factories import ChargingPolicyFactory, UserFactory
from tests.web.reading import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def set_in_june_2026(settings):
    settings.DEMONSTRATION, settings.TODAY = True, TODAY


def page(name, *args):
    return reverse(f"charging_policies:{name}", args=args)


def test_every_choice_of_the_rules_has_words():
    assert {choice.name for choice in CHOICES} == set(Policy.__dataclass_fields__)


def test_anybody_reads_what_is_in_force_who_decided_it_why_and_where(client):
    ChargingPolicyFactory(
        starts_on=date(2026, 4, 6), disability_related_expenditure_flat_rate=2_000, minute="Minute 84/2025-26",
        agreed_on=date(2026, 2, 10), reason="Receipts are a burden.", link="https://www.wrenford.example/84",
    )  # fmt: skip
    said = text(client.get(page("now")))
    for words in (
        "In force since 6 April 2026", "£20.00 a week", "You need no receipts", "Cabinet", "10 February 2026",
        "Receipts are a burden.", 'href="https://www.wrenford.example/84">Minute 84/2025-26',
    ):  # fmt: skip
        assert words in said


def test_where_nothing_has_been_chosen_the_page_says_that_the_law_alone_is_used(client):
    said = text(client.get(page("now")))
    assert "We have chosen nothing of our own" in said
    assert "If you live at home and have more than £23,250.00, you pay the whole cost." in said
    assert "No version has been written down" in said


def test_a_version_that_is_coming_is_told_beforehand_and_does_not_count_yet(client):
    ChargingPolicyFactory(starts_on=date(2026, 4, 6), mig_uplift_flat=500)
    ChargingPolicyFactory(starts_on=date(2027, 4, 5), mig_uplift_flat=0)
    said = text(client.get(page("now")))
    assert "In force since 6 April 2026" in said
    assert "This changes on 5 April 2027." in said


def test_a_corrected_version_says_so_and_leads_to_the_right_one(client):
    wrong = ChargingPolicyFactory()
    right = ChargingPolicyFactory(corrects=wrong)
    said = text(client.get(page("version", wrong.pk)))
    assert "There was a mistake in this version." in said
    assert page("version", right.pk) in said
    assert page("version", wrong.pk) in text(client.get(page("version", right.pk)))


def test_two_versions_stand_side_by_side_with_what_changes_for_people(client):
    first = ChargingPolicyFactory(starts_on=date(2025, 4, 7), percent_of_disposable_income=9_000)
    second = ChargingPolicyFactory(starts_on=date(2026, 4, 6), maximum_charge=40_000)
    said = text(client.get(page("compare"), {"first": first.pk, "second": second.pk}))
    assert "2 choices are different." in said
    assert "People pay more or the same" in said
    assert "People pay less or the same" in said
    assert "The two are the same." in text(client.get(page("compare"), {"first": first.pk, "second": first.pk}))


@pytest.mark.parametrize("asked", ["nonsense", "5d0c8a52-6f5e-4a53-9d0b-1c6f0a7b9e11", ""])
def test_a_version_that_is_not_there_is_the_law_alone(client, asked):
    assert "The law alone" in text(client.get(page("compare"), {"first": asked, "second": asked}))


@pytest.mark.parametrize(
    ("name", "kind", "unkind"),
    [
        ("mig_uplift_percent", 100, 0), ("mig_uplift_flat", 100, 0), ("percent_of_disposable_income", 9_000, 10_000),
        ("upper_capital_limit", 3_000_000, None), ("maximum_charge", 10_000, None), ("maximum_charge", 1, 2),
        ("ignore_night_element", True, False), ("arrangement_fee", 0, 100),
        ("disability_related_expenditure_flat_rate", 100, 0),
    ],
)  # fmt: skip
def test_a_choice_in_peoples_favour_is_called_that_and_its_opposite_the_opposite(name, kind, unkind):
    def means(first, second):
        rows = differences(Policy(**{name: first}), Policy(**{name: second}))
        return [row.means for row in rows if row.changed]

    assert means(unkind, kind) == ["People pay less or the same"]
    assert means(kind, unkind) == ["People pay more or the same"]


@pytest.mark.parametrize("rows", [2, 12])
def test_the_page_asks_the_database_as_often_for_many_versions_as_for_few(client, django_assert_num_queries, rows):
    for number in range(rows):
        ChargingPolicyFactory(starts_on=date(2024, 1, 1 + number))
    with django_assert_num_queries(5):
        client.get(page("now"))


def test_only_those_who_keep_the_policy_are_offered_to_change_it(client, signed_in):
    record = page("record")
    assert record not in text(client.get(page("now")))
    assert record not in text(signed_in(UserFactory(role=Role.SOCIAL_WORKER)).get(page("now")))
    assert record in text(signed_in(UserFactory(role=Role.FINANCE_OFFICER)).get(page("now")))
