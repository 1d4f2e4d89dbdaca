"""What is asked about decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.decisions.models import Answer, Decision, Route, Step, Telling
from goodlives.exchange.letters.letter import Line

from ..design.forms import Choice, Date, Form, LongText, Select, Text, Tick

ALL_OF_IT = "all"


class QuestionWords(Form):
    route = Choice(
        _("What would you like us to do?"), Route.choices, initial=Route.ASK,
        hints={
            Route.ASK: _("Something is not clear, or you think a line is wrong. We answer within 10 working days."),
            Route.AGAIN: _(
                "You disagree. Somebody who did not make the decision looks at all of it again, and tells you within "
                "20 working days whether it stands."
            ),
            Route.COMPLAINT: _(
                "Something went wrong: what we decided, how we did it or how you were treated. We say that we have "
                "your complaint within 3 working days, agree with you how we look at it, and answer within 6 months."
            ),
        },
        missing=_("Choose what you would like us to do"),
    )  # fmt: skip
    late_because = LongText(
        _("Why could you not complain sooner?"), rows=3, required=False,
        hint=_(
            "This decision is more than 12 months old. We can still look at your complaint if you had a good reason "
            "and we can still find out what happened. You need not write anything here unless you complain."
        ),
    )  # fmt: skip
    wants_advocate = Tick(
        _("I would like somebody independent to help me with this (an advocate). It is free."), required=False
    )
    about = Choice(
        _("Which part is it about?"), (), small=True, hint=_("If you are not sure, leave it at “All of it”."),
        missing=_("Choose which part it is about"),
    )  # fmt: skip
    words = LongText(
        _("What do you think is wrong, and why?"), rows=7,
        hint=_("Use your own words. You can say what you think the right answer is, and what shows it."),
        missing=_("Write what you think is wrong"),
    )  # fmt: skip

    def __init__(self, *given, lines: Iterable[Line], mine: bool, late: bool = False, **options):
        super().__init__(*given, **options)
        self.late = late
        if not late:
            del self.fields["late_because"]
        self.lines = {line.key: line.words for line in lines}
        about = cast(Choice, self.fields["about"])
        about.choices = [(ALL_OF_IT, gettext("All of it, or I am not sure")), *self.lines.items()]
        about.initial = ALL_OF_IT
        if not mine:
            self.fields["route"].label = gettext("What would they like us to do?")
            self.fields["wants_advocate"].label = gettext("They would like an advocate")
            about.help_text = ""
            self.fields["words"].label = gettext("What do they think is wrong, and why?")
            self.fields["words"].help_text = gettext("Write it as they say it.")
            self.fields["words"].error_messages["required"] = gettext("Write what they think is wrong")

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if self.late and given.get("route") == Route.COMPLAINT and not given.get("late_because"):
            self.add_error("late_because", gettext("Say why you could not complain sooner"))
        return given

    def line(self) -> str:
        """The words of the line it is about; empty when it is about all of it."""
        return self.lines.get(self.cleaned_data["about"], "")


class AnswerWords(Form):
    words = LongText(
        _("Your answer"), rows=8, missing=_("Write your answer"),
        hint=_("They read this as you write it. Say what you looked at, what you found, and what happens next."),
    )  # fmt: skip


class ResultOfLookingAgain(AnswerWords):
    """A reconsideration or a complaint ends with what came of it (SI 2009/309 reg 14(2))."""

    result = Choice(_("What came of it?"), (), missing=_("Choose what came of it"))
    new_decision = Select(_("The new decision, where there is one"), (), required=False)
    lesson = Choice(
        _("What can the council learn?"), Answer.Lesson.choices, small=True,
        missing=_("Choose what the council can learn"),
        hint=_("For the council’s own learning, counted without names. They do not see it."),
    )  # fmt: skip

    def __init__(self, *given, may_be_late: bool, later: Iterable[Decision], **options):
        super().__init__(*given, **options)
        self.later = {str(one.pk): one for one in later}
        cast(Choice, self.fields["result"]).choices = [
            one for one in Answer.Result.choices if may_be_late or one[0] != Answer.Result.TOO_LATE
        ]
        cast(Select, self.fields["new_decision"]).choices = [
            ("", gettext("None")), *((pk, f"{one.decided_on}: {one.summary[:90]}") for pk, one in self.later.items())
        ]  # fmt: skip

    def clean(self):
        super().clean()
        given = self.cleaned_data
        result, named = given.get("result"), given.get("new_decision")
        if result == Answer.Result.CHANGED and not named:
            self.add_error(
                "new_decision",
                gettext("Choose the new decision. If it is not made yet, make it first where this one was made"),
            )
        if named and result in (Answer.Result.STANDS, Answer.Result.TOO_LATE):
            self.add_error("new_decision", gettext("A decision that stands has no new one in its place"))
        return given

    def outcome(self) -> dict:
        given = self.cleaned_data
        return {
            "result": given["result"], "lesson": given["lesson"],
            "new_decision": self.later.get(given.get("new_decision", "")),
        }  # fmt: skip


class NextStep(Form):
    """What staff tell the person before there is an answer."""

    what = Choice(
        _("What did you tell them?"), [(one.value, one.label) for one in Step.OF_THE_COUNCIL],
        hints={
            Step.What.ACKNOWLEDGED: _("By when the law asks for it is shown above."),
            Step.What.PLANNED: _("You offered to talk about it, and agreed how it is looked at and by when."),
            Step.What.LATE: _("The law asks for this in writing when six months have passed (SI 2009/309 reg 14(4))."),
        },
        missing=_("Choose what you told them"),
    )  # fmt: skip
    words = LongText(_("In what words?"), rows=4, required=False, hint=_("They read this on their page."))
    due_on = Date(_("The day by which we answer"), required=False, hint=_("For a plan, or when we are late."))
    told = Choice(_("How were they told?"), Telling.How.choices, missing=_("Choose how they were told"))

    def __init__(self, *given, today: date, acknowledged: bool, **options):
        super().__init__(*given, **options)
        cast(Date, self.fields["due_on"]).earliest = today
        if acknowledged:
            left = [one for one in Step.OF_THE_COUNCIL if one != Step.What.ACKNOWLEDGED]
            cast(Choice, self.fields["what"]).choices = [(one.value, one.label) for one in left]

    def clean(self):
        super().clean()
        given = self.cleaned_data
        if given.get("what") in (Step.What.PLANNED, Step.What.LATE):
            for name, missing in (
                ("words", gettext("Write what you told them")), ("due_on", gettext("Enter the day by which we answer")),
            ):  # fmt: skip
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return given


class MoreWords(Form):
    words = LongText(_("What would you like to add?"), rows=5, missing=_("Write what you would like to add"))


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
    route = Select(_("What was asked"), [("", _("Anything")), *Route.choices], required=False)
    which = Select(
        _("Show"),
        [
            ("", _("Waiting")),
            ("overdue", _("Overdue")),
            ("answered", _("Answered")),
            ("withdrawn", _("Taken back")),
            ("all", _("All")),
        ],
        required=False,
    )
