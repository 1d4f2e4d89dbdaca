"""How each day goes: every outcome asked in one line first, so that only what is hard is asked about further."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from goodlives.casework.assessments import actions
from goodlives.casework.assessments.assessment import HARD, MANAGES, NEEDS_HELP, in_short

from ..design.forms import Choice
from .plain_words import OUTCOMES, outcome_title
from .sections import Line, SectionOfFacts

WHERE_THERE_MAY_BE_NOBODY = ("caring_for_a_child", "caring_for_others")


class DayToDay(SectionOfFacts):
    """One page for all the outcomes: ten for an adult, eight for a carer."""

    slug, group = "day-to-day", "outcomes"

    @property
    def law(self) -> str:  # type: ignore[override]
        return "SI 2015/313 regs 3(2) and (3)" if self.assessment.is_for_carer else "SI 2015/313 reg 2(2) and (3)"

    @property
    def title(self) -> str:
        return _("How each day goes")

    @property
    def intro(self) -> list[str]:
        return [
            self.voice.say(
                _("Answer as if nobody helped you. Bad days count. We ask more only about what is hard."),
                _("Answer as if nobody helped {name}. Bad days count. More is asked only about what is hard."),
            )
        ]

    def fields(self) -> dict[str, Any]:
        return {outcome.value: self._question(outcome) for outcome in self.assessment.outcomes()}

    def _question(self, outcome) -> Choice:
        say = self.voice.say
        longer = "" if self.assessment.is_for_carer else say(_(", or taking much longer"), _(", or taking much longer"))
        if outcome.value in WHERE_THERE_MAY_BE_NOBODY:
            manages = say(_("I manage, or there is nobody to look after"),
                          _("{name} manages, or there is nobody to look after"))  # fmt: skip
        else:
            manages = say(_("I manage this well"), _("{name} manages this well"))
        return Choice(
            outcome_title(outcome, self.voice),
            [
                (MANAGES, manages),
                (NEEDS_HELP, say(_("Not without somebody's help"), _("Not without somebody's help"))),
                (HARD, say(_("I do it, but with pain, distress or danger{longer}"),
                           _("With pain, distress or danger{longer}"), longer=longer)),
                ("", _("Not yet known")),
            ],
            hint=OUTCOMES[outcome.value].means, required=False, small=True,
        )  # fmt: skip

    def saved(self) -> dict[str, Any]:
        rows = {row.outcome: row for row in self.assessment.answers.all()}
        return {outcome.value: in_short(rows.get(outcome.value)) for outcome in self.assessment.outcomes()}

    def keep(self, answers: dict[str, Any], **who) -> None:
        actions.answer_day_to_day(self.assessment, answers, **who)

    @property
    def not_yet_known(self) -> int:
        """Counted where each outcome stands, and not twice."""
        return 0

    @property
    def status(self) -> str:
        return super(SectionOfFacts, self).status

    def lines(self) -> list[Line]:
        """The written record says each outcome once, in its own part."""
        return []
