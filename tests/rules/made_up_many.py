"""Made-up people of every kind by the hundred thousand, and the row each is in a table."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pyarrow as pa

from goodlives.rules.charging import (
    NO_LIMIT,
    CapitalDisregard,
    CapitalItem,
    CapitalKind,
    Charge,
    Circumstances,
    Every,
    Exemption,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    Rate,
    SavingsCredit,
    Setting,
)

MONEY, PERCENT = pa.decimal128(12, 2), pa.decimal128(12, 2)
SCHEMA = pa.schema(
    [
        ("id", pa.int64()),
        ("age", pa.int16()),
        ("household", pa.string()),
        ("setting", pa.dictionary(pa.int8(), pa.string())),
        ("pension_age_reached", pa.bool_()),
        ("partner_pension_age_reached", pa.bool_()),
        ("dependent_children", pa.int8()),
        ("cost_of_care", MONEY),
        ("council_rate", MONEY),
        ("nhs_funded_nursing_care", MONEY),
        ("housing_costs", MONEY),
        ("disability_related_expenditure", MONEY),
        ("half_pension_to_spouse", pa.bool_()),
        ("exempt", pa.string()),
        ("savings_credit", pa.struct([("qualifying_income", MONEY)])),
        (
            "income",
            pa.list_(
                pa.struct([("kind", pa.string()), ("amount", MONEY), ("every", pa.string()), ("rate", pa.string())])
            ),
        ),
        (
            "capital",
            pa.list_(
                pa.struct(
                    [("kind", pa.string()), ("amount", MONEY), ("share", pa.string()), ("disregard", pa.string())]
                )
            ),
        ),
        ("mig_uplift_percent", PERCENT),
        ("mig_uplift_flat", MONEY),
        ("percent_of_disposable_income", PERCENT),
        ("upper_capital_limit", MONEY),
        ("maximum_charge", MONEY),
        ("ignore_night_element", pa.bool_()),
        ("short_term_as_home", pa.bool_()),
        ("arrangement_fee", MONEY),
        ("disability_related_expenditure_flat_rate", MONEY),
    ]
)


def pounds(pence: int | None) -> Decimal | None:
    return None if pence is None else Decimal(pence).scaleb(-2)


def row(number: int, c: Circumstances) -> dict[str, Any]:
    policy = c.policy
    return {
        "id": number,
        "age": c.age,
        "household": c.household.value,
        "setting": c.setting.value,
        "pension_age_reached": c.pension_age_reached,
        "partner_pension_age_reached": c.partner_pension_age_reached,
        "dependent_children": c.dependent_children,
        "cost_of_care": pounds(c.cost_of_care),
        "council_rate": pounds(c.council_rate),
        "nhs_funded_nursing_care": pounds(c.nhs_funded_nursing_care),
        "housing_costs": pounds(c.housing_costs),
        "disability_related_expenditure": pounds(c.disability_related_expenditure),
        "half_pension_to_spouse": c.half_pension_to_spouse,
        "exempt": c.exempt and c.exempt.value,
        "savings_credit": c.savings_credit and {"qualifying_income": pounds(c.savings_credit.qualifying_income)},
        "income": [
            {"kind": i.kind.value, "amount": pounds(i.amount), "every": i.every.value, "rate": i.rate and i.rate.value}
            for i in c.income
        ],
        "capital": [
            {
                "kind": i.kind.value,
                "amount": pounds(i.amount),
                "share": str(i.share),
                "disregard": i.disregard and i.disregard.value,
            }
            for i in c.capital
        ],
        "mig_uplift_percent": pounds(policy.mig_uplift_percent),
        "mig_uplift_flat": pounds(policy.mig_uplift_flat),
        "percent_of_disposable_income": pounds(policy.percent_of_disposable_income),
        "upper_capital_limit": pounds(policy.upper_capital_limit),
        "maximum_charge": pounds(policy.maximum_charge),
        "ignore_night_element": policy.ignore_night_element,
        "short_term_as_home": policy.short_term_as_home,
        "arrangement_fee": pounds(policy.arrangement_fee),
        "disability_related_expenditure_flat_rate": pounds(policy.disability_related_expenditure_flat_rate),
    }


def table(people: list[Circumstances]) -> pa.Table:
    return pa.Table.from_pylist([row(number, one) for number, one in enumerate(people)], SCHEMA)


def answer(one: Charge) -> dict[str, Any]:
    """The row that this person's answer is."""
    least, most = one.range or (None, None)
    return {
        "charge": pounds(one.charge),
        "council_pays": pounds(one.council_pays),
        "top_up": pounds(one.top_up),
        "range_lowest": pounds(least),
        "range_highest": pounds(most),
        "full_cost": one.full_cost,
        "tariff_income": pounds(one.tariff_income),
        "minimum_income_guarantee": pounds(one.minimum_income_guarantee),
        "personal_expenses_allowance": pounds(one.personal_expenses_allowance),
        "rates": one.rates,
        "not_yet_known": list(one.not_yet_known),
    }


