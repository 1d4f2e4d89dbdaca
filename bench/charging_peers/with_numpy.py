"""NumPy: whole columns, one step after another."""

from collections.abc import Callable
from typing import Any

import numpy as np


def prepare(p: dict[str, Any], r: Any) -> Callable[[], Any]:
    p = {name: column.astype(np.int64) if column.dtype == np.int32 else column for name, column in p.items()}
    return lambda: charge(p, r)


def charge(p: dict[str, Any], r: Any) -> Any:
    where, couple, older = np.where, p["couple"], p["pension_age_reached"]
    single = where(
        older,
        r.mig_single_pension_age,
        where(p["lone_parent"], r.mig_lone_parent, where(p["age"] < 25, r.mig_single_18_24, r.mig_single_25)),
    )
    pair = where(older | p["partner_pension_age_reached"], r.mig_couple_pension_age, r.mig_couple)
    minimum = where(couple, pair, single) + p["dependent_children"] * np.int64(r.mig_child)
    disability = where(couple, r.disability_premium_couple, r.disability_premium_single)
    enhanced = where(couple, r.enhanced_disability_premium_couple, r.enhanced_disability_premium_single)
    minimum += where(p["gets_pip_or_dla"] & ~older, disability, 0)
    minimum += where(p["gets_highest_disability_rate"] & ~older, enhanced, 0)
    minimum += where(p["gets_carers_allowance"], r.carer_premium, 0)
    above = np.maximum(p["capital"] - r.lower_capital_limit, 0)
    tariff = (above + (r.tariff_income_step - 1)) // r.tariff_income_step * r.tariff_income_per_step
    most = where(couple, r.savings_credit_disregard_couple, r.savings_credit_disregard_single)
    threshold = where(couple, r.savings_credit_threshold_couple, r.savings_credit_threshold_single)
    guarantee = where(couple, r.standard_minimum_guarantee_couple, r.standard_minimum_guarantee_single)
    qualifying = p["qualifying_income"]
    ignored = where(qualifying <= guarantee, np.minimum(p["savings_credit_paid"], most), most)
    ignored = where(p["under_savings_credit_rules"] & (qualifying >= threshold), ignored, 0)
    left = (
        p["income_counted_in_full"] + p["disability_benefits"] + p["occupational_pensions"] + p["savings_credit_paid"]
    )
    left = left + tariff - ignored - p["housing_costs"] - minimum
    left -= where(p["gets_disability_benefit"], p["disability_related_expenditure"], 0)
    cost = p["cost_of_care"]
    return where(p["capital"] > r.upper_capital_limit, cost, np.minimum(np.maximum(left, 0), cost))
