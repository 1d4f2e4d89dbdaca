"""Choosing a dearer home than the council would pay for: Care Act 2014 s30, SI 2014/2670, and the guidance, Annex A."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodlives.rules.calendar import months_after
from goodlives.rules.conditions import Answer, Conclusion, Condition, any_of
from goodlives.rules.parameters import parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class DearerHome:
    """A care home, shared lives or supported living that costs more than the personal budget. None is not yet known."""

    suits_the_needs: Answer
    is_available: Answer
    provider_agrees_to_terms: Answer
    home_within_budget_was_offered: Answer
    genuine_choice: Answer
    payer_is_willing: Answer
    payer_can_go_on_paying: Answer
    agreement_in_writing: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstParty:
    """Why somebody may pay a top-up themselves: any one is enough."""

    in_the_twelve_weeks: Answer = False
    has_a_deferred_payment: Answer = False
    is_aftercare: Answer = False


def _choice(home: DearerHome) -> tuple[Condition, ...]:
    return (
        Condition("SI 2014/2670 reg 3", "The home suits your needs", home.suits_the_needs),
        Condition("SI 2014/2670 reg 3", "There is a place in it", home.is_available),
        Condition("SI 2014/2670 reg 3", "It agrees to the council's terms", home.provider_agrees_to_terms),
        Condition(
            "Care and Support Statutory Guidance, Annex A",
            "You were offered at least one suitable home at the price of your personal budget",
            home.home_within_budget_was_offered,
        ),
        Condition(
            "Care and Support Statutory Guidance, Annex A",
            "You want the dearer home, and nobody pressed you because nothing else was there",
            home.genuine_choice,
        ),
    )


def _payer(home: DearerHome, who: str) -> tuple[Condition, ...]:
    return (
        Condition("SI 2014/2670 reg 5", f"{who} willing to pay the difference", home.payer_is_willing),
        Condition(
            "SI 2014/2670 reg 5",
            f"{who} able to, for as long as you are likely to live there",
            home.payer_can_go_on_paying,
        ),
        Condition(
            "SI 2014/2670 reg 5",
            "There is a written agreement, which says what happens if the price or anything else changes",
            home.agreement_in_writing,
        ),
    )


def third_party_top_up(home: DearerHome) -> Conclusion:
    """The council must arrange a dearer home of the person's choice when somebody else pays the difference."""
    return Conclusion((*_choice(home), *_payer(home, "The person who will pay is")))


def first_party_top_up(home: DearerHome, reason: FirstParty) -> Conclusion:
    """The person may pay the difference themselves only in the 12 weeks, under a deferred payment, or in aftercare."""
    reasons = {
        "Is this in the 12 weeks in which your home is not counted?": reason.in_the_twelve_weeks,
        "Do you have a deferred payment agreement?": reason.has_a_deferred_payment,
        "Is this aftercare under the Mental Health Act?": reason.is_aftercare,
    }
    return Conclusion(
        (
            Condition(
                "SI 2014/2670 reg 5; Mental Health Act 1983 s117A",
                "You are in the 12 weeks in which your home is not counted, or have a deferred payment agreement, or "
                "this is aftercare",
                any_of(reasons.values()),
                to_find_out=tuple(question for question, answer in reasons.items() if answer is None),
            ),
            *_choice(home),
            *_payer(home, "You are"),
        )
    )


def top_up_review_due(last_looked_at_on: date) -> date:
    """A top-up is looked at again each year. Whoever pays, the council answers to the home for the whole price."""
    months: int = parameter("top_up_review_months").on(last_looked_at_on)
    return months_after(last_looked_at_on, months)
