"""Whether the council must meet needs, may meet them, or neither, by example: Care Act 2014 ss18 to 20."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from goodlives.rules.duty_or_power import Basis
from goodlives.rules.meeting_needs import (
    CarersNeedsToMeet,
    MoneyBasis,
    NeedsToMeet,
    assessment_still_due,
    basis_of_the_duty,
    meeting_carers_needs,
    meeting_needs,
    urgent_needs,
    who_is_charged_for_a_carers_support,
)

HERE = NeedsToMeet(eligible=True, lives_here=True, free_of_charge=False, above_the_limit=False)
RICH: dict[str, Any] = {"above_the_limit": True, "asks_the_council": False}


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    basis: Basis | None
    rests_on: MoneyBasis | None = None


ADULTS = [
    Case("eligible, lives here, no more than the limit", {}, Basis.MUST, MoneyBasis.CONDITION_1),
    Case("no charge, however much they have", RICH | {"free_of_charge": True}, Basis.MUST, MoneyBasis.NO_CHARGE),
    Case("above the limit, and asks", RICH | {"asks_the_council": True}, Basis.MUST, MoneyBasis.CONDITION_2),
    Case(
        "above the limit, asks, but for a care home",
        RICH | {"asks_the_council": True, "in_a_care_home": True},
        Basis.MAY,
    ),
    Case("above the limit, and does not ask", RICH, Basis.MAY),
    Case(
        "above the limit, cannot arrange care and has nobody who can, in a care home too",
        RICH | {"can_arrange_care": False, "somebody_can_arrange_it": False, "in_a_care_home": True},
        Basis.MUST,
        MoneyBasis.CONDITION_3,
    ),
    Case(
        "above the limit, cannot arrange care, but an attorney can",
        RICH | {"can_arrange_care": False, "somebody_can_arrange_it": True},
        Basis.MAY,
    ),
    Case("needs that are not eligible", {"eligible": False}, Basis.MAY),
    Case("needs that a carer meets", {"met_by_a_carer": True}, Basis.MAY),
    Case("lives in another area", {"lives_here": False}, Basis.NEITHER),
    Case("lives in another area, whose council was told", {"lives_here": False, "other_council_told": True}, Basis.MAY),
    Case("lives in another area, and it is urgent", {"lives_here": False, "appear_urgent": True}, Basis.MAY),
    Case("not eligible and lives in another area", {"eligible": False, "lives_here": False}, Basis.NEITHER),
    Case("whether they are eligible is not yet known", {"eligible": None}, None),
    Case("the money is not yet known", {"above_the_limit": None}, None),
    Case(
        "the money is not yet known, but there is no charge",
        {"above_the_limit": None, "free_of_charge": True},
        Basis.MUST,
        MoneyBasis.NO_CHARGE,
    ),
    Case("above the limit, and not asked yet whether they ask", {"above_the_limit": True}, None),
    Case("where they live is not yet known", {"lives_here": None}, None),
]


@pytest.mark.parametrize("case", ADULTS, ids=lambda case: case.says)
def test_meeting_an_adults_needs(case: Case) -> None:
    needs = replace(HERE, **case.change)
    assert meeting_needs(needs).basis == case.basis
    assert basis_of_the_duty(needs) == case.rests_on


def test_what_is_not_yet_known_about_money_is_asked() -> None:
    asked = meeting_needs(replace(HERE, above_the_limit=True)).still_to_find_out
    assert asked == (
        "Is this so: you have more than the limit and ask the council to meet your needs, not in a care home?",
    )
    assert meeting_needs(replace(HERE, eligible=None)).still_to_find_out == ("Your needs are eligible",)


def test_what_is_not_yet_known_about_a_power_is_asked() -> None:
    away = replace(HERE, lives_here=False, other_council_told=None, appear_urgent=None)
    assert meeting_needs(away).still_to_find_out == (
        "Do the needs appear to be urgent?",
        "Has the council where you live been told?",
    )


def test_urgent_needs_may_be_met_before_any_assessment_wherever_the_person_lives() -> None:
    nothing_known = NeedsToMeet(
        eligible=None, lives_here=None, free_of_charge=None, above_the_limit=None, assessed=False, appear_urgent=True
    )
    assert urgent_needs(nothing_known).met is True
    assert assessment_still_due(nothing_known)
    assert not assessment_still_due(replace(nothing_known, assessed=True))
    assert urgent_needs(replace(nothing_known, appear_urgent=None)).met is None


CARER = CarersNeedsToMeet(
    eligible=True, adult_lives_here=True, through_the_adult=False, free_of_charge=False, above_the_limit=False
)
BREAK = CarersNeedsToMeet(
    eligible=True,
    adult_lives_here=True,
    through_the_adult=True,
    free_of_charge=False,
    adult_agrees=True,
    adult_above_the_limit=False,
)


@dataclass(frozen=True)
class CarersCase:
    says: str
    needs: CarersNeedsToMeet
    basis: Basis | None


CARERS = [
    CarersCase("support to the carer, who has no more than the limit", CARER, Basis.MUST),
    CarersCase(
        "support to the carer that is free", replace(CARER, free_of_charge=True, above_the_limit=True), Basis.MUST
    ),
    CarersCase("above the limit, and asks", replace(CARER, above_the_limit=True, asks_the_council=True), Basis.MUST),
    CarersCase(
        "above the limit, and does not ask", replace(CARER, above_the_limit=True, asks_the_council=False), Basis.MAY
    ),
    CarersCase("a break, and the adult agrees and has no more than the limit", BREAK, Basis.MUST),
    CarersCase("a break that is free, and the adult agrees", replace(BREAK, free_of_charge=True), Basis.MUST),
    CarersCase(
        "a break, and the adult does not agree: it is not given", replace(BREAK, adult_agrees=False), Basis.NEITHER
    ),
    CarersCase(
        "a free break, and the adult does not agree: nor this",
        replace(BREAK, free_of_charge=True, adult_agrees=False),
        Basis.NEITHER,
    ),
    CarersCase(
        "a break, and the adult has more than the limit and asks for it",
        replace(BREAK, adult_above_the_limit=True, adult_asks_the_council=True),
        Basis.MUST,
    ),
    CarersCase(
        "a break, and the adult has more than the limit, agrees but does not ask",
        replace(BREAK, adult_above_the_limit=True, adult_asks_the_council=False),
        Basis.MAY,
    ),
    CarersCase("it is not yet known whether the adult agrees", replace(BREAK, adult_agrees=None), None),
    CarersCase("not eligible", replace(CARER, eligible=False), Basis.MAY),
    CarersCase("the adult lives elsewhere", replace(CARER, adult_lives_here=False), Basis.MAY),
]


@pytest.mark.parametrize("case", CARERS, ids=lambda case: case.says)
def test_meeting_a_carers_needs(case: CarersCase) -> None:
    assert meeting_carers_needs(case.needs).basis == case.basis


def test_a_carer_is_never_charged_for_care_of_the_adult() -> None:
    assert who_is_charged_for_a_carers_support(BREAK) == "adult"
    assert who_is_charged_for_a_carers_support(CARER) == "carer"
    assert who_is_charged_for_a_carers_support(replace(CARER, through_the_adult=None)) is None
