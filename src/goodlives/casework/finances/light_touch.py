"""A charge set without a full financial assessment: SI 2014/2672 reg 10, and the guidance, chapter 8.

The council treats somebody as above the limit, so that they pay the whole cost, or as having nothing to pay with. They
may ask for a full assessment at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodlives.rules import charging
from goodlives.rules.charging.without_full_assessment import (
    LightTouch,
    RefusalToDisclose,
    full_cost_for_refusing,
    light_touch_assessment,
)
from goodlives.rules.conditions import Conclusion
from goodlives.rules.explain import Step
from goodlives.rules.money import plain_pounds

from .models import Basis, FinancialAssessment, Ground

LAW = "SI 2014/2672 reg 10"


@dataclass(frozen=True)
class WithoutFullAssessment:
    """The conditions, and what they would pay; `pays` is None while the cost is not yet known."""

    conclusion: Conclusion
    cost: int | None
    pays: int | None
    steps: tuple[Step, ...]


def without_full_assessment(assessment: FinancialAssessment) -> WithoutFullAssessment:
    """What the rule says of the answers written down, and what follows."""
    charge = charging.charge(assessment.circumstances())
    nhs = assessment.nhs_funded_nursing_care(assessment.starts_on)
    gross = assessment.cost_of_care
    cost = None if gross is None or nhs is None else max(gross - nhs, 0)
    pays = 0 if assessment.ground == Ground.BENEFIT else charge.charge
    steps = []
    if cost is not None and pays is not None:
        steps = [
            Step(_("What your care costs each week"), cost, "Care Act 2014 s14(4)"),
            Step(_IN_WORDS[assessment.ground], None, LAW),
            Step(_("What you pay each week"), pays, f"Care Act 2014 s14; {LAW}"),
            Step(_("What the council pays each week"), max(cost - pays, 0), "Care Act 2014 s26"),
        ]
    return WithoutFullAssessment(_conclusion(assessment), cost, pays, tuple(steps))


_IN_WORDS = {
    "": "You chose not to say what you have, so you pay the full cost. You may change your mind",
    Ground.PLENTY: "You have plenty and agreed to pay the full cost, so no full financial assessment was done",
    Ground.SMALL: "The charge is so small that you can clearly afford it, so no full financial assessment was done",
    Ground.BENEFIT: "A benefit that you get shows that you cannot pay, so no full financial assessment was done",
}


def _conclusion(assessment: FinancialAssessment) -> Conclusion:
    answers = assessment.without_full_assessment
    if assessment.basis == Basis.REFUSED:
        return full_cost_for_refusing(
            RefusalToDisclose(
                asked_for_information=answers.get("asked_for_information"), refuses=answers.get("refuses"),
                told_what_follows=answers.get("told_what_follows"),
                able_to_decide_this=answers.get("able_to_decide_this"), exempt=bool(assessment.exempt),
            )
        )  # fmt: skip
    sure = answers.get("sure_of_the_ground")

    def ground(name: Ground) -> bool | None:
        return sure if assessment.ground == name else False

    return light_touch_assessment(
        LightTouch(
            plenty_and_agrees_to_full_cost=ground(Ground.PLENTY), small_charge_clearly_affordable=ground(Ground.SMALL),
            benefit_shows_they_cannot_pay=ground(Ground.BENEFIT), consents=answers.get("consents"),
            told_of_right_to_full_assessment=answers.get("told_of_right_to_full_assessment"),
        )
    )  # fmt: skip


def facts(assessment: FinancialAssessment) -> dict:
    """What the decision rests on."""
    nhs = assessment.nhs_funded_nursing_care(assessment.starts_on)
    return {
        "on": assessment.starts_on.isoformat(), "setting": assessment.setting,
        "cost_of_care": None if assessment.cost_of_care is None else plain_pounds(assessment.cost_of_care),
        "nhs_funded_nursing_care": None if nhs is None else plain_pounds(nhs),
        "without_full_assessment": {"basis": assessment.basis, "ground": assessment.ground}
        | assessment.without_full_assessment,
    }  # fmt: skip
