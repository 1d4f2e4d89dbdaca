"""Check a file of Client Level Data before it is used or sent, field by field as the national rules do, and by line.

report = check("events.csv")
"""

from .opening import check
from .report import FieldReport, Finding, Report, RuleReport

__all__ = ["FieldReport", "Finding", "Report", "RuleReport", "check"]
