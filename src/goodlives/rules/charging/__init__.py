"""What a person pays towards their care: Care Act 2014 ss14 and 17, and SI 2014/2672.

Each item of capital and income is treated by itself first (`capital`, `income`), then the totals go through the scalar
rules (`weekly_charge`), which are the same for one person and for a population.
"""

from goodlives.rules.charging.against_the_law import AgainstTheLaw, against_the_law
from goodlives.rules.charging.charge import charge
from goodlives.rules.charging.circumstances import (
    CapitalDisregard,
    CapitalItem,
    CapitalKind,
    Circumstances,
    Every,
    Exemption,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    Rate,
    SavingsCredit,
    Setting,
)
from goodlives.rules.charging.explained_charge import ExplainedCharge, explained_charge
from goodlives.rules.charging.narrows_it_most import Narrowing, narrows_it_most
from goodlives.rules.charging.result import Charge
from goodlives.rules.charging.what_would_change_it import Change, what_would_change_it
from goodlives.rules.money import NO_LIMIT
from goodlives.rules.parameters import Figure

__all__ = [
    "NO_LIMIT",
    "AgainstTheLaw",
    "CapitalDisregard",
    "CapitalItem",
    "CapitalKind",
    "Change",
    "Charge",
    "Circumstances",
    "Every",
    "Exemption",
    "ExplainedCharge",
    "Figure",
    "Household",
    "IncomeItem",
    "IncomeKind",
    "Narrowing",
    "Policy",
    "Rate",
    "SavingsCredit",
    "Setting",
    "against_the_law",
    "charge",
    "explained_charge",
    "narrows_it_most",
    "what_would_change_it",
]
