"""Short plain letters by email about an account. No email says anything of a person's care."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from goodlives.casework.access.models import User
from goodlives.casework.communication.door import may_be_emailed
from goodlives.casework.people.models import Person


def send(user: User, subject: str, *lines: str) -> None:
    """Once what it tells of is saved. A mail server that does not answer stops nobody.

    Nothing is sent to somebody for whom email is not safe: they ask us, in the way they agreed with us.
    """
    person = Person.objects.select_related("safe_contact").filter(user=user).first()
    if user.email and (person is None or may_be_emailed(person)):
        council = settings.COUNCIL
        close = _("If this was not you, phone us: %(phone)s, %(hours)s.") % {
            "phone": council.phone, "hours": _(council.hours),
        }  # fmt: skip
        body = "\n\n".join([_("Dear %(name)s,") % {"name": user}, *lines, close, council.name])
        post = partial(send_mail, subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
        transaction.on_commit(post, robust=True)


def locked(user: User) -> None:
    send(
        user,
        _("Your account is locked for a while"),
        _("Somebody gave a wrong password or code for your account 5 times. So nobody can use a password for it for "
          "15 minutes. After that you can sign in again."),
        _("If you forgot your password, you can ask for a new one on the sign-in page."),
    )  # fmt: skip


def new_password_link(user: User, address: str) -> None:
    send(
        user,
        _("Choose a new password"),
        _("You asked for a new password. Open this page within one hour to choose it:"),
        address,
        _("Nothing changes until you do."),
    )


def code(user: User, code: str, address: str, last_day: str) -> None:
    send(
        user,
        _("How to start your account"),
        _("We have made an account for you. To start it, open this page:"),
        address,
        _("Give this code: %(code)s") % {"code": code},
        _("You can use it once, until %(day)s. Then choose a password. Your user name is %(name)s.")
        % {"day": last_day, "name": user.username},
    )


def something_changed(user: User, what: str) -> None:
    send(user, _("A change to how you sign in"), what)
