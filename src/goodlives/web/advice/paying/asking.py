"""Questions to which "I do not know" is always an answer, in words for yourself or for somebody else."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.rules.charging import Every

from ...design.forms import Choice, Choices, Money, Select, Text, Tick
from ...design.questions import Answers, QuestionForm, Words

NOT_KNOWN = "not_known"
NONE = "none"
I_DO_NOT_KNOW = _("I do not know")

OFTEN = [
    (Every.WEEK, _("every week")),
    (Every.FORTNIGHT, _("every 2 weeks")),
    (Every.FOUR_WEEKS, _("every 4 weeks")),
    (Every.MONTH, _("every month")),
    (Every.QUARTER, _("every 3 months")),
    (Every.YEAR, _("every year")),
]


def for_somebody_else(answers: Answers) -> bool:
    return answers.get("about") == "somebody_else"


def say(yours: Words, theirs: Words):
    """The title of a question, for yourself or for somebody else."""
    return lambda answers: theirs if for_somebody_else(answers) else yours


def is_known(answers: Answers, name: str) -> bool:
    """Whether a question was answered, and not with "I do not know"."""
    answer = answers.get(name)
    return answer is not None and not (isinstance(answer, list) and NOT_KNOWN in answer)


class OneOf(Choice):
    """One answer, the last of which is "I do not know": None."""

    def __init__(self, label, choices, **options):
        super().__init__(label, [*choices, (NOT_KNOWN, I_DO_NOT_KNOW)], **options)

    def clean(self, value):
        value = super().clean(value)
        return None if value in (NOT_KNOWN, "") else value


class YesOrNo(OneOf):
    """Yes, no, or "I do not know": None."""

    def __init__(self, label, **options):
        super().__init__(label, [("yes", _("Yes")), ("no", _("No"))], **options)

    def clean(self, value):
        return {"yes": True, "no": False}.get(super().clean(value))


class AnyOf(Choices):
    """Any number of answers. "None of these" stands alone; "I do not know" may stand beside what is known."""

    def __init__(self, label, choices, *, none, not_known=I_DO_NOT_KNOW, **options):
        super().__init__(label, [*choices, (NONE, none), (NOT_KNOWN, not_known)], **options)
        self.none = none

    def clean(self, value):
        chosen = super().clean(value)
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError(gettext("Choose what is true, or “%(none)s”, not both") % {"none": self.none})
        return chosen


class Hours(Text):
    """Hours in a week, by the quarter: "10.5". None where left empty."""

    inputmode = "decimal"

    def __init__(self, label, **options):
        super().__init__(label, **{"max_length": 10, "classes": "govuk-input--width-4"} | options)
        self.prefix, self.suffix = "", _("hours")

    def clean(self, value):
        value = super().clean(value).strip()
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", value) or Decimal(value) > 168:
            raise forms.ValidationError(
                gettext("%(label)s must be a number of hours in a week, like 10 or 10.5") % {"label": self.label}
            )
        return value


class PayingForm(QuestionForm):
    """One page. `theirs` has the words of a field for somebody else: its label, and a hint where that differs too;
    `their_choices` and `their_hints` those of its answers.

    Each field in `amounts` has a box and "I do not know" beneath it; one of the two is needed. A field in `often` has
    a box for how often beside it.
    """

    theirs: ClassVar[dict[str, tuple[Words, ...]]] = {}
    their_choices: ClassVar[dict[str, dict[str, Words]]] = {}
    their_hints: ClassVar[dict[str, dict[str, Words]]] = {}
    amounts: ClassVar[tuple[str, ...]] = ()
    often: ClassVar[dict[str, Every]] = {}
    # The boxes that an answer opens: {"cost_known": {"hours": ("hours", "price")}}.
    opens: ClassVar[dict[str, dict[str, tuple[str, ...]]]] = {}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        ordered: dict[str, forms.Field] = {}
        for name, field in self.fields.items():
            ordered[name] = field
            if name in self.often:
                ordered[f"{name}_every"] = Select(_("How often?"), OFTEN, required=False)
                self.initial.setdefault(f"{name}_every", self.often[name])
            if name in self.amounts:
                # Why we ask comes last of the three.
                ordered[f"{name}_not_known"] = Tick(I_DO_NOT_KNOW, required=False, why=cast(Money, field).why)
                cast(Money, field).why = ""
        self.fields = ordered

    def suit(self, so_far: Answers) -> None:
        if for_somebody_else(so_far):
            for name, (label, *hint) in self.theirs.items():
                field = self.fields[name]
                field.label = str(label)
                if hint:
                    field.help_text = str(hint[0])
            for name, words in self.their_choices.items():
                choice = cast(Choice, self.fields[name])
                choice.choices = [(key, words.get(str(key), said)) for key, said in cast(list, choice.choices)]
            for name, hints in self.their_hints.items():
                choice = cast(Choice, self.fields[name])
                choice.hints = choice.hints | hints

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for name in self.amounts:
            ticked, typed = answers.get(f"{name}_not_known"), answers.get(name)
            if name in self.errors:
                continue
            if typed is None and not ticked:
                self.add_error(name, self.missing(name))
            elif typed is not None and ticked:
                self.add_error(name, gettext("Type an amount, or tick “I do not know”, not both"))
        for name, usual in self.often.items():
            answers[f"{name}_every"] = answers.get(f"{name}_every") or usual
        return answers

    def missing(self, name: str) -> str:
        """What to say when nothing was answered."""
        return self.asks(name, gettext("type an amount, or tick “I do not know”"))

    def asks(self, name: str, what_to_do: str) -> str:
        """The question, and what to do about it: "How old are you? Type a number", "Council tax: type an amount"."""
        label = str(self.fields[name].label)
        return f"{label} {capfirst(what_to_do)}" if label.endswith("?") else f"{label}: {what_to_do}"


def amount(label: Words, **options) -> Money:
    """A box for pounds, as the only question of its page unless said otherwise."""
    return Money(label, **{"heading": True} | options)


def one_amount(
    name: str, yours: Words, theirs: Words, *, every: Every | None = None, hint: Words = "", why: Words = ""
) -> type[PayingForm]:
    """A page that asks for one amount, and how often it comes."""
    body: dict[str, Any] = {
        "__module__": __name__,
        name: amount(yours, hint=hint, why=why),
        "theirs": {name: (theirs,)},
        "amounts": (name,),
        "often": {name: every} if every else {},
    }
    return cast(type[PayingForm], type(f"{name.title().replace('_', '')}Form", (PayingForm,), body))
