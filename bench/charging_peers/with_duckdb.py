"""DuckDB: SQL over a table of its own, on every core."""

from collections.abc import Callable
from typing import Any

import duckdb
import pyarrow as pa


def prepare(p: dict[str, Any], r: Any) -> Callable[[], Any]:
    connection = duckdb.connect()
    connection.register("given", pa.table(p))
    connection.execute("create table people as select * from given")
    connection.unregister("given")
    asked = SQL.format(**r._asdict())
    return lambda: connection.execute(asked).fetchnumpy()["charge"]


SQL = """
select case when capital > {upper_capital_limit} then cost_of_care else least(cost_of_care, greatest(0,
    income_counted_in_full::bigint + disability_benefits + occupational_pensions + savings_credit_paid
    + (greatest(capital - {lower_capital_limit}, 0) + {tariff_income_step} - 1) // {tariff_income_step} * {tariff_income_per_step}
    - case
        when not under_savings_credit_rules
            or qualifying_income < case when couple then {savings_credit_threshold_couple} else {savings_credit_threshold_single} end
            then 0
        when qualifying_income <= case when couple then {standard_minimum_guarantee_couple} else {standard_minimum_guarantee_single} end
            then least(savings_credit_paid,
                case when couple then {savings_credit_disregard_couple} else {savings_credit_disregard_single} end)
        when couple then {savings_credit_disregard_couple}
        else {savings_credit_disregard_single} end
    - housing_costs
    - case when gets_disability_benefit then disability_related_expenditure else 0 end
    - case
        when couple and (pension_age_reached or partner_pension_age_reached) then {mig_couple_pension_age}
        when couple then {mig_couple}
        when pension_age_reached then {mig_single_pension_age}
        when lone_parent then {mig_lone_parent}
        when age < 25 then {mig_single_18_24}
        else {mig_single_25} end
    - dependent_children * {mig_child}
    - case when not gets_pip_or_dla or pension_age_reached then 0
        when couple then {disability_premium_couple} else {disability_premium_single} end
    - case when not gets_highest_disability_rate or pension_age_reached then 0
        when couple then {enhanced_disability_premium_couple} else {enhanced_disability_premium_single} end
    - case when gets_carers_allowance then {carer_premium} else 0 end
)) end as charge from people
"""
