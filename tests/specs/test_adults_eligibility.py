"""Which adults have eligible needs, by example: Care Act 2014 s13 and SI 2015/313 reg 2."""

import pytest

from goodlives.rules.eligibility import AdultNeeds, Outcome, adult_is_eligible, unable_to_achieve


def needs(
    unable: str = "", *, arise: bool | None = True, impact: bool | None = True, not_known: str = ""
) -> AdultNeeds:
    """Unable to achieve the outcomes with these letters, able to achieve the others."""
    return AdultNeeds(
        arise_from_impairment_or_illness=arise,
        unable_to_achieve={
            outcome: None if outcome.letter in not_known else outcome.letter in unable for outcome in Outcome
        },
        significant_impact_on_wellbeing=impact,
    )


@pytest.mark.parametrize(
    ("says", "found", "eligible"),
    [
        ("two outcomes and an impact", needs("ad"), True),
        ("one outcome is not two", needs("a"), False),
        ("two outcomes without a significant impact", needs("ad", impact=False), False),
        ("ten outcomes that do not come from an impairment or illness", needs("abcdefghij", arise=False), False),
        ("ten outcomes", needs("abcdefghij"), True),
        ("two outcomes and the rest not yet known", needs("ad", not_known="bcefghij"), True),
        ("one outcome and one not yet known", needs("a", not_known="b"), None),
        ("no outcome and one not yet known", needs("", not_known="b"), False),
        ("the impact not yet known", needs("ad", impact=None), None),
        ("the impact not yet known, but only one outcome", needs("a", impact=None), False),
    ],
)
def test_an_adult_is_eligible(says: str, found: AdultNeeds, eligible: bool | None) -> None:
    assert adult_is_eligible(found).met is eligible, says


@pytest.mark.parametrize(
    ("says", "ways", "unable"),
    [
        ("without help", (True, False, False, False), True),
        ("without pain, distress or anxiety", (False, True, False, False), True),
        ("without danger", (False, False, True, False), True),
        ("without taking much longer", (False, False, False, True), True),
        ("able in every way", (False, False, False, False), False),
        ("one way not yet known", (False, None, False, False), None),
        ("one way not yet known, and another is enough", (True, None, None, None), True),
    ],
)
def test_there_are_four_ways_to_be_unable(says: str, ways: tuple[bool | None, ...], unable: bool | None) -> None:
    assert unable_to_achieve(*ways) is unable, says


def test_slow_at_two_outcomes_is_unable_to_achieve_two() -> None:
    slow = unable_to_achieve(False, False, False, True)
    able = unable_to_achieve(False, False, False, False)
    found = AdultNeeds(
        arise_from_impairment_or_illness=True,
        unable_to_achieve={outcome: slow if outcome.letter in "ad" else able for outcome in Outcome},
        significant_impact_on_wellbeing=True,
    )
    assert adult_is_eligible(found).met is True


def test_the_outcomes_are_those_of_the_regulation_in_its_order() -> None:
    assert "".join(outcome.letter for outcome in Outcome) == "abcdefghij"
    assert [outcome.value for outcome in Outcome] == [
        "nutrition",
        "personal_hygiene",
        "toilet_needs",
        "clothing",
        "using_home_safely",
        "habitable_home",
        "relationships",
        "work_and_learning",
        "community",
        "caring_for_a_child",
    ]


def test_what_is_still_to_find_out_is_asked_and_only_while_it_matters() -> None:
    assert adult_is_eligible(needs("a", not_known="b")).still_to_find_out == (
        "Are you unable to achieve this: keeping clean?",
    )
    assert adult_is_eligible(needs("ad", not_known="b")).still_to_find_out == ()
    assert adult_is_eligible(needs("a", not_known="b", arise=False)).still_to_find_out == ()


def test_each_condition_says_its_law() -> None:
    assert [condition.law for condition in adult_is_eligible(needs("ad")).conditions] == [
        "SI 2015/313 reg 2(1)(a)",
        "SI 2015/313 reg 2(1)(b)",
        "SI 2015/313 reg 2(1)(c)",
    ]
