"""Whether an adult has eligible needs: Care Act 2014 s13 and SI 2015/313 reg 2.

Decided as if nobody helped: what a carer does is counted later, when deciding what the council must meet (s18(7)).
A person decides each condition and says why. Nothing here is a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of, at_least
from goodlives.rules.words import Lettered


class Outcome(Lettered):
    """The ten outcomes of reg 2(2), in its order, each with its letter and plain words."""

    NUTRITION = "nutrition", "a", "Eating and drinking well"
    PERSONAL_HYGIENE = "personal_hygiene", "b", "Keeping clean"
    TOILET_NEEDS = "toilet_needs", "c", "Using the toilet"
    CLOTHING = "clothing", "d", "Wearing the right clothes"
    USING_HOME_SAFELY = "using_home_safely", "e", "Using your home safely"
    HABITABLE_HOME = "habitable_home", "f", "Keeping your home fit to live in"
    RELATIONSHIPS = "relationships", "g", "Having family and friends in your life"
    WORK_AND_LEARNING = "work_and_learning", "h", "Working, learning, training or volunteering"
    COMMUNITY = "community", "i", "Using what is in your community, such as buses, shops and leisure"
    CARING_FOR_A_CHILD = "caring_for_a_child", "j", "Looking after a child you are responsible for"

    @property
    def law(self) -> str:
        return f"SI 2015/313 reg 2(2)({self.letter})"


def unable_to_achieve(without_help: Answer, pain: Answer, danger: Answer, longer: Answer) -> Answer:
    """Unable to achieve an outcome, in any of the four ways of reg 2(3).

    (a) not without help, prompting included; (b) only with significant pain, distress or anxiety;
    (c) only by endangering themselves or others; (d) only by taking significantly longer than would be expected.
    Needs that come and go are judged over long enough to know them: reg 2(4).
    """
    return any_of((without_help, pain, danger, longer))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdultNeeds:
    """What has been found about an adult's needs. An outcome left out is not yet known."""

    arise_from_impairment_or_illness: Answer
    unable_to_achieve: Mapping[Outcome, Answer] = field(default_factory=dict)
    significant_impact_on_wellbeing: Answer


def adult_is_eligible(needs: AdultNeeds) -> Conclusion:
    """An adult's needs are eligible when all three conditions of SI 2015/313 reg 2(1) are met."""
    unable = {outcome: needs.unable_to_achieve.get(outcome) for outcome in Outcome}
    return Conclusion(
        (
            Condition(
                "SI 2015/313 reg 2(1)(a)",
                "Your needs come from a physical or mental impairment or illness",
                needs.arise_from_impairment_or_illness,
            ),
            Condition(
                "SI 2015/313 reg 2(1)(b)",
                "Because of your needs you are unable to achieve two or more of the ten outcomes",
                at_least(2, unable.values()),
                to_find_out=tuple(
                    f"Are you unable to achieve this: {outcome.words[0].lower()}{outcome.words[1:]}?"
                    for outcome, answer in unable.items()
                    if answer is None
                ),
            ),
            Condition(
                "SI 2015/313 reg 2(1)(c)",
                "As a result there is, or is likely to be, a significant impact on your wellbeing",
                needs.significant_impact_on_wellbeing,
            ),
        )
    )
