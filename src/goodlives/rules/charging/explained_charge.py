"""A charge with everything that can be said about it: its steps, what would change it, and what would narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodlives.rules.charging.charge import charge
from goodlives.rules.charging.circumstances import Circumstances
from goodlives.rules.charging.result import Charge
from goodlives.rules.charging.what_would_change_it import Change, what_would_change_it


@dataclass(frozen=True, slots=True)
class ExplainedCharge:
    """What a person pays, and what would change that."""

    charge: Charge
    what_would_change_it: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        return self.charge.as_json() | {
            "what_would_change_it": [change.as_json() for change in self.what_would_change_it],
        }


def explained_charge(circumstances: Circumstances) -> ExplainedCharge:
    """What this person pays each week, why, and what would change it."""
    return ExplainedCharge(charge(circumstances), what_would_change_it(circumstances))
