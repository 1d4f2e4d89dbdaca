"""The home of somebody in a care home for good, in which somebody else lives: SI 2014/2672 Sch 2 and Annex B.

For some people the council must leave the home out; for anybody else, or somebody who came later, it may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from goodlives.rules.charging.circumstances import CapitalDisregard
from goodlives.rules.conditions import Answer, Conclusion, Condition, all_of, any_of, opposite
from goodlives.rules.duty_or_power import Basis, DutyOrPower

LAW = "SI 2014/2672 Sch 2"


class LivesThere(StrEnum):
    """Who lives in the home, as far as the regulations tell people apart."""

    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    RELATIVE_60_OR_OVER = "relative_60_or_over"
    INCAPACITATED_RELATIVE = "incapacitated_relative"
    OWN_CHILD_UNDER_18 = "own_child_under_18"
    SOMEBODY_ELSE = "somebody_else"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupant:
    """Somebody who lives in the home. None is not yet known.

    `estranged_or_divorced` and `lone_parent_with_child` are about a former partner: one from whom the person has parted
    is left out of the duty, unless they bring up a child on their own there.
    """

    who: LivesThere
    main_home: Answer
    since_before_the_move: Answer
    estranged_or_divorced: Answer = False
    lone_parent_with_child: Answer = False


def home_others_live_in(occupants: Sequence[Occupant] | None) -> DutyOrPower:
    """Whether the home must be left out, may be, or counts. None: who lives there is not yet known."""
    if occupants is None:
        must: Answer = None
        may: Answer = None
    else:
        must = any_of(_protected(one) for one in occupants)
        may = any_of(one.main_home for one in occupants)
    who = ("Who lives in your home?",) if occupants is None else ()
    return DutyOrPower(
        Conclusion(
            (
                Condition(
                    LAW,
                    "Since before you moved, this has been the main home of your partner, a relative who is 60 or over "
                    "or is incapacitated, or your child who is under 18",
                    must,
                    to_find_out=who,
                ),
            )
        ),
        Conclusion(
            (
                Condition(
                    f"{LAW}; Care and Support Statutory Guidance, Annex B",
                    "It is the main home of somebody else, or of somebody who came later",
                    may,
                    to_find_out=who,
                ),
            )
        ),
    )


def _protected(occupant: Occupant) -> Answer:
    """Whether the law itself leaves the home out for this person."""
    o = occupant
    if o.who == LivesThere.SOMEBODY_ELSE:
        return False
    together: Answer = True
    if o.who == LivesThere.FORMER_PARTNER:
        together = any_of((opposite(o.estranged_or_divorced), o.lone_parent_with_child))
    return all_of((o.main_home, o.since_before_the_move, together))


def disregard_for_others(occupants: Sequence[Occupant], council_leaves_it_out: Answer) -> CapitalDisregard | None:
    """How to write it down for the home when a charge is worked out, once the council has decided where it may."""
    basis = home_others_live_in(occupants).basis
    if basis == Basis.MUST:
        return CapitalDisregard.OCCUPIED
    return CapitalDisregard.DISCRETIONARY if basis == Basis.MAY and council_leaves_it_out else None
