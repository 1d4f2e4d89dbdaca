"""Where a council's policy for charging goes beyond what the law lets it choose: Care Act 2014 s14 and SI 2014/2672."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodlives.rules.charging.circumstances import Policy
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import charging_rates


@dataclass(frozen=True, slots=True)
class AgainstTheLaw:
    """One choice that the law does not allow: which, what would be right, and by which law."""

    field: str
    words: str
    law: str

    def as_json(self) -> dict[str, str]:
        return {"field": self.field, "words": self.words, "law": self.law}


# Choices that are amounts of their own: what a number below nothing would do, and the law that forbids it.
_NEVER_BELOW_NOTHING = {
    "mig_uplift_percent": (
        "The percentage on top of the minimum income guarantee is nothing or more: a council may leave people with "
        "more than the law says, never with less",
        "Care Act 2014 s14(7); SI 2014/2672 reg 7",
    ),
    "mig_uplift_flat": (
        "The amount on top of the minimum income guarantee is nothing or more: a council may leave people with more "
        "than the law says, never with less",
        "Care Act 2014 s14(7); SI 2014/2672 reg 7",
    ),
    "percent_of_disposable_income": (
        "The part of what is left that a council asks for is from 0% to 100%",
        "Care Act 2014 s14",
    ),
    "maximum_charge": ("The most that anybody pays is nothing or more", "Care Act 2014 s14"),
    "arrangement_fee": ("The fee for arranging care is nothing or more", "SI 2014/2672 reg 5"),
    "disability_related_expenditure_flat_rate": (
        "The flat rate for disability-related expenditure is nothing or more: what somebody spends because of their "
        "disability is taken off their income, never added to it",
        "SI 2014/2672 Sch 1 para 4",
    ),
}


def against_the_law(policy: Policy, on: date, *, cost_of_arranging: Pence | None = None) -> tuple[AgainstTheLaw, ...]:
    """Every way in which a policy breaks a floor or a ceiling of the law on a day; none when it is lawful.

    `cost_of_arranging` is what it costs the council to arrange somebody's care, where that is known.
    """
    return tuple(_broken(policy, on, cost_of_arranging))


def _broken(policy: Policy, on: date, cost_of_arranging: Pence | None) -> Iterator[AgainstTheLaw]:
    for field, (words, law) in _NEVER_BELOW_NOTHING.items():
        chosen = getattr(policy, field)
        if chosen is not None and chosen < 0:
            yield AgainstTheLaw(field, words, law)
    if policy.percent_of_disposable_income > 10_000:
        yield AgainstTheLaw(
            "percent_of_disposable_income",
            "The part of what is left that a council asks for is at most 100%: more would leave people with less than "
            "the minimum income guarantee",
            "Care Act 2014 s14(7); SI 2014/2672 reg 7",
        )
    least = charging_rates(on).upper_capital_limit
    if policy.upper_capital_limit is not None and policy.upper_capital_limit < least:
        yield AgainstTheLaw(
            "upper_capital_limit",
            f"The upper capital limit is at least {pounds(least)}: a council may set a higher one for care outside a "
            "care home, never a lower one",
            "Care Act 2014 s17(8); SI 2014/2672 reg 12",
        )
    if cost_of_arranging is not None and policy.arrangement_fee > cost_of_arranging:
        yield AgainstTheLaw(
            "arrangement_fee",
            f"The fee for arranging care is at most what arranging it costs: {pounds(cost_of_arranging)}",
            "SI 2014/2672 reg 5",
        )
