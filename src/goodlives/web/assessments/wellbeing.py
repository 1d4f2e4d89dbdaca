"""The part of an assessment about the nine areas of wellbeing: Care Act 2014 s1(2)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from goodlives.casework.assessments import actions
from goodlives.rules.wellbeing import Wellbeing

from ..design.environment import known
from ..design.forms import LongText, YesNoNotKnown
from .plain_words import WELLBEING_HINTS, lower_first, wellbeing_title
from .sections import Line, SectionOfFacts


class WellbeingAreas(SectionOfFacts):
    slug, group, law = "wellbeing", "impact", "Care Act 2014 ss1(2) and 9(4)(a)"

    @property
    def title(self) -> str:
        return self.voice.say(_("Your wellbeing"), _("{name}'s wellbeing"))

    @property
    def intro(self) -> list[str]:
        if self.assessment.is_for_carer:
            asked = self.voice.say(
                _("Does caring affect any of these nine parts of your life?"),
                _("Does caring affect any of these nine parts of {name}'s life?"),
            )
        else:
            asked = self.voice.say(
                _("Do your needs affect any of these nine parts of your life?"),
                _("Do {name}'s needs affect any of these nine parts of life?"),
            )
        return [asked]

    def fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for area in Wellbeing:
            title = wellbeing_title(area, self.voice)
            fields[f"{area.value}_affected"] = YesNoNotKnown(title, hint=WELLBEING_HINTS.get(area, ""))
            fields[f"{area.value}_words"] = LongText(
                self.voice.say(_("In your words: {area}"), _("In {name}'s words: {area}"), area=lower_first(title)),
                rows=2,
            )
        return fields

    def not_needed(self) -> dict[str, str]:
        """More is said only of an area that is affected, by whoever likes to."""
        rows = {row.area: row.affected for row in self.assessment.wellbeing.all()}
        return {
            f"{area.value}_words": _("Only where a part of life is affected.")
            for area in Wellbeing
            if not rows.get(area.value)
        }

    def saved(self) -> dict[str, Any]:
        rows = {row.area: row for row in self.assessment.wellbeing.all()}
        saved: dict[str, Any] = {}
        for area in Wellbeing:
            row = rows.get(area.value)
            saved[f"{area.value}_affected"] = row.affected if row else None
            saved[f"{area.value}_words"] = row.words if row else ""
        return saved

    def keep(self, answers: dict[str, Any], **who) -> None:
        rows = {
            area.value: {"affected": answers[f"{area.value}_affected"], "words": answers[f"{area.value}_words"]}
            for area in Wellbeing
        }
        actions.answer_wellbeing(self.assessment, rows, **who)

    def lines(self) -> list[Line]:
        saved = self.saved()
        return [
            Line(
                wellbeing_title(area, self.voice),
                _("Affected: %(answer)s") % {"answer": known(saved[f"{area.value}_affected"]).lower()},
                saved[f"{area.value}_words"],
            )
            for area in Wellbeing
        ]
