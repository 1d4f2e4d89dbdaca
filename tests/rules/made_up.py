"""Made-up circumstances for tests, in which the edges of the law are common."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from goodlives.rules.charging import (
    CapitalDisregard,
    CapitalItem,
    CapitalKind,
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

weekly = st.one_of(st.sampled_from([0, 1, 1000, 7390, 11040, 23025]), st.integers(0, 60_000))
capital_amounts = st.one_of(
    st.sampled_from([0, 1_425_000, 1_425_001, 1_450_000, 2_325_000, 2_325_001]), st.integers(0, 3_000_000)
)
shares = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 3)])
disregards = st.one_of(st.none(), st.sampled_from(CapitalDisregard))
rates = st.one_of(st.none(), st.sampled_from(Rate))

capital_items = st.builds(CapitalItem, st.sampled_from(CapitalKind), capital_amounts, shares, disregards)
income_items = st.builds(IncomeItem, st.sampled_from(IncomeKind), weekly, st.sampled_from(Every), rates)
policies = st.builds(
    Policy,
    mig_uplift_percent=st.sampled_from([0, 0, 300, 2500]),
    mig_uplift_flat=st.sampled_from([0, 0, 500]),
    percent_of_disposable_income=st.sampled_from([10_000, 10_000, 9000, 3333, 0]),
    upper_capital_limit=st.sampled_from([None, None, 2_000_000, 2_450_000]),
    maximum_charge=st.sampled_from([None, None, 0, 5000]),
    ignore_night_element=st.booleans(),
    short_term_as_home=st.booleans(),
    arrangement_fee=st.sampled_from([0, 0, 450]),
    disability_related_expenditure_flat_rate=st.sampled_from([0, 0, 2000, 6001]),
)


def circumstances(**fixed: Any) -> st.SearchStrategy[Circumstances]:
    """Anybody, anywhere, with everything known."""
    drawn: dict[str, Any] = {
        "on": st.sampled_from([date(2023, 6, 1), date(2024, 6, 1), date(2025, 6, 2), date(2026, 6, 1)]),
        "setting": st.sampled_from(Setting),
        "age": st.sampled_from([18, 24, 25, 40, 65, 67, 90]),
        "household": st.sampled_from(Household),
        "cost_of_care": st.integers(0, 150_000),
        "pension_age_reached": st.booleans(),
        "partner_pension_age_reached": st.booleans(),
        "dependent_children": st.integers(0, 3),
        "council_rate": st.integers(0, 150_000),
        "nhs_funded_nursing_care": st.sampled_from([0, 0, 25_406]),
        "capital": st.lists(capital_items, max_size=3).map(tuple),
        "income": st.lists(income_items, max_size=5).map(tuple),
        "savings_credit": st.one_of(st.none(), st.builds(SavingsCredit, st.integers(15_000, 40_000))),
        "housing_costs": st.integers(0, 20_000),
        "disability_related_expenditure": st.integers(0, 6000),
        "half_pension_to_spouse": st.booleans(),
        "exempt": st.one_of(st.none(), st.none(), st.none(), st.sampled_from(Exemption)),
        "policy": policies,
    }
    drawn |= {name: value if isinstance(value, st.SearchStrategy) else st.just(value) for name, value in fixed.items()}
    return st.builds(Circumstances, **drawn)


def payers(**fixed: Any) -> st.SearchStrategy[Circumstances]:
    """People who pay part of the cost, so that every fact about them moves the charge."""
    incomes = st.lists(income_items, max_size=2).map(
        lambda more: (IncomeItem(IncomeKind.STATE_PENSION, 45_000), *more),
    )
    return circumstances(
        **{
            "cost_of_care": st.integers(40_000, 150_000),
            "council_rate": st.integers(40_000, 150_000),
            "capital": st.lists(
                st.builds(CapitalItem, st.just(CapitalKind.SAVINGS), st.integers(0, 2_300_000)), max_size=1
            ).map(tuple),
            "income": incomes,
            "housing_costs": st.integers(0, 5000),
            "disability_related_expenditure": st.integers(0, 2000),
            "exempt": st.none(),
            "policy": st.builds(
                Policy,
                ignore_night_element=st.booleans(),
                short_term_as_home=st.booleans(),
                disability_related_expenditure_flat_rate=st.sampled_from([0, 0, 1500]),
            ),
        }
        | fixed
    )


def anybody(**fixed: Any) -> st.SearchStrategy[Circumstances]:
    """Half of them the oddest people there can be, half of them people who pay part of the cost."""
    return st.one_of(circumstances(**fixed), payers(**fixed))
