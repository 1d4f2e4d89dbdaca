"""The calculators' JSON: what is right is answered, and what is wrong is named by its field."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.exchange import calculator
from goodlives.exchange.calculator import ChargeRequest, WrongInput
from goodlives.rules.charging import NO_LIMIT

LEAST: dict[str, Any] = {
    "on": "2025-06-02",
    "setting": "home",
    "person": {"age": 80, "household": "single"},
    "cost_of_care": "180.00",
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The least input, with one thing put in at a path."""
    asked = json.loads(json.dumps(LEAST))
    place = asked
    *before, last = path.split(".")
    for name in before:
        place = place.setdefault(name, {})
    place[last] = value
    return asked


def problems(asked: Any) -> list[str]:
    with pytest.raises(WrongInput) as error:
        calculator.charge(asked)
    return [problem.field for problem in error.value.problems]


def test_only_five_things_are_needed() -> None:
    answer = calculator.charge(LEAST).as_json()
    assert answer["charge"] == "0.00"
    assert answer["council_pays"] == "180.00"


@pytest.mark.parametrize("path", ["on", "setting", "person", "cost_of_care"])
def test_each_of_them_is_needed(path: str) -> None:
    assert problems({name: value for name, value in LEAST.items() if name != path}) == [path]


@pytest.mark.parametrize("path", ["age", "household"])
def test_each_of_them_is_needed_about_the_person(path: str) -> None:
    person = {name: value for name, value in LEAST["person"].items() if name != path}
    assert problems(LEAST | {"person": person}) == [f"person.{path}"]


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("cost_of_car", "1.00", "cost_of_car"),
        ("person.ages", 1, "person.ages"),
        ("policy.mig_uplift", "1", "policy.mig_uplift"),
        ("capital", [{"kind": "savings", "amount": "1.00", "shares": "1"}], "capital[0].shares"),
        ("savings_credit", {"income": "1.00", "qualifying_income": "1.00"}, "savings_credit.income"),
        ("setting", "hospital", "setting"),
        ("person.household", "alone", "person.household"),
        ("exempt", "dementia", "exempt"),
        ("income", [{"kind": "pension", "amount": "1.00"}], "income[0].kind"),
        ("income", [{"kind": "earnings", "amount": "1.00", "every": "day"}], "income[0].every"),
        ("income", [{"kind": "dla_care", "amount": "1.00", "rate": "top"}], "income[0].rate"),
        ("capital", [{"kind": "gold", "amount": "1.00"}], "capital[0].kind"),
        ("capital", [{"kind": "property", "amount": "1.00", "disregard": "always"}], "capital[0].disregard"),
        ("capital", [{"kind": "savings"}], "capital[0].amount"),
        ("capital", {"kind": "savings", "amount": "1.00"}, "capital"),
        ("capital", [{"kind": "savings", "amount": "1.00"}, {"kind": "savings", "amount": -1}], "capital[1].amount"),
        ("cost_of_care", "-1.00", "cost_of_care"),
        ("cost_of_care", 180, "cost_of_care"),
        ("cost_of_care", 180.5, "cost_of_care"),
        ("cost_of_care", True, "cost_of_care"),
        ("cost_of_care", "180.005", "cost_of_care"),
        ("cost_of_care", "1,180.00", "cost_of_care"),
        ("cost_of_care", "£180.00", "cost_of_care"),
        ("cost_of_care", " 180.00", "cost_of_care"),
        ("cost_of_care", "1e3", "cost_of_care"),
        ("cost_of_care", "", "cost_of_care"),
        ("cost_of_care", "٣", "cost_of_care"),
        ("cost_of_care", "999999999.00", "cost_of_care"),
        ("on", "2 June 2025", "on"),
        ("on", "2025-02-30", "on"),
        ("on", "20250602", "on"),
        ("on", 20250602, "on"),
        ("on", "2015-06-02", "on"),
        ("person.age", "80", "person.age"),
        ("person.age", 80.5, "person.age"),
        ("person.age", 17, "person.age"),
        ("person.age", True, "person.age"),
        ("person.dependent_children", -1, "person.dependent_children"),
        ("person.pension_age_reached", "yes", "person.pension_age_reached"),
        ("half_pension_to_spouse", 1, "half_pension_to_spouse"),
        ("policy.percent_of_disposable_income", "101", "policy.percent_of_disposable_income"),
        ("policy.mig_uplift_percent", 3, "policy.mig_uplift_percent"),
        ("policy.ignore_night_element", "no", "policy.ignore_night_element"),
        ("policy.arrangement_fee", None, "policy.arrangement_fee"),
        ("policy.disability_related_expenditure_flat_rate", 20, "policy.disability_related_expenditure_flat_rate"),
        ("capital", [{"kind": "savings", "amount": "1.00", "share": "1.5"}], "capital[0].share"),
        ("capital", [{"kind": "savings", "amount": "1.00", "share": "1/0"}], "capital[0].share"),
        ("capital", [{"kind": "savings", "amount": "1.00", "share": 0.5}], "capital[0].share"),
        ("person", "Ann", "person"),
        ("policy", None, "policy"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(path: str, value: Any, field: str) -> None:
    assert problems(changed(path, value)) == [field]


def test_every_problem_is_named_at_once() -> None:
    asked = changed("cost_of_care", 5.0) | {"setting": "x", "colour": "red"}
    assert problems(asked) == ["setting", "cost_of_care", "colour"]


def test_a_number_that_is_not_exact_is_told_to_be_written_in_quotes() -> None:
    with pytest.raises(WrongInput, match=r'cost_of_care: .* is written in quotes.*"116\.35", not 180\.5'):
        calculator.charge(changed("cost_of_care", 180.5))


@pytest.mark.parametrize("asked", [None, [], "x", 3])
def test_only_an_object_will_do(asked: Any) -> None:
    assert problems(asked) == [""]


def test_what_is_left_out_is_nothing_and_what_is_null_is_not_yet_known() -> None:
    left_out = ChargeRequest.model_validate(LEAST).circumstances()
    assert (left_out.housing_costs, left_out.council_rate, left_out.capital) == (0, NO_LIMIT, ())
    said = ChargeRequest.model_validate(LEAST | {"housing_costs": None, "council_rate": None}).circumstances()
    assert (said.housing_costs, said.council_rate) == (None, None)


def test_what_is_read_is_exact() -> None:
    asked = changed("capital", [{"kind": "savings", "amount": "14250.1", "share": "1/3"}])
    asked["policy"] = {"mig_uplift_percent": "2.5", "maximum_charge": "7"}
    read = ChargeRequest.model_validate(asked).circumstances()
    assert read.on == date(2025, 6, 2)
    assert (read.capital[0].amount, read.capital[0].share) == (1_425_010, Fraction(1, 3))
    assert (read.policy.mig_uplift_percent, read.policy.maximum_charge) == (250, 700)


def test_what_is_not_yet_known_gives_a_range_and_its_paths() -> None:
    asked = LEAST | {
        "capital": [{"kind": "savings", "amount": "1.00"}, {"kind": "shares", "amount": None}],
        "income": [{"kind": "state_pension", "amount": "300.00"}],
        "housing_costs": None,
    }
    answer = calculator.charge(asked).as_json()
    assert answer["charge"] is None
    assert answer["council_pays"] is None
    assert answer["range"] == ["0.00", "180.00"]
    assert answer["not_yet_known"] == ["capital[1].amount", "housing_costs"]


def test_without_the_cost_the_most_may_be_all_of_it() -> None:
    known = changed("cost_of_care", None) | {"income": [{"kind": "state_pension", "amount": "300.00"}]}
    assert calculator.charge(known).as_json()["range"] == ["0.00", "67.40"]
    rich = known | {"capital": [{"kind": "savings", "amount": "90000.00"}]}
    assert calculator.charge(rich).as_json()["range"] == ["0.00", None]
    a_year = known | {"income": [{"kind": "state_pension", "amount": None, "every": "year"}]}
    assert calculator.charge(a_year).as_json()["range"] == ["0.00", None]


def test_the_answer_has_what_the_contract_says() -> None:
    answer = calculator.charge(LEAST | {"income": [{"kind": "state_pension", "amount": "270.25"}]}).as_json()
    steps = answer.pop("steps")
    del answer["rests_on"]
    assert answer == {
        "charge": "37.65",
        "council_pays": "142.35",
        "top_up": "0.00",
        "range": None,
        "full_cost": False,
        "tariff_income": "0.00",
        "minimum_income_guarantee": "232.60",
        "personal_expenses_allowance": None,
        "rates": "2025-26",
        "not_yet_known": [],
    }
    assert {"what", "amount", "law", "steps"} == set(steps[0])


def test_eligibility_as_the_contract_says() -> None:
    asked = {"who": "adult", "needs_arise": True, "unable_to_achieve": {"nutrition": True, "clothing": None}}
    answer = calculator.eligibility_as_json(calculator.eligibility(asked | {"significant_impact": True}))
    assert answer["eligible"] is None
    assert [condition["met"] for condition in answer["conditions"]] == [True, None, True]
    assert len(answer["still_to_find_out"]) == 9


def test_a_carer_is_asked_about_their_health() -> None:
    asked = {"who": "carer", "needs_arise": True, "health_deteriorating": True, "significant_impact": True}
    assert calculator.eligibility(asked).met is True


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "who"),
        ({"who": "child"}, "who"),
        ({"who": "adult", "health_deteriorating": True}, "health_deteriorating"),
        ({"who": "adult", "unable_to_achieve": {"recreation": True}}, "unable_to_achieve.recreation"),
        ({"who": "carer", "unable_to_achieve": {"clothing": True}}, "unable_to_achieve.clothing"),
        ({"who": "adult", "unable_to_achieve": {"clothing": "yes"}}, "unable_to_achieve.clothing"),
        ({"who": "adult", "unable_to_achieve": ["clothing"]}, "unable_to_achieve"),
        ({"who": "adult", "needs_arise": 1}, "needs_arise"),
        ([], ""),
    ],
)
def test_what_is_wrong_in_eligibility_is_named_too(asked: Any, field: str) -> None:
    with pytest.raises(WrongInput) as error:
        calculator.eligibility(asked)
    assert [problem.field for problem in error.value.problems] == [field]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "not JSON"),
        (b"{'on': 1}", "not JSON"),
        (b"\xff\xfe\xfd", "not JSON"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": 1, "a": 2}', "a: this is there twice"),
        (b"[" * 100_000, "too deep"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number in it is too long"),
    ],
)
def test_what_is_not_json_is_said_to_be_so(text: bytes, says: str) -> None:
    with pytest.raises(WrongInput, match=says):
        calculator.read_json(text)


