"""Moving to another council's area without losing support: Care Act 2014 ss37 and 38, SI 2014/2825.

The first council is the one that meets the needs now, the second the one that the person moves to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodlives.rules.conditions import Answer, Conclusion, Condition, all_of, any_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What has been found out about a move. None is not yet known; a date None has not come.

    `leaves_a_placement` is for somebody whom the first council placed in the second's area, and who now means to leave
    that place and live in the community there.
    """

    first_council_meets_needs: Answer
    second_council_told: Answer
    intention_is_genuine: Answer
    moves_to_the_second_area: Answer = True
    leaves_a_placement: Answer = False
    moved_on: date | None = None
    assessed_on: date | None = None
    plan_in_place_on: date | None = None
    assessed_differently: Answer = None


def move_is_covered(move: Move) -> Conclusion:
    """When a move sets the duties of both councils going: s37(1) and (3)."""
    m = move
    moves = any_of((m.leaves_a_placement, m.moves_to_the_second_area))
    return Conclusion(
        (
            Condition(
                "Care Act 2014 s37(1)(a)",
                "A council meets your needs for care and support",
                m.first_council_meets_needs,
            ),
            Condition(
                "Care Act 2014 s37(3)" if m.leaves_a_placement else "Care Act 2014 s37(1)(b)",
                "You have told the other council that you mean to move, or somebody has for you",
                all_of((moves, m.second_council_told)),
            ),
            Condition(
                "Care Act 2014 s37(3)(c)" if m.leaves_a_placement else "Care Act 2014 s37(1)(c)",
                "The other council is satisfied that you mean it",
                m.intention_is_genuine,
            ),
        )
    )


def second_council_must_assess(move: Move) -> Conclusion:
    """The second council assesses the person, and a carer who goes on caring, before the move: s37(6)."""
    return Conclusion(
        (
            *move_is_covered(move).conditions,
            Condition("Care Act 2014 s37(6)", "It has not done so yet", move.assessed_on is None),
        )
    )


def must_meet_needs_as_before(move: Move, on: date) -> Conclusion:
    """From the day of the move until its own assessment and plan are done, the second council does as the first did.

    For a carer too, where the carer goes on caring: s38(1) and (2). It must have regard to what matters to the person,
    their plan, and what differs in the new place: SI 2014/2825.
    """
    m = move
    moved = m.moved_on is not None and m.moved_on <= on
    done = all(day is not None and day <= on for day in (m.assessed_on, m.plan_in_place_on))
    return Conclusion(
        (
            *move_is_covered(move).conditions,
            Condition("Care Act 2014 s38(1)", "You have moved", moved),
            Condition("Care Act 2014 s38(1) and (2)", "It has not yet assessed you and made your plan", not done),
        )
    )


def first_council_must_go_on(move: Move, on: date) -> Answer:
    """Until the day of the move the first council goes on meeting the needs, and sends the plan to the second."""
    return all_of((move.first_council_meets_needs, move.moved_on is None or move.moved_on > on))


def must_explain_in_writing(move: Move) -> Answer:
    """Where the second council finds other needs than the first did, it says in writing why: s37."""
    if move.assessed_on is None:
        return False
    return move.assessed_differently
