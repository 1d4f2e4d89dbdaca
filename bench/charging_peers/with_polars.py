"""Polars: one lazy expression over a frame, on every core."""

from collections.abc import Callable
from typing import Any

import polars as pl
from polars import col, lit, when


def prepare(p: dict[str, Any], r: Any) -> Callable[[], Any]:
    frame = pl.DataFrame(p).lazy()
    asked = frame.select(charge=charge(r))
    return lambda: asked.collect()["charge"].to_numpy()


def charge(r: Any) -> pl.Expr:
    def number(name: str) -> pl.Expr:
        return col(name).cast(pl.Int64)

    def rate(name: str) -> pl.Expr:
        return lit(getattr(r, name), pl.Int64)

    def either(name: str) -> pl.Expr:
        return when(col("couple")).then(rate(f"{name}_couple")).otherwise(rate(f"{name}_single"))

    older, nothing = col("pension_age_reached"), lit(0, pl.Int64)
    minimum = (
        when(col("couple") & (older | col("partner_pension_age_reached")))
        .then(rate("mig_couple_pension_age"))
        .when(col("couple"))
        .then(rate("mig_couple"))
        .when(older)
        .then(rate("mig_single_pension_age"))
        .when(col("lone_parent"))
        .then(rate("mig_lone_parent"))
        .when(col("age") < 25)
        .then(rate("mig_single_18_24"))
        .otherwise(rate("mig_single_25"))
        + number("dependent_children") * rate("mig_child")
        + when(col("gets_pip_or_dla") & ~older).then(either("disability_premium")).otherwise(nothing)
        + when(col("gets_highest_disability_rate") & ~older)
        .then(either("enhanced_disability_premium"))
        .otherwise(nothing)
        + when(col("gets_carers_allowance")).then(rate("carer_premium")).otherwise(nothing)
    )
    above = pl.max_horizontal(number("capital") - r.lower_capital_limit, nothing)
    tariff = (above + (r.tariff_income_step - 1)) // r.tariff_income_step * r.tariff_income_per_step
    most, qualifying = either("savings_credit_disregard"), number("qualifying_income")
    ignored = (
        when(~col("under_savings_credit_rules") | (qualifying < either("savings_credit_threshold")))
        .then(nothing)
        .when(qualifying <= either("standard_minimum_guarantee"))
        .then(pl.min_horizontal(number("savings_credit_paid"), most))
        .otherwise(most)
    )
    left = (
        number("income_counted_in_full")
        + number("disability_benefits")
        + number("occupational_pensions")
        + number("savings_credit_paid")
        + tariff
        - ignored
        - number("housing_costs")
        - minimum
        - when(col("gets_disability_benefit")).then(number("disability_related_expenditure")).otherwise(nothing)
    )
    cost = number("cost_of_care")
    return (
        when(number("capital") > r.upper_capital_limit)
        .then(cost)
        .otherwise(pl.min_horizontal(pl.max_horizontal(left, nothing), cost))
    )
