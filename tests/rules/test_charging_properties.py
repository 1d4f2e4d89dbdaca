"""What must be true of every charge, tried on made-up people by the hundred."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.charging import (
    CapitalItem,
    CapitalKind,
    Charge,
    Circumstances,
    Household,
    IncomeItem,
    IncomeKind,
    Rate,
    SavingsCredit,
    Setting,
    charge,
)
from goodlives.rules.charging.not_yet_known import PLENTY
from goodlives.rules.charging.treatment import treated
from goodlives.rules.charging.weekly_charge import fee
from goodlives.rules.explain import Step
from goodlives.rules.parameters import charging_rates
from tests.rules.made_up import anybody, capital_amounts, weekly

thorough = settings(max_examples=300, deadline=None)


def paid(one: Circumstances) -> int:
    answer = charge(one)
    assert answer.charge is not None
    return answer.charge


@given(anybody())
@thorough
def test_nobody_pays_more_than_the_cost_and_who_pays_adds_up(one: Circumstances) -> None:
    facts, _ = treated(one, charging_rates(one.on))
    answer = charge(one)
    assert answer.charge is not None
    if one.exempt:
        assert answer.charge == 0
        return
    extra = one.policy.arrangement_fee if answer.full_cost and one.setting == Setting.HOME else 0
    whole = fee(facts, charging_rates(one.on))
    assert 0 <= answer.charge <= whole + extra
    assert answer.charge + (answer.council_pays or 0) + (answer.top_up or 0) == whole + extra
    assert min(answer.council_pays or 0, answer.top_up or 0) >= 0


@given(anybody(exempt=None, savings_credit=None))
@thorough
def test_nobody_is_left_with_less_than_the_minimum(one: Circumstances) -> None:
    """What is left of income that counts, after the charge, is the minimum income or the personal allowance."""
    answer = charge(one)
    if answer.full_cost or not answer.charge:
        return
    floor = answer.minimum_income_guarantee or answer.personal_expenses_allowance
    assert floor is not None
    facts, _ = treated(one, charging_rates(one.on))
    counted = (
        facts.income_counted_in_full
        + facts.disability_benefits
        + facts.occupational_pensions
        + facts.war_pensions
        + facts.savings_credit_paid
        + (answer.tariff_income or 0)
    )
    assert counted - answer.charge >= floor


@given(anybody(), st.data())
@thorough
def test_a_charge_never_falls_when_there_is_more(one: Circumstances, data: Any) -> None:
    """More capital, more income, dearer care or a higher council rate: never a lower charge."""
    more = data.draw(st.integers(0, 500_000))
    changed = [
        replace(one, cost_of_care=(one.cost_of_care or 0) + more),
        replace(one, council_rate=(one.council_rate or 0) + more),
        *(replace(one, capital=_more(one.capital, n, more)) for n in range(len(one.capital))),
        *(
            replace(one, income=_more(one.income, n, more))
            for n, received in enumerate(one.income)
            if received.rate is not None
        ),
    ]
    for richer in changed:
        assert paid(richer) >= paid(one)


def _more(items: tuple[Any, ...], n: int, more: int) -> tuple[Any, ...]:
    return (*items[:n], replace(items[n], amount=items[n].amount + more), *items[n + 1 :])


@given(anybody(), st.integers(0, 50_000))
@thorough
def test_a_charge_never_rises_when_there_is_more_to_pay_out(one: Circumstances, more: int) -> None:
    """Higher costs of a home or a disability, more from the NHS, half a pension passed on: never a higher charge."""
    changed = [
        replace(one, housing_costs=(one.housing_costs or 0) + more),
        replace(one, disability_related_expenditure=(one.disability_related_expenditure or 0) + more),
        replace(one, nhs_funded_nursing_care=(one.nhs_funded_nursing_care or 0) + more),
        replace(one, half_pension_to_spouse=True),
    ]
    if one.savings_credit:
        changed.append(replace(one, savings_credit=SavingsCredit((one.savings_credit.qualifying_income or 0) + more)))
    for poorer in changed:
        assert paid(poorer) <= paid(one)


# Each fact that can be missing: how to take it away, and what the truth may then have been.
MISSING: dict[str, tuple[Any, Any]] = {
    "cost_of_care": (st.integers(0, 200_000), lambda c, v: replace(c, cost_of_care=v)),
    "council_rate": (st.integers(0, 200_000), lambda c, v: replace(c, council_rate=v)),
    "nhs_funded_nursing_care": (st.integers(0, 50_000), lambda c, v: replace(c, nhs_funded_nursing_care=v)),
    "housing_costs": (st.integers(0, 50_000), lambda c, v: replace(c, housing_costs=v)),
    "disability_related_expenditure": (
        st.integers(0, 20_000),
        lambda c, v: replace(c, disability_related_expenditure=v),
    ),
    "half_pension_to_spouse": (st.booleans(), lambda c, v: replace(c, half_pension_to_spouse=v)),
    "savings_credit": (
        st.integers(0, 50_000),
        lambda c, v: replace(c, savings_credit=SavingsCredit(v)),
    ),
    "savings": (
        capital_amounts,
        lambda c, v: replace(c, capital=(*c.capital, CapitalItem(CapitalKind.SAVINGS, v, Fraction(1, 2)))),
    ),
    "pension": (weekly, lambda c, v: replace(c, income=(*c.income, IncomeItem(IncomeKind.STATE_PENSION, v)))),
    "work pension": (
        weekly,
        lambda c, v: replace(c, income=(*c.income, IncomeItem(IncomeKind.OCCUPATIONAL_PENSION, v))),
    ),
    "savings credit paid": (
        weekly,
        lambda c, v: replace(c, income=(*c.income, IncomeItem(IncomeKind.PENSION_CREDIT_SAVINGS, v))),
    ),
    "daily living": (
        weekly,
        lambda c, v: replace(c, income=(*c.income, IncomeItem(IncomeKind.PIP_DAILY_LIVING, v))),
    ),
    "attendance allowance": (
        weekly,
        lambda c, v: replace(c, income=(*c.income, IncomeItem(IncomeKind.ATTENDANCE_ALLOWANCE, v))),
    ),
    "partner": (st.booleans(), lambda c, v: replace(c, partner_pension_age_reached=v)),
    "mobility": (weekly, lambda c, v: replace(c, income=(*c.income, IncomeItem(IncomeKind.PIP_MOBILITY, v)))),
    "pay": (weekly, lambda c, v: replace(c, income=(*c.income, IncomeItem(IncomeKind.EARNINGS, v)))),
    "home": (
        capital_amounts,
        lambda c, v: replace(c, capital=(*c.capital, CapitalItem(CapitalKind.MAIN_HOME, v))),
    ),
}


@given(anybody(exempt=None), st.sets(st.sampled_from(sorted(MISSING)), min_size=1, max_size=3), st.data())
@settings(max_examples=600, deadline=None)
def test_the_true_charge_lies_in_the_range_while_facts_are_missing(
    one: Circumstances, missing: set[str], data: Any
) -> None:
    known = unknown = one
    for name in sorted(missing):
        values, put = MISSING[name]
        known, unknown = put(known, data.draw(values, label=name)), put(unknown, None)
    answer = charge(unknown)
    if answer.range is None:
        assert not answer.not_yet_known
        assert paid(known) == answer.charge
        return
    least, most = answer.range
    assert answer.charge is None
    assert least <= paid(known)
    assert most is None or paid(known) <= most < PLENTY // 100


@given(anybody(exempt=None, age=66, pension_age_reached=None), st.booleans())
@thorough
def test_at_66_in_2026_a_birthday_decides(one: Circumstances, reached: bool) -> None:
    answer = charge(one)
    truth = paid(replace(one, pension_age_reached=reached))
    if one.on.year < 2026:
        assert answer.charge == paid(replace(one, pension_age_reached=True))
        return
    if not one.charged_as_at_home or answer.full_cost:
        assert answer.charge == truth, "in a care home, or above the limit, it makes no difference"
        return
    assert answer.not_yet_known == ("person.pension_age_reached",)
    assert answer.range is not None
    assert answer.range[0] <= truth <= (answer.range[1] or 0)


@given(anybody(exempt=None))
@thorough
def test_every_line_adds_up(one: Circumstances) -> None:
    """With pencil and paper: plain lines and "Add" lines, less "Take away" lines, come to the line above them."""
    answer = charge(one)
    for step in _all_steps(answer):
        lines = [line for line in step.steps if line.amount is not None]
        if step.amount is None or not lines or step.what.startswith("The part of the cost"):
            continue
        if lines[-1].what.startswith("Your share of it"):
            assert step.amount == lines[-1].amount
            continue
        total = sum(-line.amount if line.what.startswith("Take away") else line.amount for line in lines)  # type: ignore[operator,misc]
        assert step.amount == (max(total, 0) if "is left" in step.what else total), step


def _all_steps(answer: Charge) -> list[Step]:
    def below(steps: tuple[Step, ...]) -> list[Step]:
        return [each for step in steps for each in (step, *below(step.steps))]

    return below(answer.steps)


@given(anybody())
@thorough
def test_every_line_says_its_law_and_every_item_has_its_line(one: Circumstances) -> None:
    answer = charge(one)
    lines = _all_steps(answer)
    assert all(line.what and line.law for line in lines)
    if one.exempt:
        return
    owned = next(line for line in lines if line.what.startswith("Your savings and other capital"))
    assert len(owned.steps) == len(one.capital)
    if not answer.full_cost:
        received = next(line for line in lines if line.what == "Your income each week")
        assert len(received.steps) == len(one.income)


@given(anybody(exempt=None))
@thorough
def test_what_it_rests_on_is_cited(one: Circumstances) -> None:
    answer = charge(one)
    assert {"upper_capital_limit"} <= {figure.name for figure in answer.rests_on}
    assert len(answer.rests_on) == 1 or not answer.full_cost
    assert all(figure.reference and figure.status for figure in answer.rests_on)
    assert all(figure.status != "confirmed" for figure in answer.unconfirmed_figures)


@given(anybody(), st.sampled_from(Rate))
@thorough
def test_the_highest_rate_of_a_disability_benefit_never_raises_a_charge(one: Circumstances, rate: Rate) -> None:
    def at(rate: Rate) -> Circumstances:
        return replace(one, income=tuple(replace(received, rate=rate) for received in one.income))

    assert paid(at(Rate.ENHANCED)) <= paid(at(rate))


PENSIONER = Circumstances(
    on=date(2025, 6, 2),
    setting=Setting.HOME,
    age=80,
    household=Household.SINGLE,
    cost_of_care=18_000,
    capital=(CapitalItem(CapitalKind.SAVINGS, 1_600_000),),
    income=(
        IncomeItem(IncomeKind.STATE_PENSION, 23_025),
        IncomeItem(IncomeKind.ATTENDANCE_ALLOWANCE, 7390, rate=Rate.LOWER),
    ),
    savings_credit=SavingsCredit(21_500),
    housing_costs=2840,
    disability_related_expenditure=1250,
)
WORKING_AGE = replace(
    PENSIONER,
    age=40,
    savings_credit=None,
    income=(IncomeItem(IncomeKind.OTHER_COUNTED, 30_000), IncomeItem(IncomeKind.PIP_DAILY_LIVING, 0)),
)


def _without_amount(one: Circumstances, place: int) -> Circumstances:
    received = replace(one.income[place], amount=None)
    return replace(one, income=(*one.income[:place], received, *one.income[place + 1 :]))


@pytest.mark.parametrize(
    ("says", "one", "ends"),
    [
        ("none when all is known", PENSIONER, None),
        ("without housing costs 28.40 more", replace(PENSIONER, housing_costs=None), (0, 6605)),
        ("without disability costs 12.50 more", replace(PENSIONER, disability_related_expenditure=None), (0, 5015)),
        (
            "savings from nothing to the full cost",
            replace(PENSIONER, capital=(CapitalItem(CapitalKind.SAVINGS, None),)),
            (3065, 18_000),
        ),
        ("savings credit: 0 to 7.05 ignored", replace(PENSIONER, savings_credit=SavingsCredit(None)), (3060, 3765)),
        ("care that may cost nothing", replace(PENSIONER, cost_of_care=None), (0, 3765)),
        ("a pension of nothing, or so large that it pays for all", _without_amount(PENSIONER, 0), (0, 18_000)),
        (
            "a disability benefit of any rate: at the least nothing of it, with both premiums, 307 - 40.90 - 186.40",
            _without_amount(WORKING_AGE, 1),
            (7970, 18_000),
        ),
        (
            "a partner who may have reached pension age: 307 - 40.90, less 177.55 and 35.40, or less 88.35 and 35.40",
            replace(WORKING_AGE, household=Household.COUPLE, partner_pension_age_reached=None),
            (5315, 14_235),
        ),
        (
            "half a pension of 200 that may go to a husband or wife",
            replace(
                WORKING_AGE,
                income=(IncomeItem(IncomeKind.OCCUPATIONAL_PENSION, 20_000),),
                half_pension_to_spouse=None,
            ),
            (0, 6610),
        ),
    ],
)
def test_the_range_goes_just_as_far_as_it_must(says: str, one: Circumstances, ends: tuple[int, int] | None) -> None:
    assert charge(one).range == ends, says


@pytest.mark.parametrize("kind", ["pip_mobility", "dla_mobility", "earnings", "war_disablement_pension"])
def test_income_that_never_counts_is_not_asked(kind: str) -> None:
    one = replace(PENSIONER, income=(*PENSIONER.income, IncomeItem(IncomeKind(kind), None)))
    answer = charge(one)
    assert (answer.charge, answer.not_yet_known) == (charge(PENSIONER).charge, ())
    line = next(step for step in _all_steps(answer) if "not counted" in step.what)
    assert "£" not in line.what, "an amount that nobody knows is not said to be nothing"


RICH = (CapitalItem(CapitalKind.SAVINGS, 2_325_001), CapitalItem(CapitalKind.SHARES, None))


@pytest.mark.parametrize(
    ("says", "one", "asked"),
    [
        ("the home somebody lives in", {"capital": (CapitalItem(CapitalKind.MAIN_HOME, None),)}, ()),
        ("costs of a disability without a benefit for it", {"income": (), "disability_related_expenditure": None}, ()),
        ("but with one, those costs", {"disability_related_expenditure": None}, ("disability_related_expenditure",)),
        ("half of no pension", {"half_pension_to_spouse": None}, ()),
        (
            "the costs of a home in a permanent stay",
            {"setting": Setting.CARE_HOME_PERMANENT, "housing_costs": None},
            (),
        ),
        (
            "a disability benefit in a temporary stay",
            {
                "setting": Setting.CARE_HOME_TEMPORARY,
                "income": (IncomeItem(IncomeKind.ATTENDANCE_ALLOWANCE, None),),
            },
            (),
        ),
        ("anything else of somebody above the limit", {"capital": RICH, "housing_costs": None}, ()),
        (
            "the council's rate for somebody above the limit, were it all that is missing",
            {
                "setting": Setting.CARE_HOME_TEMPORARY,
                "capital": (CapitalItem(CapitalKind.SAVINGS, 2_325_001),),
                "council_rate": None,
                "housing_costs": 0,
            },
            (),
        ),
        ("but what the care costs them", {"capital": RICH, "cost_of_care": None}, ("cost_of_care",)),
    ],
)
def test_what_makes_no_difference_is_not_asked(says: str, one: dict[str, Any], asked: tuple[str, ...]) -> None:
    answer = charge(replace(PENSIONER, **one))
    assert answer.not_yet_known == asked, says
    assert (answer.charge is None) is bool(asked)


def test_a_year_without_its_own_rates_says_whose_are_used() -> None:
    answer = charge(replace(PENSIONER, on=date(2099, 6, 1)))
    assert answer.rates in answer.steps[0].what
    assert charge(PENSIONER).steps[0].what.startswith("Your savings")
