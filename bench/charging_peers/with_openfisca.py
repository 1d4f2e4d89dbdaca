"""OpenFisca: a variable and a formula for each step, over arrays, as its country packages are written."""

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

WHEN = "2025-06"


def prepare(p: dict[str, Any], r: Any) -> Callable[[], Any]:
    person = Entity("person", "people", "A person", "")
    system = TaxBenefitSystem([person])

    def formulas() -> dict[str, Callable[..., Any]]:
        def basic_amount(of: Any, period: Any) -> Any:
            older = of("pension_age_reached", period)
            single = np.where(
                older,
                r.mig_single_pension_age,
                np.where(
                    of("lone_parent", period),
                    r.mig_lone_parent,
                    np.where(of("age", period) < 25, r.mig_single_18_24, r.mig_single_25),
                ),
            )
            pair = np.where(older | of("partner_pension_age_reached", period), r.mig_couple_pension_age, r.mig_couple)
            return np.where(of("couple", period), pair, single)

        def amount_for_children(of: Any, period: Any) -> Any:
            return of("dependent_children", period) * r.mig_child

        def disability_premium(of: Any, period: Any) -> Any:
            entitled = of("gets_pip_or_dla", period) * ~of("pension_age_reached", period)
            return entitled * np.where(of("couple", period), r.disability_premium_couple, r.disability_premium_single)

        def enhanced_disability_premium(of: Any, period: Any) -> Any:
            entitled = of("gets_highest_disability_rate", period) * ~of("pension_age_reached", period)
            return entitled * np.where(
                of("couple", period), r.enhanced_disability_premium_couple, r.enhanced_disability_premium_single
            )

        def premium_for_a_carer(of: Any, period: Any) -> Any:
            return of("gets_carers_allowance", period) * r.carer_premium

        def minimum_income_guarantee(of: Any, period: Any) -> Any:
            return (
                of("basic_amount", period)
                + of("amount_for_children", period)
                + of("disability_premium", period)
                + of("enhanced_disability_premium", period)
                + of("premium_for_a_carer", period)
            )

        def tariff_income(of: Any, period: Any) -> Any:
            above = np.maximum(of("capital", period) - r.lower_capital_limit, 0)
            return -(-above // r.tariff_income_step) * r.tariff_income_per_step

        def savings_credit_ignored(of: Any, period: Any) -> Any:
            couple, qualifying = of("couple", period), of("qualifying_income", period)
            most = np.where(couple, r.savings_credit_disregard_couple, r.savings_credit_disregard_single)
            threshold = np.where(couple, r.savings_credit_threshold_couple, r.savings_credit_threshold_single)
            guarantee = np.where(couple, r.standard_minimum_guarantee_couple, r.standard_minimum_guarantee_single)
            ignored = np.where(qualifying <= guarantee, np.minimum(of("savings_credit_paid", period), most), most)
            return of("under_savings_credit_rules", period) * (qualifying >= threshold) * ignored

        def income_of_all_kinds(of: Any, period: Any) -> Any:
            return (
                of("income_counted_in_full", period)
                + of("disability_benefits", period)
                + of("occupational_pensions", period)
                + of("savings_credit_paid", period)
            )

        def disability_related_expenditure_taken_away(of: Any, period: Any) -> Any:
            return of("gets_disability_benefit", period) * of("disability_related_expenditure", period)

        def income_after_what_is_ignored(of: Any, period: Any) -> Any:
            return (
                of("income_of_all_kinds", period)
                + of("tariff_income", period)
                - of("savings_credit_ignored", period)
                - of("housing_costs", period)
                - of("disability_related_expenditure_taken_away", period)
            )

        def left_over_at_home(of: Any, period: Any) -> Any:
            left = of("income_after_what_is_ignored", period) - of("minimum_income_guarantee", period)
            return np.maximum(left, 0)

        def capital_is_above_the_limit(of: Any, period: Any) -> Any:
            return of("capital", period) > r.upper_capital_limit

        def weekly_charge(of: Any, period: Any) -> Any:
            cost = of("cost_of_care", period)
            pays = np.minimum(of("left_over_at_home", period), cost)
            return np.where(of("capital_is_above_the_limit", period), cost, pays)

        return {name: formula for name, formula in locals().items() if callable(formula)}

    def variable(name: str, kind: type, formula: Any = None) -> None:
        parts = {"value_type": kind, "entity": person, "definition_period": DateUnit.MONTH, "label": name}
        if formula:
            parts["formula"] = formula
        system.add_variable(type(name, (Variable,), parts))

    for name, column in p.items():
        variable(name, bool if column.dtype == bool else int)
    for name, formula in formulas().items():
        variable(name, bool if name == "capital_is_above_the_limit" else int, formula)
    people = len(p["age"])

    def work_out() -> Any:
        simulation = SimulationBuilder().build_default_simulation(system, people)
        for name, column in p.items():
            simulation.set_input(name, WHEN, column)
        return simulation.calculate("weekly_charge", WHEN)

    return work_out
