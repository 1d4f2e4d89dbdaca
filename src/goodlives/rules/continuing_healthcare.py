"""When to think of NHS continuing healthcare: Care Act 2014 s22, SI 2014/2827 reg 7 and the National Framework.

A prompt, and never a decision: whether somebody has a primary health need is for the NHS to decide. The checklist's
own threshold is here so that what somebody ticked is not added up wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from goodlives.rules.conditions import Answer, all_of, any_of, at_least, opposite
from goodlives.rules.parameters import parameter
from goodlives.rules.words import WithWords

FRAMEWORK = "National Framework for NHS Continuing Healthcare and NHS-funded Nursing Care"


class ChecklistDomain(WithWords):
    """The eleven domains of the checklist, in its order."""

    BREATHING = "breathing", "Breathing"
    NUTRITION = "nutrition", "Food and drink"
    CONTINENCE = "continence", "Continence"
    SKIN = "skin", "Skin"
    MOBILITY = "mobility", "Moving"
    COMMUNICATION = "communication", "Communication"
    EMOTIONAL = "emotional", "Feelings and mental health"
    COGNITION = "cognition", "Memory and understanding"
    BEHAVIOUR = "behaviour", "Behaviour"
    MEDICINES = "medicines", "Medicines, symptoms and pain"
    CONSCIOUSNESS = "consciousness", "Altered states of consciousness"


# One A in any of these is enough: the decision support tool gives them the level "priority".
STARRED = frozenset(
    (
        ChecklistDomain.BREATHING,
        ChecklistDomain.BEHAVIOUR,
        ChecklistDomain.MEDICINES,
        ChecklistDomain.CONSCIOUSNESS,
    )
)


class Level(WithWords):
    """A, B or C: from high to none or low."""

    A = "A", "A: high"
    B = "B", "B: moderate"
    C = "C", "C: low, or no needs"


def checklist_is_positive(levels: Mapping[ChecklistDomain, Level | None]) -> Answer:
    """Whether a checklist asks the NHS for a full assessment: two A; five B; one A and four B; or one starred A.

    A domain left out is not yet known. It says nothing of whether somebody is eligible.
    """
    known = [levels.get(domain) for domain in ChecklistDomain]
    is_a = [None if level is None else level == Level.A for level in known]
    # An A stands higher than a B, so it counts as one where so many B are asked for.
    is_a_or_b = [None if level is None else level in (Level.A, Level.B) for level in known]
    starred = [
        None if (level := levels.get(domain)) is None else level == Level.A
        for domain in ChecklistDomain
        if domain in STARRED
    ]
    return any_of((at_least(2, is_a), at_least(5, is_a_or_b), any_of(starred)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What an assessment already says that may point to a health need. None is not yet known."""

    needs_come_from_illness_or_impairment: Answer
    moving_to_or_in_a_nursing_home: Answer
    leaving_hospital: Answer = None
    all_the_time_or_at_night: int = 0
    getting_worse_quickly: Answer = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """Why to think of NHS continuing healthcare, and what to do. Empty reasons: nothing here points to it."""

    reasons: tuple[str, ...]
    what_to_do: tuple[str, ...]
    law: str = "Care Act 2014 s22; SI 2014/2827 reg 7; the National Framework"

    def __bool__(self) -> bool:
        return bool(self.reasons)


MANY = 3
"""Our own reading of "may be eligible": help all the time in this many parts of life, or help at night as well."""


def prompt(signs: Signs) -> Prompt:
    """Whether what is known points to a checklist. The council must refer somebody who may be eligible: reg 7."""
    s, reasons = signs, []
    if s.moving_to_or_in_a_nursing_home:
        reasons.append("They live in a nursing home, or are to move to one.")
    if s.leaving_hospital:
        reasons.append("They are leaving hospital with needs that may go on.")
    if s.all_the_time_or_at_night >= MANY and s.needs_come_from_illness_or_impairment is not False:
        reasons.append(f"They need help all the time, or at night, in {s.all_the_time_or_at_night} parts of life.")
    if s.getting_worse_quickly:
        reasons.append("Their health is getting worse quickly. A doctor or nurse may use the fast track.")
    if not reasons:
        return Prompt((), ())
    return Prompt(
        tuple(reasons),
        (
            "Tell them what NHS continuing healthcare is, and ask whether they agree to a checklist.",
            "Fill in the checklist together, or send what is known to the integrated care board.",
            "Do not wait with help that is needed now. The council does not arrange what the NHS must (s22).",
        ),
    )


def decision_due(checklist_received_on: date) -> date:
    """The NHS should decide within 28 days of a checklist that asks for a full assessment."""
    return checklist_received_on + timedelta(
        days=parameter("continuing_healthcare_decision_days").on(checklist_received_on)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthService:
    """A service that the NHS must give, as the council would have to give it. None is not yet known."""

    nursing_by_a_registered_nurse: Answer
    nhs_must_give_it: Answer
    merely_incidental_or_ancillary: Answer = None
    of_a_kind_the_council_gives: Answer = None


def council_may_arrange(service: HealthService) -> Answer:
    """Within the limits of s22: never registered nursing (3); a health service only where it is incidental (1)."""
    s = service
    within_limits = all_of((s.merely_incidental_or_ancillary, s.of_a_kind_the_council_gives))
    return all_of((opposite(s.nursing_by_a_registered_nurse), any_of((opposite(s.nhs_must_give_it), within_limits))))
