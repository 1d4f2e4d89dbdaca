"""What we tell django-allauth: nobody signs up by themselves, guessing is stopped, and our words are used."""

from __future__ import annotations

import base64
import logging
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodlives.casework.access import actions, drafts, locking
from goodlives.casework.access.models import AccountEntry, Activation, User
from goodlives.casework.asked_once import of_one

from .. import clock, kept
from . import mail
from .sessions import BEGAN

logger = logging.getLogger(__name__)

What = AccountEntry.What
JUST_NOW = timedelta(minutes=5)


account = of_one(lambda key: drafts.with_typed_at(User.objects.filter(pk=key)))


class Backend(AuthenticationBackend):
    """Asked at each page: an account that has ended opens nothing. What waits to be sent comes in the same query."""

    def get_user(self, user_id) -> User | None:
        user = account.first(user_id)
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user) -> bool:
        return user.may_sign_in(clock.today())


def owner_of(login: str) -> User | None:
    """Whose account this user name or email address is."""
    return User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).order_by("-is_active").first()


def locked() -> ValidationError:
    return ValidationError(_("There were too many wrong tries. Wait 15 minutes, then try again."), code="locked")


def must_be_open(tried: str) -> None:
    try:
        locking.must_be_open(tried, at=clock.now())
    except locking.Locked:
        raise locked() from None


def count_wrong_try(tried: str, user: User | None) -> None:
    """Whose account it is hears when it is locked."""
    if locking.wrong(tried, at=clock.now()) and user:
        actions.note(user, What.LOCKED, by=None, at=clock.now())
        mail.locked(user)


def is_their_password(form, name: str, user: User) -> bool:
    """Whether the field holds the password of this user; says so on the field where not."""
    try:
        if get_adapter().reauthenticate(user, form.cleaned_data[name]):
            return True
        form.add_error(name, _("This is not your password. Try again."))
    except ValidationError as error:
        form.add_error(name, error)
    return False


# What allauth tells of by email: what goes into the account's history, and its words.
CHANGES = {
    "mfa/email/totp_activated": (What.ADDED, gettext_lazy("An app that makes codes")),
    "mfa/email/totp_deactivated": (What.REMOVED, gettext_lazy("The app that makes codes")),
    "mfa/email/webauthn_added": (What.ADDED, gettext_lazy("A passkey")),
    "mfa/email/webauthn_removed": (What.REMOVED, gettext_lazy("A passkey")),
    "mfa/email/recovery_codes_generated": (What.ADDED, gettext_lazy("Spare codes")),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any):
        """Whose password this is. A wrong one, an unknown name and an ended account all look the same."""
        login = str(credentials.get("username") or credentials.get("email") or "").strip().lower()
        owner = owner_of(login)
        tried = locking.mark("password", owner.pk if owner else login)
        must_be_open(tried)
        user = super().authenticate(request, **credentials)
        if user is None or not user.may_sign_in(clock.today()):
            count_wrong_try(tried, owner)
            return None
        locking.right(tried)
        return user

    def post_login(self, request: HttpRequest, user, **options: Any) -> HttpResponse:
        response = super().post_login(request, user, **options)
        actions.note(user, What.SIGNED_IN, by=user, at=clock.now(), words=how_they_signed_in(request, user))
        return redirect("home:not_yet_sent") if kept.UNSENT in request.session else response

    def respond_user_inactive(self, request: HttpRequest, user) -> HttpResponse:
        return render(request, "access/unknown.jinja", {"provider": None}, status=403)

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Whoever signed in this moment is not asked again."""
        began = context.request.session.get(BEGAN)
        return not (began and clock.now() - datetime.fromisoformat(began) < JUST_NOW)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """A second step, where there is one: somebody who knows the password alone takes nothing away."""
        methods = super().get_reauthentication_methods(user)
        return [one for one in methods if one["id"] != "reauthenticate"] or methods

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)

    def send_notification_mail(self, template_prefix: str, user, context=None, email=None) -> None:
        if template_prefix in CHANGES:
            what, words = CHANGES[template_prefix]
            actions.note(user, what, by=user, at=clock.now(), words=str(words))
            mail.something_changed(user, f"{what.label}: {words}.")


def how_they_signed_in(request: HttpRequest, user) -> str:
    words = {
        "password": _("with a password"), "totp": _("with a code from an app"), "webauthn": _("with a passkey"),
        "recovery_codes": _("with a spare code"),
    }  # fmt: skip
    used = [
        one.get("type") or one.get("provider") or one["method"] for one in get_authentication_records(request, user)
    ]
    return ", ".join(words.get(one, one) for one in used)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code or passkey is not right, or was used before. Try the next one."),
    }

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}


def _fernet() -> MultiFernet:
    """What makes codes is not readable in the database. Older keys still read what they wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(sha256(("second step " + str(key)).encode()).digest())) for key in keys]
    )


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Somebody who comes from another sign-in is matched to an account that the council gave. Nobody gets a new one."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin) -> None:
        app = sociallogin.provider.app
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(redirect(reverse("home:start")))
        known = sociallogin.is_existing
        activation = request.session.get("activation") if app.settings["whom"] == "people" else None
        user = sociallogin.user if known else self._match(sociallogin, app, activation)
        if user is None or not self._may_use(user, app):
            raise ImmediateHttpResponse(render(request, "access/unknown.jinja", {"provider": app.name}, status=403))
        if not known:
            sociallogin.user = user
            actions.connect(sociallogin.account, user, by=user, at=clock.now(), name=app.name)
            if activation:
                del request.session["activation"]
                actions.start_account(activation, password=None, by=user, on=clock.today(), at=clock.now())

    def _match(self, sociallogin, app, activation: str | None) -> User | None:
        """Staff by a verified email address; a person by the code that the council gave them."""
        if app.settings["whom"] == "people":
            found = Activation.objects.filter(pk=activation).select_related("user").first() if activation else None
            return found.user if found and found.used_at is None and found.cancelled_at is None else None
        emails = [one.email for one in sociallogin.email_addresses if one.verified or app.settings["trust_email"]]
        users = list(User.objects.filter(email__iexact=emails[0], is_active=True)[:2]) if emails and emails[0] else []
        return users[0] if len(users) == 1 else None

    def _may_use(self, user: User, app) -> bool:
        for_people = user.role == "person"
        return user.may_sign_in(clock.today()) and for_people == (app.settings["whom"] == "people")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None) -> None:
        logger.warning("A sign-in through %s failed: %s %r", provider.app.name, error or "", exception)
        raise ImmediateHttpResponse(
            render(request, "access/not_signed_in.jinja", {"provider": provider.app.name, "error": error}, status=403)
        )

    def send_notification_mail(self, *args, **kwargs) -> None:
        """The account's history says it."""
