"""Form fields that look and speak like the GOV.UK Design System, and give the rules the types they want.

Amounts come out as whole pence, "not yet known" as None, dates as `date`. Templates draw a field with
`{{ field(form["name"]) }}` from `design/fields.jinja`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import nhs_number
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import validate_email
from django.forms.renderers import TemplatesSetting
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    """Forms are drawn by our own macros, never by Django's templates."""


class Form(forms.Form):
    """A form that can say what is wrong, each line a link to its field."""

    use_required_attribute = False
    carried: str | None = None  # what it said when it was drawn: see `drawn`

    def name_of(self, name: str) -> str:
        """What a field is called where it does not stand on its own page."""
        return str(self.fields[name].label)

    def summary(self) -> list[dict]:
        """The lines of the error summary: {"text", "href"}; the form's own errors first."""
        lines = [{"text": message} for message in self.non_field_errors()]
        for name, messages in self.errors.items():
            if name != NON_FIELD_ERRORS:
                bound = self[name]
                lines += [{"text": message, "href": f"#{first_input(bound)}"} for message in messages]
        return lines


def first_input(bound: forms.BoundField) -> str:
    """The id of the input that an error's link goes to."""
    return f"{bound.auto_id}_day" if isinstance(bound.field, Date) else bound.auto_id


_percent_as_words = lazy(lambda words: str(words).replace("%", "%%"), str)


class _Drawn:
    """What each field tells the macro that draws it."""

    kind = "input"

    def __init__(self, label, *, hint="", missing="", why="", classes="", heading=False, autocomplete="", **options):
        options.setdefault("required", bool(missing))
        messages = {"required": missing} if missing else {}
        if "max_length" in options:
            messages["max_length"] = format_lazy(
                _("{label}: use %(limit_value)s characters or fewer"), label=_percent_as_words(label)
            )
        super().__init__(  # type: ignore[call-arg]  # the next class is one of Django's fields
            label=label, help_text=hint, error_messages=messages | options.pop("error_messages", {}), **options
        )
        self.why, self.classes, self.heading, self.autocomplete = why, classes, heading, autocomplete


class Text(_Drawn, forms.CharField):
    """One line. `missing` is what to say when it is empty; without it the field may be left empty."""

    input_type: str = "text"
    inputmode: str | None = None

    def __init__(self, label, *, max_length=200, **options):
        super().__init__(label, max_length=max_length, **options)


class LongText(_Drawn, forms.CharField):
    """Several lines, in somebody's own words."""

    kind = "textarea"

    def __init__(self, label, *, rows=5, **options):
        super().__init__(label, **options)
        self.rows = rows


class Password(Text):
    """Never trimmed, and never sent back to the page."""

    kind = "password"

    def __init__(self, label, *, max_length=200, **options):
        super().__init__(label, max_length=max_length, strip=False, **options)

    def prepare_value(self, value):
        return ""


class Email(Text):
    input_type, inputmode = "email", "email"

    def __init__(self, label, *, max_length=254, **options):
        super().__init__(label, max_length=max_length, **options)

    def clean(self, value):
        value = super().clean(value).strip()
        if value:
            try:
                validate_email(value)
            except forms.ValidationError:
                raise forms.ValidationError(
                    gettext("Enter an email address in the right form, like name@example.com")
                ) from None
        return value


class Phone(Text):
    input_type, inputmode = "tel", "tel"

    def __init__(self, label, *, max_length=30, **options):
        super().__init__(label, max_length=max_length, **options)

    def clean(self, value):
        value = super().clean(value).strip()
        if value and (not re.fullmatch(r"[0-9 +()\-.ext]+", value) or not 9 <= len(re.sub(r"\D", "", value)) <= 15):
            raise forms.ValidationError(gettext("Enter a phone number, like 01632 960 001 or 07700 900 982"))
        return value


