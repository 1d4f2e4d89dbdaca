"""When somebody must have an independent advocate, by example: Care Act 2014 ss67 and 68, SI 2014/2889."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from goodlives.rules.advocacy import (
    NOBODY,
    Difficulty,
    Involvement,
    SomebodyToHelp,
    advocate_must_be_arranged,
    appropriate_individual,
)

NONE = dict.fromkeys(Difficulty, False)
ONE = NONE | {Difficulty.RETAINING: True}
SISTER = SomebodyToHelp(suitable=True, gives_paid_or_professional_care=False, person_agrees=True)
ALONE = Involvement(difficulties=ONE, somebody=NOBODY)


@dataclass(frozen=True)
class Case:
    says: str
    change: dict[str, Any]
    must: bool | None


CASES = [
    Case("one difficulty, and nobody", {}, True),
    Case("no difficulty", {"difficulties": NONE}, False),
    Case("a difficulty, but a sister can help", {"somebody": SISTER}, False),
    Case("a sister, to whom the person does not agree", {"somebody": replace(SISTER, person_agrees=False)}, True),
    Case("a sister, who is paid to care", {"somebody": replace(SISTER, gives_paid_or_professional_care=True)}, True),
    Case("a sister, who is not suitable", {"somebody": replace(SISTER, suitable=False)}, True),
    Case(
        "not able to agree, and the sister is best for them",
        {"somebody": replace(SISTER, person_has_capacity_to_agree=False, in_best_interests=True)},
        False,
    ),
    Case(
        "not able to agree, and the sister is not best for them",
        {"somebody": replace(SISTER, person_has_capacity_to_agree=False, in_best_interests=False)},
        True,
    ),
    Case(
        "a sister, but a long stay is likely and an advocate best",
        {"somebody": SISTER, "long_stay_likely": True, "long_stay_advocate_in_best_interests": True},
        True,
    ),
    Case(
        "a sister who disagrees with the council, and both want an advocate",
        {"somebody": SISTER, "disagreement_with_somebody": True, "both_agree_an_advocate_would_help": True},
        True,
    ),
    Case(
        "a sister who disagrees with the council, and does not want an advocate",
        {"somebody": SISTER, "disagreement_with_somebody": True, "both_agree_an_advocate_would_help": False},
        False,
    ),
    Case(
        "these two are not for safeguarding",
        {
            "somebody": SISTER,
            "long_stay_likely": True,
            "long_stay_advocate_in_best_interests": True,
            "for_safeguarding": True,
        },
        False,
    ),
    Case("a difficulty, and whether there is anybody is not yet known", {"somebody": None}, None),
    Case("no difficulty found, and three not yet asked about", {"difficulties": {Difficulty.RETAINING: False}}, None),
    Case(
        "one difficulty is enough, though the others are not yet known",
        {"difficulties": {Difficulty.RETAINING: True}},
        True,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_an_independent_advocate(case: Case) -> None:
    assert advocate_must_be_arranged(replace(ALONE, **case.change)).met is case.must


@pytest.mark.parametrize("difficulty", Difficulty)
def test_any_one_of_the_four_is_enough(difficulty: Difficulty) -> None:
    assert advocate_must_be_arranged(Involvement(difficulties=NONE | {difficulty: True}, somebody=NOBODY)).met is True


def test_the_four_are_those_of_the_act_in_its_order() -> None:
    assert "".join(difficulty.letter for difficulty in Difficulty) == "abcd"


def test_somebody_appropriate_is_not_yet_known_until_the_person_agrees() -> None:
    assert appropriate_individual(replace(SISTER, person_agrees=None)) is None
    asked = advocate_must_be_arranged(replace(ALONE, somebody=replace(SISTER, person_agrees=None))).still_to_find_out
    assert asked == ("Do you agree that they help you with this?",)
    assert appropriate_individual(NOBODY) is False


def test_safeguarding_has_its_own_section() -> None:
    laws = [condition.law for condition in advocate_must_be_arranged(replace(ALONE, for_safeguarding=True)).conditions]
    assert laws == ["Care Act 2014 s68(3)", "Care Act 2014 s68(4) and (5)"]
