"""Must the council, or may it? A duty comes first; where there is none there may still be a power."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from goodlives.rules.conditions import Conclusion


class Basis(StrEnum):
    MUST = "must"
    MAY = "may"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class DutyOrPower:
    """The conditions of the duty, and those of the power that is looked at only where there is no duty."""

    duty: Conclusion
    power: Conclusion

    @property
    def basis(self) -> Basis | None:
        """Must, may or neither. None while something that decides it is not yet known."""
        if self.duty.met is None:
            return None
        if self.duty.met:
            return Basis.MUST
        if self.power.met is None:
            return None
        return Basis.MAY if self.power.met else Basis.NEITHER

    @property
    def still_to_find_out(self) -> tuple[str, ...]:
        if self.duty.met is None:
            return self.duty.still_to_find_out
        return () if self.duty.met else self.power.still_to_find_out

    def as_json(self) -> dict[str, Any]:
        return {
            "basis": None if self.basis is None else self.basis.value,
            "duty": self.duty.as_json(),
            "power": self.power.as_json(),
            "still_to_find_out": list(self.still_to_find_out),
        }
