"""Who may act for somebody else, by example: Mental Capacity Act 2005, Care Act 2014 ss31, 32, 67 and 68."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from goodlives.rules.representatives import POWERS, Kind, Right, may_act, may_use


@dataclass(frozen=True)
class Case:
    says: str
    kind: Kind
    may: bool | None
    facts: dict[str, Any] = field(default_factory=dict)


LACKING, ABLE, NOT_KNOWN = ({"lacks_capacity": answer} for answer in (True, False, None))
CASES = [
    Case("a health and welfare attorney, where the person cannot decide", Kind.HEALTH_ATTORNEY, True, LACKING),
    Case("a health and welfare attorney, where the person can decide", Kind.HEALTH_ATTORNEY, False, ABLE),
    Case("a health and welfare attorney, before it is known", Kind.HEALTH_ATTORNEY, None, NOT_KNOWN),
    Case("a property attorney, where the person cannot decide", Kind.PROPERTY_ATTORNEY, True, LACKING),
    Case(
        "a property attorney while the person can decide, because the power says so",
        Kind.PROPERTY_ATTORNEY, True, ABLE | {"instrument_says_so": True},
    ),
    Case(
        "a property attorney while the person can decide, and the power does not say so",
        Kind.PROPERTY_ATTORNEY, False, ABLE | {"instrument_says_so": False},
    ),
    Case("a property attorney while nobody has read what the power says", Kind.PROPERTY_ATTORNEY, None, ABLE),
    Case("an attorney under an enduring power", Kind.ENDURING_ATTORNEY, True, NOT_KNOWN),
    Case("a deputy, on the finding of the court", Kind.HEALTH_DEPUTY, True, NOT_KNOWN),
    Case("a deputy who knows that the person can decide this", Kind.PROPERTY_DEPUTY, False, ABLE),
    Case("an appointee, whom the Department named", Kind.APPOINTEE, True, NOT_KNOWN),
    Case("an advocate, whoever can decide", Kind.ADVOCATE, True, ABLE),
    Case("a nominated person, whom the person is taken to be able to choose", Kind.NOMINATED, True, NOT_KNOWN),
    Case("a nominated person, when the person can no longer choose", Kind.NOMINATED, False, LACKING),
    Case("an authorised person, where the person cannot ask for a direct payment", Kind.AUTHORISED, True, LACKING),
    Case("an authorised person, where they can", Kind.AUTHORISED, False, ABLE),
    Case("a helper, while the person can choose", Kind.HELPER, True, ABLE),
    Case("a helper, when the person can no longer choose", Kind.HELPER, False, LACKING),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_acting_for_somebody(case: Case) -> None:
    assert may_act(case.kind, **case.facts).met is case.may


def test_every_kind_says_by_which_law() -> None:
    assert set(POWERS) == set(Kind)
    assert all(powers.law and powers.rights for powers in POWERS.values())


def test_an_advocate_sees_and_speaks_and_decides_nothing() -> None:
    assert POWERS[Kind.ADVOCATE].rights.isdisjoint({Right.AGREE, Right.MONEY, Right.BENEFITS, Right.DIRECT_PAYMENT})


def test_an_appointee_deals_with_benefits_and_no_other_money() -> None:
    assert POWERS[Kind.APPOINTEE].rights == {Right.BENEFITS, Right.LETTERS}


@pytest.mark.parametrize("kind", [kind for kind in Kind if Right.MONEY in POWERS[kind].rights])
def test_money_does_not_open_the_record_or_the_plan(kind: Kind) -> None:
    assert POWERS[kind].rights.isdisjoint({Right.SEE, Right.AGREE})


def test_only_those_who_may_decide_about_care_agree_a_plan() -> None:
    assert {kind for kind in Kind if Right.AGREE in POWERS[kind].rights} == {Kind.HEALTH_ATTORNEY, Kind.HEALTH_DEPUTY}


def test_until_it_is_known_the_two_questions_are_asked() -> None:
    asked = may_act(Kind.PROPERTY_ATTORNEY, lacks_capacity=None).still_to_find_out
    assert asked == (
        "Has it been found that they cannot make the decisions this is about, even with help?",
        "Does the power say that it may be used before that?",
    )


def use(kind: Kind, given: set[Right], **facts: Any) -> set[Right]:
    known = {"lacks_capacity": None, "instrument_says_so": None, "together": False} | facts
    return set(may_use(kind, frozenset(given), **known))


def test_nobody_uses_what_they_were_not_given_or_could_never_have() -> None:
    assert use(Kind.ADVOCATE, {Right.SEE, Right.MONEY}) == {Right.SEE}


def test_whoever_must_act_together_reads_alone_and_changes_nothing_alone() -> None:
    given = {Right.SEE, Right.AGREE, Right.QUESTION, Right.LETTERS}
    assert use(Kind.HEALTH_ATTORNEY, given, lacks_capacity=True, together=True) == {Right.SEE, Right.LETTERS}


def test_nothing_is_used_while_capacity_stands_in_the_way() -> None:
    assert use(Kind.HEALTH_ATTORNEY, {Right.SEE}, lacks_capacity=False) == set()
