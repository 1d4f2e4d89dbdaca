"""A charge with everything that can be said about it: its steps, what would change it, and what would narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goodlives.rules.charging.charge import charge
from goodlives.rules.charging.circumstances import Circumstances
from goodlives.rules.charging.narrows_it_most import Narrowing, narrows_it_most
from goodlives.rules.charging.result import Charge
from goodlives.rules.charging.what_would_change_it import Change, what_would_change_it


@dataclass(frozen=True, slots=True)
class ExplainedCharge:
    """What a person pays, what would change that, and what would narrow it while something is not yet known."""

    charge: Charge
    what_would_change_it: tuple[Change, ...]
    narrows_it_most: tuple[Narrowing, ...]

    def as_json(self) -> dict[str, Any]:
        return self.charge.as_json() | {
            "what_would_change_it": [change.as_json() for change in self.what_would_change_it],
            "narrows_it_most": [narrowing.as_json() for narrowing in self.narrows_it_most],
        }


def explained_charge(circumstances: Circumstances) -> ExplainedCharge:
    """What this person pays each week, why, and what would change it; or what to find out first."""
    return ExplainedCharge(charge(circumstances), what_would_change_it(circumstances), narrows_it_most(circumstances))
