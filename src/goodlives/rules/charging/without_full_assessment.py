"""When a charge is set without a full financial assessment: Care Act 2014 s17 and SI 2014/2672 regs 9 and 10."""

from __future__ import annotations

from dataclasses import dataclass

from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of, opposite


@dataclass(frozen=True, slots=True, kw_only=True)
class LightTouch:
    """What is known instead of a full assessment. Any one of the first three is enough. None is not yet known."""

    plenty_and_agrees_to_full_cost: Answer
    small_charge_clearly_affordable: Answer
    benefit_shows_they_cannot_pay: Answer
    consents: Answer
    told_of_right_to_full_assessment: Answer


def light_touch_assessment(facts: LightTouch) -> Conclusion:
    """The council may treat somebody as assessed: reg 10. They may ask for a full assessment at any time."""
    f = facts
    reasons = {
        "Do you have plenty, and agree to pay the full cost?": f.plenty_and_agrees_to_full_cost,
        "Is the charge so small that you can clearly afford it?": f.small_charge_clearly_affordable,
        "Does a means-tested benefit show that you cannot pay?": f.benefit_shows_they_cannot_pay,
    }
    return Conclusion(
        (
            Condition(
                "SI 2014/2672 reg 10",
                "You have plenty and agree to pay the full cost, or the charge is so small that you can clearly afford "
                "it, or a means-tested benefit shows that you cannot pay",
                any_of(reasons.values()),
                to_find_out=tuple(question for question, answer in reasons.items() if answer is None),
            ),
            Condition("SI 2014/2672 reg 10", "You agree not to have a full financial assessment", f.consents),
            Condition(
                "Care and Support Statutory Guidance ch 8",
                "You have been told that you may have a full financial assessment instead",
                f.told_of_right_to_full_assessment,
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalToDisclose:
    """Somebody who does not say what they have. `exempt` is care that is free, for which nothing needs to be said."""

    asked_for_information: Answer
    refuses: Answer
    told_what_follows: Answer
    able_to_decide_this: Answer
    exempt: Answer = False


def full_cost_for_refusing(refusal: RefusalToDisclose) -> Conclusion:
    """The council may charge the full cost to somebody who will not give the information, once that is explained.

    Not to somebody who is unable to give it, or to decide to: they are helped, or somebody with authority is asked.
    """
    r = refusal
    return Conclusion(
        (
            Condition("Care Act 2014 s14", "The care is not free in any case", opposite(r.exempt)),
            Condition("Care Act 2014 s17", "You were asked about your money", r.asked_for_information),
            Condition("SI 2014/2672 reg 10", "You have refused to say, or to give what is needed", r.refuses),
            Condition("Mental Capacity Act 2005 s2", "You are able to decide this for yourself", r.able_to_decide_this),
            Condition(
                "Care and Support Statutory Guidance ch 8",
                "It was explained to you that you would then pay the full cost, and that you may change your mind",
                r.told_what_follows,
            ),
        )
    )
