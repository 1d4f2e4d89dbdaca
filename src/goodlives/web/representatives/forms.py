"""The questions about who acts for somebody."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from goodlives.casework.representatives.models import AT_MOST_DAYS, Suspension
from goodlives.casework.representatives.words import MEANS, NUMBERED, PAPERS, Document, Kind, Right
from goodlives.rules import representatives as law

from .. import clock
from ..design import forms


class WhichKind(forms.Form):
    kind = forms.Choice(
        _("How do they act for the person?"), Kind.choices, hints={kind.value: words for kind, words in MEANS.items()},
        missing=_("Say how they act for the person"), heading=True,
    )  # fmt: skip


class Details(forms.Form):
    """Who they are, what they may do and since when: only what somebody of this kind may have is asked."""

    name = forms.Text(_("Their name"), missing=_("Enter their name"))
    firm = forms.Text(_("Firm or organisation"), hint=_("If they act as part of their work."))
    phone = forms.Phone(_("Phone"))
    email = forms.Email(_("Email"))
    address = forms.LongText(_("Address"), rows=4, max_length=500)
    rights = forms.Choices(
        _("What may they do?"), Right.choices, missing=_("Say what they may do"),
        hint=_("Only what the law lets somebody of this kind do is offered. Give no more than is needed."),
    )  # fmt: skip
    together = forms.YesNo(
        _("Must they always act together with somebody else?"), missing=_("Say whether they must act together"),
        hint=_("Look at the paper. If they must, they can read here alone, but change nothing alone."),
    )  # fmt: skip
    instrument_says_so = forms.YesNoNotKnown(_("Does the power say it may be used while the person can still decide?"))
    lacks_capacity = forms.YesNoNotKnown(
        _("Has it been found that the person cannot make the decisions this is about, even with help?"),
        why=_(
            "Everybody is taken to be able to decide until it is found that they cannot. It is about one decision at "
            "one time: Mental Capacity Act 2005 ss1 to 3."
        ),
    )
    capacity_words = forms.LongText(_("For which decisions, and how was it found out?"), rows=3, max_length=2_000)
    capacity_on = forms.Date(_("When was it found out?"), latest=clock.today)
    first_on = forms.Date(_("First day"), missing=_("Enter the first day"))
    last_on = forms.Date(_("Last day, if there is one"))

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        powers = law.POWERS[law.Kind(kind)]
        rights = cast(forms.Choices, self.fields["rights"])
        rights.choices = [(right.value, right.label) for right in Right if right.value in powers.rights]
        if powers.when != law.When.LACKING_OR_THE_INSTRUMENT_SAYS_SO:
            del self.fields["instrument_says_so"]

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if typed.get("lacks_capacity") is not None:
            if not typed.get("capacity_words") and "capacity_words" not in self.errors:
                self.add_error("capacity_words", _now("Say for which decisions, and how it was found out"))
            if not typed.get("capacity_on") and "capacity_on" not in self.errors:
                self.add_error("capacity_on", _now("Enter when it was found out"))
        if typed.get("first_on") and typed.get("last_on") and typed["last_on"] < typed["first_on"]:
            self.add_error("last_on", _now("The last day must be on or after the first day"))
        return typed


class Papers(forms.Form):
    document = forms.Choice(_("Which paper did you see?"), Document.choices, missing=_("Say which paper you saw"))
    number = forms.Text(
        _("Its number"), max_length=40, classes="govuk-input--width-10",
        hint=_("For a power of attorney, the reference of the Office of the Public Guardian. For an order, its own."),
    )  # fmt: skip
    seen_on = forms.Date(_("When did you see it?"), missing=_("Enter when you saw it"), latest=clock.today)

    def __init__(self, *args, kind: str, **options):
        super().__init__(*args, **options)
        document = cast(forms.Choice, self.fields["document"])
        document.choices = [(paper.value, paper.label) for paper in PAPERS[Kind(kind)]]

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if typed.get("document") in NUMBERED and not typed.get("number") and "number" not in self.errors:
            self.add_error("number", _now("Enter the number of this paper"))
        return typed


class End(forms.Form):
    last_on = forms.Date(_("Their last day"), missing=_("Enter their last day"))
    why = forms.LongText(_("Why does it end?"), rows=3, max_length=2_000, missing=_("Say why it ends"))

    def __init__(self, *args, earliest, **options):
        super().__init__(*args, **options)
        cast(forms.Date, self.fields["last_on"]).earliest = earliest


class Suspend(forms.Form):
    why = forms.LongText(
        _("Why?"), rows=4, max_length=5_000, missing=_("Say why they are suspended"),
        hint=_("What you know, who told you, and what could happen. Only staff read this."),
    )  # fmt: skip
    review_on = forms.Date(_("When will you look at it again?"), missing=_("Enter when you will look at it again"))
    until_on = forms.Date(
        _("By when must somebody have decided?"), missing=_("Enter by when somebody must have decided"),
        hint=_("Four weeks at most. Reaching this day does not lift it: it goes to the top of the list."),
    )  # fmt: skip
    letters_to = forms.Choice(
        _("Where do the person’s letters go meanwhile?"), Suspension.LettersTo.choices,
        missing=_("Say where letters go"),
        hint=_("If they live together, a letter to the person may be opened by them."),
    )  # fmt: skip
    letters_words = forms.LongText(_("Name and address, if somewhere else"), rows=3, max_length=500)

    def __init__(self, *args, on, **options):
        super().__init__(*args, **options)
        self.on = on
        for name in ("review_on", "until_on"):
            cast(forms.Date, self.fields[name]).earliest = on

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        check_days(self, typed, self.on)
        if typed.get("letters_to") == Suspension.LettersTo.ELSEWHERE and not typed.get("letters_words"):
            self.add_error("letters_words", _now("Enter the name and address"))
        return typed


def check_days(form: forms.Form, typed: dict, on) -> None:
    """Looked at again before the limit, and the limit within four weeks."""
    review, until = typed.get("review_on"), typed.get("until_on")
    if review and until and review > until:
        form.add_error("review_on", _now("Look at it again on or before the day by which somebody must decide"))
    if until and (until - on).days > AT_MOST_DAYS:
        form.add_error("until_on", _now("A suspension lasts 4 weeks at most"))


class Decide(forms.Form):
    outcome = forms.Choice(_("What comes next?"), Suspension.Outcome.choices, missing=_("Say what comes next"))
    why = forms.LongText(_("Why?"), rows=4, max_length=5_000, missing=_("Say why"))
    told_person = forms.LongText(
        _("When and how was the person told, on their own?"), rows=3, max_length=2_000,
        hint=_("Leave it empty if it is not safe to tell them yet, and say why above."),
    )  # fmt: skip
    review_on = forms.Date(_("If it goes on: when will you look at it again?"))
    until_on = forms.Date(_("If it goes on: by when must somebody have decided?"))

    def __init__(self, *args, on, **options):
        super().__init__(*args, **options)
        self.on = on

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if typed.get("outcome") == Suspension.Outcome.LONGER:
            for name in ("review_on", "until_on"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _now("Enter the day"))
                elif typed.get(name) and typed[name] < self.on:
                    self.add_error(name, _now("Enter a day from today on"))
            check_days(self, typed, self.on)
        return typed


class WorryWords(forms.Form):
    words = forms.LongText(
        _("What is not right?"), rows=5, max_length=5_000, missing=_("Write what is not right"),
        hint=_("Use your own words. Somebody from the council will talk with you about it, on your own."),
    )  # fmt: skip


class LookedAt(forms.Form):
    outcome = forms.LongText(
        _("What did you do, and what came of it?"), rows=4, max_length=5_000, missing=_("Say what came of it"),
        hint=_("Talk with the person on their own first. If it may be abuse, raise a safeguarding concern too."),
    )  # fmt: skip


class WhoForm(forms.Form):
    who = forms.Choice(_("Who are you here for?"), [], missing=_("Choose who you are here for"), heading=True)

    def __init__(self, *args, here_for, **options):
        super().__init__(*args, **options)
        cast(forms.Choice, self.fields["who"]).choices = here_for


class Narrow(forms.Form):
    q = forms.Text(_("Name, postcode or number"), classes="govuk-input--width-10")
    who = forms.Text(_("Who acts"), classes="govuk-input--width-10")
    kind = forms.Select(_("Kind"), Kind.choices, empty=_("Any kind"), required=False)
    which = forms.Select(
        _("Which"),
        [
            ("suspended", _("Suspended")), ("worry", _("The person is worried")), ("soon", _("Ends in 8 weeks")),
            ("papers", _("Papers to see or check")), ("over", _("Over")),
        ],
        empty=_("All that are not over"), required=False,
    )  # fmt: skip
