"""The index of quality of life: the published range to the last digit, and what is not known is never a guess."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodlives.rules.quality_of_life import Aspect, NoSuchAnswer, published_weights, quality_of_life, written

WEIGHTS = published_weights(date(2026, 11, 22))
KNOWN = st.fixed_dictionaries({aspect.value: st.integers(1, 4) for aspect in Aspect})
PERHAPS = st.fixed_dictionaries({aspect.value: st.none() | st.integers(1, 4) for aspect in Aspect})

# The table of Netten et al. 2012 as NHS Digital codes it, typed a second time.
AGAIN = {
    "control": "1.000 0.919 0.541 0.000", "clean": "0.911 0.789 0.265 0.195", "food": "0.879 0.775 0.294 0.184",
    "home": "0.863 0.780 0.374 0.288", "safe": "0.880 0.452 0.298 0.114", "people": "0.873 0.748 0.497 0.241",
    "doing": "0.962 0.927 0.567 0.170", "dignity": "0.847 0.637 0.295 0.263",
}  # fmt: skip


def all_at(level):
    return {aspect.value: level for aspect in Aspect}


@pytest.mark.parametrize(("level", "index"), [(1, "0.998645"), (2, "0.757481"), (3, "0.169593"), (4, "-0.170635")])
def test_the_same_answer_to_every_question_gives_the_published_ends(level, index):
    assert written(quality_of_life(all_at(level), WEIGHTS).index) == index


@given(KNOWN)
def test_the_index_is_that_of_the_table_in_decimals(answers):
    total = sum(Decimal(AGAIN[aspect].split()[level - 1]) for aspect, level in answers.items())
    assert Decimal(quality_of_life(answers, WEIGHTS).index) / 1_000_000 == Decimal("0.203") * total - Decimal("0.466")


@given(PERHAPS)
def test_one_answer_not_known_gives_no_index_but_a_range(answers):
    found = quality_of_life(answers, WEIGHTS)
    unknown = {aspect for aspect, level in answers.items() if level is None}
    assert set(found.still_to_find_out) == unknown
    assert (found.index is None) == bool(unknown)
    assert (found.least == found.most) == (not unknown)


@given(PERHAPS, KNOWN)
def test_however_the_rest_is_answered_the_index_lies_in_the_range(answers, rest):
    found = quality_of_life(answers, WEIGHTS)
    whole = {aspect: rest[aspect] if level is None else level for aspect, level in answers.items()}
    assert found.least <= quality_of_life(whole, WEIGHTS).index <= found.most


@given(KNOWN, st.sampled_from(list(Aspect)))
def test_a_harder_answer_never_raises_the_index(answers, aspect):
    if answers[aspect] < 4:
        harder = answers | {aspect.value: answers[aspect] + 1}
        assert quality_of_life(harder, WEIGHTS).index < quality_of_life(answers, WEIGHTS).index


def test_a_question_left_out_is_one_not_known():
    assert quality_of_life({}, WEIGHTS).least == quality_of_life(all_at(4), WEIGHTS).index
    assert quality_of_life({}, WEIGHTS).most == quality_of_life(all_at(1), WEIGHTS).index


@pytest.mark.parametrize("level", [0, 5, True, "1"])
def test_an_answer_that_is_none_of_the_four_is_refused(level):
    with pytest.raises(NoSuchAnswer, match="food is answered 1"):
        quality_of_life({"food": level}, WEIGHTS)


def test_an_answer_to_a_question_without_weights_is_refused():
    with pytest.raises(NoSuchAnswer, match="there are no weights for sleep"):
        quality_of_life({"sleep": 1}, WEIGHTS)


def test_the_sum_can_be_checked_with_pencil_and_paper():
    said = quality_of_life(all_at(1), WEIGHTS).as_json()
    assert said["steps"][0] == {"aspect": "control", "level": 1, "weight": "1.000"}
    assert (said["sum"], said["times"], said["less"]) == (["7.215", "7.215"], "0.203", "0.466")
    assert said["index"] == "0.998645"
    assert "Netten" in said["source"]
