"""Care that family and friends give because they want to, and what falls when one of them is ill.

Care Act 2014 s10(5) and s18(7): needs that a carer meets are left to them only while the carer is willing and able.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from goodlives.rules.eligibility import Outcome
from goodlives.rules.resource_allocation import CarerSupport, Domain

_BANDS = tuple(CarerSupport)

# The outcomes of SI 2015/313 reg 2(2) that an area of life serves: our reading, to find the goals that rest on it.
OUTCOMES: Mapping[Domain, tuple[Outcome, ...]] = {
    Domain.NUTRITION: (Outcome.NUTRITION,),
    Domain.PERSONAL_CARE: (Outcome.PERSONAL_HYGIENE, Outcome.CLOTHING),
    Domain.TOILET: (Outcome.TOILET_NEEDS,),
    Domain.HOME: (Outcome.HABITABLE_HOME, Outcome.USING_HOME_SAFELY),
    Domain.RELATIONSHIPS: (Outcome.RELATIONSHIPS,),
    Domain.COMMUNITY: (Outcome.COMMUNITY,),
    Domain.WORK_AND_LEARNING: (Outcome.WORK_AND_LEARNING,),
    Domain.DECISIONS_AND_SAFETY: (Outcome.USING_HOME_SAFELY,),
    Domain.NIGHT: (Outcome.USING_HOME_SAFELY, Outcome.TOILET_NEEDS),
    Domain.CARING_ROLE: (Outcome.CARING_FOR_A_CHILD,),
}


def support_that_counts(found: CarerSupport, agreed: Iterable[CarerSupport]) -> CarerSupport:
    """How much family care counts in one area: no more than was found, nor than one carer says yes to today.

    What two carers agree to is not added up. So a carer who stops can only make the budget stay or rise.
    """
    most = max((_BANDS.index(share) for share in agreed), default=0)
    return _BANDS[min(_BANDS.index(found), most)]


@dataclass(frozen=True, slots=True)
class Care:
    """One thing that somebody does, or that is paid for, and the outcomes it serves. Hours may be unknown."""

    who: Hashable
    what: str
    outcomes: tuple[Outcome, ...] = ()
    hours_a_week: int | None = None


@dataclass(frozen=True, slots=True)
class Falls:
    """What nobody does while one of the circle is ill. Hours are about how many; None where none are known."""

    who: Hashable
    things: tuple[str, ...]
    hours_in_a_day: int | None
    hours_in_two_weeks: int | None
    nobody_else: tuple[Outcome, ...]


def what_falls(care: Iterable[Care]) -> dict[Hashable, Falls]:
    """For each who does something: what falls if they are ill, and which outcomes nobody and nothing else serves."""
    given = list(care)
    return {who: _falls(who, given) for who in dict.fromkeys(one.who for one in given)}


def _falls(who: Hashable, care: list[Care]) -> Falls:
    theirs = [one for one in care if one.who == who]
    served = {outcome for one in theirs for outcome in one.outcomes}
    by_others = {outcome for one in care if one.who != who for outcome in one.outcomes}
    known = [one.hours_a_week for one in theirs if one.hours_a_week is not None]
    weekly = sum(known) if known else None
    return Falls(
        who=who,
        things=tuple(dict.fromkeys(one.what for one in theirs if one.what)),
        hours_in_a_day=None if weekly is None else -(-weekly // 7),
        hours_in_two_weeks=None if weekly is None else weekly * 2,
        nobody_else=tuple(outcome for outcome in Outcome if outcome in served - by_others),
    )
