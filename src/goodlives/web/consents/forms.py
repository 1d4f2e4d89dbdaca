"""What is asked when somebody shares a part of their record, and what the council keeps of its partners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.consents.models import Consent, GivenBy, Group, Partner, Purpose

from ..design import forms

MOST_AS_RADIOS = 12

WHAT_IS_IN = {
    Group.REACH: _("Date of birth, NHS number, address, phone and email."),
    Group.ABOUT_ME: _("What matters, how to support well, please do and please do not. All of About me."),
    Group.COMMUNICATION: _("What helps, language, and how to talk and write well. A small part of About me."),
    Group.PLAN: _(
        "The plan in place: goals, who does what, what it costs and who pays. Never one still being written."
    ),
    Group.CIRCLE: _("Who is around, and what they do. Nobody is named who has not agreed to help."),
    Group.DECISIONS: _("What the council decided and why. Not those about money."),
    Group.MONEY: _("What was decided about money: what to pay, the budget, a direct payment."),
}

HOW_LONG = {
    "1": _("1 month"),
    "3": _("3 months"),
    "6": _("6 months"),
    "12": _("1 year, the longest there is"),
    "day": _("Until a day I choose"),
}


class WhatIsShared(forms.Form):
    """Which parts and until when; for somebody of the council, also how it was said."""

    groups = forms.Choices(
        _("What may they see?"), Group.choices, hints=WHAT_IS_IN, missing=_("Tick at least one thing they may see"),
        hint=_("They always see the name. Tick only what they need."),
    )  # fmt: skip
    how_long = forms.Choice(_("For how long?"), list(HOW_LONG.items()), missing=_("Say for how long"))
    until = forms.Date(_("The last day they may look"), required=False)
    told = forms.LongText(
        _("How did they tell you?"), rows=3, missing=_("Say how they told you"),
        hint=_("When, how, and what they said. They read this too."),
    )  # fmt: skip

    def __init__(self, *args, staff: bool, on: date, **options):
        super().__init__(*args, **options)
        self.on = on
        if not staff:
            for name in set(STAFF_ONLY) & set(self.fields):
                del self.fields[name]
        else:
            self.fields["how_long"].choices = [*list(HOW_LONG.items())[:-1], ("day", _("Until a day they choose"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        known = self.cleaned_data
        how_long = known.get("how_long")
        if how_long == "day":
            last = known.get("until")
            if last is None and "until" not in self.errors:
                self.add_error("until", gettext("Enter the last day they may look"))
            elif last is not None and not self.on <= last <= self.on + timedelta(days=365):
                self.add_error("until", gettext("The last day must be from today to a year from now"))
            known["last_on"] = last
        elif how_long:
            known["last_on"] = self.on + relativedelta(months=int(how_long)) - timedelta(days=1)
        return known


class Share(WhatIsShared):
    """With whom and for what, too."""

    partner = forms.Choice(_("Who do you want to share with?"), [], missing=_("Choose who to share with"))
    purpose = forms.Choice(
        _("What is it for?"), Purpose.choices, missing=_("Say what it is for"),
        hint=_("They may use what they see for this and for nothing else."),
    )  # fmt: skip
    purpose_words = forms.Text(_("What for?"), required=False, max_length=80)
    given_by = forms.Choice(_("Who said yes?"), GivenBy.choices, missing=_("Say who said yes"))
    representative = forms.Text(_("Their name"), required=False)
    basis = forms.LongText(
        _("By what right?"), rows=3, required=False,
        hint=_(
            "For an attorney or deputy: which power, and when you saw it. For best interests: how you know that the "
            "person cannot decide this even with help, whom you asked, and why it is good for them."
        ),
    )  # fmt: skip
    field_order = (
        "partner", "purpose", "purpose_words", "groups", "how_long", "until", "given_by", "representative", "basis",
        "told",
    )  # fmt: skip

    def __init__(self, *args, partners: Sequence[Partner], staff: bool, **options):
        super().__init__(*args, staff=staff, **options)
        self.partners = {str(partner.pk): partner for partner in partners}
        if len(self.partners) > MOST_AS_RADIOS:
            names = [(key, f"{one.name} ({one.get_kind_display()})") for key, one in self.partners.items()]
            self.fields["partner"] = forms.Select(
                self.fields["partner"].label, names, empty=_("Choose one"), missing=_("Choose who to share with")
            )
        else:
            field: Any = self.fields["partner"]
            field.choices = [(key, one.name) for key, one in self.partners.items()]
            field.hints = {key: f"{one.get_kind_display()}. {one.does}" for key, one in self.partners.items()}
        if staff:
            self.fields["partner"].label = gettext("Who do they want to share with?")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        known["partner"] = self.partners.get(known.get("partner") or "")
        if known.get("purpose") == Purpose.OTHER and not known.get("purpose_words") and "purpose_words" in self.fields:
            self.add_error("purpose_words", gettext("Write what it is for"))
        elif known.get("purpose") != Purpose.OTHER:
            known["purpose_words"] = ""
        if known.get("given_by") in (GivenBy.REPRESENTATIVE, GivenBy.BEST_INTERESTS):
            for name, words in (
                ("representative", gettext("Enter their name")),
                ("basis", gettext("Say by what right")),
            ):
                if not known.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return known


STAFF_ONLY = ("told", "given_by", "representative", "basis")


def as_shared(consent: Consent) -> dict[str, Any]:
    """What the form starts from when a consent is changed."""
    return {"groups": consent.groups, "how_long": "day", "until": consent.last_on}


class Stopped(forms.Form):
    """How somebody said that it stops, where somebody of the council writes it down. It may be left empty."""

    told = forms.LongText(_("How did they tell you?"), rows=2, required=False)


class KeepPartner(forms.Form):
    name = forms.Text(_("Name"), missing=_("Enter their name"), max_length=80)
    kind = forms.Choice(_("What kind of organisation?"), Partner.Kind.choices, missing=_("Choose the kind"))
    does = forms.Text(
        _("What they do"), missing=_("Say what they do"),
        hint=_("In plain words. People read this before they share. For example: nurses who visit at home."),
    )  # fmt: skip
    phone = forms.Phone(_("Phone"), required=False)
    agreed_on = forms.Date(
        _("When did they sign the agreement?"), missing=_("Enter the day"),
        hint=_("The agreement on how they keep what people share with them."),
    )  # fmt: skip
    agreement = forms.Text(_("Where is that agreement kept?"), missing=_("Say where it is kept"))

    def __init__(self, *args, on: date, **options):
        super().__init__(*args, **options)
        self.fields["agreed_on"].latest = on  # type: ignore[attr-defined]


class GiveSignIn(forms.Form):
    first_name = forms.Text(_("First name"), missing=_("Enter their first name"), max_length=150)
    last_name = forms.Text(_("Last name"), missing=_("Enter their last name"), max_length=150)
    email = forms.Email(_("Email address at work"), missing=_("Enter their email address at work"))
    job_title = forms.Text(_("Job title"), missing=_("Enter their job title, as people know it"), max_length=100)


class AskForCopy(forms.Form):
    copy = forms.Choice(_("Which copy?"), [], missing=_("Choose a copy"), small=True)

    def __init__(self, *args, choices: Sequence[tuple[str, str]], **options):
        super().__init__(*args, **options)
        self.fields["copy"].choices = choices  # type: ignore[attr-defined]


class Find(forms.Form):
    words = forms.Text(_("Name"), required=False, max_length=100)
