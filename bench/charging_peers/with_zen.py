"""ZEN Engine: a decision of expressions, one person at a time."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import zen

EXPRESSIONS = [
    ("single", "older ? {mig_single_pension_age} : (lone_parent ? {mig_lone_parent} : (age < 25 ? {mig_single_18_24} : {mig_single_25}))"),
    ("pair", "(older or partner_older) ? {mig_couple_pension_age} : {mig_couple}"),
    ("disability", "(gets_pip_or_dla and not older) ? (couple ? {disability_premium_couple} : {disability_premium_single}) : 0"),
    ("enhanced", "(gets_highest and not older) ? (couple ? {enhanced_disability_premium_couple} : {enhanced_disability_premium_single}) : 0"),
    ("minimum", "(couple ? $.pair : $.single) + children * {mig_child} + $.disability + $.enhanced + (carer ? {carer_premium} : 0)"),
    ("tariff", "ceil(max([capital - {lower_capital_limit}, 0]) / {tariff_income_step}) * {tariff_income_per_step}"),
    ("most", "couple ? {savings_credit_disregard_couple} : {savings_credit_disregard_single}"),
    ("threshold", "couple ? {savings_credit_threshold_couple} : {savings_credit_threshold_single}"),
    ("guarantee", "couple ? {standard_minimum_guarantee_couple} : {standard_minimum_guarantee_single}"),
    ("ignored", "(not under or qualifying < $.threshold) ? 0 : (qualifying <= $.guarantee ? min([credit, $.most]) : $.most)"),
    ("left", "in_full + benefits + pensions + credit + $.tariff - $.ignored - housing - (gets_benefit ? dre : 0) - $.minimum"),
    ("charge", "capital > {upper_capital_limit} ? cost : min([cost, max([0, $.left])])"),
]  # fmt: skip
SHORT = {
    "age": "age", "pension_age_reached": "older", "partner_pension_age_reached": "partner_older", "couple": "couple",
    "lone_parent": "lone_parent", "dependent_children": "children", "cost_of_care": "cost", "capital": "capital",
    "income_counted_in_full": "in_full", "disability_benefits": "benefits", "occupational_pensions": "pensions",
    "savings_credit_paid": "credit", "under_savings_credit_rules": "under", "qualifying_income": "qualifying",
    "gets_disability_benefit": "gets_benefit", "gets_pip_or_dla": "gets_pip_or_dla",
    "gets_highest_disability_rate": "gets_highest", "gets_carers_allowance": "carer", "housing_costs": "housing",
    "disability_related_expenditure": "dre",
}  # fmt: skip


def prepare(p: dict[str, Any], r: Any) -> Callable[[], Any]:
    expressions = [{"id": key, "key": key, "value": value.format(**r._asdict())} for key, value in EXPRESSIONS]
    decision = zen.ZenEngine().create_decision(
        json.dumps(
            {
                "nodes": [
                    {"id": "in", "name": "in", "type": "inputNode"},
                    {"id": "sum", "name": "sum", "type": "expressionNode", "content": {"expressions": expressions}},
                    {"id": "out", "name": "out", "type": "outputNode"},
                ],
                "edges": [
                    {"id": "1", "sourceId": "in", "targetId": "sum", "type": "edge"},
                    {"id": "2", "sourceId": "sum", "targetId": "out", "type": "edge"},
                ],
            }
        )
    )
    columns = {SHORT[name]: column.tolist() for name, column in p.items()}
    people = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return lambda: np.array([decision.evaluate(one)["result"]["charge"] for one in people], np.int64)
