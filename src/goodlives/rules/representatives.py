"""Who may act for somebody else, and how far: the most that each kind of representative may be given, with its law.

A council may give less. Nobody is given more: not by mistake, and not because they ask.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of, opposite


class Kind(StrEnum):
    """The ways in which somebody may act for another."""

    HEALTH_ATTORNEY = "health_attorney"
    PROPERTY_ATTORNEY = "property_attorney"
    ENDURING_ATTORNEY = "enduring_attorney"
    HEALTH_DEPUTY = "health_deputy"
    PROPERTY_DEPUTY = "property_deputy"
    APPOINTEE = "appointee"
    ADVOCATE = "advocate"
    NOMINATED = "nominated"
    AUTHORISED = "authorised"
    HELPER = "helper"


class Right(StrEnum):
    """What somebody may be allowed to do for another."""

    SEE = "see"
    WRITE = "write"
    QUESTION = "question"
    AGREE = "agree"
    LETTERS = "letters"
    MONEY = "money"
    BENEFITS = "benefits"
    DIRECT_PAYMENT = "direct_payment"


class When(StrEnum):
    """How a representative's powers hang on whether the person can decide for themself."""

    ALWAYS = "always"
    LACKING = "lacking"
    LACKING_OR_THE_INSTRUMENT_SAYS_SO = "lacking_or_instrument"
    NOT_WITH_CAPACITY = "not_with_capacity"
    WHILE_THEY_CHOOSE = "while_they_choose"


class Powers(NamedTuple):
    """The most that one kind of representative may be given, when they may use it, and by which law."""

    law: str
    rights: frozenset[Right]
    when: When
    only_one: bool = False


CARE = frozenset({Right.SEE, Right.WRITE, Right.QUESTION, Right.AGREE, Right.LETTERS})
PROPERTY = frozenset({Right.QUESTION, Right.LETTERS, Right.MONEY, Right.BENEFITS})

POWERS: dict[Kind, Powers] = {
    Kind.HEALTH_ATTORNEY: Powers("Mental Capacity Act 2005 ss9 and 11(7)(a)", CARE, When.LACKING),
    Kind.PROPERTY_ATTORNEY: Powers(
        "Mental Capacity Act 2005 s9(1)(b)", PROPERTY, When.LACKING_OR_THE_INSTRUMENT_SAYS_SO
    ),
    # Made before October 2007; the Act keeps them alive, for property and affairs only.
    Kind.ENDURING_ATTORNEY: Powers("Mental Capacity Act 2005 s66(3) and Sch 4", PROPERTY, When.ALWAYS),
    Kind.HEALTH_DEPUTY: Powers("Mental Capacity Act 2005 ss16, 17 and 20(1)", CARE, When.NOT_WITH_CAPACITY),
    Kind.PROPERTY_DEPUTY: Powers("Mental Capacity Act 2005 ss16, 18 and 20(1)", PROPERTY, When.NOT_WITH_CAPACITY),
    # The Department for Work and Pensions decides that somebody cannot act for themself; one appointee at a time.
    Kind.APPOINTEE: Powers(
        "SI 1987/1968 reg 33; SI 2013/380 reg 57",
        frozenset({Right.BENEFITS, Right.LETTERS}),
        When.ALWAYS,
        only_one=True,
    ),
    # An advocate helps somebody to be heard. They sign for nothing and decide nothing.
    Kind.ADVOCATE: Powers(
        "Care Act 2014 ss67 and 68; SI 2014/2889 reg 5",
        frozenset({Right.SEE, Right.WRITE, Right.QUESTION, Right.LETTERS}),
        When.ALWAYS,
    ),
    Kind.NOMINATED: Powers(
        "Care Act 2014 s31(1)(b) and (4)",
        frozenset({Right.SEE, Right.LETTERS, Right.DIRECT_PAYMENT}),
        When.WHILE_THEY_CHOOSE,
    ),
    Kind.AUTHORISED: Powers(
        "Care Act 2014 s32",
        frozenset({Right.SEE, Right.WRITE, Right.QUESTION, Right.LETTERS, Right.DIRECT_PAYMENT}),
        When.LACKING,
    ),
    # Whoever a person asks to help them. It rests on the person's own choice, and ends with it.
    Kind.HELPER: Powers(
        "Mental Capacity Act 2005 s1(2) and (3)",
        frozenset({Right.SEE, Right.WRITE, Right.QUESTION, Right.LETTERS}),
        When.WHILE_THEY_CHOOSE,
    ),
}

# Where two or more must act together, one of them alone may look and be written to, and no more: MCA 2005 s10(4).
ALONE_OF_SEVERAL = frozenset({Right.SEE, Right.LETTERS})

_ASK = "Has it been found that they cannot make the decisions this is about, even with help?"
_INSTRUMENT = "Does the power say that it may be used before that?"
_CANNOT = "It has been found that they cannot make the decisions this is about, even with help"


def may_act(kind: Kind, *, lacks_capacity: Answer, instrument_says_so: Answer = None) -> Conclusion:
    """Whether somebody of this kind may act for the person now, as far as it hangs on capacity.

    A person must be assumed to have capacity unless it is established that they lack it (MCA 2005 s1(2)): where it is
    not yet known, whoever needs it to be lacking does not act, and whoever the person chose may.
    """
    powers = POWERS[kind]
    match powers.when:
        case When.ALWAYS:
            return Conclusion(())
        case When.LACKING:
            return Conclusion((Condition(powers.law, _CANNOT, lacks_capacity, (_ASK,)),))
        case When.LACKING_OR_THE_INSTRUMENT_SAYS_SO:
            either = any_of((lacks_capacity, instrument_says_so))
            questions = {
                _ASK: lacks_capacity,
                "Does the power say that it may be used before that?": instrument_says_so,
            }
            return Conclusion(
                (
                    Condition(
                        powers.law,
                        f"{_CANNOT}, or the power says that it may be used before that",
                        either,
                        tuple(question for question, answer in questions.items() if answer is None),
                    ),
                )
            )
        case When.NOT_WITH_CAPACITY:
            # The court found that they cannot decide; a deputy stops where they know or think that the person can.
            words = "Nobody knows or thinks that they can make the decisions this is about"
            return Conclusion((Condition(powers.law, words, lacks_capacity is not False),))
        case When.WHILE_THEY_CHOOSE:
            words = "They can choose for themself who does this"
            return Conclusion((Condition(powers.law, words, opposite(lacks_capacity) is not False),))


def may_use(
    kind: Kind, given: frozenset[Right], *, lacks_capacity: Answer, instrument_says_so: Answer, together: bool
) -> frozenset[Right]:
    """Which of the rights that were given may be used now by this representative alone."""
    if may_act(kind, lacks_capacity=lacks_capacity, instrument_says_so=instrument_says_so).met is not True:
        return frozenset()
    usable = given & POWERS[kind].rights
    return usable & ALONE_OF_SEVERAL if together else usable
