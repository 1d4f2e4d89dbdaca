"""One goal and the ways it is met: as many ways as the writer wants, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django import forms as django_forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from goodlives.casework.assessments.models import Assessment
from goodlives.casework.plans.models import Goal, Plan, Way, cost_by_the_hour
from goodlives.rules.money import pounds

from ..design import forms

MOST_ROWS = 20
PARTS = (
    "what", "by", "how_often", "circle_member", "hours_a_week", "price_an_hour", "weekly_cost", "once_cost",
    "worked_out",
)  # fmt: skip


class Hours(forms.Text):
    """Hours in a week, such as 20 or 7.5."""

    def __init__(self, label, **options):
        super().__init__(label, **options)
        self.inputmode = "decimal"

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value):
        value = super().clean(value).strip()
        if not value:
            return None
        if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", value) or not 0 < Decimal(value) <= 168:
            raise django_forms.ValidationError(_now("Hours must be a number from 0 to 168, like 20 or 7.5"))
        return Decimal(value)


@dataclass
class Row:
    """The boxes of one way."""

    number: int
    fields: dict

    def __getattr__(self, name):
        return self.fields.get(name)


class GoalForm(forms.Form):
    words = forms.LongText(
        _("What do you want?"),
        rows=3,
        hint=_("Start with: I want to..."),
        missing=_("Write what you want, in your words"),
    )
    outcomes = forms.Choices(
        _("Which parts of your life does this help with?"), [], small=True, required=False,
        hint=_("Tick all that fit. These come from your assessment."),
    )  # fmt: skip

    def __init__(self, *args, plan: Plan, rows: int, **options):
        super().__init__(*args, **options)
        self.rows_count = 0
        self.plan, self.for_carer = plan, plan.is_for_carer
        self.outcome_words = {outcome.value: _now(outcome.words) for outcome in outcomes_of(plan)}
        cast(forms.Choices, self.fields["outcomes"]).choices = list(self.outcome_words.items())
        self.circle = {str(member.pk): member for member in plan.person.circle.current()}
        self.make_room_for(min(max(rows, 1), MOST_ROWS))

    def make_room_for(self, rows: int) -> None:
        """Boxes for at least so many ways."""
        for number in range(self.rows_count + 1, rows + 1):
            self.fields |= {f"{part}_{number}": field for part, field in self._boxes().items()}
        self.rows_count = max(self.rows_count, rows)

    def name_of(self, name: str) -> str:
        """The words of a box, with the way it belongs to."""
        part, _line, number = name.rpartition("_")
        if part not in PARTS:
            return super().name_of(name)
        return _now("Way %(number)s: %(part)s") % {"number": number, "part": self.fields[name].label}

    def _boxes(self) -> dict:
        boxes = {
            "what": forms.LongText(_now("What happens?"), rows=2),
            "how_often": forms.Text(_now("How often?"), hint=_now("For example, every morning"), max_length=200),
            "by": forms.Choice(_now("Who or what makes it happen?"), Way.By.choices, required=False, small=True),
            "circle_member": forms.Select(
                _now("Who is it?"), [(key, str(member)) for key, member in self.circle.items()],
                empty=_now("Somebody else, or more than one"), required=False,
            ),
            "hours_a_week": Hours(_now("Hours each week"), classes="govuk-input--width-4"),
            "price_an_hour": forms.Money(_now("Price of an hour")),
            "weekly_cost": forms.Money(
                _now("Or what it costs each week"), hint=_now("If it is not paid by the hour")
            ),
            "worked_out": forms.Text(
                _now("How is that worked out?"), hint=_now("For example, £42 a day, 2 days a week"), max_length=200
            ),
        }  # fmt: skip
        if self.for_carer:
            boxes["once_cost"] = forms.Money(
                _now("Or an amount that is paid once"), hint=_now("For example, for a break or a washing machine")
            )
        return boxes

    def rows(self) -> Iterator[Row]:
        for number in range(1, self.rows_count + 1):
            yield Row(number, {part: self[f"{part}_{number}"] for part in PARTS if f"{part}_{number}" in self.fields})

    def clean(self):
        super().clean()
        known = self.cleaned_data
        for number in range(1, self.rows_count + 1):
            way = {part: known.get(f"{part}_{number}") for part in PARTS}
            if not self._is_empty(number):
                self._check(number, way)
        return known

    def _is_empty(self, number: int) -> bool:
        return not any((self.data.get(f"{part}_{number}") or "").strip() for part in PARTS)

    def _check(self, number: int, way: dict) -> None:
        def wrong(part: str, words: str) -> None:
            if f"{part}_{number}" not in self.errors:
                self.add_error(f"{part}_{number}", words)

        if not way["what"]:
            wrong("what", _now("Way %(number)s: say what happens") % {"number": number})
        if not way["by"]:
            wrong("by", _now("Way %(number)s: say who or what makes it happen") % {"number": number})
        if way["by"] != Way.By.MONEY:
            return
        hours, price, weekly, once = (
            way[name] for name in ("hours_a_week", "price_an_hour", "weekly_cost", "once_cost")
        )
        if hours is not None and price is None:
            wrong("price_an_hour", _now("Way %(number)s: enter the price of an hour") % {"number": number})
        if price is not None and hours is None:
            wrong("hours_a_week", _now("Way %(number)s: enter the hours each week") % {"number": number})
        if hours is None and price is None and weekly is None and once is None:
            wrong("weekly_cost", _now("Way %(number)s: enter what it costs each week") % {"number": number})
        if hours is not None and price is not None and weekly not in (None, cost_by_the_hour(hours, price)):
            words = _now("Way %(number)s: %(hours)s hours at %(price)s is %(cost)s, so leave this empty")
            cost = pounds(cost_by_the_hour(hours, price))
            wrong("weekly_cost", words % {"number": number, "hours": hours, "price": pounds(price), "cost": cost})

    def ways(self) -> list[dict]:
        """What the action is given: the rows with something in them, and money only where money meets the goal."""
        rows = (number for number in range(1, self.rows_count + 1) if not self._is_empty(number))
        return [self._way({part: self.cleaned_data.get(f"{part}_{number}") for part in PARTS}) for number in rows]

    def _way(self, said: dict) -> dict:
        way = {name: said[name] for name in ("what", "by", "how_often")}
        if way["by"] == Way.By.CIRCLE:
            way["circle_member"] = self.circle.get(said["circle_member"])
        if way["by"] == Way.By.MONEY:
            hours, price = said["hours_a_week"], said["price_an_hour"]
            by_the_hour = hours is not None and price is not None
            way |= {
                "hours_a_week": hours, "price_an_hour": price, "once_cost": said["once_cost"] or 0,
                "weekly_cost": cost_by_the_hour(hours, price) if by_the_hour else said["weekly_cost"] or 0,
                "worked_out": "" if by_the_hour else said["worked_out"],
            }  # fmt: skip
        return way


def outcomes_of(plan: Plan) -> list:
    """The parts of life that the law names, for this kind of plan: an assessment or not."""
    return list((plan.assessment or Assessment(kind=plan.kind)).outcomes())


def what_a_goal_says(goal: Goal) -> dict:
    """The goal as the form shows it."""
    said: dict = {"words": goal.words, "outcomes": goal.outcomes}
    for number, way in enumerate(goal.ways.all(), 1):
        by_the_hour = way.hours_a_week is not None
        said |= {
            f"what_{number}": way.what, f"by_{number}": way.by, f"how_often_{number}": way.how_often,
            f"circle_member_{number}": str(way.circle_member_id or ""), f"worked_out_{number}": way.worked_out,
            f"hours_a_week_{number}": way.hours_a_week, f"price_an_hour_{number}": way.price_an_hour,
            f"weekly_cost_{number}": None if by_the_hour or not way.weekly_cost else way.weekly_cost,
            f"once_cost_{number}": way.once_cost or None,
        }  # fmt: skip
    return said


def what_was_typed(data: QueryDict, rows: int, without: int | None = None) -> dict:
    """What is in the form now, as it was typed, with the rows after a removed one moved up."""
    typed: dict = {"words": data.get("words", ""), "outcomes": data.getlist("outcomes")}
    kept = [number for number in range(1, rows + 1) if number != without]
    for new, old in enumerate(kept, 1):
        typed |= {f"{part}_{new}": data.get(f"{part}_{old}", "") for part in PARTS}
    return typed
