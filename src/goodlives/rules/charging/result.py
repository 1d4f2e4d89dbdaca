"""The answer to "what will I pay?": amounts in pence, the steps, and the figures of law it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodlives.rules.explain import Step
from goodlives.rules.money import Pence, plain_pounds
from goodlives.rules.parameters import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a person pays for a week, in pence, with its steps. None where it is not yet known, or was not needed.

    `range` is the least and the most it can be while something is not yet known; its second is None when the cost is
    not yet known and the person would pay all of it. `not_yet_known` are the names of the missing facts.
    """

    charge: Pence | None
    council_pays: Pence | None
    top_up: Pence | None
    range: tuple[Pence, Pence | None] | None
    full_cost: bool | None
    tariff_income: Pence | None
    minimum_income_guarantee: Pence | None
    personal_expenses_allowance: Pence | None
    rates: str
    not_yet_known: tuple[str, ...]
    steps: tuple[Step, ...]
    rests_on: tuple[Figure, ...]

    @property
    def unconfirmed_figures(self) -> tuple[Figure, ...]:
        """The figures it rests on that we worked out or remember, and have not seen in an official table."""
        return tuple(figure for figure in self.rests_on if figure.status != "confirmed")

    def as_json(self) -> dict[str, Any]:
        """The answer in pounds, as contracts say it."""
        return {
            "charge": _pounds(self.charge),
            "council_pays": _pounds(self.council_pays),
            "top_up": _pounds(self.top_up),
            "range": None if self.range is None else [_pounds(end) for end in self.range],
            "full_cost": self.full_cost,
            "tariff_income": _pounds(self.tariff_income),
            "minimum_income_guarantee": _pounds(self.minimum_income_guarantee),
            "personal_expenses_allowance": _pounds(self.personal_expenses_allowance),
            "rates": self.rates,
            "not_yet_known": list(self.not_yet_known),
            "steps": [step.as_json() for step in self.steps],
            "rests_on": [figure.as_json() for figure in self.rests_on],
        }


def _pounds(amount: Pence | None) -> str | None:
    return None if amount is None else plain_pounds(amount)
