"""Choosing a dearer home, by example: Care Act 2014 s30, SI 2014/2670 and the statutory guidance, Annex A."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from goodlives.rules.top_ups import DearerHome, FirstParty, first_party_top_up, third_party_top_up, top_up_review_due

CHOSEN = DearerHome(
    suits_the_needs=True,
    is_available=True,
    provider_agrees_to_terms=True,
    home_within_budget_was_offered=True,
    genuine_choice=True,
    payer_is_willing=True,
    payer_can_go_on_paying=True,
    agreement_in_writing=True,
)


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    met: bool | None


CASES = [
    Case("a daughter pays, and everything is in order", {}, True),
    Case("no home was offered at the price of the budget", {"home_within_budget_was_offered": False}, False),
    Case("it was the only home that had a place", {"genuine_choice": False}, False),
    Case("the home does not suit", {"suits_the_needs": False}, False),
    Case("there is no place in it", {"is_available": False}, False),
    Case("it does not agree to the council's terms", {"provider_agrees_to_terms": False}, False),
    Case("nobody is willing", {"payer_is_willing": False}, False),
    Case("who is willing cannot go on for long", {"payer_can_go_on_paying": False}, False),
    Case("nothing is in writing", {"agreement_in_writing": False}, False),
    Case("whether they can go on is not yet known", {"payer_can_go_on_paying": None}, None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_a_top_up_by_somebody_else(case: Case) -> None:
    assert third_party_top_up(replace(CHOSEN, **case.change)).met is case.met


@pytest.mark.parametrize(
    ("says", "reason", "met"),
    [
        ("for no reason", FirstParty(), False),
        ("in the 12 weeks", FirstParty(in_the_twelve_weeks=True), True),
        ("under a deferred payment agreement", FirstParty(has_a_deferred_payment=True), True),
        ("in aftercare", FirstParty(is_aftercare=True), True),
        ("whether it is aftercare is not yet known", FirstParty(is_aftercare=None), None),
    ],
)
def test_a_top_up_by_the_person(says: str, reason: FirstParty, met: bool | None) -> None:
    assert first_party_top_up(CHOSEN, reason).met is met, says


def test_a_top_up_by_the_person_needs_the_rest_too() -> None:
    assert first_party_top_up(replace(CHOSEN, genuine_choice=False), FirstParty(is_aftercare=True)).met is False


def test_a_top_up_is_looked_at_each_year() -> None:
    assert top_up_review_due(date(2025, 6, 2)) == date(2026, 6, 2)
