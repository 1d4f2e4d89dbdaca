"""Who uses the system, and what each may agree to."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .history import with_history


class Role(models.TextChoices):
    PERSON = "person", _("Person or carer")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    TEAM_MANAGER = "team_manager", _("Team manager")
    SERVICE_MANAGER = "service_manager", _("Service manager")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    ADMINISTRATOR = "administrator", _("Administrator of accounts")
    PARTNER = "partner", _("Partner organisation")


# Whose work is not with the council's records: the person themselves, who looks after accounts, and who works for
# another organisation and sees only what people agreed to show it.
NOT_COUNCIL_STAFF = (Role.PERSON, Role.ADMINISTRATOR, Role.PARTNER)


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


@with_history(exclude=["password", "last_login"])
class User(AbstractUser):
    """Somebody who signs in: the person who draws on support, a carer, or somebody who works for the council."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PERSON)
    job_title = models.CharField(max_length=100, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="members")
    for_demonstration = models.BooleanField(default=False)
    ends_on = models.DateField(null=True, blank=True, help_text="the last day on which they may sign in")
    signed_out_at = models.DateTimeField(null=True, blank=True, help_text="when they signed out everywhere")
    language = models.CharField(max_length=10, blank=True, help_text="the language they chose to read in, by its code")

    # For one request: by what they act for somebody else, who is then whose record their pages are about.
    acting: Any = None

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_has_a_known_role", condition=models.Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def is_council_staff(self) -> bool:
        """Whether their work is with people's records. Who looks after accounts sees none."""
        return self.role not in NOT_COUNCIL_STAFF

    @cached_property
    def typed_at(self) -> datetime | None:
        """When they last typed something that they have not sent. A page knows it when it knows who they are."""
        return self.drafts.aggregate(last=models.Max("saved_at"))["last"]

    def may_sign_in(self, on: date) -> bool:
        return self.is_active and (self.ends_on is None or on <= self.ends_on)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session is good for one password, and until its owner signs out everywhere."""
        hashed: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{hashed}:{self.signed_out_at.isoformat()}" if self.signed_out_at else hashed


class SignOffLimitQuerySet(models.QuerySet["SignOffLimit"]):
    def weekly_limit(self, role: str, on: date) -> int | None:
        """The most pence a week that this role may agree to on this day; None when it may agree to nothing."""
        row = self.filter(role=role, starts_on__lte=on).order_by("-starts_on").first()
        return row.weekly_limit if row else None


@with_history()
class SignOffLimit(models.Model):
    """How much a week somebody in a role may agree to. Dated: an old sign-off still explains itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = models.CharField(max_length=20, choices=Role.choices)
    starts_on = models.DateField()
    weekly_limit = models.PositiveIntegerField(help_text="pence a week")
    reason = models.TextField()

    objects = SignOffLimitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_sign_off_limit_a_role_a_day", fields=["role", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} from {self.starts_on}: {self.weekly_limit} pence a week"


@with_history(exclude=["code_hash"])
class Activation(models.Model):
    """A code, told once, by which somebody chooses their first password. We keep no more of it than a fingerprint."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="activations")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activation_ends_after_it_begins", condition=models.Q(expires_at__gt=models.F("made_at"))
            ),
            models.UniqueConstraint(
                name="one_code_at_a_time_opens_an_account",
                fields=["user"],
                condition=models.Q(used_at__isnull=True, cancelled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Code for {self.user} until {self.expires_at:%Y-%m-%d}"


class AccountEntry(models.Model):
    """One thing that happened to an account, for its owner and for whoever looks after accounts. Never changed."""

    class What(models.TextChoices):
        GIVEN = "given", _("The account was given")
        CHANGED = "changed", _("The account was changed")
        CODE = "code", _("A code to start the account was made")
        STARTED = "started", _("The account was started with the code")
        SIGNED_IN = "signed_in", _("Signed in")
        PASSWORD = "password", _("The password was changed")
        FORGOTTEN = "forgotten", _("A new password was asked for by email")
        LOCKED = "locked", _("Locked for a while after wrong tries")
        ADDED = "added", _("A second step was added")
        REMOVED = "removed", _("A second step was removed")
        CONNECTED = "connected", _("Connected to another sign-in")
        SIGNED_OUT = "signed_out", _("Signed out everywhere")
        ENDED = "ended", _("The account was ended")
        REOPENED = "reopened", _("The account was opened again")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="entries")
    what = models.CharField(max_length=12, choices=What.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(name="account_entry_newest", fields=["user", "-at"])]
        triggers = [pgtrigger.Protect(name="account_entry_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.at:%Y-%m-%d}"


class SignInTry(models.Model):
    """A wrong password or code, or a code used once: a fingerprint and a time, forgotten after a while.

    In the database, because every web process must count the same tries.
    """

    mark = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="sign_in_try_by_mark", fields=["mark", "at"])]

    def __str__(self) -> str:
        return f"{self.mark[:8]}, {self.at}"


class Seal(models.Model):
    """What was kept by one moment, as one number that nobody can make again once a row behind it is changed.

    Each seal has the one before it in its own, so that none can be changed or left out without all that follow.
    """

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    all_before = models.DateTimeField(
        help_text="every change begun before this moment is in this seal or an earlier one"
    )
    rows = models.PositiveBigIntegerField()
    before = models.CharField(max_length=64, blank=True, help_text="the digest of the seal before")
    digest = models.CharField(max_length=64, unique=True)
    brought_in = models.TextField(
        blank=True, help_text="why it takes in rows that say they are from before the last seal"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="every_seal_but_the_first_follows_another",
                condition=models.Q(number=1, before="") | models.Q(number__gt=1) & ~models.Q(before=""),
            ),
        ]
        triggers = [pgtrigger.Protect(name="seal_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Seal {self.number}"


class SealedTable(models.Model):
    """What one seal took in from one table, and which columns it read."""

    id = models.AutoField(primary_key=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="tables")
    table_name = models.CharField(max_length=63)
    key = models.CharField(max_length=63, help_text="the column that names a row")
    columns = models.JSONField(help_text="those there were then, in this order")
    rows = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="sealed_table_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.table_name} in seal {self.seal_id}"


class SealedRow(models.Model):
    """The digest of one row as it was when it was sealed."""

    # Not looked up for each of a million rows: a list that does not fit its seal is found by `check`.
    part = models.ForeignKey(SealedTable, on_delete=models.PROTECT, related_name="sealed_rows", db_constraint=False)
    row_key = models.CharField(max_length=40)
    digest = models.BinaryField()

    class Meta:
        triggers = [pgtrigger.Protect(name="sealed_row_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.row_key


# What is typed and not yet sent is a topic of its own: Django looks for it here.
from .drafts import Draft  # noqa: E402

__all__ = [
    "AccountEntry", "Activation", "Draft", "Role", "Seal", "SealedRow", "SealedTable", "SignInTry", "SignOffLimit",
    "Team", "User",
]  # fmt: skip
