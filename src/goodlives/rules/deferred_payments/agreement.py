"""Who is offered a deferred payment agreement: Care Act 2014 s34 and SI 2014/2671 regs 2 to 4.

It is offered in time to begin when the 12 weeks end in which the home is not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of, opposite
from goodlives.rules.duty_or_power import DutyOrPower
from goodlives.rules.money import Pence, pounds
from goodlives.rules.parameters import parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredPaymentRequest:
    """What has been found out. None is not yet known.

    `other_capital` is what counts of the person's capital without the home. `can_agree` is capacity, or somebody with
    the authority to agree for them. `co_owners_agree` stays yes where nobody else has an interest in the home.
    """

    needs_met_in_care_home: Answer
    owns_a_home: Answer
    home_is_not_counted: Answer
    other_capital: Pence | None
    adequate_security: Answer
    can_agree: Answer
    agrees_to_the_terms: Answer
    co_owners_agree: Answer = True
    lives_in_supported_living: Answer = False


def deferred_payment(request: DeferredPaymentRequest, on: date) -> DutyOrPower:
    """Whether the council must offer a deferred payment agreement (reg 2), may offer one (reg 3), or neither."""
    r, limit = request, parameter("upper_capital_limit").on(on)
    both_ways = (
        Condition(
            "SI 2014/2671 reg 4",
            "The council would have good security for what you owe, such as the first charge on your home",
            r.adequate_security,
        ),
        Condition(
            "SI 2014/2671 reg 4",
            "Anybody else who owns part of the home, or has a claim on it, agrees",
            r.co_owners_agree,
        ),
        Condition(
            "Care Act 2014 s34",
            "You are able to make the agreement, or somebody with authority makes it for you",
            r.can_agree,
        ),
        Condition(
            "Care Act 2014 s34; SI 2014/2671",
            "You agree to its terms, such as keeping the home insured and in good repair",
            r.agrees_to_the_terms,
        ),
    )
    duty = Conclusion(
        (
            Condition("SI 2014/2671 reg 2", "Your needs are to be met in a care home", r.needs_met_in_care_home),
            Condition("SI 2014/2671 reg 2", "You own a home, or a part of one", r.owns_a_home),
            Condition(
                "SI 2014/2671 reg 2; SI 2014/2672 Sch 2",
                "Your home counts when your charge is worked out",
                opposite(r.home_is_not_counted),
            ),
            Condition(
                "SI 2014/2671 reg 2",
                f"Your other savings and capital come to no more than {pounds(limit)}",
                None if r.other_capital is None else r.other_capital <= limit,
            ),
            *both_ways,
        )
    )
    power = Conclusion(
        (
            Condition(
                "SI 2014/2671 reg 3",
                "Your needs are to be met in a care home or in supported living",
                any_of((r.needs_met_in_care_home, r.lives_in_supported_living)),
            ),
            *both_ways,
        )
    )
    return DutyOrPower(duty, power)
