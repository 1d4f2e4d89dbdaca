"""When somebody says no to an assessment: Care Act 2014 s11.

Their no is respected, but for two reasons. Whoever said no may change their mind at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodlives.rules.conditions import Answer, Conclusion, Condition, all_of, any_of, opposite


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What has been found out about an adult who said no. None is not yet known."""

    refused: Answer
    has_capacity_to_refuse: Answer
    assessment_in_best_interests: Answer = None
    abuse_or_neglect_or_risk_of_it: Answer
    asked_since: Answer = False
    changed_since: Answer = False
    refused_again: Answer = False


def need_not_assess(refusal: Refusal) -> Conclusion:
    """The council need not assess an adult who refuses (s11(1)), unless one of s11(2) to (4) says that it must."""
    r = refusal
    against_best_interests = all_of((opposite(r.has_capacity_to_refuse), r.assessment_in_best_interests))
    return Conclusion(
        (
            Condition("Care Act 2014 s11(1)", "You said no to an assessment", r.refused),
            Condition(
                "Care Act 2014 s11(2)(a)",
                "You are able to make this decision, or an assessment would not be in your best interests",
                opposite(against_best_interests),
                to_find_out=(
                    "Are you able to make the decision to say no?"
                    if r.has_capacity_to_refuse is None
                    else "Would an assessment be in your best interests?",
                ),
            ),
            Condition(
                "Care Act 2014 s11(2)(b)",
                "You are not being abused or neglected, and not at risk of it",
                opposite(r.abuse_or_neglect_or_risk_of_it),
            ),
            Condition("Care Act 2014 s11(3)", "You have not asked for an assessment since", opposite(r.asked_since)),
            Condition(
                "Care Act 2014 s11(4)",
                "Nothing seems to have changed since, or you have said no again",
                any_of((opposite(r.changed_since), r.refused_again)),
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CarersRefusal:
    """What has been found out about a carer who said no. The exceptions of s11(2) are not for carers."""

    refused: Answer
    asked_since: Answer = False
    changed_since: Answer = False
    refused_again: Answer = False


def need_not_assess_carer(refusal: CarersRefusal) -> Conclusion:
    """The council need not assess a carer who refuses (s11(5)), until they ask (6) or things change (7)."""
    r = refusal
    return Conclusion(
        (
            Condition("Care Act 2014 s11(5)", "You said no to a carer's assessment", r.refused),
            Condition("Care Act 2014 s11(6)", "You have not asked for one since", opposite(r.asked_since)),
            Condition(
                "Care Act 2014 s11(7)",
                "Nothing seems to have changed since, for you or the person you care for, or you have said no again",
                any_of((opposite(r.changed_since), r.refused_again)),
            ),
        )
    )
