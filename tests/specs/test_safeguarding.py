"""When the council must find out whether somebody is safe, by example: Care Act 2014 s42."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from goodlives.rules.duty_or_power import Basis
from goodlives.rules.safeguarding import Concern, safeguarding_enquiry

ALL_THREE = Concern(
    is_in_the_area=True,
    has_needs_for_care_and_support=True,
    abuse_or_neglect_or_risk_of_it=True,
    unable_to_protect_themselves_because_of_their_needs=True,
)


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    basis: Basis | None


CASES = [
    Case("all three limbs", {}, Basis.MUST),
    Case(
        "no needs for care and support: an enquiry of the council's own",
        {"has_needs_for_care_and_support": False},
        Basis.MAY,
    ),
    Case(
        "able to protect themselves: an enquiry of the council's own",
        {"unable_to_protect_themselves_because_of_their_needs": False},
        Basis.MAY,
    ),
    Case("no abuse or neglect, nor risk of it", {"abuse_or_neglect_or_risk_of_it": False}, Basis.NEITHER),
    Case("not in the area", {"is_in_the_area": False}, Basis.NEITHER),
    Case("a child, for whom other laws are", {"is_an_adult": False}, Basis.NEITHER),
    Case(
        "whether they can protect themselves is not yet known",
        {"unable_to_protect_themselves_because_of_their_needs": None},
        None,
    ),
    Case("whether they have needs is not yet known", {"has_needs_for_care_and_support": None}, None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_a_safeguarding_enquiry(case: Case) -> None:
    assert safeguarding_enquiry(replace(ALL_THREE, **case.change)).basis == case.basis


def test_where_somebody_usually_lives_is_not_asked() -> None:
    assert "resid" not in " ".join(Concern.__slots__)
    words = [condition.words for condition in safeguarding_enquiry(ALL_THREE).duty.conditions]
    assert "You are in this council's area, wherever you usually live" in words


def test_each_limb_says_its_law_and_is_asked_while_it_is_not_known() -> None:
    enquiry = safeguarding_enquiry(replace(ALL_THREE, has_needs_for_care_and_support=None))
    assert [condition.law[-3:] for condition in enquiry.duty.conditions][-3:] == ["(a)", "(b)", "(c)"]
    assert enquiry.still_to_find_out == ("You need care and support, whether or not anybody is giving it",)
