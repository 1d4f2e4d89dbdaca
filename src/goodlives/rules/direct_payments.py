"""Money instead of arranged care: Care Act 2014 ss31 to 33 and SI 2014/2871."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goodlives.rules.calendar import months_after
from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of, opposite
from goodlives.rules.money import Pence, plain_pounds
from goodlives.rules.parameters import parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectPaymentRequest:
    """What has been found out. None is not yet known."""

    asked_for: Answer
    has_capacity: Answer
    excluded_by_regulations: Answer
    able_to_manage: Answer
    appropriate_way_to_meet_needs: Answer
    has_nominee: Answer = False
    nominee_agrees: Answer = None
    authorised_person_suitable: Answer = None
    acts_in_best_interests: Answer = None
    pays_family_in_same_home: Answer = False
    paying_them_is_necessary: Answer = None
    for_long_term_care_home: Answer = False


def direct_payment_conditions(request: DirectPaymentRequest) -> Conclusion:
    """With capacity the four conditions of s31; without it the five of s32; and the regulations for both."""
    r = request
    section = "s32" if r.has_capacity is False else "s31"
    asked = "An authorised person asked" if section == "s32" else "You asked"
    conditions = [Condition(f"Care Act 2014 {section}(1)", f"{asked} for direct payments", r.asked_for)]
    if section == "s31":
        conditions += [
            Condition(
                "Care Act 2014 s31(4)",
                "You have capacity to ask for direct payments, and anybody who will receive them for you agrees",
                # While capacity is not yet known nothing here is a no: without it, s32 asks other things.
                _nominee(r) if r.has_capacity else None,
            )
        ]
        subject = "You, or the person who receives them for you, are"
    else:
        conditions += [
            Condition(
                "Care Act 2014 s32(4)",
                "The person who will manage them has authority under the Mental Capacity Act, or is a suitable person",
                r.authorised_person_suitable,
            ),
            Condition(
                "Care Act 2014 s32(7)",
                "The person who will manage them will act in your best interests",
                r.acts_in_best_interests,
            ),
        ]
        subject = "The person who will manage them is"
    excluded, manage, suits = ("(5)", "(6)", "(7)") if section == "s31" else ("(6)", "(8)", "(9)")
    conditions += [
        Condition(
            f"Care Act 2014 {section}{excluded}; SI 2014/2871 reg 2 and Sch 1",
            "You are not under a court order, or a licence after prison, to be treated for drugs or alcohol",
            opposite(r.excluded_by_regulations),
        ),
        Condition(
            f"Care Act 2014 {section}{manage}",
            f"{subject} able to manage direct payments, alone or with help",
            r.able_to_manage,
        ),
        Condition(
            f"Care Act 2014 {section}{suits}",
            "Direct payments are a good way to meet the needs in question",
            r.appropriate_way_to_meet_needs,
        ),
        Condition(
            "SI 2014/2871 reg 3",
            "They will not pay a partner or close relative who lives with you, unless the council finds it necessary",
            any_of((opposite(r.pays_family_in_same_home), r.paying_them_is_necessary)),
        ),
        Condition(
            "SI 2014/2871",
            "They will not pay for living in a care home for long",
            opposite(r.for_long_term_care_home),
        ),
    ]
    return Conclusion(tuple(conditions))


def _nominee(r: DirectPaymentRequest) -> Answer:
    return any_of((opposite(r.has_nominee), r.nominee_agrees))


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of the schedule: when it is due, and the days it is for."""

    number: int
    due_on: date
    from_on: date
    to_on: date
    amount: Pence

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "due_on": self.due_on.isoformat(),
            "from_on": self.from_on.isoformat(),
            "to_on": self.to_on.isoformat(),
            "amount": plain_pounds(self.amount),
        }


def payment_schedule(start: date, weekly_net: Pence, every_weeks: int = 4, periods: int = 13) -> tuple[Payment, ...]:
    """What is paid and when, in advance, net of what the person pays. 13 periods of 4 weeks are 52 weeks."""
    if weekly_net < 0 or every_weeks < 1 or periods < 1:
        raise ValueError("A schedule needs an amount that is not below nothing, and at least one week and one payment")
    length = timedelta(weeks=every_weeks)
    return tuple(
        Payment(
            n + 1,
            start + n * length,
            start + n * length,
            start + (n + 1) * length - timedelta(days=1),
            weekly_net * every_weeks,
        )
        for n in range(periods)
    )


def direct_payment_review_due(first_payment_on: date, last_reviewed_on: date | None = None) -> date:
    """The first review within 6 months of the first payment, and then at least every 12 months."""
    if last_reviewed_on is None:
        return months_after(first_payment_on, parameter("first_direct_payment_review_months").on(first_payment_on))
    return months_after(last_reviewed_on, parameter("direct_payment_review_months").on(last_reviewed_on))


@dataclass(frozen=True, slots=True)
class CareHomeStay:
    """A stay paid for with direct payments, both days included."""

    from_on: date
    to_on: date

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days + 1


def first_care_home_day_not_allowed(stays: Sequence[CareHomeStay]) -> date | None:
    """The first day in a care home that direct payments may not pay for: the 29th of a run. None: all may be paid for.

    Stays less than 4 weeks apart are one run, and their days are added together; further apart, each stands alone.
    """
    days, before = 0, None
    for stay in sorted(stays, key=lambda stay: stay.from_on):
        if before is None or stay.from_on - before.to_on > timedelta(weeks=4):
            days = 0
        if days + stay.days > 28:
            return stay.from_on + timedelta(days=28 - days)
        days, before = days + stay.days, stay
    return None


def care_home_stays_allowed(stays: Sequence[CareHomeStay]) -> bool:
    """At most 4 weeks in a row in a care home: SI 2014/2871. Longer needs of other kinds may still be paid for."""
    return first_care_home_day_not_allowed(stays) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseOfMoney:
    """What has been found out about how direct payments were used. None is not yet known."""

    not_used_to_meet_needs: Answer
    condition_broken: Answer
    honest_mistake: Answer


def repayment_may_be_asked_for(use: UseOfMoney) -> Conclusion:
    """The council may ask for money back only when it was not used as agreed, and never for an honest mistake."""
    return Conclusion(
        (
            Condition(
                "Care Act 2014 s33; SI 2014/2871",
                "The money was not used to meet your needs, or a condition was broken",
                any_of((use.not_used_to_meet_needs, use.condition_broken)),
            ),
            Condition(
                "Care and Support Statutory Guidance ch 12",
                "It was not an honest mistake",
                opposite(use.honest_mistake),
            ),
        )
    )
