"""When money or property that somebody gave away is counted as still theirs: SI 2014/2672 regs 17 and 22, Annex E.

No gift is too old to be looked at, and none so recent that it must be counted. The council gives its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodlives.rules.conditions import Answer, Conclusion, Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """What has been found out about something given away, sold for too little, or used up. None is not yet known."""

    was_theirs: Answer
    no_longer_theirs: Answer
    expected_to_need_care_and_pay_for_it: Answer
    paying_less_was_a_significant_reason: Answer


def deprivation(gift: Gift) -> Conclusion:
    """Counted as still theirs only when all of this is so; a gift made for love, in good health, is not."""
    g = gift
    law = "SI 2014/2672 reg 22; Care and Support Statutory Guidance, Annex E"
    return Conclusion(
        (
            Condition(law, "It was yours", g.was_theirs),
            Condition(law, "You gave it away, sold it for too little, or used it up", g.no_longer_theirs),
            Condition(
                law,
                "When you did, you knew or could expect that you would need care and might have to pay for it",
                g.expected_to_need_care_and_pay_for_it,
            ),
            Condition(
                law,
                "Paying less for care was a significant reason, though it need not be the only one",
                g.paying_less_was_a_significant_reason,
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What has been found out about whoever got it. None is not yet known."""

    council_met_the_needs: Answer
    meant_to_avoid_charges: Answer
    paid_nothing_or_too_little: Answer


def whoever_got_it_owes_the_difference(transfer: Transfer) -> Conclusion:
    """Whoever got it owes what the council charged less because of it, up to what it was worth to them: s70."""
    t = transfer
    return Conclusion(
        (
            Condition(
                "Care Act 2014 s70(1)(a)", "The council has met, or is meeting, your needs", t.council_met_the_needs
            ),
            Condition(
                "Care Act 2014 s70(1)(b)", "It was passed on so that you would pay less", t.meant_to_avoid_charges
            ),
            Condition(
                "Care Act 2014 s70(1)(c)",
                "They paid nothing for it, or less than it was worth",
                t.paid_nothing_or_too_little,
            ),
        )
    )
