"""The council's charging policy: which version is in force, what is refused, and that every version is kept."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from goodlives.casework.access.models import Role
from goodlives.casework.charging_policies import actions
from goodlives.casework.charging_policies.models import CHOICES, ChargingPolicy
from goodlives.casework.finances import actions as finances
from goodlives.rules.charging import Policy
from tests.factories import AT, ChargingPolicyFactory, FinancialAssessmentFactory, IncomeFactory, UserFactory

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 6)


@pytest.fixture
def officer():
    return UserFactory(role=Role.FINANCE_OFFICER)


def record(by, policy=None, starts_on=APRIL, *, at=AT, **more):
    return actions.record(
        policy or Policy(disability_related_expenditure_flat_rate=2_000), starts_on=starts_on, owner="Director",
        reason="Receipts are a burden.", agreed_by="Cabinet", agreed_on=date(2026, 2, 10), minute="Minute 84", by=by,
        at=at, **more,
    )  # fmt: skip


def test_every_choice_the_rules_know_is_kept_and_comes_back_the_same(officer):
    chosen = Policy(
        mig_uplift_percent=300, mig_uplift_flat=500, percent_of_disposable_income=9_000, upper_capital_limit=2_500_000,
        maximum_charge=40_000, ignore_night_element=True, short_term_as_home=False, arrangement_fee=250,
        disability_related_expenditure_flat_rate=2_000,
    )  # fmt: skip
    assert all(getattr(chosen, field.name) != field.default for field in fields(Policy)), "a new choice is not tried"
    assert ChargingPolicy.objects.get(pk=record(officer, chosen).pk).policy() == chosen


def test_with_no_version_it_is_the_laws_own_floor_and_ceiling():
    assert ChargingPolicy.objects.in_force(APRIL) == Policy()


def test_a_version_is_in_force_from_its_day_until_the_next(officer):
    record(officer, Policy(mig_uplift_flat=100), date(2025, 4, 7))
    record(officer, Policy(mig_uplift_flat=200), APRIL)
    found = [
        ChargingPolicy.objects.in_force(on).mig_uplift_flat
        for on in (date(2025, 4, 6), date(2025, 4, 7), APRIL - timedelta(1), APRIL, date(2030, 1, 1))
    ]
    assert found == [0, 100, 100, 200, 200]


def test_of_versions_that_begin_together_the_last_recorded_is_used():
    ChargingPolicyFactory(mig_uplift_flat=200, recorded_at=AT + timedelta(hours=1))
    ChargingPolicyFactory(mig_uplift_flat=100, recorded_at=AT)
    assert ChargingPolicy.objects.in_force(APRIL).mig_uplift_flat == 200


def test_a_correction_takes_the_place_of_what_it_corrects_even_when_the_day_was_wrong(officer):
    before = record(officer, Policy(mig_uplift_flat=100), date(2025, 4, 7))
    wrong = record(officer, Policy(mig_uplift_flat=200), date(2025, 9, 1))
    right = record(officer, Policy(mig_uplift_flat=200), APRIL, corrects=wrong)
    assert ChargingPolicy.objects.version_in_force(date(2025, 10, 1)) == before
    assert ChargingPolicy.objects.version_in_force(APRIL) == right


def test_a_second_version_for_one_day_must_say_that_it_corrects_the_first(officer):
    first = record(officer)
    with pytest.raises(actions.StartsAlready) as refused:
        record(officer, Policy())
    assert refused.value.version == first
    assert record(officer, Policy(), corrects=first).corrects == first


def test_a_version_is_corrected_once_and_then_its_correction_is(officer):
    first = record(officer)
    record(officer, Policy(), corrects=first)
    with pytest.raises(actions.CorrectedAlready):
        record(officer, Policy(), corrects=first)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mig_uplift_percent", -1), ("mig_uplift_flat", -1), ("percent_of_disposable_income", 10_001),
        ("percent_of_disposable_income", -1), ("maximum_charge", -1), ("arrangement_fee", -1),
        ("disability_related_expenditure_flat_rate", -1), ("upper_capital_limit", 2_324_999),
    ],
)  # fmt: skip
def test_what_the_law_forbids_is_refused_by_the_name_of_the_choice(officer, field, value):
    with pytest.raises(actions.NotLawful) as refused:
        record(officer, Policy(**{field: value}))
    assert [broken.field for broken in refused.value.broken] == [field]
    assert not ChargingPolicy.objects.exists()


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("charging_policy_leaves_people_no_less_than_the_law", {"mig_uplift_percent": -1}),
        ("charging_policy_leaves_people_no_less_than_the_law", {"mig_uplift_flat": -1}),
        ("charging_policy_asks_for_no_more_than_is_left", {"percent_of_disposable_income": 10_001}),
        ("charging_policy_asks_for_no_more_than_is_left", {"percent_of_disposable_income": -1}),
        ("charging_policy_has_no_limit_below_nothing", {"maximum_charge": -1}),
        ("charging_policy_has_no_limit_below_nothing", {"upper_capital_limit": -1}),
        ("charging_policy_has_no_fee_or_allowance_below_nothing", {"arrangement_fee": -1}),
        (
            "charging_policy_has_no_fee_or_allowance_below_nothing",
            {"disability_related_expenditure_flat_rate": -1},
        ),
        ("charging_policy_says_who_answers_for_it", {"owner": ""}),
        ("charging_policy_says_why", {"reason": ""}),
        ("charging_policy_says_who_agreed_it_and_where", {"agreed_by": ""}),
        ("charging_policy_says_who_agreed_it_and_where", {"minute": ""}),
    ],
)
def test_the_database_refuses_what_the_law_never_allows_whoever_writes_it(constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ChargingPolicyFactory(**values)


def test_a_version_is_never_changed_or_taken_away():
    version = ChargingPolicyFactory()
    with pytest.raises(DatabaseError, match="charging_policy_is_kept"), transaction.atomic():
        ChargingPolicy.objects.filter(pk=version.pk).update(mig_uplift_flat=1)
    with pytest.raises(DatabaseError, match="charging_policy_is_kept"), transaction.atomic():
        version.delete()


def test_what_somebody_pays_follows_the_policy_of_the_day_it_starts(officer):
    """£20 without receipts, on £8 of their own: £12 less, from the day it begins and not before."""
    record(officer)

    def pays(starts_on):
        assessment = FinancialAssessmentFactory(
            starts_on=starts_on, housing_costs=0, disability_related_expenditure=800, cost_of_care=90_000
        )
        IncomeFactory(assessment=assessment, amount=22_545)
        IncomeFactory(assessment=assessment, kind="pip_daily_living", rate="standard", amount=7_390)
        decision = finances.decide_charge(
            assessment, reasons="It is so.", participation="We talked.", by=officer, on=starts_on, at=AT
        )
        return assessment.contribution, decision.facts["policy"]["disability_related_expenditure_flat_rate"]

    (before, none), (after, twenty) = pays(APRIL - timedelta(1)), pays(APRIL)
    assert (none, twenty) == ("0.00", "20.00")
    # The rates change on the same day: the premium and the row rise by £9.80.
    assert before - after == 1_200 + 980


def test_choices_are_those_of_the_rules_in_their_order():
    assert tuple(field.name for field in fields(Policy)) == CHOICES
