"""The needs assessment and the carer's assessment, from getting ready for the visit to the copy that is given."""

from .assessment import (
    AFTER_THE_END,
    MOVES,
    OPEN,
    OUTCOMES,
    Assessment,
    AssessmentQuerySet,
    HelpWithDomain,
    OutcomeAnswer,
    State,
    WellbeingArea,
)
from .copies import CopyOfAssessment
from .preparation import Asked, Preparation, PreparedWords
from .refusal import RefusalOfAssessment

__all__ = [
    "AFTER_THE_END",
    "MOVES",
    "OPEN",
    "OUTCOMES",
    "Asked",
    "Assessment",
    "AssessmentQuerySet",
    "CopyOfAssessment",
    "HelpWithDomain",
    "OutcomeAnswer",
    "Preparation",
    "PreparedWords",
    "RefusalOfAssessment",
    "State",
    "WellbeingArea",
]