class Postcode(Text):
    # Royal Mail's own shape; spaces and case are put right, not refused.
    SHAPE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")

    def __init__(self, label, *, max_length=30, **options):
        super().__init__(label, max_length=max_length, **options)

    def clean(self, value):
        bare = re.sub(r"\s", "", super().clean(value)).upper()
        if bare and not self.SHAPE.fullmatch(bare):
            raise forms.ValidationError(gettext("Enter a full UK postcode, like WX1 1AA"))
        return f"{bare[:-3]} {bare[-3:]}" if bare else ""


class NHSNumber(Text):
    """Ten digits, the last of which checks the others. Spaces are put right, not refused."""

    inputmode = "numeric"

    def __init__(self, label, **options):
        super().__init__(label, **{"classes": "govuk-input--width-10"} | options)

    def clean(self, value):
        digits = re.sub(r"[\s-]", "", super().clean(value) or "")
        if digits and not (re.fullmatch(r"[0-9]{10}", digits) and nhs_number.is_valid(digits)):
            raise forms.ValidationError(gettext("NHS number must be 10 numbers, like 485 777 3456. Check each number"))
        return digits or self.empty_value


class WholeNumber(_Drawn, forms.CharField):
    """A number without a fraction, or None where left empty."""

    input_type, inputmode = "text", "numeric"

    def __init__(self, label, *, least=0, most=1_000_000, suffix="", **options):
        options = {"classes": "govuk-input--width-4", "max_length": 15} | options
        super().__init__(label, **options)
        self.least, self.most, self.suffix = least, most, suffix

    def clean(self, value):
        value = super().clean(value).replace(",", "").strip()
        if not value:
            return None
        if not re.fullmatch(r"-?[0-9]+", value) or not self.least <= int(value) <= self.most:
            raise forms.ValidationError(
                gettext("%(label)s must be a whole number from %(least)s to %(most)s")
                % {"label": self.label, "least": self.least, "most": f"{self.most:,}"}
            )
        return int(value)


class Money(_Drawn, forms.CharField):
    """Pounds and pence typed by a person, whole pence out; None where left empty (not yet known, never zero)."""

    input_type, inputmode, prefix = "text", "decimal", "£"

    def __init__(self, label, *, most=100_000_000_00, suffix="", **options):
        options = {"classes": "govuk-input--width-10", "max_length": 25} | options
        super().__init__(label, **options)
        self.most, self.suffix = most, suffix

    def prepare_value(self, value):
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value

    def clean(self, value):
        value = super().clean(value).replace(",", "").replace("£", "").strip()
        if not value:
            return None
        if not re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", value):
            raise forms.ValidationError(
                gettext("%(label)s must be an amount in pounds, like 120 or 120.50") % {"label": self.label}
            )
        pence = int(Decimal(value) * 100)
        if pence > self.most:
            raise forms.ValidationError(
                gettext("%(label)s must be £%(most)s or less") % {"label": self.label, "most": f"{self.most // 100:,}"}
            )
        return pence


class Percent(_Drawn, forms.CharField):
    """A percentage typed by a person, whole hundredths of one percent out; None where left empty."""

    input_type, inputmode, suffix = "text", "decimal", "%"

    def __init__(self, label, *, most=9999_99, **options):
        options = {"classes": "govuk-input--width-4", "max_length": 25} | options
        super().__init__(label, **options)
        self.most = most

    def prepare_value(self, value):
        return f"{value / 100:g}" if isinstance(value, int) else value

    def clean(self, value):
        value = super().clean(value).replace("%", "").strip()
        if not value:
            return None
        if not re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", value) or Decimal(value) * 100 > self.most:
            raise forms.ValidationError(
                gettext("%(label)s must be a percentage from 0 to %(most)s, like 3 or 2.5")
                % {"label": self.label, "most": f"{self.most / 100:.2f}"}
            )
        return int(Decimal(value) * 100)


class _DayMonthYear(forms.Widget):
    PARTS = ("day", "month", "year")

    def value_from_datadict(self, data, files, name):
        return tuple((data.get(f"{name}_{part}") or "").strip() for part in self.PARTS)

    def value_omitted_from_data(self, data, files, name):
        return all(f"{name}_{part}" not in data for part in self.PARTS)