def test_the_contracts_own_example() -> None:
    """What is only for care homes is read and makes no difference at home; nor does the home somebody lives in."""
    answer = calculator.charge(
        {
            "on": "2025-06-02",
            "setting": "home",
            "person": {
                "age": 80,
                "pension_age_reached": True,
                "household": "single",
                "partner_pension_age_reached": False,
                "dependent_children": 0,
            },
            "cost_of_care": "180.00",
            "council_rate": "100.00",
            "nhs_funded_nursing_care": "254.06",
            "capital": [
                {"kind": "savings", "amount": "16000.00", "share": "1"},
                {"kind": "main_home", "amount": "240000.00", "disregard": "12_weeks"},
            ],
            "income": [
                {"kind": "state_pension", "amount": "230.25", "every": "week"},
                {"kind": "attendance_allowance", "amount": "73.90", "rate": "lower"},
            ],
            "savings_credit": {"qualifying_income": "215.00"},
            "housing_costs": "28.40",
            "disability_related_expenditure": "12.50",
            "half_pension_to_spouse": False,
            "exempt": None,
            "policy": {
                "mig_uplift_percent": "0",
                "mig_uplift_flat": "0",
                "percent_of_disposable_income": "100",
                "upper_capital_limit": None,
                "maximum_charge": None,
                "ignore_night_element": False,
                "short_term_as_home": True,
                "arrangement_fee": "0",
                "disability_related_expenditure_flat_rate": "12.50",
            },
        }
    ).as_json()
    assert (answer["charge"], answer["council_pays"], answer["tariff_income"]) == ("37.65", "142.35", "7.00")
    assert answer["minimum_income_guarantee"] == "232.60"


@pytest.mark.parametrize("path", ["cost_of_care", "setting", "on", "\ud800"])
def test_what_is_said_can_always_be_printed_and_is_short(path: str) -> None:
    with pytest.raises(WrongInput) as error:
        calculator.charge(changed(path, "\ud800" * 1000))
    assert len(str(error.value).encode("utf-8")) < 300


anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 200),
        st.floats(allow_nan=False),
        st.text(max_size=5),
        st.sampled_from(["home", "care_home_permanent", "couple", "12.34", "2025-06-02", "savings", "state_pension"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["kind", "amount", "share", "every", "age", "household"]), inner, max_size=3),
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(ChargeRequest.model_fields)), anything, max_size=4))
@settings(max_examples=300, deadline=None)
def test_whatever_is_sent_is_answered_or_its_problem_is_named(sent: dict[str, Any]) -> None:
    named: set[str] = set()
    try:
        json.dumps(calculator.charge(LEAST | sent).as_json())
    except WrongInput as error:
        named = {problem.field.split(".")[0].split("[")[0] for problem in error.problems}
    assert named <= set(sent)
