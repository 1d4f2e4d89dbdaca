"""What people fill in about themselves, and staff about them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.people.actions import ADDRESS
from goodlives.casework.people.lists import Accommodation, Ethnicity, Gender, SupportReason
from goodlives.casework.people.models import CircleMember, Person

from .. import clock
from ..design.forms import (
    Choice,
    Date,
    Email,
    Form,
    LongText,
    NHSNumber,
    Phone,
    Postcode,
    Select,
    Text,
    Tick,
    WholeNumber,
    YesNoNotKnown,
)  # fmt: skip


def _nhs_number() -> NHSNumber:
    return NHSNumber(
        _("NHS number"), hint=_("10 digits, like 485 777 3456"), empty_value=None,
        why=_("So that the NHS and we know that we speak of the same person."),
    )  # fmt: skip


def _born_on() -> Date:
    return Date(_("Date of birth"), hint=_("For example, 27 3 1986"), latest=clock.today, autocomplete="off")


def _communication_needs(words, hint) -> LongText:
    return LongText(words, hint=hint, rows=3, max_length=2000)


class _AboutSomebody(Form):
    """A form that knows whose record it changes; nobody's, while there is none."""

    def __init__(self, *args, person: Person | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        if person is not None and person.address_is_protected:
            for name in ADDRESS:
                self.fields.pop(name, None)


class _NameAndNumber(_AboutSomebody):
    """What tells one person from another."""

    given_name = Text(_("First name"), missing=_("Enter their first name"), max_length=100)
    family_name = Text(_("Last name"), missing=_("Enter their last name"), max_length=100)
    preferred_name = Text(_("What they like to be called"), max_length=100)
    born_on = _born_on()
    nhs_number = _nhs_number()

    def clean_nhs_number(self):
        number = self.cleaned_data["nhs_number"]
        other = Person.objects.filter(nhs_number=number).first() if number else None
        if other is not None and other != self.person:
            raise forms.ValidationError(
                gettext("%(name)s, council number %(number)s, has this NHS number already")
                % {"name": other.name, "number": other.council_number}
            )
        return number


class _Contact(Form):
    address = LongText(_("Address"), rows=3, max_length=500)
    postcode = Postcode(_("Postcode"), classes="govuk-input--width-10")
    phone = Phone(_("Phone"), classes="govuk-input--width-20", max_length=30)
    email = Email(_("Email"), max_length=254)
    language = Text(
        _("Language"), hint=_("If not English, or as well as English. British Sign Language too."),
        classes="govuk-input--width-20", max_length=60,
    )  # fmt: skip
    communication_needs = _communication_needs(
        _("How to talk and write to them"),
        _("For example: large print, an interpreter, phone in the morning, talk to their sister too."),
    )


class NewPerson(_NameAndNumber, _Contact):
    support_reason = Select(_("Main reason for support"), SupportReason.choices, initial=SupportReason.UNKNOWN)
    field_order = [*_NameAndNumber.base_fields, *_Contact.base_fields]


class Details(_NameAndNumber, _Contact):
    """Everything staff may change about somebody."""

    gender = Select(_("Gender"), Gender.choices)
    ethnicity = Select(
        _("Ethnic group"), Ethnicity.choices, why=_("So that we can see whether we serve everybody fairly.")
    )
    support_reason = Select(_("Main reason for support"), SupportReason.choices)
    accommodation = Select(_("Where they live"), Accommodation.choices)
    died_on = Date(_("Date of death"), hint=_("Leave empty unless they have died"), latest=clock.today)
    field_order = [*_NameAndNumber.base_fields, "gender", "ethnicity", "died_on", *_Contact.base_fields]

    def clean(self):
        known = super().clean() or {}
        born, died = known.get("born_on"), known.get("died_on")
        if born and died and died < born:
            self.add_error("died_on", gettext("Date of death must be the same as or after the date of birth"))
        return known


class MyDetails(_AboutSomebody):
    """What a person may change about themselves, without asking anybody."""

    preferred_name = Text(_("What you like to be called"), max_length=100)
    address = LongText(_("Your address"), rows=3, max_length=500, autocomplete="street-address")
    postcode = Postcode(_("Your postcode"), classes="govuk-input--width-10", autocomplete="postal-code")
    phone = Phone(_("Your phone number"), classes="govuk-input--width-20", max_length=30, autocomplete="tel")
    email = Email(_("Your email address"), max_length=254, autocomplete="email")
    language = Text(
        _("Your language"), hint=_("If it is not English. British Sign Language too."),
        classes="govuk-input--width-20", max_length=60,
    )  # fmt: skip
    communication_needs = _communication_needs(
        _("How we should talk and write to you"),
        _("For example: large print, an interpreter, phone in the morning, talk to my sister too."),
    )


class NamedWorker(Form):
    worker = Select(_("Named worker"), [], required=False)

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        worker: Select = self.fields["worker"]  # type: ignore[assignment]
        worker.choices = [("", _("Nobody yet")), *workers]


class _InTheCircle(_AboutSomebody):
    name = Text(_("Name"), hint=_("A person, or a club or group"), missing=_("Enter a name"), max_length=200)
    relationship = Choice(
        _("Who they are"), CircleMember.Relationship.choices, missing=_("Choose who they are"), small=True
    )
    does = LongText(
        _("What they do"), rows=3, max_length=2000, hint=_("For example: shopping on Fridays, phones every evening.")
    )
    hours_a_week = WholeNumber(_("Hours a week"), hint=_("About how many. Leave empty if not known."), most=168)
    lives_with_person = YesNoNotKnown(_("Do they live together?"))
    phone = Phone(_("Their phone number"), classes="govuk-input--width-20", max_length=30)
    in_an_emergency = Tick(_("Phone them in an emergency"))

    def clean(self):
        known = super().clean() or {}
        if known.get("in_an_emergency") and not known.get("phone") and "phone" not in self.errors:
            self.add_error("phone", gettext("Enter a phone number for emergencies"))
        return known


class MyCircle(_InTheCircle):
    """What the person writes about somebody around them. Whether that person is willing is theirs to say."""

    lives_with_person = YesNoNotKnown(_("Do they live with you?"))


class Circle(_InTheCircle):
    """What staff write, with what the member of the circle has said themselves."""

    willing = YesNoNotKnown(
        _("Are they willing?"),
        hint=_(
            "Theirs to say, not ours and not the person’s. What exactly, and until when, is written on its own page."
        ),
    )
    able = YesNoNotKnown(_("Are they able?"), hint=_("Think of their health, work and the rest of their life."))
    member_number = Text(
        _("Their own council number"), classes="govuk-input--width-10", max_length=12,
        hint=_("If they have a record here, for example as a carer. The person does not see it."),
    )  # fmt: skip
    field_order = ["name", "relationship", "does", "hours_a_week", "willing", "able"]
    member: Person | None = None

    def clean_member_number(self):
        number = self.cleaned_data["member_number"].strip()
        if number:
            self.member = Person.objects.filter(council_number=number).first()
            if self.member is None:
                raise forms.ValidationError(gettext("Nobody has this council number. Check it, or leave it empty."))
            if self.member == self.person:
                raise forms.ValidationError(gettext("This is the person’s own number. Enter the other person’s."))
        return number
