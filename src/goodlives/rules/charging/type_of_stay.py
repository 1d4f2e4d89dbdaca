"""What kind of stay in a care home this is: short-term, temporary or permanent: SI 2014/2672 regs 2 and 8.

A stay that becomes permanent is permanent from the day it did, never from before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from goodlives.rules.calendar import in_words
from goodlives.rules.charging.circumstances import Setting
from goodlives.rules.conditions import Answer
from goodlives.rules.explain import Step
from goodlives.rules.parameters import parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A stay in a care home as it is meant to be. `expected_to_leave_on` is the day of going home.

    `exceptional` is for a stay somewhat longer than 52 weeks, for a reason, that is still meant to end.
    """

    moved_in_on: date
    means_to_go_home: Answer
    expected_to_leave_on: date | None = None
    permanent_from: date | None = None
    exceptional: Answer = False


@dataclass(frozen=True, slots=True)
class TypeOfStay:
    """How the stay is charged, or None while something must still be found out; and why."""

    setting: Setting | None
    steps: tuple[Step, ...]
    still_to_find_out: tuple[str, ...] = ()


class ImpossibleStay(ValueError):
    """A stay that ends before it began, or stays that overlap."""


def type_of_stay(stay: Stay, on: date) -> TypeOfStay:
    """Up to 8 weeks is short-term, up to 52 weeks temporary, and anything else permanent."""
    if stay.expected_to_leave_on and stay.expected_to_leave_on < stay.moved_in_on:
        raise ImpossibleStay("A stay cannot end before it began")
    if stay.permanent_from and on >= stay.permanent_from:
        since = in_words(stay.permanent_from)
        return _found(Setting.CARE_HOME_PERMANENT, f"It was decided that you stay for good from {since}")
    if stay.means_to_go_home is False and stay.permanent_from is None:
        return _found(Setting.CARE_HOME_PERMANENT, "You do not mean to go back home")
    if stay.means_to_go_home is None:
        return TypeOfStay(None, (), ("Do you mean to go back home?",))
    if stay.expected_to_leave_on is None:
        return TypeOfStay(None, (), ("When do you expect to go home?",))
    length = stay.expected_to_leave_on - stay.moved_in_on
    short: int = parameter("short_term_stay_weeks").on(on)
    temporary: int = parameter("temporary_stay_weeks").on(on)
    if length <= timedelta(weeks=short):
        return _found(Setting.CARE_HOME_SHORT_TERM, f"You expect to stay for no more than {short} weeks")
    if length <= timedelta(weeks=temporary):
        return _found(Setting.CARE_HOME_TEMPORARY, f"You expect to stay for no more than {temporary} weeks")
    if stay.exceptional is None:
        return TypeOfStay(None, (), (f"Is there a special reason for a stay a little longer than {temporary} weeks?",))
    if stay.exceptional:
        words = f"You expect to stay a little longer than {temporary} weeks, for a special reason"
        return _found(Setting.CARE_HOME_TEMPORARY, words)
    return _found(Setting.CARE_HOME_PERMANENT, f"You expect to stay for more than {temporary} weeks")


_KINDS = {
    Setting.CARE_HOME_SHORT_TERM: ("a short stay", "SI 2014/2672 regs 2 and 8"),
    Setting.CARE_HOME_TEMPORARY: ("a temporary stay", "SI 2014/2672 reg 2"),
    Setting.CARE_HOME_PERMANENT: ("a permanent stay", "SI 2014/2672 reg 2"),
}


def _found(setting: Setting, why: str) -> TypeOfStay:
    kind, law = _KINDS[setting]
    return TypeOfStay(setting, (Step(f"{why}, so this is {kind}", None, law),))
