"""What a social worker is reminded of from what is known: taking part, saying no, and NHS continuing healthcare."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from goodlives.casework.assessments.models import Assessment, RefusalOfAssessment
from goodlives.casework.continuing_healthcare.signs import prompt_for
from goodlives.casework.taking_part.models import Purpose, TakingPart

from .contents import Contents


@dataclass(frozen=True)
class Prompt:
    """What to think of, why, and the page where it is done."""

    words: str
    why: list[str]
    address: str
    law: str


def prompts_for(assessment: Assessment, contents: Contents) -> list[Prompt]:
    """For staff only, and never a decision."""
    if not contents.for_staff:
        return []
    found = [_refusal(assessment), _taking_part(assessment), _healthcare(assessment)]
    return [prompt for prompt in found if prompt is not None]


def _refusal(assessment: Assessment) -> Prompt | None:
    waiting = RefusalOfAssessment.objects.waiting().filter(person=assessment.person, kind=assessment.kind).first()
    if waiting is None:
        return None
    return Prompt(
        _("They said no to this assessment. Look at the two exceptions, and decide."), [waiting.own_words],
        reverse("assessments:refusal", args=[waiting.pk]), "Care Act 2014 s11",
    )  # fmt: skip


def _taking_part(assessment: Assessment) -> Prompt | None:
    one = TakingPart.objects.select_related("decision").filter(
        person=assessment.person, purpose=Purpose.ASSESSMENT
    ).first()  # fmt: skip
    address = reverse("taking_part:needs", args=[assessment.person_id, Purpose.ASSESSMENT])
    law = "Care Act 2014 s67"
    if one is None or one.conclusion().met is None:
        return Prompt(_("Do they need an interpreter, or an advocate?"), [], address, law)
    if one.decision is None:
        return Prompt(_("Decide whether there must be an advocate. Enough is known."), [], address, law)
    if one.advocate_is_missing:
        return Prompt(
            _("There must be an advocate, and nobody is arranged. Nothing is decided before."), [], address, law
        )
    return None


def _healthcare(assessment: Assessment) -> Prompt | None:
    if assessment.is_for_carer or assessment.person.continuing_healthcare.exists():
        return None
    prompt = prompt_for(assessment)
    if not prompt:
        return None
    return Prompt(
        _("Think of NHS continuing healthcare."), list(prompt.reasons),
        reverse("continuing_healthcare:start", args=[assessment.pk]), prompt.law,
    )  # fmt: skip
