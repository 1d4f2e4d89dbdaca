"""When somebody says no to an assessment, by example: Care Act 2014 s11."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from goodlives.rules.refusal_of_assessment import CarersRefusal, Refusal, need_not_assess, need_not_assess_carer

NO = Refusal(refused=True, has_capacity_to_refuse=True, abuse_or_neglect_or_risk_of_it=False)


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    need_not: bool | None


ADULTS = [
    Case("able to decide, and safe", {}, True),
    Case("did not refuse", {"refused": False}, False),
    Case(
        "not able to decide, and an assessment is best for them",
        {"has_capacity_to_refuse": False, "assessment_in_best_interests": True},
        False,
    ),
    Case(
        "not able to decide, and an assessment is not best for them",
        {"has_capacity_to_refuse": False, "assessment_in_best_interests": False},
        True,
    ),
    Case("able to decide, whatever others think best", {"assessment_in_best_interests": True}, True),
    Case("able to decide, but at risk of abuse", {"abuse_or_neglect_or_risk_of_it": True}, False),
    Case("whether they are at risk is not yet known", {"abuse_or_neglect_or_risk_of_it": None}, None),
    Case("whether they can decide is not yet known", {"has_capacity_to_refuse": None}, None),
    Case("asked for one since", {"asked_since": True}, False),
    Case("things have changed since", {"changed_since": True}, False),
    Case("things have changed since, and they said no again", {"changed_since": True, "refused_again": True}, True),
    Case(
        "said no again, but is now at risk",
        {"changed_since": True, "refused_again": True, "abuse_or_neglect_or_risk_of_it": True},
        False,
    ),
]


@pytest.mark.parametrize("case", ADULTS, ids=lambda case: case.says)
def test_an_adult_who_says_no(case: Case) -> None:
    assert need_not_assess(replace(NO, **case.change)).met is case.need_not


def test_what_is_still_to_find_out_about_an_adult_who_says_no() -> None:
    asked = need_not_assess(replace(NO, has_capacity_to_refuse=None)).still_to_find_out
    assert asked == ("Are you able to make the decision to say no?",)
    asked = need_not_assess(replace(NO, has_capacity_to_refuse=False)).still_to_find_out
    assert asked == ("Would an assessment be in your best interests?",)


CARERS = [
    Case("said no", {}, True),
    Case("asked for one since", {"asked_since": True}, False),
    Case("things have changed since", {"changed_since": True}, False),
    Case("things have changed since, and they said no again", {"changed_since": True, "refused_again": True}, True),
    Case("whether things have changed is not yet known", {"changed_since": None}, None),
]


@pytest.mark.parametrize("case", CARERS, ids=lambda case: case.says)
def test_a_carer_who_says_no(case: Case) -> None:
    assert need_not_assess_carer(replace(CarersRefusal(refused=True), **case.change)).met is case.need_not
