"""The yearly change of rates: what each kind of money becomes, and in which words."""

from datetime import date

import pytest

from goodlives.rules.charging import Every, IncomeItem, IncomeKind, Rate, Setting
from goodlives.rules.uprating import (
    By,
    How,
    WhyNot,
    begins,
    percentage_for,
    uprated_cost,
    uprated_income,
    usual_percentages,
    why_not,
)

SINCE, TO = date(2025, 5, 1), date(2026, 4, 6)
K, R = IncomeKind, Rate


@pytest.mark.parametrize(
    ("item", "after", "how"),
    [
        pytest.param(IncomeItem(K.STATE_PENSION, 23_025), 24_130, How.OFFICIAL_RATE, id="full new State Pension"),
        pytest.param(IncomeItem(K.STATE_PENSION, 17_645), 18_490, How.OFFICIAL_RATE, id="full basic State Pension"),
        pytest.param(
            IncomeItem(K.STATE_PENSION, 92_100, Every.FOUR_WEEKS), 96_520, How.OFFICIAL_RATE, id="every four weeks"
        ),
        pytest.param(IncomeItem(K.STATE_PENSION, 19_000), 19_912, How.PERCENTAGE, id="part of a State Pension"),
        pytest.param(IncomeItem(K.STATE_PENSION, 99_775, Every.MONTH), 104_564, How.PERCENTAGE, id="paid each month"),
        pytest.param(IncomeItem(K.CARERS_ALLOWANCE, 8_330), 8_645, How.OFFICIAL_RATE, id="Carer's Allowance"),
        pytest.param(IncomeItem(K.ATTENDANCE_ALLOWANCE, 7_390, rate=R.LOWER), 7_670, How.OFFICIAL_RATE, id="AA lower"),
        pytest.param(IncomeItem(K.ATTENDANCE_ALLOWANCE, 11_040), 11_460, How.OFFICIAL_RATE, id="AA, by its amount"),
        pytest.param(IncomeItem(K.PIP_DAILY_LIVING, 10_855, rate=R.ENHANCED), 11_460, How.OFFICIAL_RATE, id="earlier"),
        pytest.param(IncomeItem(K.DLA_CARE, 2_920, rate=R.LOWER), 3_030, How.OFFICIAL_RATE, id="DLA care lowest"),
        pytest.param(IncomeItem(K.PIP_MOBILITY, 7_705, rate=R.ENHANCED), 8_000, How.OFFICIAL_RATE, id="mobility"),
        pytest.param(IncomeItem(K.OCCUPATIONAL_PENSION, 12_000), 12_456, How.PERCENTAGE, id="pension from work"),
        pytest.param(IncomeItem(K.OCCUPATIONAL_PENSION, 33), 34, How.PERCENTAGE, id="a fraction of a penny"),
        pytest.param(IncomeItem(K.EARNINGS, 12_000), 12_000, How.LEFT, id="earnings"),
        pytest.param(IncomeItem(K.OTHER_COUNTED, 1_000), 1_000, How.LEFT, id="other income"),
        pytest.param(IncomeItem(K.STATE_PENSION, None), None, How.LEFT, id="not yet known"),
    ],
)  # fmt: skip
def test_each_kind_of_money(item, after, how):
    usual = {one.by: one.hundredths for one in usual_percentages(TO)}
    changed = uprated_income(item, SINCE, TO, usual[percentage_for(item.kind)])
    assert (changed.after, changed.how) == (after, how)


def test_each_says_how_it_was_changed():
    pension = uprated_income(IncomeItem(K.STATE_PENSION, 23_025), SINCE, TO, 480)
    assert pension.words == "State Pension: £230.25 to £241.30, the official rate"
    old = uprated_income(IncomeItem(K.PIP_DAILY_LIVING, 10_855, rate=R.ENHANCED), SINCE, TO, 380)
    assert old.words.endswith("£110.40 to £114.60, the official rate; it was written down as £108.55")
    work = uprated_income(IncomeItem(K.OCCUPATIONAL_PENSION, 12_000), SINCE, TO, 380)
    assert work.words == "Pension from work, or your own: £120.00 to £124.56, 3.8% more"
    assert uprated_cost("Rent", 8_000, 0).words == "Rent: £80.00, left as it was"


def test_the_usual_percentages_say_where_they_come_from_and_how_sure_we_are():
    usual = {one.by: one for one in usual_percentages(TO)}
    assert {by: one.hundredths for by, one in usual.items()} == {
        By.STATE_PENSION: 480, By.PENSION_CREDIT: 480, By.UNIVERSAL_CREDIT: 620, By.BENEFITS: 380, By.PENSIONS: 380,
        By.OTHER_INCOME: 0, By.HOUSING_COSTS: 0, By.COST_OF_CARE: 0,
    }  # fmt: skip
    assert usual[By.STATE_PENSION].status == "derived"
    assert "£230.25 to £241.30" in usual[By.STATE_PENSION].reference


def test_a_year_without_a_known_percentage_says_so_and_leaves_money_as_it_is():
    assert {one.hundredths for one in usual_percentages(date(2031, 4, 6))} == {0}


@pytest.mark.parametrize(
    ("since", "to", "person", "reason"),
    [
        (SINCE, TO, {}, None),
        (TO, TO, {}, WhyNot.ALREADY),
        (date(2024, 5, 1), TO, {}, WhyNot.OLDER_RATES),
        (SINCE, begins(2027), {}, WhyNot.NO_RATES),
        (SINCE, TO, {"free": True}, WhyNot.FREE),
        (SINCE, TO, {"fully_assessed": False}, WhyNot.WITHOUT_FULL_ASSESSMENT),
        (SINCE, TO, {"setting": Setting.CARE_HOME_TEMPORARY}, WhyNot.STAY),
        (SINCE, TO, {"setting": Setting.CARE_HOME_PERMANENT}, None),
        (SINCE, TO, {"age": 67, "pension_age_reached": False}, WhyNot.PENSION_AGE),
        (SINCE, TO, {"age": 66, "pension_age_reached": False}, None),
    ],
)
def test_why_somebodys_charge_cannot_be_changed(since, to, person, reason):
    assert why_not(since, to, **({"age": 80, "pension_age_reached": True, "free": False} | person)) == reason
