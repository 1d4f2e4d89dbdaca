"""What an uprating would do, before anything is written: who pays more or less, by how much, and in which groups.

Each item is changed by the same function as in the job, once for each item that is different; the charges are worked
out by the compiled rules. So the preview of a council and the decision of one person say the same, to the penny.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
from django.db.models import QuerySet

from goodlives.casework.finances.models import FinancialAssessment
from goodlives.casework.upratings.models import Uprating, Why
from goodlives.exchange.population import Population, charges_of, live_population
from goodlives.rules import bulk_columns as bulk
from goodlives.rules.bulk_columns import NOT_KNOWN, Flags, IncomeItems, Numbers, People
from goodlives.rules.charging import NO_LIMIT, IncomeItem, IncomeKind
from goodlives.rules.uprating import (
    By,
    percentage_for,
    uprated_cost,
    uprated_income,
    uprated_qualifying_income,
    why_not,
)

# So much more a week is looked at by a person before it is decided.
LOOK_AT_FROM = 1_000
GROUPS = ("age_band", "sex", "ethnicity", "household", "setting", "disability_benefit")
WHY_NOT = tuple(Why.values)
# The edges, in pence a week, between the bands in which changes are counted.
EDGES = (-500, 0, 1, 200, 500, LOOK_AT_FROM)


class Group(NamedTuple):
    """What it does for one group of people."""

    name: str
    people: int
    more: int
    same: int
    less: int
    change: int

    @property
    def average(self) -> int:
        """The change for one of them, in pence a week, toward nothing."""
        return int(self.change / self.people) if self.people else 0


@dataclass(frozen=True)
class Preview:
    """Everybody whose rates are of an earlier year, before and after: pence a week. NOT_KNOWN where it cannot be said.

    `why_not` is the place of the reason in WHY_NOT, or NOT_KNOWN where somebody's charge is changed.
    """

    population: Population
    after: Numbers
    why_not: Numbers

    def __len__(self) -> int:
        return len(self.population)

    @property
    def before(self) -> Numbers:
        return self.population.contribution

    @cached_property
    def changed(self) -> Flags:
        return self.why_not == NOT_KNOWN

    @cached_property
    def change(self) -> Numbers:
        """How much more each pays a week; nothing for those who are not changed."""
        return np.where(self.changed, self.after - self.before, 0)

    @property
    def everybody(self) -> Group:
        return self._group("", self.changed)

    @property
    def look_at(self) -> int:
        return int((self.change >= LOOK_AT_FROM).sum())

    def groups(self, by: str) -> list[Group]:
        """Each group in which there is anybody, in the order of its list."""
        grouping = self.population.groups[by]
        found = [self._group(name, self.changed & (grouping.of == place)) for place, name in enumerate(grouping.names)]
        return [group for group in found if group.people]

    def bands(self) -> list[int]:
        """How many people there are in each band of EDGES, from the largest fall to the largest rise."""
        place = np.searchsorted(EDGES, self.change[self.changed], side="right")
        return [int(count) for count in np.bincount(place, minlength=len(EDGES) + 1)]

    def reasons(self) -> dict[str, int]:
        """How many cannot be changed, by why."""
        return {name: count for place, name in enumerate(WHY_NOT) if (count := int((self.why_not == place).sum()))}

    def _group(self, name: str, among: Flags) -> Group:
        change = self.change[among]
        return Group(
            name, int(among.sum()), int((change > 0).sum()), int((change == 0).sum()), int((change < 0).sum()),
            int(change.sum()),
        )  # fmt: skip


def preview(uprating: Uprating, on: date) -> Preview:
    """What would happen if it were started on this day. Nothing is written."""
    council = live_population(max(uprating.starts_on, on), facts_on=uprating.starts_on)
    to, percentages = uprating.starts_on, uprating.hundredths()
    reasons = _why_not(council, to)
    # Who is under the new rates already is no part of it.
    among = np.flatnonzero(reasons != _place(Why.ALREADY))
    council, reasons = council.only(among), reasons[among]
    after = charges_of(replace(council, people=_uprated(council, to, percentages)), on=to).charge
    reasons = np.where((reasons == NOT_KNOWN) & (after == NOT_KNOWN), _place(Why.MISSING), reasons)
    for why, people in ((Why.BEING_WRITTEN, _being_written()), (Why.HELD_BACK, uprating.held_back.all())):
        ids = {str(pk) for pk in people.values_list("person_id", flat=True)}
        named = np.array([person in ids for person in council.persons.to_pylist()], bool)
        reasons = np.where(named, _place(why), reasons)
    return Preview(council, np.where(reasons == NOT_KNOWN, after, NOT_KNOWN), reasons)


def _being_written() -> QuerySet[FinancialAssessment]:
    return FinancialAssessment.objects.filter(state=FinancialAssessment.State.IN_PROGRESS)


def _place(why: str) -> int:
    return WHY_NOT.index(str(why))


def _why_not(council: Population, to: date) -> Numbers:
    """Why each cannot be changed, asked of the rule once for all who are alike."""
    people = council.people
    rests_on = (people.age, people.pension_age_reached, people.exempt != NOT_KNOWN, people.setting)
    alike = np.column_stack([council.starts_on.astype(np.int64), *rests_on, council.fully_assessed])
    different, of = np.unique(alike, axis=0, return_inverse=True)
    answers = []
    for since, years, reached, free, setting, fully in different.tolist():
        answer = why_not(
            np.datetime64(since, "D").astype(date), to, age=years, free=bool(free),
            pension_age_reached=None if reached == NOT_KNOWN else bool(reached),
            setting=bulk.SETTINGS[setting], fully_assessed=bool(fully),
        )  # fmt: skip
        answers.append(NOT_KNOWN if answer is None else _place(answer.value))
    return np.array(answers, np.int64)[of.reshape(-1)] if answers else np.zeros(0, np.int64)


def _uprated(council: Population, to: date, percentages: Mapping[By, int]) -> People:
    """The same people on the day the rates begin."""
    people = council.people
    return replace(
        people, income=_income(council, to, percentages),
        housing_costs=_costs(people.housing_costs, percentages[By.HOUSING_COSTS]),
        cost_of_care=_costs(people.cost_of_care, percentages[By.COST_OF_CARE]),
        council_rate=np.where(
            people.council_rate == NO_LIMIT, NO_LIMIT, _costs(people.council_rate, percentages[By.COST_OF_CARE])
        ),
        qualifying_income=_each(people.qualifying_income, lambda pence: uprated_qualifying_income(pence, percentages)),
    )  # fmt: skip


def _income(council: Population, to: date, percentages: Mapping[By, int]) -> IncomeItems:
    """Everybody's income, changed by the rule: once for each item that is different."""
    income = council.people.income
    of = bulk.whose(income.ends)
    since = council.starts_on.astype(np.int64)[of]
    items = np.column_stack([income.kind, income.amount, income.every, income.rate, since])
    different, place = np.unique(items, axis=0, return_inverse=True)
    amounts = [_amount(tuple(item), to, percentages) for item in different.tolist()]
    return income._replace(amount=np.array([*amounts, 0], np.int64)[place.reshape(-1)])


def _amount(item_in_numbers: tuple[int, ...], to: date, percentages: Mapping[By, int]) -> int:
    kind, amount, every, rate, since = item_in_numbers
    what: IncomeKind = bulk.KINDS_OF_INCOME[kind]
    item = IncomeItem(
        what, None if amount == NOT_KNOWN else amount, bulk.HOW_OFTEN[every],
        None if rate == NOT_KNOWN else bulk.RATES[rate],
    )  # fmt: skip
    after = uprated_income(item, np.datetime64(since, "D").astype(date), to, percentages[percentage_for(what)]).after
    return NOT_KNOWN if after is None else after


def _costs(costs: Numbers, hundredths: int) -> Numbers:
    return _each(costs, lambda pence: uprated_cost("", pence, hundredths).after)


def _each(amounts: Numbers, change) -> Numbers:
    """The rule's answer for each amount, asked once of each that is different."""
    different, place = np.unique(amounts, return_inverse=True)
    answers = [change(None if amount == NOT_KNOWN else int(amount)) for amount in different]
    return np.array([NOT_KNOWN if answer is None else answer for answer in answers] + [0], np.int64)[place.reshape(-1)]
