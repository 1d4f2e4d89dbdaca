"""Who wrote each line of a plan. A line that the person wrote is changed by the person and by nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from ..access.models import Role, User

if TYPE_CHECKING:
    from .models import Plan


class NotTheirsToWrite(Exception):
    """The plan belongs to the person. Somebody else suggests, or puts what they must record beside it."""


class Written(models.Model):
    """A line of a plan: who wrote it and when; and, where somebody wrote for the person, how the person asked."""

    written_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    asked = models.TextField(blank=True, help_text="how the person asked somebody to write this for them")
    suggested_by = models.CharField(max_length=200, blank=True, help_text="whose suggestion the person took up")

    class Meta:
        abstract = True

    @property
    def is_the_persons(self) -> bool:
        """Written by the person themself."""
        return self.written_by is not None and self.written_by.role == Role.PERSON

    def writer(self, plan: Plan) -> str:
        """Who wrote it, as the plan names them."""
        return plan.person.name if self.is_the_persons else str(self.written_by or "")


def is_the_person(plan: Plan, user: User) -> bool:
    return plan.person.user_id == user.pk


def may_write(plan: Plan, user: User) -> bool:
    """The person always; somebody from the council where the person asked them to write for them."""
    return is_the_person(plan, user) or plan.asked_to_write_on is not None


def must_be_theirs_to_write(plan: Plan, user: User, *lines: Written | None) -> None:
    """`NotTheirsToWrite` where the person has not asked for this, or where one of the lines is the person's own."""
    if is_the_person(plan, user):
        return
    if not may_write(plan, user):
        raise NotTheirsToWrite(
            _("%(name)s writes this plan. You can suggest, or put a note beside it.") % {"name": plan.person.called}
        )
    if any(line is not None and line.is_the_persons for line in lines):
        raise NotTheirsToWrite(
            _("%(name)s wrote this, so only they can change it. You can suggest, or put a note beside it.")
            % {"name": plan.person.called}
        )


def author(plan: Plan, by: User, at: datetime, suggested_by: str = "") -> dict[str, Any]:
    """What a line keeps of who wrote it."""
    asked = "" if is_the_person(plan, by) else plan.asked_to_write_words
    return {"written_by": by, "written_at": at, "asked": asked, "suggested_by": suggested_by}
