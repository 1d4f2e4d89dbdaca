"""What a person pays in a care home, by example: SI 2014/2672, worked to the penny."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from goodlives.rules.charging import (
    CapitalDisregard,
    CapitalItem,
    CapitalKind,
    Circumstances,
    Exemption,
    Household,
    IncomeItem,
    IncomeKind,
    Policy,
    SavingsCredit,
    Setting,
    charge,
)
from goodlives.rules.money import Pence


def p(pounds: str) -> Pence:
    """Pounds as whole pence."""
    whole, _, part = pounds.replace(",", "").partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def income(kind: str, amount: str) -> IncomeItem:
    return IncomeItem(IncomeKind(kind), p(amount))


def savings(amount: str) -> CapitalItem:
    return CapitalItem(CapitalKind.SAVINGS, p(amount))


def house(amount: str, disregard: CapitalDisregard | None = None) -> CapitalItem:
    return CapitalItem(CapitalKind.MAIN_HOME, p(amount), disregard=disregard)


PENSIONS = (income("state_pension", "230.25"), income("occupational_pension", "120.00"))


def in_care_home(**facts: Any) -> Circumstances:
    usual = {
        "on": date(2025, 6, 2),
        "setting": Setting.CARE_HOME_PERMANENT,
        "age": 85,
        "household": Household.SINGLE,
        "cost_of_care": p("900.00"),
    }
    return Circumstances(**(usual | facts))


@dataclass(frozen=True)
class Case:
    says: str
    circumstances: Circumstances
    pays: str
    council_pays: str
    also: dict[str, Any] = field(default_factory=dict)


def stay(setting: Setting, **facts: Any) -> Circumstances:
    """State Pension 230.25, Attendance Allowance 110.40, a home to keep up at 35.00, disability costs of 12.00."""
    return in_care_home(
        setting=setting,
        capital=(house("240000.00"),),
        income=(income("state_pension", "230.25"), income("attendance_allowance", "110.40")),
        housing_costs=p("35.00"),
        disability_related_expenditure=p("12.00"),
        **facts,
    )


CASES = [
    Case(
        "Knowsley, 2024-25: tariff income 12, savings credit ignored up to 6.95",
        in_care_home(
            on=date(2024, 6, 3),
            age=90,
            cost_of_care=p("685.37"),
            capital=(savings("17050.91"),),
            income=(income("state_pension", "227.55"), income("pension_credit_savings", "7.25")),
            savings_credit=SavingsCredit(p("227.55")),
        ),
        "209.70",
        "475.67",
        {"tariff_income": 1200, "personal_expenses_allowance": p("30.15"), "minimum_income_guarantee": None},
    ),
    Case(
        "2026-27, a home dearer than the council would pay: a top-up is somebody else's",
        in_care_home(
            on=date(2026, 6, 1),
            cost_of_care=p("1300.00"),
            council_rate=p("1000.00"),
            capital=(savings("10000.00"),),
            income=(income("state_pension", "260.00"),),
        ),
        "228.20",
        "771.80",
        {"top_up": p("300.00"), "rates": "2026-27"},
    ),
    Case(
        "two pensions and tariff income of 7, less the personal expenses allowance",
        in_care_home(income=PENSIONS, capital=(savings("16000.00"),)),
        "326.60",
        "573.40",
        {"personal_expenses_allowance": p("30.65")},
    ),
    Case(
        "half the pension from work goes to a husband or wife at home",
        in_care_home(income=PENSIONS, capital=(savings("16000.00"),), half_pension_to_spouse=True),
        "266.60",
        "633.40",
    ),
    Case("£14,250 is ignored", in_care_home(income=PENSIONS, capital=(savings("14250.00"),)), "319.60", "580.40"),
    Case("a penny more is £1", in_care_home(income=PENSIONS, capital=(savings("14250.01"),)), "320.60", "579.40"),
    Case("£23,250 gives £36", in_care_home(income=PENSIONS, capital=(savings("23250.00"),)), "355.60", "544.40"),
    Case(
        "a penny more is the full cost",
        in_care_home(income=PENSIONS, capital=(savings("23250.01"),)),
        "900.00",
        "0.00",
        {"full_cost": True, "top_up": 0, "personal_expenses_allowance": None},
    ),
    Case(
        "a council's higher limit is not for care homes",
        in_care_home(income=PENSIONS, capital=(savings("23250.01"),), policy=Policy(upper_capital_limit=p("50000.00"))),
        "900.00",
        "0.00",
    ),
    Case(
        "what the NHS pays for nursing comes off the fee first",
        in_care_home(
            cost_of_care=p("1150.00"),
            nhs_funded_nursing_care=p("254.06"),
            income=PENSIONS,
            capital=(savings("10000.00"),),
        ),
        "319.60",
        "576.34",
    ),
    Case(
        "and off what somebody pays in full",
        in_care_home(
            cost_of_care=p("1150.00"),
            nhs_funded_nursing_care=p("254.06"),
            income=PENSIONS,
            capital=(savings("30000.00"),),
        ),
        "895.94",
        "0.00",
    ),
    Case(
        "the home is ignored for 12 weeks",
        in_care_home(
            cost_of_care=p("950.00"),
            income=(income("state_pension", "310.25"),),
            capital=(house("240000.00", CapitalDisregard.TWELVE_WEEKS), savings("9000.00")),
        ),
        "279.60",
        "670.40",
    ),
    Case(
        "and then counts",
        in_care_home(
            cost_of_care=p("950.00"),
            income=(income("state_pension", "310.25"),),
            capital=(house("240000.00"), savings("9000.00")),
        ),
        "950.00",
        "0.00",
        {"full_cost": True},
    ),
    Case(
        "but not while a husband or wife lives there",
        in_care_home(
            cost_of_care=p("950.00"),
            income=(income("state_pension", "310.25"),),
            capital=(house("240000.00", CapitalDisregard.OCCUPIED), savings("9000.00")),
        ),
        "279.60",
        "670.40",
    ),
    Case(
        "in a temporary stay disability benefits and the home are ignored, and the home's costs come off",
        stay(Setting.CARE_HOME_TEMPORARY),
        "164.60",
        "735.40",
    ),
    Case(
        "in a short stay the council may charge as if at home",
        stay(Setting.CARE_HOME_SHORT_TERM),
        "61.05",
        "838.95",
        {"personal_expenses_allowance": None, "minimum_income_guarantee": p("232.60")},
    ),
    Case(
        "or as a temporary stay",
        stay(Setting.CARE_HOME_SHORT_TERM, policy=Policy(short_term_as_home=False)),
        "164.60",
        "735.40",
    ),
    Case(
        "in a permanent home disability benefits count and there is no home to keep up: 340.65 - 30.65",
        in_care_home(
            income=(income("state_pension", "230.25"), income("attendance_allowance", "110.40")),
            housing_costs=p("35.00"),
            disability_related_expenditure=p("12.00"),
        ),
        "310.00",
        "590.00",
    ),
    Case(
        "nobody pays more than the home costs",
        in_care_home(cost_of_care=p("250.00"), income=PENSIONS),
        "250.00",
        "0.00",
    ),
    Case(
        "or than the council would pay for a home that suits, though they have more: the rest is a top-up",
        in_care_home(cost_of_care=p("300.00"), council_rate=p("250.00"), income=PENSIONS),
        "250.00",
        "0.00",
        {"top_up": p("50.00")},
    ),
    Case(
        "an income below the allowance pays nothing",
        in_care_home(income=(income("state_pension", "30.65"),)),
        "0.00",
        "900.00",
    ),
    Case(
        "aftercare is free; a dearer home is still a top-up",
        in_care_home(
            cost_of_care=p("1300.00"),
            council_rate=p("1000.00"),
            nhs_funded_nursing_care=p("200.00"),
            exempt=Exemption.SECTION_117,
        ),
        "0.00",
        "1000.00",
        {"top_up": p("100.00")},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_what_a_person_pays_in_a_care_home(case: Case) -> None:
    answer = charge(case.circumstances)
    assert (answer.charge, answer.council_pays) == (p(case.pays), p(case.council_pays))
    assert {name: getattr(answer, name) for name in case.also} == case.also


def test_the_home_is_worth_a_tenth_less_than_it_would_sell_for() -> None:
    answer = charge(in_care_home(capital=(house("240000.00"), savings("9000.00"))))
    assert answer.steps[0].amount == p("225000.00")
