"""Which carers have eligible needs for support, by example: Care Act 2014 s13 and SI 2015/313 reg 3."""

import pytest

from goodlives.rules.carers_eligibility import CarerNeeds, CarerOutcome, carer_is_eligible, carer_unable_to_achieve


def needs(
    unable: tuple[str, ...] = (),
    *,
    arise: bool | None = True,
    health: bool | None = False,
    impact: bool | None = True,
    not_known: tuple[str, ...] = (),
) -> CarerNeeds:
    """Unable to achieve the outcomes with these names, able to achieve the others."""
    return CarerNeeds(
        arise_from_necessary_care=arise,
        health_deteriorating=health,
        unable_to_achieve={
            outcome: None if outcome in not_known else outcome.value in unable for outcome in CarerOutcome
        },
        significant_impact_on_wellbeing=impact,
    )


@pytest.mark.parametrize(
    ("says", "found", "eligible"),
    [
        ("no outcome, but health at risk, is enough", needs(health=True), True),
        ("one outcome is enough", needs(("recreation",)), True),
        ("neither", needs(), False),
        ("an outcome without a significant impact", needs(("recreation",), impact=False), False),
        ("needs that do not come from necessary care", needs(("recreation",), health=True, arise=False), False),
        ("health not yet known, and no outcome", needs(health=None), None),
        ("health not yet known, but one outcome", needs(("nutrition",), health=None), True),
        ("one outcome not yet known", needs(not_known=("nutrition",)), None),
    ],
)
def test_a_carer_is_eligible(says: str, found: CarerNeeds, eligible: bool | None) -> None:
    assert carer_is_eligible(found).met is eligible, says


def test_taking_longer_is_not_a_way_for_carers() -> None:
    """Three ways, not four: a carer who only takes longer is able."""
    assert carer_unable_to_achieve(False, False, False) is False
    with pytest.raises(TypeError):
        carer_unable_to_achieve(False, False, False, True)  # type: ignore[call-arg]


@pytest.mark.parametrize("way", range(3))
def test_there_are_three_ways_to_be_unable(way: int) -> None:
    assert carer_unable_to_achieve(*(n == way for n in range(3))) is True


def test_the_outcomes_are_those_of_the_regulation_in_its_order() -> None:
    assert [outcome.numeral for outcome in CarerOutcome] == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"]


def test_what_is_still_to_find_out_begins_with_health() -> None:
    asked = carer_is_eligible(needs(health=None, not_known=("nutrition",))).still_to_find_out
    assert asked == (
        "Is your health getting worse, or at risk of it, because you care?",
        "Are you unable to achieve this: eating and drinking well?",
    )
