"""Money, before the plan: the financial assessment (what the person pays) and the indicative budget (a first idea)."""

from .assessment import Basis, Change, FinancialAssessment, Ground, Household, NoDateOfBirth
from .capital_and_income import Capital, Every, Evidence, Income, LivesThere
from .indicative_budget import IndicativeBudget
from .reported_change import ReportedChange

__all__ = [
    "Basis",
    "Capital",
    "Change",
    "Every",
    "Evidence",
    "FinancialAssessment",
    "Ground",
    "Household",
    "Income",
    "IndicativeBudget",
    "LivesThere",
    "NoDateOfBirth",
    "ReportedChange",
]
