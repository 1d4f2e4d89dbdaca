"""What an assessment already says that may point to NHS continuing healthcare."""

from __future__ import annotations

from goodlives.rules.continuing_healthcare import Prompt, Signs, prompt
from goodlives.rules.resource_allocation import HelpNeeded

from ..assessments.models import Assessment
from ..people.lists import Accommodation


def prompt_for(assessment: Assessment) -> Prompt:
    """Why to think of it, from what is known; empty where nothing points to it."""
    if assessment.is_for_carer:
        return Prompt((), ())
    lives_in = assessment.person.accommodation
    often = (HelpNeeded.ALL_THE_TIME, HelpNeeded.SEVERAL_TIMES_A_DAY)
    much = [
        row
        for row in assessment.help_needed.all()
        if row.help_needed == HelpNeeded.ALL_THE_TIME or (row.domain == "night" and row.help_needed in often)
    ]
    return prompt(
        Signs(
            needs_come_from_illness_or_impairment=assessment.needs_arise,
            moving_to_or_in_a_nursing_home=None if lives_in == Accommodation.UNKNOWN
            else lives_in == Accommodation.NURSING_HOME,
            leaving_hospital=None if lives_in == Accommodation.UNKNOWN else lives_in == Accommodation.HOSPITAL,
            all_the_time_or_at_night=len(much),
        )
    )  # fmt: skip
