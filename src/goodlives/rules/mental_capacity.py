"""Whether somebody could make one decision on one day: Mental Capacity Act 2005 ss1 to 4.

Everybody is taken to be able to decide until it is shown that they cannot (s1(2)). What is not yet known shows
nothing. The ability to decide is asked about first, and only then what it comes from (A Local Authority v JB [2021]
UKSC 52). The answer is about that decision and that day: it says nothing of any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of, opposite
from goodlives.rules.words import Lettered


class Ability(Lettered):
    """The four things that making a decision takes: s3(1), in its order."""

    UNDERSTAND = "understand", "a", "understand what matters for this decision, and what may come of it"
    RETAIN = "retain", "b", "remember it for long enough to decide"
    USE_OR_WEIGH = "use_or_weigh", "c", "use it, or weigh one thing against another"
    COMMUNICATE = "communicate", "d", "say what you decide, in any way"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingForOneself:
    """What was found about one decision on one day. None is not yet known; an ability left out is not yet known."""

    is_16_or_over: Answer = True
    everything_was_done_to_help: Answer
    able: Mapping[Ability, Answer] = field(default_factory=dict)
    impairment_of_mind_or_brain: Answer
    unable_because_of_it: Answer
    rests_on_more_than_looks_or_an_unwise_choice: Answer


def lacks_capacity(found: DecidingForOneself) -> Conclusion:
    """Met only where every step shows that the person could not make this decision: ss1(2) to (4), 2 and 3.

    Not met, or not yet known, they are taken to be able to.
    """
    able = {ability: found.able.get(ability) for ability in Ability}
    return Conclusion(
        (
            Condition("Mental Capacity Act 2005 s2(5)", "You are 16 or over", found.is_16_or_over),
            Condition(
                "Mental Capacity Act 2005 ss1(3) and 3(2)",
                "Everything that could be done to help you decide for yourself was done, and it was not enough",
                found.everything_was_done_to_help,
            ),
            Condition(
                "Mental Capacity Act 2005 s3(1)",
                "Even with that help you could not do one or more of four things: understand, remember, weigh up, or "
                "say what you decide",
                any_of(opposite(answer) for answer in able.values()),
                to_find_out=tuple(
                    f"With help, could you do this: {ability.words}?"
                    for ability, answer in able.items()
                    if answer is None
                ),
            ),
            Condition(
                "Mental Capacity Act 2005 s2(1) and (2)",
                "Something affects how your mind or brain works, for now or for good",
                found.impairment_of_mind_or_brain,
            ),
            Condition(
                "Mental Capacity Act 2005 s2(1)",
                "That is the reason why you could not decide, and not something else, such as pressure from others",
                found.unable_because_of_it,
            ),
            Condition(
                "Mental Capacity Act 2005 ss1(4) and 2(3)",
                "It does not rest only on your age, how you look, your condition, how you behave, or a choice that "
                "others find unwise",
                found.rests_on_more_than_looks_or_an_unwise_choice,
            ),
        )
    )


def has_capacity(found: DecidingForOneself) -> Answer:
    """Yes or no about this decision on this day. Until it is shown that they cannot, they can: s1(2).

    None is kept for one that is still being looked at, so that nobody takes it for a no.
    """
    return opposite(lacks_capacity(found).met)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestInterests:
    """What somebody must look at before they decide for a person who cannot: s4 and s1(6). None is not yet done."""

    may_be_able_later_and_it_can_wait: Answer
    took_part_as_far_as_they_could: Answer
    wishes_feelings_and_past_statements: Answer
    beliefs_and_values: Answer
    those_who_know_them_were_asked: Answer
    less_restrictive_ways_were_looked_for: Answer
    rests_on_more_than_looks: Answer


def may_be_decided_for_them(lacking: Answer, looked_at: BestInterests) -> Conclusion:
    """Whether a decision in somebody's best interests may be made now: each step of s4 taken, and it cannot wait."""
    b = looked_at
    return Conclusion(
        (
            Condition("Mental Capacity Act 2005 s2(1)", "You could not make this decision yourself", lacking),
            Condition(
                "Mental Capacity Act 2005 s4(3)",
                "You are not likely to be able to decide in time, or it cannot wait until then",
                opposite(b.may_be_able_later_and_it_can_wait),
            ),
            Condition(
                "Mental Capacity Act 2005 s4(4)",
                "You took part as far as you could, and were helped to",
                b.took_part_as_far_as_they_could,
            ),
            Condition(
                "Mental Capacity Act 2005 s4(6)(a)",
                "What you wish and feel, and what you said or wrote before, was looked at",
                b.wishes_feelings_and_past_statements,
            ),
            Condition(
                "Mental Capacity Act 2005 s4(6)(b) and (c)",
                "What you believe and value, and whatever else you would think about, was looked at",
                b.beliefs_and_values,
            ),
            Condition(
                "Mental Capacity Act 2005 s4(7)",
                "Those you named, those who care for you, and anybody with power to act for you were asked, where they "
                "could be",
                b.those_who_know_them_were_asked,
            ),
            Condition(
                "Mental Capacity Act 2005 s1(6)",
                "Ways that leave you freer were looked for first",
                b.less_restrictive_ways_were_looked_for,
            ),
            Condition(
                "Mental Capacity Act 2005 s4(1)",
                "It does not rest only on your age, how you look, your condition or how you behave",
                b.rests_on_more_than_looks,
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyToAsk:
    """Whether somebody who cannot decide has anybody, besides those paid, who can be asked: ss37 to 39."""

    lacks_capacity: Answer
    somebody_unpaid_can_be_asked: Answer
    serious_medical_treatment: Answer
    long_stay_in_hospital_or_care_home: Answer
    attorney_or_deputy_for_it: Answer = False
    urgent: Answer = False


def independent_mental_capacity_advocate(facts: NobodyToAsk) -> Conclusion:
    """An independent mental capacity advocate: for a serious treatment or a long stay, where nobody can be asked.

    A long stay is over 28 days in hospital or 8 weeks in a care home. Not where an attorney, deputy or somebody the
    person named decides or is asked (s40), nor where it cannot wait.
    """
    f = facts
    return Conclusion(
        (
            Condition("Mental Capacity Act 2005 ss37 to 39", "You could not make this decision yourself",
                      f.lacks_capacity),
            Condition(
                "Mental Capacity Act 2005 ss37(1), 38(1) and 39(1)",
                "It is about a serious medical treatment, over 28 days in hospital, or over 8 weeks in a care home",
                any_of((f.serious_medical_treatment, f.long_stay_in_hospital_or_care_home)),
            ),
            Condition(
                "Mental Capacity Act 2005 ss37(1)(b), 38(1)(b) and 39(1)(b)",
                "Nobody who knows you can be asked, apart from those who are paid",
                opposite(f.somebody_unpaid_can_be_asked),
            ),
            Condition(
                "Mental Capacity Act 2005 s40",
                "You have nobody with power to decide this for you, and named nobody to be asked",
                opposite(f.attorney_or_deputy_for_it),
            ),
            Condition("Mental Capacity Act 2005 ss37(4), 38(3) and 39(4)", "It can wait for one", opposite(f.urgent)),
        )
    )  # fmt: skip
