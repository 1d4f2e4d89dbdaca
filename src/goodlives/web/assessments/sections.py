"""The parts of an assessment, each a page: what it asks, what has been saved, and whether it is finished."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from goodlives.casework.assessments import actions
from goodlives.casework.assessments.models import Assessment

from ..design.forms import Form, LongText
from .known import Known
from .voice import Voice

DONE, STARTED, NOT_STARTED = "done", "started", "not_started"


@dataclass(frozen=True)
class Line:
    """One answer as the written record shows it: what was asked, the short answer, and the words."""

    label: str
    answer: str = ""
    words: str = ""


class Section(ABC):
    """One part of one assessment, for one reader. Its fields are named as the model's, unless it says otherwise."""

    slug: ClassVar[str]
    group: ClassVar[str] = "words"
    law: ClassVar[str] = ""
    staff_only: ClassVar[bool] = False
    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, assessment: Assessment, voice: Voice) -> None:
        self.assessment, self.voice = assessment, voice
        self.find_facts: Callable[[], dict[str, Known]] = dict

    @property
    @abstractmethod
    def title(self) -> str:
        """What the part is called, to this reader."""

    @property
    def intro(self) -> list[str]:
        """What to say before the questions, a paragraph each."""
        return []

    @abstractmethod
    def fields(self) -> dict[str, Any]:
        """What it asks: each form field by its name."""

    def form(self, typed=None) -> Form:
        """Its questions, those that a known fact answers filled in with it."""
        form = Form(typed, initial=self.saved() | {name: fact.answer for name, fact in self.known.items()})
        form.fields.update(self.fields())
        return form

    # What is asked: only what is neither known already nor without meaning now. All of it can be opened.

    @cached_property
    def known(self) -> dict[str, Known]:
        """The questions that a known fact answers, where nobody has answered them otherwise."""
        saved = self.saved()
        return {
            name: fact
            for name, fact in self.find_facts().items()
            if name in saved and saved[name] in (None, "", fact.answer)
        }

    def not_needed(self) -> dict[str, str]:
        """The questions whose answer can no longer matter, each with why."""
        return {}

    @cached_property
    def asked(self) -> list[str]:
        """The questions that are asked."""
        not_needed = self.not_needed()
        return [name for name in self.saved() if name not in self.known and name not in not_needed]

    @property
    def open_questions(self) -> list[str]:
        """Those that are asked and have no answer yet."""
        saved = self.saved()
        return [name for name in self.asked if saved[name] in (None, "")]

    @property
    def to_confirm(self) -> dict[str, Known]:
        """What is known, and has not been said to be still right."""
        saved = self.saved()
        return {name: fact for name, fact in self.known.items() if saved[name] in (None, "")}

    @property
    def is_set_aside(self) -> bool:
        """Nothing of it need be asked, and nothing of it is known: it is listed apart, with why."""
        return not self.asked and not self.known

    def saved(self) -> dict[str, Any]:
        return {name: getattr(self.assessment, name) for name in self.fields()}

    def keep(self, answers: dict[str, Any], **who) -> None:
        actions.write(self.assessment, **answers, **who)

    @property
    def not_yet_known(self) -> int:
        """How many of its questions of fact have no answer yet."""
        not_needed = self.not_needed()
        return sum(value is None and name not in not_needed for name, value in self.saved().items())

    @property
    def status(self) -> str:
        saved = self.saved()
        answered = {name for name, value in saved.items() if value not in (None, "")}
        if not answered:
            return NOT_STARTED
        return DONE if answered >= saved.keys() - self.optional - self.not_needed().keys() else STARTED

    @property
    def note(self) -> str:
        """What stands under its name in the list of parts."""
        return ""

    def lines(self) -> list[Line]:
        return [Line(str(field.label), words=self.saved()[name]) for name, field in self.fields().items()]


class SectionOfFacts(Section):
    """A part that is finished when its questions of fact are answered, whatever else is said."""

    @property
    def status(self) -> str:
        if self.not_yet_known == 0:
            return DONE
        return STARTED if any(value not in (None, "") for value in self.saved().values()) else NOT_STARTED


class OwnWords(Section):
    slug, law = "own-words", "Care Act 2014 s1(3)(a) and (b)"

    @property
    def title(self) -> str:
        return self.voice.say(_("In your own words"), _("In {name}'s own words"))

    def fields(self) -> dict[str, Any]:
        return {
            "own_words": LongText(
                self.voice.say(_("What is life like for you now?"), _("What is life like for {name} now?")),
                hint=self.voice.say(
                    _("Say it your way. You know your life best."),
                    _("Write what {name} says, as {name} says it. The assessor's view has its own page."),
                ),
                rows=10,
            )
        }


