"""Whether somebody could make one decision on one day, by example: Mental Capacity Act 2005 ss1 to 4 and 37 to 40."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from goodlives.rules.conditions import opposite
from goodlives.rules.mental_capacity import (
    Ability,
    BestInterests,
    DecidingForOneself,
    NobodyToAsk,
    has_capacity,
    independent_mental_capacity_advocate,
    lacks_capacity,
    may_be_decided_for_them,
)

ABLE = dict.fromkeys(Ability, True)
COULD_NOT = DecidingForOneself(
    everything_was_done_to_help=True,
    able=ABLE | {Ability.RETAIN: False},
    impairment_of_mind_or_brain=True,
    unable_because_of_it=True,
    rests_on_more_than_looks_or_an_unwise_choice=True,
)


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    could: bool | None


CASES = [
    Case("every step shows that they could not", {}, False),
    Case("all four abilities are there", {"able": ABLE}, True),
    Case("not everything was done to help them decide", {"everything_was_done_to_help": False}, True),
    Case("nothing affects their mind or brain", {"impairment_of_mind_or_brain": False}, True),
    Case("unable because somebody presses them, not because of an impairment", {"unable_because_of_it": False}, True),
    Case("only because the choice seems unwise", {"rests_on_more_than_looks_or_an_unwise_choice": False}, True),
    Case("a child under 16", {"is_16_or_over": False}, True),
    Case("whether everything was done to help is not yet known", {"everything_was_done_to_help": None}, None),
    Case("whether anything affects their mind or brain is not yet known", {"impairment_of_mind_or_brain": None}, None),
    Case("whether that is the reason is not yet known", {"unable_because_of_it": None}, None),
    Case("three abilities are there, and one has not been asked about", {"able": ABLE | {Ability.RETAIN: None}}, None),
    Case("one ability is missing, and the others have not been asked about", {"able": {Ability.RETAIN: False}}, False),
    Case("nothing has been asked yet, but nothing affects their mind or brain",
         {"able": {}, "impairment_of_mind_or_brain": False}, True),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_whether_somebody_could_decide(case: Case) -> None:
    assert has_capacity(replace(COULD_NOT, **case.change)) is case.could


@pytest.mark.parametrize("ability", Ability)
def test_any_one_of_the_four_missing_is_enough(ability: Ability) -> None:
    assert has_capacity(replace(COULD_NOT, able=ABLE | {ability: False})) is False


def test_the_four_are_those_of_the_act_in_its_order() -> None:
    assert "".join(ability.letter for ability in Ability) == "abcd"


def test_not_yet_known_is_never_taken_as_no() -> None:
    found = DecidingForOneself(
        everything_was_done_to_help=None, impairment_of_mind_or_brain=None, unable_because_of_it=None,
        rests_on_more_than_looks_or_an_unwise_choice=None,
    )  # fmt: skip
    assert lacks_capacity(found).met is None
    assert len(lacks_capacity(found).still_to_find_out) == 4 + 4


def test_the_ability_to_decide_is_asked_before_what_it_comes_from() -> None:
    laws = [condition.law for condition in lacks_capacity(COULD_NOT).conditions]
    assert laws.index("Mental Capacity Act 2005 s3(1)") < laws.index("Mental Capacity Act 2005 s2(1) and (2)")


LOOKED_AT = BestInterests(
    may_be_able_later_and_it_can_wait=False,
    took_part_as_far_as_they_could=True,
    wishes_feelings_and_past_statements=True,
    beliefs_and_values=True,
    those_who_know_them_were_asked=True,
    less_restrictive_ways_were_looked_for=True,
    rests_on_more_than_looks=True,
)


@dataclass(frozen=True)
class ForThem:
    says: str
    change: dict[str, Any]
    may: bool | None


FOR_THEM = [
    ForThem("each step was taken", {}, True),
    ForThem("they may be able to later, and it can wait", {"may_be_able_later_and_it_can_wait": True}, False),
    ForThem("nobody helped them to take part", {"took_part_as_far_as_they_could": False}, False),
    ForThem("nobody looked at what they said before", {"wishes_feelings_and_past_statements": False}, False),
    ForThem("nobody looked at what they believe", {"beliefs_and_values": False}, False),
    ForThem("nobody asked those who know them", {"those_who_know_them_were_asked": False}, False),
    ForThem("nobody looked for a way that leaves them freer", {"less_restrictive_ways_were_looked_for": False}, False),
    ForThem("it rests on their age alone", {"rests_on_more_than_looks": False}, False),
    ForThem("whether those who know them were asked is not yet known",
            {"those_who_know_them_were_asked": None}, None),
]  # fmt: skip


@pytest.mark.parametrize("case", FOR_THEM, ids=lambda case: case.says)
def test_deciding_for_somebody_who_could_not(case: ForThem) -> None:
    assert may_be_decided_for_them(True, replace(LOOKED_AT, **case.change)).met is case.may


@pytest.mark.parametrize("lacking", [False, None])
def test_nobody_decides_for_somebody_who_can_or_who_may_be_able_to(lacking: bool | None) -> None:
    assert may_be_decided_for_them(lacking, LOOKED_AT).met is lacking
    assert opposite(lacking) is not False


ALONE = NobodyToAsk(
    lacks_capacity=True, somebody_unpaid_can_be_asked=False, serious_medical_treatment=False,
    long_stay_in_hospital_or_care_home=True,
)  # fmt: skip


@dataclass(frozen=True)
class Alone:
    says: str
    change: dict[str, Any]
    must: bool | None


ADVOCATE = [
    Alone("a long stay, and nobody to ask", {}, True),
    Alone("a serious treatment, and nobody to ask",
          {"long_stay_in_hospital_or_care_home": False, "serious_medical_treatment": True}, True),
    Alone("neither of the two", {"long_stay_in_hospital_or_care_home": False}, False),
    Alone("a sister can be asked", {"somebody_unpaid_can_be_asked": True}, False),
    Alone("an attorney decides it", {"attorney_or_deputy_for_it": True}, False),
    Alone("it cannot wait", {"urgent": True}, False),
    Alone("whether anybody can be asked is not yet known", {"somebody_unpaid_can_be_asked": None}, None),
]  # fmt: skip


@pytest.mark.parametrize("case", ADVOCATE, ids=lambda case: case.says)
def test_an_independent_mental_capacity_advocate(case: Alone) -> None:
    assert independent_mental_capacity_advocate(replace(ALONE, **case.change)).met is case.must
