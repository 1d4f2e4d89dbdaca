"""Family care that counts, and what falls when somebody is ill."""

from hypothesis import given
from hypothesis import strategies as st

from goodlives.rules.eligibility import Outcome
from goodlives.rules.family_care import OUTCOMES, Care, support_that_counts, what_falls
from goodlives.rules.resource_allocation import CarerSupport, Domain

BANDS = list(CarerSupport)
shares = st.lists(st.sampled_from(BANDS), max_size=4)


def test_without_a_yes_nothing_counts():
    assert support_that_counts(CarerSupport.ALL, []) is CarerSupport.NONE


def test_no_more_counts_than_was_found_nor_than_one_carer_agrees_to():
    assert support_that_counts(CarerSupport.SOME, [CarerSupport.ALL]) is CarerSupport.SOME
    assert support_that_counts(CarerSupport.ALL, [CarerSupport.SOME, CarerSupport.SOME]) is CarerSupport.SOME


@given(found=st.sampled_from(BANDS), agreed=shares, stopped=st.integers(0, 3))
def test_when_one_carer_stops_never_more_is_counted(found, agreed, stopped):
    left = [share for place, share in enumerate(agreed) if place != stopped]
    assert BANDS.index(support_that_counts(found, left)) <= BANDS.index(support_that_counts(found, agreed))


def test_every_area_of_life_serves_an_outcome_of_the_regulations_and_each_is_served():
    assert set(OUTCOMES) == set(Domain)
    assert {outcome for served in OUTCOMES.values() for outcome in served} == set(Outcome)


def test_what_falls_says_the_things_the_hours_and_what_nobody_else_does():
    falls = what_falls(
        [
            Care("yusuf", "Shopping", (Outcome.NUTRITION, Outcome.COMMUNITY), 6),
            Care("yusuf", "Phones"),
            Care("grace", "Lunch", (Outcome.NUTRITION,), 3),
            Care("bought", "A bus pass", (Outcome.RELATIONSHIPS,)),
        ]
    )
    yusuf = falls["yusuf"]
    assert (yusuf.things, yusuf.hours_in_a_day, yusuf.hours_in_two_weeks) == (("Shopping", "Phones"), 1, 12)
    assert yusuf.nobody_else == (Outcome.COMMUNITY,)
    assert falls["grace"].nobody_else == ()


def test_hours_that_nobody_knows_are_not_none():
    assert what_falls([Care("grace", "Lunch")])["grace"].hours_in_a_day is None
