"""The part of a carer's assessment about the care they give: Care Act 2014 s10(5)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..design.environment import known
from ..design.forms import Text, WholeNumber, YesNoNotKnown
from .sections import Line, Section


class Caring(Section):
    """A carer's assessment only: whom they care for, and whether they can and want to go on."""

    slug, law = "caring", "Care Act 2014 s10(5)"

    @property
    def title(self) -> str:
        return self.voice.say(_("The care you give"), _("The care {name} gives"))

    @property
    def intro(self) -> list[str]:
        return [
            self.voice.say(
                _("Nobody has to care. You may change your mind at any time."),
                _("Nobody has to care. {name} may change their mind at any time."),
            )
        ]

    def fields(self) -> dict[str, Any]:
        say = self.voice.say
        fields = {
            "hours_caring": WholeNumber(
                say(_("About how many hours a week do you care?"), _("About how many hours a week does {name} care?")),
                most=168, suffix=_("hours"), hint=_("Leave it empty if it is not yet known"),
            ),
            "willing_to_care": YesNoNotKnown(
                say(_("Do you want to care, and to go on caring?"), _("Does {name} want to care, and to go on caring?"))
            ),
            "able_to_care": YesNoNotKnown(
                say(_("Are you able to, and will you be?"), _("Is {name} able to, and likely to stay able?"))
            ),
        }  # fmt: skip
        if self.assessment.cared_for is None:
            label = say(_("Who do you care for?"), _("Who does {name} care for?"))
            return {"cared_for_name": Text(label, missing=_("Enter the name of the person who is cared for"))} | fields
        return fields

    def lines(self) -> list[Line]:
        assessment = self.assessment
        labels = {name: str(field.label) for name, field in self.fields().items()}
        hours = assessment.hours_caring
        return [
            Line(self.voice.say(_("Who you care for"), _("Who {name} cares for")), assessment.who_is_cared_for),
            Line(labels["hours_caring"], known(None) if hours is None else str(hours)),
            Line(labels["willing_to_care"], known(assessment.willing_to_care)),
            Line(labels["able_to_care"], known(assessment.able_to_care)),
        ]
