"""The personal budget: what meeting the needs costs, what the person pays, what the council pays: Care Act 2014 s26."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodlives.rules.explain import Step
from goodlives.rules.money import Pence, plain_pounds, pounds


class DoesNotAddUp(ValueError):
    """A personal budget whose parts are not its whole."""


@dataclass(frozen=True, slots=True)
class PersonalBudget:
    """Three numbers a week, of which the first is the sum of the others: s26(1)(a), (b) and (c)."""

    cost: Pence
    contribution: Pence
    council_share: Pence

    def __post_init__(self) -> None:
        if min(self.cost, self.contribution, self.council_share) < 0:
            raise DoesNotAddUp("No part of a personal budget can be less than nothing")
        if self.cost != self.contribution + self.council_share:
            raise DoesNotAddUp(
                f"The cost, {pounds(self.cost)}, is not what you pay, {pounds(self.contribution)}, "
                f"and what the council pays, {pounds(self.council_share)}, together"
            )

    @property
    def steps(self) -> tuple[Step, ...]:
        return (
            Step("What meeting your needs costs each week", self.cost, "Care Act 2014 s26(1)(a)"),
            Step("Take away: what you pay", self.contribution, "Care Act 2014 s26(1)(b)"),
            Step("What the council pays", self.council_share, "Care Act 2014 s26(1)(c)"),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "cost": plain_pounds(self.cost),
            "contribution": plain_pounds(self.contribution),
            "council_share": plain_pounds(self.council_share),
            "steps": [step.as_json() for step in self.steps],
        }


def personal_budget(cost: Pence, contribution: Pence) -> PersonalBudget:
    """The council pays the balance. A contribution above the cost is refused: s14(4) allows no more than the cost."""
    if contribution > cost:
        raise DoesNotAddUp(f"You cannot be asked for {pounds(contribution)} towards care that costs {pounds(cost)}")
    return PersonalBudget(cost, contribution, cost - contribution)
