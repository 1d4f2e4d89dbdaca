"""The parts of an assessment about each outcome of the regulations: SI 2015/313 regs 2(2) and 3(2)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment

from ..design.forms import LongText, YesNoNotKnown
from .plain_words import OUTCOMES, outcome_title, unable_words
from .sections import NOT_STARTED, Line, SectionOfFacts
from .voice import Voice


class OutcomeSection(SectionOfFacts):
    """One outcome, with the ways of being unable to achieve it: four for an adult, three for a carer."""

    group = "outcomes"

    def __init__(self, assessment: Assessment, voice: Voice, outcome) -> None:
        super().__init__(assessment, voice)
        self.outcome = outcome
        self.slug = outcome.value.replace("_", "-")  # type: ignore[misc]
        self.law = outcome.law  # type: ignore[misc]

    @property
    def title(self) -> str:
        return outcome_title(self.outcome, self.voice)

    @property
    def explained(self):
        return OUTCOMES[self.outcome.value]

    def ways(self) -> dict[str, tuple[str, str, str]]:
        """Each way by its field: what is asked, the hint, and how the record says it."""
        say = self.voice.say
        ways = {
            "needs_help": (
                say(_("Do you need somebody's help to do this?"), _("Does {name} need somebody's help to do this?")),
                _(
                    "Being reminded, encouraged or watched over is help. "
                    "Answer Yes too if it cannot be done even with help."
                ),
                _("not without help"),
            ),
            "pain_or_distress": (
                say(
                    _("Does doing it cause you significant pain, distress or anxiety?"),
                    _("Does doing it cause {name} significant pain, distress or anxiety?"),
                ),
                "",
                _("significant pain, distress or anxiety"),
            ),
            "danger": (
                say(
                    _("Does doing it put you or anybody else in danger, or is it likely to?"),
                    _("Does doing it put {name} or anybody else in danger, or is it likely to?"),
                ),
                _("Danger to health counts too"),
                _("danger to health or safety"),
            ),
            "takes_longer": (
                say(
                    _("Does it take you significantly longer than most people?"),
                    _("Does it take {name} significantly longer than most people?"),
                ),
                "",
                _("takes significantly longer"),
            ),
        }
        if self.assessment.is_for_carer:
            del ways["takes_longer"]  # reg 3(3) has no such way
        return ways

    def not_needed(self) -> dict[str, str]:
        """Once one way is answered yes, the others cannot change what is found; nor can any where nothing is hard."""
        ways = {name: getattr(self.answer, name, None) for name in self.ways()}
        if self.unable is False:
            why = self.voice.say(_("You manage this."), _("{name} manages this."))
            return dict.fromkeys(("words", *ways), why)
        if all(answer is None for answer in ways.values()):
            return dict.fromkeys(("words", *ways), _("This is asked in How each day goes."))
        if self.unable:
            why = _("One reason is enough, and there is one.")
            return dict.fromkeys(ways, why)
        return {name: _("This is answered.") for name, answer in ways.items() if answer is not None}

    def fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "words": LongText(
                self.voice.say(_("What would you say about it?"), _("What does {name} say about it?")), rows=4
            )
        }
        for name, (question, hint, _short) in self.ways().items():
            fields[name] = YesNoNotKnown(question, hint=hint)
        return fields

    @property
    def answer(self):
        return next((row for row in self.assessment.answers.all() if row.outcome == self.outcome.value), None)

    def saved(self) -> dict[str, Any]:
        return {"words": self.words} | {name: getattr(self.answer, name, None) for name in self.ways()}

    @property
    def words(self) -> str:
        return self.answer.words if self.answer else ""

    def keep(self, answers: dict[str, Any], **who) -> None:
        actions.answer_outcome(self.assessment, self.outcome.value, **answers, **who)

    @property
    def unable(self) -> bool | None:
        return self.answer.unable() if self.answer else None

    @property
    def not_yet_known(self) -> int:
        return int(self.unable is None)

    @property
    def note(self) -> str:
        return "" if self.status == NOT_STARTED else self.result

    @property
    def result(self) -> str:
        return _("Unable to achieve it: %(answer)s") % {"answer": unable_words(self.unable)}

    @property
    def found(self) -> list[str]:
        """The ways that were answered yes."""
        return [short for name, (_question, _hint, short) in self.ways().items() if getattr(self.answer, name, None)]

    def lines(self) -> list[Line]:
        because = f" ({'; '.join(self.found)})" if self.found else ""
        return [Line(self.title, self.result + because, self.words)]
