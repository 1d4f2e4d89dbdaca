"""What is asked about decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.decisions.models import Telling
from goodlives.exchange.letters.letter import Line

from ..design.forms import Choice, Date, Form, LongText, Select, Text

ALL_OF_IT = "all"


class QuestionWords(Form):
    about = Choice(
        _("Which part is it about?"), (), small=True, hint=_("If you are not sure, leave it at “All of it”."),
        missing=_("Choose which part it is about"),
    )  # fmt: skip
    words = LongText(
        _("What do you think is wrong, and why?"), rows=7,
        hint=_("Use your own words. You can say what you think the right answer is, and what shows it."),
        missing=_("Write what you think is wrong"),
    )  # fmt: skip

    def __init__(self, *given, lines: Iterable[Line], mine: bool, **options):
        super().__init__(*given, **options)
        self.lines = {line.key: line.words for line in lines}
        about = cast(Choice, self.fields["about"])
        about.choices = [(ALL_OF_IT, gettext("All of it, or I am not sure")), *self.lines.items()]
        about.initial = ALL_OF_IT
        if not mine:
            about.help_text = ""
            self.fields["words"].label = gettext("What do they think is wrong, and why?")
            self.fields["words"].help_text = gettext("Write it as they say it.")
            self.fields["words"].error_messages["required"] = gettext("Write what they think is wrong")

    def line(self) -> str:
        """The words of the line it is about; empty when it is about all of it."""
        return self.lines.get(self.cleaned_data["about"], "")


class AnswerWords(Form):
    words = LongText(
        _("Your answer"), rows=8, missing=_("Write your answer"),
        hint=_("They read this as you write it. Say what you looked at, what you found, and what happens next."),
    )  # fmt: skip


class Told(Form):
    how = Choice(
        _("How were they told?"),
        [(value, label) for value, label in Telling.How.choices if value != Telling.How.ONLINE],
        missing=_("Choose how they were told"),
        hint=_("When they open the decision here themselves, that is noted for you."),
    )
    told_on = Date(_("The day they were told"), missing=_("Enter the day they were told"))

    def __init__(self, *given, decided_on: date, today: date, **options):
        super().__init__(*given, **options)
        told_on = cast(Date, self.fields["told_on"])
        told_on.earliest, told_on.latest = decided_on, today


class WhichQuestions(Form):
    q = Text(_("Name, postcode or number"), classes="govuk-input--width-20")
    which = Select(_("Show"), [("", _("Waiting")), ("answered", _("Answered")), ("all", _("All"))], required=False)
