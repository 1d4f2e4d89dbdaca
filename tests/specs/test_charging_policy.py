"""What a council may choose about charging, and where the law stops it: Care Act 2014 s14(7), SI 2014/2672."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from goodlives.rules.charging import Policy, against_the_law, charge
from tests.rules.made_up import anybody, policies

ON = date(2025, 6, 2)
OUTSIDE = [
    ("mig_uplift_percent", -1, "never with less", "s14(7)"),
    ("mig_uplift_flat", -1, "never with less", "s14(7)"),
    ("percent_of_disposable_income", -1, "0% to 100%", "s14"),
    ("percent_of_disposable_income", 10_001, "at most 100%", "s14(7)"),
    ("upper_capital_limit", 2_324_999, "at least £23,250.00", "reg 12"),
    ("maximum_charge", -1, "nothing or more", "s14"),
    ("arrangement_fee", -1, "nothing or more", "reg 5"),
    ("disability_related_expenditure_flat_rate", -1, "never added", "Sch 1 para 4"),
]
AT_THE_EDGE = [
    ("mig_uplift_percent", 0),
    ("mig_uplift_flat", 0),
    ("percent_of_disposable_income", 0),
    ("percent_of_disposable_income", 10_000),
    ("upper_capital_limit", 2_325_000),
    ("upper_capital_limit", None),
    ("maximum_charge", 0),
    ("maximum_charge", None),
    ("arrangement_fee", 0),
    ("disability_related_expenditure_flat_rate", 0),
]


def test_the_law_itself_is_a_lawful_policy() -> None:
    assert against_the_law(Policy(), ON) == ()


@pytest.mark.parametrize(("field", "value"), AT_THE_EDGE)
def test_a_council_may_go_as_far_as_the_law(field: str, value: Any) -> None:
    assert against_the_law(Policy(**{field: value}), ON) == ()


@pytest.mark.parametrize(("field", "value", "words", "law"), OUTSIDE)
def test_and_not_a_penny_or_a_hundredth_further(field: str, value: int, words: str, law: str) -> None:
    (broken,) = against_the_law(Policy(**{field: value}), ON)
    assert broken.field == field
    assert words in broken.words
    assert law in broken.law


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = Policy(**{field: value for field, value, _, _ in OUTSIDE})
    assert {broken.field for broken in against_the_law(wrong, ON)} == {field for field, _, _, _ in OUTSIDE}


def test_every_choice_of_an_amount_has_its_floor() -> None:
    choices = {field.name for field in fields(Policy)} - {"ignore_night_element", "short_term_as_home"}
    assert {field for field, _, _, _ in OUTSIDE} == choices


@pytest.mark.parametrize(("fee", "broken"), [(450, 0), (451, 1)])
def test_arranging_care_is_charged_at_what_it_costs_at_the_most(fee: int, broken: int) -> None:
    assert len(against_the_law(Policy(arrangement_fee=fee), ON, cost_of_arranging=450)) == broken


@given(anybody(), policies)
@settings(max_examples=300, deadline=None)
def test_nobody_pays_more_under_a_lawful_policy_than_the_law_lets_a_council_ask(one: Any, policy: Policy) -> None:
    """Left alone, a policy is the law's own floor and ceiling. Only a fee for arranging care adds to it."""
    policy = replace(policy, arrangement_fee=0, short_term_as_home=one.policy.short_term_as_home)
    if against_the_law(policy, one.on):
        policy = replace(policy, upper_capital_limit=None)
    alone = Policy(short_term_as_home=one.policy.short_term_as_home)
    assert (charge(replace(one, policy=policy)).charge or 0) <= (charge(replace(one, policy=alone)).charge or 0)
