"""Must the council meet these needs, or may it? Care Act 2014 ss18 and 19 for adults, s20 for carers.

What a willing carer does is left out of what the council must meet, for as long as they do it: s18(7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodlives.rules.conditions import Answer, Conclusion, Condition, all_of, any_of, opposite
from goodlives.rules.duty_or_power import DutyOrPower
from goodlives.rules.words import WithWords


class MoneyBasis(WithWords):
    """Why money does not stand in the way: s18(1)(c) and (2) to (4)."""

    law: str

    def __init__(self, _value: str, *said: str) -> None:
        self.law = said[0]

    NO_CHARGE = "no_charge", "Care Act 2014 s18(1)(c)", "The council makes no charge"
    CONDITION_1 = "condition_1", "Care Act 2014 s18(2)", "You have no more than the limit"
    CONDITION_2 = (
        "condition_2",
        "Care Act 2014 s18(3)",
        "You have more than the limit and ask the council to meet your needs, not in a care home",
    )
    CONDITION_3 = (
        "condition_3",
        "Care Act 2014 s18(4)",
        "You cannot arrange care for yourself, and nobody is able to do it for you",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsToMeet:
    """What has been found out about an adult's needs and money. None is not yet known.

    `lives_here` is ordinarily resident in the area, or present in it with no settled home. The needs are those that no
    carer is meeting.
    """

    eligible: Answer
    lives_here: Answer
    free_of_charge: Answer
    above_the_limit: Answer
    asks_the_council: Answer = None
    in_a_care_home: Answer = False
    can_arrange_care: Answer = True
    somebody_can_arrange_it: Answer = None
    met_by_a_carer: Answer = False
    other_council_told: Answer = False
    assessed: Answer = True
    appear_urgent: Answer = False


def money_bases(n: NeedsToMeet) -> dict[MoneyBasis, Answer]:
    """Each of the four, yes, no or not yet known. Condition 2 is not in force for care homes."""
    return {
        MoneyBasis.NO_CHARGE: n.free_of_charge,
        MoneyBasis.CONDITION_1: opposite(n.above_the_limit),
        MoneyBasis.CONDITION_2: all_of((n.above_the_limit, n.asks_the_council, opposite(n.in_a_care_home))),
        MoneyBasis.CONDITION_3: all_of((opposite(n.can_arrange_care), opposite(n.somebody_can_arrange_it))),
    }


def basis_of_the_duty(n: NeedsToMeet) -> MoneyBasis | None:
    """The first of the four that is met, where there is a duty: what the plan says it rests on."""
    if meeting_needs(n).duty.met is not True:
        return None
    return next(basis for basis, met in money_bases(n).items() if met)


def meeting_needs(needs: NeedsToMeet) -> DutyOrPower:
    """The duty of s18; where there is none, the powers of s19: needs of other kinds, other areas, and urgent needs."""
    n = needs
    duty = Conclusion(
        (
            Condition("Care Act 2014 ss13 and 18(1)", "Your needs are eligible", n.eligible),
            Condition(
                "Care Act 2014 s18(1)(a)",
                "You live in this council's area, or are here and have no settled home",
                n.lives_here,
            ),
            Condition("Care Act 2014 s18(7)", "They are not already met by a carer", opposite(n.met_by_a_carer)),
            _money(n),
        )
    )
    power = Conclusion(
        (
            Condition(
                "Care Act 2014 s19",
                "The council may meet them: because you live here, or it has told your own council, or they are urgent",
                any_of((_living_here(n), _from_another_area(n), n.appear_urgent)),
                to_find_out=tuple(_to_find_out(n)),
            ),
        )
    )
    return DutyOrPower(duty, power)


def _money(n: NeedsToMeet) -> Condition:
    bases = money_bases(n)
    return Condition(
        "Care Act 2014 s18(1)(c) and (2) to (4)",
        "There is no charge, or you have no more than the limit, or you ask the council to meet your needs outside a "
        "care home, or nobody is able to arrange your care",
        any_of(bases.values()),
        to_find_out=tuple(f"Is this so: {_lower(basis.words)}?" for basis, met in bases.items() if met is None),
    )


def _living_here(n: NeedsToMeet) -> Answer:
    """s19(1): needs the council is not required to meet, of somebody who lives here and has been assessed."""
    return all_of((n.lives_here, n.assessed))


def _from_another_area(n: NeedsToMeet) -> Answer:
    """s19(2): eligible needs of somebody who lives in another area, when their own council has been told."""
    return all_of((n.eligible, opposite(n.lives_here), any_of(money_bases(n).values()), n.other_council_told))


def _to_find_out(n: NeedsToMeet) -> Iterator[str]:
    if n.appear_urgent is None:
        yield "Do the needs appear to be urgent?"
    if n.lives_here is None:
        yield "Do you live in this council's area, or are you here and have no settled home?"
    if n.assessed is None:
        yield "Have your needs been assessed?"
    if n.lives_here is False and n.other_council_told is None:
        yield "Has the council where you live been told?"


def urgent_needs(needs: NeedsToMeet) -> Conclusion:
    """Needs that appear urgent may be met before any assessment, wherever the person lives: s19(3).

    The assessments that were not done are then due.
    """
    return Conclusion((Condition("Care Act 2014 s19(3)", "Your needs appear to be urgent", needs.appear_urgent),))


def assessment_still_due(needs: NeedsToMeet) -> bool:
    """Help came first because it was urgent, so the assessment is still to be done."""
    return needs.appear_urgent is True and needs.assessed is not True


@dataclass(frozen=True, slots=True, kw_only=True)
class CarersNeedsToMeet:
    """What has been found out about a carer's needs. `adult_...` are about the adult they care for.

    `through_the_adult` is support given to the carer by providing care to the adult, such as a break: any charge for it
    is then the adult's and never the carer's.
    """

    eligible: Answer
    adult_lives_here: Answer
    through_the_adult: Answer
    free_of_charge: Answer
    above_the_limit: Answer = None
    asks_the_council: Answer = None
    adult_agrees: Answer = None
    adult_above_the_limit: Answer = None
    adult_asks_the_council: Answer = None


def meeting_carers_needs(needs: CarersNeedsToMeet) -> DutyOrPower:
    """The duty of s20(1) to meet a carer's eligible needs, and the power of s20(6) where there is none."""
    n = needs
    by_support_to_the_carer = any_of(
        (n.free_of_charge, opposite(n.above_the_limit), all_of((n.above_the_limit, n.asks_the_council)))
    )
    by_care_to_the_adult = any_of(
        (
            all_of((n.adult_agrees, any_of((n.free_of_charge, opposite(n.adult_above_the_limit))))),
            all_of((n.adult_above_the_limit, n.adult_asks_the_council)),
        )
    )
    money = any_of(
        (
            all_of((opposite(n.through_the_adult), by_support_to_the_carer)),
            all_of((n.through_the_adult, by_care_to_the_adult)),
        )
    )
    duty = Conclusion(
        (
            Condition("Care Act 2014 ss13 and 20(1)", "Your needs for support as a carer are eligible", n.eligible),
            Condition(
                "Care Act 2014 s20(1)(a)",
                "The person you care for lives in this council's area, or is here and has no settled home",
                n.adult_lives_here,
            ),
            Condition(
                "Care Act 2014 s20(1)(c) and (4) to (5)" if n.through_the_adult else "Care Act 2014 s20(1)(b) to (3)",
                "The person you care for agrees to care that gives you support, and there is no charge to them, or "
                "they have no more than the limit, or they ask for it"
                if n.through_the_adult
                else "There is no charge to you, or you have no more than the limit, or you ask the council to do it",
                money,
            ),
        )
    )
    power = Conclusion(
        (
            Condition(
                "Care Act 2014 s20(6)",
                "Support that is care for the person you care for is given only if they agree",
                any_of((opposite(n.through_the_adult), n.adult_agrees)),
            ),
        )
    )
    return DutyOrPower(duty, power)


def who_is_charged_for_a_carers_support(needs: CarersNeedsToMeet) -> str | None:
    """The carer for support to them, the adult for care to the adult: s14(3). None while it is not known which."""
    if needs.through_the_adult is None:
        return None
    return "adult" if needs.through_the_adult else "carer"


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"
