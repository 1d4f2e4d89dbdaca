"""Word to the person that somebody opened their record. An email says nothing of them: others may read it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from ..communication.door import may_be_emailed
from .emergency import EmergencyLook, Told


def send_word(look: EmergencyLook, *, at: datetime) -> bool:
    """By email, where they sign in and it is safe; else whoever looks it over sees who needs a letter."""
    person = look.person
    if person.user is None or not person.user.is_active or not person.email or not may_be_emailed(person):
        return False
    Told.objects.get_or_create(look=look, defaults={"how": Told.How.EMAIL, "at": at, "by": None})
    transaction.on_commit(partial(_email, person.email), robust=True)
    return True


def _email(address: str) -> None:
    council = settings.COUNCIL
    send_mail(
        _("There is something to read on your page"),
        _(
            "%(council)s has something to tell you. It is on your page: sign in as you always do.\n\n"
            "We do not put anything about you in emails. If you would rather talk to somebody, "
            "phone %(phone)s, %(hours)s.\n"
        )
        % {"council": council.name, "phone": council.phone, "hours": _(council.hours)},
        None, [address],
    )  # fmt: skip
