"""What people fill in to sign in, start an account and keep it safe."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter as second_steps
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodlives.casework.access import locking
from goodlives.casework.access.models import Role, Team

from .. import clock
from ..design.forms import Choice, Date, Email, Form, Password, Select, Text
from .adapters import count_wrong_try, must_be_open


class Code(Form):
    code = Text(
        _("Your code"),
        hint=_("It is in the letter or email from us. It has 12 letters and numbers, like ABCD-EFGH-2346."),
        missing=_("Enter the code from your letter or email"), max_length=30, classes="govuk-input--width-20",
        autocomplete="one-time-code",
    )  # fmt: skip


class NewPassword(Form):
    """A password, twice. Long counts, not strange: three words of your own are good."""

    password = Password(
        _("Choose a password"),
        hint=_("Use 12 letters or more. Three words that only you would put together are good."),
        missing=_("Choose a password"), autocomplete="new-password",
    )  # fmt: skip
    again = Password(_("The same password again"), missing=_("Type the password again"), autocomplete="new-password")

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self):
        typed = self.cleaned_data
        if typed.get("password") and typed.get("again") and typed["password"] != typed["again"]:
            self.add_error("again", gettext("The two passwords are not the same. Type them again"))
        return typed


class AnotherPassword(NewPassword):
    now = Password(
        _("Your password now"), missing=_("Enter the password you have now"), autocomplete="current-password"
    )
    field_order = ("now", "password", "again")


class Forgotten(Form):
    email = Email(_("Your email address"), missing=_("Enter your email address"), autocomplete="email")


# Who works for a partner is given an account with that organisation, not with a role alone.
ROLES_OF_STAFF = [(role, label) for role, label in Role.choices if role not in (Role.PERSON, Role.PARTNER)]


class Job(Form):
    """What somebody who works for the council does here."""

    email = Email(_("Email address at work"), missing=_("Enter their email address at work"))
    role = Choice(
        _("Role"), ROLES_OF_STAFF, missing=_("Choose a role"),
        hints={Role.ADMINISTRATOR: _("Gives and ends accounts of staff. Sees nobody's record.")},
    )  # fmt: skip
    job_title = Text(_("Job title"), missing=_("Enter their job title, as people know it"), max_length=100)
    team = Select(_("Team"), [], required=False, empty=_("No team"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            ("", _("No team")),
            *((str(t.pk), t.name) for t in Team.objects.order_by("name")),
        ]

    def clean_team(self) -> Team | None:
        return Team.objects.get(pk=self.cleaned_data["team"]) if self.cleaned_data["team"] else None


class NewStaff(Job):
    first_name = Text(_("First name"), missing=_("Enter their first name"), max_length=150)
    last_name = Text(_("Last name"), missing=_("Enter their last name"), max_length=150)
    field_order = ("first_name", "last_name", "email", "role", "job_title", "team")


class LastDay(Form):
    last_day = Date(
        _("The last day on which they may sign in"),
        hint=_("A day that has passed ends the account at once."),
        missing=_("Enter the last day"),
    )  # fmt: skip


class HowToTell(Form):
    how = Choice(
        _("How do they get the code?"),
        [("print", _("I print a letter")), ("email", _("By email"))],
        missing=_("Choose a letter or email"),
    )


class OwnRecord(Form):
    council_number = Text(
        _("Their council number"), missing=_("Enter their council number"), max_length=12,
        classes="govuk-input--width-10",
    )  # fmt: skip


class SearchAccounts(Form):
    words = Text(_("Name, user name or email"), required=False, max_length=100)
    role = Select(
        _("Role"), [*ROLES_OF_STAFF, (Role.PARTNER, Role.PARTNER.label)], required=False, empty=_("Every role")
    )
    ended = Select(_("Accounts"), [("ended", _("Ended")), ("all", _("All"))], required=False, empty=_("In use"))


# --- allauth's own forms, with our lockout ---


class _GuessingIsStopped:
    """A code is tried five times at most, and is good once, whichever web process it comes to."""

    def clean_code(self) -> str:
        tried = locking.mark("code", self.user.pk)  # type: ignore[attr-defined]
        must_be_open(tried)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            count_wrong_try(tried, self.user)  # type: ignore[attr-defined]
            raise
        if not locking.use_once(locking.mark("used", self.user.pk, code), at=clock.now()):  # type: ignore[attr-defined]
            raise second_steps().validation_error("incorrect_code")
        locking.right(tried)
        return code


class SecondStep(_GuessingIsStopped, AuthenticateForm):
    pass


class SecondStepAgain(_GuessingIsStopped, ReauthenticateForm):
    pass


class NewApp(_GuessingIsStopped, ActivateTOTPForm):
    pass


class NewPasskey(AddWebAuthnForm):
    """A passkey opens the account by itself: the device asks for a finger, a face or a PIN."""

    passwordless = forms.BooleanField(initial=True, required=False)
