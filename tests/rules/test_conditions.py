"""Yes, no and not yet known: the answer while something is unknown agrees with every way it may turn out."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from goodlives.rules.conditions import Conclusion, Condition, all_of, any_of, at_least, opposite

answers = st.lists(st.sampled_from([True, False, None]), max_size=6)


def turn_outs(known: list[bool | None]) -> list[tuple[bool, ...]]:
    """Every way the unknown ones may turn out."""
    return list(product(*((True, False) if answer is None else (answer,) for answer in known)))


def agreed(outcomes: set[bool]) -> bool | None:
    return outcomes.pop() if len(outcomes) == 1 else None


@given(answers)
def test_all_of_is_what_every_turn_out_agrees_on(known: list[bool | None]) -> None:
    assert all_of(known) is agreed({all(way) for way in turn_outs(known)})


@given(answers)
def test_any_of_is_what_every_turn_out_agrees_on(known: list[bool | None]) -> None:
    assert any_of(known) is agreed({any(way) for way in turn_outs(known)})


@given(st.integers(0, 7), answers)
def test_at_least_is_what_every_turn_out_agrees_on(number: int, known: list[bool | None]) -> None:
    assert at_least(number, known) is agreed({sum(way) >= number for way in turn_outs(known)})


def test_the_opposite_of_not_yet_known_is_not_yet_known() -> None:
    assert [opposite(answer) for answer in (True, False, None)] == [False, True, None]


def test_one_no_decides_and_then_nothing_more_is_asked() -> None:
    asked = Condition("a law", "something to ask", None)
    assert Conclusion((asked, Condition("a law", "a yes", True))).still_to_find_out == ("something to ask",)
    decided = Conclusion((asked, Condition("a law", "a no", False)))
    assert decided.met is False
    assert decided.still_to_find_out == ()


def test_a_conclusion_can_be_kept_as_json() -> None:
    assert Conclusion((Condition("a law", "a yes", True),)).as_json() == {
        "met": True,
        "conditions": [{"law": "a law", "words": "a yes", "met": True}],
        "still_to_find_out": [],
    }
