"""Before and after 18, by example: Care Act 2014 ss58 to 66."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from goodlives.rules.transition import (
    BeforeEighteen,
    Who,
    childrens_services_go_on,
    milestones,
    must_assess_before_18,
    turns,
    year_9_begins,
)

LEO = BeforeEighteen(
    who=Who.CHILD, is_under_18=True, likely_to_have_needs_after_18=True, significant_benefit=True,
    able_to_consent=True, consents=True, abuse_or_neglect_or_risk_of_it=False,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    must: bool | None


CASES = [
    Case("likely to have needs, of benefit now, and agrees", {}, True),
    Case("no needs are likely after 18", {"likely_to_have_needs_after_18": False}, False),
    Case("of no significant benefit yet", {"significant_benefit": False}, False),
    Case("turned 18 already", {"is_under_18": False}, False),
    Case("able to decide, and says no", {"consents": False}, False),
    Case("says no, but is at risk of neglect", {"consents": False, "abuse_or_neglect_or_risk_of_it": True}, True),
    Case("not able to decide, and it is best for them", {"able_to_consent": False, "best_interests": True}, True),
    Case("not able to decide, and it is not best for them", {"able_to_consent": False, "best_interests": False}, False),
    Case("whether it would benefit them is not yet known", {"significant_benefit": None}, None),
    Case("whether they agree is not yet known", {"consents": None}, None),
]


@pytest.mark.parametrize("who", [Who.CHILD, Who.YOUNG_CARER])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_a_young_person_before_18(case: Case, who: Who) -> None:
    assert must_assess_before_18(replace(LEO, who=who, **case.change)).met is case.must


def test_the_carer_of_a_child_need_only_agree() -> None:
    mother = BeforeEighteen(
        who=Who.CHILDS_CARER, is_under_18=True, likely_to_have_needs_after_18=True, significant_benefit=True,
        consents=True,
    )  # fmt: skip
    assert must_assess_before_18(mother).met is True
    assert must_assess_before_18(replace(mother, consents=False)).met is False
    assert must_assess_before_18(replace(mother, consents=None)).still_to_find_out == (
        "Do you agree to an assessment?",
    )


@pytest.mark.parametrize(("who", "section"), [(Who.CHILD, "58"), (Who.CHILDS_CARER, "60"), (Who.YOUNG_CARER, "63")])
def test_each_has_its_own_section(who: Who, section: str) -> None:
    laws = {condition.law for condition in must_assess_before_18(replace(LEO, who=who)).conditions}
    assert all(law.startswith(f"Care Act 2014 s{section}") for law in laws)


@pytest.mark.parametrize(
    ("born_on", "day"),
    [
        (date(2009, 5, 14), date(2027, 5, 14)),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2008, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_day_somebody_turns_18(born_on: date, day: date) -> None:
    assert turns(born_on, 18) == day


@pytest.mark.parametrize(
    ("born_on", "day"),
    [
        (date(2010, 8, 31), date(2023, 9, 1)),
        (date(2010, 9, 1), date(2024, 9, 1)),
        (date(2010, 5, 14), date(2023, 9, 1)),
        (date(2010, 12, 24), date(2024, 9, 1)),
    ],
)
def test_school_year_9(born_on: date, day: date) -> None:
    """The school year, from September to August, in which somebody turns 14."""
    assert year_9_begins(born_on) == day


def test_the_days_on_the_way_to_18_come_in_order() -> None:
    assert [one.on for one in milestones(date(2009, 5, 14))] == [
        date(2022, 9, 1), date(2025, 5, 14), date(2027, 5, 14)
    ]  # fmt: skip


@dataclass(frozen=True)
class After:
    says: str
    on: date
    had_them: bool | None
    decided: bool | None
    go_on: bool | None


AFTER = [
    After("before 18, as for any child", date(2027, 5, 13), True, None, True),
    After("18, and nothing decided yet", date(2027, 5, 14), True, False, True),
    After("18, and decided as for an adult", date(2027, 5, 14), True, True, False),
    After("18, and had nothing before", date(2027, 5, 14), False, False, False),
    After("18, and whether it is decided is not yet known", date(2027, 5, 14), True, None, None),
]


@pytest.mark.parametrize("case", AFTER, ids=lambda case: case.says)
def test_what_childrens_services_give_goes_on_until_the_council_has_decided(case: After) -> None:
    assert childrens_services_go_on(
        born_on=date(2009, 5, 14), on=case.on, had_them_before_18=case.had_them, decided_as_adult=case.decided
    ) is case.go_on  # fmt: skip
