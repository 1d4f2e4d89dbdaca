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
                False if r.has_capacity is False else _both(r.has_capacity, _nominee(r)),
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


def _both(one: Answer, other: Answer) -> Answer:
    return opposite(any_of((opposite(one), opposite(other))))


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


def care_home_stays_allowed(stays: Sequence[CareHomeStay]) -> bool:
    """At most 4 weeks in a row in a care home: SI 2014/2871.

    Stays of less than 4 weeks that are less than 4 weeks apart are added together; further apart, each stands alone.
    """
    running, before = 0, None
    for stay in sorted(stays, key=lambda stay: stay.from_on):
        gap = (stay.from_on - before.to_on).days - 1 if before else None
        linked = before is not None and gap is not None and gap < 28 and before.days < 28 and stay.days < 28
        running = running + stay.days if linked else stay.days
        if running > 28:
            return False
        before = stay
    return True
