"""What would make eligibility come out otherwise: the one answer, or the fewest outcomes, that would tip it.

Found by asking the rule again, for an adult (SI 2015/313 reg 2) and for a carer (reg 3) alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from goodlives.rules.carers_eligibility import CarerNeeds, CarerOutcome, carer_is_eligible
from goodlives.rules.conditions import Conclusion
from goodlives.rules.eligibility import AdultNeeds, Outcome, adult_is_eligible

Needs: TypeAlias = AdultNeeds | CarerNeeds


@dataclass(frozen=True, slots=True)
class Tipping:
    """Something that would tip it: which fact, in words, whether the needs would then be eligible, and the law."""

    fact: str
    words: str
    eligible: bool
    law: str

    def as_json(self) -> dict[str, Any]:
        return {"fact": self.fact, "words": self.words, "eligible": self.eligible, "law": self.law}


# Each yes-or-no fact: as outside programs call it, its words if it were so and if it were not, and its law.
_ADULT = {
    "arise_from_impairment_or_illness": (
        "needs_arise",
        "If your needs come from a physical or mental impairment or illness",
        "If your needs do not come from a physical or mental impairment or illness",
        "SI 2015/313 reg 2(1)(a)",
    ),
    "significant_impact_on_wellbeing": (
        "significant_impact",
        "If there is, or is likely to be, a significant impact on your wellbeing",
        "If there is no significant impact on your wellbeing, and none is likely",
        "SI 2015/313 reg 2(1)(c)",
    ),
}
_CARER = {
    "arise_from_necessary_care": (
        "needs_arise",
        "If your needs come from giving necessary care to an adult",
        "If your needs do not come from giving necessary care to an adult",
        "SI 2015/313 reg 3(1)(a)",
    ),
    "health_deteriorating": (
        "health_deteriorating",
        "If your health is getting worse, or is at risk of it, because you care",
        "If your health is not getting worse, nor at risk of it, because you care",
        "SI 2015/313 reg 3(1)(b)",
    ),
    "significant_impact_on_wellbeing": (
        "significant_impact",
        "If there is, or is likely to be, a significant impact on your wellbeing",
        "If there is no significant impact on your wellbeing, and none is likely",
        "SI 2015/313 reg 3(1)(c)",
    ),
}
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def conclusion(needs: Needs) -> Conclusion:
    """By the adult's rule, or the carer's."""
    return adult_is_eligible(needs) if isinstance(needs, AdultNeeds) else carer_is_eligible(needs)


def what_would_change_it(needs: Needs) -> tuple[Tipping, ...]:
    """Each single answer that would tip it by itself, and the fewest outcomes that would."""
    return tuple(_tipping(needs))


def _tipping(needs: Needs) -> Iterator[Tipping]:
    now = conclusion(needs).met
    for field, (fact, if_so, if_not, law) in (_ADULT if isinstance(needs, AdultNeeds) else _CARER).items():
        for answer, words in ((True, if_so), (False, if_not)):
            change: dict[str, Any] = {field: answer}
            then = conclusion(replace(needs, **change)).met
            if getattr(needs, field) is not answer and then is not None and then is not now:
                yield Tipping(fact, words, then, law)
    for unable in (True, False):
        yield from _outcomes(needs, unable)


def _outcomes(needs: Needs, unable: bool) -> Iterator[Tipping]:
    """The fewest outcomes that somebody would have to be unable, or able, to achieve. Which of them is all one."""
    outcomes: list[Any] = list(Outcome if isinstance(needs, AdultNeeds) else CarerOutcome)
    others = [outcome for outcome in outcomes if needs.unable_to_achieve.get(outcome) is not unable]
    now = conclusion(needs).met
    for number in range(1, len(others) + 1):
        then: Any = {**needs.unable_to_achieve, **dict.fromkeys(others[:number], unable)}
        changed: dict[str, Any] = {"unable_to_achieve": then}
        met = conclusion(replace(needs, **changed)).met
        if met is None or met is now:
            continue
        already = len(others) < len(outcomes)
        more = " more" if unable and already else ""
        which = "" if number == len(others) else f" {_NUMBERS[number]}{more} of these"
        names = "; ".join(f"{outcome.words[0].lower()}{outcome.words[1:]}" for outcome in others)
        law = "SI 2015/313 reg 2(1)(b)" if isinstance(needs, AdultNeeds) else "SI 2015/313 reg 3(1)(b)"
        words = f"If you are {'unable' if unable else 'able'} to achieve{which}: {names}"
        yield Tipping("unable_to_achieve", words, met, law)
        return
