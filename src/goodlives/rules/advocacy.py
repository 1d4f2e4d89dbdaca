"""When somebody must have an independent advocate: Care Act 2014 ss67 and 68, SI 2014/2824 and SI 2014/2889.

For assessments, plans and reviews (s67), and for safeguarding enquiries and reviews (s68). The test is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodlives.rules.conditions import Answer, Conclusion, Condition, all_of, any_of, opposite
from goodlives.rules.words import Lettered


class Difficulty(Lettered):
    """The four things that somebody may find substantially difficult: s67(4), in its order."""

    UNDERSTANDING = "understanding", "a", "understanding what you need to know"
    RETAINING = "retaining", "b", "remembering it for long enough"
    USING_OR_WEIGHING = "using_or_weighing", "c", "using it, or weighing one thing against another"
    COMMUNICATING = "communicating", "d", "saying what you think, want or feel"


@dataclass(frozen=True, slots=True, kw_only=True)
class SomebodyToHelp:
    """A friend or relative who might speak up for the person: s67(5) and (6)."""

    suitable: Answer
    gives_paid_or_professional_care: Answer
    person_has_capacity_to_agree: Answer = True
    person_agrees: Answer = None
    in_best_interests: Answer = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """What the person would find difficult without an advocate, and who there is. A difficulty left out is not known.

    `somebody` None means that it is not yet known whether there is anybody; NOBODY means that there is not.
    """

    difficulties: Mapping[Difficulty, Answer] = field(default_factory=dict)
    somebody: SomebodyToHelp | None = None
    long_stay_likely: Answer = False
    long_stay_advocate_in_best_interests: Answer = None
    disagreement_with_somebody: Answer = False
    both_agree_an_advocate_would_help: Answer = None
    for_safeguarding: bool = False


NOBODY = SomebodyToHelp(suitable=False, gives_paid_or_professional_care=False)


def appropriate_individual(somebody: SomebodyToHelp | None) -> Answer:
    """Somebody suitable who is not paid to care, and whom the person agrees to, or whom it is best for them to have."""
    if somebody is None:
        return None
    s = somebody
    chosen = any_of(
        (
            all_of((s.person_has_capacity_to_agree, s.person_agrees)),
            all_of((opposite(s.person_has_capacity_to_agree), s.in_best_interests)),
        )
    )
    return all_of((s.suitable, opposite(s.gives_paid_or_professional_care), chosen))


def advocate_must_be_arranged(involvement: Involvement) -> Conclusion:
    """An advocate when any of four things is substantially difficult and nobody appropriate can help.

    Even with somebody appropriate: when a long stay in a hospital or care home is likely, or when they and the council
    disagree and both think that an advocate would help (SI 2014/2889 reg 4, which is not for safeguarding).
    """
    i, s68 = involvement, involvement.for_safeguarding
    difficult = {difficulty: i.difficulties.get(difficulty) for difficulty in Difficulty}
    despite = not s68 and any_of(
        (
            all_of((i.long_stay_likely, i.long_stay_advocate_in_best_interests)),
            all_of((i.disagreement_with_somebody, i.both_agree_an_advocate_would_help)),
        )
    )
    return Conclusion(
        (
            Condition(
                "Care Act 2014 s68(3)" if s68 else "Care Act 2014 s67(4)",
                "Without an advocate you would find it very difficult to take part: to understand, remember, weigh up "
                "or say something",
                any_of(difficult.values()),
                to_find_out=tuple(
                    f"Would you find this very difficult: {difficulty.words}?"
                    for difficulty, answer in difficult.items()
                    if answer is None
                ),
            ),
            Condition(
                "Care Act 2014 s68(4) and (5)" if s68 else "Care Act 2014 s67(5) and (6); SI 2014/2889 reg 4",
                "Nobody suitable can help you with this, whom you agree to and who is not paid to care for you; or an "
                "advocate is needed even so",
                any_of((opposite(appropriate_individual(i.somebody)), despite)),
                to_find_out=_about(i.somebody),
            ),
        )
    )


def _about(somebody: SomebodyToHelp | None) -> tuple[str, ...]:
    """What is still to be asked about a friend or relative."""
    if somebody is None:
        return ("Is there a friend or relative who could help you to take part?",)
    s, asked = somebody, []
    if s.suitable is None:
        asked.append("Are they suitable to speak up for you?")
    if s.gives_paid_or_professional_care is None:
        asked.append("Are they paid to give you care or treatment?")
    if s.person_has_capacity_to_agree is None:
        asked.append("Are you able to decide who helps you with this?")
    elif s.person_has_capacity_to_agree and s.person_agrees is None:
        asked.append("Do you agree that they help you with this?")
    elif s.person_has_capacity_to_agree is False and s.in_best_interests is None:
        asked.append("Is it in your best interests that they help you with this?")
    return tuple(asked)
