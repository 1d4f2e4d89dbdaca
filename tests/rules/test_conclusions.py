"""What is true of every decision by conditions: finding out more never turns a yes or a no round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodlives.rules.advocacy import Difficulty, Involvement, SomebodyToHelp, advocate_must_be_arranged
from goodlives.rules.carers_eligibility import CarerNeeds, CarerOutcome, carer_is_eligible
from goodlives.rules.charging.deprivation import Gift, Transfer, deprivation, whoever_got_it_owes_the_difference
from goodlives.rules.charging.home_others_live_in import LivesThere, Occupant, home_others_live_in
from goodlives.rules.charging.without_full_assessment import (
    LightTouch,
    RefusalToDisclose,
    full_cost_for_refusing,
    light_touch_assessment,
)
from goodlives.rules.conditions import Conclusion, Condition
from goodlives.rules.continuity import Move, move_is_covered, must_meet_needs_as_before
from goodlives.rules.deferred_payments import DeferredPaymentRequest, deferred_payment
from goodlives.rules.direct_payments import (
    DirectPaymentRequest,
    UseOfMoney,
    direct_payment_conditions,
    repayment_may_be_asked_for,
)
from goodlives.rules.duty_or_power import Basis, DutyOrPower
from goodlives.rules.eligibility import AdultNeeds, Outcome, adult_is_eligible
from goodlives.rules.meeting_needs import CarersNeedsToMeet, NeedsToMeet, meeting_carers_needs, meeting_needs
from goodlives.rules.refusal_of_assessment import CarersRefusal, Refusal, need_not_assess, need_not_assess_carer
from goodlives.rules.safeguarding import Concern, safeguarding_enquiry
from goodlives.rules.top_ups import DearerHome, FirstParty, first_party_top_up, third_party_top_up

ON = date(2025, 6, 2)
Rule = Callable[[Any], Conclusion | DutyOrPower]
IN_ORDER = DearerHome(**dict.fromkeys(DearerHome.__slots__, True))
RULES: dict[str, tuple[type, Rule, dict[str, Any]]] = {
    "adult_is_eligible": (
        AdultNeeds,
        adult_is_eligible,
        {"unable_to_achieve": st.dictionaries(st.sampled_from(Outcome), st.sampled_from([True, False, None]))},
    ),
    "carer_is_eligible": (
        CarerNeeds,
        carer_is_eligible,
        {"unable_to_achieve": st.dictionaries(st.sampled_from(CarerOutcome), st.sampled_from([True, False, None]))},
    ),
    "direct_payment_conditions": (DirectPaymentRequest, direct_payment_conditions, {}),
    "repayment_may_be_asked_for": (UseOfMoney, repayment_may_be_asked_for, {}),
    "deferred_payment": (
        DeferredPaymentRequest,
        lambda request: deferred_payment(request, ON),
        {"other_capital": st.sampled_from([None, 0, 2_325_000, 2_325_001])},
    ),
    "meeting_needs": (NeedsToMeet, meeting_needs, {}),
    "meeting_carers_needs": (CarersNeedsToMeet, meeting_carers_needs, {}),
    "safeguarding_enquiry": (Concern, safeguarding_enquiry, {}),
    "need_not_assess": (Refusal, need_not_assess, {}),
    "need_not_assess_carer": (CarersRefusal, need_not_assess_carer, {}),
    "move_is_covered": (
        Move,
        move_is_covered,
        dict.fromkeys(("moved_on", "assessed_on", "plan_in_place_on"), st.none()),
    ),
    "must_meet_needs_as_before": (
        Move,
        lambda move: must_meet_needs_as_before(move, ON),
        {"moved_on": st.just(ON), "assessed_on": st.just(ON), "plan_in_place_on": st.just(date(2025, 7, 1))},
    ),
    "deprivation": (Gift, deprivation, {}),
    "whoever_got_it_owes_the_difference": (Transfer, whoever_got_it_owes_the_difference, {}),
    "home_others_live_in": (
        Occupant,
        lambda occupant: home_others_live_in((occupant,)),
        {"who": st.sampled_from(LivesThere)},
    ),
    "third_party_top_up": (DearerHome, third_party_top_up, {}),
    "first_party_top_up": (FirstParty, lambda reason: first_party_top_up(IN_ORDER, reason), {}),
    "light_touch_assessment": (LightTouch, light_touch_assessment, {}),
    "full_cost_for_refusing": (RefusalToDisclose, full_cost_for_refusing, {}),
    "advocate_must_be_arranged": (
        Involvement,
        advocate_must_be_arranged,
        {
            "difficulties": st.dictionaries(st.sampled_from(Difficulty), st.sampled_from([True, False, None])),
            "somebody": st.one_of(
                st.none(),
                st.builds(
                    SomebodyToHelp, **dict.fromkeys(SomebodyToHelp.__slots__, st.sampled_from([True, False, None]))
                ),
            ),
            "for_safeguarding": st.booleans(),
        },
    ),
}
NAMED = pytest.mark.parametrize("name", RULES)


def made_up(name: str) -> st.SearchStrategy[Any]:
    facts, _, special = RULES[name]
    fields = [slot for slot in facts.__slots__ if slot not in special]  # type: ignore[attr-defined]
    return st.builds(facts, **(dict.fromkeys(fields, st.sampled_from([True, False, None])) | special))


def answer(found: Conclusion | DutyOrPower) -> bool | Basis | None:
    return found.basis if isinstance(found, DutyOrPower) else found.met


def find_out(facts: Any, data: st.DataObject) -> Any:
    """The same facts, with some of what is not yet known found out."""
    more = {}
    for field in facts.__slots__:
        known = getattr(facts, field)
        if known is None and field not in ("moved_on", "assessed_on", "plan_in_place_on"):
            if field == "other_capital":
                more[field] = data.draw(st.sampled_from([None, 0, 9_000_000]))
            elif field != "somebody":
                more[field] = data.draw(st.sampled_from([True, False, None]))
        elif isinstance(known, dict):
            more[field] = {key: data.draw(st.booleans()) if one is None else one for key, one in known.items()}
        elif isinstance(known, SomebodyToHelp):
            more[field] = find_out(known, data)
    return replace(facts, **more)


@NAMED
@settings(max_examples=60)
@given(data=st.data())
def test_finding_out_more_never_turns_an_answer_round(name: str, data: st.DataObject) -> None:
    facts, rule = data.draw(made_up(name)), RULES[name][1]
    before = answer(rule(facts))
    if before is not None:
        assert answer(rule(find_out(facts, data))) == before


@NAMED
@settings(max_examples=40)
@given(data=st.data())
def test_something_is_asked_exactly_while_the_answer_is_not_yet_known(name: str, data: st.DataObject) -> None:
    found = RULES[name][1](data.draw(made_up(name)))
    assert (found.still_to_find_out == ()) is (answer(found) is not None)


@NAMED
@settings(max_examples=10)
@given(data=st.data())
def test_every_condition_has_its_words_and_its_law(name: str, data: st.DataObject) -> None:
    found = RULES[name][1](data.draw(made_up(name)))
    parts = (found.duty, found.power) if isinstance(found, DutyOrPower) else (found,)
    for condition in (condition for part in parts for condition in part.conditions):
        assert condition.words
        assert condition.law.startswith(
            ("Care Act 2014 s", "SI 201", "Care and Support Statutory", "Mental Capacity Act")
        )


@given(st.sampled_from([True, False, None]), st.sampled_from([True, False, None]))
def test_a_duty_comes_before_a_power(duty: bool | None, power: bool | None) -> None:
    found = DutyOrPower(Conclusion((Condition("a", "a duty", duty),)), Conclusion((Condition("b", "a power", power),)))
    expected = {True: Basis.MUST, None: None, False: {True: Basis.MAY, False: Basis.NEITHER, None: None}[power]}[duty]
    assert found.basis == expected
    assert found.as_json()["basis"] == (expected and expected.value)
    assert found.still_to_find_out == (() if expected else ("a duty",) if duty is None else ("a power",))
