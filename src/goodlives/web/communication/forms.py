"""What is asked about how to reach somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any, cast

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.access.models import User
from goodlives.casework.communication.languages import CHOICES, ENGLISH
from goodlives.casework.communication.models import (
    SIZES,
    Format,
    HeldLetter,
    Interpreter,
    Phoning,
    Readers,
    Sending,
)

from ..design.forms import (
    Choice,
    Choices,
    Date,
    Email,
    Form,
    LongText,
    Postcode,
    Select,
    Text,
    Tick,
    YesNoNotKnown,
)


class Hour(Text):
    """A time of the day, like 9:30 or 2pm; None where left empty."""

    def __init__(self, label, **options):
        super().__init__(label, **{"classes": "govuk-input--width-5", "max_length": 10} | options)

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value):
        typed = super().clean(value).strip().lower().replace(" ", "")
        if not typed:
            return None
        found = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)?", typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if found and found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3] == "pm" else 0)
        elif found and found[3]:
            hour = 99
        if hour > 23 or minute > 59:
            raise forms.ValidationError(gettext("Enter a time, like 9:30 or 2pm"))
        return time(hour, minute)


class Link(Text):
    """An https address of a page elsewhere."""

    def clean(self, value):
        value = super().clean(value).strip()
        if value:
            try:
                URLValidator(schemes=["https"])(value)
            except forms.ValidationError:
                raise forms.ValidationError(gettext("Enter a link that begins with https://")) from None
        return value


MINE = {
    Readers.THEM: _("To me"),
    Readers.BOTH: _("To me, with a copy to somebody I name"),
    Readers.OTHER: _("Only to somebody I name, such as an advocate"),
}


class Needs(Form):
    """The same questions to the person and to whoever writes down what they say."""

    format = Choice(
        _("How should letters come?"), Format.choices, initial=Format.STANDARD, missing=_("Choose how letters come")
    )
    print_size = Select(
        _("How large is large print?"), [(str(size), str(size)) for size in SIZES],
        initial="18", required=False, hint=_("Used only where letters come in large print."),
    )  # fmt: skip
    language = Select(_("Language of letters"), CHOICES, initial=ENGLISH)
    interpreter = Choice(
        _("Is an interpreter needed to talk?"), Interpreter.choices, initial=Interpreter.NONE, small=True,
        missing=_("Choose whether an interpreter is needed"),
    )  # fmt: skip
    video_link = Link(
        _("Link to talk in sign language, by video"), max_length=200, autocomplete="off",
        hint=_("For British Sign Language: the page of the video service. It goes into each letter."),
    )  # fmt: skip
    phoning = Choice(_("May we phone?"), Phoning.choices, initial=Phoning.ANY, missing=_("Choose whether we may phone"))
    phone_from = Hour(_("Phone from"), hint=_("Only if we may phone between certain times. Like 9:30 or 2pm."))
    phone_until = Hour(_("Phone until"))
    sending = Choice(
        _("How should letters be sent?"), Sending.choices, initial=Sending.POST, small=True,
        missing=_("Choose how letters are sent"),
    )  # fmt: skip
    readers = Choice(
        _("To whom do letters go?"), Readers.choices, initial=Readers.THEM, missing=_("Choose to whom letters go")
    )
    other_name = Text(_("Name of whoever else has the letters"), max_length=200)
    other_is = Text(_("Who they are"), hint=_("For example: advocate, sister, solicitor."), max_length=100)
    other_address = LongText(_("Their address"), rows=3, max_length=500)
    other_postcode = Postcode(_("Their postcode"), classes="govuk-input--width-10")
    other_email = Email(_("Their email address"))
    may_be_shared = YesNoNotKnown(
        _("May we tell others who give support, so that they know too?"),
        hint=_("Such as the GP or whoever comes to the home. Only what is on this page."),
    )
    ask_again_on = Date(_("When should we ask again?"), hint=_("Needs change. Leave empty if they will not."))

    def __init__(self, *args, own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        cast(Select, self.fields["print_size"]).choices = [
            (str(size), gettext("%(size)s point") % {"size": size}) for size in SIZES
        ]
        if own:
            cast(Choice, self.fields["readers"]).choices = list(MINE.items())

    def clean_print_size(self) -> int:
        return int(self.cleaned_data["print_size"] or 18)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("format") != Format.LARGE:
            given["print_size"] = None
        if given.get("phoning") == Phoning.HOURS:
            self._must_have_hours(given)
        else:
            given["phone_from"] = given["phone_until"] = None
        if given.get("interpreter") == Interpreter.SIGN and not given.get("video_link"):
            self._missing("video_link", gettext("Enter the link to talk in sign language, by video"))
        if given.get("readers") in (Readers.BOTH, Readers.OTHER):
            self._must_have_the_other(given)
        return given

    def _must_have_hours(self, given: dict[str, Any]) -> None:
        for name, words in (
            ("phone_from", gettext("Enter from when we may phone")),
            ("phone_until", gettext("Enter until when we may phone")),
        ):
            if given.get(name) is None:
                self._missing(name, words)
        if given.get("phone_from") and given.get("phone_until") and given["phone_from"] >= given["phone_until"]:
            self.add_error("phone_until", gettext("“Phone until” must be later than “Phone from”"))

    def _must_have_the_other(self, given: dict[str, Any]) -> None:
        if not given.get("other_name"):
            self._missing("other_name", gettext("Enter the name of whoever else has the letters"))
        if given.get("sending") == Sending.EMAIL:
            if not given.get("other_email"):
                self._missing("other_email", gettext("Enter their email address"))
            return
        if not given.get("other_address"):
            self._missing("other_address", gettext("Enter their address"))
        if not given.get("other_postcode"):
            self._missing("other_postcode", gettext("Enter their postcode"))

    def _missing(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, words)


class Safe(Form):
    safe_way = LongText(
        _("What is the safe way to get in touch?"), rows=3, max_length=1000,
        missing=_("Write what the safe way is"),
        hint=_("For example: text first, on weekdays between 10 and 2. Staff read this before anything else."),
    )  # fmt: skip
    do_not_write = Tick(_("Do not write to them"))
    do_not_phone = Tick(_("Do not phone"))
    do_not_leave_messages = Tick(_("Do not leave messages"))
    do_not_email = Tick(_("Do not email"))
    not_at = LongText(_("Addresses and phone numbers never to use"), rows=2, max_length=500)
    safe_address = LongText(
        _("An address where letters are safe"), rows=3, max_length=500,
        hint=_("Letters go there, and nowhere else. Leave empty if there is none."),
    )  # fmt: skip
    safe_postcode = Postcode(_("Its postcode"), classes="govuk-input--width-10")
    who_must_not_know = LongText(_("Who must not know that we are in touch?"), rows=2, max_length=500)
    code_word = Text(
        _("A code word"), max_length=60, autocomplete="off",
        hint=_("Each says it on the phone, so that each knows that it is the other."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("safe_address") and not given.get("safe_postcode") and "safe_postcode" not in self.errors:
            self.add_error("safe_postcode", gettext("Enter the postcode of the safe address"))
        return given


class Private(Form):
    address = LongText(_("Address"), rows=3, max_length=500)
    postcode = Postcode(_("Postcode"), classes="govuk-input--width-10")
    why = LongText(
        _("Why is it kept private?"), rows=2, max_length=500, missing=_("Write why it is kept private"),
        hint=_("In a few words. Never say here where they live, or whom they hide from."),
    )  # fmt: skip
    readers = Choices(
        _("Who may read it?"), [], small=True, required=False,
        hint=_("Nobody else at the council sees it, anywhere. Each time somebody reads it, that is written down."),
    )  # fmt: skip

    def __init__(self, *args, colleagues: Iterable[User], own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["readers"]
        else:
            cast(Choices, self.fields["readers"]).choices = [
                (str(worker.pk), f"{worker}, {worker.job_title or worker.get_role_display()}") for worker in colleagues
            ]


class Finish(Form):
    how = Choice(_("What became of it?"), HeldLetter.How.choices, missing=_("Choose what became of it"))
    words = LongText(
        _("What was done"), rows=3, max_length=1000,
        hint=_("For example: recorded by Grace, and the recording posted to the advocate."),
    )  # fmt: skip
    done_on = Date(_("When"), missing=_("Enter the day it was done"))

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        cast(Date, self.fields["done_on"]).latest = today
