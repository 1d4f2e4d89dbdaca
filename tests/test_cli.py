"""The goodlives command: answers in words or as JSON, and leaves with 2 when the input is wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from goodlives.cli import main

PETER = {
    "on": "2023-06-01",
    "setting": "home",
    "person": {"age": 37, "household": "single"},
    "cost_of_care": "454.00",
    "income": [
        {"kind": "employment_and_support_allowance", "amount": "225.45"},
        {"kind": "pip_daily_living", "amount": "101.75", "rate": "enhanced"},
        {"kind": "pip_mobility", "amount": "26.90", "rate": "standard"},
    ],
    "housing_costs": "17.27",
    "disability_related_expenditure": "28.08",
}
ADULT = {"who": "adult", "needs_arise": True, "unable_to_achieve": {"nutrition": True}, "significant_impact": True}


def run(command: str, asked: Any, *options: str) -> Result:
    text = asked if isinstance(asked, str) else json.dumps(asked)
    return CliRunner().invoke(main, [command, "-", *options], input=text)


def test_the_charge_in_words_says_each_line_and_its_law() -> None:
    result = run("charge", PETER)
    assert result.exit_code == 0
    assert "You pay £110.10 a week." in result.output
    assert "The council pays £343.90 a week." in result.output
    assert "not counted: it is for getting about" in result.output
    assert "(SI 2014/2672 Sch 1 para 8)" in result.output
    assert "These figures were worked out" in result.output
    assert "What would change it" in result.output
    assert "If what your care costs goes down to £110.09 a week" in result.output


def test_the_charge_as_json() -> None:
    answer = json.loads(run("charge", PETER, "--json").output)
    assert (answer["charge"], answer["council_pays"], answer["rates"]) == ("110.10", "343.90", "2023-24")
    assert {
        "fact": "disability_related_expenditure",
        "words": "If what you spend because of your disability goes up to £138.18 a week or more. "
        "Until then every penny changes it",
        "at": "138.18",
        "by": "110.10",
        "charge": "0.00",
        "law": "SI 2014/2672 Sch 1 para 4",
    } in answer["what_would_change_it"]


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "peter.json"
    file.write_text(json.dumps(PETER), "utf-8")
    assert "£110.10" in CliRunner().invoke(main, ["charge", str(file)]).output


def test_what_is_not_yet_known_is_said() -> None:
    result = run("charge", PETER | {"housing_costs": None})
    assert result.exit_code == 0
    assert "It is between £0.00 and £127.37 a week." in result.output
    assert "Still to find out: housing_costs" in result.output


def test_what_to_find_out_first_is_said() -> None:
    unknown = PETER | {"housing_costs": None, "income": [*PETER["income"], {"kind": "state_pension", "amount": None}]}
    result = run("charge", unknown)
    assert "What would narrow it most, first:" in result.output
    answer = json.loads(run("charge", unknown, "--json").output)
    assert {narrowing["fact"] for narrowing in answer["narrows_it_most"]} == {"housing_costs", "income[3].amount"}
    assert answer["what_would_change_it"] == []


def test_eligibility_in_words_and_as_json() -> None:
    result = run("eligibility", ADULT)
    assert result.exit_code == 0
    assert "not yet known: Because of your needs you are unable" in result.output
    assert "Are you unable to achieve this: keeping clean?" in result.output
    assert "If you are unable to achieve one more of these: keeping clean; " in result.output
    answer = json.loads(run("eligibility", ADULT, "--json").output)
    assert answer["eligible"] is None
    assert answer["what_would_change_it"][0] == {
        "fact": "needs_arise",
        "words": "If your needs do not come from a physical or mental impairment or illness",
        "eligible": False,
        "law": "SI 2015/313 reg 2(1)(a)",
    }


@pytest.mark.parametrize("command", ["charge", "eligibility"])
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"colour": "red"}, "colour: there is no such key"),
        ("not json", "This is not JSON"),
        ("[]", "This should be one JSON object"),
        ("", "This is not JSON"),
    ],
)
def test_wrong_input_leaves_with_2_and_says_what(command: str, asked: Any, says: str) -> None:
    result = run(command, asked)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_not_there_leaves_with_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["charge", str(tmp_path / "nobody.json")])
    assert result.exit_code == 2
    assert "This file cannot be read: No such file or directory" in result.stderr


def test_no_file_at_all_leaves_with_2() -> None:
    assert CliRunner().invoke(main, ["charge"]).exit_code == 2


def test_a_calculator_starts_without_django() -> None:
    script = "import sys, goodlives.cli, goodlives.exchange.calculator; print('django' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
