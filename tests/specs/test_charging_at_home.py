"""What a person pays for care outside a care home, by example: SI 2014/2672, worked to the penny."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

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
    charge,
)
from goodlives.rules.money import Pence

IN_2023_24, IN_2024_25, IN_2025_26, IN_2026_27 = (date(year, 6, 2) for year in (2023, 2024, 2025, 2026))


def p(pounds: str) -> Pence:
    """Pounds as whole pence."""
    whole, _, part = pounds.replace(",", "").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def income(kind: str, amount: str, every: Every = Every.WEEK, rate: Rate | None = None) -> IncomeItem:
    return IncomeItem(IncomeKind(kind), p(amount), every, rate)


def savings(amount: str) -> tuple[CapitalItem, ...]:
    return (CapitalItem(CapitalKind.SAVINGS, p(amount)),)


def at_home(**facts: Any) -> Circumstances:
    usual = {
        "on": IN_2025_26,
        "setting": Setting.HOME,
        "age": 40,
        "household": Household.SINGLE,
        "cost_of_care": p("1000.00"),
    }
    return Circumstances(**(usual | facts))


@dataclass(frozen=True)
class Case:
    says: str
    circumstances: Circumstances
    pays: str
    council_pays: str
    also: dict[str, Any] = field(default_factory=dict)


def state_pension_and_attendance_allowance(**facts: Any) -> Circumstances:
    """Single, pension age: State Pension 230.25, Attendance Allowance 73.90, care 180.00. 30.65 before any capital."""
    usual = {
        "age": 80,
        "cost_of_care": p("180.00"),
        "income": (
            income("state_pension", "230.25"),
            income("attendance_allowance", "73.90", rate=Rate.LOWER),
        ),
        "housing_costs": p("28.40"),
        "disability_related_expenditure": p("12.50"),
    }
    return at_home(**(usual | facts))


_older = state_pension_and_attendance_allowance

PUBLISHED = [
    Case(
        "Devon, 2023-24, aged 37: the enhanced premium is on top of the disability premium",
        at_home(
            on=IN_2023_24,
            age=37,
            cost_of_care=p("454.00"),
            income=(
                income("employment_and_support_allowance", "225.45"),
                income("pip_daily_living", "101.75", rate=Rate.ENHANCED),
                income("pip_mobility", "26.90", rate=Rate.STANDARD),
            ),
            housing_costs=p("17.27"),
            disability_related_expenditure=p("28.08"),
        ),
        "110.10",
        "343.90",
        {"minimum_income_guarantee": p("171.75"), "tariff_income": 0, "rates": "2023-24"},
    ),
]

CAPITAL = [
    Case("no capital", _older(), "30.65", "149.35"),
    Case("£14,250 is ignored", _older(capital=savings("14250.00")), "30.65", "149.35", {"tariff_income": 0}),
    Case("one penny over gives £1 a week", _older(capital=savings("14250.01")), "31.65", "148.35"),
    Case("a whole £250 over gives £1", _older(capital=savings("14500.00")), "31.65", "148.35"),
    Case("part of the next £250 gives £2", _older(capital=savings("14500.01")), "32.65", "147.35"),
    Case("£16,000 gives £7", _older(capital=savings("16000.00")), "37.65", "142.35", {"tariff_income": 700}),
    Case("£23,250 is not above the limit", _older(capital=savings("23250.00")), "66.65", "113.35"),
    Case(
        "one penny above the limit is the full cost",
        _older(capital=savings("23250.01")),
        "180.00",
        "0.00",
        {"full_cost": True, "tariff_income": None, "minimum_income_guarantee": None},
    ),
    Case(
        "the home somebody lives in does not count",
        _older(capital=(*savings("16000.00"), CapitalItem(CapitalKind.MAIN_HOME, p("240000.00")))),
        "37.65",
        "142.35",
    ),
    Case(
        "another property counts, less a tenth: £20,000 is £18,000, so £15",
        _older(capital=(CapitalItem(CapitalKind.PROPERTY, p("20000.00")),)),
        "45.65",
        "134.35",
        {"tariff_income": 1500},
    ),
    Case(
        "money given away to pay less still counts",
        _older(capital=(*savings("10000.00"), CapitalItem(CapitalKind.NOTIONAL, p("6000.00")))),
        "37.65",
        "142.35",
    ),
    Case(
        "what the council chooses to ignore does not count",
        _older(capital=(CapitalItem(CapitalKind.OTHER, p("50000.00"), disregard=CapitalDisregard.DISCRETIONARY),)),
        "30.65",
        "149.35",
    ),
    Case(
        "capital under £14,250 and above it are added before the limit is looked at",
        _older(capital=(*savings("12000.00"), CapitalItem(CapitalKind.SHARES, p("11250.01")))),
        "180.00",
        "0.00",
        {"full_cost": True},
    ),
]

POLICY = [
    Case(
        "a local minimum 3% higher rounds up: 239.58",
        _older(capital=savings("16000.00"), policy=Policy(mig_uplift_percent=300)),
        "30.67",
        "149.33",
        {"minimum_income_guarantee": p("239.58")},
    ),
    Case(
        "90% of what is left rounds down: 33.885 is 33.88",
        _older(capital=savings("16000.00"), policy=Policy(percent_of_disposable_income=9000)),
        "33.88",
        "146.12",
    ),
    Case(
        "£5 more left to everybody",
        _older(capital=savings("16000.00"), policy=Policy(mig_uplift_flat=500)),
        "32.65",
        "147.35",
        {"minimum_income_guarantee": p("237.60")},
    ),
    Case(
        "a local most",
        _older(capital=savings("16000.00"), policy=Policy(maximum_charge=p("35.00"))),
        "35.00",
        "145.00",
    ),
    Case(
        "a higher local limit: capital between the limits gives tariff income beyond £36",
        _older(capital=savings("24500.00"), policy=Policy(upper_capital_limit=p("24500.00"))),
        "71.65",
        "108.35",
        {"tariff_income": 4100},
    ),
    Case(
        "a council cannot set a lower limit",
        _older(capital=savings("23250.00"), policy=Policy(upper_capital_limit=p("20000.00"))),
        "66.65",
        "113.35",
    ),
    Case(
        "the fee for arranging care is for those who pay in full",
        _older(capital=savings("23250.01"), policy=Policy(arrangement_fee=p("4.50"))),
        "184.50",
        "0.00",
    ),
    Case("and not for anybody else", _older(policy=Policy(arrangement_fee=p("4.50"))), "30.65", "149.35"),
    Case(
        "a council's flat £20 for costs of a disability is taken off instead of costs of 12.50: 7.50 less to pay",
        _older(policy=Policy(disability_related_expenditure_flat_rate=p("20.00"))),
        "23.15",
        "156.85",
    ),
    Case(
        "somebody's own costs are taken off where they are more than the flat amount",
        _older(policy=Policy(disability_related_expenditure_flat_rate=p("12.49"))),
        "30.65",
        "149.35",
    ),
    Case(
        "the flat amount is only for people with a disability benefit that counts: 300 less 28.40 and 232.60",
        _older(
            income=(income("state_pension", "300.00"),),
            policy=Policy(disability_related_expenditure_flat_rate=p("20.00")),
        ),
        "39.00",
        "141.00",
    ),
    Case(
        "the night element, 110.40 less 73.90, is ignored where the council says so: 67.15 less 36.50",
        _older(
            income=(income("state_pension", "230.25"), income("attendance_allowance", "110.40", rate=Rate.HIGHER)),
            policy=Policy(ignore_night_element=True),
        ),
        "30.65",
        "149.35",
    ),
    Case(
        "and counts where it does not",
        _older(income=(income("state_pension", "230.25"), income("attendance_allowance", "110.40", rate=Rate.HIGHER))),
        "67.15",
        "112.85",
    ),
    Case(
        "the lower rate has no night element",
        _older(policy=Policy(ignore_night_element=True)),
        "30.65",
        "149.35",
    ),
]

INCOME = [
    Case(
        "a month is 12 out of 52 weeks, and the fraction of a penny is the person's: 823.41 is 190.01",
        at_home(
            age=30,
            cost_of_care=p("350.00"),
            income=(
                income("universal_credit", "823.41", every=Every.MONTH),
                income("pip_daily_living", "110.40", rate=Rate.ENHANCED),
                income("pip_mobility", "77.05", rate=Rate.ENHANCED),
            ),
            capital=savings("2000.00"),
            disability_related_expenditure=p("20.00"),
        ),
        "94.01",
        "255.99",
        {"minimum_income_guarantee": p("186.40")},
    ),
    Case(
        "under 25 there is a lower minimum, and nobody pays more than the cost",
        at_home(
            age=22,
            cost_of_care=p("60.00"),
            income=(
                income("universal_credit", "740.25", every=Every.MONTH),
                income("pip_daily_living", "73.90", rate=Rate.STANDARD),
            ),
            disability_related_expenditure=p("15.00"),
        ),
        "60.00",
        "0.00",
        {"minimum_income_guarantee": p("138.80"), "full_cost": False},
    ),
    Case(
        "the same with care that costs more",
        at_home(
            age=22,
            cost_of_care=p("120.00"),
            income=(
                income("universal_credit", "740.25", every=Every.MONTH),
                income("pip_daily_living", "73.90", rate=Rate.STANDARD),
            ),
            disability_related_expenditure=p("15.00"),
        ),
        "90.92",
        "29.08",
    ),
    Case(
        "pay from work is ignored, and nobody pays less than nothing",
        at_home(
            income=(
                income("earnings", "250.00"),
                income("pip_daily_living", "73.90", rate=Rate.STANDARD),
            ),
            capital=savings("5000.00"),
            housing_costs=p("60.00"),
        ),
        "0.00",
        "1000.00",
        {"minimum_income_guarantee": p("162.15")},
    ),
    Case(
        "savings credit is ignored up to a most: 7.05 of 10.04",
        at_home(
            age=80,
            income=(
                income("state_pension", "215.00"),
                income("pension_credit_guarantee", "12.10"),
                income("pension_credit_savings", "10.04"),
                income("attendance_allowance", "73.90", rate=Rate.LOWER),
            ),
            savings_credit=SavingsCredit(p("215.00")),
            housing_costs=p("20.00"),
            disability_related_expenditure=p("8.00"),
        ),
        "43.39",
        "956.61",
    ),
    Case(
        "with more income than the guarantee the most is ignored though no savings credit is paid: 300 - 7.05 - 232.60",
        at_home(age=80, income=(income("state_pension", "300.00"),), savings_credit=SavingsCredit(p("300.00"))),
        "60.35",
        "939.65",
    ),
    Case(
        "with less than the threshold nothing is ignored: 190 + 60 - 232.60",
        at_home(
            age=80,
            income=(income("state_pension", "190.00"), income("other_counted", "60.00")),
            savings_credit=SavingsCredit(p("198.26")),
        ),
        "17.40",
        "982.60",
    ),
    Case(
        "a couple has its own savings credit amounts: 200 - 10.60 - 177.55",
        at_home(
            age=80,
            household=Household.COUPLE,
            income=(income("state_pension", "200.00"),),
            savings_credit=SavingsCredit(p("346.61")),
        ),
        "11.85",
        "988.15",
    ),
    Case(
        "£10 of a war widow's pension is ignored: 200 + 50 - 10 - 232.60",
        at_home(age=80, income=(income("state_pension", "200.00"), income("war_widows_pension", "50.00"))),
        "7.40",
        "992.60",
    ),
    Case(
        "a war disablement pension is ignored",
        at_home(age=80, income=(income("state_pension", "240.00"), income("war_disablement_pension", "150.00"))),
        "7.40",
        "992.60",
    ),
    Case(
        "half a pension from work that goes to a spouse is ignored, rounded up: 300 + 50.01 - 25.01 - 232.60",
        at_home(
            age=80,
            income=(income("state_pension", "300.00"), income("occupational_pension", "50.01")),
            half_pension_to_spouse=True,
        ),
        "92.40",
        "907.60",
    ),
    Case(
        "disability-related expenditure comes off only where a disability benefit counts",
        at_home(age=80, income=(income("state_pension", "240.00"),), disability_related_expenditure=p("5.00")),
        "7.40",
        "992.60",
    ),
    Case(
        "every 4 weeks, a fortnight, a quarter, a year: 50 + 50 + 50 + 50",
        at_home(
            age=40,
            income=(
                income("occupational_pension", "200.00", Every.FOUR_WEEKS),
                income("other_counted", "100.00", Every.FORTNIGHT),
                income("other_counted", "650.00", Every.QUARTER),
                income("other_counted", "2600.00", Every.YEAR),
            ),
        ),
        "87.50",
        "912.50",
    ),
]


def left_with(says: str, amount: str, **facts: Any) -> Any:
    return pytest.param(at_home(**facts), p(amount), id=says)


_pip = income("pip_daily_living", "73.90", rate=Rate.STANDARD)
_enhanced = income("pip_daily_living", "110.40", rate=Rate.ENHANCED)
_carer = income("carers_allowance", "83.30")

MINIMUM_INCOME = [
    left_with("single, 24", "89.15", age=24),
    left_with("single, 25", "112.50", age=25),
    left_with("single, 65", "112.50", age=65),
    left_with("single, 66 in 2025", "232.60", age=66),
    left_with("lone parent of two", "318.40", age=30, household=Household.LONE_PARENT, dependent_children=2),
    left_with("one of a couple", "88.35", age=20, household=Household.COUPLE),
    left_with("one of a couple, older", "177.55", age=70, household=Household.COUPLE),
    left_with(
        "one of a couple, only the partner older",
        "177.55",
        household=Household.COUPLE,
        partner_pension_age_reached=True,
    ),
    left_with("a partner's age does not count for a single person", "112.50", partner_pension_age_reached=True),
    left_with("a child in a couple", "191.30", household=Household.COUPLE, dependent_children=1),
    left_with("disability premium", "162.15", income=(_pip,)),
    left_with("disability premium by the mobility part alone", "162.15", income=(income("pip_mobility", "29.20"),)),
    left_with("both premiums", "186.40", income=(_enhanced,)),
    left_with(
        "both premiums, by the highest care part", "186.40", income=(income("dla_care", "110.40", rate=Rate.HIGHER),)
    ),
    left_with("where nobody says the rate, the amount does", "186.40", income=(income("pip_daily_living", "110.40"),)),
    left_with("both premiums, one of a couple", "141.20", household=Household.COUPLE, income=(_enhanced,)),
    left_with("no disability premium after pension age", "232.60", age=70, income=(_enhanced,)),
    left_with("carer premium", "165.75", income=(_carer,)),
    left_with("carer premium at any age", "285.85", age=70, income=(_carer,)),
    left_with(
        "no premium with Attendance Allowance", "232.60", age=70, income=(income("attendance_allowance", "73.90"),)
    ),
    left_with("single in 2026-27", "120.40", on=IN_2026_27),
    left_with("single, pension age, in 2026-27", "241.45", on=IN_2026_27, age=70),
    left_with("under 25 with both premiums in 2024-25", "160.30", on=IN_2024_25, age=24, income=(_enhanced,)),
    left_with("the day before new rates", "110.60", on=date(2025, 4, 5)),
    left_with("the day of new rates", "112.50", on=date(2025, 4, 6)),
]

ALL = [*PUBLISHED, *CAPITAL, *POLICY, *INCOME]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.says)
def test_what_a_person_pays(case: Case) -> None:
    answer = charge(case.circumstances)
    assert (answer.charge, answer.council_pays) == (p(case.pays), p(case.council_pays))
    assert {name: getattr(answer, name) for name in case.also} == case.also
    assert answer.range is None
    assert answer.top_up == 0


@pytest.mark.parametrize(("circumstances", "amount"), MINIMUM_INCOME)
def test_what_a_person_is_left_with(circumstances: Circumstances, amount: Pence) -> None:
    assert charge(circumstances).minimum_income_guarantee == amount


@pytest.mark.parametrize(
    ("capital", "tariff"),
    [
        ("14250.00", 0),
        ("14250.01", 1),
        ("14500.00", 1),
        ("14500.01", 2),
        ("14750.00", 2),
        ("15000.00", 3),
        ("15250.00", 4),
        ("17050.91", 12),
        ("18000.00", 15),
        ("20000.00", 23),
        ("23000.00", 35),
        ("23000.01", 36),
        ("23250.00", 36),
    ],
)
def test_tariff_income_is_one_pound_for_each_250_or_part_of_it(capital: str, tariff: int) -> None:
    assert charge(at_home(capital=savings(capital))).tariff_income == tariff * 100


@pytest.mark.parametrize("exempt", Exemption)
def test_some_care_is_free_whatever_somebody_has(exempt: Exemption) -> None:
    answer = charge(_older(capital=savings("90000.00"), exempt=exempt))
    assert (answer.charge, answer.full_cost, answer.tariff_income) == (0, False, None)
    assert answer.council_pays == (0 if exempt == Exemption.CONTINUING_HEALTHCARE else p("180.00"))


def test_only_a_persons_own_share_counts() -> None:
    joint = CapitalItem(CapitalKind.SAVINGS, p("32000.01"), Fraction(1, 2))
    assert charge(_older(capital=(joint,))).tariff_income == 700
