"""Whether a carer has eligible needs for support: Care Act 2014 s13 and SI 2015/313 reg 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of
from goodlives.rules.words import WithWords


class CarerOutcome(WithWords):
    """The eight outcomes of reg 3(2) for a carer, in its order, each with its numeral and plain words."""

    numeral: str

    def __init__(self, _value: str, *said: str) -> None:
        self.numeral = said[0]

    CARING_FOR_A_CHILD = "caring_for_a_child", "i", "Looking after a child you are responsible for"
    CARING_FOR_OTHERS = "caring_for_others", "ii", "Looking after other people you care for"
    HABITABLE_HOME = "habitable_home", "iii", "Keeping your home fit to live in"
    NUTRITION = "nutrition", "iv", "Eating and drinking well"
    RELATIONSHIPS = "relationships", "v", "Having family and friends in your life"
    WORK_AND_LEARNING = "work_and_learning", "vi", "Working, learning, training or volunteering"
    COMMUNITY = "community", "vii", "Using what is in your community, such as buses, shops and leisure"
    RECREATION = "recreation", "viii", "Having time for things you enjoy"

    @property
    def law(self) -> str:
        return f"SI 2015/313 reg 3(2)(b)({self.numeral})"


def carer_unable_to_achieve(without_help: Answer, pain: Answer, danger: Answer) -> Answer:
    """Unable to achieve an outcome, in any of the three ways of reg 3(3).

    Taking longer is not one of them: that way is in the adults' regulation only.
    """
    return any_of((without_help, pain, danger))


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerNeeds:
    """What has been found about a carer's needs. An outcome left out is not yet known."""

    arise_from_necessary_care: Answer
    health_deteriorating: Answer
    unable_to_achieve: Mapping[CarerOutcome, Answer] = field(default_factory=dict)
    significant_impact_on_wellbeing: Answer


def carer_is_eligible(needs: CarerNeeds) -> Conclusion:
    """A carer's needs are eligible when all three conditions of SI 2015/313 reg 3(1) are met.

    The adult cared for need not have eligible needs themselves.
    """
    unable = {outcome: needs.unable_to_achieve.get(outcome) for outcome in CarerOutcome}
    questions = [
        f"Are you unable to achieve this: {outcome.words[0].lower()}{outcome.words[1:]}?"
        for outcome, answer in unable.items()
        if answer is None
    ]
    if needs.health_deteriorating is None:
        questions.insert(0, "Is your health getting worse, or at risk of it, because you care?")
    return Conclusion(
        (
            Condition(
                "SI 2015/313 reg 3(1)(a)",
                "Your needs come from giving necessary care to an adult",
                needs.arise_from_necessary_care,
            ),
            Condition(
                "SI 2015/313 reg 3(1)(b)",
                "Your health is getting worse or may do so, or you are unable to achieve one of the eight outcomes",
                any_of((needs.health_deteriorating, *unable.values())),
                to_find_out=tuple(questions),
            ),
            Condition(
                "SI 2015/313 reg 3(1)(c)",
                "As a result there is, or is likely to be, a significant impact on your wellbeing",
                needs.significant_impact_on_wellbeing,
            ),
        )
    )
