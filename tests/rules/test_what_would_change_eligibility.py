"""What would tip eligibility is found by asking the rule again, so it is proved with every answer there can be."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.carers_eligibility import CarerNeeds, CarerOutcome
from goodlives.rules.eligibility import AdultNeeds, Outcome
from goodlives.rules.what_would_change_eligibility import Needs, conclusion, what_would_change_it

answers = st.sampled_from([True, False, None])
adults = st.builds(
    AdultNeeds,
    arise_from_impairment_or_illness=answers,
    unable_to_achieve=st.dictionaries(st.sampled_from(Outcome), answers),
    significant_impact_on_wellbeing=answers,
)
carers = st.builds(
    CarerNeeds,
    arise_from_necessary_care=answers,
    health_deteriorating=answers,
    unable_to_achieve=st.dictionaries(st.sampled_from(CarerOutcome), answers),
    significant_impact_on_wellbeing=answers,
)
FIELDS = {
    "needs_arise": ("arise_from_impairment_or_illness", "arise_from_necessary_care"),
    "significant_impact": ("significant_impact_on_wellbeing",),
    "health_deteriorating": ("health_deteriorating",),
}
ELIGIBLE = AdultNeeds(
    arise_from_impairment_or_illness=True,
    unable_to_achieve={outcome: outcome in (Outcome.NUTRITION, Outcome.CLOTHING) for outcome in Outcome},
    significant_impact_on_wellbeing=True,
)


def said(needs: Needs) -> list[tuple[str, bool]]:
    return [(tipping.words, tipping.eligible) for tipping in what_would_change_it(needs)]


@given(st.one_of(adults, carers))
@settings(max_examples=400, deadline=None)
def test_each_answer_that_is_said_to_tip_it_does_and_no_other_does(needs: Any) -> None:
    now = conclusion(needs).met
    tips = {(tipping.fact, tipping.eligible) for tipping in what_would_change_it(needs)}
    assert all(eligible is not now for _, eligible in tips)
    for fact, names in FIELDS.items():
        for name in names:
            if not hasattr(needs, name):
                continue
            then = {conclusion(replace(needs, **{name: answer})).met for answer in (True, False)} - {now, None}
            assert then == {eligible for tipped, eligible in tips if tipped == fact}


@given(st.one_of(adults, carers), st.data())
@settings(max_examples=400, deadline=None)
def test_so_many_outcomes_tip_it_whichever_they_are_and_one_fewer_do_not(needs: Any, data: Any) -> None:
    outcomes = list(Outcome if isinstance(needs, AdultNeeds) else CarerOutcome)
    for tipping in what_would_change_it(needs):
        if tipping.fact != "unable_to_achieve":
            continue
        unable = " unable " in tipping.words
        others = [outcome for outcome in outcomes if needs.unable_to_achieve.get(outcome) is not unable]
        numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
        number = next((n for n, word in enumerate(numbers, 1) if f"achieve {word}" in tipping.words), len(others))
        some = data.draw(st.permutations(others))

        def met(count: int, some: Any = some, unable: bool = unable) -> bool | None:
            changed = {**needs.unable_to_achieve, **dict.fromkeys(some[:count], unable)}
            return conclusion(replace(needs, unable_to_achieve=changed)).met

        assert met(number) is tipping.eligible
        if None not in [needs.unable_to_achieve.get(outcome) for outcome in outcomes]:
            assert met(number - 1) is not tipping.eligible


def test_two_outcomes_are_what_it_hangs_on() -> None:
    assert said(ELIGIBLE) == [
        ("If your needs do not come from a physical or mental impairment or illness", False),
        ("If there is no significant impact on your wellbeing, and none is likely", False),
        ("If you are able to achieve one of these: eating and drinking well; wearing the right clothes", False),
    ]


def test_with_one_outcome_any_one_more_would_tip_it() -> None:
    almost = replace(ELIGIBLE, unable_to_achieve={outcome: outcome == Outcome.NUTRITION for outcome in Outcome})
    ((words, eligible),) = said(almost)
    assert eligible
    assert words.startswith("If you are unable to achieve one more of these: keeping clean; using the toilet; ")


def test_with_none_it_takes_two() -> None:
    well = replace(ELIGIBLE, unable_to_achieve=dict.fromkeys(Outcome, False))
    ((words, eligible),) = said(well)
    assert eligible
    assert words.startswith("If you are unable to achieve two of these: eating and drinking well; ")


def test_where_two_conditions_are_not_met_no_single_answer_tips_it() -> None:
    assert said(replace(ELIGIBLE, arise_from_impairment_or_illness=False, significant_impact_on_wellbeing=False)) == []


def test_a_carers_health_alone_may_be_enough() -> None:
    carer = CarerNeeds(
        arise_from_necessary_care=True,
        health_deteriorating=True,
        unable_to_achieve=dict.fromkeys(CarerOutcome, False),
        significant_impact_on_wellbeing=True,
    )
    assert ("If your health is not getting worse, nor at risk of it, because you care", False) in said(carer)
