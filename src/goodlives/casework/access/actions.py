"""Everything that changes an account: given, started, changed, ended. Each leaves a line in its history."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .models import AccountEntry, Activation, Team, User

What = AccountEntry.What

# Without letters and numbers that look alike: 12 of these are 58 bits, and cannot be guessed.
LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
LENGTH = 12
A_CODE_LASTS = timedelta(days=21)  # time for a letter to come, and to be read with somebody


class EmailIsTaken(Exception):
    """Another account has this email address or user name: a new password would go to both."""


class NotYourOwn(Exception):
    """Nobody changes their own role or ends their own account: somebody else looks at it."""


def note(user: User, what: str, *, by: User | None, at: datetime, words: str = "") -> AccountEntry:
    """A line in the account's history."""
    return AccountEntry.objects.create(user=user, what=what, by=by, at=at, words=words)


@transaction.atomic
def give_account(
    *, username: str, email: str, first_name: str, last_name: str, role: str, by: User | None, at: datetime,
    team: Team | None = None, job_title: str = "",
) -> User:  # fmt: skip
    """An account without a password: its owner chooses one, with a code, or signs in with the council's own sign-in."""
    must_be_free(email)
    if User.objects.filter(username__iexact=username).exists():
        raise EmailIsTaken
    user = User(
        username=username, email=email, first_name=first_name, last_name=last_name, role=role, team=team,
        job_title=job_title,
    )  # fmt: skip
    user.set_unusable_password()
    user.save()
    note(user, What.GIVEN, by=by, at=at, words=user.get_role_display())
    return user


def choose_language(*, by: User, language: str) -> None:
    """The language they read in from now on, wherever they sign in."""
    by.language = language
    by.save(update_fields=["language"])


def must_be_free(email: str, besides: User | None = None) -> None:
    taken = User.objects.filter(email__iexact=email, is_active=True) if email else User.objects.none()
    if any(user != besides for user in taken):
        raise EmailIsTaken


@transaction.atomic
def change_account(
    user: User, *, email: str, role: str, team: Team | None, job_title: str, by: User, at: datetime
) -> User:
    """Another role, team, job title or email address. Whoever is given another role signs in again."""
    if user == by:
        raise NotYourOwn
    must_be_free(email, besides=user)
    was = (user.get_role_display(), user.job_title, user.team, user.email)
    another_role = user.role != role
    user.email, user.role, user.team, user.job_title = email, role, team, job_title
    now = (user.get_role_display(), user.job_title, user.team, user.email)
    changes = [f"{old or '–'} → {new or '–'}" for old, new in zip(was, now, strict=True) if old != new]
    if changes:
        if another_role:
            user.signed_out_at = at
        user.save()
        note(user, What.CHANGED, by=by, at=at, words=", ".join(changes))
    return user


@transaction.atomic
def end_account(user: User, *, last_day: date, by: User, on: date, at: datetime) -> User:
    """Nobody signs in with it after its last day. What they did stays theirs."""
    if user == by:
        raise NotYourOwn
    user.ends_on = last_day
    user.is_active = last_day >= on
    user.save()
    _cancel_codes(user, at=at)
    note(user, What.ENDED, by=by, at=at, words=_("Last day: %(day)s") % {"day": f"{last_day:%d %m %Y}"})
    return user


@transaction.atomic
def reopen_account(user: User, *, by: User, at: datetime) -> User:
    """Somebody came back. Their old password counts no more."""
    must_be_free(user.email, besides=user)
    user.ends_on, user.is_active = None, True
    user.set_unusable_password()
    user.save()
    note(user, What.REOPENED, by=by, at=at)
    return user


# --- Starting with a code ---


@transaction.atomic
def new_code(user: User, *, by: User | None, at: datetime) -> str:
    """A code for this account, told this once. An earlier one counts no more."""
    _cancel_codes(user, at=at)
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    Activation.objects.create(user=user, code_hash=_hashed(code), made_at=at, made_by=by, expires_at=at + A_CODE_LASTS)
    note(user, What.CODE, by=by, at=at)
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def _cancel_codes(user: User, *, at: datetime) -> None:
    for activation in Activation.objects.filter(user=user, used_at=None, cancelled_at=None):
        activation.cancelled_at = at
        activation.save()


def _hashed(code: str) -> str:
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    return salted_hmac("goodlives.activation", bare, algorithm="sha256").hexdigest()


def opened_by(code: str, *, on: date, at: datetime) -> Activation | None:
    """The account that this code opens, if it is in time, unused, and its account has not ended."""
    found = Activation.objects.filter(code_hash=_hashed(code)).select_related("user").first()
    return found if found and _still_opens(found, on=on, at=at) else None


def _still_opens(activation: Activation, *, on: date, at: datetime) -> bool:
    unused = activation.used_at is None and activation.cancelled_at is None
    return unused and at < activation.expires_at and activation.user.may_sign_in(on)


@transaction.atomic
def start_account(activation_id: str, *, password: str | None, by: User | None, on: date, at: datetime) -> User | None:
    """Use the code, once: choose a password, or none where another sign-in was connected. None: it opens no more."""
    activation = Activation.objects.select_for_update(of=("self",)).select_related("user").get(pk=activation_id)
    if not _still_opens(activation, on=on, at=at):
        return None
    activation.used_at = at
    activation.save()
    user = activation.user
    if password is not None:
        user.set_password(password)
        user.save()
    note(user, What.STARTED, by=by or user, at=at)
    return user


# --- What the owner does ---


@transaction.atomic
def set_password(user: User, password: str, *, by: User, at: datetime) -> User:
    """Another password. Every other session of theirs ends, because it was opened with the old one."""
    user.set_password(password)
    user.save()
    note(user, What.PASSWORD, by=by, at=at)
    return user


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User, at: datetime) -> User:
    """End every session of theirs, on every computer and phone."""
    user.signed_out_at = at
    user.save()
    note(user, What.SIGNED_OUT, by=by, at=at)
    return user


@transaction.atomic
def take_away_second_steps(user: User, *, by: User, at: datetime) -> None:
    """They lost their phone or key. They set up another when they sign in."""
    if user == by:
        raise NotYourOwn
    Authenticator.objects.filter(user=user).delete()
    sign_out_everywhere(user, by=by, at=at)
    note(user, What.REMOVED, by=by, at=at, words=_("All of them"))


@transaction.atomic
def connect(account: SocialAccount, user: User, *, by: User, at: datetime, name: str) -> None:
    """From now on, this subject at another sign-in is this account, whatever its email address becomes."""
    account.user, account.extra_data = user, {}
    account.save()
    note(user, What.CONNECTED, by=by, at=at, words=name)
