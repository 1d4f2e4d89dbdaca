"""The official rates that the pages fill in, each by the parameter of law that says how much it is."""

from __future__ import annotations

from datetime import date

from goodlives.rules.charging import Rate
from goodlives.rules.parameters import parameter

# Disability benefits: each rate, and the parameter that says how much it is.
RATES: dict[str, dict[str, tuple[Rate, str]]] = {
    "attendance_allowance": {
        "lower": (Rate.LOWER, "disability_benefit_middle"),
        "higher": (Rate.HIGHER, "disability_benefit_higher"),
    },
    "pip_daily_living": {
        "standard": (Rate.STANDARD, "disability_benefit_middle"),
        "enhanced": (Rate.ENHANCED, "disability_benefit_higher"),
    },
    "dla_care": {
        "lowest": (Rate.LOWER, "disability_benefit_lowest"),
        "middle": (Rate.MIDDLE, "disability_benefit_middle"),
        "highest": (Rate.HIGHER, "disability_benefit_higher"),
    },
    "pip_mobility": {
        "standard": (Rate.STANDARD, "disability_benefit_lowest"),
        "enhanced": (Rate.ENHANCED, "mobility_higher"),
    },
    "dla_mobility": {
        "lower": (Rate.LOWER, "disability_benefit_lowest"),
        "higher": (Rate.HIGHER, "mobility_higher"),
    },
}
PENSIONS = {"full_new": "new_state_pension", "full_basic": "basic_state_pension"}


def rate_on(figure: str, on: date) -> int:
    found: int = parameter(figure).on(on)
    return found


def figures_of(benefit: str) -> dict[str, str]:
    return {rate: figure for rate, (_rate, figure) in RATES[benefit].items()}
