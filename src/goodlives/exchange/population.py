"""Everybody whom the council charges, as columns: the live financial assessments of a day, read in a few statements.

The columns are those of `goodlives charge-many`, so that what is worked out for a file is worked out for a council.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from goodlives.casework.charging_policies.models import ChargingPolicy
from goodlives.casework.finances.models import Basis, Capital, FinancialAssessment, Income
from goodlives.casework.people.lists import Ethnicity, Gender, SupportReason
from goodlives.exchange.assessments_as_columns import (
    ages,
    capital_items,
    coded,
    columns_of,
    income_items,
    items_of,
    numbers,
    nursing_paid_by_the_nhs,
)
from goodlives.exchange.population_groups import (
    AGE_BANDS,
    BENEFIT_RATES,
    Grouping,
    age_bands,
    by_disability_benefit,
    group_of,
)
from goodlives.exchange.population_one_by_one import one_by_one, rests_on_more_than_columns, with_circumstances
from goodlives.rules import bulk_charges
from goodlives.rules import bulk_columns as bulk
from goodlives.rules.bulk_charges import Charges
from goodlives.rules.bulk_columns import NOT_KNOWN, CapitalItems, Flags, IncomeItems, Numbers, People
from goodlives.rules.charging import NO_LIMIT, Policy, Setting
from goodlives.rules.parameters import ChargingRates

_POLICY = tuple(field.name for field in fields(Policy))


@dataclass(frozen=True, slots=True)
class Population:
    """The people of the council who have a live financial assessment, one row each, in whole numbers.

    `assessments` and `persons` are ids; `contribution` is what each pays now, in pence a week, as decided.
    """

    on: date
    assessments: pa.Array
    persons: pa.Array
    starts_on: npt.NDArray[np.datetime64]
    contribution: Numbers
    fully_assessed: Flags
    people: People
    groups: dict[str, Grouping]

    def __len__(self) -> int:
        return len(self.people)

    def only(self, rows: Numbers) -> Population:
        """The people of these rows."""
        taken = pa.array(rows)
        return Population(
            self.on, self.assessments.take(taken), self.persons.take(taken), self.starts_on[rows],
            self.contribution[rows], self.fully_assessed[rows], self.people.only(rows),
            {name: Grouping(group.names, group.of[rows]) for name, group in self.groups.items()},
        )  # fmt: skip


def live_population(on: date, *, facts_on: date | None = None) -> Population:
    """Everybody who has a live financial assessment on this day: the one of theirs that was decided last.

    Ages, stays and what is not counted for a time are as they are on `facts_on`: that day too, where no other is given.
    """
    live, facts_on = FinancialAssessment.objects.live_on(on), facts_on or on
    rows = columns_of(
        live, pk="pk", person="person_id", starts_on="starts_on", contribution="contribution",
        born_on="person__born_on", gender="person__gender", ethnicity="person__ethnicity",
        support_reason="person__support_reason", household="household", exempt="exempt", setting="setting",
        basis="basis", nursing="nursing", council_rate="council_rate",
        pension_age_reached="pension_age_reached", partner_pension_age_reached="partner_pension_age_reached",
        dependent_children="dependent_children", cost_of_care="cost_of_care", housing_costs="housing_costs",
        disability_related_expenditure="disability_related_expenditure",
        half_pension_to_spouse="half_pension_to_spouse",
        qualifying_income="savings_credit_qualifying_income",
    )  # fmt: skip
    income = columns_of(
        items_of(Income, live), of="assessment_id", kind="kind", amount="amount", every="every", rate="rate"
    )
    capital = columns_of(
        items_of(Capital, live), of="assessment_id", kind="kind", amount="amount", share="share", disregard="disregard"
    )
    ids = rows["pk"]
    people = _people(rows, income_items(income, ids), capital_items(capital, ids), facts_on)
    by_hand = np.flatnonzero(rests_on_more_than_columns(rows, people.capital))
    if len(by_hand):
        people = with_circumstances(people, by_hand, one_by_one(ids.take(pa.array(by_hand)), facts_on))
    starts_on = np.asarray(rows["starts_on"].cast(pa.date32())).astype("datetime64[D]")
    return Population(
        on, ids, rows["person"], starts_on, numbers(rows["contribution"]),
        coded(rows["basis"], Basis.values) == Basis.values.index(Basis.FULL), people,
        {
            "age_band": Grouping(tuple(words for _, words in AGE_BANDS), age_bands(people.age)),
            "sex": group_of(rows["gender"], Gender.values),
            "ethnicity": group_of(rows["ethnicity"], Ethnicity.values),
            "support_reason": group_of(rows["support_reason"], SupportReason.values),
            "household": group_of(rows["household"], bulk.HOUSEHOLDS),
            "setting": Grouping(bulk.SETTINGS, people.setting),
            "disability_benefit": Grouping(BENEFIT_RATES, by_disability_benefit(income_items(income, ids), starts_on)),
        },
    )  # fmt: skip


def _people(rows: dict[str, pa.Array], income: IncomeItems, capital: CapitalItems, on: date) -> People:
    """The facts that stand in the columns themselves."""
    household, count = coded(rows["household"], bulk.HOUSEHOLDS), len(rows["pk"])
    setting, qualifying = coded(rows["setting"], bulk.SETTINGS), numbers(rows["qualifying_income"])
    couple = household == bulk.HOUSEHOLDS.index("couple")
    at_home = setting == bulk.SETTINGS.index(Setting.HOME)
    return People(
        age=ages(rows["born_on"], on), household=household, setting=setting,
        exempt=coded(rows["exempt"], bulk.EXEMPTIONS), pension_age_reached=numbers(rows["pension_age_reached"]),
        partner_pension_age_reached=np.where(couple, numbers(rows["partner_pension_age_reached"]), 0),
        dependent_children=numbers(rows["dependent_children"]), cost_of_care=numbers(rows["cost_of_care"]),
        council_rate=np.where(at_home, NO_LIMIT, numbers(rows["council_rate"])),
        nhs_funded_nursing_care=np.where(at_home, 0, nursing_paid_by_the_nhs(rows["nursing"], on)),
        under_savings_credit_rules=qualifying != NOT_KNOWN,
        qualifying_income=np.where(qualifying == NOT_KNOWN, 0, qualifying),
        housing_costs=numbers(rows["housing_costs"]),
        disability_related_expenditure=numbers(rows["disability_related_expenditure"]),
        half_pension_to_spouse=numbers(rows["half_pension_to_spouse"]),
        income=income, capital=capital, **_policy_columns(Policy(), count),
    )  # fmt: skip


def charges_of(
    population: Population, *, on: date, policy: Policy | None = None, rates: ChargingRates | None = None
) -> Charges:
    """What each of them pays, and the council, on this day: by its rates and the council's policy, or by those given.

    Where a fact is missing the amounts are NOT_KNOWN, as in `goodlives charge-many`.
    """
    return bulk_charges.charges_of(under(population.people, policy or policy_in_force(on)), on, rates)


def policy_in_force(on: date) -> Policy:
    """What the council has chosen within the law, on this day."""
    return ChargingPolicy.objects.in_force(on)


def under(people: People, policy: Policy) -> People:
    """The same people under another policy."""
    return replace(people, **_policy_columns(policy, len(people)))


def _policy_columns(policy: Policy, count: int) -> dict[str, Any]:
    chosen = {name: getattr(policy, name) for name in _POLICY}
    return {
        name: np.full(count, NOT_KNOWN if value is None else value, bool if name in bulk.POLICY_FLAGS else np.int64)
        for name, value in chosen.items()
    }
