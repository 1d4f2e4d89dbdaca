"""What falls if somebody in the circle is ill: from what they do, what they agreed to, and what the plan counts on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodlives.rules.eligibility import Outcome
from goodlives.rules.family_care import OUTCOMES, Care, Falls, what_falls

from ..carers.models import CareGiven, PlanForTheDay
from ..people.models import CircleMember, Person
from .models import State as PlanState
from .models import Way


@dataclass(frozen=True)
class IfIll:
    """One of the circle, what falls if they are ill, and the plan for that day."""

    member: CircleMember
    falls: Falls
    plan: PlanForTheDay | None

    @property
    def has_a_plan(self) -> bool:
        return self.plan is not None and self.plan.says_something


def if_somebody_is_ill(person: Person, members: list[CircleMember], on: date) -> list[IfIll]:
    """For each who does something, from what whoever reads it may see: care that is not shown to them is left out."""
    plans = {plan.circle_member_id: plan for plan in PlanForTheDay.objects.filter(circle_member__person=person)}
    falls = what_falls(_all_that_is_done(person, members, on))
    return [
        IfIll(member, falls[member.pk], plans.get(member.pk))
        for member in members
        if member.pk in falls and (falls[member.pk].things or falls[member.pk].hours_in_a_day)
    ]


def _all_that_is_done(person: Person, members: list[CircleMember], on: date) -> Iterator[Care]:
    agreed = list(CareGiven.objects.given_to(person).current(on))
    hours = {care.circle_member_id for care in agreed if care.hours_a_week is not None}
    for member in members:
        # Where the carer has said how many hours each thing takes, those are not counted twice.
        weekly = None if member.pk in hours else member.hours_a_week
        if member.does.strip() or weekly:
            yield Care(member.pk, member.does.strip().rstrip("."), hours_a_week=weekly)
    for care in agreed:
        outcomes = OUTCOMES[care.in_part_of_life] if care.in_part_of_life else ()
        yield Care(care.circle_member_id, care.what.rstrip("."), outcomes, care.hours_a_week)
    lines = Way.objects.filter(goal__plan__person=person, goal__plan__kind="adult", goal__plan__state=PlanState.AGREED)
    for line in lines.select_related("goal"):
        served = tuple(outcome for outcome in Outcome if outcome.value in line.goal.outcomes)
        yield Care(line.circle_member_id or line.pk, line.what.rstrip("."), served)
