"""Facts as a person reads them."""

from datetime import date

from goodlives.exchange.letters.facts import COUNCILS_OWN_RULES, GROUPS, LABELS, in_pounds, readable
from goodlives.rules.charging.circumstances import Circumstances, Household, Policy, SavingsCredit, Setting


def said(facts):
    return {fact.label: fact.value for fact in readable(facts)}


def test_the_facts_of_a_charge_are_in_words_and_pounds():
    assert said({
        "on": "2023-06-05", "setting": "home",
        "person": {
            "age": 37, "pension_age_reached": False, "household": "single", "partner_pension_age_reached": None,
            "dependent_children": 0,
        },
        "cost_of_care": "454.00",
        "capital": [{"kind": "main_home", "amount": "240000.00", "share": "1/2", "disregard": "occupied"}],
        "income": [{"kind": "pip_daily_living", "amount": "407.00", "every": "4 weeks", "rate": "enhanced"}],
        "savings_credit": None, "housing_costs": None, "disability_related_expenditure": "12.50",
        "half_pension_to_spouse": False, "exempt": None,
    }) == {
        "It counts from": "5 June 2023",
        "Where you live": "At home",
        "Your age": "37",
        "You have reached State Pension age": "No",
        "Your household": "Single",
        "Children who depend on you": "0",
        "What your care costs each week": "£454.00",
        "The home you live in": "£240,000.00; your share is 1/2; not counted: somebody protected lives there",
        "PIP daily living, enhanced rate": "£407.00 every four weeks",
        "What you pay for your home each week": "Not yet known",
        "What you spend each week because of your disability": "£12.50",
        "Half your pension goes to your husband, wife or civil partner": "No",
    }  # fmt: skip


def test_nothing_owned_and_nothing_coming_in_are_said():
    assert said({"capital": [], "income": []}) == {"Savings, shares and property": "None", "Money coming in": "None"}


def test_an_amount_that_is_not_yet_known_is_never_nothing():
    assert said({"income": [{"kind": "earnings", "amount": None, "every": "week"}]}) == {"Earnings": "Not yet known"}


def test_the_facts_of_a_budget_say_how_much_help_and_what_a_carer_does():
    assert said({
        "needs": {"night": "every_day"}, "support": {"night": "some", "home": "none"},
        "what_would_change_it": ["Five more points give £20.00 more a week", "Five fewer give less"],
    }) == {
        "Help at night": "Help every day",
        "Help at night: what a carer willingly does": "Some of it",
        "What would change it": "Five more points give £20.00 more a week. Five fewer give less.",
    }  # fmt: skip


def test_the_numbers_of_other_records_are_left_out():
    assert said({"plan": "3f2b6d0e-5a55-4b8e-9d8c-0e1d2c3b4a59", "managed_by": "nominee"}) == {
        "Who would look after the money": "Somebody you choose"
    }


def test_the_councils_own_rules_are_told_where_it_has_made_any():
    none = Policy().as_json()
    assert said({"policy": none}) == {}
    own = none | {"percent_of_disposable_income": "90.00", "ignore_night_element": True, "maximum_charge": "350.00"}
    assert said({"policy": own}) == {
        "How much of what is left can go towards your care": "90%",
        "The most we charge each week": "£350.00",
        "We do not count the night part of disability benefits": "Yes",
    }


def test_what_matters_only_in_a_care_home_is_told_only_there():
    nursing = {"nhs_funded_nursing_care": "254.06", "council_rate": "1000.00"}
    assert said({"setting": "home"} | nursing) == {"Where you live": "At home"}
    assert said({"setting": "care_home_permanent"} | nursing) == {
        "Where you live": "In a care home",
        "What the NHS pays each week for nursing": "£254.06",
        "What the council would pay each week for a suitable home": "£1,000.00",
    }


def test_every_fact_of_a_charge_has_words_of_its_own():
    given = Circumstances(
        on=date(2026, 4, 6), setting=Setting.CARE_HOME_PERMANENT, age=80, household=Household.COUPLE,
        cost_of_care=90_000, council_rate=80_000, savings_credit=SavingsCredit(20_000),
    ).as_json()  # fmt: skip
    names = [*given, *given["person"], *given["savings_credit"]]
    assert [name for name in names if name not in (*LABELS, *GROUPS, "person", "savings_credit")] == []
    assert [name for name in given["policy"] if name not in COUNCILS_OWN_RULES] == []


def test_a_fact_we_have_no_words_for_is_called_by_its_name():
    assert said({"shape_of_house": "round", "lift": True}) == {"Shape of house": "round", "Lift": "Yes"}


def test_pounds_are_written_without_passing_through_a_fraction():
    assert [in_pounds(amount) for amount in ("0.05", "1234567.80", "-3.10", None)] == [
        "£0.05",
        "£1,234,567.80",
        "-£3.10",
        "",
    ]
