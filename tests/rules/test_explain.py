"""A rule leaves a step when somebody asks why, and costs nothing when nobody does."""

import pytest

from goodlives.rules.charging.facts import Facts
from goodlives.rules.explain import RULES, Step, rule, traced
from goodlives.rules.parameters import ChargingRates


@rule("Twice as much", "a law")
def twice_as_much_for_this_test(amount: int) -> int:
    return amount * 2


@rule(lambda amount, answer: f"Four times {amount} is {answer}", "another law")
def four_times_for_this_test(amount: int) -> int:
    return twice_as_much_for_this_test(twice_as_much_for_this_test(amount))


@rule("Nothing", "a law", unless_zero=True)
def nothing_for_this_test() -> int:
    return 0


@rule("Not said", "a law", when=lambda amount, answer: False)
def said_only_below_for_this_test(amount: int) -> int:
    return twice_as_much_for_this_test(amount)


@rule("Is it so?", "a law")
def yes_for_this_test() -> bool:
    return True


def test_steps_lie_under_the_rule_that_used_them() -> None:
    with traced() as trace:
        assert four_times_for_this_test(3) == 12
    assert trace.steps == [
        Step(
            "Four times 3 is 12",
            12,
            "another law",
            (Step("Twice as much", 6, "a law"), Step("Twice as much", 12, "a law")),
        )
    ]


def test_nothing_is_written_down_when_nobody_asks() -> None:
    with traced() as trace:
        pass
    assert four_times_for_this_test(3) == 12
    assert trace.steps == []


def test_a_line_that_is_nothing_can_be_left_out() -> None:
    with traced() as trace:
        nothing_for_this_test()
    assert trace.steps == []


def test_lines_below_a_line_that_is_not_said_stay() -> None:
    with traced() as trace:
        said_only_below_for_this_test(1)
    assert trace.steps == [Step("Twice as much", 2, "a law")]


def test_lines_about_items_come_first_under_their_rule() -> None:
    item = Step("An item", 3, "a law")
    with traced({"twice_as_much_for_this_test": [item]}) as trace:
        twice_as_much_for_this_test(3)
    assert trace.steps == [Step("Twice as much", 6, "a law", (item,))]


def test_yes_or_no_is_not_an_amount() -> None:
    with traced() as trace:
        yes_for_this_test()
    assert trace.steps[0].amount is None


def test_after_an_error_the_next_sum_starts_afresh() -> None:
    with pytest.raises(TypeError), traced():
        four_times_for_this_test(None)  # type: ignore[arg-type]
    with traced() as trace:
        twice_as_much_for_this_test(1)
    assert trace.steps == [Step("Twice as much", 2, "a law")]


def test_a_step_as_json_is_in_pounds() -> None:
    step = Step("All", 123456, "a law", (Step("No amount", None, "a law"),))
    assert step.as_json() == {
        "what": "All",
        "amount": "1234.56",
        "law": "a law",
        "steps": [{"what": "No amount", "amount": None, "law": "a law", "steps": []}],
    }


def test_two_rules_cannot_have_one_name() -> None:
    assert "tariff_income" in RULES
    with pytest.raises(ValueError, match="two rules called tariff_income"):

        @rule("Again", "a law")
        def tariff_income() -> int:
            return 0


def test_no_rule_has_the_name_of_a_fact_or_a_rate() -> None:
    """So that a rule can be compiled with the rules it uses, found by their names."""
    assert set(RULES).isdisjoint({*Facts._fields, *ChargingRates._fields})
