"""When the council must find out whether somebody is safe: Care Act 2014 s42.

It does not matter where the person usually lives, whether anybody meets their needs, whether those needs are eligible,
or whether they agree: but their wishes are asked for and recorded, and what happens next is guided by them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodlives.rules.conditions import Answer, Conclusion, Condition
from goodlives.rules.duty_or_power import DutyOrPower


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What the council has reasonable cause to suspect about an adult. None is not yet known."""

    is_an_adult: Answer = True
    is_in_the_area: Answer
    has_needs_for_care_and_support: Answer
    abuse_or_neglect_or_risk_of_it: Answer
    unable_to_protect_themselves_because_of_their_needs: Answer


def safeguarding_enquiry(concern: Concern) -> DutyOrPower:
    """An enquiry is a duty when all three limbs of s42(1) are met. Otherwise the council may make one of its own."""
    c = concern
    adult = Condition("Care Act 2014 s42(1)", "You are 18 or over", c.is_an_adult)
    here = Condition(
        "Care Act 2014 s42(1)", "You are in this council's area, wherever you usually live", c.is_in_the_area
    )
    at_risk = Condition(
        "Care Act 2014 s42(1)(b)",
        "You are being abused or neglected, or are at risk of it",
        c.abuse_or_neglect_or_risk_of_it,
    )
    duty = Conclusion(
        (
            adult,
            here,
            Condition(
                "Care Act 2014 s42(1)(a)",
                "You need care and support, whether or not anybody is giving it",
                c.has_needs_for_care_and_support,
            ),
            at_risk,
            Condition(
                "Care Act 2014 s42(1)(c)",
                "Because of those needs you cannot protect yourself",
                c.unable_to_protect_themselves_because_of_their_needs,
            ),
        )
    )
    own_enquiry = replace(at_risk, law="Care Act 2014 s1; Care and Support Statutory Guidance ch 14")
    return DutyOrPower(duty, Conclusion((adult, here, own_enquiry)))