class Date(_Drawn, forms.Field):
    """A day, month and year in three boxes."""

    kind = "date"
    widget = _DayMonthYear

    def __init__(self, label, *, earliest=None, latest=None, **options):
        super().__init__(label, **options)
        self.earliest, self.latest = earliest, latest

    def prepare_value(self, value):
        return (str(value.day), str(value.month), str(value.year)) if isinstance(value, date) else value or ("", "", "")

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data

    def clean(self, value):
        value = value or ("", "", "")
        if not any(value):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"])
            return None
        names = (gettext("a day"), gettext("a month"), gettext("a year"))
        if missing := [name for name, part in zip(names, value, strict=True) if not part]:
            raise forms.ValidationError(
                gettext("%(label)s must include %(missing)s")
                % {"label": self.label, "missing": gettext(" and ").join(missing)}
            )
        try:
            if len(value[2]) != 4:
                raise ValueError
            day = date(int(value[2]), int(value[1]), int(value[0]))
        except ValueError:
            raise forms.ValidationError(
                gettext("%(label)s must be a real date, like 27 3 1986") % {"label": self.label}
            ) from None
        self._check_limits(day)
        return day

    def _check_limits(self, day: date) -> None:
        for limit, wrong, words in (
            (self.earliest, lambda limit: day < limit, _("%(label)s must be %(limit)s or later")),
            (self.latest, lambda limit: day > limit, _("%(label)s must be %(limit)s or earlier")),
        ):
            limit = limit() if callable(limit) else limit
            if limit is not None and wrong(limit):
                raise forms.ValidationError(str(words) % {"label": self.label, "limit": date_format(limit, "j F Y")})


class Choice(_Drawn, forms.ChoiceField):
    """Radios: one answer. `hints` puts a hint under an answer; `inline` sets short answers side by side."""

    kind = "radios"

    def __init__(self, label, choices, *, hints=None, inline=False, small=False, **options):
        super().__init__(label, choices=choices, **options)
        self.hints, self.inline, self.small = hints or {}, inline, small


class Select(_Drawn, forms.ChoiceField):
    """A long list of answers."""

    kind = "select"

    def __init__(self, label, choices, *, empty=None, **options):
        choices = [("", empty), *choices] if empty is not None else choices
        super().__init__(label, choices=choices, **options)


class Choices(_Drawn, forms.MultipleChoiceField):
    """Checkboxes: any number of answers."""

    kind = "checkboxes"

    def __init__(self, label, choices, *, hints=None, small=False, **options):
        super().__init__(label, choices=choices, **options)
        self.hints, self.small = hints or {}, small


class Upload(_Drawn, forms.FileField):
    """A file somebody sends. `accept` is what a phone offers to choose or record; what comes is looked at apart."""

    kind = "file"

    def __init__(self, label, *, accept="", largest=None, too_large="", **options):
        super().__init__(label, **options)
        self.accept, self.largest, self.too_large = accept, largest, too_large

    def clean(self, data, initial=None):
        sent = super().clean(data, initial)
        if sent and self.largest is not None and sent.size > self.largest:
            raise forms.ValidationError(self.too_large)
        return sent


class Tick(_Drawn, forms.BooleanField):
    """One checkbox."""

    kind = "tick"


class YesNo(Choice):
    """Yes or no, as a bool; None where it may be left and is."""

    ANSWERS: tuple = (("yes", _("Yes")), ("no", _("No")))

    def __init__(self, label, *, answers=None, **options):
        super().__init__(label, answers or self.ANSWERS, inline=options.pop("inline", True), **options)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value) if not isinstance(value, str) else value

    def clean(self, value):
        return {"yes": True, "no": False}.get(super().clean(value))


class YesNoNotKnown(YesNo):
    """Yes, no, or not yet known: None is a real answer."""

    ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("", _("Not yet known")))

    def __init__(self, label, **options):
        options.setdefault("required", False)
        super().__init__(label, **options)
