"""An assessment as a list of parts, in order, with how far each has come and what is still to find out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from goodlives.casework.access import roles
from goodlives.casework.access.models import User
from goodlives.casework.assessments.models import Assessment
from goodlives.rules.carers_eligibility import CarerOutcome
from goodlives.rules.conditions import Conclusion, Condition
from goodlives.rules.eligibility import Outcome
from goodlives.rules.wellbeing import Wellbeing

from .. import clock
from .caring import Caring
from .conditions import Conditions
from .day_to_day import DayToDay
from .facts import Facts
from .help_needed import HowMuchHelp
from .known import Known
from .outcomes import OutcomeSection
from .plain_words import lower_first
from .sections import (
    DONE,
    AssessorsView,
    GoodAndBadDays,
    Line,
    OwnWords,
    PeopleAround,
    Section,
    Strengths,
    WhatCouldHelp,
    WhatMatters,
    WhoTookPart,
)
from .voice import Voice, voice_for
from .wellbeing import WellbeingAreas

# What is good, and who is around, comes first: s9(6). What the law asks comes last.
BEFORE_OUTCOMES: list[type[Section]] = [Strengths, PeopleAround, OwnWords, WhatMatters, Caring, DayToDay]
AFTER_OUTCOMES: list[type[Section]] = [
    GoodAndBadDays, WellbeingAreas, HowMuchHelp, WhatCouldHelp, Conditions, WhoTookPart, AssessorsView
]  # fmt: skip
SLUGS = {section.slug for section in BEFORE_OUTCOMES + AFTER_OUTCOMES} | {
    outcome.value.replace("_", "-") for outcome in (*Outcome, *CarerOutcome)
}


@dataclass(frozen=True)
class ToFindOut:
    """Something the decision waits for, and the page where it is answered."""

    words: str
    address: str


@dataclass(frozen=True)
class RestsOn:
    """A condition of the law, and the answers it rests on, each with its page."""

    condition: Condition
    answers: list[ToFindOut]


@dataclass(frozen=True)
class Group:
    heading: str
    hint: str
    sections: list[Section]

    @property
    def in_one_list(self) -> bool:
        """The outcomes are short and many, so the written record lists them together."""
        return any(isinstance(section, OutcomeSection) for section in self.sections)

    @property
    def to_ask(self) -> list[Section]:
        return [section for section in self.sections if not section.is_set_aside]

    @property
    def set_aside(self) -> list[Section]:
        """Where nothing need be asked now. They stay open to whoever has more to say."""
        return [section for section in self.sections if section.is_set_aside]

    @property
    def lines(self) -> list[Line]:
        return [line for section in self.sections for line in section.lines()]


class Contents:
    """One assessment as one reader sees it."""

    def __init__(self, assessment: Assessment, reader: User) -> None:
        self.assessment = assessment
        self.voice: Voice = voice_for(assessment.person, reader)
        self.for_staff = roles.council_staff(reader)

    @property
    def title(self) -> str:
        say = self.voice.say
        if self.assessment.is_for_carer:
            return say(_("Your carer's assessment"), _("{name}'s carer's assessment"))
        return say(_("Your needs assessment"), _("{name}'s needs assessment"))

    @cached_property
    def sections(self) -> list[Section]:
        """Every part, the person's own words first. The assessor's view is read by the person once it is decided."""
        left_out: set[type[Section]] = set()
        # A carer's budget does not start from the table of help, so a carer is not asked.
        left_out.add(HowMuchHelp if self.assessment.is_for_carer else Caring)
        if self.assessment.is_open and not self.for_staff:
            left_out.add(AssessorsView)
        before, after = (
            [kind(self.assessment, self.voice) for kind in kinds if kind not in left_out]
            for kinds in (BEFORE_OUTCOMES, AFTER_OUTCOMES)
        )
        outcomes = [OutcomeSection(self.assessment, self.voice, outcome) for outcome in self.assessment.outcomes()]
        sections: list[Section] = [*before, *outcomes, *after]
        for section in sections:
            section.find_facts = lambda: self.facts
        return sections

    @cached_property
    def facts(self) -> dict[str, Known]:
        """What is known already. Once it is decided, the record says only what was said in it."""
        return Facts(self.assessment, self.voice, clock.today()).all() if self.assessment.is_open else {}

    @cached_property
    def asked_of(self) -> list[Section]:
        """The parts in which something is asked, or is to be said to be still right."""
        return [section for section in self.sections if not section.is_set_aside]

    @property
    def to_confirm(self) -> list[tuple[Section, str, Known]]:
        """What is known already and has not been said to be still right: the part, the field and the fact."""
        return [
            (section, name, fact)
            for section in self.sections
            if not isinstance(section, HowMuchHelp)  # said to be right on its own page, where the rest of it is asked
            for name, fact in section.to_confirm.items()
        ]

    @property
    def groups(self) -> list[Group]:
        say = self.voice.say
        outcomes = (
            _("The law names eight things a carer's life should have room for.")
            if self.assessment.is_for_carer
            else _("The law names ten things. Each is answered as if nobody helped.")
        )
        named = [
            ("words", say(_("You and your life"), _("{name} and their life")), ""),
            ("outcomes", say(_("What you can and cannot do"), _("What {name} can and cannot do")), outcomes),
            ("impact", say(_("What it does to your life"), _("What it does to {name}'s life")), ""),
            ("help", _("Help"), ""),
            ("law", _("What the law asks"), ""),
        ]
        return [
            Group(heading, hint, [section for section in self.sections if section.group == group])
            for group, heading, hint in named
        ]

    def section(self, slug: str) -> Section | None:
        return next((section for section in self.sections if section.slug == slug), None)

    def after(self, slug: str) -> Section | None:
        """The next part in which something is still open, or None after the last. What is known is not asked again."""
        slugs = [section.slug for section in self.sections]
        following = self.sections[slugs.index(slug) + 1 :]
        return next((section for section in following if section.open_questions or section.to_confirm), None)

    @property
    def first(self) -> Section | None:
        """Where to begin, or to go on."""
        return next((section for section in self.sections if section.open_questions), None)

    @property
    def done(self) -> int:
        return sum(section.status == DONE for section in self.asked_of)

    @property
    def not_yet_known(self) -> int:
        return sum(section.not_yet_known for section in self.sections)

    @cached_property
    def conclusion(self) -> Conclusion:
        return self.assessment.conclusion()

    def address(self, section: Section, anchor: str = "") -> str:
        return reverse("assessments:section", args=[self.assessment.pk, section.slug]) + anchor

    @property
    def overview(self) -> str:
        return reverse("assessments:assessment", args=[self.assessment.pk])

    def _condition(self, field: str) -> ToFindOut:
        section = Conditions(self.assessment, self.voice)
        return ToFindOut(str(section.fields()[field].label), self.address(section, f"#id_{field}"))

    def _where_asked(self, section: OutcomeSection) -> str:
        """Where nothing is known of an outcome, it is asked in one line; otherwise on its own page."""
        if section.answer is not None and not section.is_set_aside:
            return self.address(section)
        return self.address(DayToDay(self.assessment, self.voice), f"#id_{section.outcome.value}")

    @property
    def to_find_out(self) -> list[ToFindOut]:
        """What the decision waits for, in the order of the law, each with the page that answers it."""
        if self.conclusion.met is not None:
            return []
        arise, unable, impact = self.conclusion.conditions
        wanted: list[ToFindOut] = []
        if arise.met is None:
            wanted.append(self._condition("needs_arise"))
        if unable.met is None:
            if self.assessment.is_for_carer and self.assessment.health_deteriorating is None:
                wanted.append(self._condition("health_deteriorating"))
            wanted += [
                ToFindOut(
                    self.voice.say(
                        _("Are you unable to achieve this: {outcome}?"),
                        _("Is {name} unable to achieve this: {outcome}?"),
                        outcome=lower_first(section.title),
                    ),
                    self._where_asked(section),
                )
                for section in self.sections
                if isinstance(section, OutcomeSection) and section.unable is None
            ]  # fmt: skip
        if impact.met is None:
            wanted.append(self._condition("significant_impact"))
        return wanted

    @property
    def rests_on(self) -> list[RestsOn]:
        """Each condition with the answers that decided it."""
        arise, unable, impact = self.conclusion.conditions
        by_slug = {section.slug: section for section in self.sections}
        conditions, areas = by_slug["conditions"], by_slug["wellbeing"]
        lines = conditions.lines()

        def answer(section: Section, line: Line) -> ToFindOut:
            asked = line.label if line.label.endswith("?") else f"{line.label}:"
            words = f"{asked} {line.answer}" + (f". {line.words}" if line.words else "")
            return ToFindOut(words, self.address(section))

        # Where enough outcomes are found, those not yet known no longer matter.
        shown = (True,) if unable.met else (True, None)
        outcomes = [
            answer(section, line)
            for section in self.sections
            if isinstance(section, OutcomeSection) and section.unable in shown
            for line in section.lines()
        ]
        affected = [answer(areas, line) for line, row in zip(areas.lines(), self.areas_affected(), strict=True) if row]
        return [
            RestsOn(arise, [answer(conditions, lines[0])]),
            RestsOn(unable, [answer(conditions, line) for line in lines[1:-1]] + outcomes),
            RestsOn(impact, [answer(conditions, lines[-1]), *affected]),
        ]

    def areas_affected(self) -> list[bool | None]:
        """Whether each of the nine areas of wellbeing is affected, in their order."""
        rows = {row.area: row.affected for row in self.assessment.wellbeing.all()}
        return [rows.get(area.value) for area in Wellbeing]

    @property
    def left_out(self) -> list[ToFindOut]:
        """What an assessment must cover and this one does not yet: Care Act ss9(4)-(6) and 10(5)-(7)."""
        must = {OwnWords, WhatMatters, WellbeingAreas, WhatCouldHelp, WhoTookPart, Caring}
        return [
            ToFindOut(f"{section.title} ({section.law})", self.address(section))
            for section in self.sections
            if type(section) in must and section.status != DONE
        ]

    @property
    def contradictions(self) -> list[str]:
        """Where two answers do not go together."""
        if self.assessment.significant_impact and not any(self.areas_affected()):
            return [
                _("It says there is a significant impact on wellbeing, but no area of wellbeing is marked as affected.")
            ]
        return []
