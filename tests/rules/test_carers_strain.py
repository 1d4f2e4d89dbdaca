"""How caring goes: an open sum of a carer's own answers, which makes an offer and raises no alarm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodlives.rules.carers_strain import (
    ANSWERS,
    BREAK_FROM,
    TALK_FROM,
    Asked,
    Life,
    NoSuchAnswer,
    Offer,
    offers_for,
    strain,
)

answers = st.fixed_dictionaries(
    {asked: st.one_of(st.none(), st.integers(0, len(levels) - 1)) for asked, levels in ANSWERS.items()}
)
lives = st.one_of(st.none(), st.builds(Life, hardest_now=st.integers(0, 7), harder_than_before=st.integers(0, 7)))


def test_each_answer_is_a_line_with_its_points_and_the_lines_add_up():
    said = strain(dict.fromkeys(Asked, 1), Life(hardest_now=2, harder_than_before=5))
    assert (said.least, said.most) == (7 + 2 + 3, 12)
    assert [step.what for step in said.steps][1] == "Sleep: Broken 1 or 2 nights a week: 1 point"
    assert said.steps[-1].what == "How life is: 5 harder than last time: 3 points"
    assert {step.law for step in said.steps} == {""}, "no law gives these points"


def test_the_hours_are_the_bands_of_the_census():
    assert ANSWERS[Asked.HOURS] == ("9 or fewer", "10 to 19", "20 to 34", "35 to 49", "50 or more")


def test_what_is_left_out_is_not_nothing_but_a_range():
    said = strain({Asked.SLEEP: 3})
    assert (said.least, said.most) == (3, 3 + 4 + 3 + 3 + 3 + 2 + 2)
    assert Asked.SLEEP not in said.still_to_say


@given(said=answers, life=lives, asked=st.sampled_from(list(Asked)))
def test_a_harder_answer_never_gives_fewer_points_or_offers_less(said, life, asked):
    level = said[asked]
    if level is None or level + 1 == len(ANSWERS[asked]):
        return
    now, harder = strain(said, life), strain(said | {asked: level + 1}, life)
    assert (harder.least, harder.most) == (now.least + 1, now.most + 1)
    assert len(harder.offers) >= len(now.offers)


@given(said=answers, life=lives, asked=st.sampled_from(list(Asked)), level=st.integers(0, 2))
def test_saying_one_thing_more_leads_to_a_sum_within_the_range_before(said, life, asked, level):
    before, after = strain(said | {asked: None}, life), strain(said | {asked: level}, life)
    assert before.least <= after.least <= after.most <= before.most


@given(said=answers, now=st.integers(0, 7), harder=st.integers(0, 7))
def test_a_harder_life_never_gives_fewer_points(said, now, harder):
    assert strain(said, Life(now + 1, harder)).least >= strain(said, Life(now, harder)).least
    assert strain(said, Life(now, harder + 1)).least >= strain(said, Life(now, harder)).least


def test_there_is_always_an_offer_and_it_grows():
    assert offers_for(TALK_FROM - 1) == (Offer.COME_BACK,)
    assert offers_for(TALK_FROM) == (Offer.TALK,)
    assert offers_for(BREAK_FROM) == (Offer.TALK, Offer.BREAK, Offer.REVIEW)


@pytest.mark.parametrize("level", [-1, 4, True, "2"])
def test_an_answer_that_was_not_offered_is_refused(level):
    with pytest.raises((NoSuchAnswer, TypeError)):
        strain({Asked.SLEEP: level})
