"""When to think of NHS continuing healthcare, by example: Care Act 2014 s22, SI 2014/2827 reg 7, National Framework."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from goodlives.rules.continuing_healthcare import (
    STARRED,
    ChecklistDomain,
    HealthService,
    Level,
    Signs,
    checklist_is_positive,
    council_may_arrange,
    decision_due,
    prompt,
)

LOW = dict.fromkeys(ChecklistDomain, Level.C)
PLAIN = [domain for domain in ChecklistDomain if domain not in STARRED]


def ticked(a: int = 0, b: int = 0) -> dict[ChecklistDomain, Level | None]:
    """So many A and so many B, in domains without a star."""
    levels: dict[ChecklistDomain, Level | None] = dict(LOW)
    return levels | dict.fromkeys(PLAIN[:a], Level.A) | dict.fromkeys(PLAIN[a : a + b], Level.B)


@pytest.mark.parametrize(
    ("a", "b", "positive"),
    [(0, 0, False), (1, 0, False), (2, 0, True), (0, 4, False), (0, 5, True), (1, 3, False), (1, 4, True)],
)
def test_how_many_a_and_b_ask_for_a_full_assessment(a: int, b: int, positive: bool) -> None:
    assert checklist_is_positive(ticked(a, b)) is positive


@pytest.mark.parametrize("domain", list(ChecklistDomain))
def test_one_a_is_enough_where_there_is_a_star(domain: ChecklistDomain) -> None:
    assert checklist_is_positive(LOW | {domain: Level.A}) is (domain in STARRED)


def test_a_domain_not_yet_looked_at_is_never_taken_as_low() -> None:
    assert checklist_is_positive({}) is None
    assert checklist_is_positive(LOW | {ChecklistDomain.BREATHING: None}) is None
    assert checklist_is_positive(ticked(2) | {ChecklistDomain.BREATHING: None}) is True


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    reasons: int


NOTHING = Signs(needs_come_from_illness_or_impairment=True, moving_to_or_in_a_nursing_home=False)
CASES = [
    Case("nothing points to it", {}, 0),
    Case("a nursing home", {"moving_to_or_in_a_nursing_home": True}, 1),
    Case("leaving hospital", {"leaving_hospital": True}, 1),
    Case("help all the time in two parts of life", {"all_the_time_or_at_night": 2}, 0),
    Case("help all the time in three parts of life", {"all_the_time_or_at_night": 3}, 1),
    Case("help all the time, but not because of illness",
         {"all_the_time_or_at_night": 3, "needs_come_from_illness_or_impairment": False}, 0),
    Case("getting worse quickly", {"getting_worse_quickly": True}, 1),
    Case("two things together", {"leaving_hospital": True, "all_the_time_or_at_night": 4}, 2),
    Case("nothing is known", {"needs_come_from_illness_or_impairment": None, "moving_to_or_in_a_nursing_home": None},
         0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_when_to_think_of_it(case: Case) -> None:
    found = prompt(replace(NOTHING, **case.change))
    assert len(found.reasons) == case.reasons
    assert bool(found) is bool(case.reasons) is bool(found.what_to_do)


def test_the_prompt_decides_nothing() -> None:
    words = " ".join(prompt(replace(NOTHING, leaving_hospital=True)).what_to_do)
    assert "eligible" not in words
    assert "agree" in words


def test_the_nhs_decides_within_28_days_of_the_checklist() -> None:
    assert decision_due(date(2026, 11, 2)) == date(2026, 11, 30)


NURSE = HealthService(nursing_by_a_registered_nurse=True, nhs_must_give_it=True)
DRESSING = HealthService(
    nursing_by_a_registered_nurse=False, nhs_must_give_it=True, merely_incidental_or_ancillary=True,
    of_a_kind_the_council_gives=True,
)  # fmt: skip


@dataclass(frozen=True)
class Service:
    says: str
    service: HealthService
    may: bool | None


SERVICES = [
    Service("nursing by a registered nurse", NURSE, False),
    Service("a small health task beside help to wash", DRESSING, True),
    Service("a health task that is more than a small part", replace(DRESSING, merely_incidental_or_ancillary=False),
            False),
    Service("a kind of help that no council gives", replace(DRESSING, of_a_kind_the_council_gives=False), False),
    Service("help that is not for the NHS to give", replace(DRESSING, nhs_must_give_it=False), True),
    Service("whether it is a small part is not yet known", replace(DRESSING, merely_incidental_or_ancillary=None),
            None),
]  # fmt: skip


@pytest.mark.parametrize("case", SERVICES, ids=lambda case: case.says)
def test_what_the_council_may_arrange_and_what_the_nhs_must(case: Service) -> None:
    assert council_may_arrange(case.service) is case.may
