"""The forms around an assessment: starting, deciding and stopping it, and narrowing the list."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.assessments.models import Assessment, State

from ..design.forms import Choice, Form, LongText, Select, Text

SOMEBODY_ELSE = "somebody_else"
FEWEST_WORDS = 5


class StartForm(Form):
    """Which assessment, how, and, for a carer, whom they care for. The person themself is asked less than staff."""

    def __init__(self, *args, cared_for: list[tuple[str, str]], voice, for_staff: bool, **options) -> None:
        super().__init__(*args, **options)
        say = voice.say
        self.fields["kind"] = Choice(
            gettext("What is this assessment about?"),
            [
                (Assessment.Kind.ADULT, say(gettext("The help I need for myself"), gettext("The help {name} needs"))),
                (
                    Assessment.Kind.CARER,
                    say(gettext("Looking after somebody"), gettext("{name} looking after somebody")),
                ),
            ],
            hints={
                Assessment.Kind.ADULT: gettext("A needs assessment"),
                Assessment.Kind.CARER: gettext(
                    "A carer's assessment. It is about the carer, not the person cared for."
                ),
            },
            missing=gettext("Choose what this assessment is about"),
        )
        if cared_for:
            self.fields["cared_for"] = Choice(
                say(gettext("Who do you look after?"), gettext("Who does {name} look after?")),
                [*cared_for, (SOMEBODY_ELSE, gettext("Somebody else"))],
                required=False,
            )
        self.fields["cared_for_name"] = Text(
            say(gettext("Name of the person you look after"), gettext("Name of the person {name} looks after")),
            required=False, max_length=200,
        )  # fmt: skip
        if for_staff:
            self.fields["method"] = Choice(
                gettext("How will you do it?"), Assessment.Method.choices,
                hints={
                    Assessment.Method.SUPPORTED_SELF_ASSESSMENT: gettext(
                        "Only where the person agrees and is able to decide that for themself"
                    ),
                    Assessment.Method.COMBINED: gettext("Only where everybody whose assessments they are agrees"),
                },
                missing=gettext("Choose how you will do it"),
            )  # fmt: skip

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("kind") == Assessment.Kind.CARER and "cared_for_name" in cleaned:
            chosen = cleaned.get("cared_for")
            if "cared_for" in self.fields and not chosen:
                self.add_error("cared_for", gettext("Choose who is looked after"))
            elif (not chosen or chosen == SOMEBODY_ELSE) and not cleaned["cared_for_name"]:
                self.add_error("cared_for_name", gettext("Enter the name of the person who is looked after"))
        return cleaned


def _enough_words(label: str | Promise):
    def check(words: str) -> None:
        if words and len(words.split()) < FEWEST_WORDS:
            raise forms.ValidationError(
                gettext("%(label)s: write at least %(number)s words, so that it can be understood")
                % {"label": label, "number": FEWEST_WORDS}
            )

    return check


class DecideForm(Form):
    """What the decision must say besides its conditions: Care Act s13(2) and (5)."""

    def __init__(self, *args, voice, eligible: bool, **options) -> None:
        super().__init__(*args, **options)
        self.fields["reasons"] = LongText(
            gettext("Reasons for the decision"),
            hint=voice.say("", gettext("Write to {name}, as “you”. Say what you looked at and why it leads to this.")),
            missing=gettext("Enter the reasons for the decision"), rows=6,
            validators=[_enough_words(gettext("Reasons"))],
        )  # fmt: skip
        self.fields["participation"] = LongText(
            voice.say("", gettext("How {name} took part")),
            hint=gettext("Who talked with whom, where and when, and with what help. A letter shows these words."),
            missing=gettext("Enter how the person took part"), rows=4,
            validators=[_enough_words(gettext("How they took part"))],
        )  # fmt: skip
        advice = (
            {} if eligible else {"missing": gettext("Enter advice on what could meet, reduce or prevent the needs")}
        )
        self.fields["advice"] = LongText(
            gettext("Advice: what could reduce the needs or stop them growing")
            if eligible
            else gettext("Advice: what could meet or reduce the needs, or stop them growing"),
            hint=gettext("For example a group, equipment, exercise, a change at home, who to phone"),
            rows=4, required=not eligible, **advice,
        )  # fmt: skip


class StopForm(Form):
    why = LongText(
        _("Why is it being stopped?"),
        missing=_("Enter why it is being stopped"),
        validators=[_enough_words(_("Why"))],
    )


OPEN, ALL = "", "all"


class FilterForm(Form):
    words = Text(_("Name or number"), required=False)
    state = Select(_("State"), [(OPEN, _("Open")), *State.choices, (ALL, _("All"))], required=False)
    kind = Select(_("Kind"), Assessment.Kind.choices, empty=_("Any"), required=False)
    method = Select(_("How"), Assessment.Method.choices, empty=_("Any"), required=False)
    mine = Select(_("Whose"), [("yes", _("Mine")), ("nobody", _("Nobody's"))], empty=_("Everybody's"), required=False)
