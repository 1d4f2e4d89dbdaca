"""Whether one thing somebody owns counts, by the answers written down about it: SI 2014/2672 Sch 2 and reg 22."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goodlives.rules.charging import CapitalDisregard, CapitalKind
from goodlives.rules.charging.deprivation import Gift, deprivation
from goodlives.rules.charging.for_a_time import ForATime, not_counted_for_now
from goodlives.rules.charging.home_others_live_in import LivesThere, Occupant, home_others_live_in
from goodlives.rules.conditions import Answer, Condition
from goodlives.rules.duty_or_power import Basis
from goodlives.rules.explain import Step

if TYPE_CHECKING:
    from .assessment import FinancialAssessment
    from .capital_and_income import Capital


_FOR_A_TIME = {kind.value: kind for kind in ForATime}


@dataclass(frozen=True)
class InLaw:
    """Whether it counts (None: not yet known), the disregard by which it does not, and the lines that say why."""

    counts: Answer
    disregard: CapitalDisregard | None = None
    steps: tuple[Step, ...] = ()
    conditions: tuple[Condition, ...] = ()


def in_law(owned: Capital, assessment: FinancialAssessment, on: date | None = None) -> InLaw:
    """What the law makes of it on a day: without one, the day from which the charge is worked out."""
    on = on or assessment.starts_on
    if owned.kind == CapitalKind.NOTIONAL:
        return _given_away(owned)
    if owned.disregard == CapitalDisregard.OCCUPIED and owned.lives_there:
        return _somebody_lives_there(owned)
    if owned.disregard == CapitalDisregard.TEMPORARY and owned.for_a_time and owned.since:
        return _for_a_time(_FOR_A_TIME[owned.for_a_time], owned.since, owned.longer_is_reasonable, on)
    if owned.disregard and owned.disregard != CapitalDisregard.TWELVE_WEEKS:
        return InLaw(False, CapitalDisregard(owned.disregard))
    if owned.kind == CapitalKind.MAIN_HOME:
        clock = assessment.twelve_weeks(on)
        if clock is not None:
            return InLaw(clock.home_counts, clock.disregard, clock.steps)
    return InLaw(True)


def _given_away(owned: Capital) -> InLaw:
    found = deprivation(
        Gift(
            was_theirs=owned.was_theirs, no_longer_theirs=owned.no_longer_theirs,
            expected_to_need_care_and_pay_for_it=owned.expected_to_need_care,
            paying_less_was_a_significant_reason=owned.to_pay_less,
        )
    )  # fmt: skip
    return InLaw(found.met, conditions=found.conditions)


def _somebody_lives_there(owned: Capital) -> InLaw:
    found = home_others_live_in(
        [
            Occupant(
                who=LivesThere(owned.lives_there), main_home=owned.their_main_home,
                since_before_the_move=owned.since_before_the_move, estranged_or_divorced=owned.estranged,
                lone_parent_with_child=owned.lone_parent,
            )
        ]
    )  # fmt: skip
    conditions = (*found.duty.conditions, *(() if found.duty.met else found.power.conditions))
    if found.basis is None:
        return InLaw(None, conditions=conditions)
    if found.basis == Basis.MUST:
        return InLaw(False, CapitalDisregard.OCCUPIED, conditions=conditions)
    left_out = found.basis == Basis.MAY and owned.council_leaves_it_out
    if found.basis == Basis.MAY and owned.council_leaves_it_out is None:
        return InLaw(None, conditions=conditions)
    return InLaw(not left_out, CapitalDisregard.DISCRETIONARY if left_out else None, conditions=conditions)


def _for_a_time(kind: ForATime, since: date, longer_is_reasonable: Answer, on: date) -> InLaw:
    left_out, step = not_counted_for_now(kind, since, on, longer_is_reasonable)
    if left_out is None:
        return InLaw(None, steps=(step,))
    return InLaw(not left_out, CapitalDisregard.TEMPORARY if left_out else None, (step,))
