"""When a care and support plan is looked at again: Care Act 2014 s27 and the statutory guidance, chapter 13."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from goodlives.rules.calendar import months_after
from goodlives.rules.parameters import parameter


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A review is wanted from one day and is overdue after another."""

    kind: str
    words: str
    from_on: date
    due_on: date
    law: str

    def is_overdue(self, on: date) -> bool:
        return on > self.due_on


def light_touch_review(plan_began_on: date) -> ReviewDue:
    """The first, light, check of a new plan: 6 to 8 weeks after it began."""
    return ReviewDue(
        "light_touch",
        "A short talk about how your new plan is working",
        plan_began_on + timedelta(weeks=parameter("light_touch_review_from_weeks").on(plan_began_on)),
        plan_began_on + timedelta(weeks=parameter("light_touch_review_to_weeks").on(plan_began_on)),
        "Care Act 2014 s27; Care and Support Statutory Guidance, chapter 13",
    )


def planned_review(since: date) -> ReviewDue:
    """A full review no later than 12 months after the plan began or was last fully reviewed. Sooner if asked."""
    due_on = months_after(since, parameter("plan_review_months").on(since))
    return ReviewDue(
        "planned",
        "A full look at your plan together",
        months_after(since, parameter("plan_review_months").on(since) - 1),
        due_on,
        "Care Act 2014 s27; Care and Support Statutory Guidance, chapter 13",
    )


def reviews_due(
    plan_began_on: date, *, light_touch_done_on: date | None = None, last_full_review_on: date | None = None
) -> tuple[ReviewDue, ...]:
    """What is still to come, soonest first. A full review makes the light one unnecessary."""
    planned = planned_review(last_full_review_on or plan_began_on)
    if light_touch_done_on or last_full_review_on:
        return (planned,)
    return (light_touch_review(plan_began_on), planned)