class WhatMatters(Section):
    slug, law = "what-matters", "Care Act 2014 s9(4)(b)"

    @property
    def title(self) -> str:
        return self.voice.say(_("What matters to you"), _("What matters to {name}"))

    def fields(self) -> dict[str, Any]:
        return {
            "outcomes_wanted": LongText(
                self.voice.say(
                    _("What do you want from day-to-day life?"), _("What does {name} want from day-to-day life?")
                ),
                hint=_("For example: to see my sister each week, to cook again, to get back to work"),
                rows=8,
            )
        }


class Strengths(Section):
    slug, law = "strengths", "Care Act 2014 s9(6)"

    @property
    def title(self) -> str:
        return self.voice.say(_("What you are good at, and what you give"), _("What {name} is good at, and gives"))

    def fields(self) -> dict[str, Any]:
        return {
            "good_at": LongText(
                self.voice.say(
                    _("What are you good at, and what goes well?"), _("What is {name} good at, and what goes well?")
                ),
            ),
            "gives": LongText(
                self.voice.say(_("What do you give to other people?"), _("What does {name} give to other people?")),
                hint=_("For example: company, childcare, skills, faith, humour, helping at a club"),
            ),
        }


class PeopleAround(Section):
    slug, law = "people-around", "Care Act 2014 s9(5) and (6)"

    @property
    def title(self) -> str:
        return self.voice.say(_("Who is around you"), _("Who is around {name}"))

    def fields(self) -> dict[str, Any]:
        return {
            "around_them": LongText(
                self.voice.say(
                    _("Who and what is around you that helps, or could?"),
                    _("Who and what is around {name} that helps, or could?"),
                ),
                hint=_("People, neighbours, groups, a place of worship, a pet, a good bus route"),
            )
        }


class GoodAndBadDays(Section):
    slug, group, law = "good-and-bad-days", "impact", "SI 2015/313 regs 2(4) and 3(4)"

    @property
    def title(self) -> str:
        return _("Good days and bad days")

    def not_needed(self) -> dict[str, str]:
        if all(unable is False for unable in self.assessment.unable_to_achieve().values()):
            return {"good_and_bad_days": _("Nothing is hard, so nothing changes from day to day.")}
        return {}

    @property
    def intro(self) -> list[str]:
        return [_("Needs that come and go count. We look at a time long enough to know them, not at one day.")]

    def fields(self) -> dict[str, Any]:
        return {
            "good_and_bad_days": LongText(
                self.voice.say(
                    _("What is different on a bad day, and how often do they come?"),
                    _("What is different for {name} on a bad day, and how often do they come?"),
                ),
            )
        }


class WhatCouldHelp(Section):
    slug, group, law = "what-could-help", "help", "Care Act 2014 s9(4)(c) and (6)"

    @property
    def title(self) -> str:
        return _("What could help")

    def fields(self) -> dict[str, Any]:
        return {
            "what_could_help": LongText(
                _("What could help, with or without the council?"),
                hint=_("For example: a grab rail, a lunch club, a friend with a car, help to wash, a break"),
                rows=8,
            )
        }


class WhoTookPart(Section):
    slug, group, law = "who-took-part", "law", "Care Act 2014 ss9(5), 10(7) and 67"

    @property
    def title(self) -> str:
        return _("Who took part")

    def fields(self) -> dict[str, Any]:
        return {
            "who_took_part": LongText(
                _("Who was there, and who was asked?"),
                hint=self.voice.say(
                    _("You may ask anybody you like to take part. If it is hard to follow or to say what you think, "
                      "and nobody is there to help you, we find you an advocate."),
                    _("Include any carer, and anybody {name} asked for. If {name} would find it very hard to take part "
                      "and has nobody to help, an independent advocate must be found."),
                ),
            )
        }  # fmt: skip


class AssessorsView(Section):
    slug, group, staff_only = "assessors-view", "law", True
    law = "Care Act 2014 s9(4)"

    @property
    def title(self) -> str:
        return _("The assessor's view")

    def fields(self) -> dict[str, Any]:
        return {
            "assessor_view": LongText(
                _("What do you think, and why?"),
                hint=self.voice.say(
                    "", _("{name} reads this in the written record. Say where you see things differently.")
                ),
                rows=8,
            )
        }
