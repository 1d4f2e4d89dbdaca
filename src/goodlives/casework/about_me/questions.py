"""The plain questions about how life is, in our own words, and those that a council with a licence has loaded.

Ours ask about the parts of life that the published weights are for. The words are our own: the tested questions belong
to the University of Kent (ASCOT). So an index from ours is for looking at one life over time, and is not put beside
figures from the tested questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from goodlives.rules.quality_of_life import Weights, published_weights

OWN = "own"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with its four answers, the best first, and a short name for tables."""

    aspect: str
    name: Any
    words: Any
    levels: tuple[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Questions:
    """A set of questions. `weights` is None where none are published: then nothing is scored."""

    key: str
    title: Any
    asked: tuple[Asked, ...]
    weights: Weights | None
    said_of_it: Any = ""

    def of(self, aspect: str) -> Asked | None:
        return next((one for one in self.asked if one.aspect == aspect), None)


FOR_A_PERSON = (
    Asked("control", _("Having a say"), _("Do you decide how your days go?"), (
        _("Yes, I decide as I wish"), _("Mostly"), _("Sometimes, but not enough"), _("No, I have no say"))),
    Asked("clean", _("Washing and clothes"), _("How are you getting on with washing and with your clothes?"), (
        _("I feel fresh and look as I like to"), _("All right"), _("Not as well as I need"),
        _("So badly that it may make me ill"))),
    Asked("food", _("Eating and drinking"), _("Do you get the meals and drinks you need?"), (
        _("Yes: what I like, when I like"), _("Yes, enough"), _("Not always enough, or not at the right time"),
        _("No, and it may make me ill"))),
    Asked("home", _("Your home"), _("How is the place you live in: is it clean, warm and easy to be in?"), (
        _("Just how I like it"), _("Fine for me"), _("Not good enough"), _("Bad: not clean, or not fit to live in"))),
    Asked("safe", _("Being safe"), _("Do you worry about falling, or that somebody may hurt you or take from you?"), (
        _("I have no such worry"), _("A little, but I manage"), _("I worry a lot"), _("I am afraid all the time"))),
    Asked("people", _("Seeing people"), _("Do you see the people you care about?"), (
        _("As often as I wish"), _("Often enough"), _("Not often enough"), _("Hardly ever: I am lonely"))),
    Asked("doing", _("Things to do"), _("Do you get to do things that you enjoy or that matter to you?"), (
        _("Yes, all I want to"), _("Enough of them"), _("Some, but too few"), _("None: the days are empty"))),
    Asked("dignity", _("Respect"), _("How do you feel about yourself because of the way people help you?"), (
        _("They make me feel good about myself"), _("It makes no difference to how I feel"),
        _("Now and then they make me feel small"), _("They make me feel worthless"))),
)  # fmt: skip

FOR_A_CARER = (
    Asked("own_time", _("Your own time"), _("Do you have time for things you like, apart from caring?"), (
        _("As much as I want"), _("Enough"), _("Too little"), _("None at all"))),
    Asked("say", _("Having a say"), _("Do you decide how your days go?"), (
        _("Yes, I decide as I wish"), _("Mostly"), _("Sometimes, but not enough"), _("No, I have no say"))),
    Asked("own_health", _("Your health"), _("Do you sleep, eat and look after your own health?"), (
        _("Yes, well"), _("Well enough"), _("Not enough"), _("No, and it is making me ill"))),
    Asked("safe", _("Being safe"), _("Do you worry that you may be hurt, by lifting, by falling or by somebody?"), (
        _("I have no such worry"), _("A little, but I manage"), _("I worry a lot"), _("I am afraid all the time"))),
    Asked("people", _("Seeing people"), _("Do you see your friends and family as yourself, not only as a carer?"), (
        _("As often as I wish"), _("Often enough"), _("Not often enough"), _("Hardly ever: I am lonely"))),
    Asked("backing", _("Being backed up"), _("Does anybody back you up and ask how you are?"), (
        _("Yes, always"), _("Mostly"), _("Not enough"), _("Nobody does"))),
    Asked("others", _("Others who need you"), _("Do you have time for others who need you, such as children?"), (
        _("Yes, or nobody else needs me"), _("Mostly"), _("Not enough"), _("No, and they miss out"))),
)  # fmt: skip


def own_questions(whose: str, on: date) -> Questions:
    """Our own. For a carer no weights are published that we hold, so nothing is scored."""
    if whose == "carer":
        return Questions(OWN, _("How life is for you as a carer"), FOR_A_CARER, None)
    return Questions(OWN, _("How life is for you"), FOR_A_PERSON, published_weights(on))
