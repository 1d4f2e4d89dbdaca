"""Facts as a person reads them."""

from goodlives.exchange.letters.facts import in_pounds, readable


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
        "needs": {"night": "every_day"}, "support": {"night": "some"},
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


def test_a_fact_we_have_no_words_for_is_called_by_its_name():
    assert said({"shape_of_house": "round", "lift": True}) == {"Shape of house": "round", "Lift": "Yes"}


def test_pounds_are_written_without_passing_through_a_fraction():
    assert [in_pounds(amount) for amount in ("0.05", "1234567.80", "-3.10", None)] == [
        "£0.05",
        "£1,234,567.80",
        "-£3.10",
        "",
    ]
