"""What a carer says of the care they give, and what staff write down for somebody who cannot sign in."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.carers.models import CareGiven, SupportAsked
from goodlives.rules.carers_strain import ANSWERS, Asked
from goodlives.rules.resource_allocation import Domain

from .. import clock
from ..design.forms import Choice, Choices, Date, Form, LongText, Text, Tick, WholeNumber


class _Said(Form):
    """For staff only: how and when the carer told them. A carer's own page does not ask."""

    told_how = Text(
        _("How did they tell you?"), missing=_("Say how they told you"), max_length=200,
        hint=_("For example: on the phone, or at home with Ann there. Nobody else says it for them."),
    )  # fmt: skip
    told_on = Date(_("When did they tell you?"), missing=_("Enter the day they told you"), latest=clock.today)

    def __init__(self, *args, staff: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not staff:
            del self.fields["told_how"], self.fields["told_on"]

    def said(self) -> dict:
        """What the action is given."""
        return {name: self.cleaned_data[name] for name in self.fields}


class _Until(_Said):
    until = Date(
        _("Until which day?"), missing=_("Enter the last day"), earliest=clock.today,
        hint=_("At most a year. Then we ask again. It can be stopped on any day before."),
    )  # fmt: skip


class Agree(_Until):
    """One thing that a carer does, and until when they are willing and able."""

    what = Text(
        _("What is it?"), missing=_("Write what it is"), max_length=300, hint=_("For example: help with getting up.")
    )
    how_often = Text(_("How often?"), hint=_("For example: every morning."), max_length=200)
    hours_a_week = WholeNumber(_("About how many hours a week?"), most=168, hint=_("Leave it empty if not known."))
    domain = Choice(
        _("Which part of life is it?"),
        [*((each.value, _(each.words)) for each in Domain), ("", _("None of these"))],
        required=False, small=True,
        why=_("The first idea of a budget looks at each of these. Help counts there only while you say yes to it."),
    )  # fmt: skip
    share = Choice(
        _("How much of the help with that?"), [*CareGiven.Share.choices, ("", _("It is none of these parts"))],
        required=False, small=True,
    )  # fmt: skip
    yes = Tick(_("I am willing and able to do this until that day"), missing=_("Tick that you are willing and able"))
    field_order = ["what", "how_often", "hours_a_week", "domain", "share", "until", "yes", "told_how", "told_on"]

    def __init__(self, *args, staff: bool, **kwargs):
        super().__init__(*args, staff=staff, **kwargs)
        if staff:
            self.fields["yes"].label = _("They said that they are willing and able to do this until that day")

    def clean(self):
        known = super().clean() or {}
        if known.get("domain") and not known.get("share"):
            self.add_error("share", gettext("Choose how much of the help with that it is"))
        if known.get("share") and not known.get("domain"):
            self.add_error("domain", gettext("Choose which part of life it is"))
        return known

    def said(self) -> dict:
        return {name: value for name, value in super().said().items() if name != "yes"}


class AgreeAgain(_Until):
    field_order = ["until", "told_how", "told_on"]


class Stop(_Said):
    """Nothing has to be said to stop."""

    why = LongText(
        _("Anything you want us to know"), rows=3, max_length=2000,
        hint=_("You do not have to say why. The person you care for never reads this."),
    )  # fmt: skip
    person_may_know = Choice(
        _("May we tell them that it was you who stopped?"),
        [("no", _("No. Say only that you are looking at it again")), ("yes", _("Yes, you may tell them"))],
        initial="no", small=True, missing=_("Choose whether we may tell them"),
    )  # fmt: skip
    field_order = ["person_may_know", "why", "told_how"]

    def __init__(self, *args, staff: bool, **kwargs):
        super().__init__(*args, staff=staff, **kwargs)
        self.fields.pop("told_on", None)

    def said(self) -> dict:
        return super().said() | {"person_may_know": self.cleaned_data["person_may_know"] == "yes"}


def _lines(words, hint="") -> LongText:
    return LongText(words, hint=hint, rows=3, max_length=2000)


class TheDay(Form):
    """What happens on the day somebody in the circle is ill."""

    instead = _lines(_("Who comes instead, and what do they do first?"), _("Say who, and whether they know of this."))
    phone = _lines(_("Whom to phone, in order"), _("A name and a number on each line."))
    keys = _lines(_("How do they get in?"), _("Who has a key. Never write the number of a key safe here."))
    medicines = _lines(
        _("Medicines"), _("What, when, where they are, and who may give them. Ask a pharmacist if you are not sure.")
    )
    also = _lines(_("What else must somebody new know?"), _("For example: how to speak to me, allergies, the cat."))


class Emergency(Form):
    """A carer's own plan, for when they suddenly cannot care."""

    who_to_phone = _lines(_("Whom should be phoned first?"), _("A name and a number on each line, in order."))
    first_day = _lines(_("What must be done in the first hours?"), _("For example: a meal, medicines, not left alone."))
    next_days = _lines(_("What must be done in the days after?"))
    keys = _lines(_("How does somebody get in?"), _("Who has a key. Never write the number of a key safe here."))
    medicines = _lines(_("Medicines"), _("What, when and where they are. Or where the list is kept."))
    for_me = _lines(_("And what about you?"), _("Who looks after you, your children, your pets, your work?"))


class WhatIsShared(Form):
    shared = Choices(_("What may they see?"), [], required=False)

    def __init__(self, *args, shareable: list, **kwargs):
        super().__init__(*args, **kwargs)
        shared: Choices = self.fields["shared"]  # type: ignore[assignment]
        shared.choices = shareable


class HowCaring(Form):
    """The questions for a carer who wants to be asked. Any of them may be left out."""

    WORDS = {
        Asked.HOURS: _("About how many hours a week do you care for somebody?"),
        Asked.SLEEP: _("How do you sleep?"),
        Asked.OWN_TIME: _("How much time do you have for yourself?"),
        Asked.HEALTH: _("What does caring do to your own health?"),
        Asked.WORN_OUT: _("How often do you feel worn out?"),
        Asked.BACKED_UP: _("If you were ill tomorrow, could somebody take over?"),
        Asked.MORE_NEEDED: _("As far as you know, how much help does the person you care for need now?"),
    }
    own_words = LongText(_("Anything you want to add, in your own words"), rows=3, max_length=5_000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own_words = self.fields.pop("own_words")
        for asked, words in self.WORDS.items():
            levels = [(str(level), _(said)) for level, said in enumerate(ANSWERS[asked])]
            self.fields[asked.value] = Choice(words, [*levels, ("", _("I would rather not say"))], required=False)
        self.fields["own_words"] = own_words

    def clean(self):
        known = super().clean() or {}
        if not self.errors and not any(level is not None for level in self.answers().values()):
            self.add_error(Asked.HOURS.value, gettext("Answer at least one question, or go back"))
        return known

    def answers(self) -> dict[str, int | None]:
        given = {asked.value: self.cleaned_data.get(asked.value) for asked in Asked}
        return {name: int(level) if level else None for name, level in given.items()}


class AskForSupport(Form):
    what = Choice(_("What would you like?"), SupportAsked.What.choices, missing=_("Choose what you would like"))
    words = LongText(
        _("Anything we should know first"), rows=3, max_length=2000,
        hint=_("For example: when it is good to phone. You can leave it empty."),
    )  # fmt: skip


class AnswerSupport(Form):
    answer = LongText(
        _("What did you tell the carer, and what happens now?"), rows=4, missing=_("Write what you told them"),
        max_length=2000, hint=_("The carer reads this."),
    )  # fmt: skip


class MetAgain(Form):
    how = LongText(
        _("How is it met now?"), rows=3, missing=_("Write how it is met now"), max_length=2000,
        hint=_("As agreed with the person. They read this."),
    )  # fmt: skip
