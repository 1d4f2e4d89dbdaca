"""The questions of "How would my budget be worked out?": one part of life a page."""

from __future__ import annotations

from typing import Any, cast

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.rules.resource_allocation import CarerSupport, Domain, HelpNeeded

from ...design.questions import Answers, Question, Words
from ..paying.about_you import Who
from ..paying.asking import OneOf, PayingForm, say

# Each part of life: what it covers, and what to call it for somebody else where that differs.
COVERS: dict[Domain, Words] = {
    Domain.NUTRITION: _("Shopping for food, cooking, cutting it up, eating and drinking, and remembering to."),
    Domain.PERSONAL_CARE: _("Washing, a bath or shower, hair and teeth, getting dressed and undressed."),
    Domain.TOILET: _("Getting to the toilet in time, getting on and off it, and managing pads or a catheter."),
    Domain.HOME: _("Cleaning, laundry, repairs, letters and bills."),
    Domain.RELATIONSHIPS: _("Seeing people who matter, keeping in touch, making friends."),
    Domain.COMMUNITY: _("Getting to shops, the doctor, a club or a place of worship, and back."),
    Domain.WORK_AND_LEARNING: _("A job, volunteering, a course."),
    Domain.DECISIONS_AND_SAFETY: _("Understanding and deciding things, taking medicine, not coming to harm at home or "
                                   "outside."),
    Domain.NIGHT: _("Help in bed, to the toilet, or somebody to be there, between going to bed and getting up."),
    Domain.CARING_ROLE: _("Looking after a child of your own, or one you are responsible for."),
}  # fmt: skip
FOR_SOMEBODY_ELSE: dict[Domain, Words] = {Domain.HOME: _("Looking after their home")}
LEVELS: dict[HelpNeeded, Words] = {
    HelpNeeded.NONE: _("It can be done without help, without pain or danger, and without taking very long. Equipment "
                       "may be used."),
    HelpNeeded.NOW_AND_THEN: _("Less than once a day. Some days there is no help."),
    HelpNeeded.EVERY_DAY: _("About once, each day."),
    HelpNeeded.SEVERAL_TIMES_A_DAY: _("Two or more times, each day."),
    HelpNeeded.ALL_THE_TIME: _("Somebody has to be there, or it cannot be done at all without them."),
}  # fmt: skip
NIGHTS: dict[HelpNeeded, Words] = {
    HelpNeeded.NOW_AND_THEN: _("Some nights."),
    HelpNeeded.EVERY_DAY: _("About once, each night."),
    HelpNeeded.SEVERAL_TIMES_A_DAY: _("Two or more times, each night."),
    HelpNeeded.ALL_THE_TIME: _("Somebody has to be awake or near all night."),
}


class PartOfLife(PayingForm):
    """How often help is needed in one part of life, and how much of it family and friends want to go on giving."""

    domain = Domain.NUTRITION

    def clean(self) -> dict[str, Any]:
        """Where no help is needed, there is none for family to give."""
        answers = super().clean()
        level, support = f"{self.domain.value}_level", f"{self.domain.value}_support"
        if answers.get(level) == HelpNeeded.NONE:
            answers[support] = CarerSupport.NONE
        elif level in answers and not self.data.get(self.add_prefix(support)) and support not in self.errors:
            self.add_error(support, gettext("Say how much of the help family and friends give"))
        return answers


def _form(domain: Domain) -> type[PartOfLife]:
    title = domain.words
    night = domain is Domain.NIGHT
    levels = [(level.value, capfirst(level.words)) for level in HelpNeeded]
    if night:
        levels = [(value, words.replace(gettext("day"), gettext("night"))) for value, words in levels]
    body: dict[str, Any] = {
        "__module__": __name__,
        "domain": domain,
        f"{domain.value}_level": OneOf(
            _("How often is help needed, whoever gives it now?"), levels,
            missing=_("Say how often help is needed"),
            hint=_("Think of a bad day too. Count the help that family gives."),
            hints={level.value: words for level, words in (LEVELS | (NIGHTS if night else {})).items()},
        ),
        f"{domain.value}_support": OneOf(
            _("How much of that do family and friends give, and want to go on giving?"),
            [(given.value, capfirst(given.words)) for given in CarerSupport], required=False,
            hint=_("Leave this if no help is needed."),
            why=_("Family care counts only where whoever gives it is willing, has said so themselves, and may change "
                  "their mind at any time. Nobody has to give care."),
        ),
    }  # fmt: skip
    return cast(type[PartOfLife], type(f"{title.title().replace(' ', '')}Form", (PartOfLife,), body))


def title(domain: Domain):
    return say(domain.words, FOR_SOMEBODY_ELSE.get(domain, domain.words))


TEMPLATE = "advice/budget/question.jinja"
BY_SLUG = {domain.value.replace("_", "-"): domain for domain in Domain}
QUESTIONS = [
    Question("who", _("Who is this for?"), Who, known_by=(), template=TEMPLATE),
    *(Question(slug, title(domain), _form(domain), known_by=(), template=TEMPLATE) for slug, domain in BY_SLUG.items()),
]


def needs_and_support(
    answers: Answers,
) -> tuple[dict[Domain, HelpNeeded | None], dict[Domain, CarerSupport | None]]:
    """The answers as the rule wants them. What was not answered is not yet known."""
    needs, support = {}, {}
    for domain in Domain:
        level, given = answers.get(f"{domain.value}_level"), answers.get(f"{domain.value}_support")
        needs[domain] = HelpNeeded(level) if level else None
        support[domain] = CarerSupport(given) if given else None
    return needs, support
