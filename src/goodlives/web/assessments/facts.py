"""The parts of an assessment that ask for facts: caring, wellbeing, each outcome, how much help, and the conditions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment
from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded
from goodlives.rules.wellbeing import Wellbeing

from ..design.environment import known
from ..design.forms import LongText, Select, Text, WholeNumber, YesNoNotKnown
from .plain_words import (
    OUTCOMES,
    WELLBEING_HINTS,
    domain_title,
    lower_first,
    outcome_title,
    unable_words,
    wellbeing_title,
)
from .sections import DONE, NOT_STARTED, STARTED, Line, Section
from .voice import Voice


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


class WellbeingAreas(Section):
    slug, law = "wellbeing", "Care Act 2014 ss1(2) and 9(4)(a)"

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

    @property
    def status(self) -> str:
        if self.not_yet_known == 0:
            return DONE
        return STARTED if any(value not in (None, "") for value in self.saved().values()) else NOT_STARTED

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


class OutcomeSection(Section):
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
        return {name: getattr(self.answer, name, "" if name == "words" else None) for name in self.fields()}

    def keep(self, answers: dict[str, Any], **who) -> None:
        actions.answer_outcome(self.assessment, self.outcome.value, **answers, **who)

    @property
    def unable(self) -> bool | None:
        return self.answer.unable() if self.answer else None

    @property
    def not_yet_known(self) -> int:
        return int(self.unable is None)

    @property
    def status(self) -> str:
        if self.unable is not None:
            return DONE
        return STARTED if any(value not in (None, "") for value in self.saved().values()) else NOT_STARTED

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
        return [Line(self.title, self.result + because, self.saved()["words"])]


class HowMuchHelp(Section):
    """How often help is needed, and how much of it family gives willingly. The first idea of a budget starts here."""

    slug, group, law = "help-needed", "help", "Care Act 2014 ss9(4)(c), 10(5) and 26"

    @property
    def title(self) -> str:
        return self.voice.say(_("How much help you need"), _("How much help {name} needs"))

    @property
    def intro(self) -> list[str]:
        return [
            _("How often is help needed in each part of life, whoever gives it now? Think of bad days too."),
            _("Then say how much of that help family or friends give, and want to go on giving. It counts only when "
              "they have said so themselves, and they may change their mind."),
        ]  # fmt: skip

    def fields(self) -> dict[str, Any]:
        not_known = _("Not yet known")
        levels = [(level.value, level.words[:1].upper() + level.words[1:]) for level in HelpNeeded]
        amounts = [(amount.value, amount.words[:1].upper() + amount.words[1:]) for amount in CarerSupport]
        fields: dict[str, Any] = {}
        for domain in Domain:
            title = domain_title(domain, self.voice)
            fields[f"{domain.value}_help_needed"] = Select(
                _("%(domain)s: how often is help needed?") % {"domain": title}, levels, empty=not_known, required=False
            )
            fields[f"{domain.value}_carer_support"] = Select(
                _("%(domain)s: how much of it do family and friends give willingly?") % {"domain": title},
                amounts, empty=not_known, required=False,
            )  # fmt: skip
        return fields

    def saved(self) -> dict[str, Any]:
        rows = {row.domain: row for row in self.assessment.help_needed.all()}
        return {
            f"{domain.value}_{part}": getattr(rows.get(domain.value), part, "")
            for domain in Domain
            for part in ("help_needed", "carer_support")
        }

    def keep(self, answers: dict[str, Any], **who) -> None:
        rows = {
            domain.value: {part: answers[f"{domain.value}_{part}"] for part in ("help_needed", "carer_support")}
            for domain in Domain
        }
        actions.answer_help_needed(self.assessment, rows, **who)

    @property
    def not_yet_known(self) -> int:
        """Where no help is needed, there is none for family to give."""
        saved = self.saved()
        return sum(
            not saved[f"{domain.value}_help_needed"]
            or (saved[f"{domain.value}_help_needed"] != HelpNeeded.NONE and not saved[f"{domain.value}_carer_support"])
            for domain in Domain
        )

    @property
    def status(self) -> str:
        if self.not_yet_known == 0:
            return DONE
        return STARTED if any(self.saved().values()) else NOT_STARTED

    def lines(self) -> list[Line]:
        saved = self.saved()
        levels, amounts = ({item.value: item.words for item in kind} for kind in (HelpNeeded, CarerSupport))
        lines = []
        for domain in Domain:
            answer = levels.get(saved[f"{domain.value}_help_needed"], known(None).lower())
            if given := amounts.get(saved[f"{domain.value}_carer_support"]):
                answer = _("%(help)s; family and friends give %(given)s") % {"help": answer, "given": given}
            lines.append(Line(domain_title(domain, self.voice), answer[:1].upper() + answer[1:]))
        return lines


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

    def lines(self) -> list[Line]:
        assessment = self.assessment
        labels = {name: str(field.label) for name, field in self.fields().items()}
        lines = [Line(labels["needs_arise"], known(assessment.needs_arise), assessment.needs_arise_words)]
        if assessment.is_for_carer:
            lines.append(Line(labels["health_deteriorating"], known(assessment.health_deteriorating)))
        impact = known(assessment.significant_impact)
        return [*lines, Line(labels["significant_impact"], impact, assessment.significant_impact_words)]
