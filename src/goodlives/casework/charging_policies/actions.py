"""Writing down what the council has decided about charging."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from goodlives.rules import charging
from goodlives.rules.charging.against_the_law import AgainstTheLaw, against_the_law

from ..access.models import User
from .models import CHOICES, ChargingPolicy


class NotLawful(ValueError):
    """What was chosen breaks a floor or a ceiling of the law: each choice by name."""

    def __init__(self, broken: tuple[AgainstTheLaw, ...]):
        self.broken = broken
        super().__init__("; ".join(f"{one.field}: {one.words} ({one.law})" for one in broken))


class StartsAlready(ValueError):
    """Another version begins on that day: what is new corrects it."""

    def __init__(self, version: ChargingPolicy):
        self.version = version
        super().__init__(_("Another version begins on that day. Say that this one corrects it."))


class CorrectedAlready(ValueError):
    """A version is corrected once: the next correction is of the one that corrected it."""


@transaction.atomic
def record(
    policy: charging.Policy, *, starts_on: date, owner: str, reason: str, agreed_by: str, agreed_on: date, minute: str,
    by: User, at: datetime, link: str = "", corrects: ChargingPolicy | None = None,
) -> ChargingPolicy:  # fmt: skip
    """Keep a version of the policy, if the law allows each choice in it: Care Act s14, SI 2014/2672.

    What has been decided about anybody stays as it was decided: this says what is used from a day on.
    """
    if broken := against_the_law(policy, starts_on):
        raise NotLawful(broken)
    with connection.cursor() as cursor:  # one at a time, so that the next looks at this one
        cursor.execute("LOCK TABLE charging_policies_chargingpolicy IN SHARE ROW EXCLUSIVE MODE")
    standing = ChargingPolicy.objects.standing()
    if corrects is not None and not standing.filter(pk=corrects.pk).exists():
        raise CorrectedAlready(_("That version has been corrected already. Correct the one that replaced it."))
    same_day = standing.filter(starts_on=starts_on).first()
    if same_day is not None and same_day != corrects:
        raise StartsAlready(same_day)
    last = ChargingPolicy.objects.aggregate(last=Max("number"))["last"] or 0
    return ChargingPolicy.objects.create(
        number=last + 1, starts_on=starts_on, owner=owner, reason=reason, agreed_by=agreed_by, agreed_on=agreed_on,
        minute=minute, link=link, corrects=corrects, recorded_by=by, recorded_at=at,
        **{name: getattr(policy, name) for name in CHOICES},
    )  # fmt: skip