def people(count: int, *, on: date, seed: int, unknown: float = 0.01) -> Iterator[Circumstances]:
    """The same seed makes the same people. `unknown` is how often an amount is not yet known."""
    random = Random(seed)
    pick, chance = random.choice, random.random

    def amount(most: int, *edges: int) -> int | None:
        if chance() < unknown:
            return None
        return pick(edges) if edges and chance() < 0.2 else int(chance() * most)

    def yes_or_no() -> bool | None:
        return None if chance() < unknown else chance() < 0.3

    def policy() -> Policy:
        return Policy(
            mig_uplift_percent=pick((0, 0, 300, 2500)),
            mig_uplift_flat=pick((0, 0, 501)),
            percent_of_disposable_income=pick((10_000, 10_000, 9000, 3333, 0)),
            upper_capital_limit=pick((None, None, 2_000_000, 2_450_000)),
            maximum_charge=pick((None, None, 0, 5000)),
            ignore_night_element=chance() < 0.3,
            short_term_as_home=chance() < 0.7,
            arrangement_fee=pick((0, 0, 450)),
            disability_related_expenditure_flat_rate=pick((0, 0, 2000, 6001)),
        )

    policies = [policy() for _ in range(200)]
    none_to_five = (0, 1, 1, 2, 2, 3, 4, 5)
    for _ in range(count):
        yield Circumstances(
            on=on,
            setting=pick((*Setting, Setting.HOME, Setting.HOME)),
            age=pick((18, 24, 25, 40, 65, 66, 67, 90)),
            household=pick(tuple(Household)),
            cost_of_care=amount(150_000),
            pension_age_reached=yes_or_no(),
            partner_pension_age_reached=yes_or_no(),
            dependent_children=pick((0, 0, 0, 1, 3)),
            council_rate=amount(150_000) if chance() < 0.7 else NO_LIMIT // 200,
            nhs_funded_nursing_care=amount(30_000, 0, 25_406),
            capital=tuple(
                CapitalItem(
                    pick(tuple(CapitalKind)),
                    amount(1_500_000, 0, 1_425_000, 1_425_001, 2_325_000, 2_325_001),
                    pick((Fraction(1), Fraction(1, 2), Fraction(1, 3))),
                    pick((None, None, *CapitalDisregard)),
                )
                for _ in range(pick((0, 1, 1, 2)))
            ),
            income=tuple(
                IncomeItem(
                    pick(tuple(IncomeKind)), amount(40_000, 7390, 11_040), pick(tuple(Every)), pick((None, *Rate))
                )
                for _ in range(pick(none_to_five))
            ),
            savings_credit=SavingsCredit(amount(40_000)) if chance() < 0.2 else None,
            housing_costs=amount(10_000),
            disability_related_expenditure=amount(5000),
            half_pension_to_spouse=yes_or_no(),
            exempt=pick(tuple(Exemption)) if chance() < 0.05 else None,
            policy=pick(policies),
        )
