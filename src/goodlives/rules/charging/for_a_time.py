"""Capital that is not counted for a time: SI 2014/2672 Sch 2 and the statutory guidance, Annex B."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from goodlives.rules.calendar import in_words
from goodlives.rules.conditions import Answer
from goodlives.rules.explain import Step
from goodlives.rules.parameters import parameter


class ForATime(StrEnum):
    """What is not counted for a time, the parameter that says how long, and whether longer may be reasonable."""

    words: str
    limit: str
    may_be_longer: bool

    def __new__(cls, value: str, words: str, limit: str, may_be_longer: bool) -> ForATime:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        member.limit = limit
        member.may_be_longer = may_be_longer
        return member

    HOME_BEING_BOUGHT = (
        "home_being_bought",
        "A home you have bought and mean to live in",
        "capital_while_arranging_weeks",
        True,
    )
    HOME_BEING_REPAIRED = (
        "home_being_repaired",
        "A home that is being made fit for you to live in",
        "capital_while_arranging_weeks",
        True,
    )
    MONEY_FOR_ANOTHER_HOME = (
        "money_for_another_home",
        "Money from a home you sold, with which to buy another",
        "capital_while_arranging_weeks",
        True,
    )
    ARREARS_OF_BENEFITS = (
        "arrears_of_benefits",
        "Benefits that were paid late",
        "capital_lump_sum_weeks",
        False,
    )
    PERSONAL_INJURY_PAYMENT = (
        "personal_injury_payment",
        "The first payment for an injury, not in a trust",
        "capital_lump_sum_weeks",
        False,
    )


def not_counted_for_now(
    kind: ForATime, since: date, on: date, longer_is_reasonable: Answer = False
) -> tuple[Answer, Step]:
    """Whether it is left out on a day. Past its time, only where the law allows longer and it is reasonable."""
    weeks: int = parameter(kind.limit).on(on)
    counts_from = since + timedelta(weeks=weeks)
    said = f"{kind.words}: not counted for {weeks} weeks, until {in_words(counts_from - timedelta(days=1))}"
    if on < counts_from:
        return True, Step(said, None, "SI 2014/2672 Sch 2")
    if not kind.may_be_longer:
        return False, Step(said, None, "SI 2014/2672 Sch 2")
    return longer_is_reasonable, Step(f"{said}, or for longer where that is reasonable", None, "SI 2014/2672 Sch 2")
