"""The part of an assessment about the conditions of the law that stand beside the outcomes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..design.environment import known
from ..design.forms import LongText, YesNoNotKnown
from .sections import Line, Section


class Conditions(Section):
    """The conditions of the law that stand beside the outcomes: SI 2015/313 regs 2(1) and 3(1)."""

    slug, group = "conditions", "law"
    optional = frozenset({"needs_arise_words", "significant_impact_words"})

    @property
    def law(self) -> str:  # type: ignore[override]
        return "SI 2015/313 reg 3(1) and (2)" if self.assessment.is_for_carer else "SI 2015/313 reg 2(1)"

    @property
    def title(self) -> str:
        return self.voice.say(_("Where your needs come from, and what they do"),
                              _("Where {name}'s needs come from, and what they do"))  # fmt: skip

    def fields(self) -> dict[str, Any]:
        say = self.voice.say
        if self.assessment.is_for_carer:
            arise = YesNoNotKnown(
                say(_("Do your needs come from giving necessary care to an adult?"),
                    _("Do {name}'s needs come from giving necessary care to an adult?")),
                hint=_("Necessary means things the adult could not do alone. "
                       "It does not matter whether the adult has eligible needs."),
            )  # fmt: skip
            health = {
                "health_deteriorating": YesNoNotKnown(
                    say(_("Is your health getting worse because you care, or at risk of it?"),
                        _("Is {name}'s health getting worse because they care, or at risk of it?")),
                    hint=_("Physical or mental health"),
                )
            }  # fmt: skip
        else:
            arise = YesNoNotKnown(
                say(_("Do your needs come from a physical or mental impairment or illness?"),
                    _("Do {name}'s needs come from a physical or mental impairment or illness?")),
                hint=_("Such as disability, mental ill health, dementia, autism, brain injury, or drug or alcohol "
                       "problems. A doctor need not have given it a name."),
            )  # fmt: skip
            health = {}
        return {
            "needs_arise": arise,
            "needs_arise_words": LongText(say(_("Say more about this"), _("How is this known?")), rows=3),
            **health,
            "significant_impact": YesNoNotKnown(
                say(_("Because of all this, is there a significant impact on your wellbeing, or is one likely?"),
                    _("Because of all this, is there a significant impact on {name}'s wellbeing, or is one likely?")),
                hint=_("Significant has its everyday meaning. Look at everything together: small things can add up."),
            ),
            "significant_impact_words": LongText(_("What is the impact?"), rows=3),
        }  # fmt: skip

    def not_needed(self) -> dict[str, str]:
        """Where too little is hard, or needs come from elsewhere, the other conditions decide nothing."""
        spare = {"needs_arise_words": _("Only if there is more to say.")}
        too_little = _("Too little is hard for the other conditions to change the decision.")
        _arise, enough, _impact = self.assessment.conclusion().conditions
        if enough.met is False:
            return spare | dict.fromkeys(("needs_arise", "significant_impact", "significant_impact_words"), too_little)
        if self.assessment.needs_arise is False:
            why = _("The needs come from something else, so this decides nothing.")
            return spare | dict.fromkeys(("significant_impact", "significant_impact_words"), why)
        return spare

    def lines(self) -> list[Line]:
        assessment = self.assessment
        labels = {name: str(field.label) for name, field in self.fields().items()}
        lines = [Line(labels["needs_arise"], known(assessment.needs_arise), assessment.needs_arise_words)]
        if assessment.is_for_carer:
            lines.append(Line(labels["health_deteriorating"], known(assessment.health_deteriorating)))
        impact = known(assessment.significant_impact)
        return [*lines, Line(labels["significant_impact"], impact, assessment.significant_impact_words)]
